"""The cost of a reading against the cost of the other readings of its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, final

from ..names.lexicon import Lexicon
from ..names.segment import Proposal, Token, cost_of, segment

_FORCED: Final = -1_000_000


class Way(NamedTuple):
    """A stretch of text as some reading has it, and what that costs."""

    start: int
    end: int
    words: str
    cost: int


class Compared(NamedTuple):
    """The stretch in which two readings differ, as each of them has it; `other` is empty where they do not."""

    mine: Way
    other: Way


@final
class Paths:
    """Readings of the sentences of one text."""

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        numbers: Sequence[tuple[int, int]],
        proposals: Mapping[int, Sequence[Proposal]],
        marks: str,
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._numbers = numbers
        self._proposals = proposals
        self._marks = marks

    def number_across(self, start: int, end: int) -> tuple[int, int] | None:
        """A number or time that a stretch reaches into."""
        for first, last in self._numbers:
            if first < end and start < last and not (start <= first and last <= end):
                return first, last
        return None

    def compared(self, start: int, end: int, cost: int) -> Compared:
        """The cheapest reading of the sentence with something of that cost at a place, and without it."""
        low, high = self._sentence(start, end)
        with_it = self._tokens(low, high, Proposal(start, end, "", "", _FORCED, "", ()))
        without = self._tokens(low, high, None, (start, end))
        return self._difference(low, with_it, without, (start, end, cost))

    def apart(self, start: int, end: int) -> Way:
        """The cheapest reading of a stretch as two words or more."""
        best: Way | None = None
        for cut in range(start + 1, end):
            ways = [self._words(first, last) for first, last in ((start, cut), (cut, end))]
            cost = sum(way.cost for way in ways)
            if best is None or cost < best.cost:
                best = Way(start, end, "|".join(way.words for way in ways), cost)
        return best or Way(start, end, "", 0)

    def _words(self, start: int, end: int) -> Way:
        part = self._text[start:end]
        tokens = segment(part, self._lexicon, [], {}, 0, len(part))
        words = "|".join(part[token.start : token.end] for token in tokens)
        return Way(start, end, words, sum(cost_of(token, part) for token in tokens))

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        low = max((self._text.rfind(mark, 0, start) for mark in self._marks), default=-1) + 1
        ends = [at for mark in self._marks if (at := self._text.find(mark, end)) >= 0]
        return low, min(ends, default=len(self._text))

    def _tokens(
        self, low: int, high: int, forced: Proposal | None, without: tuple[int, int] | None = None
    ) -> list[Token]:
        numbers = [(first - low, last - low) for first, last in self._numbers if low <= first and last <= high]
        proposals: dict[int, list[Proposal]] = {}
        listed = [p for proposed in self._proposals.values() for p in proposed if (p.start, p.end) != without]
        for proposal in (*listed, *((forced,) if forced is not None else ())):
            if low <= proposal.start and proposal.end <= high:
                proposals.setdefault(proposal.start - low, []).append(
                    Proposal(
                        proposal.start - low, proposal.end - low, proposal.type, proposal.rule, proposal.cost,
                        proposal.name, (),
                    )
                )  # fmt: skip
        part = self._text[low:high]
        return segment(part, self._lexicon, numbers, proposals, 0, len(part))

    def _difference(self, low: int, mine: list[Token], other: list[Token], forced: tuple[int, int, int]) -> Compared:
        edges = {token.start for token in mine} & {token.start for token in other}
        start, end, _ = forced
        first = max((edge for edge in edges if edge <= start - low), default=0)
        last = min((edge for edge in edges if edge >= end - low), default=mine[-1].end)
        return Compared(self._way(low, mine, first, last, forced), self._way(low, other, first, last, forced))

    def _way(self, low: int, tokens: list[Token], first: int, last: int, forced: tuple[int, int, int]) -> Way:
        part = self._text[low:]
        kept = [token for token in tokens if first <= token.start < last]
        cost = 0
        for token in kept:
            own = cost_of(token, part)
            cost += forced[2] if own == _FORCED else own
        words = "|".join(part[token.start : token.end] for token in kept)
        return Way(low + first, low + last, words, cost)
