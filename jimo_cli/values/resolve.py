"""Time expressions → TIMEX3 values and bounds, by the conventions of the contract."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from . import calendar as cal
from . import points
from .answers import as_date, day_of, duration, end_value, is_fine, masked, since
from .calendar import Period
from .expressions import Expression, Length, LengthRange, Open, Point, Range, Repeat, Same, Shifted, Vague, Window
from .points import EXACT, Found
from .scope import Resolved, Scope, untold
from .sets import repeat
from .windows import length, shifted, window_of

_INSTANTS: Final = ("hour", "minute", "second")


def resolve(expression: Expression, scope: Scope) -> Resolved | None:
    """What an expression means in its scope, or None where it cannot be."""
    match expression:
        case Point():
            return _point(expression, scope)
        case Range():
            return _range(expression, scope)
        case Open():
            return _open(expression, scope)
        case Length():
            return length(expression)
        case LengthRange():
            value = f"{duration(expression.low)}/{duration(expression.high)}"
            return Resolved("DURATION", value, None, None, expression.mod, is_fine(expression.high))
        case Window():
            return window_of(expression, scope)
        case Shifted():
            return shifted(expression, scope)
        case Repeat():
            return repeat(expression)
        case Vague():
            return _vague(expression, scope)
        case Same():
            return _same(expression, scope)


# -- points


def _point(point: Point, scope: Scope) -> Resolved | None:
    found = points.find(point.fields, scope)
    return as_date(found, point.mod) if found is not None else None


# -- ranges

_LEVELS: Final = (
    ("year", "short_year", "rel_year", "told_year", "century", "decade"),
    ("half", "quarter", "season", "month", "rel_month", "same_month", "lunar_month", "lunar", "feast", "term"),
    ("day", "third", "rel_day", "told_day", "lunar_day", "weekday", "rel_week"),
    ("part", "hours", "afternoon"),
)  # fmt: skip


def _range(span: Range, scope: Scope) -> Resolved | None:
    first, last = dict(span.first.fields), dict(span.last.fields)
    _pass_down(first, last)
    _pass_back(first, last)
    start = points.find(first, scope)
    if start is None:
        return None
    if last.get("ref") == "PRESENT_REF":
        return since(start, None)
    dated = [name for level in _LEVELS[:3] for name in level if name in last]
    if "month" in dated and "hour" in last and "year" not in last and all(last[n] == first.get(n) for n in dated):
        last["year"] = start.period.start.year  # 10月28日晚8点到上午10点 is over on the next day, not in a year
    end = _range_end(last, start, scope, "part" in span.last.fields)
    if end is None or not start.period.start < end.period.end:
        return None
    grain = end.period.grain if cal.finer(end.period.grain, start.period.grain) else start.period.grain
    mask = max(start.mask, end.mask)
    stop = end.period.start if end.period.grain in _INSTANTS else end.period.end
    if stop <= start.period.start:
        return None
    value = f"{end_value(start.period, 0)}/{end_value(end.period, -1)}"
    fine = cal.finer(grain, "day")
    period = Period(start.period.start, stop, grain, value)
    lower = None if mask else cal.iso(period.start, start.period.grain)
    upper = None if mask else cal.iso(stop, end.period.grain)
    kept = None if mask else period
    day = day_of(start)
    return Resolved("TIME" if fine else "DATE", masked(value, mask), lower, upper, span.mod, fine, kept, day)


def _pass_down(first: points.Fields, last: points.Fields) -> None:
    """11月5日至10日, 上午9时至10时: the second end takes over what the first gave above it."""
    if any(name in last for name in ("rel_month", "same_month", "rel_day", "told_day", "rel_week", "ref")):
        return
    own = next((level for level, names in enumerate(_LEVELS) if any(n in last for n in names)), len(_LEVELS))
    for level, names in enumerate(_LEVELS):
        if level >= own and not (level == 3 and own == 4):
            break
        for name in names:
            if name in first and name not in last:
                last[name] = first[name]
    if "lunar" in first:
        last.setdefault("lunar", first["lunar"])


def _pass_back(first: points.Fields, last: points.Fields) -> None:
    """1985到89年9月, 10月1日到2019年2月: a bare first end takes the year of the second."""
    if "year" in first and "short_year" in last and "year" not in last:
        century = first["year"] // 100 * 100
        last["year"] = century + last.pop("short_year")
    if "short_year" in first and "year" in last:
        first["year"] = last["year"] // 100 * 100 + first.pop("short_year")


def _range_end(last: points.Fields, start: Found, scope: Scope, has_part: bool) -> Found | None:
    """The second end, in the first year, month or day that lets it come after the first.

    `has_part` is whether it says its own part of the day (晚8点到上午10点).
    """
    told = scope._replace(sentence=None, period=start.period, day=day_of(start) or scope.day)
    fields = dict(last)
    bare = not any(name in fields for name in (*_LEVELS[0], "rel_month", "rel_day", "rel_week", "told_day"))
    if bare and "weekday" not in fields and any(name in fields for name in (*_LEVELS[1], "day", "third")):
        return _next_after(fields, start, told)
    if "weekday" in fields and bare:
        for shift in (0, 1):
            week = cal.week_of(start.period.start, shift)
            day = cal.weekday(week, fields["weekday"]) if week is not None else None
            if day is not None and day.start >= start.period.start:
                found = points.unknown_week(fields, day, start.mask == EXACT)
                return points.fine(fields, found) if found is not None else None
        return None
    found = points.find(fields, told)
    if found is not None and found.period.grain in _INSTANTS and found.period.start <= start.period.start:
        # 晚9时至凌晨2时, and 下午5点到6点 where only the first end has its part of the day
        for hours in (24,) if has_part else (12, 24):
            later = _later(found.period, hours)
            if later is not None and later.start > start.period.start:
                return Found(later, found.mask)
    return found


def _next_after(fields: points.Fields, start: Found, scope: Scope) -> Found | None:
    """The first month or day of that name from the start on: 15日至16日, 12月至3月."""
    first = start.period.start
    in_year = any(name in fields for name in _LEVELS[1])
    for shift in (0, 12) if in_year else (0, 1):
        moved = cal.plus_months(first.replace(day=1), shift)
        if moved is None:
            return None
        known = {"year": moved.year} if in_year else {"year": moved.year, "month": moved.month}
        found = points.find({**fields, **known}, scope)
        if found is not None and found.period.end > first and found.period.start >= first.replace(hour=0, minute=0):
            return Found(found.period, start.mask)
    return None


def _later(period: Period, hours: int) -> Period | None:
    moved = cal.plus_hours(period.start, hours)
    day = cal.of_date(moved.date()) if moved is not None else None
    if moved is None or day is None:
        return None
    minute = moved.minute if period.grain in ("minute", "second") else None
    return cal.clock(day, moved.hour, minute, moved.second if period.grain == "second" else None)


# -- one side of a point


def _open(expression: Open, scope: Scope) -> Resolved | None:
    side = expression.side
    if side in ("before", "on_or_before") and scope.tense in ("past", "event"):
        scope = scope._replace(told=untold)  # 月底前完成 sets a term, whatever its verb
    found = points.find(expression.point.fields, scope)
    if found is None:
        return None
    period = found.period
    if side == "since":
        return since(found, expression.point.mod)
    is_instant = period.grain in _INSTANTS
    bound = period.start
    if side in ("before", "on_or_after"):
        # 明年底前 reaches to the end of 年底: what has an edge is a deadline, not a day to stop short of
        bound = period.end if side == "before" and period.mod == "END" else period.start
    elif not is_instant:
        bound = period.end
    text = cal.iso(bound, period.grain) if found.mask == EXACT else None
    fine = cal.finer(period.grain, "day")
    mod = side.upper()
    value = masked(period.value, found.mask)
    timex = "TIME" if fine else "DATE"
    if side in ("before", "on_or_before"):
        return Resolved(timex, value, None, text, mod, fine)
    return Resolved(timex, value, text, None, mod, fine)


# -- vague times, the same period


def _vague(expression: Vague, scope: Scope) -> Resolved:
    ref = scope.reference
    start = end = None
    if expression.value == "PRESENT_REF" and ref.day_known and ref.year_known:
        today = cal.of_date(ref.moment.date())
        if today is not None:
            start, end = cal.iso(today.start, "day"), cal.iso(today.end, "day")
    return Resolved("DATE", expression.value, start, end, expression.mod, False)


def _same(expression: Same, scope: Scope) -> Resolved | None:
    """去年同期: the period of its clause, in the year that it names."""
    ref = scope.reference
    fields = expression.point.fields if expression.point is not None else {"rel_year": -1}
    if "rel_month" in fields or "rel_week" in fields:
        return _same_part(fields, scope)
    # 上年同期 and 去年同期 are of the year before that of their clause, whatever year it is now
    if scope.period is not None and ("leans" in fields or fields.get("rel_year") == -1):
        fields = {"year": scope.period.start.year - 1}
    year, mask = points._year(fields, scope)
    if year is None:
        return None
    period = scope.period
    if period is None:
        whole = cal.year(year)
        return as_date(Found(whole, mask), None) if whole is not None else None
    moved = cal.shifted_years(period, year - period.start.year)
    if moved is None:
        return None
    if period.value.endswith(".."):  # 今年以来 … 去年同期: as far into that year as the reference is
        until = cal.plus_months(ref.moment, 12 * (year - period.start.year))
        start = moved.start
        if until is None or not start < until:
            return None
        day = cal.iso_day(until)
        return Resolved(
            "DATE", f"{cal.iso_day(start)}/{day}", cal.iso(start, "day"),
            cal.iso(until.replace(hour=0, minute=0, second=0) + timedelta(days=1), "day"), None, False,
        )  # fmt: skip
    return as_date(Found(moved, EXACT), None)


def _same_part(fields: points.Fields, scope: Scope) -> Resolved | None:
    """上月同期, 上周同期: the period of its clause, moved by months or weeks; the whole of them without one."""
    period = scope.period
    unit = "month" if "rel_month" in fields else "week"
    if period is None or not cal.finer(period.grain, unit):
        found = points.find(fields, scope)
        return as_date(found, None) if found is not None else None
    if unit == "month":
        start, end = (cal.plus_months(at, fields["rel_month"]) for at in (period.start, period.end))
    else:
        start, end = (cal.plus_days(at, 7 * fields["rel_week"]) for at in (period.start, period.end))
    if start is None or end is None:
        return None
    last = end - timedelta(days=1)
    value = cal.iso_day(start) if last <= start else f"{cal.iso_day(start)}/{cal.iso_day(last)}"
    return as_date(Found(Period(start, end, "day", value), EXACT), None)
