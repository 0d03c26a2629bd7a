"""Short forms that a document gives itself: （以下简称“微知机器人”）, （WHO）, and what is cut from a full name.

What a bracket defines is a name wherever it stands, and so is what runs on from the brand of a firm as its
full name does (锦城农商行 of 四川锦城农村商业银行股份有限公司), or a place without its level (海州 of 海州市).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, final

from .lexicon import Lexicon
from .segment import Proposal
from .shortforms import ShortForms
from .units import Unit

_RULE: Final = "names.recurring"
_DEFINED: Final = 3  # so cheap that no reading of the characters is cheaper
_CUT: Final = 12
_COMMON: Final = 140  # a word that costs less is too common to be a brand
_MOST: Final = 60  # names of one document whose short forms are looked for
_BRAND: Final = 2
_LONGEST: Final = 8  # characters of a short form that is cut from the name of a firm
_BACK: Final = 30  # characters before a bracket that a full name may have
_LATIN: Final = re.compile("([A-Z][A-Za-z&.-]{1,9})[\uff09)\uff0c,]")  # （WHO）
_OPEN: Final = ("\uff08", "(")
_SHORT: Final = '[\u201c"\u300c\'\uff1a:\u2018]*([^\u201c\u201d"\u300c\u300d\uff09)\uff0c,\u3002\u2019]{2,12})'


@final
class GivenNames:
    """Finds the short forms that a document gives."""

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.shorts = ShortForms(lists, lexicon)
        marks = sorted(lists.get("alias_call", {}), key=lambda word: -len(word))
        # A text without the shortest of them has none: 简称 of 以下简称.
        self._marks = [mark for mark in marks if not any(other in mark for other in marks if other != mark)]
        # Compiled where a text says it of anything, as few do.
        self._defined = f"[^\uff08\uff09()]{{0,40}}?(?:{'|'.join(marks)}){_SHORT}"
        self._heads = frozenset(lists.get("org_head", {}))

    def propose(self, text: str, units: list[Unit], proposals: dict[int, list[Proposal]]) -> list[int]:
        """Add what the document gives to the proposals; where anything was added."""
        forms: dict[str, tuple[str, str, int]] = {}  # form → (type, full name, cost)
        found: list[int] = []
        opened = _opened(text)
        if opened:
            self._look_into_brackets(text, opened, units, forms, proposals, found)
        for unit in units:
            if not unit.type:
                continue
            if len(forms) >= _MOST:
                break
            if unit.type == "GPE":
                self._place(unit, forms)
            elif unit.type == "ORG" and unit.head == "company":
                self._firm(text, unit, forms)
        for form, (type_, name, cost) in forms.items():
            _find(text, units, Proposal(0, 0, type_, _RULE, cost, name, ()), form, proposals, found)
        return found

    # -- brackets

    def _look_into_brackets(
        self,
        text: str,
        opened: list[int],
        units: list[Unit],
        forms: dict[str, tuple[str, str, int]],
        proposals: dict[int, list[Proposal]],
        found: list[int],
    ) -> None:
        ends = {unit.end: unit for unit in units if unit.type == "ORG"}
        for at in opened:
            unit = ends.get(at)
            latin = _LATIN.match(text, at + 1) if unit is not None else None
            if unit is not None and latin is not None:
                forms.setdefault(latin[1], ("ORG", unit.name, _DEFINED))
        if not self._is_called(text):
            return
        defined = re.compile(self._defined)
        done = 0  # where the definition that was read last ends
        for end in opened:
            match = defined.match(text, end + 1) if end >= done else None
            if match is None:
                continue
            done = match.end()
            short = match[1].strip()
            if not self._may_be_name(short):
                continue
            full = ends.get(end)
            if full is not None and (self.shorts.is_short(short, full.text, False) or short[:_BRAND] not in text[:end]):
                forms.setdefault(short, ("ORG", full.name, _DEFINED))
                continue
            start = self._start(text, units, short, end)
            if start >= 0:
                name = text[start:end]
                proposals.setdefault(start, []).append(Proposal(start, end, "ORG", _RULE, _DEFINED, name, ()))
                found.append(start)
                forms.setdefault(short, ("ORG", name, _DEFINED))

    def _is_called(self, text: str) -> bool:
        """Whether a text says of anything what it is called in it."""
        return any(mark in text for mark in self._marks)

    def _may_be_name(self, short: str) -> bool:
        """公司 and 计划 are called so in this text only, and are no names."""
        entry = self._lexicon.get(short)
        return entry is None or entry.cost > _COMMON or bool(entry.types)

    def _start(self, text: str, units: list[Unit], short: str, end: int) -> int:
        """Where the full name begins that ends at `end` and that `short` is cut from; -1 for nowhere."""
        at = text.rfind(short[:_BRAND], max(0, end - _BACK), end)
        if at < 0 or not any(text[at:end].endswith(head) for head in self._heads if len(head) < end - at):
            return -1
        if not (text.startswith(short, at) or self.shorts.is_short(short, text[at:end], False)):
            return -1
        for unit in units:
            if unit.end == at and unit.type == "GPE":
                return unit.start
        return at

    # -- what is cut

    def _place(self, unit: Unit, forms: dict[str, tuple[str, str, int]]) -> None:
        """海州 of a 海州市 that no list has."""
        text = unit.text
        if len(text) == _BRAND + 1 and text[-1] in self.shorts.levels and not unit.senses:
            entry = self._lexicon.get(text[:-1])
            if entry is None or entry.cost > _COMMON or "GPE" in entry.types:
                forms.setdefault(text[:-1], ("GPE", unit.name, _CUT))

    def _firm(self, text: str, unit: Unit, forms: dict[str, tuple[str, str, int]]) -> None:
        """锦城农商行 of 四川锦城农村商业银行股份有限公司, wherever the text has it."""
        core = self.shorts.without_places(unit.text)
        brand = core[:_BRAND]
        entry = self._lexicon.get(brand)
        if len(core) <= _BRAND or (entry is not None and (entry.cost <= _COMMON or entry.types)):
            return
        at = text.find(brand)
        while at >= 0:
            for size in range(_LONGEST, _BRAND, -1):
                form = text[at : at + size]
                if form != core[:size] and self.shorts.is_short(form, unit.text, False):
                    forms.setdefault(form, ("ORG", unit.name, _CUT))
                    break
            at = text.find(brand, at + 1)


def _opened(text: str) -> list[int]:
    """Where brackets open."""
    places: list[int] = []
    for mark in _OPEN:
        at = text.find(mark)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1)
    places.sort()
    return places


def _find(
    text: str,
    units: list[Unit],
    what: Proposal,
    form: str,
    proposals: dict[int, list[Proposal]],
    found: list[int],
) -> None:
    """Propose a form wherever it stands, unless a longer name has it inside or it goes on in Latin letters."""
    taken = {unit.start: unit.end for unit in units if unit.type == what.type}
    inside = [(unit.start, unit.end) for unit in units if unit.type == what.type and len(unit.text) > len(form)]
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if taken.get(at) != end and not _is_cut(text, at, end) and not any(s <= at and end <= e for s, e in inside):
            proposals.setdefault(at, []).append(Proposal(at, end, what.type, what.rule, what.cost, what.name, ()))
            found.append(at)
        at = text.find(form, end)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether Latin letters or digits go on at an edge."""
    return (start > 0 and text[start - 1].isascii() and text[start - 1].isalnum() and text[start].isascii()) or (
        end < len(text) and text[end].isascii() and text[end].isalnum() and text[end - 1].isascii()
    )
