"""Text → names: propose, choose the cheapest path, put larger names together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, final

from .aliases import GivenNames
from .bylines import Bylines
from .compose import Composer
from .lexicon import Lexicon
from .marks import TitleFinder
from .people import PeopleFinder
from .recur import Recurrence
from .segment import Proposal, cheapest
from .settle import Settler, ends_sentence
from .trace import LISTED, NAMED, PLACED, SETTLED, NameTrace
from .units import Tags, Unit, units_of


@final
class NameFinder:
    """Finds the names of texts, by one set of rules."""

    def __init__(
        self,
        lexicon: Lexicon,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        makers: Mapping[str, Mapping[str, int]],
    ) -> None:
        self.lexicon = lexicon
        self._people = PeopleFinder(lexicon, lists, makers)
        self._titles = TitleFinder(lexicon, lists, makers)
        self._bylines = Bylines(lists, makers)
        suffixes = {word: str(entry["type"]) for word, entry in lists.get("trusted_suffix", {}).items()}
        heads, never = frozenset(lists.get("org_head", {})), frozenset(lists.get("name_never", {}))
        begins, sport = frozenset(lists.get("org_begin", {})), frozenset(lists.get("sport_context", {}))
        ends = frozenset(lists.get("place_suffix", {}))
        self.tags = Tags(lexicon, suffixes, begins, heads, never, sport, ends, makers)
        self.settler = Settler(lexicon, lists, makers)
        again = makers.get("names.recurring")
        self._recurrence = Recurrence(lexicon, again) if again is not None else None
        self._given = GivenNames(lists, lexicon)
        self.composer = Composer(lexicon, lists, makers)

    def units(self, text: str, numbers: list[tuple[int, int]], trace: NameTrace | None = None) -> list[Unit]:
        """The units of a normalised text; those with a type are its names.

        A `trace` is told how they were found.
        """
        proposals: dict[int, list[Proposal]] = {}
        self._people.propose(text, proposals)
        self._titles.propose(text, proposals)
        self._bylines.propose(text, proposals)
        if trace is not None:
            trace.propose(proposals)
        reader = _Reader(self, text, numbers, proposals, trace)
        units = reader.read(0, len(text), frozenset())
        if self._recurrence is not None:
            again = self._recurrence.propose(text, units, proposals)
            again += self._given.propose(text, units, proposals)
            if again:
                units = reader.again(units, again)
        if trace is not None:
            trace.kept = proposals
        return units


@final
class _Reader:
    """One text, read as a whole and then, where something was proposed anew, once more."""

    def __init__(
        self,
        finder: NameFinder,
        text: str,
        numbers: list[tuple[int, int]],
        proposals: dict[int, list[Proposal]],
        trace: NameTrace | None,
    ) -> None:
        self._finder = finder
        self._text = text
        self._numbers = numbers
        self._proposals = proposals
        self._trace = trace

    def read(self, first: int, last: int, known: frozenset[str]) -> list[Unit]:
        """The units of a stretch of the text; `known` are names that are certain elsewhere in it."""
        finder, text, trace = self._finder, self._text, self._trace
        lexicon = finder.lexicon
        path = cheapest(text, lexicon, self._numbers, self._proposals, first, last)
        units = units_of(path, text, lexicon, finder.tags)
        if trace is not None:
            trace.stage(LISTED, units)
        finder.settler.settle(units, known)
        if trace is not None:
            trace.stage(SETTLED, units)
        units = finder.composer.places(units, text)
        if trace is not None:
            trace.stage(PLACED, units)
        units = finder.composer.organisations(units, text)
        if trace is not None:
            trace.stage(NAMED, units)
        return units

    def again(self, units: list[Unit], places: list[int]) -> list[Unit]:
        """The units with the sentences read once more that hold one of the places."""
        known = frozenset([unit.name for unit in units if unit.type and unit.sure])
        if self._trace is not None:
            return self.read(0, len(self._text), known)
        wanted = sorted(set(places))
        made: list[Unit] = []
        first = at = 0  # the unit that the sentence begins with, and the place that is looked for
        for place, unit in enumerate(units):
            if not ends_sentence(unit) and place + 1 < len(units):
                continue
            if at < len(wanted) and wanted[at] < unit.end:
                while at < len(wanted) and wanted[at] < unit.end:
                    at += 1
                made += self.read(units[first].start, unit.end, known)
            else:
                made += units[first : place + 1]
            first = place + 1
        return made
