"""`jimo diff`: what a change of rules changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Runner

from support import TESTS

FOLDER = TESTS / "documents"


@pytest.fixture
def changed(tmp_path: Path) -> None:
    documents = [json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in ("economy", "people")]
    (tmp_path / "old.jsonl").write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    economy: dict[str, Any] = documents[0]
    economy["mentions"] = economy["mentions"][1:]
    for number, mention in enumerate(economy["mentions"], 1):
        mention["id"] = f"m{number}"
        mention["rule"] = "other.rule"
    economy["mentions"][-1]["value"] = "PT4H"
    economy["facts"][1]["basis"] = None
    economy["facts"].pop()
    (tmp_path / "new.jsonl").write_text("".join(json.dumps(d) + "\n" for d in reversed(documents)), encoding="utf-8")


def test_what_changed(changed: None, command: Runner) -> None:
    ran = command("diff", "old.jsonl", "new.jsonl")
    assert (ran.status, ran.err) == (0, "")
    assert ran.text.splitlines() == [
        "economy.txt",
        '  - DATE "4月17日" [2:7] 2023-04-17',
        '  ~ change 海东省白石市 地区生产总值 up 6.3% 2023-Q1 [38:46] "同比增长6.3%": basis yoy → null',
        '  - measure 高铁 用时 3.5 h [128:137] "高铁用时3.5小时"',
        '  ~ TIME "3.5小时" [132:137] PT3.5H: value PT3.5H → PT4H',
        "2 documents, 1 differs: mentions +0 -1 ~1, facts +0 -1 ~1",
    ]
    assert command("diff", "old.jsonl", "new.jsonl", "-e").status == 1
    assert "rule test.rule → other.rule" in command("diff", "old.jsonl", "new.jsonl", "-v").text


def test_the_other_way_round(changed: None, command: Runner) -> None:
    assert "  + DATE " in command("diff", "new.jsonl", "old.jsonl").text
    assert "\x1b[32m  + DATE" in command("diff", "new.jsonl", "old.jsonl", "--color", "always").text


def test_nothing_changed(changed: None, command: Runner) -> None:
    ran = command("diff", "old.jsonl", "old.jsonl", "-e")
    assert (ran.status, ran.text) == (0, "2 documents, none differ\n")


def test_json(changed: None, command: Runner) -> None:
    found = json.loads(command("diff", "old.jsonl", "new.jsonl", "-f", "json").out)
    assert [(entry["of"], entry["change"]) for entry in found] == [
        ("mention", "removed"), ("fact", "changed"), ("fact", "removed"), ("mention", "changed"),
    ]  # fmt: skip
    assert found[1]["differing"] == ["basis"]


def test_documents_of_one_side(changed: None, command: Runner) -> None:
    text = command("diff", "old.jsonl", str(FOLDER / "economy.json")).text
    assert "people.txt (only in the old ones)" in text


def test_texts_under_other_rules(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("共3嘭。", encoding="utf-8")
    (tmp_path / "my.yaml").write_text("- {id: my.unit, class: classifier, words: [嘭]}\n", encoding="utf-8")
    assert command("extract", "a.txt", "-f", "jsonl", "-o", "old.jsonl").status == 0
    assert '"3嘭"' in command("diff", "old.jsonl", "a.txt", "--rules", "my.yaml").text
