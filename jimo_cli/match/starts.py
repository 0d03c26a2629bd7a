"""Where in a text it is worth to look: tables over its characters, which are asked at every place.

Few places of a text can begin an expression. A table by code point says of the first character whether it
can, and a table of marks says of two or three characters what the first one leaves open. The marks are
shared by all that fall on the same place, so the answer may be a yes that is a no after all, once in fifty
times, and never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from .automaton import NOWHERE, Automaton

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

CODES: Final = 0x10000  # characters beyond have no entry in a table

# What the first character says, in bits.
STARTS: Final = 1  # an expression can start with it
MAY_START: Final = 2  # the same, if the marks say so
BLOCKS: Final = 4  # it is a word that is no expression
MAY_BLOCK: Final = 8

_MARKS: Final = 1 << 20
_ONE: Final = 40503  # odd, so that neighbours fall on different places
_TWO: Final = 30011
_THREE: Final = 10007

Tables = tuple[bytes, bytes, bytes]  # by code point; the marks of what starts and of what blocks, in bits


def mark_of(first: i64, second: i64, third: i64) -> i64:
    """The number of the mark of two or three characters, given by their code points, 0 for none."""
    return (first * _ONE + second * _TWO + third * _THREE) & (_MARKS - 1)


def tables_of(words: Mapping[str, tuple[int, Any]], automaton: Automaton, blocking: Iterable[str]) -> Tables:
    """The tables for the words of patterns and those that are no expressions."""
    firsts = bytearray(CODES)
    marks = [bytearray(_MARKS // 8), bytearray(_MARKS // 8)]
    for place, texts in enumerate((_starts(words, automaton), _blocks(blocking))):
        for text, flag in texts:
            codes = [*map(ord, text), 0, 0]
            if codes[0] >= CODES:
                continue
            firsts[codes[0]] |= flag
            if len(text) > 1:
                at = mark_of(codes[0], codes[1], codes[2])
                marks[place][at >> 3] |= 1 << (at & 7)
    return bytes(firsts), bytes(marks[0]), bytes(marks[1])


def _starts(words: Mapping[str, tuple[int, Any]], automaton: Automaton) -> Iterable[tuple[str, int]]:
    """The first one to three characters of whatever a rule can read first.

    全国 starts 全国助残日 and is nothing by itself.
    """
    found: dict[str, int] = {}
    for word, (symbol, _) in words.items():
        state = automaton.step(automaton.start, symbol)
        if state is NOWHERE:
            continue
        if len(word) > 2:
            found[word[:3]] = MAY_START
        elif state.accepts:
            found[word] = STARTS if len(word) == 1 else MAY_START
        else:
            for following in automaton.heads_after(state):
                found[word + following] = MAY_START
    return found.items()


def _blocks(words: Iterable[str]) -> Iterable[tuple[str, int]]:
    return [(word[:2], BLOCKS if len(word) == 1 else MAY_BLOCK) for word in words]
