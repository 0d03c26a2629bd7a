"""Units and mentions → facts, clause by clause."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, final

from ..model import Mention, NumberMention, TimeMention
from ..names.classes import EVENT
from ..names.segment import NUMBER
from ..names.units import Unit
from .draft import Draft
from .events import EventFinder
from .figures import FigureFinder
from .grammar import Grammar
from .phrases import is_noun
from .pieces import Pieces
from .roles import RoleFinder, RoleWords
from .scene import Scene
from .sentences import Clause as Words
from .sentences import headline, sentences
from .sources import SourceFinder
from .speech import SpeechFinder
from .things import Things
from .topics import TopicFinder
from .trace import FactTrace
from .wording import Wording

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
        self._role_words = RoleWords(lists)
        self._adverbs = frozenset(lists.get("number_adverb", {}))
        number_words, each = frozenset(lists.get("number_word", {})), tuple(lists.get("per_each", {}))
        self._wording = Wording(lists)
        multiples, gains = frozenset(lists.get("multiple", {})), self._wording.gains
        self._pieces = Pieces(word_classes, number_words, self._adverbs, qualifiers, multiples, each, gains)
        self._dateline = frozenset(lists.get("header_dateline", {}))
        self._authorities = tuple(lists.get("authority", {}))

    def find(
        self,
        text: str,
        units: list[Unit],
        mentions: list[Mention],
        things: Things,
        body: int,
        trace: FactTrace | None = None,
    ) -> list[Draft]:
        """The facts of a text from the offset `body` on, in text order. A `trace` is told how they were found."""
        ranks = any(word in text for word in self._wording.rankings)
        by_start = {mention.start: mention for mention in mentions if mention.text not in self._adverbs}
        topics = TopicFinder(text, things, self._wording)
        figures = FigureFinder(self._grammar, text, things, self._wording, topics, trace)
        scene = Scene(self._authorities)
        scene.read_headline(headline(units, body, self._dateline), things)
        drafts: list[Draft] = []
        roles, speech = RoleFinder(text, things, self._role_words), SpeechFinder(text, things, by_start)
        events, sources = EventFinder(text, things, by_start, self._wording.sides), SourceFinder(things)
        for sentence in sentences(units, body, by_start, self._dateline):
            before = len(drafts)
            for words in sentence.clauses:
                states = _has_figures(words.units, by_start)
                if words.units and (trace is not None or states):
                    clause = self._pieces.clause(words, text, by_start)
                    if trace is not None:
                        trace.open(clause, scene.state())
                    stated = figures.read(clause, scene) if states else []
                    if trace is not None:
                        trace.close(stated, scene.state())
                    drafts += stated
                    states = states and not clause.left
                if not states:
                    topics.note(words.units, by_start, scene, _times_in_brackets(words, by_start))
                    if ranks:
                        self._note_ranking(words.units, text, by_start, scene)
                if words.ends_part:
                    scene.end_part()
                drafts += events.read(words.units, scene.status in ("planned", "forecast"))
            drafts += roles.read(sentence.units)
            said = speech.read(sentence.units)
            sources.attribute(sentence, drafts[before:], said)
            drafts += said
            scene.new_sentence()
            events.new_sentence()
            if sentence.ends_paragraph:
                scene.new_paragraph()
                speech.new_paragraph()
                sources.new_paragraph()
                events.new_paragraph()
        return [draft for draft in drafts if draft.rule not in _MADE or draft.rule in self._makers]

    def _note_ranking(self, units: list[Unit], text: str, mentions: dict[int, Mention], scene: Scene) -> None:
        """A list in an order that a clause names: 发布2025年世界大学排名，, 《2024年全球创新指数》显示，."""
        for at in range(len(units) - 1, -1, -1):
            unit = units[at]
            # 排名 is a verb elsewhere: 发布2025年世界大学排名， and 2025年世界大学排名公布，
            ends = unit.text in self._wording.rankings and (at + 1 == len(units) or units[-1].is_word(EVENT))
            if not ends and not (is_noun(unit) and unit.text.endswith(self._wording.rankings)):
                continue
            first = at
            while first > 0 and _is_of_ranking(units[first - 1], mentions):
                first -= 1
            scene.ranking = unit.name if unit.type else text[units[first].start : unit.end]
            return


def _times_in_brackets(words: Words, mentions: dict[int, Mention]) -> list[TimeMention]:
    """The periods that brackets behind a clause say by themselves: “双11”期间（11月1日至11日），."""
    found: list[TimeMention] = []
    for units in words.asides:
        told = [mentions.get(unit.start) for unit in units]
        found += [mention for mention in told if isinstance(mention, TimeMention)]
        if len(found) < len(told):
            return []
    return found


def _is_of_ranking(unit: Unit, mentions: dict[int, Mention]) -> bool:
    """Whether a unit belongs to the name of a list: 世界|500强|排行榜."""
    return (is_noun(unit) and not unit.is_word(EVENT)) or isinstance(mentions.get(unit.start), NumberMention)


def _has_figures(units: list[Unit], mentions: dict[int, Mention]) -> bool:
    """Whether a clause holds a number, or a length of time that may be one."""
    for unit in units:
        if unit.tag == NUMBER:
            mention = mentions.get(unit.start)
            if isinstance(mention, NumberMention) or (isinstance(mention, TimeMention) and mention.timex == "DURATION"):
                return True
    return False
