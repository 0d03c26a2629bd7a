"""全省 is the province of the bodies that a text names, where it names no place."""

from __future__ import annotations

import pytest

from jimo_cli import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国人民银行四川省分行数据显示，全省贷款余额12万亿元。", "四川省"),
        ("国家统计局湖南调查总队公布，全省粮食产量3000万吨。", "湖南省"),
        ("甘肃省粮食和物资储备局消息，全省收购新粮182万吨。", "甘肃省"),
        ("杭州海关统计，全省进出口3万亿元。", "浙江省"),
        ("中国人民银行统计，全省贷款余额12万亿元。", "全省"),
    ],
)
def test_whole_province(text: str, expected: str) -> None:
    subjects = [fact.subject.name for fact in extract(text).facts if fact.kind == "measure" and fact.subject]
    assert subjects == [expected]
