"""What users of other tools complain of, again and again, as named tests.

The cases are those of the public issue trackers of Chinese number, date and language tools. Each
test says what goes wrong elsewhere.
"""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from jimo_cli import Extractor
from jimo_cli.model import NumberMention, TimeMention
from support import Case, counted, mention_of, problems


def number(extractor: Extractor, text: str, surface: str | None = None) -> NumberMention:
    mention = mention_of(extractor.extract(text), surface)
    assert isinstance(mention, NumberMention)
    return mention


def when(
    extractor: Extractor, text: str, reference: str | None = "2019-10-30", surface: str | None = None
) -> TimeMention:
    mention = mention_of(extractor.extract(text, reference=reference), surface)
    assert isinstance(mention, TimeMention)
    return mention


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("赔偿三十几万元", {"low": 310000, "high": 390000}),
        ("赔偿二百余万元", {"value": 2000000, "mod": "MORE_THAN"}),
        ("赔偿一千多万元", {"value": 10000000, "mod": "MORE_THAN"}),
    ],
)
def test_vagueness_is_kept(text: str, wanted: Case, extractor: Extractor) -> None:
    """一千多万 becomes exactly ten million."""
    mention = number(extractor, text)
    assert {key: getattr(mention, key) for key in wanted} == wanted
    assert (mention.value is None) == ("low" in wanted)


def test_large_amounts_are_exact(extractor: Extractor) -> None:
    """壹佰壹拾万… becomes 1.10261e+06, and 16.4亿 becomes 1639999999."""
    assert number(extractor, "壹佰壹拾万贰仟陆佰壹拾肆元六角").value == Decimal("1102614.6")
    assert number(extractor, "金额16.4亿元").value == 1640000000
    assert '"value":1640000000,' in extractor.extract("金额16.4亿元").to_json()
    assert '"value":1102614.6,' in extractor.extract("壹佰壹拾万贰仟陆佰壹拾肆元六角").to_json()


def test_percentages_are_exact(extractor: Extractor) -> None:
    """百分之一点五七 becomes 1.5699999999999998."""
    assert '"value":1.57,' in extractor.extract("增长百分之一点五七").to_json()


@pytest.mark.parametrize(
    ("text", "value"),
    [("共1,100万元", 11_000_000), ("共1,100.9亿元", 110_090_000_000), ("共１，１００万元", 11_000_000)],
)
def test_thousands_separators(text: str, value: int, extractor: Extractor) -> None:
    """1,100万 is not read, or read as two numbers."""
    assert number(extractor, text).value == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一万零十二", 10012),
        ("一万零一十二", 10012),
        ("一百九十万零三千九百七十一", 1903971),
        ("壹拾万零叁仟", 103000),
        ("13万2", 132000),
    ],
)
def test_zeros_and_short_forms(numeral: str, value: int, extractor: Extractor) -> None:
    """零 in an unexpected place, or a digit that stands for the next lower unit, raises an error."""
    assert number(extractor, f"共{numeral}元").value == value


def test_neighbouring_digits_are_a_range(extractor: Extractor) -> None:
    """两三个 becomes 23, 四五家 becomes 45, 两百 stays in words."""
    assert number(extractor, "来了两三个")[7:9] == (2, 3)
    assert number(extractor, "来了四五家")[7:9] == (4, 5)
    assert number(extractor, "来了两百人").value == 200


def test_numerals_in_words_are_left_alone(extractor: Extractor) -> None:
    """统一零售价 becomes 统10售价, and 两点半 becomes 2点0.5."""
    assert not counted(extractor.extract("统一零售价"))
    assert when(extractor, "下午两点半集合").value == "2019-10-30T14:30"


@pytest.mark.parametrize("text", ["8亿元人民币", "9" * 20, "9" * 5000, "8亿元" * 2000, "一亿" * 4000])
def test_no_text_takes_long(text: str, extractor: Extractor) -> None:
    """8亿元人民币 loops for ever, and twenty digits hang."""
    begun = time.perf_counter()
    extractor.extract(text)
    assert time.perf_counter() - begun < 2


def test_digits_after_a_closed_unit(extractor: Extractor) -> None:
    """3541.07万元2.3本项目 becomes one number."""
    found = counted(extractor.extract("预算3541.07万元2.3本项目"))
    assert (found[0].text, found[0].value) == ("3541.07万元", 35410700)


def test_numbers_without_a_unit_are_not_dropped(extractor: Extractor) -> None:
    """A number in a table, whose unit stands in its head, is dropped or guessed to be money."""
    found = counted(extractor.extract("发行总额（亿）10.00"))
    assert [(mention.type, mention.value) for mention in found if mention.text == "10.00"] == [("CARDINAL", 10)]


def test_currencies_on_both_sides(extractor: Extractor) -> None:
    """3万元欧元 and 人民币五十元 lose one of their units."""
    assert number(extractor, "贷款3万元欧元")[2:3] == ("3万元欧元",)
    assert number(extractor, "贷款3万元欧元").unit == "EUR"
    assert number(extractor, "票价人民币五十元").text == "人民币五十元"
    assert number(extractor, "票价十元五角").value == Decimal("10.5")


