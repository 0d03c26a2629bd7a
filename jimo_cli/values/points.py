"""Points of the calendar: from the fields that a text gives to the period that they mean.

The fields are read from the coarsest down. Where the coarsest leaves the year, the month or the
week open (10月28日, 3日, 周三), there are candidates, and the tense of the clause picks one: the
last that is not after the reference, the first that is not before it, or the reference's own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from . import calendar as cal
from . import feasts, lunar
from .calendar import Period
from .scope import Scope

Fields = dict[str, Any]

# How much of a value rests on a reference that is not known; weeks and centuries are cut elsewhere than days.
EXACT, NO_YEAR, NO_MONTH, NO_DAY, NO_WEEK, NO_CENTURY = range(6)


class Found(NamedTuple):
    """A period, and how much of its value rests on a reference that is not known."""

    period: Period
    mask: int = EXACT


# Fields that say where in a year something is, the year being another matter.
_IN_YEAR = frozenset((
    "half", "quarter", "season", "month", "lunar_month", "feast", "term", "year_edge", "nth_week",
    "nth_month", "nth_day",
))  # fmt: skip
_IN_MONTH = frozenset(("day", "third", "month_edge", "lunar_day"))
_PORTION_MONTHS = {"M": 1, "Q": 3, "H6": 6}


def find(fields: Fields, scope: Scope) -> Found | None:
    """The period that the fields mean in this scope, or None where there is none (2月30日)."""
    coarse = _coarse(fields, scope)
    return fine(fields, coarse) if coarse is not None else None


def _coarse(fields: Fields, scope: Scope) -> Found | None:
    """Everything down to the day."""
    ref = scope.reference
    moment = ref.moment
    year_mask = EXACT if ref.year_known else NO_YEAR
    if "century" in fields or "rel_century" in fields or "decade" in fields:
        return _era(fields, scope)
    year, mask = _year(fields, scope)
    if year is not None:
        return _masked(_in_year(_completed(fields, scope), year), mask)
    if "rel_half" in fields or "rel_quarter" in fields:
        return _masked(_relative_part(fields, moment), NO_DAY if not ref.day_known else year_mask)
    if "rel_month" in fields or "same_month" in fields:
        return _relative_month(fields, scope)
    if "rel_week" in fields:
        if "same_day" in fields:
            return unknown_week(fields, cal.shifted_day(moment, 7 * fields["rel_week"]), ref.year_known)
        week = cal.week_of(moment, fields["rel_week"])
        return unknown_week(fields, in_week(fields, week), ref.year_known)
    if "rel_day" in fields and (ref.day_known or "day" not in fields):  # 昨(3)日 says both
        day = cal.shifted_day(moment, fields["rel_day"])
        return _masked(day, NO_DAY if not ref.day_known else year_mask)
    if "told_day" in fields:  # 当天, 次日: counted from the day last told
        base = scope.day.start if scope.day is not None else moment
        known = scope.day is not None or ref.day_known
        day = cal.shifted_day(base, fields["told_day"])
        return _masked(day, (EXACT if known and ref.year_known else NO_YEAR) if known else NO_DAY)
    if not _IN_YEAR.isdisjoint(fields):
        return _pick_year(fields, scope, year_mask)
    if "portion" in fields:
        return _masked(_bare_portion(fields, moment), NO_DAY if not ref.day_known else year_mask)
    if not _IN_MONTH.isdisjoint(fields):
        return _pick_month(fields, scope, year_mask if ref.day_known else NO_MONTH)
    if "weekday" in fields or "weekend" in fields:
        found = _pick_week(fields, scope, EXACT)
        return unknown_week(fields, found.period if found is not None else None, ref.year_known)
    base_day = scope.day if scope.day is not None else cal.of_date(moment.date())
    if base_day is None or not ({"part", "hour"} & fields.keys()):
        return None
    return Found(base_day, EXACT if ref.year_known else NO_YEAR if ref.day_known else NO_DAY)


def unknown_week(fields: Fields, period: Period | None, is_known: bool) -> Found | None:
    """周三 of a year that is not known keeps its place in the week, and no more."""
    if period is None or is_known:
        return _masked(period, EXACT)
    week = cal.week_of(period.start)
    if week is not None and "weekday" in fields:
        period = period._replace(value=f"{week.value}-{fields['weekday']}")
    elif week is not None and "half_week" in fields:
        period = period._replace(value=week.value)
    return Found(period, NO_WEEK)


def _masked(period: Period | None, mask: int) -> Found | None:
    return Found(period, mask) if period is not None else None


# -- the year


def _year(fields: Fields, scope: Scope) -> tuple[int | None, int]:
    """The year that the text gives, or None; and the mask of one that rests on the reference."""
    ref = scope.reference
    mask = EXACT if ref.year_known else NO_YEAR
    if "year" in fields:
        return fields["year"], EXACT
    if "short_year" in fields:
        return _long_year(fields["short_year"], ref.moment.year if ref.year_known else 2000), EXACT
    if "rel_year" in fields:
        return ref.moment.year + fields["rel_year"], mask
    if "told_year" in fields:  # 当年, 次年: counted from the year last told
        if scope.period is not None:
            return scope.period.start.year + fields["told_year"], EXACT
        return ref.moment.year + fields["told_year"], mask
    if "own_year" in fields:
        told = scope.sentence or scope.period
        if told is not None and told.grain == "year" and told.mod is None:
            return told.start.year, EXACT
        return ref.moment.year, mask
    if "cycle" in fields:  # 癸卯年: the one of sixty that is nearest
        near = ref.moment.year
        return near - (near - 4 - fields["cycle"] + 30) % 60 + 30, mask
    return None, mask


def _completed(fields: Fields, scope: Scope) -> Fields:
    """去年今天, 去年同月: the day or the month is that of now, or of what was told."""
    moment = scope.reference.moment
    if "same_day" in fields:
        return {**fields, "month": moment.month, "day": moment.day}
    if "same_month" in fields:
        told = scope.period if scope.period is not None and cal.finer(scope.period.grain, "season") else None
        return {**fields, "month": told.start.month if told is not None else moment.month}
    return fields


_AHEAD = 20  # two digits mean a year to come only so far ahead; 49年 of 2021 is 1949


def _long_year(short: int, near: int) -> int:
    """The last year ending in these two digits that is not far ahead: 03 near 2021 is 2003."""
    century = near // 100 * 100
    return max(year for year in (century - 100 + short, century + short) if year <= near + _AHEAD)


def _era(fields: Fields, scope: Scope) -> Found | None:
    """Centuries and decades: 18世纪, 上世纪90年代, 九十年代."""
    ref = scope.reference
    now = ref.moment.year if ref.year_known else 2000
    number = fields.get("century")
    if "rel_century" in fields:
        number = now // 100 + 1 + fields["rel_century"]
    leans = not ref.year_known and fields.get("century") is None
    decade = fields.get("decade")
    if decade is None:
        period = cal.century(number) if number and 1 <= number <= 99 else None
    elif decade >= 1000:
        period = cal.decade(decade) if decade % 10 == 0 else None
    elif decade % 10 or decade >= 100:
        return None
    else:
        first = (number - 1) * 100 if number is not None else now // 100 * 100
        if number is None and first + decade > now:
            first -= 100
        period = cal.decade(first + decade)
    is_full = decade is not None and decade >= 1000
    return _masked(period and _edge(fields, period), NO_CENTURY if leans and not is_full else EXACT)


# -- within a year


def _in_year(fields: Fields, year: int) -> Period | None:
    """What the fields below the year mean in a given year."""
    if "feast" in fields or "term" in fields:
        return _feast(fields, year)
    if "lunar_month" in fields or fields.get("lunar"):
        return _lunar(fields, year)
    period = cal.year(year)
    if period is None:
        return None
    if "half" in fields:
        period = cal.half(year, fields["half"])
    elif "quarter" in fields:
        period = cal.quarter(year, fields["quarter"])
    elif "season" in fields:
        period = cal.season(year, fields["season"])
    if period is None:
        return None
    month = fields.get("month")
    if "nth_month" in fields:
        month = period.start.month + fields["nth_month"] - 1
        if month > 12:
            return None
    if month is not None:
        period = cal.month(year, month)
    if "year_edge" in fields and period is not None:
        period = cal.edge(period, fields["year_edge"])
    return _in_month(fields, period) if period is not None else None


def _in_month(fields: Fields, period: Period) -> Period | None:
    """What the fields below a month (or what stands in its place) mean in it."""
    made: Period | None = period
    if "day" in fields:
        made = cal.day(period.start.year, period.start.month, fields["day"])
    elif "third" in fields:
        made = _thirds(period, fields["third"])
    elif "month_edge" in fields:
        made = cal.edge(period, fields["month_edge"])
    elif "portion" in fields:
        made = _portion(fields["portion"], period)
    elif "nth_week" in fields:
        week = cal.nth_week(period, fields["nth_week"])
        made = in_week(fields, week)
    elif "nth_day" in fields:
        made = cal.shifted_day(period.start, fields["nth_day"] - 1)
        made = made if made is not None and made.start < period.end else None
    elif "nth" in fields and "weekday" in fields:
        made = cal.nth_weekday(period, fields["nth"], fields["weekday"])
    return _edge(fields, made) if made is not None else None


def _thirds(month: Period, which: int | list[int] | tuple[int, ...]) -> Period | None:
    """上旬, or 中下旬, which is two of them."""
    if isinstance(which, int):
        return cal.third(month, which)
    first, last = cal.third(month, which[0]), cal.third(month, which[1])
    if first is None or last is None:
        return None
    value = f"{first.value.split('/')[0]}/{last.value.split('/')[1]}"
    return Period(first.start, last.end, "third", value)


def _edge(fields: Fields, period: Period) -> Period | None:
    return cal.edge(period, fields["edge"]) if "edge" in fields else period


def in_week(fields: Fields, week: Period | None) -> Period | None:
    if week is None:
        return None
    if "weekday" in fields:
        return cal.weekday(week, fields["weekday"])
    if "weekend" in fields:
        return cal.weekend(week)
    if "half_week" in fields:  # 下半周: Thursday to Sunday
        first = week.start if fields["half_week"] == 1 else week.start + timedelta(days=3)
        end = first + timedelta(days=3 if fields["half_week"] == 1 else 4)
        last = end - timedelta(days=1)
        return Period(first, end, "week", f"{cal.iso_day(first)}/{cal.iso_day(last)}")
    return _edge(fields, week)


def _portion(portion: tuple[str, int, str], of: Period) -> Period | None:
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


def _bare_portion(fields: Fields, moment: datetime) -> Period | None:
    """前7个月, 前三季度, 前两年, 后三天 with nothing that they are part of.

    Months and quarters are the first of this year where those are over; else, up to three of
    them, the last few before now (前两个月, said in February), and beyond that those of last year.
    """
    way, count, unit = fields["portion"]
    if unit in ("M", "Q") and way == "first" and count > 1:
        this = cal.year(moment.year)
        found = _portion(fields["portion"], this) if this is not None else None
        if found is not None and found.end <= moment:
            return found
        if count > 3 or unit == "Q":
            earlier = cal.year(moment.year - (0 if unit == "Q" and count >= 3 and moment.month > 6 else 1))
            return _portion(fields["portion"], earlier) if earlier is not None else None
    if unit in ("M", "Q") and way == "last":
        this = cal.year(moment.year)
        return _portion(fields["portion"], this) if this is not None else None
    start = shift_unit(moment, -count if way == "first" else 1, unit)
    return units(start, count, unit) if start is not None else None


# -- feasts and the Chinese calendar


def _feast(fields: Fields, year: int) -> Period | None:
    """A festival or solar term of a Gregorian year; `days` is how long it lasts, `shift` moves it."""
    found: date | None
    if "term" in fields:
        found = lunar.term(year, fields["term"])
    else:
        found = _feast_day(fields["feast"].split(), year)
    if found is None:
        return None
    first = cal.shifted_day(cal_moment(found), fields.get("shift", 0))
    days = fields.get("days", 1)
    if first is None or days == 1:
        return first
    return units(first.start, days, "D")


def cal_moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


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


def _lunar(fields: Fields, year: int) -> Period | None:
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
        return Period(cal_moment(start), cal_moment(following), "year", f"{year:04d}")
    if day is not None:
        found = lunar.day(year, month, day, leap)
        return cal.of_date(found) if found is not None else None
    span = lunar.month(year, month, leap)
    if span is None:
        return None
    first, end = cal_moment(span[0]), cal_moment(span[1])
    if "third" in fields:
        return _thirds(Period(first, end, "month", ""), fields["third"])
    last = end - timedelta(days=1)
    return Period(first, end, "month", f"{cal.iso_day(first)}/{cal.iso_day(last)}")


# -- what the reference decides


def _relative_part(fields: Fields, moment: datetime) -> Period | None:
    """上季度, 下半年 of now: whole quarters and halves counted from the reference's own."""
    unit, shift = ("Q", "rel_quarter") if "rel_quarter" in fields else ("H6", "rel_half")
    moved = shift_unit(moment.replace(day=1), fields[shift], unit)
    period = unit_period(moved, unit) if moved is not None else None
    return _in_month(fields, period) if period is not None else None


