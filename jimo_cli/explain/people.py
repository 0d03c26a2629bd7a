"""The cost of a proposed person, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, final

from ..names import people
from ..names.people import Character, PeopleFinder
from ..names.segment import Proposal


class Part(NamedTuple):
    """What something counts for, in tenths of a nat: against a name if positive, for it if negative."""

    what: str
    points: int


@final
class Reckoner(PeopleFinder):
    """Adds the cost of a name up again, with the word lists that it was found by."""

    def parts(self, text: str, proposal: Proposal) -> list[Part]:
        """The parts of the cost of a proposed person, which sum to it."""
        ways = {
            people.CHINESE: self._of_surname,
            people.ADDRESSED: self._of_address,
            people.JAPANESE: self._of_japanese,
            people.TRANSLITERATED: self._of_sound,
        }
        way = ways.get(proposal.rule)
        if way is None:
            return []
        readings = [[*parts, *self._of_neighbours(text, proposal)] for parts in way(text, proposal)]
        parts = min(readings, key=lambda reading: abs(proposal.cost - _sum(reading)), default=[])
        missing = proposal.cost - _sum(parts)
        if missing:
            parts.append(Part("to make it at least 1" if proposal.cost == 1 else "something else", missing))
        return [part for part in parts if part.points]

    def _of_neighbours(self, text: str, proposal: Proposal) -> list[Part]:
        parts = []
        surface = text[proposal.start : proposal.end]
        if self._vetoed.get(surface):
            parts.append(Part("listed in people.not_name?", people._VETOED))
        elif surface[-1] in self._place_ends:
            parts.append(Part(f"places end in {surface[-1]}", people._VETOED))
        for where, (word, points) in zip(("before", "after"), proposal.reasons):
            if points:
                parts.append(Part(f"{word} {where} it", -points))
        return parts

    def _surname(self, text: str, start: int, end: int, cost: int, danger: int) -> list[Part] | None:
        surname = self._surnames.get(text[start:end])
        if surname is None:
            return None
        parts = [Part("a person at all", cost), Part(f"surname {text[start:end]}", surname[0])]
        return [*parts, Part(f"{text[start:end]} is also a word", danger * surname[1])]

    def _of_surname(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        settings = self._by_surname
        for given in (proposal.start + 1, proposal.start + 2):
            assert settings is not None
            parts = self._surname(text, proposal.start, given, settings["cost"], settings["danger"])
            head = self._character(text[given : given + 1])
            if parts is None or head is None:
                continue
            if proposal.end == given + 1:
                yield [
                    *parts,
                    Part(f"{text[given]} as the whole of a given name", head.only),
                    Part("a given name of one character", settings["alone"]),
                ]
            tail = self._character(text[given + 1 : given + 2])
            if proposal.end == given + 2 and tail is not None:
                yield [*parts, *self._two(text, given, head, tail)]

    def _two(self, text: str, given: int, head: Character, tail: Character) -> list[Part]:
        assert self._by_surname is not None
        name, last = text[given : given + 2], text[given + 1]
        entry = self._lexicon.get(name)
        wordy = entry is not None and entry.tag not in ("", "nr") and entry.cost < people._COMMON_WORD
        return [
            Part(f"{text[given]} first in a given name", head.first),
            Part(f"{last} last in a given name", tail.last),
            Part(f"{last} is a common word", max(0, people._LOOSE - tail.alone)),
            Part(f"{last} is a function word", people._FUNCTION if self._is_function(last) else 0),
            Part(f"{name} is an ordinary word", self._by_surname["wordy"] if wordy else 0),
        ]

    def _of_address(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        assert self._by_address is not None
        parts = self._surname(text, proposal.start, proposal.end, self._by_address["cost"], self._by_address["danger"])
        if parts is not None:
            word, points = self._address.after(text, proposal.end)
            yield [*parts, Part(f"addressed as {word}", -points)]

    def _of_japanese(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        assert self._by_japanese is not None
        for size in (3, 2):
            given = proposal.start + size
            surname = text[proposal.start : given]
            if surname not in self._japanese or given > proposal.end:
                continue
            unsure = self._by_japanese["unsure"] if self._japanese[surname] else 0
            parts = [
                Part(f"a person at all, by the surname {surname}", self._by_japanese["cost"]),
                Part(f"{surname} is also something else", unsure),
            ]
            for character in text[given : proposal.end]:
                known = self._character(character)
                parts.append(Part(f"{character} in a given name", min(known.first, known.last) if known else 80))
            parts.append(Part("a given name of three characters", 10 if proposal.end - given == 3 else 0))
            yield parts

    def _of_sound(self, text: str, proposal: Proposal) -> Iterator[list[Part]]:
        assert self._by_sound is not None
        surface = text[proposal.start : proposal.end]
        dots = [at for at, character in enumerate(surface) if character in people.DOTS]
        if dots:
            yield [Part("a name with a dot", self._by_sound["dotted"]), *self._dotted_parts(surface, dots)]
            return
        parts = [Part("a transliterated name at all", self._by_sound["cost"])]
        for at, character in enumerate(surface):
            known = self._character(character)
            assert known is not None
            places = ((known.foreign_first, "first"), (known.foreign_last, "last"), (known.foreign_inside, "inside"))
            cost, place = places[0 if at == 0 else 1 if at == len(surface) - 1 else 2]
            parts.append(Part(f"{character} {place}", cost))
        yield parts

    def _dotted_parts(self, surface: str, dots: list[int]) -> list[Part]:
        parts = []
        for at, character in enumerate(surface):
            known = self._character(character)
            if dots[0] <= at <= dots[-1]:
                continue  # what stands between two dots counts by its length
            if known is None:
                parts.append(Part(f"{character} at the end", 10 if at == len(surface) - 1 else 0))
                continue
            edge = known.foreign_first if at == 0 else known.foreign_last if at == len(surface) - 1 else None
            parts.append(
                Part(f"{character} beside a dot", people._dotted(known.foreign_inside if edge is None else edge))
            )
        parts.append(Part("what stands between the dots", 20 * (dots[-1] - dots[0])))
        return parts


def _sum(parts: list[Part]) -> int:
    return sum(part.points for part in parts)
