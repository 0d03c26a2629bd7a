"""Whether a span ends where a word can end.

Short particles at the edge of an expression are also the edge of other words: 3日前|往, 附|近300米,
1季度中|国. A particle that the rules mark as `fragile` counts only where no word of the crossing
list runs across it.
"""

from __future__ import annotations

from collections.abc import Collection

from .lattice import Edge

_LONGEST_WORD = 4


class Boundary:
    """Checks the edges of spans against the crossing words."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = words

    def holds(self, edge: Edge, text: str) -> bool:
        """False where a crossing word swallows the fragile first or last token of a span."""
        last = edge
        while last.path:
            last = last.path[-1]
        if _is_fragile(last) and self._crosses_right(text, last.start, last.end):
            return False
        first = edge
        while first.path:
            first = first.path[0]
        return not (_is_fragile(first) and self._crosses_left(text, first.start, first.end))

    def _crosses_right(self, text: str, start: int, end: int) -> bool:
        return any(text[start : end + more] in self._words for more in range(1, _LONGEST_WORD))

    def _crosses_left(self, text: str, start: int, end: int) -> bool:
        return any(text[start - more : end] in self._words for more in range(1, min(_LONGEST_WORD, start + 1)))


def _is_fragile(edge: Edge) -> bool:
    content = edge.content
    return isinstance(content, dict) and any("fragile" in attributes for attributes in content.values())
