"""Rule files as untrusted input: every error at once, each with its place and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Runner
from hypothesis import given, settings
from hypothesis import strategies as st

from jimo_cli import Extractor, RuleError
from jimo_cli.rulebook.backtrack import MOST, ways
from jimo_cli.rulebook.source import SourceError, parse


def problems(text: str, tmp_path: Path) -> list[str]:
    """What is wrong with a rule file, without its path."""
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        Extractor([path])
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


RULE = "- id: my.rule\n  type: MONEY\n  pattern: amount currency\n  value: amount\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("- id: my.rule\n  patern: amount\n", "2:", "did you mean 'pattern'?"),
        ("- {class: unit, words: [甲]}\n", "1:3", "this object has no 'id'"),
        ("- {id: My Rule, class: unit, words: [甲]}\n", "1:8", "an id is lower-case words joined by dots"),
        ("id: my.rule\n", "1:1", "a rule file is a list of objects"),
        ("- just a text\n", "1:3", "each item is an object"),
        ("- id: my.rule\n  type: MONY\n  pattern: amount\n  value: amount\n", "2:9", "did you mean 'MONEY'?"),
        ("- id: my.rule\n  type: MONEY\n  value: amount\n", "1:", "a 'pattern' or a 'shape'"),
        ("- id: my.rule\n  type: MONEY\n  pattern: amount\n", "1:3", "names its 'value' function"),
        ("- {id: my.words, words: [甲]}\n", "1:3", "a lexicon needs a 'class'"),
        ("- {id: my.words, class: unit, words: 甲}\n", "1:", "'words' must be a list of texts or a mapping"),
        (RULE.replace("amount currency", "amount curency"), "3:", "curency"),
        (RULE.replace("value: amount", "value: amout"), "4:", "amout"),
        (RULE.replace("amount currency", '"(amount currency"'), "3:", ""),
        (RULE.replace("amount currency", '"amount?"'), "3:", ""),
        (RULE + RULE, "5:", "stands already in"),
        ("- {id: no.such, disable: true}\n", "1:8", "there is no object 'no.such' to disable"),
        ("- {id: my.shape, type: MONEY, shape: '(', value: amount}\n", "1:", "not a regular expression"),
        ("- {id: my.shape, type: MONEY, shape: 'a*', value: amount}\n", "1:", "matches nothing at all"),
        (RULE + "  examples: {match: [{text: 甲, span: 乙}]}\n", "5:", "the span does not stand in the text"),
        (RULE + "  examples: {match: [{text: 甲, vlue: 3}]}\n", "5:", "did you mean 'value'?"),
        (RULE + "  examples: {matches: []}\n", "5:", "under 'match' and 'skip'"),
        ("- id: a\n  id: b\n", "2:3", "'id' stands here twice"),
        ("- id: 'open\n", "", "not valid YAML"),
        ("\t- x\n", "1:", "not valid YAML"),
    ],
)  # fmt: skip
def test_problems_have_a_place_and_a_remedy(text: str, place: str, message: str, tmp_path: Path) -> None:
    told = problems(text, tmp_path)
    assert any(problem.startswith(place) and message in problem for problem in told), told


def test_all_problems_at_once(tmp_path: Path) -> None:
    told = problems("- {id: a, patern: x}\n- {id: b, type: MONY, pattern: amount}\n- {words: [甲]}\n", tmp_path)
    assert {problem.partition(":")[0] for problem in told} == {"1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- !!python/object/apply:os.system ['echo']\n", "YAML tag"),
        ("- {id: !!python/name:os.system x}\n", "YAML tag"),
        ("- !thing {id: a}\n", "YAML tag"),
        ("- &a [x]\n- *a\n", "aliases are not allowed"),
        ("- " + "[" * 40 + "]" * 40 + "\n", "nested too deeply"),
        ("- {? [a] : b}\n", "a key must be text"),
    ],
)
def test_what_yaml_could_do_and_may_not(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        parse(text, "r.yaml")


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["- &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(SourceError, match="aliases are not allowed"):
        parse("\n".join(lines), "r.yaml")


@settings(max_examples=300)
@given(text=st.text(st.sampled_from("-: {}[]\n'\"&*!|>#%@`,?idaclsworps甲 \t"), max_size=80))
def test_any_text_is_rules_or_an_error(text: str) -> None:
    try:
        parse(text, "r.yaml")
    except SourceError as error:
        assert str(error).startswith("r.yaml:")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(RuleError, match="is not UTF-8"):
        Extractor([tmp_path / "r.yaml"])


def test_an_empty_file_adds_nothing(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "r.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert Extractor([tmp_path / "r.yaml"]).extract("共3人") == extractor.extract("共3人")


def test_errors_on_the_command_line(command: Runner, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("- {id: a, patern: x}\n- {words: [甲]}\n", encoding="utf-8")
    for arguments in (
        ["rules", "check", "r.yaml"],
        ["extract", "--rules", "r.yaml"],
        ["rules", "list", "--rules", "r.yaml"],
    ):
        ran = command(*arguments, stdin="3人".encode())
        assert (ran.status, ran.out) == (2, b"")
        assert "r.yaml:1:" in ran.err
        assert "r.yaml:2:" in ran.err
        assert "Traceback" not in ran.err


def test_the_compiled_rules_are_the_rules(extractor: Extractor, compiled_rules: None) -> None:
    """What is compiled from the rule files now does what the compiled form in the package does."""
    from jimo_cli.rulebook.bundle import fingerprint, load_bundle, rules_folder

    content = load_bundle()
    assert content is not None
    assert content["mark"] == fingerprint(rules_folder())


# -- shapes that would hang


@pytest.mark.parametrize(
    "shape", ["(a+)+b", "a*a*a*b", "(a|a)*b", r"(a+)\1b", ".*x", r"\d+\w+x", "((((a?)?)?)?)*b", "(?:a{0,50}){0,50}b", "(?:a?){30}a{30}"]
)  # fmt: skip
def test_a_shape_that_could_hang(shape: str) -> None:
    assert ways(shape) > MOST


@pytest.mark.parametrize(
    ("shape", "count"),
    [("ab", 1), ("[^x]*x", 1), ("(ab)+c", 1), ("(a|b)+c", 1), ("a{1,80}ab", 80), (r"\d{2,4}-\d+", 1),
     ("(?<![a])a+", 1), ("(?:(?:a|b)c*)+d", 1), (r"[^\W\d]+\d", 1), ("[^a]{1,9}b", 9)],
)  # fmt: skip
def test_a_shape_that_could_not(shape: str, count: int) -> None:
    assert ways(shape) == count


def test_a_shape_that_could_hang_is_refused(tmp_path: Path) -> None:
    (told,) = problems("- {id: a, type: NONE, shape: '(a+)+b'}\n", tmp_path)
    assert "the shape could hang" in told
    (told,) = problems("- {id: a, type: NONE, shape: '" + "(" * 3000 + "a" + ")" * 3000 + "'}\n", tmp_path)
    assert "not a regular expression" in told
