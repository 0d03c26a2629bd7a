"""`jimo explain --fact` and `--facts`: the clause, the pattern, each slot and where it is from."""

from __future__ import annotations

import re

import pytest
from conftest import Runner

TEXT = "2018年，青岛市即墨区完成地区生产总值1413.4亿元，同比增长6.7%。即墨区委书记王海涛表示，明年将加快建设。"
REF = ("--ref", "2019-10-30")


def told(command: Runner, *arguments: str, text: str = TEXT) -> str:
    ran = command("explain", "-", *arguments, *REF, stdin=text.encode())
    assert (ran.status, ran.err) == (0, "")
    return ran.text


def test_a_measure(command: Runner) -> None:
    lines = told(command, "--fact", "f1")
    assert lines.startswith(
        "reference 2019-10-30 (option)\n\nf1 measure · 青岛市即墨区 (e1) · 地区生产总值 · 141340000000 · CNY"
    )
    assert "evidence [6:28] 青岛市即墨区完成地区生产总值1413.4亿元" in lines
    assert "    完成: do\n" in lines
    assert "    1413.4亿元: value, money\n" in lines
    assert "read by measure.do (rules/facts/figures.yaml:" in lines
    assert "subject:phrase? do act? attribute:phrase level? value" in lines
    assert "subject 青岛市即墨区 (e1): said in its clause, 青岛市即墨区 [6:12]" in lines
    assert "status actual: nothing says otherwise" in lines


def test_what_is_taken_over(command: Runner) -> None:
    lines = told(command, "--fact", "f2")
    assert "    同比: basis (yoy)\n" in lines
    assert "    增长: turn (up)\n" in lines
    assert "subject 青岛市即墨区 (e1): taken over from 青岛市即墨区 [6:12]" in lines
    assert "attribute 地区生产总值: taken over from 地区生产总值 [14:20]" in lines
    assert "time 2018: taken over from 2018年 [0:5]" in lines
    assert "basis yoy: by 同比 [29:31]" in lines
    assert "direction up: by 增长 [31:33]" in lines


def test_readings_that_lost(command: Runner) -> None:
    assert re.search(r"not read by \S+: \d+ points, fewer than \d+", told(command, "--fact", "f1"))


def test_a_basis_from_an_earlier_clause(command: Runner) -> None:
    lines = told(command, "--facts", text="2018年，全市出口同比增长5%，进口增长3%。")
    assert "basis yoy: taken over from 全市出口同比增长5% [6:" in lines


def test_a_role(command: Runner) -> None:
    lines = told(command, "--fact", "f3")
    assert "read by role.title (rules/facts/makers.yaml:" in lines
    assert "    书记: title in people.title (office)\n" in lines
    assert "object 即墨区委 (e2): said as 即墨区委" in lines


def test_all_facts_and_what_gave_none(command: Runner) -> None:
    lines = told(command, "--facts", text=TEXT + "他买了3本书。")
    assert [line.split()[0] for line in lines.splitlines() if re.match(r"f\d+ ", line)][:4] == ["f1", "f2", "f3", "f4"]
    assert re.search(r"no fact of 3本 \[\d+:\d+\]", lines)


def test_a_text_without_facts(command: Runner) -> None:
    ran = command("explain", "-", "--facts", stdin="平稳。".encode())
    assert (ran.status, ran.text) == (0, "reference unknown (none)\n\n")


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        (TEXT, ["--fact", "f99"], "--fact 'f99': - has none; its facts are f1 to f"),
        ("平稳。", ["--fact", "f1"], "--fact 'f1': - has none; it has no facts"),
        (TEXT, ["--fact", "f1", "--facts"], "say what to explain"),
        (TEXT, ["--fact", "f1", "--at", "3"], "say what to explain"),
    ],
)
def test_errors(text: str, arguments: list[str], message: str, command: Runner) -> None:
    ran = command("explain", "-", *arguments, stdin=text.encode())
    assert (ran.status, ran.out) == (2, b"")
    assert message in ran.err
    assert ran.err.count("\n") == 1