def _relative_month(fields: Fields, scope: Scope) -> Found | None:
    ref = scope.reference
    base = ref.moment
    mask = EXACT if ref.year_known else NO_YEAR if ref.day_known else NO_MONTH
    if "same_month" in fields and scope.period is not None and cal.finer(scope.period.grain, "season"):
        base, mask = scope.period.start, EXACT if ref.year_known else NO_YEAR
    moved = cal.plus_months(base.replace(day=1), fields.get("rel_month", 0))
    period = cal.month(moved.year, moved.month) if moved is not None else None
    return _masked(_in_month(fields, period), mask) if period is not None else None


def _pick_year(fields: Fields, scope: Scope, mask: int) -> Found | None:
    own = scope.reference.moment.year
    if fields.get("lunar_month") == 12:  # 腊月 of a lunar year falls in the next Gregorian one
        own = lunar.year_of(scope.reference.moment.date())
    elif str(fields.get("feast", "")).startswith("lunar 12"):
        own = lunar.year_of(scope.reference.moment.date()) + 1
    told = scope.sentence
    if told is not None and cal.finer(told.grain, "year") and told.start.year != own:
        # 2018年5月9日签约,6月12日生效: the sentence goes on in the year that it gave
        there = _in_year(fields, told.start.year)
        if there is not None and there.start >= told.start:
            return Found(there, mask if mask != NO_YEAR else EXACT)
    if told is not None and told.grain == "year" and told.start.year == own and told.mod is None:
        return _masked(_in_year(fields, own), mask)  # 今年录取工作应于7月上旬开始
    ahead = 1 if "lunar_month" in fields or "feast" in fields or fields.get("lunar") else 0
    return _masked(_pick(lambda shift: _in_year(fields, own + shift), scope, ahead, 8), mask)


