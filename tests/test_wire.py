"""JSON as it is written: exact numbers, every key, the same for every form."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimo_cli import Extractor
from jimo_cli.wire import dumps, dumps_value

TEXT = "2018年，全区完成地区生产总值1413.4亿元，增长6.7%，30人分3万—5万元。"

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_any_value_comes_back(value: object) -> None:
    for indent in (True, False):
        assert json.loads(dumps_value(value, indent), parse_float=Decimal) == value


def test_indented_and_compact_say_the_same(extractor: Extractor) -> None:
    document = extractor.extract(TEXT)
    compact, indented = dumps(document), dumps(document, indent=True)
    assert "\n" not in compact
    assert json.loads(compact) == json.loads(indented)
    assert json.loads(compact, parse_float=Decimal) == document.to_dict()
    assert (document.to_json(), document.to_json(indent=True)) == (compact, indented)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("增长6.7%", "6.7"),
        ("增长6.70%", "6.7"),
        ("共1413.4亿元", "141340000000"),
        ("共0.1元", "0.1"),
        ("共0.0000001米", "0.0000001"),
        ("共1.0元", "1"),
        ("共一亿亿元", "10000000000000000"),
        ("共0元", "0"),
        ("零下3.50度", "-3.5"),
    ],
)
def test_numbers_are_plain_exact_and_shortest(text: str, written: str, extractor: Extractor) -> None:
    assert f'"value":{written},' in extractor.extract(text).to_json()


def test_the_order_of_keys(extractor: Extractor) -> None:
    record = json.loads(extractor.extract(TEXT).to_json())
    assert list(record) == ["schema", "doc", "mentions", "entities", "facts"]
    assert list(record["doc"]) == [
        "id", "title", "publisher", "published", "reference", "reference_from", "chars", "sha256", "text",
    ]  # fmt: skip
    number = next(mention for mention in record["mentions"] if mention["type"] == "MONEY")
    assert list(number) == [
        "id", "type", "text", "start", "end", "rule", "value", "low", "high", "unit", "per", "si", "ratio", "mod",
    ]  # fmt: skip
    time = next(mention for mention in record["mentions"] if mention["type"] == "DATE")
    assert list(time) == ["id", "type", "text", "start", "end", "rule", "timex", "value", "from", "to", "mod"]


def test_chinese_is_written_as_it_is(extractor: Extractor) -> None:
    assert "地区生产总值" in extractor.extract(TEXT).to_json()


@given(text=st.text(st.sampled_from('"\\/\b\f\n\r\t\x00\x1f\x7f\u2028\u2029\ud800\udfff😀<>&亿元3'), max_size=30))
def test_what_needs_escapes(text: str, extractor: Extractor) -> None:
    assert json.loads(extractor.extract(text).to_json())["doc"]["text"] == text
