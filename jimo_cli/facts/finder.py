"""Units and mentions → facts, clause by clause."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, final

from ..model import Mention, NumberMention, TimeMention
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .draft import Draft
from .events import EventFinder
from .figures import FigureFinder, Scene
from .grammar import Grammar
from .pieces import Pieces
from .roles import RoleFinder
from .speech import SpeechFinder
from .things import Things
from .trace import FactTrace

_CLAUSE_MARKS: Final = frozenset("，,；;：:")
_SENTENCE_MARKS: Final = frozenset("。！？!?")
_LINE_MARKS: Final = frozenset("\n\r")
_MADE: Final = frozenset(("role.title", "role.verb", "said.verb", "event.verb"))  # what a user may switch off


@final
class FactFinder:
    """Finds the facts of documents, by one set of rules."""

    def __init__(
        self,
        entries: Sequence[Mapping[str, Any]],
        word_classes: frozenset[str],
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        makers: Collection[str],
    ) -> None:
        self._makers = frozenset(makers)
        self._grammar = Grammar(entries)
        ends = frozenset(lists.get("qualifier_end", {}))
        qualifiers = {
            word: frozenset[str]() if entry.get("open") else ends for word, entry in lists.get("qualifier", {}).items()
        }
        self._pieces = Pieces(word_classes, frozenset(lists.get("number_word", {})), qualifiers)
        self._money_things = frozenset(lists.get("money_thing", {}))
        self._heads = tuple(lists.get("indicator_head", {}))

    def find(
        self,
        text: str,
        units: Sequence[Unit],
        mentions: Sequence[Mention],
        things: Things,
        trace: FactTrace | None = None,
    ) -> list[Draft]:
        """The facts of a text, in text order. A `trace` is told how they were found."""
        by_start = {mention.start: mention for mention in mentions}
        figures = FigureFinder(self._grammar, text, things, self._heads, self._money_things, trace)
        scene = Scene()
        drafts: list[Draft] = []
        roles, speech = RoleFinder(text, things), SpeechFinder(text, things)
        events = EventFinder(text, things, by_start)
        sentence: list[Unit] = []
        for clause_units, mark in _clauses(units):
            sentence += clause_units
            if clause_units:
                if trace is not None or _has_figures(clause_units, by_start):
                    clause = self._pieces.clause(clause_units, text, by_start)
                    if trace is not None:
                        trace.open(clause, scene.state())
                    stated = figures.read(clause, scene)
                    if trace is not None:
                        trace.close(stated, scene.state())
                    drafts += stated
                if not _has_figures(clause_units, by_start):
                    figures.note(clause_units, by_start, scene)
                drafts += events.read(clause_units, scene.status == "planned")
            if mark is not None:
                ending = mark.text
                sentence.append(mark)
                if ending in _LINE_MARKS or ending in _SENTENCE_MARKS:
                    drafts += roles.read(sentence[:-1])
                    drafts += speech.read(sentence[:-1])
                    sentence = []
                    scene.new_sentence()
                if ending in _LINE_MARKS:
                    scene.new_paragraph()
                    speech.new_paragraph()
                    events.new_paragraph()
        drafts += roles.read(sentence)
        drafts += speech.read(sentence)
        return [draft for draft in drafts if draft.rule not in _MADE or draft.rule in self._makers]


def _has_figures(units: Sequence[Unit], mentions: Mapping[int, Mention]) -> bool:
    """Whether a clause holds a number, or a length of time that may be one."""
    for unit in units:
        if unit.tag == NUMBER:
            mention = mentions.get(unit.start)
            if isinstance(mention, NumberMention) or (isinstance(mention, TimeMention) and mention.timex == "DURATION"):
                return True
    return False


def _clauses(units: Sequence[Unit]) -> list[tuple[list[Unit], Unit | None]]:
    """The clauses of a text, each with the mark that ends it."""
    found: list[tuple[list[Unit], Unit | None]] = []
    clause: list[Unit] = []
    for unit in units:
        if unit.tag == MARK and (
            unit.text in _CLAUSE_MARKS or unit.text in _SENTENCE_MARKS or unit.text in _LINE_MARKS
        ):
            found.append((clause, unit))
            clause = []
        elif not unit.text.isspace():
            clause.append(unit)
    found.append((clause, None))
    return found