@pytest.mark.parametrize("text", ["-w", "有至少100个人", "", " ", "\n", "。", "元", "年", "第", "%", "—", "至", "约"])
def test_ordinary_text_raises_nothing(text: str, extractor: Extractor, capfd: pytest.CaptureFixture[str]) -> None:
    """Errors are raised, or written to the terminal, for ordinary text."""
    extractor.extract(text)
    assert capfd.readouterr() == ("", "")


def test_the_clock_is_never_read(extractor: Extractor) -> None:
    """A date in the future becomes a span from now; 4/5G becomes the fifth of April."""
    assert when(extractor, "2024年3月31日的事件", reference=None).value == "2024-03-31"
    assert when(extractor, "今年的事件", reference=None).value == "XXXX"
    assert not [mention for mention in counted(extractor.extract("移动4/5G网络")) if mention.type == "DATE"]


@pytest.mark.parametrize(
    ("text", "reference", "value", "bounds"),
    [
        ("上季度的产值", "2020-02-10", "2019-Q4", ("2019-10-01", "2020-01-01")),
        ("上半年的产值", "2020-08-10", "2020-H1", ("2020-01-01", "2020-07-01")),
        ("去年上半年的产值", "2020-08-10", "2019-H1", ("2019-01-01", "2019-07-01")),
        ("1季度中国的产值", "2020-08-10", "2020-Q1", ("2020-01-01", "2020-04-01")),
    ],
)
def test_halves_and_quarters(
    text: str, reference: str, value: str, bounds: tuple[str, str], extractor: Extractor
) -> None:
    """上季度 is wrong by a year, and 1季度中国 is read as the middle of a quarter."""
    mention = when(extractor, text, reference)
    assert (mention.value, (mention.from_, mention.to)) == (value, bounds)


def test_two_digits_are_not_always_a_year(extractor: Extractor) -> None:
    """21年每月 is a length of 21 years, and 100 a date."""
    assert when(extractor, "21年3月的统计", "2022-01-01").value == "2021-03"
    assert mention_of(extractor.extract("得票100")).type == "CARDINAL"


@pytest.mark.parametrize("text", ["2018年12月", "五月三十日", "一月二十三日"])
def test_dates_stay_whole(text: str, extractor: Extractor) -> None:
    """2018年12月 falls in two, and 五月三十日 loses its 日."""
    assert when(extractor, f"{text}，会议举行").text == text


def test_feasts_by_tables(extractor: Extractor) -> None:
    """春节 is the first of January, 冬至 is winter or a day off."""
    assert when(extractor, "2019年春节").value == "2019-02-05"
    assert when(extractor, "2021年冬至").value == "2021-12-21"


def test_gregorian_unless_said_otherwise(extractor: Extractor) -> None:
    """四月十三 is taken for a lunar date."""
    assert when(extractor, "四月十三日签约").value == "2019-04-13"
    assert when(extractor, "农历四月十三签约").value == "2019-05-17"


def test_eleven_is_no_holiday(extractor: Extractor) -> None:
    """十一点 is taken for National Day."""
    assert when(extractor, "上午十一点签约").value == "2019-10-30T11"


def test_blanks_in_dates_and_the_same_result_every_time(extractor: Extractor) -> None:
    """2019 年 10 月 30 日 is the year 1, and another one at every run."""
    first = extractor.extract("2019 年 10 月 30 日，4月20日", reference="2019-11-01").to_json()
    assert '"2019-10-30"' in first
    assert '"2019-04-20"' in first
    assert first == Extractor().extract("2019 年 10 月 30 日，4月20日", reference="2019-11-01").to_json()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇一七年三月二十四日", "2017-03-24"),
        ("2016年06月30日09时30分", "2016-06-30T09:30"),
        ("2015年04月08日10:05", "2015-04-08T10:05"),
    ],
)
def test_mixed_and_glued_dates(text: str, value: str, extractor: Extractor) -> None:
    """Dates in Chinese digits, and dates glued to their clock, are not read."""
    assert when(extractor, text, None).value == value


def test_bounds_are_half_open(extractor: Extractor) -> None:
    """Nobody knows whether the end of an interval belongs to it."""
    mention = when(extractor, "2019年上半年")
    assert (mention.from_, mention.to) == ("2019-01-01", "2019-07-01")


@pytest.mark.parametrize(
    "text", ["共 有 1 2 人", "　　共有12人", "共\r\n有12人", "\ufeff共有12人", "😀共有12人🎉", "共有\u200b12人"]
)
def test_offsets_are_of_the_text_as_given(text: str, extractor: Extractor) -> None:
    """Offsets do not fit the input when it holds blanks or emoji."""
    document = extractor.extract(text)
    assert document.mentions
    assert all(text[mention.start : mention.end] == mention.text for mention in document.mentions)


def test_years_are_no_range_of_numbers(extractor: Extractor) -> None:
    """2012-13 is read as a number between the two."""
    found = counted(extractor.extract("2012-2013年的数据"))
    assert [(mention.text, mention.value) for mention in found] == [("2012-2013年", "2012/2013")]


def test_units_come_from_a_closed_list(extractor: Extractor) -> None:
    """cm³ becomes decilitres, and compound units are made up."""
    assert not problems(
        extractor.extract("体积15立方厘米"),
        [{"text": "15立方厘米", "type": "QUANTITY", "value": 15, "unit": "cm3"}],
    )
