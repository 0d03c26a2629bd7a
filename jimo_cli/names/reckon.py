"""The cost of a proposed person, part by part, for `explain`. The normal path never comes here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, final

from . import people
from .people import Character, PeopleFinder
from .segment import Proposal

OTHER: Final = "something else"  # a part that is told of nowhere, which would be a mistake here


class Part(NamedTuple):
    """What something counts for, in tenths of a nat: against a name if positive, for it if negative."""

    what: str
    points: int


@final
class Reckoner(PeopleFinder):
    """Adds the cost of a name up again, with the word lists that it was found by."""

    def parts(self, text: str, proposal: Proposal) -> list[Part]:
        """The parts of the cost of a proposed person, which sum to it."""
        least: list[Part] = []
        for parts in self._readings(text, proposal):
            if not least or abs(proposal.cost - total(parts)) < abs(proposal.cost - total(least)):
                least = parts
        missing = proposal.cost - total(least)
        if least and missing:
            least.append(Part("to make it at least 1" if proposal.cost == 1 else OTHER, missing))
        return [part for part in least if part.points]

    def supposed(self, text: str, start: int, end: int) -> tuple[str, list[Part]]:
        """The rule by which a stretch would cost least as a person, and the parts of that cost; or nothing."""
        rule, least = "", [Part("", people._NEVER)]
        for way in (people.CHINESE, people.JAPANESE, people.TRANSLITERATED):
            beside = (self.before.before(text, start), self.after.after(text, end))
            for parts in self._readings(text, Proposal(start, end, "PERSON", way, 0, text[start:end], beside)):
                if total(parts) < total(least):
                    rule, least = way, parts
        return rule, [part for part in least if part.points] if rule else []

    def apart(self, text: str, start: int, end: int) -> int:
        """What some characters cost as words of their own; a name that costs as much is not proposed."""
        return self._apart(text, start, end)

    def _readings(self, text: str, proposal: Proposal) -> list[list[Part]]:
        """The ways to read a person there, by the rule of the proposal."""
        if proposal.rule == people.CHINESE:
            found = self._of_surname(text, proposal)
        elif proposal.rule == people.ADDRESSED:
            found = self._of_address(text, proposal)
        elif proposal.rule == people.JAPANESE:
            found = self._of_japanese(text, proposal)
        elif proposal.rule == people.TRANSLITERATED:
            found = self._of_sound(text, proposal)
        else:
            return []
        return [parts + self._of_neighbours(text, proposal) for parts in found]

    def _of_neighbours(self, text: str, proposal: Proposal) -> list[Part]:
        parts = []
        surface = text[proposal.start : proposal.end]
        if self._vetoed.get(surface):
            parts.append(Part("listed in people.not_name, as unsure", people._VETOED))
        elif surface[-1] in self._place_ends:
            parts.append(Part(f"places end in {surface[-1]}", people._VETOED))
        for where, (word, points) in zip(("before", "after"), proposal.reasons):
            if points:
                parts.append(Part(f"{word} {where} it", -points))
        if proposal.rule == people.CHINESE:
            between = people._between(*(points for _, points in proposal.reasons))
            parts.append(Part("between an office and a verb of speech", -between))
        return parts

    def _known(self, character: str) -> Character | None:
        """What a character costs in a name; None for no character, and for one that names are not written in."""
        return self._character(ord(character)) if character else None

    def _surname(self, text: str, start: int, end: int, cost: int, danger: int) -> list[Part] | None:
        surname = self._surnames.get(text[start:end])
        if surname is None:
            return None
        parts = [Part("a person at all", cost), Part(f"surname {text[start:end]}", surname.cost)]
        return [*parts, Part(f"{text[start:end]} is also a word", danger * surname.danger)]

    def _of_surname(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        for given in (proposal.start + 1, proposal.start + 2):
            parts = self._surname(text, proposal.start, given, self._cost, self._danger)
            head = self._known(text[given : given + 1])
            if parts is None or head is None:
                continue
            if proposal.end == given + 1:
                yield [
                    *parts,
                    Part(f"{text[given]} as the whole of a given name", head.only),
                    Part("a given name of one character", self._alone),
                ]
            tail = self._known(text[given + 1 : given + 2])
            if proposal.end == given + 2 and tail is not None:
                yield [*parts, *self._two(text, given, head, tail)]

    def _two(self, text: str, given: int, head: Character, tail: Character) -> list[Part]:
        name, last = text[given : given + 2], text[given + 1]
        entry = self._lexicon.get(name)
        wordy = entry is not None and entry.tag not in ("", "nr") and entry.cost < people._COMMON_WORD
        return [
            Part(f"{text[given]} first in a given name", head.first),
            Part(f"{last} last in a given name", tail.last),
            Part(f"{last} is a common word", max(0, people._LOOSE - tail.alone)),
            Part(f"{last} is a function word", people._FUNCTION if self._is_function(ord(last)) else 0),
            Part(f"{name} is an ordinary word", self._wordy if wordy else 0),
        ]

    def _of_address(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        given = proposal.end
        for size in (1, 2):  # 裴|某: the word that addresses belongs to the name
            if text[proposal.start + size : proposal.end] in self._masked:
                given = proposal.start + size
                break
        parts = self._surname(text, proposal.start, given, self._address_cost, self._address_danger)
        if parts is not None:
            word, points = self._address.after(text, given)
            yield [*parts, Part(f"addressed as {word}", -points)]

    def _of_japanese(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        for size in (3, 2):
            given = proposal.start + size
            surname = text[proposal.start : given]
            if surname not in self._japanese or given > proposal.end:
                continue
            unsure = self._japanese_unsure if self._japanese[surname] else 0
            parts = [
                Part(f"a person at all, by the surname {surname}", self._japanese_cost),
                Part(f"{surname} is also something else", unsure),
            ]
            for character in text[given : proposal.end]:
                known = self._known(character)
                parts.append(Part(f"{character} in a given name", min(known.first, known.last) if known else 80))
            parts.append(Part("a given name of three characters", 10 if proposal.end - given == 3 else 0))
            yield parts

    def _of_sound(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        surface = text[proposal.start : proposal.end]
        dots = [at for at, character in enumerate(surface) if character in people.DOTS]
        if len(surface) < 2 or dots in ([0], [len(surface) - 1]):
            return
        if dots:
            yield [Part("a name with a dot", self._sound_dotted), *self._dotted_parts(surface, dots)]
            return
        parts = [Part("a transliterated name at all", self._sound_cost)]
        for at, character in enumerate(surface):
            known = self._known(character)
            if known is None:
                return
            places = ((known.foreign_first, "first"), (known.foreign_last, "last"), (known.foreign_inside, "inside"))
            cost, place = places[0 if at == 0 else 1 if at == len(surface) - 1 else 2]
            parts.append(Part(f"{character} {place}", cost))
        yield parts

    def _dotted_parts(self, surface: str, dots: list[int]) -> list[Part]:
        parts = []
        for at, character in enumerate(surface):
            known = self._known(character)
            if dots[0] <= at <= dots[-1]:
                continue  # what stands between two dots counts by its length
            if known is None:
                parts.append(Part(f"{character} at the end", 10 if at == len(surface) - 1 else 0))
                continue
            edge = known.foreign_first if at == 0 else known.foreign_last if at == len(surface) - 1 else None
            parts.append(
                Part(f"{character} beside a dot", people._dotted(known.foreign_inside if edge is None else edge))
            )
        end = self._known(surface[-1])
        if end is not None and self._is_function(ord(surface[-1])):
            parts.append(Part(f"{surface[-1]} is a function word", people._loose(end)))
        parts.append(Part("what stands between the dots", 20 * (dots[-1] - dots[0])))
        return parts


def total(parts: list[Part]) -> int:
    """What some parts come to."""
    return sum(part.points for part in parts)
