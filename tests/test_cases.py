"""The data files: `synthetic/` (what is found, with its value), `negative/` (what is not), `known-failures/`.

A case is a text with all that is to be found in its numbers and times. Anyone may add one.
"""

from __future__ import annotations

import pytest

from jimo_cli import Extractor
from support import Case, cases, extract_case, problems, values

SYNTHETIC = dict(cases("synthetic"))
NEGATIVE = dict(cases("negative"))
KNOWN = dict(cases("known-failures/cases"))


@pytest.mark.parametrize("case", SYNTHETIC.values(), ids=SYNTHETIC.keys())
def test_found(case: Case, extractor: Extractor) -> None:
    assert case["find"], "a text in which nothing is found belongs in negative/"
    assert not problems(extract_case(extractor, case), case["find"])


@pytest.mark.parametrize("case", NEGATIVE.values(), ids=NEGATIVE.keys())
def test_not_found(case: Case, extractor: Extractor) -> None:
    wanted = case.get("find", [])
    assert all(mention.get("optional") for mention in wanted), "what is found belongs in synthetic/"
    assert not problems(extract_case(extractor, case), wanted)


@pytest.mark.parametrize("case", KNOWN.values(), ids=KNOWN.keys())
@pytest.mark.xfail(strict=True, reason="known; when it passes, move the case to synthetic/ or negative/")
def test_known_failure(case: Case, extractor: Extractor) -> None:
    assert not problems(extract_case(extractor, case), case.get("find", []))


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("总额三亿两千万元", "總額三億兩千萬元"),
        ("今年前三个季度产值比去年同期增长两成", "今年前三個季度產值比去年同期增長兩成"),
        ("农历八月十五，气温零下三摄氏度", "農曆八月十五，氣溫零下三攝氏度"),
        ("每周五晚上九点开门", "每週五晚上九點開門"),
        ("成交额达到五千余万美元", "成交額達到五千餘萬美元"),
        ("第三次会议占地六十亩", "第三次會議佔地六十畝"),
        ("历时两个多小时，行程四十余里", "歷時兩個多小時，行程四十餘里"),
    ],
)
def test_both_scripts_agree(simplified: str, traditional: str, extractor: Extractor) -> None:
    """A text and its traditional form give the same values at the same offsets."""
    found = [values(extractor.extract(text, reference="2024-10-01")) for text in (simplified, traditional)]
    assert found[0]
    assert found[0] == found[1]
