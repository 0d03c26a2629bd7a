"""Movable feasts by their calendars' own arithmetic: Christian, Islamic, Jewish.

Western and Orthodox Easter follow the anonymous Gregorian computus and Meeus' Julian one. The
Islamic calendar is that of Umm al-Qura (1924–2077), beyond it the tabular one (30-year cycle,
civil epoch); observation may leave both by a day. The Jewish calendar is the fixed one of Hillel II, in Dershowitz and Reingold's form
("Calendrical Calculations"). Every function returns None outside 1900–2100.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from . import islamic_tables as tables

_FIRST: Final = 1900
_LAST: Final = 2100
_ISLAMIC_EPOCH: Final = date(622, 7, 19).toordinal()  # 16 July 622, Julian
_HEBREW_EPOCH: Final = -1_373_427


def easter(year: int) -> date | None:
    """Easter Sunday of the western churches.

    >>> easter(2013)
    datetime.date(2013, 3, 31)
    """
    if not _FIRST <= year <= _LAST:
        return None
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox(year: int) -> date | None:
    """Easter Sunday of the Orthodox churches, as a Gregorian date.

    >>> orthodox(2013)
    datetime.date(2013, 5, 5)
    """
    if not _FIRST <= year <= _LAST:
        return None
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    gap = 14 if year == 2100 else 13  # always after February, when the Julian calendar falls behind
    return date(year, month, day + 1) + timedelta(days=gap)


def islamic(year: int, month: int, day: int) -> date | None:
    """The first day in a Gregorian year that is `day` of the Islamic month.

    >>> islamic(2013, 10, 1)
    datetime.date(2013, 8, 8)
    """
    if not _FIRST <= year <= _LAST:
        return None
    guess = (year - 622) * 33 // 32
    for hijri in range(guess - 1, guess + 3):
        found = date.fromordinal(_islamic_ordinal(hijri, month, day))
        if found.year == year:
            return found
    return None


@lru_cache(maxsize=1)
def _umm_al_qura() -> list[int]:
    """The first day of each month of the table, as an ordinal."""
    starts = [tables.FIRST_DAY]
    for digit in tables.MONTHS:
        for code in divmod(int(digit, 16), 4):
            starts.append(starts[-1] + 28 + code)
    return starts


def _islamic_ordinal(year: int, month: int, day: int) -> int:
    place = 12 * (year - tables.FIRST_YEAR) + month - 1
    if 0 <= place < 2 * len(tables.MONTHS):
        return _umm_al_qura()[place] + day - 1
    months = 29 * (month - 1) + month // 2
    return _ISLAMIC_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day


def hebrew(year: int, month: int, day: int) -> date | None:
    """The day of a Gregorian year that is `day` of a Jewish month (1 Nisan … 7 Tishri …).

    >>> hebrew(2018, 9, 25)
    datetime.date(2018, 12, 3)
    """
    if not _FIRST <= year <= _LAST:
        return None
    for jewish in (year + 3760, year + 3761):
        found = date.fromordinal(_hebrew_ordinal(jewish, month, day))
        if found.year == year:
            return found
    return None


def _hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _hebrew_new_year(year: int) -> int:
    last, this, following = (_hebrew_elapsed(year + shift) for shift in (-1, 0, 1))
    delay = 2 if following - this == 356 else 1 if this - last == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _hebrew_month_days(year: int, month: int) -> int:
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month in (2, 4, 6, 10, 13) or (month == 12 and not _hebrew_leap(year)):
        return 29
    if month == 8 and length % 10 != 5:
        return 29
    if month == 9 and length % 10 == 3:
        return 29
    return 30


def _hebrew_ordinal(year: int, month: int, day: int) -> int:
    last_month = 13 if _hebrew_leap(year) else 12
    if month < 7:
        before = [*range(7, last_month + 1), *range(1, month)]
    else:
        before = [*range(7, month)]
    return _hebrew_new_year(year) + sum(_hebrew_month_days(year, m) for m in before) + day - 1
