"""What one sentence of a document makes clear helps all the others.

A name that is certain in one place (张军 behind his title) is proposed wherever its characters stand, and so
are the short forms that may be cut from it: the last part of 科比·布莱恩特, the 海智源 of 青岛海智源生命科技有限公司.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, final

from ..text import is_han
from .lexicon import Lexicon
from .segment import Proposal
from .units import Unit

_DOT: Final = "\u00b7"
_SHORT: Final = (4, 3, 2)  # lengths of the short forms of a firm, the longest first
_OFTEN: Final = 3  # occurrences that make a fragment of a longer word
_GUESSED: Final = frozenset(("people.chinese", "people.japanese", "people.transliterated"))
_BY_LIST: Final = ("people.known",)


@final
class Recurrence:
    """Finds the names of a document again."""

    def __init__(self, lexicon: Lexicon, settings: Mapping[str, int]) -> None:
        self._lexicon = lexicon
        self._cost = settings["cost"]
        self._most = settings["names"]
        self._evidence = settings["evidence"]
        self._common = settings["common"]

    def propose(self, text: str, units: list[Unit], proposals: dict[int, list[Proposal]]) -> list[int]:
        """Add the names that stand somewhere else as well; where anything has changed."""
        found = self._drop_fragments(text, proposals)
        named = [unit for unit in units if unit.type]
        forms: dict[str, tuple[str, str]] = {}  # form → (type, full name)
        for unit in named:
            if len(forms) < self._most:
                for form in self._forms(unit, text):
                    if form not in forms:
                        forms[form] = (unit.type, unit.name)
        for form, (type_, name) in forms.items():
            at = text.find(form)
            while at >= 0:
                end = at + len(form)
                if not _is_inside(named, at, end):
                    proposal = Proposal(at, end, type_, "names.recurring", self._cost, name, ())
                    proposals.setdefault(at, []).append(proposal)
                    found.append(at)
                at = text.find(form, end)
        return found

    def _drop_fragments(self, text: str, proposals: dict[int, list[Proposal]]) -> list[int]:
        """Take away what is part of a longer word wherever it stands (双招双 in 双招双引); where it stood."""
        places: dict[str, list[int]] = {}
        for start, proposed in proposals.items():
            for proposal in proposed:
                if proposal.rule in _GUESSED:
                    known = places.get(proposal.name)  # which is what stands there
                    if known is None:
                        places[proposal.name] = [start]
                    else:
                        known.append(start)
        fragments = {
            form for form, starts in places.items() if len(starts) >= _OFTEN and _is_fragment(text, form, starts)
        }
        if not fragments:
            return []
        changed = [start for form in fragments for start in places[form]]
        for start in changed:
            proposals[start] = [
                p for p in proposals[start] if p.rule not in _GUESSED or text[start : p.end] not in fragments
            ]
        return changed

    def _forms(self, unit: Unit, text: str) -> list[str]:
        """The forms by which a certain name may come again."""
        if unit.type == "PERSON" and _is_certain(unit, self._evidence):
            parts = unit.text.split(_DOT)
            return [unit.text, *(part for part in (parts[-1], parts[0]) if len(parts) > 1 and len(part) > 1)]
        if unit.type == "ORG" and unit.head == "company":
            return [unit.text, *self._brands(unit, text)]
        if unit.type in ("ORG", "GPE", "FAC", "EVENT", "PRODUCT") and len(unit.text) > 2 and unit.sure:
            return [unit.text]
        return []

    def _brands(self, unit: Unit, text: str) -> list[str]:
        """The short forms of a firm that the text has: its name without its place and its trade."""
        core = unit.text[self._place_end(unit.text) :]
        brands = []
        for size in _SHORT:
            short = core[:size]
            if len(core) > size and text.count(short) > text.count(core) and self._is_rare(short):
                brands.append(short)
        return brands[:1]

    def _place_end(self, name: str) -> int:
        """How long the places are that a name begins with."""
        end = 0
        while end < len(name):
            for size in (4, 3, 2):
                entry = self._lexicon.get(name[end : end + size])
                if entry is not None and any(sense.type == "GPE" for sense in entry.senses):
                    end += size
                    break
            else:
                break
        return end

    def _is_rare(self, word: str) -> bool:
        entry = self._lexicon.get(word)
        return entry is None or (entry.cost > self._common and not entry.types)


def _is_fragment(text: str, form: str, starts: list[int]) -> bool:
    """Whether the same character follows, or precedes, every one of its occurrences."""
    behind = {text[start + len(form) : start + len(form) + 1] for start in starts}
    before = {text[start - 1 : start] for start in starts}
    return any(len(side) == 1 and is_han(next(iter(side))) for side in (behind, before))


def _is_certain(unit: Unit, evidence: int) -> bool:
    """Whether the name of a person is clear where it stands."""
    if len(unit.text) < 2:
        return False
    if _DOT in unit.text or unit.rule in _BY_LIST:
        return True
    if unit.proposal is None:
        return False
    return sum(points for _, points in unit.proposal.reasons) >= evidence


def _is_inside(names: list[Unit], start: int, end: int) -> bool:
    """Whether a stretch lies within one of the names of a text, or is one."""
    low, high = 0, len(names)
    while low < high:
        middle = (low + high) // 2
        if names[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    return low < len(names) and names[low].start <= start and end <= names[low].end
