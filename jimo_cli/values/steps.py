"""Whole units of the calendar: in which of them a moment lies, steps from one to another, the
first or the last few of a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from . import calendar as cal
from .calendar import Period

Fields = dict[str, Any]

_PORTION_MONTHS: Final = {"M": 1, "Q": 3, "H6": 6}


def units(start: datetime, count: int, unit: str) -> Period | None:
    """`count` whole units from `start` on, with the value of the first and of the last of them."""
    first = unit_period(start, unit)
    if first is None:
        return None
    last = first
    for _ in range(count - 1):
        following = unit_period(last.end, unit)
        if following is None:
            return None
        last = following
    value = first.value if count == 1 else f"{first.value}/{last.value}"
    return Period(first.start, last.end, first.grain, value)


def unit_period(moment: datetime, unit: str) -> Period | None:
    """The whole year, quarter, … second in which a moment lies."""
    makers: dict[str, Callable[[], Period | None]] = {
        "Y": lambda: cal.year(moment.year),
        "H6": lambda: cal.half(moment.year, (moment.month + 5) // 6),
        "Q": lambda: cal.quarter(moment.year, (moment.month + 2) // 3),
        "M": lambda: cal.month(moment.year, moment.month),
        "W": lambda: cal.week_of(moment),
        "D": lambda: cal.of_date(moment.date()),
        "B": lambda: cal.of_date(moment.date()),
        "H": lambda: _clock_unit(moment, None, None),
        "TM": lambda: _clock_unit(moment, moment.minute, None),
        "S": lambda: _clock_unit(moment, moment.minute, moment.second),
    }
    return makers[unit]()


def _clock_unit(moment: datetime, minute: int | None, second: int | None) -> Period | None:
    day = cal.of_date(moment.date())
    return cal.clock(day, moment.hour, minute, second) if day is not None else None


def shift_unit(moment: datetime, count: int, unit: str) -> datetime | None:
    """A moment moved by whole units."""
    if unit in ("Y", "H6", "Q", "M"):
        return cal.plus_months(moment, count * {"Y": 12, "H6": 6, "Q": 3, "M": 1}[unit])
    if unit in ("W", "D"):
        return cal.plus_days(moment, count * {"W": 7, "D": 1}[unit])
    if unit == "B":
        return cal.plus_workdays(moment, count)
    seconds = {"H": 3600, "TM": 60, "S": 1}[unit]
    return cal.plus(moment, timedelta(seconds=count * seconds))


def portion(portion: tuple[str, int, str], of: Period) -> Period | None:
    """The first or last few months, quarters, weeks or days of a period."""
    way, count, unit = portion
    if unit in _PORTION_MONTHS:
        width = _PORTION_MONTHS[unit]
        total = (of.end.year - of.start.year) * 12 + of.end.month - of.start.month
        if count * width > total:
            return None
        start = of.start if way == "first" else cal.plus_months(of.end, -count * width)
        return units(start, count, unit) if start is not None else None
    if unit == "W":
        if way == "first":
            first = cal.nth_week(of, 1)
            return units(first.start, count, unit) if first is not None else None
        last = cal.week_of(of.end, -count)
        return units(last.start, count, unit) if last is not None else None
    if unit == "D" and timedelta(days=count) <= of.end - of.start:
        start = of.start if way == "first" else of.end - timedelta(days=count)
        return units(start, count, unit)
    if unit == "Y" and of.grain in ("decade", "century"):
        start = of.start if way == "first" else cal.plus_months(of.end, -12 * count)
        return units(start, count, unit) if start is not None else None
    return None


def is_of_year(fields: Fields) -> bool:
    """Whether a bare portion is one of a year, whichever it is: 前三季度 and 后4个月, not 前两个月."""
    way, count, unit = fields["portion"]
    return unit in ("M", "Q") and (way == "last" or count > 3 or (unit == "Q" and count > 1))


def bare_portion(fields: Fields, moment: datetime) -> Period | None:
    """前7个月, 前三季度, 前两年, 后三天 with nothing that they are part of.

    Months and quarters are the first of this year where those are over; else, up to three of
    them, the last few before now (前两个月, said in February), and beyond that those of last year.
    """
    way, count, unit = fields["portion"]
    if unit in ("M", "Q") and way == "first" and count > 1:
        this = cal.year(moment.year)
        found = portion(fields["portion"], this) if this is not None else None
        if found is not None and found.end <= moment:
            return found
        if count > 3 or unit == "Q":
            earlier = cal.year(moment.year - (0 if unit == "Q" and count >= 3 and moment.month > 6 else 1))
            return portion(fields["portion"], earlier) if earlier is not None else None
    if unit in ("M", "Q") and way == "last":
        this = cal.year(moment.year)
        return portion(fields["portion"], this) if this is not None else None
    start = shift_unit(moment, -count if way == "first" else 1, unit)
    return units(start, count, unit) if start is not None else None
