"""Fact patterns over the pieces of a clause: where each of them reads, and with which slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, final

from .pieces import Piece

_MAX_STEPS = 2_000  # readings of one clause; ordinary ones stay under fifty


@final
class Pattern:
    """One compiled fact rule (positions as in `rulebook.pattern`)."""

    __slots__ = ("atoms", "first", "follow", "given", "id", "kind", "last", "order", "weight")

    def __init__(self, entry: Mapping[str, Any], order: int) -> None:
        self.id: str = entry["id"]
        self.kind: str = entry["kind"]
        self.weight: int = entry["weight"]
        self.given: Mapping[str, Any] = entry["set"]
        self.atoms: list[tuple[str, str]] = list(entry["atoms"])
        self.first: list[int] = list(entry["first"])
        self.last: set[int] = set(entry["last"])
        self.follow: list[list[int]] = [list(after) for after in entry["follow"]]
        self.order = order


@final
class Match:
    """A pattern that reads `pieces[first:last]`, and the piece of each slot."""

    __slots__ = ("first", "last", "pattern", "slots")

    def __init__(self, pattern: Pattern, first: int, last: int, slots: dict[str, Piece]) -> None:
        self.pattern = pattern
        self.first = first
        self.last = last
        self.slots = slots

    def rank(self) -> tuple[int, int]:
        """What decides between matches: the pieces that are read, then the order of the rules."""
        return (8 * (self.last - self.first) + self.pattern.weight, -self.pattern.order)


@final
class Grammar:
    """All fact patterns."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._patterns = [Pattern(entry, order) for order, entry in enumerate(entries)]
        self._by_first: dict[str, list[tuple[Pattern, int]]] = {}
        for pattern in self._patterns:
            for position in pattern.first:
                self._by_first.setdefault(pattern.atoms[position][0], []).append((pattern, position))

    def matches(self, pieces: Sequence[Piece]) -> list[Match]:
        """Every reading of every pattern, the longest from each start and position only."""
        found: list[Match] = []
        budget = _MAX_STEPS
        for start, piece in enumerate(pieces):
            for name in piece.classes:
                for pattern, position in self._by_first.get(name, ()):
                    stack: list[tuple[int, int, dict[str, Piece]]] = [
                        (position, start, {pattern.atoms[position][1]: piece})
                    ]
                    while stack and budget > 0:
                        budget -= 1
                        at, place, slots = stack.pop()
                        if at in pattern.last:
                            found.append(Match(pattern, start, place + 1, slots))
                        if place + 1 >= len(pieces):
                            continue
                        following = pieces[place + 1]
                        for after in pattern.follow[at]:
                            wanted, label = pattern.atoms[after]
                            if following.has(wanted):
                                extended = dict(slots)
                                extended.setdefault(label, following)
                                stack.append((after, place + 1, extended))
        return found
