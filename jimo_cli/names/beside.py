"""What stands just before or just after a name, and the points that it counts for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, final

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

NOTHING: Final = ("", 0)  # no word, and no points
_WINDOW: Final = 6  # the longest word beside a name that is looked at
_BESIDE: Final = 1 << 14  # small enough that a processor keeps the tables at hand; what shares a place is looked up
_LOW: Final = _BESIDE - 1


@final
class Beside:
    """Points for what stands just before or just after a name."""

    def __init__(self, words: Mapping[str, Mapping[str, Any]]) -> None:
        self._points: dict[str, int] = {}
        # The lengths of the words, as the bits of a byte: by the last and by the first character, and for the
        # longer ones by a number made of two. Nineteen places in twenty have no word beside them, and these
        # tables tell that without an object being made.
        last, first, last_two, first_two = [bytearray(_BESIDE) for _ in range(4)]
        most = 0
        for word, entry in words.items():
            points = int(entry.get("points", 0)) // (2 if entry.get("unsure") else 1)
            self._points[word] = points
            most = max(most, points)
            size = len(word)
            if size == 1:
                last[ord(word) & _LOW] |= 1
                first[ord(word) & _LOW] |= 1
            elif size <= _WINDOW:
                last_two[_number(ord(word[-1]), ord(word[-2]))] |= 1 << (size - 1)
                first_two[_number(ord(word[0]), ord(word[1]))] |= 1 << (size - 1)
        self.most = most  # the best that any word does for a name
        self._last, self._first = bytes(last), bytes(first)
        self._last_two, self._first_two = bytes(last_two), bytes(first_two)

    def before(self, text: str, start: int) -> tuple[str, int]:
        """The longest listed word that ends at `start`, and its points."""
        if start > 0:
            code: i64 = ord(text[start - 1])
            lengths: i64 = self._last[code & _LOW]
            if start > 1:
                lengths |= self._last_two[_number(code, ord(text[start - 2]))]
            if lengths:
                for size in range(min(_WINDOW, start), 0, -1):
                    if lengths >> (size - 1) & 1:
                        word = text[start - size : start]
                        if word in self._points:
                            return word, self._points[word]
        return NOTHING

    def after(self, text: str, end: int) -> tuple[str, int]:
        """The longest listed word that begins at `end`, and its points."""
        if end < len(text):
            code: i64 = ord(text[end])
            lengths: i64 = self._first[code & _LOW]
            if end + 1 < len(text):
                lengths |= self._first_two[_number(code, ord(text[end + 1]))]
            if lengths:
                for size in range(_WINDOW, 0, -1):
                    if lengths >> (size - 1) & 1:
                        word = text[end : end + size]
                        if word in self._points:
                            return word, self._points[word]
        return NOTHING


def _number(code: i64, other: i64) -> i64:
    """A place in a table for two characters, which few other pairs share."""
    return (code * 0x9E35 + other) & _LOW
