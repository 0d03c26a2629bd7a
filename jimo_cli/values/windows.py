"""Lengths, and what is counted from the reference by them: 近三个月, 三天后, 两年前的10月30日."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from . import calendar as cal
from . import points, steps
from .answers import CLOCK_UNITS, as_date, duration, is_fine, since
from .calendar import Period
from .exact import Exact
from .expressions import Length, Shifted, Window
from .points import EXACT, NO_YEAR, Found
from .scope import Reference, Resolved, Scope


def length(of: Length) -> Resolved:
    """A length by itself: no bounds, and both ends where it is vague (几十年)."""
    value = duration(of)
    if not of.exact:
        value = f"{value}/{duration(of, high=True)}"
    return Resolved("DURATION", value, None, None, of.mod, is_fine(of))


def _moved(moment: datetime, length: Length, sign: int, high: bool = False) -> datetime | None:
    """A moment moved by a length; halves of a month are 15 days, of a year 6 months."""
    moved: datetime | None = moment
    for low, top, unit in length.items:
        count = top if high else low
        if moved is None:
            return None
        whole = int(count)
        moved = steps.shift_unit(moved, sign * whole, unit)
        rest = count - whole
        if rest and moved is not None:
            moved = _moved_by_part(moved, rest, unit, sign)
    return moved


_PART_SECONDS: Final = {"M": 30 * 86400, "W": 7 * 86400, "D": 86400, "B": 86400, "H": 3600, "TM": 60, "S": 1}


def _moved_by_part(moment: datetime, rest: Exact, unit: str, sign: int) -> datetime | None:
    if unit == "Y":
        return cal.plus_months(moment, sign * round(rest * 12))
    return cal.plus(moment, timedelta(seconds=sign * round(rest * _PART_SECONDS[unit])))


def window_of(window: Window, scope: Scope) -> Resolved | None:
    ref = scope.reference
    way = window.way
    counted = way in ("within", "later") and not scope.narrated and (scope.alone or scope.tense == "future")
    if way in ("previous", "next"):
        return _whole_units(window, scope)
    if way == "last":
        return _counted(window, scope, -1, "DURATION")
    if way == "ending":
        return _counted(window, scope, -1, "DATE")
    if way == "coming":
        return _counted(window, scope, 1, "DURATION")
    if way == "within":
        if counted and ref.day_known:
            return _counted(window, scope, 1, "DATE", inclusive=True)
        return length(window.length)._replace(mod="EQUAL_OR_LESS")
    if way == "ago":
        return _away(window, scope, -1)
    if way == "later":
        return _away(window, scope, 1) if counted else length(window.length)._replace(mod=window.mod)
    if way == "since":
        return _since_length(window, scope)
    return None


def _is_known(ref: Reference, fine: bool) -> bool:
    """Whether the reference can be counted from: hours only from one that says its own."""
    return ref.day_known and ref.year_known and (ref.timed or not fine)


def _counted(window: Window, scope: Scope, sign: int, timex: str, inclusive: bool = False) -> Resolved | None:
    """近三个月, 未来7天, 17天内: from the reference, bounds to the day.

    未来7天 are seven days; what is due within 17 days may come on the seventeenth day after today.
    """
    ref = scope.reference
    value = duration(window.length)
    if not window.length.exact:
        value += "/" + duration(window.length, high=True)
    fine = is_fine(window.length)
    if window.length.few and timex == "DURATION":  # 近几年: it says no more than 近年
        return Resolved("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", None, None, window.mod, fine)
    if not _is_known(ref, fine) or not window.length.exact:
        return Resolved("DURATION", value, None, None, window.mod, fine)
    now = ref.moment if fine else ref.moment.replace(hour=0, minute=0, second=0)
    there = _moved(now, window.length, sign)
    if there is None:
        return None
    if inclusive and not fine:
        there += timedelta(days=1)
    start, end = (there, now) if sign < 0 else (now, there)
    grain = "second" if fine else "day"
    bounds = (cal.iso(start, grain), cal.iso(end, grain))
    if timex == "DATE":
        timex = "TIME" if fine else "DATE"
        last = end if fine else end - timedelta(days=1)
        value = f"{cal.iso(start, grain)}/{cal.iso(last, grain)}"
    return Resolved(timex, value, *bounds, window.mod, fine)


def _whole_units(window: Window, scope: Scope) -> Resolved | None:
    """上两周, 下三天: whole units before or after that of the reference."""
    ((low, high, unit),) = window.length.items[:1]
    if low != high or not isinstance(low, int) or not 1 <= low <= 1000:
        return None
    if not scope.reference.day_known:
        return Resolved("DURATION", duration(window.length), None, None, window.mod, is_fine(window.length))
    now = scope.reference.moment
    current = steps.unit_period(now, unit)
    if current is None:
        return None
    if window.way == "previous":
        start = steps.shift_unit(current.start, -low, unit)
    else:
        start = current.end
    period = steps.units(start, low, unit) if start is not None else None
    mask = EXACT if scope.reference.year_known else NO_YEAR
    return as_date(Found(period, mask), window.mod) if period is not None else None


def _away(window: Window, scope: Scope, sign: int) -> Resolved | None:
    """两年前 is the whole year, 三天后 the day, 半小时前 the moment that far from the reference."""
    scope = _from_base(window, scope)
    period = away(window.length, scope.reference, sign)
    if period is not None and window.mod == "MORE_THAN" and scope.reference.year_known:
        # 20多个月之后 says no upper end, 20多年前 no lower
        fine = cal.finer(period.grain, "day")
        timex = "TIME" if fine else "DATE"
        if sign > 0:
            return Resolved(timex, period.value, cal.iso(period.start, period.grain), None, "AFTER", fine)
        return Resolved(timex, period.value, None, cal.iso(period.end, period.grain), "BEFORE", fine)
    if not window.length.exact:
        return _far(window.length, scope.reference, sign)
    if not scope.reference.day_known or (is_fine(window.length) and not scope.reference.timed):
        return length(window.length)._replace(mod=window.mod)
    if period is None:  # 5000年前: before the calendar
        return Resolved("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", None, None, window.mod, False)
    mask = EXACT if scope.reference.year_known else NO_YEAR
    return as_date(Found(period, mask), window.mod)


def _from_base(window: Window, scope: Scope) -> Scope:
    """2020年比十年前增长: the date of the clause in place of the reference."""
    found = points.find(window.base.fields, scope) if window.base is not None else None
    if found is None or found.mask != EXACT:
        return scope
    fine = cal.finer(found.period.grain, "day")
    return scope._replace(reference=Reference(found.period.start, True, True, fine))


def _far(length: Length, ref: Reference, sign: int) -> Resolved | None:
    """几十年前: somewhere between the two ends; 几年前 does not even say that."""
    fine = is_fine(length)
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    near, far = _moved(ref.moment, length, sign), _moved(ref.moment, length, sign, high=True)
    if near is None or far is None or not ref.year_known or length.few:
        return Resolved("DATE", value, None, None, None, fine)
    unit = length.items[-1][2]
    ends = [steps.unit_period(moment, unit) for moment in sorted((near, far))]
    if ends[0] is None or ends[1] is None:
        return None
    return Resolved(
        "DATE", value, cal.iso(ends[0].start, ends[0].grain), cal.iso(ends[1].end, ends[1].grain), None, fine
    )


def away(length: Length, ref: Reference, sign: int) -> Period | None:
    """The unit of the length's finest count in which the moment lies that it leads to."""
    moved = _moved(ref.moment, length, sign)
    if moved is None:
        return None
    unit = length.items[-1][2]
    count = length.items[-1][0]
    if unit in CLOCK_UNITS:
        return cal.instant(moved)
    if count != int(count):
        unit = {"Y": "M", "M": "D", "W": "D", "D": "H", "B": "D"}[unit]
    return steps.unit_period(moved, unit)


