"""The same extractor in other engines: each gives the facts that the single process gives. Skipped where there is none."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Runner

from support import ROOT

pa = pytest.importorskip("pyarrow")

from jimo_cli.engines.arrow import extract_batch, extract_batches, output_schema  # noqa: E402

NEWS = [*sorted((ROOT / "tests/news").glob("*.txt")), *sorted((ROOT / "samples").glob("*.txt"))]


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Lines of news, and three that are wrong, in two files."""
    lines = [
        json.dumps({"id": path.stem, "text": path.read_text(encoding="utf-8")}, ensure_ascii=False) for path in NEWS
    ]
    odd = [
        '{"id": 7, "text": "共3人", "title": "t"}',
        "",
        '{"id": "x", "text": "共3人", "reference": "soon"}',
        "broken",
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines[::2]) + "\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join([*lines[1::2], *odd, '{"id": "y"}']) + "\n", encoding="utf-8")
    return tmp_path


def facts(command: Runner) -> list[dict[str, str]]:
    ran = command("extract", "a.jsonl", "b.jsonl", "-f", "csv")
    assert ran.status == 1
    return list(csv.DictReader(ran.text.splitlines()))


KEYS = ("doc", "id", "kind", "subject", "attribute", "value_exact", "unit", "time", "text", "char_start")


def keys(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    def plain(value: Any) -> str:
        text = "" if value is None else str(value)
        return text.removeprefix("'")  # what CSV puts before a formula

    return sorted(tuple(plain(row[key]) for key in KEYS) for row in rows)


def check(rows: list[dict[str, Any]], command: Runner) -> None:
    """The facts of the single process, and an error for each line that is wrong."""
    assert keys([row for row in rows if row["error"] is None]) == keys(facts(command))
    errors = " ".join(row["error"] for row in rows if row["error"] is not None)
    assert sum(row["error"] is not None for row in rows) == 3
    for message in ("not JSON: Expecting value", 'the object has no "text"', "reference 'soon' is no ISO 8601 date"):
        assert message in errors


# -- the function


def test_documents() -> None:
    made = extract_batch(pa.RecordBatch.from_pylist([{"id": "a", "text": "2018年共3人"}, {"id": "b", "text": None}]))
    assert made.schema == output_schema()
    first, second = made.to_pylist()
    assert (first["id"], first["error"]) == ("a", None)
    assert [mention["text"] for mention in json.loads(first["document"])["mentions"]] == ["2018年", "3人"]
    assert (second["document"], second["error"]) == (None, '-: the object has no "text"')


def test_columns_beside_the_text() -> None:
    record = {"text": "今年共3人", "id": 5, "published": "2019-03-01", "title": "t", "reference": None, "other": 1}
    document = json.loads(extract_batch(pa.RecordBatch.from_pylist([record])).to_pylist()[0]["document"])
    assert (document["doc"]["id"], document["doc"]["title"], document["mentions"][0]["value"]) == ("5", "t", "2019")
    document = json.loads(
        extract_batch(pa.Table.from_pylist([{"text": "今年"}]), reference="2001-01-01").to_pylist()[0]["document"]
    )
    assert document["mentions"][0]["value"] == "2001"


@pytest.mark.parametrize("table", ["facts", "mentions", "entities", "roles", "docs"])
def test_tables(table: str) -> None:
    texts = [{"id": path.stem, "text": path.read_text(encoding="utf-8")} for path in NEWS]
    made = extract_batch(pa.RecordBatch.from_pylist(texts), table=table)
    assert made.schema == output_schema(table)
    assert made.num_rows or table == "roles"
    made.validate(full=True)


def test_hostile_texts() -> None:
    texts = ["", "\x00", "99" * 3000, "9999999年", "共3人" * 400_000, '{"a":' * 5_000]
    batch = pa.RecordBatch.from_pylist([{"id": str(n), "text": text} for n, text in enumerate(texts)])
    lines = pa.RecordBatch.from_pylist([{"line": "[" * 100_000}, {"line": '{"id":"\\ud800","text":"\\ud800共3人"}'}])
    for table in (None, "facts", "mentions", "docs"):
        for one in (batch, lines):
            extract_batch(one, table=table).validate(full=True)
    assert "1,000,000 are the most" in extract_batch(batch).to_pylist()[4]["error"]
    assert "nested too deeply" in extract_batch(lines).to_pylist()[0]["error"]


def test_batches_of_nothing() -> None:
    empty = pa.RecordBatch.from_pylist([], schema=pa.schema([("text", pa.string())]))
    assert [made.num_rows for made in extract_batches([empty, empty], table="facts")] == [0, 0]
    with pytest.raises(ValueError, match="a column 'text'"):
        extract_batch(pa.RecordBatch.from_pylist([{"body": "x"}]))
    with pytest.raises(KeyError):
        output_schema("none")


def test_lines_are_the_single_process(batch: Path, command: Runner) -> None:
    rows: list[dict[str, Any]] = []
    for name in ("a.jsonl", "b.jsonl"):
        lines = [{"line": line} for line in (batch / name).read_text(encoding="utf-8").splitlines()]
        rows += extract_batch(pa.RecordBatch.from_pylist(lines), table="facts").to_pylist()
    check(rows, command)


# -- the programs


def program(name: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"jimo_cli.engines.{name}", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONSAFEPATH": "1"},
        timeout=100,
    )


def engine(name: str) -> None:
    if name == "on_spark" and (shutil.which("java") is None or not os.environ.get("JIMO_TEST_SPARK", "1")):
        pytest.skip("no Java")
    pytest.importorskip({"on_daft": "daft", "on_spark": "pyspark"}[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["on_daft", "on_spark"])
def test_an_engine_is_the_single_process(name: str, batch: Path, command: Runner) -> None:
    from pyarrow import parquet

    engine(name)
    done = program(name, batch, "*.jsonl", "out", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    rows = [row for path in sorted((batch / "out").glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]
    check(rows, command)
    ran = command("query", "select count(*) n from facts where kind is not null", "out", "-f", "csv")
    assert ran.text == f"n\n{len(facts(command))}\n", "jimo query reads what the engine wrote"


@pytest.mark.parametrize("name", ["on_daft", "on_spark"])
def test_a_program_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for arguments, message in (
        (("a.jsonl", "out"), "out is there already"),
        (("a.jsonl", "new", "--ref", "soon"), "is no date"),
        (("a.jsonl", "new", "--table", "x"), "invalid choice"),
    ):
        done = program(name, tmp_path, *arguments)
        assert done.returncode == 2
        assert message in done.stderr
