"""Words that patterns name, looked up character by character in their packed form (see `rulebook.trees`)."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, Final, final

from ..rulebook.bundle import Packed
from ..rulebook.packing import BASE, BEYOND, TREE_CODE, WIDE

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

_UNREAD: Final = object()


@final
class Words:
    """A tree of words. A node is a number, 0 the top."""

    __slots__ = ("_begins", "_codes", "_contents", "_first", "_known", "_numbers")

    def __init__(self, packed: Packed) -> None:
        lines = [line.decode(TREE_CODE, "surrogatepass") for line in packed[:4]]
        self._codes = lines[0]
        self._first = lines[1]
        self._numbers = lines[2]
        self._begins = lines[3]
        self._contents = packed[4]
        self._known: list[Any] = [_UNREAD] * (len(self._begins) - 1)

    def child(self, node: i64, code: i64) -> i64:
        """The node that a character leads to; 0 for none."""
        first, codes = self._first, self._codes
        low: i64 = ord(first[node])
        high: i64 = ord(first[node + 1])
        low = low - BASE if low < WIDE else low - BEYOND
        high = high - BASE if high < WIDE else high - BEYOND
        while low < high:
            middle: i64 = (low + high) >> 1
            found: i64 = ord(codes[middle])
            if found == code:
                return middle
            if found < code:
                low = middle + 1
            else:
                high = middle
        return 0

    def is_word(self, node: i64) -> bool:
        """Whether a word ends in a node."""
        return ord(self._numbers[node]) != BASE

    def content(self, node: i64) -> Any:
        """What is known of the word that ends in a node."""
        word: i64 = self._value(self._numbers, node) - 1
        known = self._known[word]
        if known is _UNREAD:
            start, end = self._value(self._begins, word), self._value(self._begins, word + 1)
            known = self._known[word] = marshal.loads(self._contents[start:end])
        return known

    @staticmethod
    def _value(line: str, at: i64) -> i64:
        """A number that is written as a character of a line."""
        code: i64 = ord(line[at])
        return code - BASE if code < WIDE else code - BEYOND
