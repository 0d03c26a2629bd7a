"""Numbers, times, names and drafts of facts → the mentions, entities and facts of a document, numbered.

Mentions stand in text order; a number or a time inside a name is part of the name. Entities are numbered
by their first mention, facts by their evidence.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, final

from .facts.draft import Draft
from .facts.finder import FactFinder
from .facts.repeats import without_repeats
from .facts.things import Things
from .model import Entity, Fact, FactTime, Mention, NameMention, Role, Thing, TimeMention
from .names.entities import Linker, LinkWords, Named, aliases
from .names.units import Unit
from .offices import Office, Offices
from .records import made
from .trace import Trace

_ANAPHOR: Final = "anaphor"  # the rule of what stands for a name
_BARE: Final = "bare"  # an anaphor that is a mention only where a fact is about it: 公司, 他

# What a document holds besides its header.
Assembled = tuple[list[Mention], list[Entity], list[Fact]]

# The ids m1, e1 … of every document are the same objects, whose hashes are reckoned once.
_MOST: Final = 2_000
_MENTION_IDS: Final[list[str | None]] = [None] * _MOST
_ENTITY_IDS: Final[list[str | None]] = [None] * _MOST
_FACT_IDS: Final[list[str | None]] = [None] * _MOST


@final
class Assembler:
    """Puts one document together."""

    def __init__(
        self,
        text: str,
        units: list[Unit],
        numbers: list[Mention],
        year: int | None,
        words: LinkWords,
        makers: Collection[str],
        trace: Trace | None = None,
    ) -> None:
        self._text = text
        self._units = units
        self._trace = trace
        self._words = words
        self._linker = Linker(words, year, _ANAPHOR in makers, trace.names if trace is not None else None)
        self._linker.link(units)
        self._numbers = _outside(numbers, [unit for unit in self._linker.named.values() if unit.type])
        self._drafts: list[Draft] = []
        self._things = Things(text, self._linker)

    def find_facts(self, finder: FactFinder, normal: str, body: int) -> None:
        """Run the facts over the units from the offset `body` on, where the text proper begins."""
        trace = self._trace.facts if self._trace is not None else None
        self._drafts = finder.find(normal, self._units, self._numbers, self._things, body, trace)

    def finish(self, types: Collection[str] | None) -> Assembled:
        """Number everything; with `types`, only mentions of these are kept."""
        numbered: list[Mention] = []
        ids: dict[int, str] = {}
        entity_ids: dict[str, str] = {}
        shown: list[Named] = []
        for found in self._in_order():
            if isinstance(found, Unit):
                entity = self._linker.of_unit[found.start]
                kind: str = found.type or entity.type
            else:
                kind = found.type
            if types is not None and kind not in types:
                continue
            identity = _id("m", len(numbered) + 1, _MENTION_IDS)
            ids[found.start] = identity
            if isinstance(found, Unit):
                if entity.key not in entity_ids:
                    shown.append(entity)
                    entity_ids[entity.key] = _id("e", len(shown), _ENTITY_IDS)
                numbered.append(self._name(found, identity, kind, entity_ids[entity.key]))
            else:
                fields: list[Any] = list(found)
                fields[0] = identity
                numbered.append(made(type(found), tuple(fields)))
        drafts = without_repeats(sorted(self._drafts, key=_place_of))
        offices = Offices(self._linker, self._words).read(drafts)
        entities = [
            self._entity(named, entity_ids[named.key], ids, _roles(offices, named.number, entity_ids))
            for named in shown
        ]
        facts = [
            self._fact(draft, _id("f", number, _FACT_IDS), ids, entity_ids) for number, draft in enumerate(drafts, 1)
        ]
        if self._trace is not None:
            self._trace.facts.drafts = {fact.id: draft for fact, draft in zip(facts, drafts)}
        return numbered, entities, facts

    def _in_order(self) -> list[Mention | Unit]:
        """All mentions in text order, those of names as the units that they are made of."""
        found: list[Mention | Unit] = []
        numbers = self._numbers
        at = 0
        for start, unit in self._linker.named.items():
            if self._is_shown(unit):
                while at < len(numbers) and numbers[at].start <= start:
                    found.append(numbers[at])
                    at += 1
                found.append(unit)
        found += numbers[at:]
        return found

    def _is_shown(self, unit: Unit) -> bool:
        """Names are mentions, and so are anaphors that say what they stand for, or that a fact is about."""
        if (unit.rule or _ANAPHOR) != _ANAPHOR:
            return True
        if unit.start in self._things.used and (unit.type or self._linker.of_unit[unit.start].type) != "PERSON":
            return True  # pronouns resolve, and are no mentions
        return _BARE not in unit.ways("anaphor")

    def _name(self, unit: Unit, identity: str, kind: str, entity: str) -> NameMention:
        surface = self._text[unit.start : unit.end]
        return made(NameMention, (identity, kind, surface, unit.start, unit.end, unit.rule or _ANAPHOR, entity))

    def _entity(self, named: Named, identity: str, ids: dict[int, str], roles: list[Role]) -> Entity:
        kept: list[str] = []
        for unit in named.units:
            mention = ids.get(unit.start)
            if mention is not None:
                kept.append(mention)
        return made(Entity, (identity, named.type, named.name, aliases(named), kept, named.adcode, roles))

    def _fact(self, draft: Draft, identity: str, ids: dict[int, str], entity_ids: dict[str, str]) -> Fact:
        fields = (
            identity,
            draft.kind,
            _thing(draft.subject, entity_ids),
            draft.attribute,
            _thing(draft.object, entity_ids),
            draft.value,
            draft.low,
            draft.high,
            draft.unit,
            draft.per,
            draft.mod,
            draft.whole_value,
            draft.direction,
            draft.basis,
            _time(draft.basis_time),
            draft.basis_object,
            draft.qualifier,
            _time(draft.time),
            _thing(draft.place, entity_ids),
            _thing(draft.source, entity_ids),
            draft.status,
            _args(draft, ids),
            self._text[draft.start : draft.end],
            draft.start,
            draft.end,
            draft.rule,
        )
        return made(Fact, fields)


def _place_of(draft: Draft) -> tuple[int, int]:
    return draft.start, draft.end


def _id(letter: str, number: int, known: list[str | None]) -> str:
    """The id of that number: m1, e1, f1."""
    if number >= _MOST:
        return f"{letter}{number}"
    identity = known[number]
    if identity is None:
        identity = known[number] = f"{letter}{number}"
    return identity


def _roles(offices: dict[int, list[Office]], number: int, entity_ids: dict[str, str]) -> list[Role]:
    """The offices of an entity, with the ids of their bodies."""
    held = offices.get(number)
    if held is None:
        return []
    return [
        made(Role, (title, entity_ids.get(str(org)) if org is not None else None, text)) for title, org, text in held
    ]


def _thing(thing: Thing | None, entity_ids: dict[str, str]) -> Thing | None:
    """A thing with the id that its entity has in the document, if it has one."""
    if thing is None:
        return None
    text, name, entity = thing
    return thing if entity is None else made(Thing, (text, name, entity_ids.get(entity)))


def _args(draft: Draft, ids: dict[int, str]) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for slot, starts in draft.args.items():
        found: list[str] = []
        for start in starts:
            identity = ids.get(start)
            if identity is not None:
                found.append(identity)
        if found:
            kept[slot] = found
    return kept


def _time(mention: TimeMention | None) -> FactTime | None:
    if mention is None:
        return None
    return made(FactTime, (mention.value, mention.from_, mention.to, mention.mod))


def _outside(mentions: list[Mention], names: list[Unit]) -> list[Mention]:
    """The numbers and times that do not stand inside a name."""
    kept: list[Mention] = []
    at = 0
    for mention in mentions:
        while at < len(names) and names[at].end <= mention.start:
            at += 1
        if at == len(names) or mention.end <= names[at].start:
            kept.append(mention)
    return kept
