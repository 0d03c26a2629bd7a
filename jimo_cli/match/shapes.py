"""Candidates from shapes: regular expressions over characters, for machine-made text.

URLs, e-mail addresses, time stamps and titles in 《》 have no words to speak of, so a pattern over
tokens cannot describe them. Everything else is a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import final

from ..values.numerals import Numeral
from .lattice import Edge


@final
class Shape:
    """A compiled shape: it is looked for only in texts that hold one of `needs` (all, if none)."""

    __slots__ = ("needs", "pattern", "rule")

    def __init__(self, pattern: re.Pattern[str], needs: Iterable[str], rule: int) -> None:
        self.pattern = pattern
        self.needs = list(needs)
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
    for shape in shapes:
        if shape.may_stand(text):
            for found in shape.pattern.finditer(text):
                edges.append(Edge(found.start(), found.end(), -1, shape.rule, (), _groups(found)))
    return edges


def _groups(found: re.Match[str]) -> tuple[list[str], list[Numeral], list[Edge]]:
    """The labels, values and places of the named groups of a match that hold digits."""
    labels, values, path = [], [], []
    for label, surface in found.groupdict().items():
        if surface is not None and surface.isascii() and surface.isdigit():
            labels.append(label)
            values.append(Numeral(int(surface), int(surface), digits=surface))
            path.append(Edge(*found.span(label), -1, -1, (), values[-1]))
    return labels, values, path
