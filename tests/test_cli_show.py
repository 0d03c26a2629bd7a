"""`jimo show`: for eyes, for grep, and never for the terminal to obey."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest
from conftest import COMMAND, Runner

from jimo_cli.labels import languages, load_labels
from jimo_cli.model import MENTION_TYPES, FactKind, Status
from support import TESTS

FOLDER = TESTS / "documents"
ECONOMY, PEOPLE, EXTREMES = (str(FOLDER / f"{name}.json") for name in ("economy", "people", "extremes"))


def on_terminal(columns: int, *arguments: str, env: dict[str, str] | None = None) -> str:
    """What a command writes to a terminal of so many columns."""
    leader, follower = pty.openpty()
    os.environ.pop("NO_COLOR", None)
    environment = os.environ | {"COLUMNS": str(columns), "LINES": "50", "TERM": "xterm-256color"} | (env or {})
    process = subprocess.Popen([COMMAND, *arguments], stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    found = b""
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:
            break
        if not data:
            break
        found += data
    process.wait(30)
    os.close(leader)
    return found.decode("utf-8").replace("\r\n", "\n")


def test_piped_it_is_plain(command: Runner) -> None:
    ran = command("show", ECONOMY)
    assert (ran.status, ran.err) == (0, "")
    assert "\x1b" not in ran.text
    lines = ran.text.splitlines()
    assert lines[0] == "白石市一季度经济开门红"
    assert lines[1] == "白石日报 · 2023-04-18 09:00 · reference 2023-04-17 (dateline) · 138 characters"
    assert "change   海东省白石市  地区生产总值" in ran.text
    assert "↑ 6.3% y/y  2023-Q1" in ran.text
    assert "3,000–5,000 CNY / 每亩" in ran.text
    assert not any(line.endswith(" ") for line in lines)
    (row,) = [line for line in lines if line.startswith("organisation")]
    assert row.split() == ["organisation", "白石市统计局", "1"]


def test_in_chinese(command: Runner) -> None:
    text = command("show", ECONOMY, "--lang", "zh").text
    assert "\n事实\n种类" in text
    assert "参照日期 2023-04-17 (电头)" in text
    assert "↑ ≥6%" in text
    ran = command("show", ECONOMY, "--lang", "cn")
    assert (ran.status, "--lang 'cn' is none of en, zh" in ran.err) == (2, True)


def test_labels_are_complete() -> None:
    from typing import get_args

    assert languages() == ["en", "zh"]
    english, chinese = load_labels("en"), load_labels("zh")
    for group in ("type", "kind", "status", "direction", "basis", "basis_short", "mod", "field", "part", "phrase"):
        assert english.group(group).keys() == chinese.group(group).keys()
    assert set(english.group("type")) == set(MENTION_TYPES)
    assert set(english.group("kind")) == set(get_args(FactKind))
    assert set(english.group("status")) == set(get_args(Status))


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_it_fits_the_terminal(columns: int) -> None:
    import re

    from jimo_cli.cli.formats.rows import width

    text = re.sub("\x1b\\[[0-9;]*m", "", on_terminal(columns, "show", ECONOMY))
    assert max(map(width, text.splitlines())) <= columns
    assert "51,240,000,000 CNY" in text


def test_colours() -> None:
    assert "\x1b[" in on_terminal(80, "show", ECONOMY)
    assert "\x1b[" not in on_terminal(80, "show", ECONOMY, "--color", "never")
    assert "\x1b[" not in on_terminal(80, "show", ECONOMY, env={"NO_COLOR": "1"})
    assert "\x1b[" not in on_terminal(80, "show", ECONOMY, env={"TERM": "dumb"})


def test_colours_in_a_pipe(command: Runner) -> None:
    text = command("show", ECONOMY, "--color", "always").text
    assert "\x1b[1;31m512.4亿元\x1b[0m" in text


@pytest.mark.parametrize("color", ["never", "always"])
def test_text_is_no_terminal_control(color: str, command: Runner) -> None:
    """Escapes are shown as pictures, markup as it stands, turned writing is not turned."""
    for arguments in ((), ("--lines",), ("--lang", "zh"), ("--timeline", "--chart")):
        text = command("show", EXTREMES, "--color", color, *arguments).text
        assert "\x1b[31m" not in text
        assert "\u202e" not in text
    shown = command("show", EXTREMES, "--color", color).text
    assert "␛[31m红字␛[0m[bold]不是标记[/bold]" in shown
    table = command("query", "select text, 'a' || chr(27) || '[0m' x from mentions limit 1", EXTREMES).text
    assert "\x1b" not in table
    assert "a\\x1b[0m" in table


def test_every_other_control_is_replaced() -> None:
    from jimo_cli.cli.page import safe

    text = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x200F, 0x2066, 0x2028, 0xFEFF, 0xD800]))
    assert len(safe(text)) == len(text)
    assert all(char.isprintable() or char == "\n" for char in safe(text))


def test_names_of_files_do_not_act(jimo: Runner) -> None:
    ran = jimo("show", "nope\x1b[31m\u202e.txt")
    assert (ran.status, ran.out) == (1, b"")
    assert ran.err == "jimo: nope\\x1b[31m\\u202e.txt: cannot be read: No such file or directory\n"


def test_lines(command: Runner) -> None:
    lines = command("show", ECONOMY, "--lines").text.splitlines()
    assert lines[0] == "2\t7\tDATE\t4月17日\t2023-04-17"
    assert [line.split("\t")[:3] for line in lines] == sorted(
        (line.split("\t")[:3] for line in lines), key=lambda cells: (int(cells[0]), int(cells[1]))
    )
    assert {len(line.split("\t")) for line in lines} == {5}
    assert len(lines) == 28
    both = command("show", ECONOMY, EXTREMES, "--lines").text.splitlines()
    assert {len(line.split("\t")) for line in both} == {6}
    assert both[0].startswith("economy.txt\t2\t")


def test_timeline_and_chart(command: Runner, tmp_path: Path) -> None:
    text = command("show", PEOPLE, "--timeline").text
    assert "since 2019  陆文远 表示 我们=只做一件事" in text
    (tmp_path / "a.txt").write_text(
        "2018年，青岛市地区生产总值1413.4亿元。2019年，青岛市地区生产总值1600亿元。", encoding="utf-8"
    )
    assert "no measure has two values to compare" in command("show", PEOPLE, "--chart").text
    chart = command("show", "a.txt", "--chart").text
    if "2018" in chart:  # as soon as the facts are found
        first, second = (line for line in chart.splitlines() if "█" in line)
        assert first.count("█") < second.count("█") == 40


def test_parts(command: Runner) -> None:
    text = command("show", ECONOMY, "--only", "times,figures").text
    assert "Times\n" in text
    assert "Figures\n" in text
    assert "Facts\n" not in text
    ran = command("show", ECONOMY, "--only", "fact")
    assert (ran.status, ran.err.endswith("(did you mean 'facts'?)\n")) == (2, True)


def test_a_document_without_its_text(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("共3人", encoding="utf-8")
    saved = command("extract", "a.txt", "--no-text").out
    assert "(the text was left out)" in command("show", stdin=saved).text
