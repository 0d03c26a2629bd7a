"""Mentions → the figures that facts hold."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..model import Mention, Number, NumberMention, TimeMention
from ..values.exact import number


class Figure(NamedTuple):
    """A number, or a duration as one: 3.5小时 is 3.5, unit h."""

    mention: Mention
    type: str
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    per: str | None
    mod: str | None
    ratio: str | None


_DURATION: Final = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")
_DURATION_UNITS: Final = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "TH": "h", "TM": "min", "TS": "s"}


def figure_of(mention: Mention) -> Figure:
    """The figure that a number or a duration is; one without a value where a duration has several units."""
    if isinstance(mention, NumberMention):
        return Figure(
            mention, mention.type, mention.value, mention.low, mention.high, mention.unit, mention.per, mention.mod,
            mention.ratio,
        )  # fmt: skip
    assert isinstance(mention, TimeMention)
    found = _DURATION.fullmatch(mention.value)
    mod = mention.mod if mention.mod in ("APPROX", "MORE_THAN", "LESS_THAN") else None
    if found is None:
        return Figure(mention, "", None, None, None, None, None, mod, None)
    value = number(found[2])
    return Figure(mention, "QUANTITY", value, None, None, _DURATION_UNITS[found[1] + found[3]], None, mod, None)
