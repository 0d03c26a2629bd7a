"""What numeric mentions are made of: a number, its hedges and its unit."""

from __future__ import annotations

from typing import Final, NamedTuple

from .exact import Exact, times
from .numerals import Numeral
from .parts import Parts


class Measure(NamedTuple):
    """A number and what it counts.

    `low` equals `high` where the value is exact. `unit` is the code of the contract (ISO 4217,
    UCUM, `%`, `pp`) or a classifier; `si` is (unit, factor, offset) of the SI unit of its
    dimension, factors as text (see `exact.scaled`).
    """

    low: Exact
    high: Exact
    mod: str | None = None
    unit: str | None = None
    per: str | None = None
    ratio: str | None = None
    si: tuple[str, str, str] | None = None
    scale: int = 1
    digits: str | None = None
    kind: str | None = None  # the type of the mention, where it is not that of its rule

    @property
    def exact(self) -> Exact | None:
        return self.low if self.low == self.high else None


DEGREE: Final = "deg"  # the unit of a 度 that does not say of what
_BOUNDS: Final = ("MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")


_HEDGES: Final = frozenset(("after", "before", "before_round", "more", "more_behind"))


def strongest(parts: Parts) -> str | None:
    """The modifier that says most: a bound before an approximation (约300多 is MORE_THAN), and of
    two bounds the one that stands last."""
    found: str | None = None
    for label, value in zip(parts.labels, parts.values):
        if label in _HEDGES:
            mod = value.get("mod")
        elif type(value) is Measure or type(value) is Numeral:
            mod = value.mod
        else:
            continue
        if mod is not None and (found is None or mod in _BOUNDS):
            found = mod
    return found or parts.given.get("mod")


_UNITS: Final = frozenset(("unit", "low_unit", "classifier"))


def unit_of(parts: Parts) -> tuple[str | None, dict[str, str] | None]:
    """The unit that the parts name, and the word that names it. A second unit makes a general one
    plain: 8亿元人民币 is of 人民币, 三万元欧元 of 欧元."""
    unit: str | None = None
    word: dict[str, str] | None = None
    for place, label in enumerate(parts.labels):
        if label in _UNITS:
            value = parts.values[place]
            if word is None or "generic" in word:
                word = value
                unit = value["unit"] if "unit" in value else parts[place].written
    return parts.given.get("unit", unit), word


def si_of(attributes: dict[str, str]) -> tuple[str, str, str] | None:
    """(unit, factor, offset) of a unit word, None where it has no SI dimension."""
    if "si" not in attributes:
        return None
    return attributes["si"], str(attributes.get("factor", "1")), str(attributes.get("offset", "0"))


ENDS: Final = frozenset(("low", "high")).__contains__


def range_(parts: Parts) -> Measure | None:
    """Two amounts and what joins them: 3万—5万, 40至50, 七千到九千亿 (both in 亿)."""
    low, high = parts.value("low"), parts.value("high")
    bottom, top = low.low, high.high
    if low.scale == 1 and high.scale > 1 and bottom > 0 and times(bottom, high.scale) < top:
        bottom = times(bottom, high.scale)
    if bottom < 0 and top < 0:
        bottom, top = min(bottom, top), max(bottom, top)
    if not bottom < top:
        return None
    return Measure(bottom, top, strongest(parts), scale=high.scale)
