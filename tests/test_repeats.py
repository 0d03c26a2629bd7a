"""What a text says twice is one fact, where it is said most fully."""

from __future__ import annotations

import pytest

from jimo_cli import Extractor


def stated(extractor: Extractor, text: str, kind: str) -> list[tuple[object, ...]]:
    facts = extractor.extract(text, reference="2024-03-05").facts
    return [
        (fact.subject and fact.subject.text, fact.attribute, fact.time and fact.time.value, fact.start)
        for fact in facts
        if fact.kind == kind
    ]


def test_the_fuller_statement_is_kept(extractor: Extractor) -> None:
    text = "绍兴市出口500亿元。2023年，绍兴市出口500亿元。"
    assert stated(extractor, text, "measure") == [("绍兴市", "出口", "2023", 17)]


def test_the_first_of_two_that_say_the_same(extractor: Extractor) -> None:
    text = "2023年，绍兴市出口500亿元。\n去年，绍兴市出口500亿元。"
    assert stated(extractor, text, "measure") == [("绍兴市", "出口", "2023", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "绍兴市出口500亿元。宁波市出口500亿元。",
        "2023年绍兴市出口500亿元。2022年绍兴市出口500亿元。",
        "绍兴市出口500亿元。绍兴市进口500亿元。",
        "绍兴市出口500亿元。绍兴市出口500亿美元。",
    ],
)
def test_what_differs_is_kept(text: str, extractor: Extractor) -> None:
    assert len(stated(extractor, text, "measure")) == 2


def test_entities_count_and_not_their_names(extractor: Extractor) -> None:
    text = "青岛市即墨区引进央企20家。目前该区引进央企20家。"
    assert len(stated(extractor, text, "measure")) == 1


def test_many_with_the_same_value_take_no_time(extractor: Extractor) -> None:
    text = "".join(f"第{number}中学招生500人。" for number in range(1, 400))
    assert len(stated(extractor, text, "measure")) > 300
