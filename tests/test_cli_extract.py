"""`jimo extract` as a process: inputs, outputs, errors, exit codes, streams."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import COMMAND, Runner

from jimo_cli.schema import document_schema

TEXT = "2018年，全区完成地区生产总值1413.4亿元，同比增长6.7%。\n"
VALID = jsonschema.Draft202012Validator(document_schema())


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def documents(out: bytes) -> Iterator[dict[str, Any]]:
    """The documents of an output of either format, each valid."""
    text = out.decode("utf-8")
    try:
        whole = json.loads(text)
        records = whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        records = [json.loads(line) for line in text.splitlines()]
    for record in records:
        VALID.validate(record)
        yield record


def found(out: bytes) -> list[str]:
    (document,) = documents(out)
    return [mention["text"] for mention in document["mentions"] if mention["type"] != "GPE"]


# -- inputs


def test_a_file(jimo: Runner) -> None:
    ran = jimo("extract", "a.txt")
    assert (ran.status, ran.err) == (0, "")
    assert found(ran.out) == ["2018年", "1413.4亿元", "6.7%"]
    assert ran.text.endswith("}\n")
    assert '\n  "doc": {\n    "id": "a.txt",\n' in ran.text


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "-"]])
def test_standard_input(arguments: list[str], jimo: Runner) -> None:
    ran = jimo(*arguments, stdin=TEXT.encode())
    assert ran.status == 0
    (document,) = documents(ran.out)
    assert (document["doc"]["id"], len(document["mentions"])) == ("-", 3)


def test_standard_input_may_be_a_batch(command: Runner) -> None:
    ran = command("extract", "-f", "jsonl", stdin=b'{"id": "x", "text": "3\xe4\xba\xba"}\n{"id": 7, "text": ""}\n')
    assert [document["doc"]["id"] for document in documents(ran.out)] == ["x", "7"]


def test_json_as_a_text(command: Runner) -> None:
    """A text that begins with a brace is a text."""
    ran = command("extract", stdin="{记者}3人。\n".encode())
    assert found(ran.out) == ["3人"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str, command: Runner, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(TEXT.encode(encoding))
    ran = command("extract", "b.txt")
    assert found(ran.out) == ["2018年", "1413.4亿元", "6.7%"]


def test_an_encoding_that_is_named(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes("全市投資3億元".encode("big5"))
    assert found(command("extract", "b.txt", "--encoding", "big5").out) == ["3億元"]


def test_gzip_of_text_and_batch(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "3\xe4\xba\xba"}\n'))
    assert len(found(command("extract", "b.txt.gz").out)) == 3
    assert found(command("extract", "b.jsonl.gz").out) == ["3人"]
    assert len(found(command("extract", stdin=gzip.compress(TEXT.encode())).out)) == 3


def test_a_batch_line_says_more(command: Runner, tmp_path: Path) -> None:
    line = {
        "id": "a1",
        "text": "昨天3人",
        "title": "标题",
        "published": "2019-10-30",
        "reference": "2018-01-02",
        "more": [1],
    }
    (tmp_path / "b.jsonl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    ran = command("extract", "b.jsonl", "--ref", "2010-01-01")
    (document,) = documents(ran.out)
    doc = document["doc"]
    assert (doc["id"], doc["title"], doc["published"], doc["reference"]) == ("a1", "标题", "2019-10-30", "2018-01-02")
    assert document["mentions"][0]["value"] == "2018-01-01"


@pytest.mark.parametrize("content", ["", "\n", " \n\n"])
def test_nothing_to_read(content: str, command: Runner, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(content, encoding="utf-8")
    assert found(command("extract", "b.txt").out) == []
    (tmp_path / "b.jsonl").write_text(content, encoding="utf-8")
    assert command("extract", "b.jsonl").out == b"[]\n"


def test_crlf_and_blanks_keep_their_offsets(command: Runner, tmp_path: Path) -> None:
    text = "\r\n　　投资3亿元。\r\n\r\n　　共30人。\r\n"
    (tmp_path / "b.txt").write_bytes(text.encode())
    (document,) = documents(command("extract", "b.txt").out)
    assert document["doc"]["text"] == text
    assert all(text[m["start"] : m["end"]] == m["text"] for m in document["mentions"])


# -- options


def test_types(command: Runner) -> None:
    assert found(command("extract", "a.txt", "--type", "money,DATE").out) == ["2018年", "1413.4亿元"]


def test_reference(command: Runner) -> None:
    (document,) = documents(command("extract", "--ref", "2019-10-30", stdin="今年3人".encode()).out)
    assert (document["doc"]["reference"], document["doc"]["reference_from"]) == ("2019-10-30", "option")
    assert document["mentions"][0]["value"] == "2019"


def test_no_text(command: Runner) -> None:
    (document,) = documents(command("extract", "a.txt", "--no-text").out)
    assert document["doc"]["text"] is None
    assert document["doc"]["chars"] == len(TEXT)


def test_several_inputs(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"id": "b1", "text": "3人"}\n{"text": "5人"}\n', encoding="utf-8")
    names = ["a.txt", "b1", "b.jsonl:2", "a.txt"]
    array = command("extract", "a.txt", "b.jsonl", "a.txt")
    assert array.text.startswith("[\n{")
    assert [document["doc"]["id"] for document in documents(array.out)] == names
    lines = command("extract", "a.txt", "b.jsonl", "a.txt", "--format", "jsonl")
    assert lines.out.count(b"\n") == 4
    assert list(documents(lines.out)) == list(documents(array.out))


def test_several_processes_write_the_same(jimo: Runner, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"第{n}天，投资{n}.5亿元"}) for n in range(70)] + ["broken"]
    (tmp_path / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    one, two = (jimo("extract", "b.jsonl", "-f", "jsonl", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert one.status == 1
    assert one.out.count(b"\n") == 70


# -- output files


def test_output_file(command: Runner, tmp_path: Path) -> None:
    ran = command("extract", "a.txt", "-o", "out.json")
    assert (ran.status, ran.out) == (0, b"")
    assert (tmp_path / "out.json").read_bytes() == command("extract", "a.txt").out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.json"]


def test_an_output_file_is_replaced_whole_or_not_at_all(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("before", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("- {id: a, patern: x}\n", encoding="utf-8")
    assert command("extract", "a.txt", "-o", "out.json", "--rules", "bad.yaml").status == 2
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "before"
    assert not list(tmp_path.glob(".jimo-*"))


def test_an_output_through_a_link(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("before", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    assert command("extract", "a.txt", "-o", "link.json").status == 0
    assert (tmp_path / "link.json").is_symlink()
    assert len(found((tmp_path / "real.json").read_bytes())) == 3


def test_output_to_standard_output(command: Runner) -> None:
    assert command("extract", "a.txt", "-o", "-").out == command("extract", "a.txt").out


# -- errors: one line that says what, where, and how to fix it


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["extract", "none.txt"], 1, "none.txt: cannot be read: No such file or directory"),
        (["extract", "a.txt", "--ref", "heute"], 2, "write it as 2019-10-30"),
        (["extract", "a.txt", "--ref", "2019-02-30"], 2, "--ref '2019-02-30' is no date"),
        (["extract", "a.txt", "--type", "MONY"], 2, "did you mean 'MONEY'?"),
        (["extract", "a.txt", "--format", "jsn"], 2, "did you mean 'json'?"),
        (["extract", "a.txt", "--encoding", "utf-9"], 2, "--encoding 'utf-9' is not known"),
        (["extract", "a.txt", "--encoding", "hex"], 2, "--encoding 'hex' is not known"),
        (["extract", "a.txt", "--encoding", "undefined"], 1, "a.txt: not undefined: "),
        (["extract", "a.txt", "--encoding", "ascii"], 1, "a.txt: not ascii: byte 4 cannot be decoded"),
        (["extract", "a.txt", "--rules", "none.yaml"], 2, "none.yaml: no such file or folder"),
        (["extract", "a.txt", "-o", "a.txt"], 2, "-o a.txt is an input; write to another file"),
        (["extract", "a.txt", "-o", "no/such/out.json"], 2, "no/such/out.json: cannot be written"),
        (["extract", "a.txt", "--jobs", "0"], 2, "--jobs"),
        (["extract", "a.txt", "--nothing"], 2, "No such option: --nothing"),
        (["extrakt", "a.txt"], 2, "Did you mean 'extract'?"),
    ],
)
def test_errors(arguments: list[str], status: int, message: str, command: Runner) -> None:
    ran = command(*arguments)
    assert (ran.status, ran.out) == (status, b"")
    assert message in ran.err
    assert ran.err.startswith("jimo: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_an_output_name_that_is_a_folder(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    ran = command("extract", "a.txt", "-o", "folder")
    assert ran.status in (1, 2)
    assert "folder: cannot be written" in ran.err


def test_what_fails_is_passed_over(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "bad.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-9])
    ran = command("extract", "a.txt", "none.txt", "bad.txt", "bad.txt.gz", "a.txt")
    assert ran.status == 1
    assert [document["doc"]["id"] for document in documents(ran.out)] == ["a.txt", "a.txt"]
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()] == ["none.txt", "bad.txt", "bad.txt.gz"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("broken", "b.jsonl:2:1: not JSON"),
        ('{"text": "x"', "b.jsonl:2:"),
        ("[1]", 'b.jsonl:2: a batch line is an object with a "text"'),
        ('{"id": 1}', 'b.jsonl:2: the object has no "text"'),
        ('{"text": 5}', "b.jsonl:2: 'text' must be text"),
        ('{"text": "x", "reference": 2019}', "b.jsonl:2: 'reference' must be text"),
        ('{"text": "x", "reference": "gestern"}', "b.jsonl:2: reference 'gestern' is no ISO 8601 date"),
        ('{"text": "x", "published": "gestern"}', "b.jsonl:2: published 'gestern' is no ISO 8601 date"),
        ("[" * 100_000, "b.jsonl:2: nested too deeply"),
        ('{"text": "x", "more": ' + "[" * 100_000, "b.jsonl:2: nested too deeply"),
    ],
)
def test_a_broken_line_of_a_batch(line: str, message: str, command: Runner, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(f'{{"text": "3人"}}\n{line}\n{{"text": "5人"}}\n', encoding="utf-8")
    ran = command("extract", "b.jsonl", "-f", "jsonl")
    assert ran.status == 1
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert len(list(documents(ran.out))) == 2


def test_lone_surrogates_of_a_batch(command: Runner) -> None:
    ran = command("extract", "-f", "jsonl", stdin=rb'{"text": "3\u4eba\ud800"}' + b"\n")
    assert ran.status == 0
    assert found(ran.out) == ["3人"]


# -- streams


def test_without_input_on_a_terminal(tmp_path: Path) -> None:
    """It says what to do rather than wait for someone to type."""
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    done = subprocess.run([COMMAND, "extract"], check=False, stdin=child, capture_output=True, timeout=20)
    os.close(parent)
    os.close(child)
    assert done.returncode == 2
    assert b"no input: name a file, or pipe a text in" in done.stderr


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT * 50}) * 1 + "\n", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text((tmp_path / "b.jsonl").read_text(encoding="utf-8") * 60, encoding="utf-8")
    for extra in ("", "PYTHONUNBUFFERED=1 "):
        line = f"set -o pipefail; {extra}{COMMAND} extract c.jsonl -f jsonl | head -1 | wc -l"
        done = subprocess.run(["bash", "-c", line], check=False, capture_output=True, cwd=tmp_path, timeout=60)
        assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"1", b"")


def test_a_pipe_held_open_can_be_talked_to() -> None:
    with subprocess.Popen([COMMAND, "extract", "-f", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        for number in (3, 5, 8):
            talk.stdin.write(json.dumps({"id": str(number), "text": f"共{number}人"}).encode() + b"\n")
            talk.stdin.flush()
            answer = json.loads(talk.stdout.readline())
            assert (answer["doc"]["id"], answer["mentions"][0]["value"]) == (str(number), number)
        talk.stdin.close()
        assert talk.wait(20) == 0


def test_interrupted() -> None:
    with subprocess.Popen(
        [COMMAND, "extract", "-f", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        assert talk.stderr is not None
        talk.stdin.write(b'{"text": "3"}\n')
        talk.stdin.flush()
        talk.stdout.readline()
        talk.send_signal(signal.SIGINT)
        assert talk.wait(20) == 130
        assert talk.stderr.read() == b""
        with contextlib.suppress(BrokenPipeError):
            talk.stdin.close()


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "4242", "PYTHONOPTIMIZE": "2"},
    ],
    ids=str,
)
def test_the_output_does_not_depend_on_the_environment(environment: dict[str, str], jimo: Runner) -> None:
    text = "来源：海州网 2019-12-02 08:27\n今年以来𬭚投资3亿元，昨晚9时共30多人，每周五去年同期六成。\n".encode()
    plain = jimo("extract", stdin=text)
    assert plain.status == 0
    assert jimo("extract", stdin=text, env=environment) == plain


def test_a_wheel_runs_as_a_module(jimo: Runner, tmp_path: Path) -> None:
    python = str(Path(sysconfig.get_path("scripts")) / "python")
    done = subprocess.run([python, "-m", "jimo_cli", "--version"], capture_output=True, cwd=tmp_path, check=True)
    assert done.stdout == jimo("--version").out
