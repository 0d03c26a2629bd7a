"""Proposes names of people: Chinese, Japanese, Korean, transliterated.

The cost of a proposal is the negative logarithm, in tenths of a nat, of: a word of the text being a
person at all, the surname among surnames, and each character of the given name among those that stand
in its place. What stands beside a name changes the cost by the points that the word lists give.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final, final

from .lexicon import Lexicon
from .segment import Proposal

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
_WINDOW: Final = 6  # the longest word beside a name that is looked at
_HELP: Final = 75  # the most that what stands beside a name can do for it
_NEVER: Final = 10_000
CHINESE, ADDRESSED = "people.chinese", "people.addressed"
JAPANESE, TRANSLITERATED = "people.japanese", "people.transliterated"
DOTS: Final = "\u00b7\u2022\u2027\u30fb"


@final
class Beside:
    """Points for what stands just before or just after a name."""

    def __init__(self, words: Mapping[str, Mapping[str, Any]]) -> None:
        self._points: dict[str, int] = {
            word: int(entry.get("points", 0)) // (2 if entry.get("unsure") else 1) for word, entry in words.items()
        }
        # By last and by first character: the lengths of the words, as the bits of a number.
        self._last: dict[str, int] = {}
        self._first: dict[str, int] = {}
        for word in words:
            bit = 1 << len(word)
            self._last[word[-1]] = self._last.get(word[-1], 0) | bit
            self._first[word[0]] = self._first.get(word[0], 0) | bit

    def before(self, text: str, start: int) -> tuple[str, int]:
        """The longest listed word that ends at `start`, and its points."""
        if start > 0:
            lengths = self._last.get(text[start - 1])
            if lengths is not None:
                for size in range(min(_WINDOW, start), 0, -1):
                    if lengths & (1 << size):
                        word = text[start - size : start]
                        if word in self._points:
                            return word, self._points[word]
        return _NOTHING

    def after(self, text: str, end: int) -> tuple[str, int]:
        """The longest listed word that begins at `end`, and its points."""
        if end < len(text):
            lengths = self._first.get(text[end])
            if lengths is not None:
                for size in range(_WINDOW, 0, -1):
                    if lengths & (1 << size):
                        word = text[end : end + size]
                        if word in self._points:
                            return word, self._points[word]
        return _NOTHING


_NOTHING: Final = ("", 0)


def _dotted(cost: int) -> int:
    """The cost of a character beside a dot, where a transliteration is to be expected."""
    return max(min(cost, 60) - 22, 3)


_CODES: Final = 0x10000
_HAN: Final = 0x2E80
_INITIALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ."
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
        self._surnames: dict[str, tuple[int, int]] = {
            word: (round(_SURNAME + (100 - int(entry["weight"])) * _SURNAME_STEP), int(entry.get("danger", 0)))
            for word, entry in lists.get("surname", {}).items()
        }
        self._doubled = {word[0] for word in self._surnames if len(word) == 2}
        self._japanese = {
            word: bool(entry.get("unsure"))
            for word, entry in (lists.get("surname_japanese", {}) if japanese is not None else {}).items()
        }
        self._japanese_heads = {word[0] for word in self._japanese}
        self._counts = lists.get("person_character", {})
        self._totals = {place: sum(int(entry.get(place, 0)) for entry in self._counts.values()) for place in _PLACES}
        self._characters: list[Character | None] = [None] * _CODES
        self._vetoed = {word: bool(entry.get("unsure")) for word, entry in lists.get("not_name", {}).items()}
        self._place_ends = frozenset(lists.get("trusted_suffix", {}))
        self._address = Beside(lists.get("person_address", {}) if addressed is not None else {})
        self.before = Beside(lists.get("person_before", {}))
        self.after = Beside(lists.get("person_after", {}))
        self._starts = [False] * _CODES  # by code point: whether a surname begins with it
        for word in (*self._surnames, *self._japanese):
            if ord(word[0]) < _CODES:
                self._starts[ord(word[0])] = True
        self._foreign = [False] * _CODES  # by code point: whether it transliterates
        for word, entry in self._counts.items():
            if "foreign_inside" in entry or "foreign_first" in entry:
                self._foreign[ord(word)] = True

    def propose(self, text: str, codes: list[int], proposals: dict[int, list[Proposal]]) -> None:
        """Add everything in a normalised text that may be a person."""
        starts, foreign = self._starts, self._foreign
        size = len(codes)
        at = 0
        while at < size:
            code = codes[at]
            if code >= _CODES or code < _HAN:
                at += 1
                continue
            if starts[code]:
                self._at_surname(text, at, proposals)
            if foreign[code]:
                end = at + 1
                while end < size and codes[end] < _CODES and (foreign[codes[end]] or self._is_dot(text, codes, end)):
                    if starts[codes[end]]:
                        self._at_surname(text, end, proposals)
                    end += 1
                if end - at > 1:
                    self._in_run(text, at, end, proposals)
                at = end
                continue
            at += 1

    def _is_dot(self, text: str, codes: list[int], at: int) -> bool:
        """Whether a dot between the parts of a name stands there: 科比·布莱恩特, 乔治·W·布什."""
        if text[at] in DOTS:
            return (
                at + 1 < len(codes)
                and codes[at + 1] < _CODES
                and (self._foreign[codes[at + 1]] or text[at + 1] in _INITIALS)
            )
        return text[at] in _INITIALS and at > 0 and (text[at - 1] in DOTS or text[at - 1] in _INITIALS)

    def _character(self, character: str) -> Character | None:
        """What a Chinese character costs in a name; None for anything else."""
        if not character:
            return None
        code = ord(character)
        if code < 0x3400 or code > 0x9FFF:
            return None
        made = self._characters[code]
        if made is None:
            single = self._lexicon.head(code).single
            made = self._characters[code] = Character(self._counts.get(character, {}), self._totals, single.cost)
        return made

    # -- surname and given name

    def _at_surname(self, text: str, start: int, proposals: dict[int, list[Proposal]]) -> None:
        first = text[start]
        single = self._surnames.get(first)
        if single is not None:
            self._chinese(text, start, start + 1, single, proposals)
        if first in self._doubled and start + 2 <= len(text):
            double = self._surnames.get(text[start : start + 2])
            if double is not None:
                self._chinese(text, start, start + 2, double, proposals)
        if first in self._japanese_heads:
            for size in (3, 2):
                surname = text[start : start + size]  # shorter at the end of the text
                if surname in self._japanese:
                    self._japanese_name(text, start, start + len(surname), proposals)
                    break

    def _chinese(
        self, text: str, start: int, given: int, surname: tuple[int, int], proposals: dict[int, list[Proposal]]
    ) -> None:
        head = self._character(text[given : given + 1])
        if head is None:
            return
        address = self._address.after(text, given)
        if address[1]:  # 张先生, 郑某: the surname is the name
            base = self._address_cost + surname[0] + self._address_danger * surname[1]
            before = self.before.before(text, start)
            self._add(text, start, given, ADDRESSED, base - before[1] - address[1], _NEVER, before, proposals)
            return
        base = self._cost + surname[0] + self._danger * surname[1]
        apart = self._apart(text, start, given) + head.alone  # what the characters cost one by one
        one = base + head.only + self._alone
        tail = self._character(text[given + 1 : given + 2])
        two = base + head.first + tail.last if tail is not None else _NEVER
        if one > apart + _HELP and (tail is None or two > apart + tail.alone + _HELP):
            return  # nothing that may stand beside it could make it a name
        if tail is not None:
            two += self._doubts(text, given, tail)
        before = self.before.before(text, start)
        self._add(text, start, given + 1, CHINESE, one - before[1], apart, before, proposals)
        if tail is not None:
            self._add(text, start, given + 2, CHINESE, two - before[1], apart + tail.alone, before, proposals)

    def _doubts(self, text: str, given: int, tail: Character) -> int:
        """What speaks against a given name of two characters: it is a word, or ends in one."""
        loose = max(0, _LOOSE - tail.alone) + (_FUNCTION if self._is_function(text[given + 1]) else 0)
        entry = self._lexicon.get(text[given : given + 2])
        wordy = entry is not None and entry.tag not in ("", "nr") and entry.cost < _COMMON_WORD
        return loose + (self._wordy if wordy else 0)

    def _is_function(self, character: str) -> bool:
        """Whether a character is mostly a function word: 向 为 在 也."""
        entry = self._lexicon.head(ord(character)).single
        return entry.tag in _FUNCTION_TAGS and entry.cost < _LOOSE

    def _apart(self, text: str, start: int, end: int) -> int:
        """What some characters cost as words of their own."""
        cost = 0
        for at in range(start, end):
            character = self._character(text[at])
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
        after = self.after.after(text, end)
        cost -= after[1]
        if cost >= apart:
            return  # dearer than its characters one by one
        vetoed = self._vetoed.get(text[start:end])
        if vetoed is False:
            return
        cost += _VETOED if vetoed or text[end - 1] in self._place_ends else 0
        proposal = Proposal(start, end, "PERSON", rule, max(cost, 1), text[start:end], (before, after))
        if start in proposals:
            proposals[start].append(proposal)
        else:
            proposals[start] = [proposal]

    def _is_place(self, word: str) -> bool:
        """Whether a word is a division of China: 青岛 is a surname in Japan."""
        entry = self._lexicon.get(word)
        return entry is not None and any(s.type == "GPE" and s.attributes and not s.unsure for s in entry.senses)

    def _japanese_name(self, text: str, start: int, given: int, proposals: dict[int, list[Proposal]]) -> None:
        before = self.before.before(text, start)
        unsure = self._japanese_unsure if self._japanese[text[start:given]] else 0
        cost = self._japanese_cost + unsure - before[1]
        apart = self._apart(text, start, given)
        if not unsure:
            self._add(text, start, given, JAPANESE, cost, apart, before, proposals)
        for size in (1, 2, 3):
            character = text[given + size - 1 : given + size]
            if not ("\u4e00" <= character <= "\u9fff"):
                break
            known = self._character(character)
            cost += min(known.first, known.last) if known is not None else 80
            apart += known.alone if known is not None else _RARE
            whole = cost + (10 if size == 3 else 0)
            self._add(text, start, given + size, JAPANESE, whole, apart, before, proposals)

    # -- transliterated

    def _in_run(self, text: str, start: int, end: int, proposals: dict[int, list[Proposal]]) -> None:
        """Names within a run of characters that transliterate."""
        dots = [at for at in range(start, end) if text[at] in DOTS]
        if dots:
            self._dotted(text, start, end, dots, proposals)
            return
        for first in range(start, end - 1):
            head = self._character(text[first])
            if head is None or head.foreign_first >= _RARE:
                continue
            cost = self._sound_cost + head.foreign_first
            apart = head.alone
            before = _NOTHING
            asked = False
            for last in range(first + 1, min(end, first + _LONGEST_FOREIGN)):
                character = self._character(text[last])
                if character is None:
                    break
                apart += character.alone
                whole = cost + character.foreign_last
                if character.foreign_last < _RARE and whole < apart + _HELP:
                    if not asked:
                        before, asked = self.before.before(text, first), True
                    self._add(text, first, last + 1, TRANSLITERATED, whole - before[1], apart, before, proposals)
                cost += character.foreign_inside

    def _dotted(self, text: str, start: int, end: int, dots: list[int], proposals: dict[int, list[Proposal]]) -> None:
        """科比·布莱恩特: a dot between two parts is all but proof; only the left edge is open."""
        first_dot, last_dot = dots[0], dots[-1]
        tails: list[tuple[int, int]] = []  # (end, cost) of the last part
        cost = 0
        for last in range(last_dot + 1, min(end, last_dot + _LONGEST_FOREIGN)):
            character = self._character(text[last])
            if character is None:
                tails.append((last + 1, cost + 10))
                continue
            tails.append((last + 1, cost + _dotted(character.foreign_last)))
            cost += _dotted(character.foreign_inside)
        middle = 20 * (last_dot - first_dot)
        heads: list[tuple[int, int]] = []
        cost = 0
        for first in range(first_dot - 1, max(start - 1, first_dot - _LONGEST_FOREIGN), -1):
            character = self._character(text[first])
            if character is None:
                break
            heads.append((first, cost + _dotted(character.foreign_first)))
            cost += _dotted(character.foreign_inside)
        for first, head_cost in heads:
            before = self.before.before(text, first)
            for last, tail_cost in tails:
                total = self._sound_dotted + head_cost + tail_cost + middle - before[1]
                self._add(text, first, last, TRANSLITERATED, total, _NEVER, before, proposals)
