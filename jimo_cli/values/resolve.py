"""Time expressions → TIMEX3 values and bounds, by the conventions of the contract."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from . import calendar as cal
from . import points
from .calendar import Period
from .exact import Exact, plain
from .points import EXACT, NO_DAY, NO_MONTH, NO_YEAR, Found
from .scope import Reference, Resolved, Scope, untold
from .times import (
    Expression,
    Length,
    LengthRange,
    Open,
    Point,
    Range,
    Repeat,
    Same,
    Shifted,
    Vague,
    Window,
)

_CLOCK_UNITS = ("H", "TM", "S")
_INSTANTS = ("hour", "minute", "second")


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
            return _length(expression)
        case LengthRange():
            value = f"{duration(expression.low)}/{duration(expression.high)}"
            return Resolved("DURATION", value, None, None, expression.mod, _is_fine(expression.high))
        case Window():
            return _window(expression, scope)
        case Shifted():
            return _shifted(expression, scope)
        case Repeat():
            return _repeat(expression)
        case Vague():
            return _vague(expression, scope)
        case Same():
            return _same(expression, scope)


# -- points


def _point(point: Point, scope: Scope) -> Resolved | None:
    found = points.find(point.fields, scope)
    return _as_date(found, point.mod) if found is not None else None


@lru_cache(maxsize=4096)
def _as_date(found: Found, mod: str | None) -> Resolved:
    period = found.period
    fine = cal.finer(period.grain, "day")
    value = masked(period.value, found.mask)
    start = end = None
    if found.mask == EXACT:
        start, end = cal.iso(period.start, period.grain), cal.iso(period.end, period.grain)
    return Resolved(
        "TIME" if fine else "DATE", value, start, end, period.mod or mod, fine,
        period if found.mask == EXACT else None,
    )  # fmt: skip


def masked(value: str, mask: int) -> str:
    """A TIMEX3 value without the year, the month or the day that nobody gave.

    >>> masked("2000-10-28T09:30", NO_YEAR), masked("2000-W44", NO_YEAR)
    ('XXXX-10-28T09:30', 'XXXX-W44')
    """
    if mask == EXACT:
        return value
    parts = []
    for part in value.split("/"):
        day, clock, time_of_day = part.partition("T")
        pieces = day.split("-")
        pieces[0] = "XXXX"
        if mask >= NO_MONTH and len(pieces) > 1:
            pieces[1] = "WXX" if pieces[1].startswith("W") else "XX"
        if mask >= NO_DAY and len(pieces) > 2:
            pieces[2] = "XX"
        parts.append("-".join(pieces) + clock + time_of_day)
    return "/".join(parts)


# -- ranges

_LEVELS = (
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
        return _since(start, None)
    end = _range_end(last, start, scope)
    if end is None or not start.period.start < end.period.end:
        return None
    grain = end.period.grain if cal.finer(end.period.grain, start.period.grain) else start.period.grain
    mask = max(start.mask, end.mask)
    stop = end.period.start if end.period.grain in _INSTANTS else end.period.end
    if stop <= start.period.start:
        return None
    value = f"{_end_value(start.period, 0)}/{_end_value(end.period, -1)}"
    fine = cal.finer(grain, "day")
    period = Period(start.period.start, stop, grain, value)
    lower = None if mask else cal.iso(period.start, start.period.grain)
    upper = None if mask else cal.iso(stop, end.period.grain)
    kept = None if mask else period
    return Resolved("TIME" if fine else "DATE", masked(value, mask), lower, upper, span.mod, fine, kept)


def _end_value(period: Period, which: int) -> str:
    """The value of one end: 10月上旬 is itself a range, of which the outer end counts."""
    return period.value.split("/")[which]


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


def _range_end(last: points.Fields, start: Found, scope: Scope) -> Found | None:
    """The second end, in the first year, month or day that lets it come after the first."""
    told = scope._replace(sentence=None, period=start.period, day=_day_of(start.period) or scope.day)
    fields = dict(last)
    bare = not any(name in fields for name in (*_LEVELS[0], "rel_month", "rel_day", "rel_week", "told_day"))
    if bare and "weekday" not in fields and any(name in fields for name in (*_LEVELS[1], "day", "third")):
        return _next_after(fields, start, told)
    if "weekday" in fields and bare:
        week = cal.week_of(start.period.start)
        for shift in (0, 1):
            week = cal.week_of(start.period.start, shift)
            day = cal.weekday(week, fields["weekday"]) if week is not None else None
            if day is not None and day.start >= start.period.start:
                return Found(day, start.mask)
        return None
    found = points.find(fields, told)
    if found is not None and found.period.grain in _INSTANTS and found.period.start <= start.period.start:
        # 晚9时至凌晨2时, and 下午5点到6点 where only the first end has its part of the day
        for hours in (12, 24):
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


def _day_of(period: Period) -> Period | None:
    return cal.of_date(period.start.date()) if not cal.finer("day", period.grain) else None


# -- one side of a point


def _open(expression: Open, scope: Scope) -> Resolved | None:
    side = expression.side
    if side in ("before", "on_or_before") and scope.tense == "past":
        scope = scope._replace(told=untold)  # 月底前完成 sets a term, whatever its verb
    found = points.find(expression.point.fields, scope)
    if found is None:
        return None
    period = found.period
    if side == "since":
        return _since(found, expression.point.mod)
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


def _since(found: Found, mod: str | None) -> Resolved:
    period = found.period
    fine = cal.finer(period.grain, "day")
    start = cal.iso(period.start, period.grain) if found.mask == EXACT else None
    value = masked(_end_value(period, 0), found.mask) + "/.."
    kept = period._replace(value=value) if found.mask == EXACT else None
    return Resolved("TIME" if fine else "DATE", value, start, None, period.mod or mod, fine, kept)


# -- lengths


def duration(length: Length, high: bool = False) -> str:
    """The ISO 8601 form, units as written: P3Y6M, PT3.5H, P4W."""
    day_part, time_part = "", ""
    for low_count, high_count, unit in length.items:
        text = plain(high_count if high else low_count)
        if unit in _CLOCK_UNITS:
            time_part += text + unit[-1]
        else:
            day_part += text + unit
    return "P" + day_part + ("T" + time_part if time_part else "")


def _length(length: Length) -> Resolved:
    value = duration(length)
    if not length.exact:
        value = f"{value}/{duration(length, high=True)}"
    return Resolved("DURATION", value, None, None, length.mod, _is_fine(length))


def _is_fine(length: Length) -> bool:
    return length.items[-1][2] in _CLOCK_UNITS


def _moved(moment: datetime, length: Length, sign: int, high: bool = False) -> datetime | None:
    """A moment moved by a length; halves of a month are 15 days, of a year 6 months."""
    moved: datetime | None = moment
    for low, top, unit in length.items:
        count = top if high else low
        if moved is None:
            return None
        whole = int(count)
        moved = points.shift_unit(moved, sign * whole, unit)
        rest = count - whole
        if rest and moved is not None:
            moved = _moved_by_part(moved, rest, unit, sign)
    return moved


_PART_SECONDS = {"M": 30 * 86400, "W": 7 * 86400, "D": 86400, "H": 3600, "TM": 60, "S": 1}


def _moved_by_part(moment: datetime, rest: Exact, unit: str, sign: int) -> datetime | None:
    if unit == "Y":
        return cal.plus_months(moment, sign * round(rest * 12))
    return cal.plus(moment, timedelta(seconds=sign * round(rest * _PART_SECONDS[unit])))


def _window(window: Window, scope: Scope) -> Resolved | None:
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
        return _length(window.length)._replace(mod="EQUAL_OR_LESS")
    if way == "ago":
        return _away(window, scope, -1)
    if way == "later":
        return _away(window, scope, 1) if counted else _length(window.length)
    if way == "since":
        return _since_length(window, scope)
    return None


def _counted(window: Window, scope: Scope, sign: int, timex: str, inclusive: bool = False) -> Resolved | None:
    """近三个月, 未来7天, 17天内: from the reference, bounds to the day.

    未来7天 are seven days; what is due within 17 days may come on the seventeenth day after today.
    """
    ref = scope.reference
    value = duration(window.length)
    if not window.length.exact:
        value += "/" + duration(window.length, high=True)
    fine = _is_fine(window.length)
    if not (ref.day_known and ref.year_known) or not window.length.exact:
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
        return Resolved("DURATION", duration(window.length), None, None, window.mod, _is_fine(window.length))
    now = scope.reference.moment
    current = points.unit_period(now, unit)
    if current is None:
        return None
    if window.way == "previous":
        start = points.shift_unit(current.start, -low, unit)
    else:
        start = current.end
    period = points.units(start, low, unit) if start is not None else None
    mask = EXACT if scope.reference.year_known else NO_YEAR
    return _as_date(Found(period, mask), window.mod) if period is not None else None


def _away(window: Window, scope: Scope, sign: int) -> Resolved | None:
    """两年前 is the whole year, 三天后 the day, 半小时前 the moment that far from the reference."""
    period = away(window.length, scope.reference, sign)
    if period is not None and sign > 0 and window.mod == "MORE_THAN" and scope.reference.year_known:
        # 20多个月之后: no upper end is said
        fine = cal.finer(period.grain, "day")
        start = cal.iso(period.start, period.grain)
        return Resolved("TIME" if fine else "DATE", period.value, start, None, "AFTER", fine)
    if not window.length.exact:
        return _far(window.length, scope.reference, sign)
    if not scope.reference.day_known:
        return Resolved("DURATION", duration(window.length), None, None, window.mod, _is_fine(window.length))
    if period is None:
        return None
    mask = EXACT if scope.reference.year_known else NO_YEAR
    return _as_date(Found(period, mask), window.mod)


def _far(length: Length, ref: Reference, sign: int) -> Resolved | None:
    """几十年前: somewhere between the two ends."""
    fine = _is_fine(length)
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    near, far = _moved(ref.moment, length, sign), _moved(ref.moment, length, sign, high=True)
    if near is None or far is None or not ref.year_known:
        return Resolved("DATE", value, None, None, None, fine)
    unit = length.items[-1][2]
    ends = [points.unit_period(moment, unit) for moment in sorted((near, far))]
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
    if unit in _CLOCK_UNITS:
        return cal.instant(moved)
    if count != int(count):
        unit = {"Y": "M", "M": "D", "W": "D", "D": "H"}[unit]
    return points.unit_period(moved, unit)


def _since_length(window: Window, scope: Scope) -> Resolved | None:
    """三年以来: open, from the start of the unit that far back."""
    ref = scope.reference
    fine = _is_fine(window.length)
    if not (ref.day_known and ref.year_known) or not window.length.exact:
        return Resolved("DURATION", duration(window.length), None, None, window.mod, fine)
    moved = _moved(ref.moment, window.length, -1)
    count, unit = window.length.items[-1][0], window.length.items[-1][2]
    whole = count == int(count) and not fine
    period = points.unit_period(moved, unit) if moved is not None and whole else None
    if moved is None:
        return None
    if period is None:
        period = cal.instant(moved)
    return _since(Found(period), window.mod) if period is not None else None


def _shifted(expression: Shifted, scope: Scope) -> Resolved | None:
    """两年前的10月30日: the point within the year, month or day that the length leads to."""
    way = expression.window.way
    sign = -1 if way == "ago" else 1
    period = away(expression.window.length, scope.reference, sign)
    if period is None or way not in ("ago", "later"):
        return None
    fields = dict(expression.point.fields)
    if period.grain == "year":
        fields["year"] = period.start.year
    elif period.grain == "month":
        fields |= {"year": period.start.year, "month": period.start.month}
    else:
        fields |= {"year": period.start.year, "month": period.start.month, "day": period.start.day}
    found = points.find(fields, scope)
    ref = scope.reference
    mask = EXACT if ref.year_known else NO_YEAR
    return _as_date(Found(found.period, mask), expression.point.mod) if found is not None else None


# -- sets, vague times, the same period


def _repeat(expression: Repeat) -> Resolved | None:
    if expression.point is None:
        assert expression.length is not None
        return Resolved("SET", duration(expression.length), None, None, None, _is_fine(expression.length))
    value = underspecified(expression.point.fields, expression.length)
    if value is None:
        return None
    return Resolved("SET", value, None, None, None, "T" in value)


def underspecified(fields: points.Fields, every: Length | None) -> str | None:
    """XXXX-WXX-5, XXXX-XX-04, XXXX-03: a point that comes again, with X where it varies."""
    unit = every.items[0][2] if every is not None else None
    if "weekday" in fields:
        value = f"XXXX-WXX-{fields['weekday']}"
    elif "weekend" in fields:
        value = "XXXX-WXX-WE"
    elif "month" in fields:
        value = f"XXXX-{fields['month']:02d}" + (f"-{fields['day']:02d}" if "day" in fields else "")
    elif "day" in fields:
        value = f"XXXX-XX-{fields['day']:02d}"
    elif "quarter" in fields:
        value = f"XXXX-Q{fields['quarter']}"
    elif "season" in fields:
        value = f"XXXX-{fields['season']}"
    elif "half" in fields:
        value = f"XXXX-H{fields['half']}"
    elif "lunar_month" in fields or "feast" in fields or "term" in fields or "year_edge" in fields:
        return "P1Y"
    elif "third" in fields or "month_edge" in fields:
        return "P1M"
    elif unit == "D" or "part" in fields or "hour" in fields:
        value = "XXXX-XX-XX"
    else:
        return None
    if "hour" in fields:
        hour = fields["hour"]
        low, high = fields.get("afternoon", (1, 0))
        hour += 12 if low <= hour <= high and hour <= 12 else 0
        minute = fields.get("minute")
        value += f"T{hour:02d}" + (f":{minute:02d}" if minute is not None else "")
    elif "part" in fields:
        value += fields["part"]
    return value


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
    year, mask = points._year(fields, scope)
    if year is None:
        return None
    period = scope.period
    if period is None:
        whole = cal.year(year)
        return _as_date(Found(whole, mask), None) if whole is not None else None
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
    return _as_date(Found(moved, EXACT), None)
