"""Fact patterns over the pieces of a clause: where each of them reads, and with which slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, final

from .piece import Piece

_MAX_STEPS: Final = 2_000  # readings of one clause; ordinary ones stay under fifty


@final
class Pattern:
    """One compiled fact rule (positions as in `rulebook.pattern`)."""

    __slots__ = ("atoms", "classes", "first", "follow", "given", "id", "kind", "last", "order", "weight")

    def __init__(self, entry: Mapping[str, Any], order: int) -> None:
        self.id: str = entry["id"]
        self.kind: str = entry["kind"]
        self.weight: int = entry["weight"]
        self.given: Mapping[str, Any] = entry["set"]
        self.atoms: list[tuple[str, str]] = list(entry["atoms"])
        self.classes = frozenset([name for name, _ in self.atoms])
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

    def rank(self) -> tuple[int, int, int]:
        """What decides between readings: the pieces read, then whether an indicator is named, then the rules' order."""
        named = int("attribute" in self.slots or "thing" in self.slots)
        return (8 * (self.last - self.first - 1) + self.pattern.weight, named, -self.pattern.order)


@final
class Grammar:
    """All fact patterns."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._patterns = [Pattern(entry, order) for order, entry in enumerate(entries)]
        self._by_first: dict[str, list[tuple[Pattern, int]]] = {}
        for pattern in self._patterns:
            for position in pattern.first:
                self._by_first.setdefault(pattern.atoms[position][0], []).append((pattern, position))

    def readings(self, pieces: Sequence[Piece], every: list[Match] | None = None) -> dict[int, Match]:
        """For each piece that is the value of a pattern, by its start, the reading that is best.

        The best reading is that of most pieces, then one that names an indicator, then the first rule.
        `every`, if given, takes all the readings, for `explain`.
        """
        best: dict[int, Match] = {}
        ranks: dict[int, tuple[int, int, int]] = {}
        budget = _MAX_STEPS
        size = len(pieces)
        last_value = max((at for at, piece in enumerate(pieces) if piece.is_value), default=-1)
        for start in range(last_value + 1):
            piece = pieces[start]
            for name in piece.classes:
                for pattern, position in self._by_first.get(name, ()):
                    stack = [_Step(None, position, start, piece, pattern.atoms[position][1])]
                    while stack and budget > 0:
                        budget -= 1
                        step = stack.pop()
                        if step.position in pattern.last and step.value >= 0:
                            rank = (8 * (step.place - start) + pattern.weight, step.named, -pattern.order)
                            if every is not None:
                                every.append(Match(pattern, start, step.place + 1, step.slots()))
                            if step.value not in ranks or rank > ranks[step.value]:
                                ranks[step.value] = rank
                                best[step.value] = Match(pattern, start, step.place + 1, step.slots())
                        if step.place + 1 == size:
                            continue
                        following = pieces[step.place + 1]
                        for after in pattern.follow[step.position]:
                            wanted, label = pattern.atoms[after]
                            if wanted in following.classes:
                                stack.append(_Step(step, after, step.place + 1, following, label))
        return best


@final
class _Step:
    """A piece read, and how the reading came there."""

    __slots__ = ("before", "label", "named", "piece", "place", "position", "value")

    def __init__(self, before: _Step | None, position: int, place: int, piece: Piece, label: str) -> None:
        self.before = before
        self.position = position
        self.place = place
        self.piece = piece
        self.label = label
        value: int = before.value if before is not None else -1
        named: int = before.named if before is not None else 0
        self.value: int = value  # the start of the value read so far
        self.named: int = named  # whether an indicator was read
        if label == "value":
            self.value = piece.start
        elif label in ("attribute", "thing"):
            self.named = 1

    def slots(self) -> dict[str, Piece]:
        """The first piece of each label."""
        found: dict[str, Piece] = {}
        step: _Step | None = self
        while step is not None:
            found[step.label] = step.piece
            step = step.before
        return found
