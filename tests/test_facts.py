"""The facts of the annotated news stay as good as they have become.

The bars are what is reached, rounded down; who makes the facts better raises them. `python tests/factscore.py`
lists what is missing, too much, or wrong in a slot.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from factscore import FIGURES, STEMS, Tally, tally_of

from jimo_cli import Extractor


@pytest.fixture(scope="module")
def tally() -> Tally:
    return tally_of(STEMS)


@pytest.mark.parametrize(
    ("kinds", "precision", "recall"),
    [
        (("measure",), 0.62, 0.55),
        (("change",), 0.74, 0.63),
        (("share",), 0.56, 0.46),
        (("rank",), 0.51, 0.39),
        ((*FIGURES, "role"), 0.68, 0.58),
        (("role",), 0.87, 0.78),
        (("said",), 0.93, 0.86),
        (("event",), 0.85, 0.79),
        (("said", "event"), 0.88, 0.82),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_kinds(kinds: tuple[str, ...], precision: float, recall: float, tally: Tally) -> None:
    assert tally.precision(*kinds) >= precision
    assert tally.recall(*kinds) >= recall


@pytest.mark.parametrize(
    ("slot", "share"),
    [
        ("status", 0.97),
        ("basis", 0.91),
        ("source", 0.9),
        ("per", 0.9),
        ("qualifier", 0.9),
        ("place", 0.9),
        ("time", 0.88),
    ],
)
def test_slots(slot: str, share: float, tally: Tally) -> None:
    counts = tally.timed if slot == "time" else tally.slots[slot]
    assert counts[True] / counts.total() >= share


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("郑伟民请李明转达对张卫东的问候。他说，两地的交流还会更多。", "郑伟民"),
        ("会见李明时，郑伟民介绍了项目的进展，他表示，工程年底完工。", "郑伟民"),
        ("张卫东事迹座谈会召开，郑伟民出席并讲话。他强调，要把工作做细做实。", "郑伟民"),
        ("县长郑伟民感谢李明。周立平赛后说，他后程能力提升了不少。他表示还会努力训练。", "周立平"),
    ],
)
def test_whom_a_pronoun_means(extractor: Extractor, text: str, who: str) -> None:
    """Who the sentence is about, not who is named last in it."""
    said = [fact.subject for fact in extractor.extract(text).facts if fact.kind == "said"]
    assert said[-1] is not None
    assert said[-1].name == who


def test_a_dateline_of_its_own_line_is_no_headline(extractor: Extractor) -> None:
    """What reports is not what the figures are about."""
    text = "国内快讯\n海州网消息（海州新闻）：\n5月份用电量同比增长7.4%\n能源局今天发布，5月份，用电量7222亿千瓦时。"
    facts = extractor.extract(text, reference="2023-06-14").facts
    assert facts
    assert {fact.subject.text for fact in facts if fact.subject is not None} <= {"能源局"}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ('{class: status, for: names, fields: [status], words: {"→": planned}}', "北京→经济，增长1%。"),
        ("{class: status, for: names, words: [或将会]}", "北京或将会增长，产值1亿元。"),
        ("{class: anaphor, for: names, words: [夲]}", "北京夲临夲，增长1%。"),
        ("{class: role_verb, for: names, words: [签署]}", "张军北京签署协议。"),
    ],
)
def test_lists_of_a_user_that_say_less(tmp_path: Path, rule: str, text: str) -> None:
    """A word of a class whose attributes are missing, or a mark, is read without them."""
    path = tmp_path / "mine.yaml"
    path.write_text("- " + rule.replace("{", "{id: mine.list, ", 1) + "\n", encoding="utf-8")
    assert Extractor([str(path)]).extract(text).doc.chars == len(text)
