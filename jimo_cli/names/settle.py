"""Unsure names: which of them are names here, by what stands beside them and elsewhere in the document.

A list marks forms that are also something else (合作 is a city of Gansu and a word, 中 is China and 'in').
Such a form is a name where its surroundings say so, and otherwise just a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, final

from .classes import FORMER, TITLE
from .lexicon import Lexicon
from .people import TRANSLITERATED
from .segment import MARK
from .units import Unit

_SENTENCE_ENDS: Final = frozenset("\u3002\uff01\uff1f\n\r")  # 。！？
_PLACES: Final = ("GPE", "LOC", "FAC")
_EVERYDAY: Final = 118  # tenths of a nat
_NAMES: Final = frozenset(("", "ns", "nr", "nz", "nt", "x", "j"))
_DOT: Final = "\u00b7"
_SCRAPS: Final = frozenset(("x", "g", "ng", "zg", "nr", "nrt", "nz", "j", "h", "k", "y", "e", "o", "i"))
_NOTHING: Final[tuple[str, ...]] = ()


@final
class Settler:
    """Settles unsure units by the word lists of the rules."""

    def __init__(
        self,
        lexicon: Lexicon,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        makers: Mapping[str, Mapping[str, int]],
    ) -> None:
        team = makers.get("names.team")
        self._sporting = team["words"] if team is not None else None  # words of sport that make a sentence of it
        kinds = ("short", "org", "place", "certain", "team", "foreign", "held")
        self._before = {name: frozenset(lists.get(f"{name}_before", {})) for name in kinds}
        self._at = frozenset(lists.get("foreign_at", {}))
        self._pairs = frozenset(pair for word in lists.get("short_pair", {}) for pair in (word, word[::-1]))
        self._weak = frozenset(lists.get("place_before_weak", {}))
        self._lexicon = lexicon
        self._tails = {word: str(entry["tails"]).split() for word, entry in lists.get("place_tail", {}).items()}
        self._tail_starts = frozenset([word[0] for word in self._tails])
        self._always = frozenset(lists.get("short_always", {}))
        self._alone = frozenset(lists.get("short_alone", {}))
        self._certain = frozenset(lists.get("short_certain", {}))
        self._sport = frozenset(lists.get("sport_context", {}))
        self._club_lists = frozenset(lists.get("club_list", {}))
        self._against = frozenset(lists.get("team_between", {}))
        self._after = {name: frozenset(lists.get(f"{name}_after", {})) for name in kinds}

    def settle(self, units: list[Unit], known: frozenset[str] = frozenset()) -> None:
        """Take the type from unsure units that nothing speaks for.

        `known` are names that are certain elsewhere in the document.
        """
        self._recut(units)
        if self._sporting is not None:
            self._clubs(units, self._sporting)
        sure = known.union([unit.name for unit in units if unit.type and unit.sure])
        for at, unit in enumerate(units):
            if unit.type and not unit.sure:
                before = units[at - 1] if at else None
                after = units[at + 1] if at + 1 < len(units) else None
                same = ("same", unit.name) if len(unit.text) > 1 and unit.name in sure else _NOTHING
                unit.reasons = same or self._named(unit, before, after, sure) or self._cue(units, at, before, after)
                unit.sure = bool(unit.reasons)
        for at, unit in enumerate(units):
            if unit.type and not unit.sure:
                unit.become("", "", False, unit.text)
            elif unit.rule == TRANSLITERATED and _DOT not in unit.text:
                self._foreign_place(units, at)

    def _recut(self, units: list[Unit]) -> None:
        """Give back what a place took from the word behind it: 宜昌|地区生产总值, 青岛|市级."""
        for at in range(1, len(units)):
            unit, after = units[at - 1], units[at]
            if unit.type != "GPE" or after.type or after.text[0] not in self._tail_starts:
                continue
            for start, tails in self._tails.items():
                if not after.text.startswith(start):
                    continue
                tail = next((tail for tail in tails if unit.text.endswith(tail)), "")
                short = self._lexicon.get(unit.text.removesuffix(tail)) if tail else None
                senses = [sense for sense in short.senses if sense.type == "GPE"] if short is not None else []
                if short is not None and senses:
                    cut = unit.end - len(tail)
                    unit.end, unit.text, unit.senses = cut, short.word, tuple(senses)
                    unit.entry, unit.classes = short, short.bits
                    unit.become("GPE", senses[0].list_id, True, senses[0].name)
                    after.start, after.text = cut, tail + after.text

    def _foreign_place(self, units: list[Unit], at: int) -> None:
        """A name that sounds foreign is a place, not a person, in 南部城市哈斯科沃, 埃舍德小镇, 在杜塞尔多夫举行."""
        unit = units[at]
        before = units[at - 1].text if at else ""
        after = units[at + 1].text if at + 1 < len(units) else ""
        if before in self._before["foreign"]:
            unit.become("GPE", unit.rule, True, unit.text)
            unit.reasons = ("before", before)
        elif after in self._after["foreign"] or (before in self._at and after in self._after["held"]):
            unit.become("GPE", unit.rule, True, unit.text)
            unit.reasons = ("after", after)

    def _clubs(self, units: list[Unit], sporting: int) -> None:
        """In news of sport a city that is also a club is the club: 利物浦, 罗马."""
        first = 0
        sport: set[str] = set()
        for at, unit in enumerate(units):
            entry = unit.entry
            if entry is not None:
                if entry.of_sport:
                    sport.add(unit.text)
                if at + 1 < len(units):
                    continue
            elif unit.text in self._sport:
                sport.add(unit.text)
            if at + 1 == len(units) or ends_sentence(unit):
                against = not self._against.isdisjoint(sport)  # A vs B says it alone
                part = units[first : at + 1] if against or len(sport) >= sporting else []
                first = at + 1
                cues, sport = sorted(sport) if part else [], set()
                for word in part:
                    club = next((sense for sense in word.senses if sense.list_id in self._club_lists), None)
                    if club is not None:
                        word.become("ORG", club.list_id, True, club.name)
                        word.reasons = ("sport", *cues)
                if part:
                    self._teams(part)

    def _teams(self, part: list[Unit]) -> None:
        """A place that plays is its team: 冰岛 in 主场迎战冰岛, 巴西 in 巴西主场."""
        for at, unit in enumerate(part):
            if unit.type != "GPE" or len(unit.text) == 1:
                continue
            before = part[at - 1].text if at else ""
            after = part[at + 1].text if at + 1 < len(part) else ""
            if before in self._before["team"] or after in self._after["team"]:
                unit.become("ORG", "names.team", True, unit.text)
                unit.reasons = ("before", before) if before in self._before["team"] else ("after", after)

    def _cue(self, units: list[Unit], at: int, before: Unit | None, after: Unit | None) -> tuple[str, ...]:
        """What speaks for an unsure name: the kind of cue and the words of it, or nothing."""
        unit = units[at]
        if unit.type in _PLACES:
            if len(unit.text) == 1:
                return self._cue_of_short(units, at, before, after)
            if before is not None and before.type == "GPE" and before.sure and _lies_in(unit, before):
                return "inside", before.text
            cue = self._beside("place", before, after)
            if cue and cue[0] == "before" and cue[1] in self._weak and _is_ordinary(unit):  # 在|合作|中
                return self._beside("place", None, after)
            return cue
        if unit.type == "ORG":
            return self._beside("org", before, after)
        if unit.type in ("PERSON",) and unit.entry is not None and not unit.entry.tag:
            return ("no_word",)
        return _NOTHING

    def _named(self, unit: Unit, before: Unit | None, after: Unit | None, sure: frozenset[str]) -> tuple[str, ...]:
        """What speaks for a one-character place whose whole name the text has: 俄|指责 where it names 俄罗斯."""
        if len(unit.text) != 1 or unit.type != "GPE":
            return _NOTHING
        if (before is not None and _is_scrap(before)) or (after is not None and _is_scrap(after)):
            return _NOTHING
        if unit.text in self._always:
            return ("no_word",)
        sense = next((sense for sense in unit.senses if sense.type == "GPE" and sense.name in sure), None)
        if sense is None:
            return _NOTHING
        cued = self._beside("short", before, after) or self._beside("certain", before, after)
        if not cued and unit.text not in self._alone:
            return _NOTHING
        unit.become(unit.type, unit.rule, unit.sure, sense.name)
        return "named", sense.name

    def _cue_of_short(self, units: list[Unit], at: int, before: Unit | None, after: Unit | None) -> tuple[str, ...]:
        """中 in 中美, 美 in 美军, 俄 in 访俄; a doubtful one only beside another (中捷)."""
        unit = units[at]
        for other in (before, after):
            if other is not None and len(other.text) == 1 and any(sense.type == "GPE" for sense in other.senses):
                doubtful = _is_doubtful(unit) + _is_doubtful(other)
                if (
                    doubtful == 0
                    or (unit.text + other.text in self._pairs)
                    or (doubtful == 1 and self._is_followed(units, at + (2 if other is after else 1)))
                ):
                    return "beside", other.text
        if _is_doubtful(unit):
            return _before_office(units, at)
        if before is not None and before.text in self._before["certain"] and unit.text in self._certain:
            return "before", before.text
        return self._beside("short", before, after)

    def _is_followed(self, units: list[Unit], at: int) -> bool:
        """Whether something stands at `at`, behind two one-character places that two countries have (中捷|友谊)."""
        return at < len(units) and units[at].text in self._after["short"]

    def _beside(self, name: str, before: Unit | None, after: Unit | None) -> tuple[str, ...]:
        if before is not None and before.text in self._before[name]:
            return "before", before.text
        if after is not None and after.text in self._after[name]:
            return "after", after.text
        return _NOTHING


def _before_office(units: list[Unit], at: int) -> tuple[str, ...]:
    """The office of a person that a one-character place begins a clause with: 意|前|总理|伦齐; nothing else speaks so."""
    if at > 0 and units[at - 1].tag != MARK:
        return _NOTHING
    place = at + 1
    if place < len(units) and units[place].is_word(FORMER):
        place += 1
    if place + 1 >= len(units) or units[place + 1].type != "PERSON" or units[at].tag == "p":
        return _NOTHING
    return ("after", units[place].text) if units[place].is_word(TITLE) else _NOTHING


def ends_sentence(unit: Unit) -> bool:
    """Whether a sentence ends with a unit."""
    return unit.tag == MARK and unit.text in _SENTENCE_ENDS


def _lies_in(unit: Unit, other: Unit) -> bool:
    """Whether a division lies in the one named before it: 合作 in 甘肃合作, and not in 中国合作."""
    provinces = {sense.attributes[0][:2] for sense in other.senses if sense.attributes}
    return any(sense.attributes and sense.attributes[0][:2] in provinces for sense in unit.senses)


def _is_scrap(unit: Unit) -> bool:
    """Whether a unit is one character that may belong to the same unknown word: 阿|普|杜拉."""
    return len(unit.text) == 1 and not unit.type and unit.tag in _SCRAPS


def _is_ordinary(unit: Unit) -> bool:
    """Whether a form is an everyday word first and a place second: 合作, 前进, 公安."""
    return unit.entry is not None and unit.entry.cost < _EVERYDAY and unit.entry.tag not in _NAMES


def _is_doubtful(unit: Unit) -> bool:
    """Whether a list says of a one-character place that it is one only beside another (捷 in 中捷)."""
    return all(sense.unsure for sense in unit.senses if sense.type == "GPE")
