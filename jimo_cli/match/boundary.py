"""Whether a span ends where a word can end.

Short particles at the edge of an expression are also the edge of other words: 3日前|往, 附|近300米,
1季度中|国. A particle that the rules mark as `fragile` counts only where no word of the crossing
list runs across it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from .lattice import Edge

_LONGEST_WORD: Final = 4


class Boundary:
    """Checks the edges of spans against the crossing words."""

    def __init__(self, words: Collection[str], fragile: Mapping[str, int]) -> None:
        """`words` run across edges; `fragile` are the particles, each with its symbol."""
        self._words = words
        self._fragile = frozenset(fragile)
        self._symbols = frozenset(fragile.values())

    def crossing_word(self, edge: Edge, text: str) -> str | None:
        """The word that swallows the fragile first or last token of a span, or None."""
        last = edge
        while last.path:
            last = last.path[-1]
        if last.symbol in self._symbols and text[last.start : last.end] in self._fragile:
            for start in range(last.start, last.end):
                for end in range(last.end + 1, min(last.end + _LONGEST_WORD, len(text) + 1)):
                    if text[start:end] in self._words:
                        return text[start:end]
        first = edge
        while first.path:
            first = first.path[0]
        if first.symbol in self._symbols and text[first.start : first.end] in self._fragile:
            for end in range(first.start + 1, first.end + 1):
                for start in range(max(0, first.start - _LONGEST_WORD + 1), first.start):
                    if text[start:end] in self._words:
                        return text[start:end]
        return None
