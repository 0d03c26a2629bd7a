"""Ways of finding names and facts as objects of rule files: checked, switched off, with examples; ids that all exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import Runner

from jimo_cli import Extractor, RuleError
from jimo_cli.rulebook import build, bundle
from jimo_cli.rulebook.makers import WAYS
from jimo_cli.rulebook.schema import json_schema
from jimo_cli.rulebook.source import Located
from support import ROOT, TESTS

TEXTS = [*(ROOT / "samples").glob("*.txt"), *(TESTS / "news").glob("*.txt")]
CASES = [*(TESTS / "names").glob("*.yaml"), *(TESTS / "negative").glob("*.yaml")]


def objects() -> dict[str, Located]:
    """The built-in objects by their ids."""
    folder = bundle.rules_folder()
    items, problems = build.read_objects((path, build.shown(path, folder)) for path in bundle.rule_files(folder))
    assert not problems
    return {str(item.value["id"].value): item for item in items}


def test_every_rule_of_an_output_exists(extractor: Extractor) -> None:
    """Whoever meets a rule in the output can ask `jimo rules show` for it."""
    known = objects().keys()
    for path in (*TEXTS, *CASES):
        document = extractor.extract(path.read_text(encoding="utf-8"), reference="2023-01-20")
        used = {mention.rule for mention in document.mentions} | {fact.rule for fact in document.facts}
        assert used <= known, path


def test_every_way_has_an_object_and_examples() -> None:
    items = objects()
    made = {str(item.value["make"].value) for item in items.values() if "make" in item.value}
    assert made == WAYS.keys()
    bare = [
        name for name, item in items.items() if {"make", "kind"} & item.value.keys() and "examples" not in item.value
    ]
    assert not bare


def test_every_kind_of_head_has_an_object(extractor: Extractor) -> None:
    kinds = {entry["kind"] for entry in extractor.rules.lists["org_head"].values()}
    assert {f"names.org.{kind}" for kind in kinds} <= extractor.rules.makers.keys()


def test_rule_files_fit_the_json_schema() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for path in bundle.rule_files(bundle.rules_folder()):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Texts)
        problems = [f"{path}: {error.message[:200]}" for error in validator.iter_errors(content or [])]
        assert not problems


class _Texts(yaml.CSafeLoader):
    """Dates stay texts, as they do where rule files are read."""


_Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("- {id: people.chinese, make: chinese_persn}\n", "1:", "did you mean 'chinese_person'?"),
        ("- {id: my.people, make: chinese_person}\n", "1:8", "goes by the id people.chinese"),
        ("- {id: my.org, make: organisation}\n", "1:8", "goes by the id names.org.…"),
        ("- {id: names.team, make: team, type: GPE, set: {words: 2}}\n", "1:", "'team' makes ORG, and no type 'GPE'"),
        ("- {id: names.team, make: team}\n", "1:3", "needs the setting 'words': How many"),
        (
            "- {id: names.team, make: team, set: {words: 2, wrds: 3}}\n",
            "1:",
            "no setting 'wrds' (did you mean 'words'?)",
        ),
        ("- {id: names.team, make: team, set: {words: two}}\n", "1:", "must be a whole number"),
        ("- {id: said.verb, make: speech, kind: role}\n", "1:", "'speech' makes said, and no kind 'role'"),
        ("- {id: names.team, make: team, pattern: x, set: {words: 2}}\n", "1:", "does not belong in a maker"),
        (
            "- {id: said.verb, make: speech, kind: said, examples: {match: [{text: 甲说, subjct: 甲}]}}\n",
            "1:",
            "did you mean 'subject'?",
        ),
        (
            "- {id: my.fact, kind: measure, pattern: value, examples: {match: [{text: 甲, timex: DATE}]}}\n",
            "1:",
            "unknown key 'timex' of an example",
        ),
        (
            "- {id: my.words, class: my_words, for: names, words: [甲], examples: {skip: [乙]}}\n",
            "1:",
            "words of a class find nothing by themselves",
        ),
    ],
)
def test_problems(text: str, place: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        Extractor([path])
    told = [problem.removeprefix(f"{path}:") for problem in caught.value.problems]
    assert any(problem.startswith(place) and message in problem for problem in told), told


@pytest.mark.parametrize(
    ("rule", "text", "surface"),
    [
        ("people.chinese", "局长周立平说，工程已经开工。", "周立平"),
        ("people.addressed", "王先生买了三本书。", "王"),
        ("people.japanese", "导演石原慎吾表示。", "石原慎吾"),
        ("people.transliterated", "总统德拉马罗发表讲话。", "德拉马罗"),
        ("names.place.suffix", "记者来到青岛翠屏山。", "翠屏山"),
        ("names.org.company", "青岛海运有限公司成立。", "青岛海运有限公司"),
        ("names.facility", "他到过绍兴城市规划展览馆。", "绍兴城市规划展览馆"),
        ("names.event", "绍兴国际竹藤博览会开幕。", "绍兴国际竹藤博览会"),
        ("names.title.law", "《绍兴市城市管理条例》施行。", "绍兴市城市管理条例"),
        ("names.title.media", "《蓝海晚报》报道。", "蓝海晚报"),
        ("names.title.work", "《蓝色海湾的秋天》上映。", "蓝色海湾的秋天"),
        ("names.team", "主场迎战冰岛，球队取胜。", "冰岛"),
        ("vocabulary.ns", "队员到达二龙山。", "二龙山"),
        ("anaphor", "即墨区去年增长，该区企业增加。", "该区"),
    ],
)
def test_a_way_switched_off(rule: str, text: str, surface: str, tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "off.yaml").write_text(f"- {{id: {rule}, disable: true}}\n", encoding="utf-8")
    assert (surface, rule) in [(mention.text, mention.rule) for mention in extractor.extract(text).mentions]
    without = Extractor([tmp_path / "off.yaml"]).extract(text)
    assert rule not in [mention.rule for mention in without.mentions]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("role.title", "市长李建华介绍了情况。"),
        ("role.verb", "王海涛当选市长。"),
        ("said.verb", "王海涛表示，明年将加快建设。"),
        ("event.verb", "第五届进博会在上海开幕。"),
        ("measure.plain", "固定资产投资5089亿元。"),
    ],
)
def test_facts_switched_off(rule: str, text: str, tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "off.yaml").write_text(f"- {{id: {rule}, disable: true}}\n", encoding="utf-8")
    assert rule in [fact.rule for fact in extractor.extract(text).facts]
    assert rule not in [fact.rule for fact in Extractor([tmp_path / "off.yaml"]).extract(text).facts]


def test_a_setting_changed(tmp_path: Path, extractor: Extractor) -> None:
    """A user who finds too many people can make them dearer."""
    own = "- {id: people.chinese, make: chinese_person, set: {cost: 900, danger: 7, alone: 18, wordy: 22}}\n"
    (tmp_path / "dear.yaml").write_text(own, encoding="utf-8")
    text = "局长周立平说，工程已经开工。"
    assert [mention.text for mention in extractor.extract(text).mentions] == ["周立平"]
    assert not Extractor([tmp_path / "dear.yaml"]).extract(text).mentions


FACT = """\
- id: measure.mine
  kind: measure
  pattern: "subject:phrase? attribute:phrase level value"
  weight: 40
  examples:
    match: [{EXAMPLE}]
    skip: [SKIP]
