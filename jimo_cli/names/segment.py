"""Text → tokens: the path of words, numbers and proposed names that is least unlikely.

Every word has a cost, the negative logarithm of its share of ordinary text in tenths of a nat, and
so has every proposed name; the cost of a path is the sum of its parts, and the cheapest path wins. So
a name has to beat the ordinary reading of its characters: 高明 in 手段高明 is cheaper as a word, 王小明 is
cheaper as a name. Numbers and times are found before, and no word runs across their edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from ..rulebook.packing import LEAST, NO_WORD
from .lexicon import Entry, Lexicon, child

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

_CODES: Final = 0x10000
_HAN: Final = 0x2E80  # where the characters of China begin
_MARK: Final = 20  # punctuation, blanks
_LATIN: Final = 60  # a run of letters and digits
_LATIN_NAME: Final = 40  # a name or a word in Latin letters that a list has
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


@final
class Path:
    """The cheapest path through `text[first:last]`: for every place, what begins there if the path comes by.

    `nodes` has the node of a word in the tree of its first character, or one of the numbers below.
    """

    __slots__ = ("chosen", "first", "last", "lengths", "nodes")

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last
        self.lengths = [1] * (last - first)
        self.nodes = [0] * (last - first)
        self.chosen: dict[int, Proposal] = {}


OTHER: Final = -1  # a mark, or a run of letters
PROPOSED: Final = -2
COUNTED: Final = -3  # a number or a time


def cheapest(
    text: str,
    lexicon: Lexicon,
    numbers: list[tuple[int, int]],
    proposals: dict[int, list[Proposal]],
    first: int,
    last: int,
) -> Path:
    """The cheapest path through `text[first:last]`. `numbers` are disjoint spans in text order."""
    path = Path(first, last)
    lengths, nodes = path.lengths, path.nodes
    heads = lexicon.heads
    low: i64 = first
    high: i64 = last
    best = [0] * (last - first + 1)
    number = len(numbers) - 1
    while number >= 0 and numbers[number][0] >= last:
        number -= 1
    limit: i64 = last  # where the next number begins, which no ordinary word may reach into
    run: i64 = last  # where the run of letters and digits that we are in ends
    number_start: i64 = numbers[number][0] if number >= 0 else -1
    number_end: i64 = numbers[number][1] if number >= 0 else -1
    starts = sorted([start for start in proposals if first <= start < last])
    proposed: i64 = starts.pop() if starts else -1
    at: i64 = high
    while at > low:
        at -= 1
        while at < number_start:
            limit = number_start
            number -= 1
            number_start = numbers[number][0] if number >= 0 else -1
            number_end = numbers[number][1] if number >= 0 else -1
        end: i64 = at + 1
        node: i64 = OTHER
        least: i64 = best[end - low]
        if at < number_end:
            if at == number_start:
                end = number_end
                node = COUNTED
                least = _NUMBER + best[end - low]
            else:
                least += _INSIDE
        else:
            code: i64 = ord(text[at])
            head = heads[code] if code < _CODES else None
            if head is None:
                head = lexicon.head(code)
            latin = code < _HAN
            if not head.is_letter:
                least += _MARK
            elif not latin:
                node = 0
                least += head.cost
            else:
                if end >= last or not _is_latin(text[end]):
                    run = end
                end = min(run, limit)
                least = _LATIN + best[end - low]
            # Down the tree of the words that begin here: no object is made for any of them.
            below: i64 = 0
            stop: i64 = at + 1
            while stop < high:
                below = child(head, below, ord(text[stop]))
                if below == 0:
                    break
                stop += 1
                word: i64 = ord(head.words[below])
                if word == NO_WORD:
                    continue
                typed = word & 1 != 0
                if stop > limit and (not typed or stop == at + 2):
                    continue
                if latin and not _is_edge(text, at, stop):
                    continue
                cost: i64 = (_LATIN_NAME if latin else (word >> 1) - LEAST) + best[stop - low]
                if cost < least:
                    least = cost
                    end = stop
                    node = below
        if at == proposed:
            for proposal in proposals[at]:
                if proposal.end <= last:
                    cost = proposal.cost + best[proposal.end - low]
                    if cost < least:
                        least = cost
                        end = proposal.end
                        node = PROPOSED
                        path.chosen[at] = proposal
            proposed = starts.pop() if starts else -1
        best[at - low] = least
        # Where things are as they were made nothing is written: a number that is stored becomes an object.
        if end - at != 1:
            lengths[at - low] = end - at
        if node != 0:
            nodes[at - low] = node
    return path


def segment(
    text: str,
    lexicon: Lexicon,
    numbers: list[tuple[int, int]],
    proposals: dict[int, list[Proposal]],
    first: int,
    last: int,
) -> list[Token]:
    """The tokens of `text[first:last]`, without gaps."""
    path = cheapest(text, lexicon, numbers, proposals, first, last)
    tokens: list[Token] = []
    at = first
    while at < last:
        end = at + path.lengths[at - first]
        node = path.nodes[at - first]
        if node >= 0:
            entry = lexicon.entry(lexicon.head(ord(text[at])), node, text[at:end])
            tokens.append(Token(at, end, entry.tag or WORD, entry, None))
        elif node == PROPOSED:
            tokens.append(Token(at, end, NAME, None, path.chosen[at]))
        else:
            tokens.append(Token(at, end, tag_of(node, text[at]), None, None))
        at = end
    return tokens


def tag_of(node: int, character: str) -> str:
    """The tag of what is no word of the lexicon."""
    if node == COUNTED:
        return NUMBER
    return LATIN if character.isalnum() else MARK


def cost_of(token: Token, text: str) -> int:
    """What a token counts for in the cost of its path."""
    if token.proposal is not None:
        return token.proposal.cost
    if token.entry is not None:
        return token.entry.cost if ord(text[token.start]) >= _HAN else _LATIN_NAME
    return {NUMBER: _NUMBER, LATIN: _LATIN}.get(token.tag, _MARK)


def _is_latin(character: str) -> bool:
    return character < "\u2e80" and character.isalnum()


def _is_edge(text: str, start: int, end: int) -> bool:
    """Whether a stretch of letters and digits is a whole run of them: NBA, and not the IT of ITV."""
    if start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start]):
        return False
    return not (end < len(text) and _is_latin(text[end]) and _is_latin(text[end - 1]))
