"""Which periods the values of a list are of: 2022年、2023年营收分别为…, 今明两年将分别增长….

A range of as many years, quarters or months as there are values has one for each.
"""

from __future__ import annotations

import re
from typing import Final

from ..model import TimeMention
from ..records import made

_RANGE: Final = re.compile(r"(\d{4})(?:-(Q?)(\d{1,2}))?/(\d{4})(?:-(Q?)(\d{1,2}))?")
_YEAR: Final = 12  # months
_QUARTER: Final = 3


def shared_periods(times: list[TimeMention], count: int) -> list[TimeMention]:
    """The period of each of `count` values, or none."""
    if len(times) == count:
        return times
    return _parts(times[0], count) if len(times) == 1 else []


def _parts(whole: TimeMention, count: int) -> list[TimeMention]:
    """The years, quarters or months of a range that has `count` of them."""
    found = _RANGE.fullmatch(whole.value)
    if found is None or (found[2], found[3] is None) != (found[5], found[6] is None):
        return []
    length = _YEAR if found[3] is None else _QUARTER if found[2] else 1
    first = _month(found[1], found[3], length)
    last = _month(found[4], found[6], length)
    if (last - first) // length + 1 != count:
        return []
    return [_part(whole, month, length) for month in range(first, last + 1, length)]


def _month(year: str, part: str | None, length: int) -> int:
    """The month that a year, quarter or month begins with, counted from the year 0."""
    return int(year) * _YEAR + (int(part or 1) - 1) * length


def _part(whole: TimeMention, month: int, length: int) -> TimeMention:
    """The year, quarter or month that begins with a month, as if it stood where the range does."""
    year, rest = divmod(month, _YEAR)
    if length == _YEAR:
        value = f"{year:04}"
    elif length == _QUARTER:
        value = f"{year:04}-Q{rest // _QUARTER + 1}"
    else:
        value = f"{year:04}-{rest + 1:02}"
    fields = list(whole)
    fields[7:10] = [value, _first_day(month), _first_day(month + length)]
    return made(TimeMention, tuple(fields))


def _first_day(month: int) -> str:
    year, rest = divmod(month, _YEAR)
    return f"{year:04}-{rest + 1:02}-01"
