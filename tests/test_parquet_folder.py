"""Large runs in Parquet: a folder of parts, whole or not at all, and SQL over it from the disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import COMMAND, Runner
from test_batches import write_batch

pytest.importorskip("duckdb")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jimo_cli.cli.formats.parquet._AT_ONCE", 10_000)
    monkeypatch.setattr("jimo_cli.cli.formats.parquet._PART", 30_000)


def rows(command: Runner, sql: str, *names: str) -> str:
    ran = command("query", sql, *names, "-f", "csv")
    assert (ran.status, ran.err) == (0, "")
    return ran.text


def test_parts_hold_what_one_file_holds(tmp_path: Path, command: Runner, small_parts: None) -> None:
    write_batch(tmp_path / "b.jsonl", 120)
    assert command("extract", "b.jsonl", "-f", "parquet", "-o", "facts.parquet").status == 0
    assert command("extract", "b.jsonl", "-f", "parquet", "-o", "out/").status == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(names) > 3
    assert names == [f"part-{number:05}.parquet" for number in range(len(names))]
    every = "select * from facts order by all"
    assert rows(command, every, "out") == rows(command, every, "facts.parquet") == rows(command, every, "out/*.parquet")


def test_all_tables(tmp_path: Path, command: Runner, small_parts: None) -> None:
    write_batch(tmp_path / "b.jsonl", 50)
    (tmp_path / "out").mkdir()
    assert command("extract", "b.jsonl", "-f", "parquet", "-o", "out", "--table", "all").status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "docs",
        "entities",
        "facts",
        "mentions",
        "roles",
    ]
    joined = "select count(distinct d.doc) n, count(*) > 100 many from docs d join mentions m using (doc)"
    assert rows(command, joined, "out") == "n,many\n50,true\n"
    assert rows(command, "select count(*) n from docs", "out", "b.jsonl") == "n\n100\n", "beside other files"
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_nothing_found_is_a_folder_as_well(tmp_path: Path, command: Runner) -> None:
    (tmp_path / "b.jsonl").write_text('{"text": ""}\n', encoding="utf-8")
    assert command("extract", "b.jsonl", "-f", "parquet", "-o", "out/").status == 0
    assert rows(command, "select count(*) n from facts", "out") == "n\n0\n"


def test_a_folder_with_something_in_it(tmp_path: Path, command: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 2)
    for name in (".", "./"):
        ran = command("extract", "b.jsonl", "-f", "parquet", "-o", name)
        assert (ran.status, ran.err) == (2, f"jimo: {name}: something is in this folder already; name another\n")
    ran = command("extract", "b.jsonl", "-f", "csv", "--table", "all", "-o", "x.csv")
    assert (ran.status, ran.err) == (2, "jimo: --table all is for a folder: -f parquet -o FOLDER/\n")
    ran = command("extract", "b.jsonl", "-f", "parquet", "-o", "none/out/")
    assert (ran.status, ran.err) == (2, "jimo: none/out/: cannot be written: No such file or directory\n")


def test_a_stopped_run_leaves_nothing(tmp_path: Path) -> None:
    write_batch(tmp_path / "b.jsonl", 3000)
    arguments = [COMMAND, "extract", "b.jsonl", "-f", "parquet", "-o", "out/", "-j", "1"]
    with subprocess.Popen(arguments, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 20
        while not list(tmp_path.glob(".jimo-*")) and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
    assert [path.name for path in tmp_path.iterdir()] == ["b.jsonl"]


STOPPED = """
import os, signal, sys, tempfile
from jimo_cli.cli.main import main
make = tempfile.{maker}
def made(*arguments, **options):
    path = make(*arguments, **options)
    os.kill(os.getpid(), signal.{signal})
    return path
tempfile.{maker} = made
sys.argv = ["jimo", "extract", "b.jsonl", "-f", "{format}", "-o", "{name}"]
main()
"""


@pytest.mark.parametrize(("maker", "format", "name"), [("mkdtemp", "parquet", "out/"), ("mkstemp", "csv", "out.csv")])
@pytest.mark.parametrize(("number", "status"), [("SIGTERM", 143), ("SIGINT", 130)])
def test_stopped_at_the_moment_of_making(
    maker: str, format: str, name: str, number: str, status: int, tmp_path: Path
) -> None:
    write_batch(tmp_path / "b.jsonl", 3)
    program = STOPPED.format(maker=maker, format=format, name=name, signal=number)
    assert subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False).returncode == status
    assert [path.name for path in tmp_path.iterdir()] == ["b.jsonl"]


def test_damaged_parts(tmp_path: Path, command: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 2)
    assert command("extract", "b.jsonl", "-f", "parquet", "-o", "out/").status == 0
    part = tmp_path / "out/part-00000.parquet"
    for data in (part.read_bytes()[:-20], b"PAR1", b"PAR1" + b"\0" * 5000 + b"PAR1"):
        (tmp_path / "out/part-00001.parquet").write_bytes(data)
        ran = command("query", "select 1", "out")
        assert (ran.status, ran.err) == (2, "jimo: out/part-00001.parquet: no Parquet file that can be read\n")


def test_a_query_reads_the_parts_and_nothing_else(tmp_path: Path, command: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 2)
    assert command("extract", "b.jsonl", "-f", "parquet", "-o", "out/").status == 0
    secret = tmp_path / "secret.txt"
    secret.write_text("x", encoding="utf-8")
    for sql in (
        f"select * from read_text('{secret}')",
        f"select * from read_csv('{tmp_path}/out/../secret.txt')",
        f"select * from glob('{tmp_path}/*')",
        f"copy facts to '{tmp_path}/stolen.csv'",
        "set enable_external_access = true",
        f"set allowed_directories = ['{tmp_path}']",
        f"attach '{tmp_path}/a.db'",
        "select 1; select 2",
        "install httpfs",
    ):
        ran = command("query", sql, "out")
        assert ran.status == 2, sql
        assert ran.err.startswith("jimo: query: "), sql
        assert ran.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.jsonl", "out", "secret.txt"]


def test_the_parts_stay_on_the_disk(tmp_path: Path, command: Runner) -> None:
    """What is asked of Parquet is a view: only the columns and rows that a query wants are read."""
    write_batch(tmp_path / "b.jsonl", 2)
    assert command("extract", "b.jsonl", "-f", "parquet", "-o", "out/").status == 0
    plan = command("query", "explain select sum(value) from facts", "out", "-f", "json")
    assert plan.status == 0
    assert "PARQUET" in json.dumps(json.loads(plan.text)).upper()
