"""Parts of a match → fields of the calendar: what the text gives, put together and checked."""

from __future__ import annotations

from typing import Any, Final

from .expressions import Fields, Length, Point, Range
from .numbers import Measure
from .numerals import Numeral
from .parts import Parts

_LIMITS: Final = {
    "month": (1, 12),
    "quarter": (1, 4),
    "half": (1, 2),
    "day": (1, 31),
    "hour": (0, 24),
    "minute": (0, 59),
    "second": (0, 59),
    "lunar_month": (1, 12),
    "lunar_day": (1, 30),
    "week": (1, 53),
    "weekday": (1, 7),
    "nth": (-1, 400),  # -1 is the last
}  # fmt: skip
# Labels whose word is read for its attributes, not as a field of that name.
_NUMERIC_LABELS: Final = frozenset(_LIMITS) | {
    "year", "short_year", "decade", "century", "nth_day", "nth_month", "nth_week", "month_word", "bc_year",
    "fives", "era_year",
}  # fmt: skip


def _merge(into: Fields, key: str, value: Any) -> bool:
    """Set a field; False where the text gives it twice and differently (6月1日周六 of a Tuesday
    is settled by the resolver, 3月5月 is no date)."""
    if key in into and into[key] != value:
        return False
    into[key] = value
    return True


def collect(parts: Parts) -> Fields | None:
    """The fields that the parts of a match give together, or None where they contradict."""
    fields: Fields = {}
    for key, value in parts.given.items():
        if key not in _NO_FIELDS:
            fields[key] = value
    for label, value in zip(parts.labels, parts.values):
        pairs: dict[str, Any]
        kind = type(value)
        if kind is dict:
            if not value:
                continue
            pairs = {key: item for key, item in value.items() if key not in _NO_FIELDS}
            if "n" in value and label in _NUMERIC_LABELS:
                pairs[label] = value["n"]
        elif kind is Point:
            pairs = value.fields
        elif kind in _NUMBERS:
            count = _count(label, value)
            if count is None:
                return None
            pairs = {label: count}
        else:
            continue
        if not fields:
            fields.update(pairs)
            continue
        for key, item in pairs.items():
            if not _merge(fields, key, item):
                return None
    return fields if sound(fields) else None


_NUMBERS: Final = frozenset((Numeral, Measure))
_NO_FIELDS: Final = frozenset(("mod", "side", "way", "n", "fragile", "near"))


def _count(label: str, value: Numeral | Measure) -> int | None:
    """A numeral as the whole number that a calendar field needs."""
    if label in ("year", "short_year", "decade") and value.digits is not None:
        return int(value.digits)
    if value.low != value.high or not isinstance(value.low, int):
        return None
    return value.low


def sound(fields: Fields) -> bool:
    for key, value in fields.items():
        if key in _LIMITS and isinstance(value, int):
            low, high = _LIMITS[key]
            if not low <= value <= high:
                return False
    return True


def mod_of(parts: Parts) -> str | None:
    """The modifier that the parts give: of a word (左右, 许), else of the rule."""
    inner = None
    for label, value in zip(parts.labels, parts.values):
        kind = type(value)
        if kind is dict:
            if label in _HEDGES and "mod" in value:
                return str(value["mod"])
        elif kind in _MODIFIED and value.mod:
            inner = value.mod
    given = parts.given.get("mod")
    return inner or (str(given) if given else None)


_MODIFIED: Final = frozenset((Point, Range, Length))
_HEDGES: Final = frozenset(("approx", "around", "before", "before_round", "length_after", "more", "most_of"))
