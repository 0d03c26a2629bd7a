"""Points of the calendar: from the fields that a text gives to the period that they mean.

The fields are read from the coarsest down. Where the coarsest leaves the year, the month or the
week open (10月28日, 3日, 周三), there are candidates, and the tense of the clause picks one: the
last that is not after the reference, the first that is not before it, or the reference's own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from ..records import made
from . import calendar as cal
from . import lunar, steps
from .calendar import Period
from .feast_days import feast, is_movable, lunar_period, thirds
from .scope import Reference, Scope, untold
from .steps import bare_portion, is_of_year, portion

Fields = dict[str, Any]

# How much of a value rests on a reference that is not known; weeks and centuries are cut elsewhere than days.
EXACT, NO_YEAR, NO_MONTH, NO_DAY, NO_WEEK, NO_CENTURY = range(6)


class Found(NamedTuple):
    """A period, and how much of its value rests on a reference that is not known."""

    period: Period
    mask: int = EXACT


# Fields that say where in a year something is, the year being another matter.
_IN_YEAR: Final = frozenset((
    "half", "quarter", "season", "month", "lunar_month", "feast", "term", "year_edge", "nth_week",
    "nth_month", "nth_day",
))  # fmt: skip
_IN_MONTH: Final = frozenset(("day", "third", "month_edge", "lunar_day"))


def find(fields: Fields, scope: Scope) -> Found | None:
    """The period that the fields mean in this scope, or None where there is none (2月30日)."""
    if "compared" in fields:
        scope = _against_told(fields, scope)
    coarse = _coarse(fields, scope)
    if coarse is None:
        return None
    if coarse.mask == NO_YEAR and is_movable(fields):
        coarse = coarse._replace(mask=NO_DAY)
    return fine(fields, coarse)


# How fine a told period must be for what is compared with it to be counted from it.
_LEANING: Final = (("rel_year", "century"), ("rel_quarter", "season"), ("rel_month", "season"))


def _against_told(fields: Fields, scope: Scope) -> Scope:
    """2018年 … 比上年增长, 9月末 … 比年初下降: counted from the period told, which is not to come."""
    told = scope.period
    ref = scope.reference
    if told is None or told.value.endswith("..") or (ref.year_known and told.start > ref.moment):
        return scope  # 为去年二月以来最高 tells no period
    for name, than in _LEANING:
        if name in fields:
            return scope._replace(reference=Reference(told.start, True, True)) if cal.finer(told.grain, than) else scope
    last = told.end - timedelta(days=1)  # 年初 and 年末 of the year told
    return scope._replace(reference=Reference(last, True, True), told=untold, sentence=None)


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
        base = scope.day.period.start if scope.day is not None else moment
        return _masked(cal.shifted_day(base, fields["told_day"]), _mask_of_day(scope))
    if not _IN_YEAR.isdisjoint(fields):
        return _pick_year(fields, scope, year_mask)
    if "portion" in fields:
        known = ref.day_known or is_of_year(fields)
        return _masked(bare_portion(fields, moment), year_mask if known else NO_DAY)
    if not _IN_MONTH.isdisjoint(fields):
        return _pick_month(fields, scope, year_mask if ref.day_known else NO_MONTH)
    if "weekday" in fields or "weekend" in fields:
        found = _pick_week(fields, scope, EXACT)
        return unknown_week(fields, found.period if found is not None else None, ref.year_known)
    base_day = scope.day.period if scope.day is not None else cal.of_date(moment.date())
    if base_day is None or not ({"part", "hour"} & fields.keys()):
        return None
    return Found(base_day, _mask_of_day(scope))


def _mask_of_day(scope: Scope) -> int:
    """How much is not known of the day last told, or else of the reference."""
    ref = scope.reference
    if scope.day is not None:
        return EXACT if ref.year_known else scope.day.mask
    return EXACT if ref.year_known else NO_YEAR if ref.day_known else NO_DAY


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
    return made(Found, (period, mask)) if period is not None else None


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


_AHEAD: Final = 20  # two digits mean a year to come only so far ahead; 49年 of 2021 is 1949


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
        period = cal.century(number) if number is not None else None
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
        return feast(fields, year)
    if "lunar_month" in fields or fields.get("lunar"):
        return lunar_period(fields, year)
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
        made = thirds(period, fields["third"])
    elif "month_edge" in fields:
        made = cal.edge(period, fields["month_edge"])
    elif "portion" in fields:
        made = portion(fields["portion"], period)
    elif "nth_week" in fields:
        week = cal.nth_week(period, fields["nth_week"])
        made = in_week(fields, week)
    elif "nth_day" in fields:
        made = cal.shifted_day(period.start, fields["nth_day"] - 1)
        made = made if made is not None and made.start < period.end else None
    elif "nth" in fields and "weekday" in fields:
        made = cal.nth_weekday(period, fields["nth"], fields["weekday"])
    return _edge(fields, made) if made is not None else None


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


# -- what the reference decides


def _relative_part(fields: Fields, moment: datetime) -> Period | None:
    """上季度, 下半年 of now: whole quarters and halves counted from the reference's own."""
    unit, shift = ("Q", "rel_quarter") if "rel_quarter" in fields else ("H6", "rel_half")
    moved = steps.shift_unit(moment.replace(day=1), fields[shift], unit)
    period = steps.unit_period(moved, unit) if moved is not None else None
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
    moment = scope.reference.moment
    base = datetime(moment.year, moment.month, 1)

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
    moment = scope.reference.moment
    today = datetime(moment.year, moment.month, moment.day)
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
