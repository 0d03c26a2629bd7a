"""Who said what: a speaker, a verb of speech, and the words, quoted or reported."""

from __future__ import annotations

from typing import Final, final

from ..model import Mention, Thing, TimeMention
from ..names.classes import (
    ACTOR,
    AND,
    EVENT,
    HEAD_WORD,
    JOINT,
    LEVEL,
    LOCALIZER,
    MANNER,
    OF,
    PERSON_WORD,
    PREPOSITION,
    SAY,
    SAY_WEAK,
    SKIP,
    TITLE,
    TURN,
)
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .draft import Draft
from .phrases import is_at, is_noun, is_subject, is_verb, nominal_start
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

    def __init__(self, text: str, things: Things, mentions: dict[int, Mention]) -> None:
        self._text = text
        self._things = things
        self._mentions = mentions
        self._speaker: list[Unit] = []
        self._quoted = -1  # where the quotation begins that a sentence before left open
        self._going_on: Draft | None = None  # whose it is, if that was said before it

    def new_paragraph(self) -> None:
        """Whoever spoke before may go on speaking in the next paragraph only by name."""
        self._speaker = []
        self._quoted, self._going_on = -1, None

    def read(self, units: list[Unit]) -> list[Draft]:
        """What one sentence reports, its clause marks included."""
        found: list[Draft] = []
        depth = 1 if self._quoted >= 0 else 0
        opened, before = -1, self._quoted
        for at, unit in enumerate(units):
            if unit.tag == MARK:
                if unit.text == _OPEN:
                    depth += 1
                    if depth == 1:
                        opened = unit.end
                elif unit.text == _CLOSE:
                    depth = max(0, depth - 1)
                    if depth == 0 and self._quoted >= 0:
                        self._end_quotation(unit.start)
            elif depth == 0 and unit.is_word(SAY) and not unit.type and not _goes_on(units, at):
                draft = self._said(units, at, before)
                if draft is not None:
                    found.append(draft)
        if depth and self._quoted < 0:
            self._quoted = opened
            last = found[-1] if found else None
            self._going_on = last if last is not None and last.words is not None and last.words[0] == opened else None
        return found

    def _end_quotation(self, end: int) -> None:
        """A quotation of several sentences ends; all of it was said by who is named before it."""
        draft = self._going_on
        if draft is not None and draft.words is not None:
            draft.words = (draft.words[0], end)
            draft.end = end
            text = self._text[draft.words[0] : end]
            draft.object = Thing(text, text, None)
        self._quoted, self._going_on = -1, None

    def _said(self, units: list[Unit], at: int, quoted: int) -> Draft | None:
        words = self._words_after(units, at) or self._quote_before(units, at, quoted)
        if at > 0 and units[at - 1].is_word(OF):
            return None  # 阿根廷的|要求
        verb = at
        while at > 0 and units[at - 1].is_word(SAY) and not units[at - 1].type:
            at -= 1  # 通报|说
        speaker = self._speaker_before(units, at)
        if words is None or words[1] - words[0] < _LEAST:
            self._speaker = speaker or self._speaker  # 外交部谴责袭击，|称…
            return None
        if not speaker:
            if at > 0 and units[at - 1].tag != MARK and not self._is_adverb(units[at - 1]):
                return None
            speaker = self._speaker
        if not speaker or (units[verb].is_word(SAY_WEAK) and not self._speaks(units, at, speaker)):
            return None
        self._speaker = list(speaker)
        start = (
            min(speaker[0].start, units[at].start, words[0])
            if speaker[0].start >= units[0].start
            else min(units[at].start, words[0])
        )
        draft = Draft("said", "said.verb", start, max(words[1], units[verb].end))
        draft.subject = self._things.of(speaker)
        draft.argue("subject", self._things.starts(speaker))
        draft.attribute = self._text[units[at if units[verb].is_listed("say_plain") else verb].start : units[verb].end]
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
        return unit.tag in ("d", "ad", "t", "#") or unit.is_word(SKIP | MANNER)

    def _speaker_before(self, units: list[Unit], at: int) -> list[Unit]:
        """The name or noun that the verb is said of, in its own clause."""
        first, least = at, max(0, at - _FARTHEST)
        while first > least and not (units[first - 1].tag == MARK and units[first - 1].text not in _BRACKETS):
            first -= 1
        end = at
        while True:
            while end > first and self._is_adverb(units[end - 1]):
                end -= 1
            cut = _before_adverbial(units, first, end)
            if cut >= end:
                break
            end = cut
        if end == first or not any(is_noun(unit) for unit in units[first:end]):
            if is_at(units[first]):
                return []  # 在吉达|发布声明强调
            end = at
        return self._speaker_in(units, first, end)

    def _speaker_in(self, units: list[Unit], first: int, at: int) -> list[Unit]:
        """The name or noun that ends at `at`, where a verb or an adverbial follows."""
        subjects = [place for place in range(first, at) if is_subject(units[place])]
        people = [place for place in subjects if units[place].type == "PERSON"]
        while len(people) > 1 and _leads(units[people[-1] - 1]):
            people.pop()  # 毛宁|就|特朗普|涉华言论|表示
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
        timed = next((place for place in range(start + 1, end) if self._is_time(units[place])), end)
        end = timed if is_noun(units[timed - 1]) else end  # 欧盟官员|11日晚些时候
        while start < end and units[start].text in _CLOSING:
            start += 1  # ”|影创科技集团负责人
        kept = list(units[start:end])
        if subjects and subjects[-1] == end - 1:
            return list(units[end - 1 : end])
        named = bool(kept) and (kept[-1].tag[:1] in ("n", "N", "x") or kept[-1].is_word(HEAD_WORD))
        return kept if named and len(kept) <= _LONGEST else []

    def _is_time(self, unit: Unit) -> bool:
        return unit.tag == NUMBER and isinstance(self._mentions.get(unit.start), TimeMention)

    def _words_after(self, units: list[Unit], at: int) -> tuple[int, int] | None:
        place = at + 1
        if place >= len(units):
            return None
        follows = units[place].text in _COMMAS
        if follows:
            place += 1
        if place >= len(units) or (follows and units[place].is_word(SAY)):
            return None
        if units[place].text == _OPEN:
            end = place + 1
            while end < len(units) and units[end].text != _CLOSE:
                end += 1
            if follows and end + 1 < len(units) and units[end + 1].tag != MARK:
                return units[place].start, units[-2 if units[-1].tag == MARK else -1].end  # “中国天眼”发现了…
            return units[place + 1].start if place + 1 < len(units) else units[place].end, units[
                min(end, len(units) - 1)
            ].start
        if not follows and not _begins_clause(units, place):
            return None
        last = units[-2] if units[-1].tag == MARK and len(units) - 2 >= place else units[-1]
        return units[place].start, last.end

    @staticmethod
    def _quote_before(units: list[Unit], at: int, quoted: int) -> tuple[int, int] | None:
        """“…”张军说: what stands inside the marks before the speaker. It may have begun sentences before, at `quoted`."""
        place = at
        while place > 0 and units[place].text != _CLOSE:
            place -= 1
        if units[place].text != _CLOSE or at - place > 12:
            return None
        first = place
        while first > 0 and units[first].text != _OPEN:
            first -= 1
        if units[first].text == _OPEN:
            return units[first].end, units[place].start
        return (quoted if quoted >= 0 else units[first].start), units[place].start


