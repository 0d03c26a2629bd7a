"""Feasts, solar terms and dates of the Chinese calendar → days of a Gregorian year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from . import calendar as cal
from . import feasts, lunar
from .calendar import Period
from .steps import units

Fields = dict[str, Any]


def feast(fields: Fields, year: int) -> Period | None:
    """A festival or solar term of a Gregorian year; `days` is how long it lasts, `shift` moves it."""
    found: date | None
    if "term" in fields:
        found = lunar.term(year, fields["term"])
    else:
        found = _feast_day(fields["feast"].split(), year)
    if found is None:
        return None
    first = cal.shifted_day(_moment(found), fields.get("shift", 0))
    return units(first.start, fields.get("days", 1), "D") if first is not None else None


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def is_movable(fields: Fields) -> bool:
    """Whether the day in a Gregorian year depends on the year: 春节, 复活节, 正月十五 and 立春, not 国庆节."""
    if "feast" in fields:
        return not fields["feast"].startswith("solar ")
    return "term" in fields or "lunar_month" in fields or bool(fields.get("lunar"))


def _feast_day(rule: list[str], year: int) -> date | None:
    """The day that a rule of the feast table gives: `solar 10 1`, `nth 5 2 7`, `lunar 8 15` …"""
    numbers = [int(part) for part in rule[1:]]
    kind = rule[0]
    if kind == "solar":
        made = cal.day(year, numbers[0], numbers[1])
        return made.start.date() if made is not None else None
    if kind == "nth":
        month = cal.month(year, numbers[0])
        made = cal.nth_weekday(month, numbers[1], numbers[2]) if month is not None else None
        return made.start.date() if made is not None else None
    if kind == "lunar":
        for lunar_year in (year - 1, year):  # 除夕 and 腊八 may belong to the lunar year before
            found = lunar.day(lunar_year, numbers[0], numbers[1])
            if found is not None and found.year == year:
                return found
        return None
    if kind == "easter":
        return feasts.easter(year)
    if kind == "orthodox":
        return feasts.orthodox(year)
    if kind == "islamic":
        return feasts.islamic(year, numbers[0], numbers[1])
    return feasts.hebrew(year, numbers[0], numbers[1])


def lunar_period(fields: Fields, year: int) -> Period | None:
    """A date or month of the Chinese calendar in the lunar year that begins in `year`."""
    month = fields.get("lunar_month", fields.get("month"))
    day = fields.get("lunar_day", fields.get("day"))
    leap = bool(fields.get("leap"))
    if month is None:
        if day is not None or ("year" not in fields and "rel_year" not in fields):
            return None
        start, following = lunar.day(year, 1, 1), lunar.day(year + 1, 1, 1)
        if start is None or following is None:
            return None
        return Period(_moment(start), _moment(following), "year", f"{year:04d}")
    if day is not None:
        found = lunar.day(year, month, day, leap)
        return cal.of_date(found) if found is not None else None
    span = lunar.month(year, month, leap)
    if span is None:
        return None
    first, end = _moment(span[0]), _moment(span[1])
    if "third" in fields:
        return thirds(Period(first, end, "month", ""), fields["third"])
    last = end - timedelta(days=1)
    return Period(first, end, "month", f"{cal.iso_day(first)}/{cal.iso_day(last)}")


def thirds(month: Period, which: int | list[int] | tuple[int, ...]) -> Period | None:
    """上旬, or 中下旬, which is two of them."""
    if isinstance(which, int):
        return cal.third(month, which)
    first, last = cal.third(month, which[0]), cal.third(month, which[1])
    if first is None or last is None:
        return None
    value = f"{first.value.split('/')[0]}/{last.value.split('/')[1]}"
    return Period(first.start, last.end, "third", value)
