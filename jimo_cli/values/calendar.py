"""Periods of the Gregorian calendar: their bounds, their TIMEX3 values, their parts.

A `Period` is a half-open interval `[start, end)` of local wall-clock time, with its grain and
its TIMEX3 value (ISO-TimeML; halves `2019-H1`, quarters `2019-Q3` and seasons `2019-SU` as in
the TIMEX2 guidelines). Weeks are those of ISO 8601.

Every function returns None for what does not exist (2月30日, the year 10000) and raises nothing.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

GRAINS: Final = (
    "century", "decade", "year", "half", "season", "quarter", "month", "third", "week", "weekend",
    "day", "part", "hour", "minute", "second",
)  # fmt: skip
_RANK: Final = {grain: rank for rank, grain in enumerate(GRAINS)}
_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time()
# News names the same days over and over; a period is worth keeping, being ten objects.
_kept = lru_cache(maxsize=4096)
SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month in which each starts


class Period(NamedTuple):
    """An interval of the calendar. `mod` is a TIMEX3 modifier (START, END …)."""

    start: datetime
    end: datetime
    grain: str
    value: str
    mod: str | None = None


def finer(grain: str, than: str) -> bool:
    """Whether a grain is finer than another: a day is finer than a month."""
    return _RANK[grain] > _RANK[than]


def _at(day: date) -> datetime:
    return datetime.combine(day, time())


def _first(year: int, month: int = 1) -> datetime | None:
    """The first instant of a month; months past December run into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime(year, month, 1) if 1 <= year <= 9999 else None


def _span(
    start: datetime | None, end: datetime | None, grain: str, value: str, mod: str | None = None
) -> Period | None:
    return Period(start, end, grain, value, mod) if start is not None and end is not None else None


@_kept
def year(number: int) -> Period | None:
    if not 1 <= number < 9999:
        return None
    return Period(datetime(number, 1, 1), datetime(number + 1, 1, 1), "year", f"{number:04d}")


def decade(first: int) -> Period | None:
    """The ten years from `first`, a multiple of ten."""
    return _span(_first(first), _first(first + 10), "decade", f"{first // 10:03d}")


def century(number: int) -> Period | None:
    """The 20th century is 1900 to 1999 here, as TIMEX3 `19` says."""
    first = (number - 1) * 100
    return _span(_first(first or 1), _first(first + 100), "century", f"{number - 1:02d}")


@_kept
def half(of: int, number: int) -> Period | None:
    month = 1 + 6 * (number - 1)
    return _span(_first(of, month), _first(of, month + 6), "half", f"{of:04d}-H{number}")


@_kept
def quarter(of: int, number: int) -> Period | None:
    month = 1 + 3 * (number - 1)
    return _span(_first(of, month), _first(of, month + 3), "quarter", f"{of:04d}-Q{number}")


def season(of: int, code: str) -> Period | None:
    month = SEASONS[code]
    return _span(_first(of, month), _first(of, month + 3), "season", f"{of:04d}-{code}")


@_kept
def month(of: int, number: int) -> Period | None:
    if not (1 <= of < 9999 and 1 <= number <= 12):
        return None
    end = datetime(of, number + 1, 1) if number < 12 else datetime(of + 1, 1, 1)
    return Period(datetime(of, number, 1), end, "month", f"{of:04d}-{number:02d}")


def third(of: Period, number: int) -> Period | None:
    """上旬, 中旬, 下旬: days 1–10, 11–20, 21–end of a month."""
    first = of.start + timedelta(days=10 * (number - 1))
    end = of.end if number == 3 else first + timedelta(days=10)
    last = end - timedelta(days=1)
    return Period(first, end, "third", f"{first:%Y-%m-%d}/{last:%Y-%m-%d}".rjust(21, "0"))


@_kept
def day(of: int, in_month: int, number: int) -> Period | None:
    try:
        start = datetime(of, in_month, number)
        return Period(start, start + _DAY, "day", f"{of:04d}-{in_month:02d}-{number:02d}")
    except (ValueError, OverflowError):
        return None


def of_date(which: date) -> Period | None:
    """The period of a day."""
    return day(which.year, which.month, which.day)


