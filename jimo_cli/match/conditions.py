"""The conditions of rules: what must, or must not, stand before and after a span.

A condition is asked for every path that its rule reads, so each is compiled into one function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

# Whether a span (text, start, end) has around it what a rule asks for.
Condition = Callable[[str, int, int], bool]
# The same of one side: (text, offset of the edge).
Side = Callable[[str, int], bool]

_FEW = 12  # up to here one call of `startswith` is faster than a look into a set for each length


class Context(NamedTuple):
    """What may stand on one side: kinds of character, and texts."""

    flags: tuple[str, ...]
    texts: tuple[str, ...]


def compile_condition(
    marks: str, before: Context | None, after: Context | None, not_before: Context | None, not_after: Context | None
) -> Condition | None:
    """The four fields of a rule as one function; None where it has none of them.

    `marks` are the characters that count as the start and the end of a clause.
    """
    if before is None and after is None and not_before is None and not_after is None:
        return None
    ahead, behind = before and _stands_before(before, marks), after and _stands_after(after, marks)
    no_ahead, no_behind = (
        not_before and _stands_before(not_before, marks),
        not_after and _stands_after(not_after, marks),
    )

    def holds(text: str, start: int, end: int) -> bool:
        return (
            (ahead is None or ahead(text, start))
            and (behind is None or behind(text, end))
            and (no_ahead is None or not no_ahead(text, start))
            and (no_behind is None or not no_behind(text, end))
        )

    return holds


def _stands_before(context: Context, marks: str) -> Side:
    flags, texts = context
    by_length = _by_length(texts)

    def few(text: str, at: int) -> bool:
        return text.endswith(texts, 0, at) or (flags != () and kind(text[max(at - 1, 0) : at], "start", marks) in flags)

    def many(text: str, at: int) -> bool:
        if any(length <= at and text[at - length : at] in words for length, words in by_length):
            return True
        return flags != () and kind(text[max(at - 1, 0) : at], "start", marks) in flags

    return few if len(texts) <= _FEW else many


def _stands_after(context: Context, marks: str) -> Side:
    flags, texts = context
    by_length = _by_length(texts)

    def few(text: str, at: int) -> bool:
        return text.startswith(texts, at) or (flags != () and kind(text[at : at + 1], "end", marks) in flags)

    def many(text: str, at: int) -> bool:
        if any(text[at : at + length] in words for length, words in by_length):
            return True
        return flags != () and kind(text[at : at + 1], "end", marks) in flags

    return few if len(texts) <= _FEW else many


def _by_length(texts: Sequence[str]) -> list[tuple[int, frozenset[str]]]:
    lengths = sorted(set(map(len, texts)))
    return [(length, frozenset(text for text in texts if len(text) == length)) for length in lengths]


def kind(character: str, edge: str, marks: str) -> str:
    """What a character is to a condition; `edge` is what blanks, marks and the text's own end are."""
    if not character or character.isspace() or character in marks:
        return edge
    if character.isascii():
        return "digit" if character.isdigit() else "latin" if character.isalpha() else "sign"
    return "han"
