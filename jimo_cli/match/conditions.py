"""The conditions of rules: what must, or must not, stand before and after a span.

A condition is asked for every path that its rule reads, and fails more often than not; so the character
at the edge is looked up before any text is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, final

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

_CODES: Final = 0x10000
_HAN: Final = 0
_EDGE: Final = 1  # a blank, a mark, and where the text begins and ends
_FLAGS: Final = {"han": _HAN, "start": _EDGE, "end": _EDGE, "digit": 2, "latin": 3, "sign": 4}
_BLANKS: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_BITS: Final = 61  # characters by their code modulo a prime, in one word of the machine


class Context(NamedTuple):
    """What may stand on one side: kinds of character, and texts."""

    flags: tuple[str, ...]
    texts: tuple[str, ...]


@final
class Kinds:
    """What each character is to a condition. `marks` count as the start and the end of a clause."""

    __slots__ = ("marks", "table")

    def __init__(self, marks: str) -> None:
        self.marks = marks
        table = bytearray(_CODES)
        for code in range(128):
            character = chr(code)
            table[code] = _FLAGS["digit" if character.isdigit() else "latin" if character.isalpha() else "sign"]
        for character in _BLANKS + marks:
            if ord(character) < _CODES:
                table[ord(character)] = _EDGE
        self.table = bytes(table)

    def of(self, character: str) -> int:
        """The kind of a character, or of none."""
        if not character:
            return _EDGE
        code = ord(character)
        return self.table[code] if code < _CODES else _EDGE if character in self.marks else _HAN


@final
class Side:
    """What a rule asks of one side of a span."""

    __slots__ = ("_ahead", "_always", "_flags", "_kinds", "_lengths", "_mask", "_texts")

    def __init__(self, context: Context, kinds: Kinds, ahead: bool) -> None:
        self._ahead = ahead  # before the span, and not behind it
        self._kinds = kinds
        other = "end" if ahead else "start"
        self._flags: i64 = sum({1 << _FLAGS[flag] for flag in context.flags if flag != other})
        self._texts = frozenset(context.texts)
        self._always = "" in self._texts
        self._lengths = tuple(sorted({len(text) for text in context.texts}))
        self._mask: i64 = sum({1 << ord(text[-1] if ahead else text[0]) % _BITS for text in context.texts if text})

    def stands(self, text: str, at: int) -> bool:
        """Whether what is asked for stands at an offset: ends there, or begins there."""
        place = at - 1 if self._ahead else at
        if place < 0 or place >= len(text):
            return self._always or (self._flags >> _EDGE) & 1 != 0
        code: i64 = ord(text[place])
        kind: i64 = self._kinds.table[code] if code < _CODES else self._kinds.of(text[place])
        if (self._flags >> kind) & 1 or self._always:
            return True
        if not (self._mask >> (code % _BITS)) & 1:
            return False
        for length in self._lengths:
            if self._ahead:
                if length <= at and text[at - length : at] in self._texts:
                    return True
            elif text[at : at + length] in self._texts:
                return True
        return False


@final
class Condition:
    """Whether a span of a text has around it what a rule asks for."""

    __slots__ = ("_after", "_before", "_not_after", "_not_before")

    def __init__(
        self, before: Side | None, after: Side | None, not_before: Side | None, not_after: Side | None
    ) -> None:
        self._before = before
        self._after = after
        self._not_before = not_before
        self._not_after = not_after

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether it holds of `text[start:end]`."""
        before, after, not_before, not_after = self._before, self._after, self._not_before, self._not_after
        return (
            (before is None or before.stands(text, start))
            and (after is None or after.stands(text, end))
            and (not_before is None or not not_before.stands(text, start))
            and (not_after is None or not not_after.stands(text, end))
        )


def compile_condition(
    kinds: Kinds, before: Context | None, after: Context | None, not_before: Context | None, not_after: Context | None
) -> Condition | None:
    """The four fields of a rule as one; None where it has none of them."""
    if before is None and after is None and not_before is None and not_after is None:
        return None
    return Condition(
        Side(before, kinds, True) if before else None,
        Side(after, kinds, False) if after else None,
        Side(not_before, kinds, True) if not_before else None,
        Side(not_after, kinds, False) if not_after else None,
    )
