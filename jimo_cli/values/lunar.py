"""The Chinese calendar: lunar dates and solar terms to Gregorian days, 1900–2100.

The tables are generated (see `lunar_tables`) and checked in the tests against a second source.
Outside their years every function returns None.
"""

from __future__ import annotations

from datetime import date, timedelta

from . import lunar_tables as tables


def _months(year: int) -> tuple[date, int, list[int]] | None:
    """(first day, leap month or 0, days of each month in order) of a lunar year."""
    index = year - tables.FIRST_YEAR
    if not 0 <= index < len(tables.MONTHS) // 6:
        return None
    code = int(tables.MONTHS[6 * index : 6 * index + 6], 16)
    leap = code >> 13 & 15
    count = 13 if leap else 12
    lengths = [30 if code >> (12 - place) & 1 else 29 for place in range(count)]
    return date(year, 1, 1) + timedelta(days=code >> 17), leap, lengths


def month(year: int, number: int, leap: bool = False) -> tuple[date, date] | None:
    """First day of a lunar month and of the next: 农历闰四月 is `month(2020, 4, leap=True)`."""
    found = _months(year)
    if found is None or not 1 <= number <= 12:
        return None
    first, leap_month, lengths = found
    if leap and leap_month != number:
        return None
    place = number - 1 + (1 if leap or 0 < leap_month < number else 0)
    start = first + timedelta(days=sum(lengths[:place]))
    return start, start + timedelta(days=lengths[place])


def day(year: int, in_month: int, number: int, leap: bool = False) -> date | None:
    """The Gregorian date of a lunar one; day -1 is the last of the month (除夕), and so is the
    thirtieth of a short one (腊月三十, when it has 29 days).

    >>> day(2019, 1, 1)
    datetime.date(2019, 2, 5)
    """
    span = month(year, in_month, leap)
    if span is None:
        return None
    start, end = span
    found = end - timedelta(days=1) if number in (-1, 30) else start + timedelta(days=number - 1)
    return found if start <= found < end else None


def year_of(day_: date) -> int:
    """The lunar year in which a day lies: early January is still the year before."""
    new_year = day(day_.year, 1, 1)
    return day_.year - 1 if new_year is not None and day_ < new_year else day_.year


def term(year: int, number: int) -> date | None:
    """The day of a solar term, 1 (小寒) to 24 (冬至), in a Gregorian year.

    >>> term(2024, 7)
    datetime.date(2024, 4, 4)
    """
    index = year - tables.FIRST_TERM_YEAR
    if not 0 <= index < len(tables.TERMS) // 12 or not 1 <= number <= 24:
        return None
    code = int(tables.TERMS[12 * index : 12 * index + 12], 16)
    later = code >> 2 * (24 - number) & 3
    return date(year, (number + 1) // 2, tables.TERM_DAYS[number - 1] + later)
