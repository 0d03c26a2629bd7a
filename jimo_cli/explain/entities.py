"""Why names are of one entity, and where the code of a place is from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, final

from ..extractor import Found
from ..model import Entity, NameMention
from ..names import trace as ways
from ..names.classes import ANAPHOR
from ..names.lexicon import Sense
from ..names.trace import NameTrace
from ..names.units import Unit

_LINKS: Final = {
    ways.FIRST: "the first name of it in the text",
    ways.SAME: "the same name as {text} at {at}",
    ways.CODE: "the same code as {text} at {at}",
    ways.PART: "a part of the name of {by}, named at {at}",
    ways.SHORT: "cut from {by}, named at {at}",
    ways.ALWAYS: "its list says that it stands for {by}",
    ways.LEAD: "the first person of its sentence, or of the one before, is {by}, named at {at}",
    ways.LAST: "the last one of its kind before it is {by}, named at {at}",
    ways.BRACKET: "it stands in brackets behind {by}, named at {at}",
    ways.WITHIN: "the places of the text lie in {by}",
}
_CODE: Final = 6  # digits of the code of a division


@final
class Entities:
    """Tells of the entities of one analysed text."""

    def __init__(self, found: Found, trace: NameTrace) -> None:
        self._found = found
        self._links = trace.links
        self._entities = {entity.id: entity for entity in found.document.entities}

    def of(self, unit: Unit, mention: NameMention | None) -> Iterator[str]:
        """Lines on the entity that a unit is a name of."""
        link = self._links.get(unit.start)
        if link is None:
            if not unit.type and unit.is_word(ANAPHOR):
                yield "  stands for nothing: nothing of its kind is named before it"
            return
        told = self._link(unit, link)
        if mention is None:
            yield f"  stands for {link.by} ({told}); no mention of its own" if not unit.type else f"  {told}"
            return
        entity = self._entities[mention.entity]
        known = "" if entity.name == unit.text else f" {entity.name}"
        yield f"  → {mention.id} {mention.type}, {entity.id}{known}: {told}"
        yield from self._code(unit, entity)
        for role in entity.roles:
            yield f"    {' '.join(part for part in (role.org_text, role.title) if part)}"

    def _link(self, unit: Unit, link: ways.Link) -> str:
        text = self._found.text
        before = next(
            (m.text for m in self._found.document.mentions if m.start == link.at), text[link.at : link.at + 1]
        )
        return _LINKS.get(link.how, link.how).format(by=link.by, at=link.at, text=before)

    def _code(self, unit: Unit, entity: Entity) -> Iterator[str]:
        """Which divisions are called so, and which of them it is."""
        senses = [sense for sense in unit.senses if _is_division(sense)]
        if not senses:
            return
        reference = self._found.document.doc.reference
        year = reference[:4] if reference is not None and reference[:4].isdigit() else None
        when = f"the text is of {year}" if year else "the text has no date"
        told = "; ".join(f"{sense.attributes[0]} {sense.name}{_years(sense)}" for sense in senses)
        if entity.adcode is None:
            yield f"    no code: {told} could be meant, and the text names nothing that they lie in"
        elif len(senses) == 1:
            yield f"    code {entity.adcode}: {told}"
        else:
            yield f"    code {entity.adcode}, of {told}: {when}"


def _is_division(sense: Sense) -> bool:
    return bool(sense.attributes) and len(sense.attributes[0]) == _CODE and sense.attributes[0].isdigit()


def _years(sense: Sense) -> str:
    """The years in which a division has its code and name."""
    first = sense.attributes[2] if len(sense.attributes) > 2 else ""
    last = sense.attributes[3] if len(sense.attributes) > 3 else ""
    if not first and not last:
        return ""
    return f" ({first}–{last})"
