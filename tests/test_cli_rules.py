"""`jimo rules`: check, test, list, show; rules of one's own on top."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Runner

from jimo_cli.cli.rules import _builtin

OWN = """\
- id: my.unit
  class: unit
  set: {unit: pao, si: L, factor: "2/3"}
  words: [泡]
- id: my.rule
  type: QUANTITY
  pattern: "amount '加' unit"
  value: measure
  examples:
    match: [{text: 共3加泡, span: 3加泡, value: 3, unit: pao}]
    skip: [共3加饭]
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text(OWN, encoding="utf-8")


def test_check_of_the_built_in_rules(command: Runner) -> None:
    ran = command("rules", "check")
    assert (ran.status, ran.err) == (0, "")
    assert ran.text.startswith("ok: ")
    assert " rules" in ran.text


def test_check_of_a_file(command: Runner) -> None:
    ran = command("rules", "check", "my.yaml")
    assert (ran.status, ran.text) == (0, "ok: 1 lexicon, 1 rule\n")


def test_examples_of_a_file(command: Runner) -> None:
    ran = command("rules", "test", "my.yaml")
    assert (ran.status, ran.text) == (0, "2 examples, all as they should be\n")


@pytest.mark.slow
def test_examples_of_the_built_in_rules(command: Runner) -> None:
    """All hold, and all that are written are run: 第三季 was once false in an example that nothing tried."""
    items = [item for item in _builtin() if "examples" in item.value]
    written = sum(len(listed.value) for item in items for listed in item.value["examples"].value.values())
    ran = command("rules", "test")
    assert (ran.status, ran.text) == (0, f"{written} examples, all as they should be\n")


@pytest.mark.parametrize(
    ("example", "kind", "message"),
    [
        ("match: [{text: 共3加饭, span: 3加饭}]", "Missing", "'3加饭' in '共3加饭' is not found by it"),
        ("match: [{text: 共3加泡, span: 3加泡, value: 4}]", "Wrong", "value is 3, not 4"),
        ("skip: [共3加泡]", "Noisy", "finds 3加泡 in '共3加泡'"),
    ],
)
def test_examples_that_fail(example: str, kind: str, message: str, command: Runner, tmp_path: Path) -> None:
    text = OWN.partition("  examples:")[0] + f"  examples:\n    {example}\n"
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")
    ran = command("rules", "test", "wrong.yaml")
    assert ran.status == 1
    assert f": {kind}: my.rule: " in ran.text
    assert message in ran.text
    assert ran.text.startswith("wrong.yaml:10:")
    assert ran.text.endswith(f"1 examples, 1 failed: 1 {kind}\n")


PART = """\
- id: my.part
  class: amount
  pattern: "number:arabic '加'"
  value: amount
  examples:
    EXAMPLES
- id: my.blank
  type: NONE
  pattern: "'三' '泡茶'"
  weight: 30
  examples:
    skip: [EMPTY]
"""


