"""`jimo explain`: what was read at a place, step by step, and why the rest lost."""

from __future__ import annotations

import pytest
from conftest import Runner

TEXT = "在谈项目近300个，总投资约3.5万—5万元，统一部署，10月28日签约。"


def explained(command: Runner, *arguments: str, text: str = TEXT) -> str:
    ran = command("explain", "-", *arguments, stdin=text.encode())
    assert (ran.status, ran.err) == (0, "")
    return ran.text


def test_by_words(command: Runner) -> None:
    told = explained(command, "--text", "近300个")
    assert told.startswith("reference unknown (none)\n\n近300个 [4:9] CARDINAL cardinal.counted, ")
    assert "points, chosen" in told
    assert "300 = 300" in told
    assert "value=300 unit=个 mod=APPROX" in told
    assert "not chosen: less than 近300个" in told


def test_by_offset(command: Runner) -> None:
    assert explained(command, "--at", "6") == explained(command, "--text", "00")


def test_ranges_and_what_they_are_made_of(command: Runner) -> None:
    told = explained(command, "--text", "3.5万—5万元")
    assert "low=35000 high=50000 unit=CNY" in told


def test_the_reference(command: Runner) -> None:
    told = explained(command, "--text", "10月28日", "--ref", "2019-10-30")
    assert told.startswith("reference 2019-10-30 (option)")
    assert "timex=DATE value=2019-10-28 from=2019-10-28 to=2019-10-29" in told


def test_words_that_are_no_numbers(command: Runner) -> None:
    told = explained(command, "--text", "统一")
    assert "NONE" in told
    assert "no mention: this is a name or a word" in told


def test_nothing_there(command: Runner) -> None:
    assert "nothing was read at 0–1: no rule matches there" in explained(command, "--at", "0", text="平稳")


def test_no_such_day(command: Runner) -> None:
    assert "no mention" in explained(command, "--text", "2月30日", text="2月30日")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ([], 2, "say what to explain: --at OFFSET, --text with words of the text, --fact ID, or --facts"),
        (["--at", "1", "--text", "项目"], 2, "say what to explain"),
        (["--at", "999"], 2, "--at 999 is outside the text, which has"),
        (["--at", "-1"], 2, "--at -1 is outside"),
        (["--text", "没有"], 1, "does not stand in -"),
        (["--at", "1", "--ref", "morgen"], 2, "write it as 2019-10-30"),
    ],
)
def test_errors(arguments: list[str], status: int, message: str, command: Runner) -> None:
    ran = command("explain", "-", *arguments, stdin=TEXT.encode())
    assert (ran.status, ran.out) == (status, b"")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_that_is_not_there(command: Runner) -> None:
    ran = command("explain", "none.txt", "--at", "0")
    assert ran.status == 1
    assert "none.txt: cannot be read" in ran.err
