"""Batches: folders and globs, packed input, several processes, what dies, what takes too long, what is gone on with."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import COMMAND, Runner

from jimo_cli.cli.outputs import is_special
from jimo_cli.packed import MAX_UNPACKED, opened, unpack
from jimo_cli.text import DecodeError

zstandard = pytest.importorskip("zstandard")


def write_batch(path: Path, count: int, text: str = "第{}天，青岛市投资{}.5亿元，同比增长6.7%。") -> list[str]:
    """A batch of as many documents; their ids."""
    names = [f"d{number}" for number in range(count)]
    lines = [json.dumps({"id": name, "text": text.format(n, n)}, ensure_ascii=False) for n, name in enumerate(names)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return names


def ids(out: bytes) -> list[str]:
    """The ids of the documents of an output of lines."""
    return [json.loads(line)["doc"]["id"] for line in out.splitlines()]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of folders with all kinds of files."""
    folder = tmp_path / "news"
    (folder / "b/deep").mkdir(parents=True)
    for name in ("a.txt", "b/1.txt", "b/10.txt", "b/deep/z.txt", "c.TXT", ".hidden.txt", "notes.pdf", "saved.json"):
        (folder / name).write_text("共3人", encoding="utf-8")
    write_batch(folder / "b/2.jsonl", 2)
    (folder / "b/3.txt.gz").write_bytes(gzip.compress("共3人".encode()))
    (folder / "d.jsonl.zst").write_bytes(zstandard.compress((folder / "b/2.jsonl").read_bytes()))
    (folder / "b/loop").symlink_to(folder)
    return folder


# -- what names stand for


def test_a_folder(tree: Path, command: Runner) -> None:
    ran = command("extract", "news", "-f", "jsonl")
    assert (ran.status, ran.err) == (0, "")
    wanted = [
        "news/a.txt", "news/b/1.txt", "news/b/10.txt", "d0", "d1", "news/b/3.txt.gz", "news/b/deep/z.txt",
        "news/c.TXT", "d0", "d1",
    ]  # fmt: skip
    assert ids(ran.out) == wanted
    assert command("extract", "news/", "-f", "jsonl").out.count(b"\n") == len(wanted)
    assert command("extract", "news").text.startswith("[\n{")
    assert command("extract", "news/b/deep").text.startswith("[\n{"), "a folder of one is an array as well"


def test_globs(tree: Path, command: Runner) -> None:
    assert ids(command("extract", "news/b/*.txt", "-f", "jsonl").out) == ["news/b/1.txt", "news/b/10.txt"]
    assert ids(command("extract", "news/**/z.*", "-f", "jsonl").out) == ["news/b/deep/z.txt"]
    (tree / "odd [1].txt").write_text("共3人", encoding="utf-8")
    assert ids(command("extract", "news/odd [1].txt", "-f", "jsonl").out) == ["news/odd [1].txt"]


def test_nothing_there(tmp_path: Path, command: Runner) -> None:
    (tmp_path / "empty").mkdir()
    ran = command("extract", "empty", "*.xml", "-f", "jsonl")
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "jimo: empty: no .txt, .jsonl, .ndjson, .html, .htm, .xhtml in this folder",
        "jimo: *.xml: nothing matches",
    ]


def test_the_output_is_no_input(tree: Path, command: Runner) -> None:
    before = ids(command("extract", "news", "-f", "jsonl").out)
    for _ in range(2):
        assert command("extract", "news", "-f", "jsonl", "-o", "news/out.jsonl").status == 0
        assert ids((tree / "out.jsonl").read_bytes()) == before


def test_other_commands_take_folders(tree: Path, command: Runner) -> None:
    (tree / "saved.json").unlink()
    assert len(json.loads(command("filter", "news", "--type", "CARDINAL").out)) == 10
    (tree / "saved.json").write_bytes(command("extract", "news/a.txt").out)
    assert command("query", "select count(*) n from docs", "news", "-f", "csv").text == "n\n11\n"