def _pick_month(fields: Fields, scope: Scope, mask: int) -> Found | None:
    base = scope.reference.moment.replace(day=1)

    def month(shift: int) -> Period | None:
        moved = cal.plus_months(base, shift)
        there = cal.month(moved.year, moved.month) if moved is not None else None
        return _in_month(fields, there) if there is not None else None

    return _masked(_pick(month, scope, 0, 2), mask)


def _pick_week(fields: Fields, scope: Scope, mask: int) -> Found | None:
    moment = scope.reference.moment
    return _masked(_pick(lambda shift: in_week(fields, cal.week_of(moment, shift)), scope, 0, 1), mask)


def _pick(candidate: Callable[[int], Period | None], scope: Scope, ahead: int, reach: int) -> Period | None:
    """The candidate that the tense allows; 0 is the reference's own year, month or week.

    `ahead` is how far beyond its own the reference may already be (in the Chinese calendar), and
    `reach` how far to look where its own has no such day (2月29日).
    """
    today = scope.reference.moment.replace(hour=0, minute=0, second=0, microsecond=0)
    tense = scope.tense if scope.reference.day_known else "none"
    if tense in ("past", "event"):
        for shift in range(ahead, -reach - 1, -1):
            period = candidate(shift)
            if period is not None and period.start <= today:
                coming = candidate(shift + 1) if tense == "event" else None
                return coming if coming is not None and _is_near(coming, period, today) else period
    elif tense == "future":
        for shift in range(-ahead, reach + 1):
            period = candidate(shift)
            if period is not None and period.end > today:
                return period
    elif tense == "maybe":
        near = [period for period in map(candidate, (0, -1, 1)) if period is not None]
        if near:
            return min(near, key=lambda period: abs(period.start - today))
    # The past one of two that are equally near, since news tells more of the past.
    for distance in range(reach + 1):
        for shift in (-distance, distance) if distance else (0,):
            period = candidate(shift)
            if period is not None:
                return period
    return None


def _is_near(coming: Period, past: Period, today: datetime) -> bool:
    """Whether an event is more likely the coming one: within two months, the last half a year ago."""
    return coming.start - today <= timedelta(days=62) and today - past.start > timedelta(days=183)


# -- finer than a day


def fine(fields: Fields, found: Found) -> Found | None:
    """Parts of the day and clock times within the day found."""
    period = found.period
    if "hour" not in fields and "part" not in fields:
        return found
    if period.grain != "day":
        return None
    hour = fields.get("hour")
    if hour is None:
        start, end = fields["hours"]
        return _masked(cal.part(period, fields["part"], start, end), found.mask)
    if "afternoon" in fields and hour <= 12:
        low, high = fields["afternoon"]
        if low <= hour <= high:
            hour += 12
    return _masked(cal.clock(period, hour, fields.get("minute"), fields.get("second")), found.mask)
