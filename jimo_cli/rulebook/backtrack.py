"""How often a regular expression may try again: what keeps a `shape` from hanging on some text.

`re` tries every way in which the parts of a pattern can share out the text between them, so `(a+)+b`
takes longer than anybody lives on forty letters. Counted is in how many ways a pattern can match from one
place on: a repetition counts once where what follows begins with none of its characters (`[^x]*x`), for
there is then one way only. A shape with too many ways is refused when it is loaded.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from typing import Any, Final

try:
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_parse as parser

MOST: Final = 20_000
_ENDLESS: Final = MOST + 1
_CATEGORIES: Final = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
_ASIDE: Final = ("AT", "ASSERT", "ASSERT_NOT")  # they take no characters
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_HAN: Final = 0x4E00  # a Chinese character: a kind of its own
Chars = frozenset[int]


def ways(pattern: str) -> int:
    """In how many ways a pattern can match from one place on, `MOST` + 1 for any more. Raises `re.error`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            items = list(parser.parse(pattern))
        return _Counter(_alphabet(items)).sequence(items, frozenset())
    except (RecursionError, OverflowError) as error:
        raise re.error("it is nested too deeply") from error


def _alphabet(items: Sequence[Any]) -> Chars:
    """A character of every kind that a pattern tells apart: those that it names, and those beside its ranges."""
    found = {*map(ord, "09azAZ_ \t\n\u3000"), _HAN}
    stack: list[Any] = list(items)
    while stack:
        item = stack.pop()
        if isinstance(item, int) and not isinstance(item, bool) and 0 <= item < 0x110000:
            found |= {max(item - 1, 0), int(item), min(item + 1, 0x10FFFF)}
        elif isinstance(item, (list, tuple)) or hasattr(item, "data"):
            stack.extend(item)
    return frozenset(found)


class _Counter:
    """Counts over the characters of one alphabet."""

    def __init__(self, alphabet: Chars) -> None:
        self._all = alphabet

    def sequence(self, items: Sequence[Any], follow: Chars) -> int:
        """The ways of items behind one another, before something that begins with one of `follow`."""
        count = 1
        for place, (kind, value) in enumerate(items):
            after = self._first(items[place + 1 :], follow)
            count = min(count * self._item(str(kind), value, after), _ENDLESS)
        return count

    def _item(self, kind: str, value: Any, after: Chars) -> int:
        if kind == "BRANCH":
            options = [list(option) for option in value[1]]
            counts = [self.sequence(option, after) for option in options]
            firsts = [self._first(option, after) for option in options]
            apart = sum(map(len, firsts)) == len(frozenset().union(*firsts))
            return max(counts) if apart else min(sum(counts), _ENDLESS)
        if kind == "SUBPATTERN":
            return self.sequence(list(value[3]), after)
        if kind in ("ASSERT", "ASSERT_NOT"):
            return self.sequence(list(value[1]), frozenset())
        if kind == "ATOMIC_GROUP":
            return self.sequence(list(value), frozenset())
        if kind in _REPEATS:
            return self._repeat(kind, value, after)
        return _ENDLESS if kind in ("GROUPREF", "GROUPREF_EXISTS") else 1  # it may stand for any length

    def _repeat(self, kind: str, value: Any, after: Chars) -> int:
        low, high, body = int(value[0]), int(value[1]), list(value[2])
        begins = self._first(body, frozenset())
        inner = self.sequence(body, (begins | after) if high > 1 else after)
        if inner > 1:
            return _ENDLESS if high > 16 else min(sum(inner**times for times in range(low, high + 1)), _ENDLESS)
        if kind == "POSSESSIVE_REPEAT" or not begins & after:
            return 1
        return min(high - low + 1, _ENDLESS)

    def _first(self, items: Sequence[Any], follow: Chars) -> Chars:
        """The characters with which items may begin, or what follows where they may be nothing."""
        found: Chars = frozenset()
        for kind, value in items:
            name = str(kind)
            if name in _ASIDE:
                continue
            chars, may_be_nothing = self._begin(name, value)
            found |= chars
            if not may_be_nothing:
                return found
        return found | follow

    def _begin(self, kind: str, value: Any) -> tuple[Chars, bool]:
        if kind == "LITERAL":
            return frozenset((int(value),)), False
        if kind == "NOT_LITERAL":
            return self._all - {int(value)}, False
        if kind == "IN":
            return self._in(value), False
        if kind == "BRANCH":
            options = [self._inner(option) for option in value[1]]
            return frozenset().union(*(chars for chars, _ in options)), any(empty for _, empty in options)
        if kind == "SUBPATTERN":
            return self._inner(value[3])
        if kind == "ATOMIC_GROUP":
            return self._inner(value)
        if kind in _REPEATS:
            chars, empty = self._inner(value[2])
            return chars, empty or int(value[0]) == 0
        return self._all, kind != "ANY"

    def _inner(self, items: Any) -> tuple[Chars, bool]:
        mark = frozenset((-1,))
        chars = self._first(list(items), mark)
        return chars - mark, -1 in chars

    def _in(self, items: Any) -> Chars:
        found: set[int] = set()
        negated = False
        for kind, value in items:
            name = str(kind)
            if name == "NEGATE":
                negated = True
            elif name == "LITERAL":
                found.add(int(value))
            elif name == "RANGE":
                found |= {char for char in self._all if value[0] <= char <= value[1]}
            else:
                found |= self._category(str(value))
        return self._all - found if negated else frozenset(found)

    def _category(self, name: str) -> set[int]:
        word = name.rpartition("_")[2]
        wanted = re.compile(_CATEGORIES[word])
        return {char for char in self._all if (wanted.match(chr(char)) is not None) == ("NOT" not in name)}
