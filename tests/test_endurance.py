"""Many documents: memory stays flat, the machinery of batches costs little, the environment changes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import Runner

from jimo_cli import Extractor
from support import ROOT, TESTS

NEWS = [path.read_text(encoding="utf-8") for path in sorted((TESTS / "news").glob("*.txt"))]

SOAK = """
import json, sys
from jimo_cli import Extractor
texts = json.load(sys.stdin)
extractor = Extractor()
def resident():
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * 4
for number in range(8):
    for text in texts:
        extractor.extract(text).to_json()
    if number == 2:
        before = resident()
print(resident() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow(tmp_path: Path) -> None:
    """Five rounds over the news after three to warm up; 4 MiB are what an allocator may do."""
    done = subprocess.run(
        [sys.executable, "-c", SOAK], input=json.dumps(NEWS), capture_output=True, check=True, text=True, cwd=tmp_path
    )
    assert int(done.stdout) < 4096


def batch(path: Path, size: int) -> int:
    """A batch of news of as many bytes at least; how many documents."""
    written = number = 0
    with path.open("w", encoding="utf-8") as stream:
        while written < size:
            record = {"id": str(number), "text": NEWS[number % len(NEWS)]}
            written += stream.write(json.dumps(record) + "\n")
            number += 1
    return number


PEAK = """
import sys
from jimo_cli.cli.main import run
status = run(sys.argv[1:])
print(status, open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
"""


def peak(folder: Path, *arguments: str) -> float:
    """The memory of a process at its peak, in MiB. What wait4 tells of is that of its parent as well."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *arguments], capture_output=True, check=True, text=True, cwd=folder
    )
    status, size = done.stdout.split()
    assert status == "0"
    return int(size) / 1024


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_of_a_batch(tmp_path: Path) -> None:
    """At most 200 MiB a process however long the batch is, which is 80 here: three times the input is no more."""
    batch(tmp_path / "small.jsonl", 150_000)
    batch(tmp_path / "large.jsonl", 450_000)
    small, large = (
        peak(tmp_path, "extract", f"{name}.jsonl", "-f", "jsonl", "-j", "1", "-o", f"{name}.out")
        for name in ("small", "large")
    )
    assert large < 120
    assert large < small + 25


@pytest.mark.slow
def test_the_machinery_costs_little(tmp_path: Path, extractor: Extractor) -> None:
    """A tenth more than the extractor by itself on a quiet machine; a quarter here."""
    from jimo_cli.cli.main import run

    batch(tmp_path / "b.jsonl", 250_000)
    batch(tmp_path / "one.jsonl", 1)
    lines = (tmp_path / "b.jsonl").read_text(encoding="utf-8").splitlines()

    def bare() -> None:
        for line in lines:
            record = json.loads(line)
            extractor.extract(record["text"], id=record["id"]).to_json()

    def command(name: str) -> None:
        assert run(["extract", str(tmp_path / name), "-f", "jsonl", "-j", "1", "-o", str(tmp_path / "o.jsonl")]) == 0

    works = (bare, partial(command, "b.jsonl"), partial(command, "one.jsonl"))
    alone, whole, start = (min(_timed(work) for _ in range(2)) for work in works)
    assert whole - start < 1.25 * alone


def _timed(work: object) -> float:
    begun = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - begun


@pytest.mark.slow
def test_processes_locales_and_hash_seeds_change_nothing(tmp_path: Path, jimo: Runner) -> None:
    batch(tmp_path / "b.jsonl", 60_000)
    runs = [
        jimo(
            "extract", "b.jsonl", "-f", "jsonl", "-j", jobs, env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        )
        for jobs, seed, locale, zone in (
            ("1", "0", "C", "UTC"),
            ("2", "1", "C.UTF-8", "Asia/Shanghai"),
            ("3", "31337", "POSIX", "America/New_York"),
        )
    ]
    assert runs[0].status == 0
    assert runs[0] == runs[1] == runs[2]


PYTHONS = [f"python3.{minor}" for minor in range(10, 15)]


@pytest.mark.slow
@pytest.mark.parametrize("python", PYTHONS)
def test_every_python_gives_the_same(python: str, tmp_path: Path, extractor: Extractor) -> None:
    """The sources run by whichever interpreters there are; what the extractor needs is the standard library."""
    code = (
        "import json, sys; sys.path.insert(0, sys.argv[1]); from jimo_cli import Extractor; e = Extractor();"
        "json.dump([e.extract(text, reference='2019-10-30').to_json() for text in json.load(sys.stdin)], sys.stdout)"
    )
    try:
        done = subprocess.run(
            [python, "-I", "-c", code, str(ROOT)], input=json.dumps(NEWS[:6]), capture_output=True, check=False, text=True,
            cwd=tmp_path, timeout=60,
        )  # fmt: skip
    except OSError:
        pytest.skip(f"no {python}")
    if done.returncode and "No module named" not in done.stderr and "jimo_cli" not in done.stderr:
        pytest.skip(f"no {python} that runs")
    assert done.returncode == 0, done.stderr
    wanted = [extractor.extract(text, reference="2019-10-30").to_json() for text in NEWS[:6]]
    assert json.loads(done.stdout) == wanted