def shifted_day(start: datetime, days: int) -> Period | None:
    """The day `days` after that of `start`."""
    moved = plus_days(start, days)
    return day(moved.year, moved.month, moved.day) if moved is not None else None


def iso_day(moment: datetime) -> str:
    """`2019-10-28`; strftime does not pad years below 1000 on every platform."""
    return moment.isoformat()[:10]


def week(monday: datetime | None) -> Period | None:
    """The ISO week that starts on `monday`."""
    if monday is None:
        return None
    iso = monday.isocalendar()
    return _span(monday, plus_days(monday, 7), "week", f"{iso.year:04d}-W{iso.week:02d}")


def week_of(moment: datetime, shift: int = 0) -> Period | None:
    """The week in which `moment` lies, or one `shift` weeks away."""
    monday = plus_days(_at(moment.date()), 7 * shift - moment.weekday())
    return week(monday)


def nth_week(within: Period, number: int) -> Period | None:
    """第二周: of a year the ISO week, of a month the weeks counted from its first Monday."""
    if within.grain == "year":
        try:
            return week(_at(date.fromisocalendar(within.start.year, number, 1)))
        except ValueError:
            return None
    monday = within.start + timedelta(days=(7 - within.start.weekday()) % 7)
    found = week(plus_days(monday, 7 * (number - 1)))
    return found if found and found.start < within.end else None


def weekend(of: Period) -> Period | None:
    """The Saturday and Sunday of a week."""
    saturday = plus_days(of.start, 5)
    return _span(saturday, of.end, "weekend", f"{of.value}-WE")


def weekday(of: Period, number: int) -> Period | None:
    """Day 1 (Monday) to 7 of a week."""
    return shifted_day(of.start, number - 1)


def nth_weekday(within: Period, nth: int, number: int) -> Period | None:
    """第二个星期日 of a month or a year; `nth` -1 is the last."""
    if nth == 0:
        return None
    if nth > 0:
        skip = (number - 1 - within.start.weekday()) % 7
        found = shifted_day(within.start, skip + 7 * (nth - 1))
    else:
        last = within.end - timedelta(days=1)
        found = shifted_day(last, -((last.weekday() - (number - 1)) % 7))
    return found if found and within.start <= found.start < within.end else None


def edge(of: Period, mod: str) -> Period | None:
    """初, 中 and 末 of a period, with the bounds that the contract gives them."""
    if of.grain == "year":
        first = {"START": 1, "MID": 6, "END": 11}[mod]
        start, end = _first(of.start.year, first), _first(of.start.year, first + 2)
        return _span(start, end, "year", of.value, mod)
    if of.grain == "month":
        part = third(of, {"START": 1, "MID": 2, "END": 3}[mod])
        return part._replace(grain="month", value=of.value, mod=mod) if part else None
    if of.grain in ("decade", "century"):
        step = 10 if of.grain == "decade" else 100
        low, high = {"START": (0, 0.3), "MID": (0.3, 0.7), "END": (0.7, 1)}[mod]
        first_year = of.start.year if of.start.year > 1 else 0
        start, end = _first(int(first_year + low * step) or 1), _first(int(first_year + high * step))
        return _span(start, end, of.grain, of.value, mod)
    length = of.end - of.start
    cuts = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}[mod]
    start = _at((of.start + length * cuts[0] / 3).date())
    end = of.end if mod == "END" else _at((of.start + length * cuts[1] / 3).date())
    if of.grain in ("quarter", "half", "season"):  # whole months: 季末 is its last
        months = {"quarter": 1, "season": 1, "half": 2}[of.grain]
        whole = _first(of.start.year, of.start.month + months * cuts[0])
        until = _first(of.start.year, of.start.month + months * cuts[1])
        return _span(whole, until, of.grain, of.value, mod)
    return Period(start, end, of.grain, of.value, mod)


def part(of: Period, code: str, start_hour: int, end_hour: int) -> Period | None:
    """A part of a day: `TMO` from `start_hour` to `end_hour`, which may lie past midnight."""
    start, end = plus_hours(of.start, start_hour), plus_hours(of.start, end_hour)
    return _span(start, end, "part", f"{of.value}{code}")


