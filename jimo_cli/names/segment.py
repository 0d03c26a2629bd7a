"""Text → tokens: the path of words, numbers and proposed names that is least unlikely.

Every word has a cost, the negative logarithm of its share of ordinary text in tenths of a nat, and
so has every proposed name; the cost of a path is the sum of its parts, and the cheapest path wins. So
a name has to beat the ordinary reading of its characters: 高明 in 手段高明 is cheaper as a word, 王小明 is
cheaper as a name. Numbers and times are found before, and no word runs across their edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from .lexicon import Entry, Lexicon

_MARK: Final = 20  # punctuation, blanks
_LATIN: Final = 60  # a run of letters and digits
_LATIN_NAME: Final = 40  # a name in Latin letters that a list has
_NUMBER: Final = 30  # a number or a time that was found already
_INSIDE: Final = 400  # to begin inside one of these

NUMBER: Final = "#"  # the tag of a number or a time
MARK: Final = "w"
LATIN: Final = "eng"
NAME: Final = "N"
WORD: Final = "x"  # a word whose part of speech nothing says


@final
class Proposal:
    """A name that something proposes: how unlikely it is, and what for and against it was counted."""

    __slots__ = ("cost", "end", "name", "reasons", "rule", "start", "type")

    def __init__(
        self, start: int, end: int, type: str, rule: str, cost: int, name: str, reasons: tuple[tuple[str, int], ...]
    ) -> None:
        self.start = start
        self.end = end
        self.type = type
        self.rule = rule
        self.cost = cost
        self.name = name
        self.reasons = reasons


@final
class Token:
    """One step of the path: a word, a mark, a run of letters, a number, or a proposed name."""

    __slots__ = ("end", "entry", "proposal", "start", "tag")

    def __init__(self, start: int, end: int, tag: str, entry: Entry | None, proposal: Proposal | None) -> None:
        self.start = start
        self.end = end
        self.tag = tag
        self.entry = entry
        self.proposal = proposal


def segment(
    text: str, lexicon: Lexicon, numbers: Sequence[tuple[int, int]], proposals: dict[int, list[Proposal]]
) -> list[Token]:
    """The tokens of a normalised text, without gaps. `numbers` are disjoint spans in text order."""
    size = len(text)
    best = [0] * (size + 1)
    ends = [0] * size
    entries: list[Entry | None] = [None] * size
    chosen: dict[int, Proposal] = {}
    number = len(numbers) - 1
    limit = size  # where the next number begins, which no ordinary word may reach into
    run = size  # where the run of letters and digits that we are in ends
    character = second = ""
    for start in range(size - 1, -1, -1):
        second, character = character, text[start]
        while number >= 0 and numbers[number][0] > start:
            limit = numbers[number][0]
            number -= 1
        end = start + 1
        if number >= 0 and start < numbers[number][1]:
            if start == numbers[number][0]:
                end = numbers[number][1]
                least = _NUMBER + best[end]
            else:
                least = _INSIDE + best[end]
        else:
            head = lexicon.head(character)
            if character >= "\u2e80" and character.isalpha():
                entry = head.single
                least = entry.cost + best[end]
            elif character.isalnum():
                entry = None
                if end >= size or not _is_latin(text[end]):
                    run = end
                end = min(run, limit)
                least = _LATIN + best[end]
            else:
                entry = None
                least = _MARK + best[end]
            words = lexicon.longer(head, second)
            if words is not None:
                if words.pair is not None and start + 2 <= limit:
                    cost = (words.pair.cost if character >= "\u2e80" else _LATIN_NAME) + best[start + 2]
                    if character < "\u2e80" and (not words.pair.types or not _is_edge(text, start, start + 2)):
                        cost = least
                    if cost < least:
                        least, end, entry = cost, start + 2, words.pair
                if words.more is not None:
                    for word in words.more.get(text[start + 2 : start + 3], ()):
                        stop = start + word.length
                        if stop > limit and not (word.types and stop <= size):
                            continue
                        if word.length == 3 or text[start:stop] == word.word:
                            cost = (word.cost if character >= "\u2e80" else _LATIN_NAME) + best[stop]
                            if character < "\u2e80" and (not word.types or not _is_edge(text, start, stop)):
                                continue
                            if cost < least:
                                least, end, entry = cost, stop, word
            entries[start] = entry
        if start in proposals:
            for proposal in proposals[start]:
                cost = proposal.cost + best[proposal.end]
                if cost < least:
                    least, end = cost, proposal.end
                    chosen[start] = proposal
        best[start] = least
        ends[start] = end
    starts = {first for first, _ in numbers}
    tokens: list[Token] = []
    at = 0
    while at < size:
        end = ends[at]
        entry = entries[at]
        if at in chosen and chosen[at].end == end:
            tokens.append(Token(at, end, NAME, None, chosen[at]))
        elif entry is not None:
            tokens.append(Token(at, end, entry.tag or WORD, entry, None))
        elif at in starts:
            tokens.append(Token(at, end, NUMBER, None, None))
        else:
            tokens.append(Token(at, end, LATIN if text[at].isalnum() else MARK, None, None))
        at = end
    return tokens


def cost_of(token: Token, text: str) -> int:
    """What a token counts for in the cost of its path."""
    if token.proposal is not None:
        return token.proposal.cost
    if token.entry is not None:
        return token.entry.cost if text[token.start] >= "\u2e80" else _LATIN_NAME
    return {NUMBER: _NUMBER, LATIN: _LATIN}.get(token.tag, _MARK)


def _is_latin(character: str) -> bool:
    return character < "\u2e80" and character.isalnum()


def _is_edge(text: str, start: int, end: int) -> bool:
    """Whether a stretch of letters and digits is a whole run of them: NBA, and not the IT of ITV."""
    if start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start]):
        return False
    return not (end < len(text) and _is_latin(text[end]) and _is_latin(text[end - 1]))
