"""Where things of a document stand in the page: ids and links, and the spans that the text is cut into.

A mention is never cut: a fact whose evidence ends inside one covers it whole. Mentions that overlap,
which hand-made documents may have, are shown as far as they do not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..model import Document, Fact, Mention


class Piece(NamedTuple):
    """A stretch of a paragraph: a mention or plain text, and the facts that it is evidence of, nearest first."""

    start: int
    end: int
    mention: Mention | None
    facts: tuple[Fact, ...]


class Anchors:
    """The ids of one document in the page, by `key`: d1, d2, …"""

    def __init__(self, document: Document, key: str) -> None:
        self.document = document
        self.key = key
        text = document.doc.text or ""
        self._length = len(text)
        self.mentions = list(self._shown())
        self.shown = {mention.id for mention in self.mentions}
        self.paragraphs = list(_paragraphs(text))
        facts = [fact for fact in document.facts if 0 <= fact.start < fact.end <= self._length]
        self.pieces = list(self._cut(facts))
        self._places: dict[str, int] = {}
        for piece in (piece for pieces in self.pieces for piece in pieces):
            for fact in piece.facts:
                self._places.setdefault(fact.id, piece.start)
        self._goals = self._find_goals(facts)

    def id(self, record: str) -> str:
        """The id of an element: `d1-f3`."""
        return f"{self.key}-{record}"

    def evidence(self, fact: Fact) -> str | None:
        """The link to where the evidence of a fact begins, or None where the text does not show it."""
        place = self._places.get(fact.id)
        return None if place is None else f"#{self.id(f'c{place}')}"

    def goals(self, mention: Mention) -> list[str]:
        """The facts that a mention takes part in, those that say most of it first."""
        return self._goals.get(mention.id, [])

    def _shown(self) -> Iterator[Mention]:
        at = 0
        for mention in sorted(self.document.mentions, key=lambda item: (item.start, -item.end)):
            if at <= mention.start < mention.end <= self._length:
                yield mention
                at = mention.end

    def _find_goals(self, facts: list[Fact]) -> dict[str, list[str]]:
        told: dict[str, list[tuple[bool, int, str]]] = {}
        spans = {mention.id: mention for mention in self.mentions}
        for fact in facts:
            for name in {name for names in fact.args.values() for name in names if name in spans}:
                mention = spans[name]
                inside = fact.start <= mention.start and mention.end <= fact.end
                told.setdefault(name, []).append((not inside, fact.end - fact.start, fact.id))
        return {name: list(dict.fromkeys(fact for _, _, fact in sorted(found))) for name, found in told.items()}

    # -- the text in pieces

    def _cut(self, facts: list[Fact]) -> Iterator[list[Piece]]:
        """The pieces of each paragraph."""
        waiting = sorted(facts, key=lambda fact: fact.start, reverse=True)
        near: list[Fact] = []
        starts, ends = [m.start for m in self.mentions], [m.end for m in self.mentions]
        for start, end in self.paragraphs:
            near = [fact for fact in near if fact.end > start]
            while waiting and waiting[-1].start < end:
                fact = waiting.pop()
                near += [fact] if fact.end > start else []
            near.sort(key=lambda fact: (fact.end - fact.start, fact.start))
            mentions = self.mentions[bisect_right(ends, start) : bisect_left(starts, end)]
            yield list(_pieces(start, end, mentions, near))


def _pieces(start: int, end: int, mentions: list[Mention], facts: list[Fact]) -> Iterator[Piece]:
    """A paragraph from end to end."""
    cuts = sorted({cut for fact in facts for cut in (fact.start, fact.end) if start < cut < end})
    at = start
    for mention in [*mentions, None]:
        begin, stop = (end, end) if mention is None else (max(mention.start, start), min(mention.end, end))
        inner = [at, *cuts[bisect_right(cuts, at) : bisect_left(cuts, begin)], begin]
        for a, b in pairwise(inner):
            if a < b:
                yield Piece(a, b, None, _covering(facts, a, b))
        if mention is not None:
            yield Piece(begin, stop, mention, _covering(facts, begin, stop))
        at = stop


def _covering(facts: list[Fact], start: int, end: int) -> tuple[Fact, ...]:
    return tuple([fact for fact in facts if fact.start < end and start < fact.end])


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the blanks at its edges."""
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if start < end:
            yield start, end
        at += len(line)
