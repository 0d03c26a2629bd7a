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

_HAN: Final = 0x2E80  # where the characters of China begin
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
    text: str,
    codes: list[int],
    lexicon: Lexicon,
    numbers: Sequence[tuple[int, int]],
    proposals: dict[int, list[Proposal]],
    first: int,
    last: int,
) -> list[Token]:
    """The tokens of `text[first:last]`, without gaps. `numbers` are disjoint spans in text order."""
    size = last - first
    best = [0] * (size + 1)
    ends = [0] * size
    entries: list[Entry | None] = [None] * size
    chosen: dict[int, Proposal] = {}
    number = len(numbers) - 1
    while number >= 0 and numbers[number][0] >= last:
        number -= 1
    limit = last  # where the next number begins, which no ordinary word may reach into
    run = last  # where the run of letters and digits that we are in ends
    inside = len(numbers) > 0 and number >= 0
    number_start = numbers[number][0] if inside else -1
    number_end = numbers[number][1] if inside else -1
    proposed_at = bytearray(size)
    for start in proposals:
        if first <= start < last:
            proposed_at[start - first] = 1
    second = 0
    code = 0
    for start in range(last - 1, first - 1, -1):
        second, code = code, codes[start]
        place = start - first
        while start < number_start:
            limit = number_start
            number -= 1
            number_start = numbers[number][0] if number >= 0 else -1
            number_end = numbers[number][1] if number >= 0 else -1
        end = start + 1
        if start < number_end:
            if start == number_start:
                end = number_end
                least = _NUMBER + best[end - first]
            else:
                least = _INSIDE + best[end - first]
        else:
            head = lexicon.head(code)
            entry: Entry | None = None
            latin = code < _HAN
            if not latin and head.is_letter:
                entry = head.single
                least = entry.cost + best[end - first]
            elif latin and head.is_letter:
                if end >= last or not _is_latin(text[end]):
                    run = end
                end = min(run, limit)
                least = _LATIN + best[end - first]
            else:
                least = _MARK + best[end - first]
            words = lexicon.longer(head, second) if start + 1 < last else None
            if words is not None:
                pair = words.pair
                if pair is not None and start + 2 <= limit and (not latin or _is_latin_name(text, pair, start)):
                    cost = (_LATIN_NAME if latin else pair.cost) + best[start + 2 - first]
                    if cost < least:
                        least, end, entry = cost, start + 2, pair
                if words.packed is not None and start + 2 < last:
                    longer = lexicon.with_third(words, codes[start + 2])
                    if longer is not None:
                        for word in longer:
                            stop = start + word.length
                            if stop > limit and not (word.types and stop <= last):
                                continue
                            if word.length > 3 and text[start:stop] != word.word:
                                continue
                            if latin and not _is_latin_name(text, word, start):
                                continue
                            cost = (_LATIN_NAME if latin else word.cost) + best[stop - first]
                            if cost < least:
                                least, end, entry = cost, stop, word
            entries[place] = entry
        if proposed_at[place]:
            for proposal in proposals[start]:
                if proposal.end <= last:
                    cost = proposal.cost + best[proposal.end - first]
                    if cost < least:
                        least, end = cost, proposal.end
                        chosen[start] = proposal
        best[place] = least
        ends[place] = end
    return _path(text, first, last, ends, entries, chosen, {start for start, _ in numbers})


def _path(
    text: str,
    first: int,
    last: int,
    ends: list[int],
    entries: list[Entry | None],
    chosen: dict[int, Proposal],
    numbers: set[int],
) -> list[Token]:
    """The tokens of the cheapest path."""
    tokens: list[Token] = []
    at = first
    while at < last:
        end = ends[at - first]
        entry = entries[at - first]
        proposal = chosen.get(at)
        if proposal is not None and proposal.end == end:
            tokens.append(Token(at, end, NAME, None, proposal))
        elif entry is not None:
            tokens.append(Token(at, end, entry.tag or WORD, entry, None))
        elif at in numbers:
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
        return token.entry.cost if ord(text[token.start]) >= _HAN else _LATIN_NAME
    return {NUMBER: _NUMBER, LATIN: _LATIN}.get(token.tag, _MARK)


def _is_latin_name(text: str, word: Entry, start: int) -> bool:
    """Whether a word in Latin letters is a name of a list, and a whole run of letters."""
    return len(word.types) > 0 and _is_edge(text, start, start + word.length)


def _is_latin(character: str) -> bool:
    return character < "\u2e80" and character.isalnum()


def _is_edge(text: str, start: int, end: int) -> bool:
    """Whether a stretch of letters and digits is a whole run of them: NBA, and not the IT of ITV."""
    if start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start]):
        return False
    return not (end < len(text) and _is_latin(text[end]) and _is_latin(text[end - 1]))