@pytest.mark.parametrize(
    ("example", "message"),
    [
        ("match: [{text: 共3加吨, span: 3加吨, value: 3, unit: t}]", ""),
        (
            "match: [{text: 共3加吨, span: 3加吨, value: 4}]",
            "Wrong: my.part: '3加吨' in '共3加吨': value is 3, not 4",
        ),
        (
            "match: [{text: 共3加吨, span: 加吨}]",
            "Missing: my.part: '加吨' in '共3加吨' is not found by it, but 3加吨",
        ),
        ("match: [{text: 共3吨, span: 3吨}]", "Missing: my.part: '3吨' in '共3吨' is not found by it, but 3吨 by"),
        ("skip: [共3吨]", ""),
        ("skip: [共3加吨]", "Noisy: my.part: finds 3加吨"),
    ],
)
def test_examples_of_a_part_of_other_rules(example: str, message: str, command: Runner, tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(PART.replace("EXAMPLES", example).replace("EMPTY", "三泡"), encoding="utf-8")
    ran = command("rules", "test", "part.yaml")
    failed = f"1 failed: 1 {message.partition(':')[0]}" if message else "all as they should be"
    assert (ran.status, ran.text.splitlines()[-1]) == (1 if message else 0, f"2 examples, {failed}")
    assert message in ran.text


def test_examples_of_a_rule_that_finds_nothing(command: Runner, tmp_path: Path) -> None:
    """A rule of type NONE takes a span, or does not; it has no value to compare."""
    given = PART.replace("EXAMPLES", "skip: [共3吨]")
    (tmp_path / "blank.yaml").write_text(
        given.replace("[EMPTY]", "[三泡]\n    match: [{text: 三泡茶}]"), encoding="utf-8"
    )
    assert command("rules", "test", "blank.yaml").text == "3 examples, all as they should be\n"
    (tmp_path / "noisy.yaml").write_text(given.replace("EMPTY", "三泡茶"), encoding="utf-8")
    assert "Noisy: my.blank: finds 三泡茶" in command("rules", "test", "noisy.yaml").text
    (tmp_path / "value.yaml").write_text(
        given.replace("skip: [EMPTY]", "match: [{text: 三泡茶, value: 3}]"), encoding="utf-8"
    )
    ran = command("rules", "test", "value.yaml")
    assert (ran.status, "unknown key 'value' of an example" in ran.err) == (2, True)


def test_the_reference_of_an_example_is_checked(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "ref.yaml").write_text(
        OWN.replace("{text: 共3加泡,", "{text: 共3加泡, ref: last week,"), encoding="utf-8"
    )
    ran = command("rules", "check", "ref.yaml")
    assert ran.status == 2
    assert ran.err.startswith("jimo: ref.yaml:10:")
    assert "ref 'last week' is no date" in ran.err


def test_list(command: Runner) -> None:
    ran = command("rules", "list", "--rules", "my.yaml")
    assert ran.status == 0
    lines = {line.split()[0]: line for line in ran.text.splitlines()}
    assert lines["my.rule"].split()[1:] == ["QUANTITY", "my.yaml:5"]
    assert "MONEY" in lines["money.amount"]
    assert "rules/numbers/money.yaml:" in lines["money.amount"]


def test_show(command: Runner) -> None:
    ran = command("rules", "show", "money.amount")
    assert ran.status == 0
    assert ran.text.startswith("# rules/numbers/money.yaml:")
    assert "id: money.amount" in ran.text
    assert "type: MONEY" in ran.text
    assert "pattern: " in ran.text


def test_show_suggests(command: Runner) -> None:
    ran = command("rules", "show", "money.amont")
    assert (ran.status, ran.out) == (2, b"")
    assert "did you mean 'money.amount'?" in ran.err


def test_a_rule_of_ones_own(command: Runner) -> None:
    ran = command("extract", "--rules", "my.yaml", stdin="共3加泡。".encode())
    assert '"text": "3加泡"' in ran.text
    assert '"rule": "my.rule"' in ran.text
    assert '"unit": "pao"' in ran.text
    assert "my.rule" not in command("extract", stdin="共3加泡。".encode()).text


def test_a_built_in_rule_switched_off_and_replaced(command: Runner, tmp_path: Path) -> None:
    text = "增长翻一番。".encode()
    (name,) = (
        line.split(": ")[1].strip('",') for line in command("extract", stdin=text).text.splitlines() if '"rule"' in line
    )
    (tmp_path / "off.yaml").write_text(f"- {{id: {name}, disable: true}}\n", encoding="utf-8")
    assert name not in command("extract", "--rules", "off.yaml", stdin=text).text
    listed = command("rules", "list", "--rules", "off.yaml").text
    assert not any(line.split()[0] == name for line in listed.splitlines())
    (tmp_path / "new.yaml").write_text(f"- {{id: {name}, class: my_word, words: [翻一番]}}\n", encoding="utf-8")
    assert command("rules", "show", name, "--rules", "new.yaml").text.startswith("# new.yaml:1")


def test_a_folder_of_rules(command: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "one.yaml").write_text(OWN, encoding="utf-8")
    (folder / "two.yaml").write_text("- {id: my.word, class: classifier, words: [嘭]}\n", encoding="utf-8")
    ran = command("extract", "--rules", "mine", stdin="共3加泡5嘭。".encode())
    assert '"text": "3加泡"' in ran.text
    assert '"text": "5嘭"' in ran.text


def test_nothing_is_loaded_that_was_not_named(command: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("rules", ".jimo", "home/.config/jimo/rules"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "my.yaml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home/.config"))
    monkeypatch.setenv("JIMO_RULES", str(tmp_path / "rules"))
    assert "my.rule" not in command("extract", stdin="共3加泡。".encode()).text


@pytest.mark.parametrize("arguments", [["check"], ["test"], ["show", "x", "--rules"], ["list", "--rules"]])
def test_files_that_are_not_there(arguments: list[str], command: Runner) -> None:
    ran = command("rules", *arguments, "none.yaml")
    assert ran.status == 2
    assert "none.yaml: no such file or folder" in ran.err
    assert ran.err.count("\n") == 1
