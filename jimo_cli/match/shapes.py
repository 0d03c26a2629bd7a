"""Candidates from shapes: regular expressions over characters, for machine-made text.

URLs, e-mail addresses, time stamps and titles in 《》 have no words to speak of, so a pattern over
tokens cannot describe them. Everything else is a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..values.numerals import Numeral
from .lattice import Edge


class Shape(NamedTuple):
    """A compiled shape: it is looked for only in texts that hold one of `needs` (all, if none)."""

    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    rule: int


def propose_shapes(text: str, shapes: Iterable[Shape]) -> list[Edge]:
    """The edges of all shapes; the parts of an edge are the named groups of its shape."""
    edges = []
    for pattern, needs, rule in shapes:
        for mark in needs:
            if mark in text:
                break
        else:
            if needs:
                continue
        for found in pattern.finditer(text):
            edges.append(Edge(found.start(), found.end(), -1, rule, (), _groups(found)))
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
