"""Names → entities: which of them name the same thing, in this document, at its date.

A short form is the same thing as the full name that it is cut from (海智源 of 青岛海智源生命科技有限公司),
a list may say that two names are one (央视, 中央电视台), and an anaphor (该区, 全市) is the thing of its
kind that was named last. Chinese divisions get their code by the date of the document: 即墨 is 370282
until 2017 and 370215 since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from .lexicon import Sense
from .trace import ALWAYS, CODE, FIRST, LAST, PART, SAME, SHORT, NameTrace
from .units import Unit

_PLACE_ENDS: Final = 4  # 自治区 and the like are at most that long
_CODE: Final = 6


@final
class Named:
    """An entity in the making."""

    __slots__ = ("adcode", "forms", "name", "number", "type", "units")

    def __init__(self, number: int, type: str, name: str, adcode: str | None) -> None:
        self.number = number
        self.type = type
        self.name = name
        self.adcode = adcode
        self.forms: list[str] = []
        self.units: list[Unit] = []

    def add(self, unit: Unit, counts: bool = True) -> None:
        """One more unit that names it; an anaphor does not count for the fullest name."""
        self.units.append(unit)
        if unit.text not in self.forms:
            self.forms.append(unit.text)
        if counts and len(unit.text) > len(self.name):
            self.name = unit.text


@final
class Linker:
    """Links the units of one document, in text order."""

    def __init__(self, year: int | None, anaphors: bool = True, trace: NameTrace | None = None) -> None:
        self._year = year
        self._anaphors = anaphors
        self._trace = trace
        self.entities: list[Named] = []
        self.of_unit: dict[int, Named] = {}  # by the start of the unit
        self._by_key: dict[tuple[str, str], Named] = {}
        self._codes: list[str] = []

    def link(self, units: Sequence[Unit]) -> None:
        """Give every name and every anaphor that can be resolved its entity."""
        for unit in units:
            if unit.type == "GPE":
                self._note_codes(unit)
        for unit in units:
            if unit.type:
                self._put(unit, self._entity(unit))
            elif self._anaphors and unit.is_word("anaphor"):
                self._anaphor(unit)

    def _told(self, unit: Unit, how: str, entity: Named) -> Named:
        """An entity, and for `explain` why it is the one."""
        if self._trace is not None:
            first = entity.units[0] if entity.units else unit
            self._trace.link(unit, how, entity.name, first.start)
        return entity

    def _put(self, unit: Unit, entity: Named, counts: bool = True) -> None:
        entity.add(unit, counts)
        self.of_unit[unit.start] = entity

    def _make(self, kind: str, key: str, type_: str, name: str, adcode: str | None = None) -> Named:
        entity = Named(len(self.entities), type_, name, adcode)
        self.entities.append(entity)
        self._by_key[kind, key] = entity
        return entity

    def _entity(self, unit: Unit) -> Named:
        if unit.type == "GPE":
            return self._place(unit)
        if unit.type == "PERSON":
            return self._person(unit)
        if unit.type == "ORG":
            return self._organisation(unit)
        known = self._by_key.get((unit.type, unit.name))
        if known is not None:
            return self._told(unit, SAME, known)
        return self._told(unit, FIRST, self._make(unit.type, unit.name, unit.type, unit.text))

    # -- places

    def _note_codes(self, unit: Unit) -> None:
        self._codes += [sense.attributes[0] for sense in unit.senses if _is_division(sense)]

    def _place(self, unit: Unit) -> Named:
        code = self._code(unit)
        key = code or unit.name
        known = self._by_key.get(("GPE", key))
        if known is None:
            one_character = len(unit.text) == 1 or unit.name == unit.text
            known = self._make("GPE", key, "GPE", unit.name if one_character else unit.text, code)
            return self._told(unit, FIRST, known)
        return self._told(unit, CODE if code else SAME, known)

    def _code(self, unit: Unit) -> str | None:
        """The code of a division, by the date and by what else the document names."""
        senses = [sense for sense in unit.senses if _is_division(sense)]
        if not senses:
            return None
        valid = [sense for sense in senses if self._in_force(sense)] or senses
        names = {sense.name for sense in valid}
        if len({sense.attributes[0] for sense in valid}) > 1:
            fitting = [sense for sense in valid if self._fits(sense, unit)]
            if len(names) > 1:  # 吉林 is a province before it is a city
                fitting = fitting or sorted(valid, key=lambda sense: sense.attributes[0])[:1]
            valid = fitting
        return valid[0].attributes[0] if valid else None

    def _in_force(self, sense: Sense) -> bool:
        if self._year is None:
            return len(sense.attributes) < 4 or not sense.attributes[3]
        first = int(sense.attributes[2]) if len(sense.attributes) > 2 and sense.attributes[2] else 0
        last = int(sense.attributes[3]) if len(sense.attributes) > 3 and sense.attributes[3] else 9999
        return first <= self._year < last

    def _fits(self, sense: Sense, unit: Unit) -> bool:
        """Whether a division lies in another one that the text names: 鼓楼区 in 南京市鼓楼区."""
        code = sense.attributes[0]
        for other in self._codes:
            if other != code and (
                code.startswith(other[:4]) or (other.endswith("0000") and code.startswith(other[:2]))
            ):
                return True
        return False

    # -- people

    def _person(self, unit: Unit) -> Named:
        known = self._by_key.get(("PERSON", unit.name))
        if known is not None:
            return self._told(unit, SAME, known)
        for entity in reversed(self.entities):
            if entity.type == "PERSON" and _is_part_of_person(unit.text, entity.forms):
                return self._told(unit, PART, entity)
        return self._told(unit, FIRST, self._make("PERSON", unit.name, "PERSON", unit.text))

    # -- organisations

    def _organisation(self, unit: Unit) -> Named:
        known = self._by_key.get(("ORG", unit.name))
        if known is not None:
            return self._told(unit, SAME, known)
        for entity in reversed(self.entities):
            if entity.type == "ORG" and any(_is_short_form(unit.text, form) for form in entity.forms):
                self._by_key["ORG", unit.name] = entity
                return self._told(unit, SHORT, entity)
        return self._told(unit, FIRST, self._make("ORG", unit.name, "ORG", unit.text))

    # -- anaphors

    def _anaphor(self, unit: Unit) -> None:
        assert unit.entry is not None
        type_, what, *rest = unit.entry.classes["anaphor"] + ("",)
        if rest and rest[0]:
            entity = self._by_key.get((type_, rest[0])) or self._make(type_, rest[0], type_, rest[0])
            self._put(unit, self._told(unit, ALWAYS, entity), counts=False)
            return
        for entity in sorted(self.entities, key=lambda named: -named.units[-1].start if named.units else 0):
            if entity.type == type_ and (not what or any(what in form[-_PLACE_ENDS:] for form in entity.forms)):
                self._put(unit, self._told(unit, LAST, entity), counts=False)
                return


def _is_division(sense: Sense) -> bool:
    return bool(sense.attributes) and len(sense.attributes[0]) == _CODE and sense.attributes[0].isdigit()


def _is_part_of_person(text: str, forms: Sequence[str]) -> bool:
    """A surname (张先生's 张), or a part of a name with dots (科比 of 科比·布莱恩特)."""
    for form in forms:
        if len(text) == 1 and form.startswith(text) and 2 <= len(form) <= 4:
            return True
        if "\u00b7" in form and text in form.split("\u00b7"):
            return True
    return False


def _is_short_form(short: str, full: str) -> bool:
    """Whether a name is cut from a longer one: 海智源, or in order as 中石油 of 中国石油."""
    if len(short) < 2 or len(short) >= len(full):
        return False
    if short in full:
        return True
    if short[0] != full[0] or len(short) > 5:
        return False
    at = 0
    for character in full:
        if at < len(short) and character == short[at]:
            at += 1
    return at == len(short) and short[-1] == full[-1]


def aliases(entity: Named) -> list[str]:
    """The other forms that name it, in text order."""
    return [form for form in entity.forms if form != entity.name]
