"""`jimo eval`: scores against documents of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Runner

from support import TESTS

ECONOMY = TESTS / "documents/economy.json"


@pytest.fixture
def documents(tmp_path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The gold document, and one with four errors: a value, a span, a fact too much, a fact's subject."""
    gold = json.loads(ECONOMY.read_text(encoding="utf-8"))
    found = json.loads(ECONOMY.read_text(encoding="utf-8"))
    money = next(m for m in found["mentions"] if m["text"] == "512.4亿元")
    money["value"] = 512
    found["mentions"] = [m for m in found["mentions"] if m["text"] != "第三位"]
    for fact in found["facts"]:
        fact["args"] = {}
    found["facts"][0]["subject"]["name"] = "别处"
    extra = dict(found["facts"][-1], kind="event", id="f99")
    found["facts"].append(extra)
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    (tmp_path / "found.jsonl").write_text(json.dumps(found) + "\n", encoding="utf-8")
    return gold, found


def test_scores_and_the_list(documents: Any, command: Runner) -> None:
    ran = command("eval", "gold.jsonl", "found.jsonl")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.text.splitlines()
    assert lines[0] == 'economy.txt: Wrong: MONEY "512.4亿元" [30:37] 51,240,000,000 CNY: value is 512, not 51240000000'
    assert lines[1].startswith('economy.txt: Missing: ORDINAL "第三位"')
    assert ": subject is 别处, not 海东省白石市" in lines[2]
    assert lines[3].startswith("economy.txt: Noisy: event")
    table = json.loads(command("eval", "gold.jsonl", "found.jsonl", "-f", "json").out)
    assert table["mentions"]["all"] == {
        "gold": 18, "found": 17, "right": 16, "precision": 0.9412, "recall": 0.8889, "f1": 0.9143,
    }  # fmt: skip
    assert table["spans"]["MONEY"]["f1"] == 1
    assert table["mentions"]["MONEY"] == {
        "gold": 3, "found": 3, "right": 2, "precision": 0.6667, "recall": 0.6667, "f1": 0.6667,
    }  # fmt: skip
    assert table["facts"]["all"]["right"] == 9
    assert table["facts"]["event"] == {"gold": 0, "found": 1, "right": 0, "precision": 0, "recall": 1, "f1": 0}
    assert [problem["problem"] for problem in table["problems"]] == ["wrong", "missing", "wrong", "noisy"]
    assert "Wrong" not in command("eval", "gold.jsonl", "found.jsonl", "--no-list").text


def test_itself_is_perfect(documents: Any, command: Runner) -> None:
    ran = command("eval", "gold.jsonl", str(ECONOMY), "--fail-under", "1")
    assert ran.status == 0
    assert [line.split()[-1] for line in ran.text.splitlines() if line.startswith("all")] == ["100.0%", "100.0%"]


def test_fail_under(documents: Any, command: Runner) -> None:
    assert command("eval", "gold.jsonl", "found.jsonl", "--fail-under", "0.95").status == 1
    assert command("eval", "gold.jsonl", "found.jsonl", "--fail-under", "0.5").status == 0


def test_without_files_the_texts_of_gold_are_extracted(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2020年，共3人，投资5亿元。", encoding="utf-8")
    assert command("extract", "a.txt", "-f", "jsonl", "-o", "gold.jsonl", "--ref", "2020-05-01").status == 0
    for files in ((), ("a.txt",)):
        ran = command("eval", "gold.jsonl", *files, "--fail-under", "1")
        assert ran.status == 0


def test_what_is_not_annotated_is_not_scored(command: Runner, tmp_path: Path) -> None:
    """Gold written by hand may hold spans and values only."""
    gold = {
        "schema": "jimo/1",
        "doc": {"id": "a.txt", "text": "共3人"},
        "mentions": [{"type": "CARDINAL", "text": "3人", "start": 1, "end": 3, "value": 3, "unit": "人"}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    ran = command("eval", "gold.jsonl", "--fail-under", "1")
    assert ran.status == 0
    assert "facts" not in ran.text


def test_documents_that_are_missing(documents: Any, command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("共3人", encoding="utf-8")
    (tmp_path / "b.txt").write_text("共4人", encoding="utf-8")
    ran = command("eval", "gold.jsonl", "a.txt", "b.txt", "--no-list")
    assert ran.status == 1
    assert ran.err == "jimo: economy.txt: among FILES there is no document of this text\n"
    assert command("eval", "nope.jsonl").status == 1
