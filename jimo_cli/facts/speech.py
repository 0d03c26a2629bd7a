"""Who said what: a speaker, a verb of speech, and the words, quoted or reported."""

from __future__ import annotations

from typing import Final, final

from ..model import Thing
from ..names.classes import ACTOR, HEAD_WORD, JOINT, LEVEL, PERSON_WORD, SAY, SAY_WEAK, SKIP, TITLE, TURN
from ..names.segment import MARK
from ..names.units import Unit
from .draft import Draft
from .phrases import is_subject, nominal_start
from .things import Things

_OPEN: Final = "\u201c"
_CLOSE: Final = "\u201d"
_COLONS: Final = frozenset("\uff1a:")
_COMMAS: Final = frozenset("\uff0c,\uff1a:")
_THINGS: Final = ("FAC", "PRODUCT", "EVENT", "LOC")  # names of what does not speak
_SPEAKERS: Final = ACTOR | TITLE | HEAD_WORD | PERSON_WORD  # classes of words for who speaks without a name
_LEAST: Final = 4  # characters of what is said


@final
class SpeechFinder:
    """Finds what is said in one document."""

    def __init__(self, text: str, things: Things) -> None:
        self._text = text
        self._things = things
        self._speaker: list[Unit] = []

    def new_paragraph(self) -> None:
        """Whoever spoke before may go on speaking in the next paragraph only by name."""
        self._speaker = []

    def read(self, units: list[Unit]) -> list[Draft]:
        """What one sentence reports, its clause marks included."""
        found: list[Draft] = []
        depth = 0
        for at, unit in enumerate(units):
            if unit.tag == MARK:
                if unit.text == _OPEN:
                    depth += 1
                elif unit.text == _CLOSE:
                    depth = max(0, depth - 1)
            elif depth == 0 and unit.is_word(SAY) and not unit.type:
                draft = self._said(units, at)
                if draft is not None:
                    found.append(draft)
        return found

    def _said(self, units: list[Unit], at: int) -> Draft | None:
        speaker = self._speaker_before(units, at)
        words = self._words_after(units, at) or self._quote_before(units, at)
        if words is None or words[1] - words[0] < _LEAST:
            return None
        if not speaker:
            if at > 0 and units[at - 1].tag != MARK and not self._is_adverb(units[at - 1]):
                return None
            speaker = self._speaker
        if not speaker or (units[at].is_word(SAY_WEAK) and not self._speaks(units, at, speaker)):
            return None
        self._speaker = list(speaker)
        start = (
            min(speaker[0].start, units[at].start, words[0])
            if speaker[0].start >= units[0].start
            else min(units[at].start, words[0])
        )
        draft = Draft("said", "said.verb", start, max(words[1], units[at].end))
        draft.subject = self._things.of(speaker)
        draft.argue("subject", self._things.starts(speaker))
        draft.attribute = units[at].text
        draft.words = words
        text = self._text[words[0] : words[1]]
        draft.object = Thing(text, text, None)
        return draft

    @staticmethod
    def _speaks(units: list[Unit], at: int, speaker: list[Unit]) -> bool:
        """Whether a verb is one of speech that is said of things as well: 毕业生预计|达1158万人, 按指导值评价."""
        if is_subject(speaker[-1]):
            return speaker[-1].type not in _THINGS
        if not speaker[-1].is_word(_SPEAKERS):
            return False  # 项目|预计2026年投产
        first = next((place for place in range(at) if units[place] is speaker[0]), 0)
        if first > 0 and units[first - 1].tag == "p":
            return False
        return not (at + 1 < len(units) and (units[at + 1].is_word(LEVEL | TURN)))

    @staticmethod
    def _is_adverb(unit: Unit) -> bool:
        return unit.tag in ("d", "ad", "t", "#") or unit.is_word(SKIP)

    def _speaker_before(self, units: list[Unit], at: int) -> list[Unit]:
        """The name or noun that the verb is said of, in its own clause."""
        first, least = at, max(0, at - _FARTHEST)
        while first > least and not (units[first - 1].tag == MARK and units[first - 1].text not in _BRACKETS):
            first -= 1
        subjects = [place for place in range(first, at) if is_subject(units[place])]
        people = [place for place in subjects if units[place].type == "PERSON"]
        if people:
            last = people[-1]
            begin = last
            while begin - 2 >= first and units[begin - 1].is_word(JOINT) and units[begin - 2].type == "PERSON":
                begin -= 2
            return list(units[last : last + 1]) if begin == last else list(units[begin : last + 1])
        end = at
        while end > first and (self._is_adverb(units[end - 1]) or units[end - 1].tag in ("p", "v", "f")):
            end -= 1
        if end == first:
            return []
        start = nominal_start(units, first, end)
        while start < end and units[start].text in _CLOSING:
            start += 1  # ”|影创科技集团负责人
        kept = list(units[start:end])
        if subjects and subjects[-1] == end - 1:
            return list(units[end - 1 : end])
        return kept if kept and kept[-1].tag[:1] in ("n", "N", "x") and len(kept) <= _LONGEST else []

    def _words_after(self, units: list[Unit], at: int) -> tuple[int, int] | None:
        place = at + 1
        if place >= len(units):
            return None
        follows = units[place].text in _COMMAS
        if follows:
            place += 1
        if place >= len(units):
            return None
        if units[place].text == _OPEN:
            end = place + 1
            while end < len(units) and units[end].text != _CLOSE:
                end += 1
            return units[place + 1].start if place + 1 < len(units) else units[place].end, units[
                min(end, len(units) - 1)
            ].start
        if not follows and not _begins_clause(units, place):
            return None
        last = units[-2] if units[-1].tag == MARK and len(units) - 2 >= place else units[-1]
        return units[place].start, last.end

    @staticmethod
    def _quote_before(units: list[Unit], at: int) -> tuple[int, int] | None:
        """“…”张军说: what stands inside the marks before the speaker."""
        place = at
        while place > 0 and units[place].text != _CLOSE:
            place -= 1
        if units[place].text != _CLOSE or at - place > 12:
            return None
        first = place
        while first > 0 and units[first].text != _OPEN:
            first -= 1
        return (units[first].end if units[first].text == _OPEN else units[first].start), units[place].start


_CLOSING: Final = frozenset("\u201d\u300b)\uff09")
_BRACKETS: Final = frozenset("()\uff08\uff09\u00b7\u3001\u201c\u201d\u300a\u300b")
_LONGEST: Final = 6
_FARTHEST: Final = 60  # units before a verb among which its speaker is looked for; clauses of news have fewer


def _begins_clause(units: list[Unit], at: int) -> bool:
    """Whether what follows a verb without a mark is a clause: it holds a verb of its own."""
    for unit in units[at:]:
        if unit.tag == MARK and unit.text not in _BRACKETS:
            return False
        if unit.tag in ("v", "vn") or unit.is_word(LEVEL | TURN):
            return True
    return False
