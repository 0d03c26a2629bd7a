"""Fact patterns over the pieces of a clause: where each of them reads, and with which slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, final

from .piece import Piece

_MAX_STEPS: Final = 2_000  # readings of one clause; ordinary ones stay under fifty


_PLACE: Final = 256  # a step on the way is a number: the place of its piece times this, and its position


@final
class Pattern:
    """One compiled fact rule (positions as in `rulebook.pattern`).

    Of each position: `wanted` is the bit of the class that it reads, `goes_on` the bits of those that may follow.
    """

    __slots__ = (
        "classes",
        "final",
        "first",
        "follow",
        "given",
        "goes_on",
        "id",
        "is_last",
        "kind",
        "labels",
        "order",
        "wanted",
        "weight",
    )

    def __init__(self, entry: Mapping[str, Any], order: int, bits: dict[str, int]) -> None:
        self.id: str = entry["id"]
        self.kind: str = entry["kind"]
        self.weight: int = entry["weight"]
        self.given: dict[str, Any] = entry["set"]
        names = [name for name, _ in entry["atoms"]]
        self.labels: list[str] = [label for _, label in entry["atoms"]]
        self.classes = frozenset(names)
        self.final: str = names[-1]  # the class of the last item of the rule
        self.first: list[tuple[str, int]] = [(names[position], position) for position in entry["first"]]
        self.is_last: list[bool] = [position in entry["last"] for position in range(len(names))]
        self.follow: list[list[int]] = [list(after) for after in entry["follow"]]
        self.wanted: list[int] = [bits.setdefault(name, 1 << len(bits)) for name in names]
        self.goes_on: list[int] = []
        for after in self.follow:
            allowed = 0
            for position in after:
                allowed |= self.wanted[position]
            self.goes_on.append(allowed)
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
        self._bits: dict[str, int] = {}  # of the classes that patterns name
        self._patterns = [Pattern(entry, order, self._bits) for order, entry in enumerate(entries)]
        self._by_first: dict[str, list[tuple[Pattern, int]]] = {}
        for pattern in self._patterns:
            for name, position in pattern.first:
                self._by_first.setdefault(name, []).append((pattern, position))

    def readings(self, pieces: list[Piece], every: list[Match] | None = None) -> dict[int, Match]:
        """For each piece that is the value of a pattern, by its start, the reading that is best.

        The best reading is that of most pieces, then one that names an indicator, then the first rule.
        `every`, if given, takes all the readings, for `explain`.
        """
        last_value = max([at for at, piece in enumerate(pieces) if piece.is_value], default=-1)
        search = _Search(pieces, [self._classes_of(piece) for piece in pieces], every)
        for start in range(last_value + 1):
            after = search.classes[start + 1] if start + 1 < len(pieces) else 0
            for name in pieces[start].classes:
                for pattern, position in self._by_first.get(name, _NONE):
                    # Nine tries in ten end here, before anything is made for them.
                    if pattern.goes_on[position] & after or pattern.is_last[position]:
                        search.read(pattern, position, start)
        return search.best

    def _classes_of(self, piece: Piece) -> int:
        """The bits of its classes."""
        bits = 0
        for name in piece.classes:
            bits |= self._bits.get(name, 0)
        return bits


_NONE: Final[list[tuple[Pattern, int]]] = []


@final
class _Search:
    """The readings of one clause, each way through a pattern to its end."""

    __slots__ = ("_budget", "_every", "_pieces", "_ranks", "_trail", "best", "classes")

    def __init__(self, pieces: list[Piece], classes: list[int], every: list[Match] | None) -> None:
        self.best: dict[int, Match] = {}
        self.classes = classes  # of each piece, as bits
        self._pieces = pieces
        self._every = every
        self._ranks: dict[int, tuple[int, int, int]] = {}
        self._trail = [0] * len(pieces)  # the position that each piece is read as, on the way that is followed
        self._budget = _MAX_STEPS

    def read(self, pattern: Pattern, position: int, start: int) -> None:
        """Follow a pattern from a piece on, depth first."""
        classes, trail = self.classes, self._trail
        steps = [start * _PLACE + position]
        while steps and self._budget > 0:
            self._budget -= 1
            step = steps.pop()
            place, position = step // _PLACE, step % _PLACE
            trail[place] = position
            if pattern.is_last[position]:
                self._accept(pattern, start, place)
            place += 1
            if place < len(classes) and pattern.goes_on[position] & classes[place]:
                for after in pattern.follow[position]:
                    if pattern.wanted[after] & classes[place]:
                        steps.append(place * _PLACE + after)

    def _accept(self, pattern: Pattern, start: int, last: int) -> None:
        """Keep the way that ends at the piece `last`, if it is the best for its value so far."""
        value, named = -1, 0
        for at in range(start, last + 1):
            label = pattern.labels[self._trail[at]]
            if label == "value":
                if pattern.kind != "rank" and self._pieces[at].has("ordinal"):
                    return  # 升至|第14位 is a place, and no level
                value = self._pieces[at].start
            elif label in ("attribute", "thing"):
                named = 1
        if value < 0:
            return
        rank = (8 * (last - start) + pattern.weight, named, -pattern.order)
        is_best = value not in self._ranks or rank > self._ranks[value]
        if is_best or self._every is not None:
            match = Match(pattern, start, last + 1, self._slots(pattern, start, last))
            if self._every is not None:
                self._every.append(match)
            if is_best:
                self._ranks[value] = rank
                self.best[value] = match

    def _slots(self, pattern: Pattern, start: int, last: int) -> dict[str, Piece]:
        """The first piece of each label."""
        found: dict[str, Piece] = {}
        for at in range(last, start - 1, -1):
            found[pattern.labels[self._trail[at]]] = self._pieces[at]
        return found
