"""Sets: what comes again - 每天, 每周五, 每年3月 - as TIMEX3 writes them."""

from __future__ import annotations

from . import points
from .answers import duration, is_fine
from .expressions import Length, Repeat
from .scope import Resolved


def repeat(expression: Repeat) -> Resolved | None:
    if expression.point is None:
        assert expression.length is not None
        return Resolved("SET", duration(expression.length), None, None, None, is_fine(expression.length))
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
