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

# Where alone a shape can begin. To try those places takes a tenth of the time that a regular expression needs to
# look at every character.
_ANYWHERE: Final = 0
_AT_DIGITS: Final = 1  # at the first of some digits
_AT_LINES: Final = 2
_ZERO: Final = 0x30
_NINE: Final = 0x39
_ASCII: Final = 0x7F
_FIRST_PLAIN: Final = 0x2000  # from here to there, where Chinese is, no character is a digit
_LAST_PLAIN: Final = 0xA61F


@final
class Shape:
    """A compiled shape: it is looked for only in texts that hold one of `needs` (all, if none)."""

    __slots__ = ("begins", "needs", "pattern", "rule")

    def __init__(self, pattern: re.Pattern[str], needs: Iterable[str], rule: int) -> None:
        self.pattern = pattern
        self.needs = list(needs)
        self.rule = rule
        self.begins = _beginning(pattern.pattern)

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
        if shape.begins == _ANYWHERE:
            for found in shape.pattern.finditer(text):
                edges.append(_edge(found, shape.rule))
        elif shape.begins == _AT_LINES:
            _try(shape, text, _lines(text), edges)
        else:
            if digits is None:
                digits = _digits(text)
            _try(shape, text, digits, edges)
    return edges


def _try(shape: Shape, text: str, places: list[int], edges: list[Edge]) -> None:
    """Add the edges of a shape that begin at one of some places."""
    match = shape.pattern.match
    end = 0
    for at in places:
        found = match(text, at) if at >= end else None
        if found is not None:
            edges.append(_edge(found, shape.rule))
            end = found.end()


def _lines(text: str) -> list[int]:
    """Where lines begin."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _digits(text: str) -> list[int]:
    """Where runs of digits begin, of any script."""
    starts: list[int] = []
    inside = False
    for at in range(len(text)):
        code: i64 = ord(text[at])
        if code < _FIRST_PLAIN:
            is_digit = _ZERO <= code <= _NINE or (code > _ASCII and text[at].isdecimal())
        else:
            is_digit = code > _LAST_PLAIN and text[at].isdecimal()
        if is_digit and not inside:
            starts.append(at)
        inside = is_digit
    return starts


def _beginning(source: str) -> int:
    """Where a regular expression can begin to match, by what it begins with."""
    if source.startswith("(?m)^"):
        begins, size = _AT_LINES, 5
    elif source.startswith(r"\d(?<!\d\d)"):
        begins, size = _AT_DIGITS, 11
    elif source.startswith(r"\d(?<![\d"):  # and more that it does not stand behind: \d(?<![\d.]\d)
        begins, size = _AT_DIGITS, source.find("]") + 4
        if not source.startswith(r"\d)", size - 3) or source[size - 5] == "\\":
            return _ANYWHERE
    else:
        return _ANYWHERE
    is_repeated = source[size : size + 1] in ("?", "*", "+", "{")
    return _ANYWHERE if is_repeated or _has_alternatives(source) else begins


def _has_alternatives(source: str) -> bool:
    """Whether a regular expression has a | that stands in no brackets."""
    depth = at = 0
    is_set = False
    while at < len(source):
        mark = source[at]
        if mark == "\\":
            at += 1
        elif is_set:
            is_set = mark != "]"
        elif mark == "[":
            is_set = True
            if source.startswith(("]", "^]"), at + 1):  # the first one is a character of the set
                at = source.index("]", at)
        elif mark in ("(", ")"):
            depth += 1 if mark == "(" else -1
        elif mark == "|" and depth == 0:
            return True
        at += 1
    return False


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
