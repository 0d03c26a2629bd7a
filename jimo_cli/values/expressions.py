"""What a text says of a time, before it is known what that means: the expressions.

A value function builds one of these from what its rule read, and `resolve` reads it against the
reference once the clause is known.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .exact import Exact

Fields = dict[str, Any]


class Point(NamedTuple):
    """A place in the calendar by the fields that the text gives: 今年10月 is rel_year 0, month 10."""

    fields: Fields
    mod: str | None = None


class Range(NamedTuple):
    """From the start of one expression to the end of another; fields left out pass over."""

    first: Point
    last: Point
    mod: str | None = None


class Open(NamedTuple):
    """One side of a point: since, before, after, on_or_before, on_or_after."""

    point: Point
    side: str


class Length(NamedTuple):
    """A length of time in the units written: low and high count of each unit, largest first."""

    items: tuple[tuple[Exact, Exact, str], ...]
    mod: str | None = None

    @property
    def few(self) -> bool:
        """Whether it is of a 几 or a 数, which says no number at all."""
        return self.items[0][:2] == (2, 9)

    @property
    def exact(self) -> bool:
        return all(low == high for low, high, _ in self.items)


class LengthRange(NamedTuple):
    low: Length
    high: Length
    mod: str | None = None


class Window(NamedTuple):
    """A length counted from the reference: last, next, within, ago, later, since, previous …"""

    length: Length
    way: str
    mod: str | None = None
    base: Point | None = None  # what it is counted from instead of the reference


class Shifted(NamedTuple):
    """A point in the year, month or day that a length leads to: 两年前的10月30日."""

    window: Window
    point: Point


class Repeat(NamedTuple):
    """每天, 每周五, 每隔3天, 每周一至周五: what comes again, and to which point it goes on."""

    length: Length | None
    point: Point | None
    last: Point | None = None


class Vague(NamedTuple):
    """近日, 目前: a time that has no place in the calendar."""

    value: str
    mod: str | None = None


class Same(NamedTuple):
    """同期 of another year: the period of the clause, moved there."""

    point: Point | None


Expression = (
    Point | Range | Open | Length | LengthRange | Window | Shifted | Repeat | Vague | Same
)  # fmt: skip
