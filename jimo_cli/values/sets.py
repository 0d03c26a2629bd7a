"""Sets: what comes again - 每天, 每周五, 每年3月 - as TIMEX3 writes them."""

from __future__ import annotations

from typing import Final

from . import points
from .answers import duration, is_fine
from .expressions import Length, Repeat
from .scope import Resolved


def repeat(expression: Repeat) -> Resolved | None:
    """A set by the length between its members, or by its members with X where they vary."""
    if expression.point is None:
        if expression.length is None:
            return None
        return Resolved("SET", duration(expression.length), None, None, None, is_fine(expression.length))
    value = underspecified(expression.point.fields, expression.length)
    if value is None:
        return None
    if expression.last is not None:
        last = underspecified(expression.last.fields, expression.length)
        if last is None:
            return None
        value = f"{value}/{last}"
    return Resolved("SET", value, None, None, None, "T" in value)


def underspecified(fields: points.Fields, every: Length | None) -> str | None:
    """XXXX-WXX-5, XXXX-XX-04, XXXX-03: a point that comes again, with X where it varies."""
    value = _underspecified_day(fields, every)
    if value is None or value.startswith("P"):
        return value
    if "hour" in fields:
        hour = fields["hour"]
        low, high = fields.get("afternoon", (1, 0))
        hour += 12 if low <= hour <= high and hour <= 12 else 0
        minute = fields.get("minute")
        value += f"T{hour:02d}" + (f":{minute:02d}" if minute is not None else "")
    elif "part" in fields:
        value += fields["part"]
    return value


_YEARLY: Final = frozenset(("lunar_month", "lunar", "feast", "term", "year_edge", "portion"))
_MONTHLY: Final = frozenset(("third", "month_edge", "nth", "nth_week"))


def _underspecified_day(fields: points.Fields, every: Length | None) -> str | None:
    """Everything down to the day; what TIMEX3 cannot write (每年春节) is only said to be yearly."""
    unit = every.items[0][2] if every is not None else None
    if not _YEARLY.isdisjoint(fields):
        return "P1M" if unit == "M" else "P1Y"
    if not _MONTHLY.isdisjoint(fields):
        return "P1Y" if "month" in fields else "P1M"
    if "weekday" in fields:
        return f"XXXX-WXX-{fields['weekday']}"
    if "weekend" in fields:
        return "XXXX-WXX-WE"
    if "month" in fields:
        return f"XXXX-{fields['month']:02d}" + (f"-{fields['day']:02d}" if "day" in fields else "")
    if "day" in fields:
        return f"XXXX-XX-{fields['day']:02d}"
    if "quarter" in fields:
        return f"XXXX-Q{fields['quarter']}"
    if "season" in fields:
        return f"XXXX-{fields['season']}"
    if "half" in fields:
        return f"XXXX-H{fields['half']}"
    return "XXXX-XX-XX" if "part" in fields or "hour" in fields else None
