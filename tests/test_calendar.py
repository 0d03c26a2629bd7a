"""The calendar against other sources: `datetime`, and lunar-python for the Chinese calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jimo_cli import Extractor
from jimo_cli.model import TimeMention
from jimo_cli.values import lunar
from support import mention_of

dates = st.dates(date(1950, 1, 1), date(2050, 12, 31))
DAY = timedelta(days=1)


def read(extractor: Extractor, text: str, reference: date | None) -> tuple[str, str | None, str | None]:
    """Value and bounds of the one time of a text."""
    mention = mention_of(extractor.extract(text, reference=reference.isoformat() if reference else None))
    assert isinstance(mention, TimeMention)
    return mention.value, mention.from_, mention.to


def day(which: date) -> tuple[str, str, str]:
    return which.isoformat(), which.isoformat(), (which + DAY).isoformat()


@settings(max_examples=150)
@given(which=dates)
def test_written_days(which: date, extractor: Extractor) -> None:
    digits = "〇一二三四五六七八九"
    words = "".join(digits[int(digit)] for digit in str(which.year))
    for text in (
        f"{which.year}年{which.month}月{which.day}日",
        f"{which:%Y年%m月%d日}",
        f"{which:%Y-%m-%d}",
        f"{which.year}/{which.month}/{which.day}",
        f"{which.year} 年 {which.month} 月 {which.day} 日",
        f"{words}年{small(which.month)}月{small(which.day)}日",
    ):
        assert read(extractor, f"{text}，会议结束。", None) == day(which)


def small(number: int) -> str:
    """1 to 31 in words."""
    tens, ones = divmod(number, 10)
    head = ("", "十", "二十", "三十")[tens]
    return head + ("零一二三四五六七八九"[ones] if ones else "")


@settings(max_examples=100)
@given(reference=dates)
def test_days_from_the_reference(reference: date, extractor: Extractor) -> None:
    for word, shift in (("昨天", -1), ("前天", -2), ("今天", 0), ("明天", 1), ("后天", 2)):
        assert read(extractor, f"{word}签约", reference) == day(reference + shift * DAY)


@settings(max_examples=100)
@given(reference=dates, count=st.integers(2, 90))
def test_some_days_ago(reference: date, count: int, extractor: Extractor) -> None:
    assert read(extractor, f"{count}天前签约", reference) == day(reference - count * DAY)


@settings(max_examples=100)
@given(reference=dates, weekday=st.integers(0, 6))
def test_weekdays(reference: date, weekday: int, extractor: Extractor) -> None:
    monday = reference - reference.weekday() * DAY
    name = "一二三四五六日"[weekday]
    for word, shift in (("上周", -7), ("本周", 0), ("下周", 7)):
        assert read(extractor, f"{word}{name}签约", reference) == day(monday + (shift + weekday) * DAY)
    year, week, _ = reference.isocalendar()
    bounds = (monday.isoformat(), (monday + 7 * DAY).isoformat())
    assert read(extractor, "本周签约", reference) == (f"{year}-W{week:02d}", *bounds)


@settings(max_examples=100)
@given(year=st.integers(1900, 2100), month=st.integers(1, 12))
def test_months_and_what_they_are_made_of(year: int, month: int, extractor: Extractor) -> None:
    first = date(year, month, 1)
    end = date(year + month // 12, month % 12 + 1, 1)
    assert read(extractor, f"{year}年{month}月", None) == (f"{year}-{month:02d}", first.isoformat(), end.isoformat())
    thirds = ((0, "上旬"), (10, "中旬"), (20, "下旬"))
    for shift, word in thirds:
        start = first + shift * DAY
        until = end if shift == 20 else start + 10 * DAY
        value = f"{start.isoformat()}/{(until - DAY).isoformat()}"
        assert read(extractor, f"{year}年{month}月{word}", None) == (value, start.isoformat(), until.isoformat())


@settings(max_examples=60)
@given(year=st.integers(1000, 2900))
def test_years_halves_quarters(year: int, extractor: Extractor) -> None:
    assert read(extractor, f"{year}年的事", None) == (str(year), f"{year}-01-01", f"{year + 1}-01-01")
    assert read(extractor, f"{year}年下半年", None) == (f"{year}-H2", f"{year}-07-01", f"{year + 1}-01-01")
    assert read(extractor, f"{year}年三季度", None) == (f"{year}-Q3", f"{year}-07-01", f"{year}-10-01")


@settings(max_examples=60)
@given(reference=dates)
def test_months_and_years_from_the_reference(reference: date, extractor: Extractor) -> None:
    first = reference.replace(day=1)
    before = (first - DAY).replace(day=1)
    assert read(extractor, "上个月的销量", reference) == (f"{before:%Y-%m}", before.isoformat(), first.isoformat())
    year = reference.year
    for word, shift in (("去年", -1), ("前年", -2), ("今年", 0), ("明年", 1)):
        at = year + shift
        assert read(extractor, f"{word}的销量", reference) == (str(at), f"{at}-01-01", f"{at + 1}-01-01")


@settings(max_examples=100)
@given(moment=st.datetimes(datetime(1950, 1, 1), datetime(2050, 12, 31)))
def test_clock_times(moment: datetime, extractor: Extractor) -> None:
    start = moment.replace(second=0, microsecond=0)
    bounds = (start.isoformat(timespec="minutes"), (start + timedelta(minutes=1)).isoformat(timespec="minutes"))
    for text in (f"{moment:%Y-%m-%d %H:%M}", f"{moment:%Y年%m月%d日%H时%M分}", f"{moment:%Y年%m月%d日 %H:%M}"):
        assert read(extractor, text, None) == (bounds[0], *bounds)


@pytest.mark.parametrize("year", range(1900, 2101, 20))
def test_impossible_days(year: int, extractor: Extractor) -> None:
    """A day that the month has not is no date."""
    for month in range(1, 13):
        for number in (29, 30, 31):
            text = f"{year}年{month}月{number}日"
            found = [m for m in extractor.extract(text).mentions if m.text == text]
            try:
                date(year, month, number)
                assert found, text
            except ValueError:
                assert not found, text


# -- the Chinese calendar, against lunar-python

# Where the new moon is so near to midnight that the sources part.
DISPUTED: set[tuple[int, int]] = set()


def test_lunar_months_of_two_centuries() -> None:
    other = pytest.importorskip("lunar_python")
    parted = set()
    for year in range(1901, 2100):
        for month in range(1, 13):
            solar = other.Lunar.fromYmd(year, month, 1).getSolar()
            if lunar.day(year, month, 1) != date(solar.getYear(), solar.getMonth(), solar.getDay()):
                parted.add((year, month))
    assert parted == DISPUTED


def test_where_the_tables_of_the_chinese_calendar_end() -> None:
    assert lunar.day(1900, 1, 1) == date(1900, 1, 31)
    assert lunar.day(2100, 1, 1) == date(2100, 2, 9)
    assert lunar.term(2100, 24) == date(2100, 12, 22)
    for year in (1, 1850, 2200):
        assert lunar.month(year, 1) is None
        assert lunar.day(year, 8, 15) is None
        assert lunar.term(year, 7) is None
    for number in (0, 13):
        assert lunar.month(2019, number) is None
    for number in (0, 25):
        assert lunar.term(2019, number) is None
    for number in (0, 31):
        assert lunar.day(2019, 1, number) is None
    assert lunar.day(2019, 1, 30) == lunar.day(2019, 1, -1) == date(2019, 3, 6)


@pytest.mark.parametrize(
    ("which", "year"), [(date(2019, 2, 4), 2018), (date(2019, 2, 5), 2019), (date(2019, 12, 31), 2019)]
)
def test_in_which_year_of_the_chinese_calendar_a_day_lies(which: date, year: int) -> None:
    assert lunar.year_of(which) == year


def test_leap_months() -> None:
    other = pytest.importorskip("lunar_python")
    for year in range(1901, 2100):
        leap = other.LunarYear.fromYear(year).getLeapMonth()
        assert [month for month in range(1, 13) if lunar.month(year, month, leap=True)] == ([leap] if leap else [])


def test_solar_terms_of_a_century() -> None:
    other = pytest.importorskip("lunar_python")
    names = other.Lunar.JIE_QI_IN_USE  # 大雪 and 冬至 of the year before, 小寒 … 大雪, 冬至
    for year in range(1950, 2051):
        table = other.Lunar.fromYmd(year, 6, 1).getJieQiTable()
        for number in range(1, 25):
            solar = table[names[number + 1]]
            theirs = date(solar.getYear(), solar.getMonth(), solar.getDay())
            assert lunar.term(year, number) == theirs, (year, number)


@settings(max_examples=150)
@given(which=st.dates(date(1950, 2, 20), date(2050, 12, 31)))
def test_lunar_dates_in_texts(which: date, extractor: Extractor) -> None:
    other = pytest.importorskip("lunar_python")
    there = other.Solar.fromYmd(which.year, which.month, which.day).getLunar()
    month = f"{'闰' if there.getMonth() < 0 else ''}{there.getMonthInChinese().removeprefix('闰')}月"
    text = f"{there.getYear()}年农历{month}{there.getDayInChinese()}"
    assert read(extractor, text, None) == day(which), text


def test_feasts_in_texts(extractor: Extractor) -> None:
    other = pytest.importorskip("lunar_python")
    for year in range(1960, 2045, 7):
        for word, month, number in (
            ("春节", 1, 1),
            ("元宵节", 1, 15),
            ("端午节", 5, 5),
            ("中秋节", 8, 15),
            ("重阳节", 9, 9),
        ):
            solar = other.Lunar.fromYmd(year, month, number).getSolar()
            which = date(solar.getYear(), solar.getMonth(), solar.getDay())
            assert read(extractor, f"{year}年{word}", None) == day(which), (year, word)
