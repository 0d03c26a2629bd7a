"""Who says so: the speaker of the words that a fact stands in, or the source that its sentence names."""

from __future__ import annotations

from typing import Final, final

from ..model import Thing
from ..names.classes import HEAD_WORD, LEARNED, PREPOSITION, SHOWN
from ..names.segment import MARK
from ..names.units import Unit
from .draft import Draft
from .phrases import is_noun
from .sentences import Sentence
from .things import Things

_OPEN: Final = "\u201c"  # “
_CLOSE: Final = "\u201d"  # ”
_SOURCES: Final = frozenset(("ORG", "PERSON", "WORK_OF_ART"))


@final
class SourceFinder:
    """Gives the facts of one document their sources, sentence by sentence."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._open: Draft | None = None  # whose quotation the sentence before left open

    def new_paragraph(self) -> None:
        """A quotation that nobody closed ends with its paragraph."""
        self._open = None

    def attribute(self, sentence: Sentence, facts: list[Draft], said: list[Draft]) -> None:
        """Set the source of the facts of a sentence, by what is `said` in it and by what it cites."""
        if not sentence.units:
            return
        if self._open is not None:
            end = next((unit.start for unit in sentence.units if unit.text == _CLOSE), sentence.units[-1].end)
            self._within(facts, sentence.units[0].start, end, self._open.subject, self._open.args.get("subject", []))
        self._open = self._left_open(sentence.units, said)
        for draft in said:
            if draft.words is not None:
                self._within(facts, *draft.words, draft.subject, draft.args.get("subject", []))
        for clause in sentence.clauses:
            cited = _cited(clause.units)
            if cited:
                self._within(
                    facts,
                    cited[-1].end,
                    sentence.units[-1].end,
                    self._things.of(cited),
                    self._things.starts(cited),
                )
                return

    def _left_open(self, units: list[Unit], said: list[Draft]) -> Draft | None:
        depth = 0
        closed = False
        for unit in units:
            if unit.tag != MARK:
                continue
            if unit.text == _OPEN:
                depth += 1
            elif unit.text == _CLOSE:
                closed = True
                depth = max(0, depth - 1) if self._open is None or depth else depth
        if depth:
            return said[-1] if said else None
        return None if closed else self._open

    @staticmethod
    def _within(facts: list[Draft], start: int, end: int, source: Thing | None, starts: list[int]) -> None:
        """What stands in a span is of a source, unless a nearer one is known."""
        for fact in facts:
            if source is not None and fact.source is None and fact.start >= start and fact.end <= end:
                fact.source = source
                fact.argue("source", starts)


def _cited(units: list[Unit]) -> list[Unit]:
    """Whom a clause cites: 据|国家统计局|测算, 中国汽车工业协会|数据显示, 票务中心|统计.

    A clause that only mentions a name cites none.
    """
    leads = any(unit.is_listed("according") for unit in units[:2])
    if not units or not (leads or units[-1].is_word(SHOWN) or _learns(units)):
        return []
    names = [unit for unit in units if unit.type in _SOURCES]
    if names:
        return names[-1:]
    end = len(units) - 1
    start = end
    while start > 0 and is_noun(units[start - 1]) and not units[start - 1].type:
        start -= 1
    return units[start:end] if end > start and units[end - 1].is_word(HEAD_WORD) else []


def _learns(units: list[Unit]) -> bool:
    """Whether a clause tells where something is known from: 记者从黑龙江省农业农村厅|获悉."""
    return units[-1].is_word(LEARNED) and any(unit.is_word(PREPOSITION) for unit in units)
