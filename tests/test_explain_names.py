"""`jimo explain` of names: the list, the cost, the cue or the head that made one, and what spoke against the rest."""

from __future__ import annotations

import pytest
from conftest import Runner

from jimo_cli import Extractor
from jimo_cli.explain import explain, explain_facts
from jimo_cli.names import reckon
from jimo_cli.names.reckon import Reckoner
from jimo_cli.trace import Trace
from support import ROOT, TESTS

TEXTS = sorted([*(ROOT / "samples").glob("*.txt"), *(TESTS / "news").glob("*.txt")])


def told(command: Runner, text: str, words: str, *arguments: str) -> str:
    """What `explain` says of the first place of some words."""
    ran = command("explain", "-", "--text", words, *arguments, stdin=text.encode())
    assert (ran.status, ran.err) == (0, "")
    return ran.text


def test_a_name_of_a_list(command: Runner) -> None:
    lines = told(command, "塞尔维亚总统访问匈牙利。", "匈牙利")
    assert "匈牙利 [8:11] GPE place.country (rules/names/places.yaml:" in lines
    assert "places/countries.txt), chosen" in lines
    assert "as one word against" in lines
    assert "→ m2 GPE, e2: the first name of it in the text" in lines


def test_a_person_part_by_part(command: Runner) -> None:
    lines = told(command, "局长周立平说，工程已经开工。", "周立平")
    assert "周立平 [2:5] PERSON people.chinese (rules/names/makers.yaml:" in lines
    for part in ("a person at all +45", "surname 周 +", "立 first in a given name +", "平 last in a given name +"):
        assert part in lines
    assert "局长 before it -" in lines
    assert "说 after it -" in lines
    assert "周立平 costs " in lines
    assert "; without it " in lines


def test_a_person_that_costs_too_much(command: Runner) -> None:
    lines = told(command, "社会文明程度提高。", "文明程")
    assert "文明程 [2:5] PERSON people.chinese" in lines
    assert "not proposed: it would cost" in lines or "not chosen: " in lines


def test_what_a_list_forbids(command: Runner) -> None:
    lines = told(command, "阳光很好。", "阳光")
    assert "阳光 is no person: it is listed in people.not_name (rules/names/people.yaml:" in lines


def test_an_unsure_form_without_a_cue(command: Runner) -> None:
    lines = told(command, "农民种了小米。", "小米")
    assert "小米 [4:6] no name: ORG in org.company.cn, where it is marked as also something else" in lines
    assert "and neither 了 before it nor 。 after it speaks for a name" in lines


def test_an_unsure_form_with_one(command: Runner) -> None:
    lines = told(command, "总理访华。", "华")
    assert "华 [3:4] GPE place.one_character" in lines
    assert "short for 中国" in lines
    assert "访 before it speaks for it" in lines


def test_two_places_of_one_character(command: Runner) -> None:
    assert "美 beside it is the name of a place as well" in told(command, "中美关系平稳。", "中")


def test_a_club_in_news_of_sport(command: Runner) -> None:
    lines = told(command, "利物浦主场战胜切尔西，球队进球两个。", "利物浦")
    assert "ORG org.club" in lines
    assert "the sentence is of sport (主场, " in lines


def test_an_organisation_by_its_head(command: Runner) -> None:
    lines = told(command, "记者从深圳海关获悉。", "深圳海关")
    assert "深圳海关 [3:7] ORG names.org.government (rules/names/makers.yaml:" in lines
    assert "head 海关, government by org.head (rules/names/orgs.yaml:" in lines
    assert "begins with 深圳: a GPE, and names begin with names" in lines
    assert "ends before 从 on the left: a word tagged p, which stands in no name" in lines
    assert "put together of 深圳 | 海关" in lines


def test_a_head_without_a_name(command: Runner) -> None:
    lines = told(command, "一家化工厂停产。", "化工厂")
    assert "化工厂 [2:5] no name: head 化工厂, company by org.head" in lines
    assert "and no name before it: 一家 listed in org.never" in lines


def test_a_place_by_its_suffix(command: Runner) -> None:
    lines = told(command, "记者来到青岛翠屏山。", "翠屏山")
    assert "翠屏山 [6:9] LOC names.place.suffix" in lines
    assert "a LOC may end in 山, by place.suffix.loc (rules/names/places.yaml:" in lines
    assert "put together of 翠屏 | 山" in lines