def _since_length(window: Window, scope: Scope) -> Resolved | None:
    """三年以来: open, from the start of the unit that far back."""
    ref = scope.reference
    fine = is_fine(window.length)
    if not _is_known(ref, fine) or not window.length.exact:
        return Resolved("DURATION", duration(window.length), None, None, window.mod, fine)
    moved = _moved(ref.moment, window.length, -1)
    count, unit = window.length.items[-1][0], window.length.items[-1][2]
    whole = count == int(count) and not fine
    period = steps.unit_period(moved, unit) if moved is not None and whole else None
    if moved is None:
        return None
    if period is None:
        period = cal.instant(moved)
    return since(Found(period), window.mod) if period is not None else None


def shifted(expression: Shifted, scope: Scope) -> Resolved | None:
    """两年前的10月30日: the point within the year, month or day that the length leads to."""
    way = expression.window.way
    sign = -1 if way == "ago" else 1
    scope = _from_base(expression.window, scope)
    period = away(expression.window.length, scope.reference, sign)
    if period is None or way not in ("ago", "later"):
        return None
    fields = dict(expression.point.fields)
    if period.grain == "week":
        fields |= {"year": period.start.year}
        day = points.in_week(fields, period)
        found = points.fine(fields, Found(day)) if day is not None else None
        return as_date(found, expression.point.mod) if found is not None else None
    if period.grain == "year":
        fields["year"] = period.start.year
    elif period.grain == "month":
        fields |= {"year": period.start.year, "month": period.start.month}
    else:
        fields |= {"year": period.start.year, "month": period.start.month, "day": period.start.day}
    found = points.find(fields, scope)
    ref = scope.reference
    mask = EXACT if ref.year_known else NO_YEAR
    return as_date(Found(found.period, mask), expression.point.mod) if found is not None else None
