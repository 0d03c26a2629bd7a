"""The pieces of a clause, which patterns are written over."""

from __future__ import annotations

from typing import Final, final

from ..model import Mention
from ..names.units import Unit

PHRASE: Final = "phrase"
VALUE: Final = "value"
TIME: Final = "time"
LIST_MARK: Final = "\u3001"  # 、


@final
class Piece:
    """A stretch of a clause, with the classes that patterns may call it by.

    `first` and `last` are indices of its units, `last` exclusive. `attributes` are those of the word in
    the class that matched; `mentions` the numbers or times that it is.
    """

    __slots__ = ("attributes", "classes", "end", "first", "is_value", "last", "mentions", "start", "text")

    def __init__(
        self, start: int, end: int, text: str, first: int, last: int, classes: tuple[str, ...], mentions: list[Mention]
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.first = first
        self.last = last
        self.classes = classes
        self.mentions = mentions
        self.is_value = VALUE in classes or "duration" in classes
        self.attributes: dict[str, tuple[str, ...]] = {}

    def has(self, name: str) -> bool:
        """Whether it is of a class."""
        # `in` would go through the general comparison of objects, which takes three times as long.
        return any(known == name for known in self.classes)

    def attribute(self, name: str) -> str:
        """The first attribute of the word in a class, or nothing."""
        values = self.attributes.get(name, ())
        return values[0] if values else ""


@final
class Clause:
    """A clause in pieces, ready for patterns.

    `skipped` are the adverbs and the words of status that stand between the pieces, `times` the times
    that are no basis of comparison, `adverbials` the ranges of units of 在上海, 随着气温回升 and the like; all
    in text order.
    """

    __slots__ = ("adverbials", "end", "left", "pieces", "qualifier", "skipped", "start", "times", "units")

    def __init__(self, units: list[Unit], pieces: list[Piece]) -> None:
        self.qualifier: tuple[int, int] | None = None  # where the way of counting stands
        self.left = False  # all its figures are of what an indicator was before
        self.start = units[0].start if units else 0
        self.end = units[-1].end if units else 0
        self.units = units
        self.pieces = pieces
        self.skipped: list[Piece] = []
        self.times: list[Piece] = []
        self.adverbials: list[tuple[int, int]] = []
