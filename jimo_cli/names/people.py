"""Proposes names of people: Chinese, Japanese, Korean, transliterated.

The cost of a proposal is the negative logarithm, in tenths of a nat, of: a word of the text being a
person at all, the surname among surnames, and each character of the given name among those that stand
in its place. What stands beside a name changes the cost by the points that the word lists give.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, final

from ..text import FIRST_HAN, LAST_HAN
from .beside import NOTHING, Beside
from .lexicon import Lexicon
from .segment import Proposal

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

_SURNAME: Final = 26  # the most common surname: one in fourteen
_SURNAME_STEP: Final = 0.96  # tenths of a nat for a point of the surname scale
_MISPLACED: Final = 18  # known in the other place of a given name only
_LOOSE: Final = 85  # a last character that costs less than this as a word may well be one: 董军|为
_FUNCTION: Final = 22
_FUNCTION_TAGS: Final = frozenset(("p", "c", "d", "u", "uj", "ul", "r", "f"))
_VETOED: Final = 30  # built like a name, and more often something else
_RARE: Final = 105  # a character that no name of the list has in this place
_COMMON_WORD: Final = 125
_LONGEST_FOREIGN: Final = 9
_HELP: Final = 75  # the most that what stands beside a name can do for it …
_MOST_HELP: Final = 130  # … with an office before it
# Between an office and a verb of speech stands a person, whatever the name looks like: 局长|王建设|说.
_STRONG: Final = 20  # points of such an office …
_SPEAKS: Final = 10  # … and of such a verb
_BETWEEN: Final = 55
_NEVER: Final = 10_000
CHINESE: Final = "people.chinese"
ADDRESSED: Final = "people.addressed"
JAPANESE: Final = "people.japanese"
TRANSLITERATED: Final = "people.transliterated"
_OPENS: Final = "\u201c"
_CLOSES: Final = "\u201d"
DOTS: Final = "\u00b7\u2022\u2027\u30fb"
_CODES: Final = 0x10000  # tables by code point: a dictionary by character takes five times as long
# What a character may begin, as bits: a surname of one or two characters, a Japanese one; or transliterate.
_SINGLE: Final = 1
_DOUBLE: Final = 2
_JAPANESE: Final = 4
_FOREIGN: Final = 8
_STARTS: Final = 7
_SECOND: Final = 16  # … and what it goes on: the second character of a surname of two characters …
_JAPANESE_SECOND: Final = 32  # … or of a Japanese one


def _mark(table: bytearray, code: int, bit: int) -> None:
    """Set a bit of a table by code point; what lies beyond the table is looked up without it."""
    if code < _CODES:
        table[code] |= bit


def _dotted(cost: int) -> int:
    """The cost of a character beside a dot, where a transliteration is to be expected."""
    return max(min(cost, 60) - 22, 3)


_HAN: Final = 0x2E80
_PLACES: Final = ("first", "last", "only", "foreign_first", "foreign_inside", "foreign_last")


@final
class Character:
    """How unlikely a character is in each place of a name, in tenths of a nat."""

    __slots__ = ("alone", "first", "foreign_first", "foreign_inside", "foreign_last", "last", "only")

    def __init__(self, counts: Mapping[str, str], totals: Mapping[str, int], alone: int) -> None:
        self.alone = alone  # as a word of one character
        first, last = _cost(counts, totals, "first"), _cost(counts, totals, "last")
        self.first = min(first, last + _MISPLACED)
        self.last = min(last, first + _MISPLACED)
        self.only = min(_cost(counts, totals, "only"), self.last + 8)
        self.foreign_first = _cost(counts, totals, "foreign_first")
        self.foreign_inside = _cost(counts, totals, "foreign_inside")
        self.foreign_last = _cost(counts, totals, "foreign_last")


@final
class Surname:
    """How unlikely a surname is among surnames, in tenths of a nat, and how often it is a word (points of danger)."""

    __slots__ = ("apart", "cost", "danger")

    def __init__(self, cost: int, danger: int) -> None:
        self.cost = cost
        self.danger = danger
        self.apart = -1  # what its characters cost as words of their own, once that was asked for


def _cost(counts: Mapping[str, str], totals: Mapping[str, int], place: str) -> int:
    count = int(counts.get(place, 0))
    return round(-10 * math.log(count / totals[place])) if count else _RARE


class PeopleFinder:
    """Finds what may be the name of a person, by the word lists and the `makers` of the rules.

    A way of finding names that is not among the makers is switched off.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        makers: Mapping[str, Mapping[str, int]],
    ) -> None:
        self._lexicon = lexicon
        chinese, addressed = makers.get(CHINESE), makers.get(ADDRESSED)
        japanese, sound = makers.get(JAPANESE), makers.get(TRANSLITERATED)
        self._cost, self._danger, self._alone, self._wordy = _NEVER, 0, 0, 0
        if chinese is not None:
            self._cost, self._danger = chinese["cost"], chinese["danger"]
            self._alone, self._wordy = chinese["alone"], chinese["wordy"]
        self._address_cost, self._address_danger = _NEVER, 0
        if addressed is not None:
            self._address_cost, self._address_danger = addressed["cost"], addressed["danger"]
        self._japanese_cost, self._japanese_unsure = _NEVER, 0
        if japanese is not None:
            self._japanese_cost, self._japanese_unsure = japanese["cost"], japanese["unsure"]
        self._sound_cost, self._sound_dotted = _NEVER, _NEVER
        if sound is not None:
            self._sound_cost, self._sound_dotted = sound["cost"], sound["dotted"]
        self._surnames: dict[str, Surname] = {
            word: Surname(round(_SURNAME + (100 - int(entry["weight"])) * _SURNAME_STEP), int(entry.get("danger", 0)))
            for word, entry in lists.get("surname", {}).items()
        }
        self._singles: list[Surname | None] = [None] * _CODES
        self._japanese = {
            word: bool(entry.get("unsure"))
            for word, entry in (lists.get("surname_japanese", {}) if japanese is not None else {}).items()
        }
        self._counts = lists.get("person_character", {})
        self._totals = dict.fromkeys(_PLACES, 0)
        for entry in self._counts.values():
            for place, count in entry.items():
                if place in self._totals:
                    self._totals[place] += int(count)
        self._characters: list[Character | None] = [None] * _CODES
        self._vetoed = {word: bool(entry.get("unsure")) for word, entry in lists.get("not_name", {}).items()}
        self._place_ends = frozenset(lists.get("trusted_suffix", {}))
        self._address = Beside(lists.get("person_address", {}) if addressed is not None else {})
        self._masked = frozenset(lists.get("person_masked", {}))
        self._appoints = frozenset(lists.get("person_appoint", {}))
        self._appointed_as = frozenset(lists.get("person_appointed_as", {}))
        self._counting = frozenset(lists.get("masked_never", {}))
        self.before = Beside(lists.get("person_before", {}))
        self.after = Beside(lists.get("person_after", {}))
        kinds = bytearray(_CODES)
        for word in self._surnames:
            _mark(kinds, ord(word[0]), _DOUBLE if len(word) == 2 else _SINGLE)
            _mark(kinds, ord(word[-1]), _SECOND if len(word) == 2 else 0)
            if len(word) == 1 and ord(word) < _CODES:
                self._singles[ord(word)] = self._surnames[word]
        for word in self._japanese:
            _mark(kinds, ord(word[0]), _JAPANESE)
            _mark(kinds, ord(word[1:2] or word), _JAPANESE_SECOND)
        for word, entry in self._counts.items():
            if "foreign_inside" in entry or "foreign_first" in entry:
                _mark(kinds, ord(word), _FOREIGN)
        self._kinds = bytes(kinds)

    def propose(self, text: str, proposals: dict[int, list[Proposal]]) -> None:
        """Add everything in a normalised text that may be a person."""
        kinds = self._kinds
        size: i64 = len(text)
        at: i64 = 0
        run: i64 = -1  # where the run of characters that transliterate began, if we are in one …
        dots: list[int] = []  # … and the dots in it
        while at < size:
            code: i64 = ord(text[at])
            kind: i64 = kinds[code] if code < _CODES else 0
            if kind & _FOREIGN:
                if run < 0 and code >= _HAN:
                    run = at
            elif run >= 0:
                if code < _CODES and self._is_dot(text, at):
                    if _is_dot(code):
                        dots.append(at)
                else:
                    if at - run > 1:
                        self._in_run(text, run, at, dots, proposals)
                    run, dots = -1, []
            if kind & _STARTS and (code >= _HAN or run >= 0):
                self._at_surname(text, at, kind, proposals)
            at += 1
        if run >= 0 and size - run > 1:
            self._in_run(text, run, size, dots, proposals)

    def _is_dot(self, text: str, at: i64) -> bool:
        """Whether a dot between the parts of a name stands there: 科比·布莱恩特, 乔治·W·布什."""
        code: i64 = ord(text[at])
        if _is_dot(code):
            if at + 1 >= len(text):
                return False
            after: i64 = ord(text[at + 1])
            return after < _CODES and (self._kinds[after] & _FOREIGN != 0 or _is_initial(after))
        return _is_initial(code) and at > 0 and (_is_dot(ord(text[at - 1])) or _is_initial(ord(text[at - 1])))

    def _character(self, code: int) -> Character | None:
        """What a Chinese character, given by its code point, costs in a name; None for anything else."""
        if code < FIRST_HAN or code > LAST_HAN:
            return None
        made = self._characters[code]
        if made is None:
            alone = self._lexicon.head(code).cost
            made = self._characters[code] = Character(self._counts.get(chr(code), {}), self._totals, alone)
        return made

    def _character_at(self, text: str, at: int) -> Character | None:
        return self._character(ord(text[at])) if at < len(text) else None

    # -- surname and given name

    def _at_surname(self, text: str, start: int, kind: int, proposals: dict[int, list[Proposal]]) -> None:
        if kind & _SINGLE:
            single = self._singles[ord(text[start])]
            if single is not None:
                self._chinese(text, start, start + 1, single, proposals)
        # A slice of the text is made only where the second character fits too, which is one time in ten.
        second: i64 = ord(text[start + 1]) if start + 1 < len(text) else _CODES
        goes_on: i64 = self._kinds[second] if second < _CODES else _SECOND + _JAPANESE_SECOND
        if kind & _DOUBLE and goes_on & _SECOND and start + 2 <= len(text):
            double = self._surnames.get(text[start : start + 2])
            if double is not None:
                self._chinese(text, start, start + 2, double, proposals)
        if kind & _JAPANESE and goes_on & _JAPANESE_SECOND:
            for size in range(3, 1, -1):
                surname = text[start : start + size]  # shorter at the end of the text
                if surname in self._japanese:
                    self._japanese_name(text, start, start + len(surname), proposals)
                    break

    def _chinese(
        self,
        text: str,
        start: int,
        given: int,
        surname: Surname,
        proposals: dict[int, list[Proposal]],
    ) -> None:
        head = self._character(ord(text[given])) if given < len(text) else None
        if head is None:
            return
        address = self._address.after(text, given)
        if address[1]:  # 张先生, 郑某: the surname is the name
            base = self._address_cost + surname.cost + self._address_danger * surname.danger
            before = self.before.before(text, start)
            end = given
            if address[0] in self._masked:
                end += len(address[0])
                if surname.danger and text[end : end + 1] in self._counting:
                    return  # 投资于|某|两家公司
            self._add(text, start, end, ADDRESSED, base - before[1] - address[1], _NEVER, before, proposals)
            return
        if surname.apart < 0:
            surname.apart = self._apart(text, start, given)
        base = self._cost + surname.cost + self._danger * surname.danger
        apart = surname.apart + head.alone  # what the characters cost one by one
        one = base + head.only + self._alone
        tail = self._character_at(text, given + 1)
        two = base + head.first + tail.last if tail is not None else _NEVER
        both = apart + tail.alone if tail is not None else 0
        least = min(one - apart, two - both)  # what has to speak for it
        if least > _MOST_HELP:
            return  # nothing that may stand beside it could make it a name
        before = self.before.before(text, start)
        if least > _HELP and before[1] < _STRONG:
            return
        most = before[1] + self.after.most + _between(before[1], self.after.most)
        if one - most < apart:
            self._add(text, start, given + 1, CHINESE, one - before[1], apart, before, proposals)
        if tail is not None and before[0] in self._appoints and self._is_office_next(text, given + 1):
            return  # 聘任|王良|为行长
        if tail is not None and two - most + min(0, self._wordy) < both:
            # only now, since looking for doubts takes longer than all the rest
            two += self._doubts(text, given, tail) - before[1]
            self._add(text, start, given + 2, CHINESE, two, both, before, proposals)

    def _is_office_next(self, text: str, at: int) -> bool:
        """Whether 为 stands there and says as what somebody is appointed, so that it is no part of the name (李有为|为)."""
        return text[at] in self._appointed_as and text[at + 1 : at + 2] not in self._appointed_as

    def _doubts(self, text: str, given: int, tail: Character) -> int:
        """What speaks against a given name of two characters: it is a word, or ends in one."""
        loose = max(0, _LOOSE - tail.alone) + (_FUNCTION if self._is_function(ord(text[given + 1])) else 0)
        entry = self._lexicon.get(text[given : given + 2])
        wordy = entry is not None and entry.tag not in ("", "nr") and entry.cost < _COMMON_WORD
        return loose + (self._wordy if wordy else 0)

    def _is_function(self, code: int) -> bool:
        """Whether a character is mostly a function word: 向 为 在 也."""
        return self._lexicon.head(code).cost < _LOOSE and self._lexicon.single(code).tag in _FUNCTION_TAGS

    def _apart(self, text: str, start: int, end: int) -> int:
        """What some characters cost as words of their own."""
        cost = 0
        for at in range(start, end):
            character = self._character(ord(text[at]))
            cost += character.alone if character is not None else 0
        return cost

    def _add(
        self,
        text: str,
        start: int,
        end: int,
        rule: str,
        cost: int,
        apart: int,
        before: tuple[str, int],
        proposals: dict[int, list[Proposal]],
    ) -> None:
        """Propose a name, where it costs less than its characters apart."""
        chinese = rule == CHINESE
        if cost - self.after.most - (_between(before[1], self.after.most) if chinese else 0) >= apart:
            return  # whatever stands behind it
        after = self.after.after(text, end)
        cost -= after[1]
        if chinese:
            cost -= _between(before[1], after[1])
        if cost >= apart:
            return  # dearer than its characters one by one
        name = text[start:end]
        vetoed = self._vetoed.get(name)
        if vetoed is False or _is_cut_quote(text, start, end):
            return
        cost += _VETOED if vetoed or text[end - 1] in self._place_ends else 0
        proposal = Proposal(start, end, "PERSON", rule, max(cost, 1), name, (before, after))
        if start in proposals:
            proposals[start].append(proposal)
        else:
            proposals[start] = [proposal]

    def _japanese_name(self, text: str, start: int, given: int, proposals: dict[int, list[Proposal]]) -> None:
        before = self.before.before(text, start)
        unsure = self._japanese_unsure if self._japanese[text[start:given]] else 0
        cost = self._japanese_cost + unsure - before[1]
        apart = self._apart(text, start, given)
        if not unsure:
            self._add(text, start, given, JAPANESE, cost, apart, before, proposals)
        for size in range(1, 4):
            at = given + size - 1
            if at >= len(text) or not 0x4E00 <= ord(text[at]) <= LAST_HAN:
                break
            known = self._character(ord(text[at]))
            cost += min(known.first, known.last) if known is not None else 80
            apart += known.alone if known is not None else _RARE
            whole = cost + (10 if size == 3 else 0)
            self._add(text, start, given + size, JAPANESE, whole, apart, before, proposals)

    # -- transliterated

    def _in_run(self, text: str, start: int, end: int, dots: list[int], proposals: dict[int, list[Proposal]]) -> None:
        """Names within a run of characters that transliterate, with or without `dots` between its parts."""
        if dots:
            self._dotted(text, start, end, dots, proposals)
            return
        hope = self.before.most + self.after.most
        for first in range(start, end - 1):
            head = self._character(ord(text[first]))
            if head is None or head.foreign_first >= _RARE:
                continue
            cost = self._sound_cost + head.foreign_first
            apart = head.alone
            before = NOTHING
            asked = False
            for last in range(first + 1, min(end, first + _LONGEST_FOREIGN)):
                character = self._character(ord(text[last]))
                if character is None:
                    break
                apart += character.alone
                whole = cost + character.foreign_last
                if character.foreign_last < _RARE and whole < apart + _HELP and whole - hope < apart:
                    if not asked:
                        before, asked = self.before.before(text, first), True
                    self._add(text, first, last + 1, TRANSLITERATED, whole - before[1], apart, before, proposals)
                cost += character.foreign_inside

    def _dotted(
        self,
        text: str,
        start: int,
        end: int,
        dots: list[int],
        proposals: dict[int, list[Proposal]],
    ) -> None:
        """科比·布莱恩特: a dot between two parts is all but proof; only the left edge is open."""
        first_dot, last_dot = dots[0], dots[-1]
        tails: list[tuple[int, int]] = []  # (end, cost) of the last part
        cost = 0
        for last in range(last_dot + 1, min(end, last_dot + _LONGEST_FOREIGN)):
            character = self._character(ord(text[last]))
            if character is None:
                tails.append((last + 1, cost + 10))
                continue
            loose = _loose(character) if self._is_function(ord(text[last])) else 0  # 哈尔森|以
            tails.append((last + 1, cost + _dotted(character.foreign_last) + loose))
            cost += _dotted(character.foreign_inside)
        middle = 20 * (last_dot - first_dot)
        heads: list[tuple[int, int]] = []
        cost = 0
        for first in range(first_dot - 1, max(start - 1, first_dot - _LONGEST_FOREIGN), -1):
            character = self._character(ord(text[first]))
            if character is None:
                break
            heads.append((first, cost + _dotted(character.foreign_first)))
            cost += _dotted(character.foreign_inside)
        for first, head_cost in heads:
            before = self.before.before(text, first)
            for last, tail_cost in tails:
                total = self._sound_dotted + head_cost + tail_cost + middle - before[1]
                self._add(text, first, last, TRANSLITERATED, total, _NEVER, before, proposals)
            if before[1] >= _STRONG and len(before[0]) > 1:
                break  # 新西兰|总理|马克·拉克森: no name runs across an office


def _loose(last: Character) -> int:
    """What a function word costs as the last character of a name with a dot; twice that where no name ends in it."""
    return _FUNCTION * 2 if last.foreign_last >= _RARE else _FUNCTION  # 基辛格|于


def _is_cut_quote(text: str, start: int, end: int) -> bool:
    """Whether a name is a quoted word without its first character: 苏芮 of “杜苏芮”."""
    return start > 1 and end < len(text) and text[start - 2] == _OPENS and text[end] == _CLOSES


def _between(before: int, after: int) -> int:
    """What an office before a name and a verb of speech behind it do together, by their points."""
    return _BETWEEN if before >= _STRONG and after >= _SPEAKS else 0


def _is_dot(code: i64) -> bool:
    """Whether a character is a dot between the parts of a name."""
    return code in (0xB7, 0x2022, 0x2027, 0x30FB)


def _is_initial(code: i64) -> bool:
    """Whether a character stands in the initials of a name: the W. of 乔治·W.布什."""
    return 0x41 <= code <= 0x5A or code == 0x2E
