"""What the members of a list share: 5.5个、2.9个百分点 are both points, 10月28日、29日 both of October.

A list says its unit once, behind its last number, and its month once, before its first day; both
hold for all. A comparison takes the date of its own clause along (2020年比十年前增长).
"""

from __future__ import annotations

from typing import Final

from .match.lattice import Edge
from .rules import Rules
from .text import Layout
from .values.exact import times
from .values.expressions import Fields, Point, Range, Repeat, Shifted, Window
from .values.numbers import Measure

_SMALL: Final = 10_000  # a member below this takes the 万 or 亿 of the last one
# The fields of a day, month …, and those above them that a list says once.
_LEVELS: Final = (
    (("hour",), ("part", "hours", "afternoon")),
    (("day",), ("month", "rel_month", "same_month", "year", "short_year", "rel_year", "told_year", "cycle")),
    (("weekday", "weekend"), ("rel_week",)),
    (("month", "quarter", "half", "season"), ("year", "short_year", "rel_year", "told_year", "cycle")),
)


class Lists:
    """Completes chosen spans by what stands beside them, in place."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._marks = tuple(rules.words("list_joint"))
        self._alike = tuple(rules.words("list_unit"))
        self._filler = frozenset(rules.words("list_filler"))
        self._turns = tuple(rules.words("list_turn"))
        self._compare = tuple(rules.words("compare_mark"))

    def complete(self, chosen: list[Edge], text: str, layout: Layout) -> None:
        """Give members of lists their unit and their month, and comparisons their date."""
        # A module is asked for a class by its name, which takes as long as all the rest.
        measure, point = Measure, Point
        for place in range(len(chosen) - 2, -1, -1):  # from right to left: the unit stands last
            first, last = chosen[place], chosen[place + 1]
            if type(first.value) is measure and type(last.value) is measure:
                if self._are_listed(text, first.end, last.start, first.value.unit in self._filler):
                    self._share_unit(first, last, text)
        for edge in chosen:
            if type(edge.value) is point and text.endswith(self._compare, 0, edge.start):
                _lean(edge)
        for place in range(len(chosen) - 1):
            first, last = chosen[place], chosen[place + 1]
            kind = type(last.value)
            if kind is measure:
                continue
            if kind is point:
                if self._are_listed(text, first.end, last.start):
                    if type(first.value) in (Point, Range):
                        _share_fields(first, last)
                    elif type(first.value) is Repeat:
                        _share_repetition(first, last)
            elif kind in (Window, Shifted) and type(first.value) is point:
                self._count_from(first, last, text, layout)

    def _are_listed(self, text: str, start: int, end: int, filled: bool = False) -> bool:
        if not start < end <= start + 4:
            return False
        gap = text[start:end].strip()
        if filled and gap.endswith(self._turns):  # 低0.2个和高0.7个百分点
            gap = next(gap[: -len(turn)] for turn in self._turns if gap.endswith(turn))
        return gap in self._marks

    def _share_unit(self, first: Edge, last: Edge, text: str) -> None:
        """5.5个、2.9个百分点, 3、5万元."""
        one, other = first.value, last.value
        rules = self._rules.rules
        if rules[first.rule].type != "CARDINAL" or one.ratio is not None or other.unit is None:
            return
        kind = other.kind or rules[last.rule].type
        if kind not in ("PERCENT", "MONEY", "QUANTITY"):
            return
        if kind == "PERCENT" and other.kind is None and not text.endswith(self._alike, 0, last.end):
            return  # 3、4成: what is scaled when it is read
        if one.unit is not None and not (kind == "PERCENT" and one.unit in self._filler):
            return
        low, high, scale = one.low, one.high, one.scale
        if scale == 1 and other.scale > 1 and abs(high) < _SMALL:
            low, high, scale = times(low, other.scale), times(high, other.scale), other.scale
        first.value = one._replace(
            low=low, high=high, unit=other.unit, per=other.per, si=other.si, scale=scale, kind=kind
        )

    def _count_from(self, first: Edge, last: Edge, text: str, layout: Layout) -> None:
        """2020年比十年前增长: the ten years are counted from 2020."""
        window = last.value.window if type(last.value) is Shifted else last.value
        if window.way != "ago" or not text.endswith(self._compare, 0, last.start):
            return
        if not {"year", "short_year", "rel_year"} & first.value.fields.keys():
            return
        start, _ = layout.clause(last.start)
        if first.start < start and first.end < start - 1:  # 2020年, before its comma belongs here too
            return
        window = window._replace(base=first.value)
        last.value = last.value._replace(window=window) if type(last.value) is Shifted else window


def _lean(edge: Edge) -> None:
    """比上年, 比上月, 比年初: what is compared with is counted from the period told."""
    fields = edge.value.fields
    if "leans" in fields or ("year_edge" in fields and len(fields) == 1):
        edge.value = edge.value._replace(fields={**fields, "compared": 1})


def _share_repetition(first: Edge, last: Edge) -> None:
    """每月1日和15日: both come again."""
    given = first.value.last or first.value.point
    if given is None or first.value.last is not None:
        return
    for level, above in _LEVELS:
        if any(name in last.value.fields for name in level):
            alone = not any(name in last.value.fields for name in above)
            if alone and any(name in given.fields for name in level):
                shared = {name: given.fields[name] for name in above if name in given.fields}
                last.value = Repeat(first.value.length, Point({**shared, **last.value.fields}))
            return


def _share_fields(first: Edge, last: Edge) -> None:
    """The month of the first day, for a second one that says none."""
    value = first.value
    given: Fields = {**value.first.fields, **value.last.fields} if type(value) is Range else value.fields
    fields: Fields = last.value.fields
    for level, above in _LEVELS:
        if any(name in fields for name in level):
            if any(name in given for name in level) and not any(name in fields for name in above):
                shared = {name: given[name] for name in above if name in given}
                if "day" in level and "weekday" in given:
                    return
                last.value = last.value._replace(fields={**shared, **fields})
            return
