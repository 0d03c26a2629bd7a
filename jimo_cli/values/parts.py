"""What a value function is given: the tokens that its rule read, by the labels of the pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from ..records import made


class Spanned(Protocol):
    """What has a place in the text."""

    start: int
    end: int


class Part(NamedTuple):
    """One token: its label, its value (a word's attributes, a numeral, or what a rule made of it),
    its surface in normal form, and as it is written."""

    label: str
    value: Any
    surface: str
    written: str


class Parts:
    """The parts of a match, in text order.

    Labels and values are parallel sequences, because most value functions ask for one label at a
    time; surfaces are cut from the text only where one is asked for.
    """

    __slots__ = ("_path", "_texts", "given", "labels", "values")

    def __init__(
        self,
        labels: Sequence[str],
        values: Sequence[Any],
        path: Sequence[Spanned],
        texts: tuple[str, str],
        given: dict[str, Any],
    ) -> None:
        self.labels = labels
        self.values = values
        self._path = path
        self._texts = texts  # the normal form, and the text as given
        self.given = given  # the rule's own `set`

    def __iter__(self) -> Iterator[Part]:
        for place in range(len(self.labels)):
            yield self[place]

    def __getitem__(self, place: int) -> Part:
        start, end = self._path[place].start, self._path[place].end
        normal, text = self._texts
        return made(Part, (self.labels[place], self.values[place], normal[start:end], text[start:end]))

    def only(self, labels: Callable[[str], bool], rename: Callable[[str], str] = str) -> Parts:
        """The parts whose label passes, under new names if wanted; nothing of the rule's `set`."""
        kept = [place for place, label in enumerate(self.labels) if labels(label)]
        return Parts(
            [rename(self.labels[place]) for place in kept],
            [self.values[place] for place in kept],
            [self._path[place] for place in kept],
            self._texts,
            {},
        )

    def find(self, label: str) -> Part | None:
        """The first part of that label, or None."""
        return self[self.labels.index(label)] if label in self.labels else None

    def value(self, label: str) -> Any:
        """The value of the first part of that label, or None."""
        for name, value in zip(self.labels, self.values):
            if name == label:
                return value
        return None

    def attribute(self, name: str) -> Any:
        """The first attribute of that name: of the rule's `set`, else of a word."""
        if name in self.given:
            return self.given[name]
        for value in self.values:
            if type(value) is dict and name in value:
                return value[name]
        return None


ValueFunction = Callable[[Parts], Any]
