"""Answers: periods and lengths → the TIMEX3 values and bounds that the contract asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from . import calendar as cal
from .calendar import Period
from .exact import plain, times
from .expressions import Length
from .points import EXACT, NO_CENTURY, NO_DAY, NO_MONTH, NO_WEEK, NO_YEAR, Found
from .scope import Resolved, ToldDay

CLOCK_UNITS: Final = ("H", "TM", "S")


@lru_cache(maxsize=4096)
def as_date(found: Found, mod: str | None) -> Resolved:
    period = found.period
    fine = cal.finer(period.grain, "day")
    value = masked(period.value, found.mask)
    start = end = None
    if found.mask == EXACT:
        start, end = cal.iso(period.start, period.grain), cal.iso(period.end, period.grain)
    return Resolved(
        "TIME" if fine else "DATE", value, start, end, period.mod or mod, fine,
        period if found.mask == EXACT else None, day_of(found),
    )  # fmt: skip


def day_of(found: Found) -> ToldDay | None:
    """The day of a day or a clock time, if more than its year is known."""
    period = found.period
    if found.mask > NO_YEAR or cal.finer("day", period.grain):
        return None
    day = cal.of_date(period.start.date())
    return ToldDay(day, found.mask) if day is not None else None


def masked(value: str, mask: int) -> str:
    """A TIMEX3 value without the year, the month or the day that nobody gave.

    >>> from jimo_cli.values.points import NO_YEAR
    >>> masked("2000-10-28T09:30", NO_YEAR), masked("2000-W44", NO_YEAR)
    ('XXXX-10-28T09:30', 'XXXX-W44')
    """
    if mask == EXACT:
        return value
    parts = []
    for part in value.split("/"):
        if mask == NO_CENTURY:
            parts.append("XX" + part[2:])
            continue
        day, clock, time_of_day = part.partition("T")
        pieces = day.split("-")
        pieces[0] = "XXXX"
        if mask == NO_WEEK:
            parts.append("-".join(["XXXX", "WXX", *pieces[2:]]) + clock + time_of_day)
            continue
        if mask >= NO_MONTH and len(pieces) > 1:
            pieces[1] = "WXX" if pieces[1].startswith("W") else "XX"
        if mask >= NO_DAY and len(pieces) > 2:
            pieces[2] = "XX"
        parts.append("-".join(pieces) + clock + time_of_day)
    return "/".join(parts)


def end_value(period: Period, which: int) -> str:
    """The value of one end: 10月上旬 is itself a range, of which the outer end counts."""
    return period.value.split("/")[which]


def since(found: Found, mod: str | None) -> Resolved:
    period = found.period
    fine = cal.finer(period.grain, "day")
    start = cal.iso(period.start, period.grain) if found.mask == EXACT else None
    value = masked(end_value(period, 0), found.mask) + "/.."
    kept = period._replace(value=value) if found.mask == EXACT else None
    return Resolved("TIME" if fine else "DATE", value, start, None, period.mod or mod, fine, kept, day_of(found))


_WRITTEN: Final = {"B": ("D", 1), "Q": ("M", 3)}  # what ISO 8601 has no letter for


def duration(length: Length, high: bool = False) -> str:
    """The ISO 8601 form, units as written: P3Y6M, PT3.5H, P4W; working days are days."""
    day_part, time_part = "", ""
    for low_count, high_count, unit in length.items:
        letter, factor = _WRITTEN.get(unit, (unit[-1], 1))
        text = plain(times(high_count if high else low_count, factor)) + letter
        if unit in CLOCK_UNITS:
            time_part += text
        else:
            day_part += text
    return "P" + day_part + ("T" + time_part if time_part else "")


def is_fine(length: Length) -> bool:
    return length.items[-1][2] in CLOCK_UNITS