_CLOSING: Final = frozenset("\u201d\u300b)\uff09")
_BRACKETS: Final = frozenset("()\uff08\uff09\u00b7\u3001\u201c\u201d\u300a\u300b")
_LONGEST: Final = 6
_LONGEST_ASIDE: Final = 10  # units of 谈到…时
_FARTHEST: Final = 60  # units before a verb among which its speaker is looked for; clauses of news have fewer


def _goes_on(units: list[Unit], at: int) -> bool:
    """Whether a word of speech says what the one behind it does (通报|说), or names a paper (声明|中说)."""
    if at + 1 >= len(units):
        return False
    if units[at + 1].is_listed("say_plain"):
        return True
    for place in range(at + 1, min(len(units) - 1, at + _LONGEST_ASIDE)):
        if units[place].tag == MARK:
            return False
        if units[place].is_word(LOCALIZER) and units[place + 1].is_word(SAY):
            return True
    return False


def _before_adverbial(units: list[Unit], first: int, end: int) -> int:
    """Where the adverbial begins that ends at `end`: X|在声明中, X|对媒体, X|会见Y后; `end` where none does."""
    if end <= first:
        return end
    closed = units[end - 1].is_word(LOCALIZER) and not units[end - 1].type
    for at in range(end - 1, first, -1):
        unit = units[at]
        if unit.type:
            continue
        if _leads(unit):
            return at
        if not closed and not (is_noun(unit) or unit.is_word(OF) or unit.tag in _OF_NOUN):
            return end
    if not closed:
        return end
    doing = next((at for at in range(first, end - 1) if is_verb(units[at]) or units[at].is_word(EVENT)), first)
    return doing if doing > first and is_subject(units[doing - 1]) else end


def _leads(unit: Unit) -> bool:
    """Whether a unit is a preposition that joins nobody to who speaks: 在, 对 and 就, not 和."""
    return not unit.type and (unit.tag == "p" or unit.is_word(PREPOSITION)) and not unit.is_word(AND)


_OF_NOUN: Final = ("a", "b", "m", "q", "r", "f", NUMBER)  # tags of what may stand before a noun


def _begins_clause(units: list[Unit], at: int) -> bool:
    """Whether what follows a verb without a mark is a clause: it holds a verb of its own."""
    for unit in units[at:]:
        if unit.tag == MARK and unit.text not in _BRACKETS:
            return False
        if unit.tag in ("v", "vn") or unit.is_word(LEVEL | TURN):
            return True
    return False
