"""Values that a list gives to several periods, and what the later ones are compared with."""

from __future__ import annotations

import pytest

from jimo_cli import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年、2023年和2024年，蓝湾科技营收分别为3亿元、5亿元和9亿元。", ["2022", "2023", "2024"]),
        ("2022年至2024年，蓝湾科技营收分别为3亿元、5亿元和9亿元。", ["2022", "2023", "2024"]),
        ("蓝湾科技2022年、2023年净利润分别为3亿元和5亿元。", ["2022", "2023"]),
        ("2024年11月至2025年1月，全县用电量分别为3亿千瓦时、5亿千瓦时和9亿千瓦时。", ["2024-11", "2024-12", "2025-01"]),
        ("2024年一季度至三季度，全县税收收入分别为3亿元、5亿元和9亿元。", ["2024-Q1", "2024-Q2", "2024-Q3"]),
        ("预计今明两年中国经济将分别增长4.3%和4.5%。", ["2025", "2026"]),
        ("2022年至2024年，蓝湾科技营收分别为3亿元和5亿元。", []),
        ("2022年、2023年，蓝湾科技实现营收3亿元、5亿元。", ["2022", "2023"]),
    ],
)
def test_each_value_has_its_period(text: str, expected: list[str]) -> None:
    facts = extract(text, reference="2025-11-20").facts
    assert [fact.time.value for fact in facts if fact.time is not None] == expected


def test_bounds() -> None:
    facts = extract("2024年11月至12月，全县用电量分别为3亿千瓦时、5亿千瓦时。").facts
    assert [(fact.time.from_, fact.time.to) for fact in facts if fact.time is not None] == [
        ("2024-11-01", "2024-12-01"),
        ("2024-12-01", "2025-01-01"),
    ]


def test_two_bases() -> None:
    text = "10月末，人民币贷款余额增长8.2%，增速分别比上月末和上年同期低0.2个和高0.7个百分点。"
    facts = extract(text, reference="2025-11-20").facts[1:]
    assert [(str(fact.value), fact.unit, fact.direction, fact.basis) for fact in facts] == [
        ("0.2", "pp", "down", "than"),
        ("0.7", "pp", "up", "yoy"),
    ]
    assert {fact.attribute for fact in facts} == {"人民币贷款余额增速"}


def test_times_that_are_not_told() -> None:
    text = "2022年一季度，全县用电量较去年有所增长，税收收入为3亿元。"
    assert [fact.time and fact.time.value for fact in extract(text, reference="2022-05-01").facts] == ["2022-Q1"]


def test_the_period_of_a_part_holds_for_its_sentence() -> None:
    text = "2022年前三季度，蓝湾科技营收10亿元。其中，第三季度营收3亿元。蓝湾科技毛利率为38%。"
    facts = extract(text, reference="2022-11-20").facts
    assert [fact.time and fact.time.value for fact in facts] == ["2022-Q1/2022-Q3", "2022-Q3", "2022-Q1/2022-Q3"]


def test_the_same_period_of_before_holds_for_its_figure() -> None:
    text = "2022年上半年，蓝湾科技毛利率14.7%，去年同期为13.1%。现金储备3亿元。"
    facts = extract(text, reference="2022-11-20").facts
    assert [fact.time and fact.time.value for fact in facts] == ["2022-H1", "2021-H1", "2022-H1"]


def test_periods_in_brackets() -> None:
    facts = extract("“双11”期间（11月1日至11日），全省快递业务量17.6亿件。", reference="2022-11-20").facts
    assert [fact.time and fact.time.value for fact in facts] == ["2022-11-01/2022-11-11"]


def test_when_figures_are_published_is_not_their_time() -> None:
    for text in (
        "国家统计局31日公布，全国工业产能利用率为75.2%。",
        "记者11月3日从海关总署获悉，全国工业产能利用率为75.2%。",
    ):
        facts = [fact for fact in extract(text, reference="2022-11-20").facts if fact.kind == "measure"]
        assert [fact.time for fact in facts] == [None]


def test_records_tell_no_time() -> None:
    text = "2022年三季度，蓝湾科技营收3亿元，创公司2015年上市以来新高。毛利率为41.3%。"
    facts = extract(text, reference="2022-11-20").facts
    assert [fact.time and fact.time.value for fact in facts] == ["2022-Q3", "2022-Q3"]