"""


@pytest.mark.parametrize(
    ("example", "skip", "kind", "message"),
    [
        ("text: 全省粮食总产量为1.3亿斤。, subject: 全省, value: 130000000, unit: jin", "平稳。", "", ""),
        ("text: 全省粮食总产量为1.3亿斤。, subject: 全市", "平稳。", "Wrong", "subject is 全省, not 全市"),
        ("text: 全省粮食总产量为1.3亿斤。, time: 2019", "平稳。", "Wrong", "time is None, not 2019"),
        ("text: 全省粮食增产。", "平稳。", "Missing", "'全省粮食增产。' is not found by it, but nothing"),
        ("text: 全省粮食总产量为1.3亿斤。", "全市面积为3亩。", "Noisy", "finds 全市面积为3亩 in '全市面积为3亩。'"),
    ],
)
def test_examples_of_a_fact(example: str, skip: str, kind: str, message: str, command: Runner, tmp_path: Path) -> None:
    text = FACT.replace("EXAMPLE", example).replace("SKIP", skip)
    (tmp_path / "fact.yaml").write_text(text, encoding="utf-8")
    ran = command("rules", "test", "fact.yaml")
    assert ran.status == (1 if kind else 0), ran.text
    assert message in ran.text
    assert (f": {kind}: measure.mine: " in ran.text) == bool(kind)


@pytest.mark.parametrize(
    ("example", "kind", "message"),
    [
        ("match: [{text: 蓝湾公司很好。, span: 蓝湾公司, type: ORG, name: 蓝湾公司}]", "", ""),
        ("match: [{text: 蓝湾公司很好。, span: 蓝湾公司, name: 蓝湾}]", "Wrong", "name is 蓝湾公司, not 蓝湾"),
        ("skip: [蓝湾公司很好。]", "Noisy", "finds 蓝湾公司"),
    ],
)
def test_examples_of_a_list(example: str, kind: str, message: str, command: Runner, tmp_path: Path) -> None:
    text = f"- id: my.firms\n  type: ORG\n  words: [蓝湾公司]\n  examples:\n    {example}\n"
    (tmp_path / "list.yaml").write_text(text, encoding="utf-8")
    ran = command("rules", "test", "list.yaml")
    assert ran.status == (1 if kind else 0), ran.text
    assert message in ran.text


def test_list_and_show(command: Runner) -> None:
    lines = {line.split()[0]: line for line in command("rules", "list").text.splitlines()}
    assert "PERSON by chinese_person" in lines["people.chinese"]
    assert "fact: role by office_beside" in lines["role.title"]
    assert "fact: rank" in lines["rank.at"]
    shown: Any = command("rules", "show", "people.chinese").text
    assert "# chinese_person: A surname and one or two characters" in shown
    assert "#   cost: How unlikely" in shown
    assert "object: null" in command("rules", "show", "role.title").text
