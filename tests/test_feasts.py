"""Feasts of calendars that are not China's, as almanacs print them."""

from __future__ import annotations

from datetime import date, timedelta

from jimo_cli.values import feasts, islamic_tables

EASTER = "2000-04-23 2001-04-15 2002-03-31 2003-04-20 2004-04-11 2005-03-27 2006-04-16 2007-04-08 2008-03-23 2009-04-12 2010-04-04 2011-04-24 2012-04-08 2013-03-31 2014-04-20 2015-04-05 2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20"
ORTHODOX = "2010-04-04 2011-04-24 2012-04-15 2013-05-05 2014-04-20 2015-04-12 2016-05-01 2017-04-16 2018-04-08 2019-04-28 2020-04-19 2021-05-02 2022-04-24 2023-04-16 2024-05-05"
NEW_YEAR = (
    "2015-09-14 2016-10-03 2017-09-21 2018-09-10 2019-09-30 2020-09-19 2021-09-07 2022-09-26 2023-09-16 2024-10-03"
)
PASSOVER = "2018-03-31 2019-04-20 2020-04-09 2021-03-28 2022-04-16 2023-04-06 2024-04-23"
LIGHTS = "2015-12-07 2016-12-25 2017-12-13 2018-12-03 2019-12-23 2020-12-11 2021-11-29 2022-12-19 2023-12-08 2024-12-26"
FITR = "2015-07-17 2016-07-06 2017-06-25 2018-06-15 2019-06-04 2020-05-24 2021-05-13 2022-05-02 2023-04-21 2024-04-10"


def days(text: str) -> list[date]:
    return [date.fromisoformat(item) for item in text.split()]


def test_feasts_of_other_calendars() -> None:
    for wanted in days(EASTER):
        assert feasts.easter(wanted.year) == wanted
    for wanted in days(ORTHODOX):
        assert feasts.orthodox(wanted.year) == wanted
    for text, month, day in ((NEW_YEAR, 7, 1), (PASSOVER, 1, 15), (LIGHTS, 9, 25)):
        for wanted in days(text):
            assert feasts.hebrew(wanted.year, month, day) == wanted
    for wanted in days(FITR):
        assert feasts.islamic(wanted.year, 10, 1) == wanted


def test_islamic_feasts_beyond_the_almanac() -> None:
    """By the rule of the tables: years of 354 days, eleven of thirty with a day more, since 19 July 622."""
    longer = {2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29}
    first: dict[tuple[int, int, int], date] = {}
    for hijri in (*range(1318, islamic_tables.FIRST_YEAR - 1), *range(1502, 1525)):
        before = sum(354 + ((year - 1) % 30 + 1 in longer) for year in range(1, hijri))
        for month, day in ((1, 10), (2, 1), (9, 1), (10, 1), (12, 10)):
            months = sum(30 if number % 2 else 29 for number in range(1, month))
            wanted = date(622, 7, 19) + timedelta(days=before + months + day - 1)
            first.setdefault((wanted.year, month, day), wanted)
    for (year, month, day), wanted in first.items():
        if 1902 <= year <= 1921 or 2080 <= year <= 2100:  # beyond them the tables, or a year cut off
            assert feasts.islamic(year, month, day) == wanted


def test_first_and_last_years_of_feasts() -> None:
    """The almanacs of 1900 and 2100: Easter on 15 April and 28 March, Orthodox Easter on 22 April and 2 May."""
    assert (feasts.easter(1900), feasts.easter(2100)) == (date(1900, 4, 15), date(2100, 3, 28))
    assert (feasts.orthodox(1900), feasts.orthodox(2100)) == (date(1900, 4, 22), date(2100, 5, 2))
    for year in (1900, 2100):
        assert feasts.hebrew(year, 7, 1) is not None
        assert feasts.islamic(year, 10, 1) is not None
    for year in (1899, 2101):
        assert feasts.easter(year) is None
        assert feasts.orthodox(year) is None
        assert feasts.hebrew(year, 7, 1) is None
        assert feasts.islamic(year, 10, 1) is None


def test_feasts_follow_one_another() -> None:
    """Years of 12 or 13 months of the moon, with no gap between them; beyond their tables there are none."""
    for year in range(1910, 2090):
        found = feasts.hebrew(year, 7, 1), feasts.hebrew(year + 1, 7, 1)
        assert found[0] is not None
        assert found[1] is not None
        assert (found[1] - found[0]).days in (353, 354, 355, 383, 384, 385)
        assert found[0].weekday() not in (6, 2, 4), "never a Sunday, Wednesday or Friday"
        easter, orthodox = feasts.easter(year), feasts.orthodox(year)
        assert easter is not None
        assert orthodox is not None
        assert easter.weekday() == orthodox.weekday() == 6
        assert (orthodox - easter).days in (0, 7, 28, 35)
    for year in (1, 1000, 3000):
        assert feasts.islamic(year, 10, 1) is None
        assert feasts.hebrew(year, 7, 1) is None
