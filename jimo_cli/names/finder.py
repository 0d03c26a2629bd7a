"""Text → names: propose, choose the cheapest path, put larger names together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, final

from .compose import Composer
from .lexicon import Lexicon
from .marks import TitleFinder
from .people import PeopleFinder
from .recur import Recurrence
from .segment import Proposal, segment
from .settle import Settler
from .trace import LISTED, NAMED, PLACED, SETTLED, NameTrace
from .units import Tags, Unit, unit_of


@final
class NameFinder:
    """Finds the names of texts, by one set of rules."""

    def __init__(
        self,
        lexicon: Lexicon,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        makers: Mapping[str, Mapping[str, int]],
    ) -> None:
        self._lexicon = lexicon
        self._people = PeopleFinder(lexicon, lists, makers)
        self._titles = TitleFinder(lexicon, lists, makers)
        suffixes = {word: str(entry["type"]) for word, entry in lists.get("trusted_suffix", {}).items()}
        heads, never = frozenset(lists.get("org_head", {})), frozenset(lists.get("name_never", {}))
        self._tags = Tags(lexicon, suffixes, frozenset(lists.get("org_begin", {})), heads, never, makers)
        self._settler = Settler(lists, makers)
        again = makers.get("names.recurring")
        self._recurrence = Recurrence(lexicon, again) if again is not None else None
        self._composer = Composer(lexicon, lists, makers)

    def units(self, text: str, numbers: Sequence[tuple[int, int]], trace: NameTrace | None = None) -> list[Unit]:
        """The units of a normalised text; those with a type are its names. A `trace` is told how they were found."""
        proposals: dict[int, list[Proposal]] = {}
        self._people.propose(text, proposals)
        self._titles.propose(text, proposals)
        if trace is not None:
            trace.propose(proposals)
        units = self._read(text, numbers, proposals, trace)
        if self._recurrence is not None and self._recurrence.propose(text, units, proposals):
            units = self._read(text, numbers, proposals, trace)
        if trace is not None:
            trace.kept = proposals
        return units

    def _read(
        self,
        text: str,
        numbers: Sequence[tuple[int, int]],
        proposals: dict[int, list[Proposal]],
        trace: NameTrace | None,
    ) -> list[Unit]:
        tokens = segment(text, self._lexicon, numbers, proposals)
        units = [unit_of(token, text, self._tags) for token in tokens]
        if trace is None:
            self._settler.settle(units)
            return self._composer.compose(units, text)
        trace.stage(LISTED, units)
        self._settler.settle(units)
        trace.stage(SETTLED, units)
        units = self._composer.places(units, text)
        trace.stage(PLACED, units)
        units = self._composer.organisations(units, text)
        trace.stage(NAMED, units)
        return units