def clock(of: Period, hour: int, minute: int | None, second: int | None) -> Period | None:
    """A time of a day. 24时 is 00:00 of the next day, though its value keeps T24."""
    if not 0 <= hour <= 24 or (hour == 24 and (minute or second)):
        return None
    start = plus_hours(of.start, hour)
    if start is None:
        return None
    start += timedelta(minutes=minute or 0, seconds=second or 0)
    value = f"{of.value}T{hour:02d}"
    if second is not None:
        width, grain = timedelta(seconds=1), "second"
        value += f":{minute or 0:02d}:{second:02d}"
    elif minute is not None:
        width, grain = timedelta(minutes=1), "minute"
        value += f":{minute:02d}"
    else:
        width, grain = timedelta(hours=1), "hour"
    return _span(start, plus(start, width), grain, value)


def instant(moment: datetime) -> Period | None:
    """A moment to the minute, or to the second where it has seconds."""
    of = of_date(moment.date())
    if of is None:
        return None
    return clock(of, moment.hour, moment.minute, moment.second or None)


def plus(moment: datetime, width: timedelta) -> datetime | None:
    try:
        return moment + width
    except OverflowError:
        return None


def plus_days(moment: datetime, days: int) -> datetime | None:
    try:
        return moment + timedelta(days=days)
    except OverflowError:
        return None


def plus_workdays(moment: datetime, days: int) -> datetime | None:
    """`days` working days away, Monday to Friday; which feasts are free is not in the calendar."""
    weeks, rest = divmod(abs(days), 5)
    sign = 1 if days >= 0 else -1
    moved = plus_days(moment, sign * 7 * weeks)
    while rest and moved is not None:
        moved = plus_days(moved, sign)
        rest -= moved is not None and moved.weekday() < 5
    return moved


def plus_hours(moment: datetime, hours: int) -> datetime | None:
    return plus(moment, timedelta(hours=hours))


def plus_months(moment: datetime, months: int) -> datetime | None:
    """The same day `months` later, or the last of its month: 31 January + 1 is 28 February."""
    first = _first(moment.year, moment.month + months)
    if first is None:
        return None
    last = calendar.monthrange(first.year, first.month)[1]
    return moment.replace(year=first.year, month=first.month, day=min(moment.day, last))


def shifted_years(of: Period, years: int) -> Period | None:
    """The same period `years` later: 2019-H1 → 2018-H1. 29 February has none in a common year."""
    number = of.start.year + years
    made: Period | None
    if "/" in of.value:
        ends = [f"{int(end[:4]) + years:04d}{end[4:]}" for end in of.value.split("/") if end[:4].isdigit()]
        start, end = plus_months(of.start, 12 * years), plus_months(of.end, 12 * years)
        return _span(start, end, of.grain, "/".join(ends))
    if of.grain == "year" and of.mod is None:
        made = year(number)
    elif of.grain == "half":
        made = half(number, 1 if of.start.month < 7 else 2)
    elif of.grain == "quarter":
        made = quarter(number, (of.start.month + 2) // 3)
    elif of.grain == "season":
        made = season(number, of.value[-2:])
    elif of.grain == "month":
        made = month(number, of.start.month)
    elif of.grain in ("week", "weekend"):
        made = week_of(of.start, 52 * years)
    elif of.grain == "day":
        made = day(number, of.start.month, of.start.day)
    else:
        start, end = plus_months(of.start, 12 * years), plus_months(of.end, 12 * years)
        value = f"{int(of.value[:4]) + years:04d}{of.value[4:]}" if of.value[:4].isdigit() else of.value
        made = _span(start, end, of.grain, value)
    if made is not None and of.mod in ("START", "MID", "END") and of.grain in ("year", "month"):
        made = edge(made, of.mod)
    return made


@_kept
def iso(moment: datetime, grain: str) -> str:
    """A bound as the contract writes it: a date, or a time of day for what is finer than a day."""
    text = moment.isoformat()
    if _RANK[grain] <= _RANK["day"] and text.endswith("T00:00:00"):
        return text[:10]
    return text.removesuffix(":00") if len(text) == 19 else text[:19]
