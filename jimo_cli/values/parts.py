"""What a value function is given: the tokens that its rule read, by the labels of the pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple


class Part(NamedTuple):
    """One token: its label, its value (a word's attributes, a numeral, or what a rule made of it),
    and its surface, with its place in the text."""

    label: str
    value: Any
    surface: str
    start: int
    end: int


class Parts:
    """The parts of a match, in text order."""

    __slots__ = ("given", "items")

    def __init__(self, items: list[Part], given: Mapping[str, Any]) -> None:
        self.items = items
        self.given = given  # the rule's own `set`

    def __iter__(self) -> Iterator[Part]:
        return iter(self.items)

    def find(self, label: str) -> Part | None:
        """The first part of that label, or None."""
        for part in self.items:
            if part.label == label:
                return part
        return None

    def value(self, label: str) -> Any:
        """The value of the first part of that label, or None."""
        for part in self.items:
            if part.label == label:
                return part.value
        return None

    def attribute(self, name: str) -> Any:
        """The first attribute of that name: of the rule's `set`, else of a word."""
        if name in self.given:
            return self.given[name]
        for part in self.items:
            if isinstance(part.value, dict) and name in part.value:
                return part.value[name]
        return None


ValueFunction = Callable[[Parts], Any]
