"""Candidates from shapes: regular expressions over characters, for machine-made text.

URLs, e-mail addresses, time stamps and titles in 《》 have no words to speak of, so a pattern over
tokens cannot describe them. Everything else is a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, final

from ..values.numerals import Numeral
from .lattice import Edge

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

_ZERO: Final = 0x30
_NINE: Final = 0x39


@final
class Shape:
    """A compiled shape: it is looked for only in texts that hold one of `needs` (all, if none)."""

    __slots__ = ("at_digits", "needs", "pattern", "rule")

    def __init__(self, pattern: re.Pattern[str], needs: Iterable[str], at_digits: bool, rule: int) -> None:
        self.pattern = pattern
        self.needs = list(needs)
        self.at_digits = at_digits  # it begins with a digit
        self.rule = rule

    def may_stand(self, text: str) -> bool:
        """Whether a text has one of the marks without which there is none."""
        for mark in self.needs:
            if mark in text:
                return True
        return not self.needs


def propose_shapes(text: str, shapes: Iterable[Shape]) -> list[Edge]:
    """The edges of all shapes; the parts of an edge are the named groups of its shape."""
    edges: list[Edge] = []
    digits: list[int] | None = None
    for shape in shapes:
        if not shape.may_stand(text):
            continue
        if not shape.at_digits:
            for found in shape.pattern.finditer(text):
                edges.append(_edge(found, shape.rule))
            continue
        if digits is None:
            digits = _digits(text)
        # To try these places takes a tenth of the time that `finditer` needs to look at every character.
        match, end = shape.pattern.match, 0
        for at in digits:
            tried = match(text, at) if at >= end else None
            if tried is not None:
                edges.append(_edge(tried, shape.rule))
                end = tried.end()
    return edges


def _digits(text: str) -> list[int]:
    """Where the digits 0 to 9 stand."""
    places: list[int] = []
    for at in range(len(text)):
        code: i64 = ord(text[at])
        if _ZERO <= code <= _NINE:
            places.append(at)
    return places


def _edge(found: re.Match[str], rule: int) -> Edge:
    return Edge(found.start(), found.end(), -1, rule, (), _groups(found))


def _groups(found: re.Match[str]) -> tuple[list[str], list[Numeral], list[Edge]]:
    """The labels, values and places of the named groups of a match that hold digits."""
    labels, values, path = [], [], []
    for label, surface in found.groupdict().items():
        if surface is not None and surface.isascii() and surface.isdigit():
            labels.append(label)
            values.append(Numeral(int(surface), int(surface), digits=surface))
            path.append(Edge(*found.span(label), -1, -1, (), values[-1]))
    return labels, values, path