# -- packed


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_packed(pack: Any, tmp_path: Path, command: Runner) -> None:
    """By what it begins with, whatever it is called, in one piece or several, as a file or a pipe."""
    names = write_batch(tmp_path / "b.jsonl", 40)
    data = (tmp_path / "b.jsonl").read_bytes()
    packed = pack(data[:500]) + pack(data[500:])
    (tmp_path / "p.jsonl").write_bytes(packed)
    assert ids(command("extract", "p.jsonl", "-f", "jsonl").out) == names
    assert ids(command("extract", "-f", "jsonl", stdin=packed).out) == names
    assert ids(command("filter", "-f", "jsonl", stdin=packed).out) == names
    (tmp_path / "a.txt").write_bytes(pack("共3人".encode()))
    assert json.loads(command("extract", "a.txt").out)["doc"]["chars"] == 3


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
@pytest.mark.parametrize("cut", [5, 12, -4])
def test_damaged(pack: Any, cut: int, tmp_path: Path, command: Runner) -> None:
    """What comes before the damage comes out."""
    write_batch(tmp_path / "b.jsonl", 3)
    good, bad = pack((tmp_path / "b.jsonl").read_bytes()), pack(b" " * 5000)[:cut]
    (tmp_path / "p.jsonl").write_bytes(good + bad)
    (tmp_path / "a.txt").write_bytes(bad)
    ran = command("extract", "p.jsonl", "a.txt", "-f", "jsonl")
    assert ran.status == 1
    assert ids(ran.out) == ["d0", "d1", "d2"]
    assert [line.split(" data ")[0] for line in ran.err.splitlines()] == [
        f"jimo: {name}: damaged {'gzip' if pack is gzip.compress else 'zstd'}" for name in ("p.jsonl", "a.txt")
    ]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_bombs(pack: Any, tmp_path: Path, command: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_UNPACKED == 256 << 20
    monkeypatch.setattr("jimo_cli.packed.MAX_UNPACKED", 32 << 20)
    bomb = pack(b"\n" * (34 << 20))
    assert len(bomb) < 1 << 20
    with pytest.raises(DecodeError, match="200 times its size"):
        unpack(bomb)
    for name in ("b.jsonl", "b.txt"):
        (tmp_path / name).write_bytes(bomb)
        ran = command("extract", name)
        assert ran.status == 1
        assert ran.err == f"jimo: {name}: unpacks to more than 200 times its size, which no text does\n"


def test_too_large_for_a_document() -> None:
    data = os.urandom(1 << 20)
    with pytest.raises(DecodeError, match="more than 0 MiB"):
        unpack(gzip.compress(data), limit=1 << 19)
    assert opened(__import__("io").BytesIO(gzip.compress(data))).read() == data


def test_zstd_missing(tmp_path: Path, command: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from jimo_cli import packed

    monkeypatch.setitem(sys.modules, "zstandard", None)
    monkeypatch.setitem(sys.modules, "compression", None)
    packed._zstd.cache_clear()
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(b"{}"))
    ran = command("extract", "a.jsonl.zst")
    assert (ran.status, ran.err) == (2, "jimo: a.jsonl.zst: zstd needs zstandard: pip install 'jimo[zstd]'\n")
    packed._zstd.cache_clear()


# -- several processes


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_any_number_of_processes_writes_the_same(form: str, tree: Path, tmp_path: Path, jimo: Runner) -> None:
    lines = (tree / "b/2.jsonl").read_text(encoding="utf-8") * 40 + "broken\n{}\n"
    (tmp_path / "b.jsonl").write_text(lines, encoding="utf-8")
    arguments = ("extract", "news", "none.txt", "b.jsonl", "news", "-f", form)
    one = jimo(*arguments, "-j", "1")
    assert one.status == 1
    assert len(one.err.splitlines()) == 3
    for jobs in ("2", "3", "8"):
        assert jimo(*arguments, "-j", jobs) == one


def test_a_pipe_held_open_is_answered_by_several_processes() -> None:
    """Nothing waits for a second line that may never come."""
    arguments = [COMMAND, "extract", "-f", "jsonl", "-j", "2"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        for number in (3, 5, 8):
            for half in (0, 1):  # several at once, and then one
                for _ in range(3 - 2 * half):
                    talk.stdin.write(json.dumps({"id": str(number), "text": f"共{number}人"}).encode() + b"\n")
                talk.stdin.flush()
                for _ in range(3 - 2 * half):
                    assert json.loads(talk.stdout.readline())["doc"]["id"] == str(number)
        talk.stdin.close()
        assert talk.wait(20) == 0


def test_little_is_not_spread(tmp_path: Path, command: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jimo_cli.cli.pool", None)
    write_batch(tmp_path / "b.jsonl", 3)
    assert command("extract", "b.jsonl").status == 0
    monkeypatch.setattr("jimo_cli.cli.extract._ENOUGH", 10)
    monkeypatch.setattr("jimo_cli.cli.extract.cores", lambda: 2)
    assert "import of jimo_cli.cli.pool halted" in command("extract", "b.jsonl").err


FATAL = """
import os, signal, sys, time
from jimo_cli.cli import work
from jimo_cli.cli.main import run
extract = work.extract_task
def fatal(task, *rest):
    if "die" in task.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "leave" in task.text:
        os._exit(7)
    if "once" in task.text and not os.path.exists(task.id):
        open(task.id, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in task.text:
        time.sleep(60)
    if "raise" in task.text:
        raise MemoryError("all of it")
    return extract(task, *rest)
work.extract_task = fatal
status = run(sys.argv[1:])
sys.stdout.flush()
sys.exit(status)
"""


def fatal(folder: Path, texts: list[str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Extract texts, some of which do harm to the process that reads them."""
    lines = [json.dumps({"id": f"t{number}", "text": text}) for number, text in enumerate(texts)]
    (folder / "f.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-c", FATAL, "extract", "f.jsonl", "-f", "jsonl", *arguments],
        check=False,
        capture_output=True,
        cwd=folder,
        timeout=60,
    )


def test_a_process_that_dies_takes_one_document_with_it(tmp_path: Path) -> None:
    texts = ["共3人"] * 100
    texts[20], texts[41], texts[42], texts[77] = "die", "leave", "once", "raise"
    done = fatal(tmp_path, texts, "-j", "2")
    assert done.returncode == 1
    assert ids(done.stdout) == [f"t{n}" for n in range(100) if n not in (20, 41, 77)]
    assert done.stderr.decode().splitlines() == [
        "jimo: f.jsonl:21: the process that read it was killed by SIGSEGV, twice; passed over",
        "jimo: f.jsonl:42: the process that read it ended by itself with 7, twice; passed over",
        "jimo: f.jsonl:78: an error in jimo itself: MemoryError('all of it'); --debug shows where",
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_document_that_takes_too_long(jobs: str, tmp_path: Path) -> None:
    texts = ["共3人"] * 30
    texts[7] = texts[29] = "hang"
    done = fatal(tmp_path, texts, "-j", jobs, "--timeout", "0.7")
    assert done.returncode == 1
    assert ids(done.stdout) == [f"t{n}" for n in range(30) if n not in (7, 29)]
    assert done.stderr.decode().splitlines() == [
        f"jimo: f.jsonl:{line}: took longer than 0.7 s; passed over" for line in (8, 30)
    ]


def processes_of(parent: int) -> list[int]:
    """The children of a process."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    names = write_batch(tmp_path / "b.jsonl", 400)
    arguments = [COMMAND, "extract", "b.jsonl", "-f", "jsonl", "-j", "2"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(20)]
        os.kill(processes_of(process.pid)[0], signal.SIGKILL)
        lines.append(process.stdout.read())
    assert process.returncode == 0
    assert ids(b"".join(lines)) == names


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_end_with_the_first_process(tmp_path: Path) -> None:
    write_batch(tmp_path / "b.jsonl", 3000)
    arguments = [COMMAND, "extract", "b.jsonl", "-f", "jsonl", "-j", "2", "-o", "out.jsonl"]
    with subprocess.Popen(arguments, cwd=tmp_path) as process:
        wait_for(tmp_path / "out.jsonl.part", 10_000)
        workers = processes_of(process.pid)
        assert len(workers) == 2
        process.kill()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


# -- runs that are stopped


def wait_for(path: Path, size: int) -> None:
    """Wait until a file has grown to a size."""
    until = time.monotonic() + 30
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < until
        time.sleep(0.005)


def stopped(folder: Path, how: int, *more: str, jobs: str = "1") -> tuple[int, str]:
    """Run over b.jsonl and stop it when it is on its way; its exit code and what it said."""
    arguments = [COMMAND, "extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl", "-j", jobs, *more]
    part = folder / "out.jsonl.part"
    before = part.stat().st_size if part.exists() else 0
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, cwd=folder) as process:
        wait_for(part, before + 10_000)
        process.send_signal(how)
        _, err = process.communicate(timeout=30)
    return process.returncode, err.decode()


@pytest.mark.parametrize(
    ("how", "status", "jobs"),
    [(signal.SIGINT, 130, "2"), (signal.SIGTERM, 143, "1"), (signal.SIGKILL, -9, "1"), (signal.SIGKILL, -9, "2")],
    ids=str,
)
def test_going_on(how: int, status: int, jobs: str, tmp_path: Path, jimo: Runner) -> None:
    """Stopped twice, and the output is what it would have been."""
    write_batch(tmp_path / "b.jsonl", 450)
    with (tmp_path / "b.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('broken\n{"id": "d5", "text": "the same id"}\n{"id": "d5", "text": "the same id"}\n')
    whole = jimo("extract", "b.jsonl", "-f", "jsonl")
    for more in ((), ("--resume",)):
        code, err = stopped(tmp_path, how, *more, jobs=jobs)
        assert code == status
        assert err == (
            "" if how == signal.SIGKILL else "jimo: what is done is in out.jsonl.part; go on with --resume\n"
        )
        assert not (tmp_path / "out.jsonl").exists()
        if how != signal.SIGKILL:
            assert (tmp_path / "out.jsonl.part").read_bytes().endswith(b"}\n"), "lines are finished"
    anew = jimo("extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl")
    assert anew.status == 2
    assert "documents of a run that was stopped; go on with it (--resume) or remove it" in anew.err
    ran = jimo("extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl", "--resume", "-j", jobs)
    assert (ran.status, ran.err) == (1, whole.err)
    assert (tmp_path / "out.jsonl").read_bytes() == whole.out
    assert not (tmp_path / "out.jsonl.part").exists()


@pytest.mark.parametrize("cut", [0, 1, 500, -1, -3, -5000])
def test_going_on_from_any_file(cut: int, tmp_path: Path, command: Runner) -> None:
    """What is finished is read from the output, wherever it was cut off."""
    write_batch(tmp_path / "b.jsonl", 8)
    whole = command("extract", "b.jsonl", "-f", "jsonl").out
    (tmp_path / "out.jsonl").write_bytes(whole[:cut])
    assert command("extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl", "--resume").status == 0
    assert (tmp_path / "out.jsonl").read_bytes() == whole
    again = command("extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl", "--resume", "-v")
    assert again.err.startswith("jimo: 0 documents, ")
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_going_on_when_the_input_has_grown(tmp_path: Path, command: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 3)
    line = ("extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl", "--resume")
    assert command(*line).status == 0
    names = write_batch(tmp_path / "b.jsonl", 6)
    assert command(*line).status == 0
    assert ids((tmp_path / "out.jsonl").read_bytes()) == names


@pytest.mark.parametrize("content", [b"{}\n", b"one\n", b'{"schema":"jimo/1","doc":{"id":1\n', b"\xff\xfe\n", b"\n"])
def test_going_on_from_something_else(content: bytes, tmp_path: Path, command: Runner) -> None:
    """Nothing of it is lost."""
    write_batch(tmp_path / "b.jsonl", 1)
    (tmp_path / "out.jsonl").write_bytes(content)
    ran = command("extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl", "--resume")
    assert ran.status == 2
    assert "line 1 is no document of jimo extract -f jsonl" in ran.err
    assert (tmp_path / "out.jsonl").read_bytes() == content


def test_what_can_be_gone_on_with(tmp_path: Path, command: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 1)
    for more in (("-f", "jsonl"), ("-o", "x"), ("-f", "csv", "-o", "x"), ("-f", "jsonl", "-o", "-")):
        ran = command("extract", "b.jsonl", "--resume", *more)
        assert (ran.status, ran.err) == (2, "jimo: --resume goes on with a file of lines: -f jsonl -o FILE\n")


@pytest.mark.skipif(sys.platform == "win32", reason="locks with fcntl")
def test_two_runs_do_not_write_one_file(tmp_path: Path, command: Runner) -> None:
    import fcntl

    write_batch(tmp_path / "b.jsonl", 1)
    with (tmp_path / "out.jsonl.part").open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        ran = command("extract", "b.jsonl", "-f", "jsonl", "-o", "out.jsonl", "--resume")
    assert (ran.status, ran.err) == (2, "jimo: out.jsonl: another jimo is writing it\n")


def test_lines_through_a_link(tmp_path: Path, command: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 2)
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    assert command("extract", "b.jsonl", "-f", "jsonl", "-o", "link.jsonl").status == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert ids((tmp_path / "real.jsonl").read_bytes()) == ["d0", "d1"]


# -- outputs that are no files


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet"])
def test_a_full_disk(form: str, tmp_path: Path, jimo: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 200)
    for output in ("/dev/full", None):
        line = f"{COMMAND} extract b.jsonl -f {form}" + (f" -o {output}" if output else " > /dev/full")
        done = subprocess.run(["bash", "-c", line], check=False, capture_output=True, cwd=tmp_path, timeout=60)
        assert done.returncode == 1
        shown = output or "standard output"
        assert done.stderr.decode() == f"jimo: {shown}: cannot be written: No space left on device\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("line", ["schema", "--help", "rules list", "filter b.jsonl", "show b.jsonl"])
def test_a_full_disk_for_other_commands(line: str, tmp_path: Path) -> None:
    write_batch(tmp_path / "b.jsonl", 2)
    done = subprocess.run(
        ["bash", "-c", f"{COMMAND} {line} > /dev/full"], check=False, capture_output=True, cwd=tmp_path, timeout=60
    )
    assert (done.returncode, done.stderr.decode().count("\n")) == (1, 1)
    assert "cannot be written: No space left on device" in done.stderr.decode()


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """A pipe, or a device: -o /dev/null must not make a file of it."""
    write_batch(tmp_path / "b.jsonl", 2)
    os.mkfifo(tmp_path / "pipe")
    for form, lines in (("json", b"2"), ("jsonl", b"2")):
        line = f"{COMMAND} extract b.jsonl -f {form} -o pipe & grep -c '\"schema\"' < pipe; wait"
        done = subprocess.run(["bash", "-c", line], check=True, capture_output=True, cwd=tmp_path, timeout=60)
        assert (done.stdout.strip(), done.stderr) == (lines, b"")
    assert (tmp_path / "pipe").is_fifo()
    assert is_special(Path("/dev/null"))
    assert not is_special(tmp_path / "b.jsonl")


def test_links_in_a_ring(tmp_path: Path, command: Runner) -> None:
    write_batch(tmp_path / "b.jsonl", 2)
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    ran = command("extract", "b.jsonl", "-o", "x")
    assert ran.status == 2
    assert ran.err.startswith("jimo: x: cannot be written: ")


# -- progress


def test_what_progress_says() -> None:
    import io

    from jimo_cli.cli.environment import Environment
    from jimo_cli.cli.progress import Progress

    env = Environment(io.BytesIO(), io.BytesIO(), io.BytesIO(), stderr_is_terminal=True)
    progress = Progress(env, total=1000)
    for _ in range(10):
        progress.step(100)
    assert progress.told(2, 250) == "10 documents, 5 a second, 25 %, 6 s left"
    assert progress.told(90, 0) == "10 documents, 0 a second, 1 min 30 s"
    progress.skip(500)
    assert progress.told(2, 750) == "11 documents, 5 a second, 75 %, 2 s left"
    assert env.stderr.getvalue() == b"", "nothing in the first second"  # type: ignore[attr-defined]
    progress._begun -= 5
    progress._last -= 5
    progress.step(100)
    progress.clear()
    written = env.stderr.getvalue()  # type: ignore[attr-defined]
    assert written.startswith(b"\r12 documents, ")
    assert written.endswith(b"\r\x1b[K")
