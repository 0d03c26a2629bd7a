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
from .settle import SENTENCE_ENDS, Settler
from .units import Tags, Unit, unit_of


@final
class NameFinder:
    """Finds the names of texts, by one set of rules."""

    def __init__(self, lexicon: Lexicon, lists: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._lexicon = lexicon
        self._people = PeopleFinder(lexicon, lists)
        self._titles = TitleFinder(lexicon, lists)
        suffixes = {word: str(entry["type"]) for word, entry in lists.get("trusted_suffix", {}).items()}
        heads, never = frozenset(lists.get("org_head", {})), frozenset(lists.get("name_never", {}))
        self._tags = Tags(lexicon, suffixes, frozenset(lists.get("org_begin", {})), heads, never)
        self._settler = Settler(lists)
        self._recurrence = Recurrence(lexicon)
        self._composer = Composer(lexicon, lists)

    def units(self, text: str, codes: list[int], numbers: Sequence[tuple[int, int]]) -> list[Unit]:
        """The units of a normalised text (and its code points); those with a type are its names."""
        proposals: dict[int, list[Proposal]] = {}
        self._people.propose(text, codes, proposals)
        self._titles.propose(text, proposals)
        units = self._read(text, codes, numbers, proposals, 0, len(text))
        again = self._recurrence.propose(text, units, proposals)
        return self._read_again(text, codes, numbers, proposals, units, again) if again else units

    def _read(
        self,
        text: str,
        codes: list[int],
        numbers: Sequence[tuple[int, int]],
        proposals: dict[int, list[Proposal]],
        first: int,
        last: int,
    ) -> list[Unit]:
        tokens = segment(text, codes, self._lexicon, numbers, proposals, first, last)
        units = [unit_of(token, text, self._tags) for token in tokens]
        self._settler.settle(units)
        return self._composer.compose(units, text)

    def _read_again(
        self,
        text: str,
        codes: list[int],
        numbers: Sequence[tuple[int, int]],
        proposals: dict[int, list[Proposal]],
        units: list[Unit],
        places: Sequence[int],
    ) -> list[Unit]:
        """The units with the sentences read once more in which something was proposed anew."""
        wanted = sorted(set(places))
        made: list[Unit] = []
        sentence: list[Unit] = []
        at = 0
        for unit in units:
            sentence.append(unit)
            if unit.text not in SENTENCE_ENDS and unit is not units[-1]:
                continue
            first, last = sentence[0].start, unit.end
            if at < len(wanted) and wanted[at] < last:
                while at < len(wanted) and wanted[at] < last:
                    at += 1
                made += self._read(text, codes, numbers, proposals, first, last)
            else:
                made += sentence
            sentence = []
        return made