def test_a_suffix_without_a_name(command: Runner) -> None:
    lines = told(command, "我们村很好。", "村")
    assert "村 [2:3] no name: a GPE may end in 村, by place.suffix.gpe" in lines
    assert "我们 is a word tagged r of cost " in lines


def test_a_place_that_plays(command: Runner) -> None:
    lines = told(command, "主场迎战冰岛，球队取胜。", "冰岛")
    assert "迎战 before it speaks for it" in lines
    assert "the sentence is of sport, so a place that plays is its team" in lines


def test_a_title(command: Runner) -> None:
    lines = told(command, "《绍兴市城市管理条例》施行。", "绍兴市城市管理条例")
    assert "LAW names.title.law" in lines
    assert "it stands in book title marks, and 条例 is listed in things.law.head" in lines


def test_a_short_form_of_a_firm(command: Runner) -> None:
    text = "绍兴润泽源生物科技有限公司成立。昨天润泽源上市，员工称润泽源涨停。"
    ran = command("explain", "-", "--at", "18", stdin=text.encode())
    assert "润泽源 [18:21] ORG names.recurring" in ran.text
    assert "绍兴润泽源生物科技有限公司 is certain elsewhere in the document" in ran.text
    assert "e1 绍兴润泽源生物科技有限公司: " in ran.text


@pytest.mark.parametrize(("date", "code"), [("2015-10-30", "370282"), ("2019-10-30", "370215")])
def test_which_code_by_which_date(date: str, code: str, command: Runner) -> None:
    lines = told(command, "即墨去年增长。", "即墨", "--ref", date)
    assert f"code {code}, of " in lines
    assert "370282 即墨市 (1995–2017)" in lines
    assert "370215 即墨区 (2017–)" in lines
    assert f"the text is of {date[:4]}" in lines


def test_an_anaphor(command: Runner) -> None:
    lines = told(command, "即墨区去年增长，该区企业增加。", "该区")
    assert "该区 [8:10] anaphor: a word that stands for a name, by anaphor.place (rules/names/anaphors.yaml:" in lines
    assert "the last one of its kind before it is 即墨区, named at 0" in lines


def test_an_anaphor_of_nothing(command: Runner) -> None:
    assert "stands for nothing: nothing of its kind is named before it" in told(command, "该区企业增加。", "该区")


def test_a_pronoun(command: Runner) -> None:
    lines = told(command, "局长周立平说，他很高兴。", "他")
    assert "stands for 周立平" in lines
    assert "no mention of its own" in lines


def test_what_runs_into_a_number(command: Runner) -> None:
    assert "of 3日" not in told(command, "局长周立平3日说。", "周立平")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_costs_add_up(path, extractor: Extractor) -> None:  # type: ignore[no-untyped-def]
    """What explain tells of the cost of a person is what the person was weighed by."""
    rules = extractor.rules
    reckoner = Reckoner(rules.lexicon, rules.lists, rules.makers)
    trace = Trace()
    found = extractor.analyse(path.read_text(encoding="utf-8"), trace=trace)
    for proposed in trace.names.proposed.values():
        for proposal in proposed:
            if proposal.rule.startswith("people.") and proposal.rule != "people.byline":
                parts = reckoner.parts(found.normal, proposal)
                assert reckon.OTHER not in [part.what for part in parts], (proposal.name, parts)
                assert reckon.total(parts) == proposal.cost


@pytest.mark.parametrize("path", TEXTS[:8], ids=lambda path: path.stem)
def test_every_place_can_be_explained(path, extractor: Extractor) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    trace = Trace()
    found = extractor.analyse(text, trace=trace)
    assert list(explain_facts(extractor, found, trace))
    for at in range(0, len(text), 97):
        assert list(explain(extractor, found, trace, at, at + 1))


def test_a_trace_changes_nothing(extractor: Extractor) -> None:
    for path in TEXTS[:8]:
        text = path.read_text(encoding="utf-8")
        assert extractor.analyse(text, trace=Trace()).document == extractor.extract(text)
