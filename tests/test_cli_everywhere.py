"""What holds for every command: options, completion, colours, closed pipes, interrupts, odd names."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest
from conftest import COMMAND, Runner

from support import TESTS

ECONOMY = str(TESTS / "documents/economy.json")
COMMANDS = ("extract", "filter", "show", "query", "eval", "diff", "explain", "schema", "rules list", "rules check")


def completed(words: str, jimo: Runner) -> list[str]:
    environment = {"_JIMO_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    return jimo(env=environment).text.split()


def test_completion(jimo: Runner) -> None:
    assert completed("jimo fil", jimo) == ["filter"]
    assert completed("jimo filter --type MO", jimo) == ["MONEY"]
    assert completed("jimo filter --type MONEY,DA", jimo) == ["MONEY,DATE"]
    assert completed("jimo extract --type PER", jimo) == ["PERCENT", "PERSON"]
    assert completed("jimo filter --kind ch", jimo) == ["change"]
    assert completed("jimo filter --status pl", jimo) == ["planned"]
    assert "money.amount" in completed("jimo rules show money.", jimo)


@pytest.mark.parametrize("name", COMMANDS)
def test_options_that_every_command_has(name: str, command: Runner) -> None:
    text = command(*name.split(), "-h").text
    for option in ("--color WHEN", "-q, --quiet", "-v, --verbose", "--debug", "-h, --help"):
        assert option in text
    assert text.rstrip().splitlines()[-1].startswith("  "), "examples stand at the end, one a line"
    assert "\nExample" in text


@pytest.mark.parametrize(
    ("line", "meant"),
    [("fliter", "'filter'"), ("rules lst", "'list'"), ("rules show money.amunt", "'money.amount'"),
     ("schema documnt", "'document'"), ("extract -f cvs", "'csv'")],
)  # fmt: skip
def test_did_you_mean(line: str, meant: str, command: Runner) -> None:
    ran = command(*line.split())
    assert ran.status == 2
    assert f"id you mean {meant}?" in ran.err


def test_quiet_and_verbose(command: Runner) -> None:
    assert command("filter", ECONOMY, "-q", "--kind", "rank").err == ""
    assert command("filter", ECONOMY, "-v", "--kind", "rank").err.startswith("jimo: 1 document, 1 mention, 1 fact in ")
    assert command("filter", ECONOMY).err == ""


def test_they_may_stand_before_the_command(command: Runner) -> None:
    assert command("-v", "filter", ECONOMY, "--kind", "rank").err.startswith("jimo: 1 document, ")
    assert "Traceback" in command("--debug", "filter", ECONOMY, "--kind", "x").err
    assert b"\x1b[" in command("--color", "always", "show", ECONOMY).out
    assert command("-q", "rules", "list").status == 0


def test_debug_shows_where(command: Runner) -> None:
    assert "Traceback" in command("filter", ECONOMY, "--kind", "x", "--debug").err
    assert "Traceback" not in command("filter", ECONOMY, "--kind", "x").err


def test_an_error_of_jimo_is_one_line(command: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("jimo_cli.cli.filter.select", fail)
    ran = command("filter", ECONOMY)
    assert (ran.status, ran.out) == (1, b"")
    assert ran.err == "jimo: an error in jimo itself: RuntimeError('no such thing'); --debug shows where\n"


@pytest.mark.parametrize(
    "line",
    ["filter big.jsonl", "filter big.jsonl -f csv", "show big.jsonl", "show --lines big.jsonl",
     "query 'select * from mentions' big.jsonl", "diff small.jsonl big.jsonl", "eval big.jsonl small.jsonl"],
)  # fmt: skip
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_is_no_failure(line: str, unbuffered: str, tmp_path: Path) -> None:
    import json

    saved = json.dumps(json.loads(Path(ECONOMY).read_text(encoding="utf-8")), ensure_ascii=False)
    (tmp_path / "big.jsonl").write_text((saved + "\n") * 60, encoding="utf-8")
    (tmp_path / "small.jsonl").write_text(saved + "\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{COMMAND} {line} 2>err | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        cwd=tmp_path,
        check=True,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
    )
    assert done.stdout == "0\n"
    assert (tmp_path / "err").read_text(encoding="utf-8") == ""


def test_ctrl_c(tmp_path: Path) -> None:
    """Nothing is left of a file that was not finished."""
    arguments = [COMMAND, "filter", "-", "-o", "out.jsonl", "-f", "jsonl"]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    assert process.stdin is not None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    assert list(tmp_path.iterdir()) == []
    assert process.communicate()[1] == b""


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "gbk"}]
)
def test_utf8_whatever_the_locale(env: dict[str, str], jimo: Runner) -> None:
    for line in (
        ("show", ECONOMY),
        ("filter", ECONOMY),
        ("query", "select text from facts", ECONOMY),
        ("filter", "-h"),
    ):
        assert jimo(*line, env=env).out == jimo(*line).out


def test_bare_groups_show_help(jimo: Runner) -> None:
    for line in ((), ("rules",)):
        ran = jimo(*line)
        assert ran.status == 2
        assert ran.err.startswith("Usage: jimo")
