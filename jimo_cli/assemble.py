"""Numbers, times, names and drafts of facts → the mentions, entities and facts of a document, numbered.

Mentions stand in text order; a number or a time inside a name is part of the name. Entities are numbered
by their first mention, facts by their evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple, final

from .facts.draft import Draft
from .facts.finder import FactFinder
from .facts.things import Things
from .model import Entity, Fact, FactTime, Mention, NameMention, Thing, TimeMention
from .names.entities import Linker, Named, aliases
from .names.units import Unit
from .trace import Trace

_ANAPHOR: Final = "anaphor"  # the rule of what stands for a name
_BARE: Final = "bare"  # an anaphor that is a mention only where a fact is about it: 公司, 他


class Assembled(NamedTuple):
    """What a document holds besides its header."""

    mentions: list[Mention]
    entities: list[Entity]
    facts: list[Fact]


@final
class Assembler:
    """Puts one document together."""

    def __init__(
        self,
        text: str,
        units: Sequence[Unit],
        numbers: Sequence[Mention],
        year: int | None,
        makers: Collection[str],
        trace: Trace | None = None,
    ) -> None:
        self._text = text
        self._units = units
        self._trace = trace
        self._linker = Linker(year, _ANAPHOR in makers, trace.names if trace is not None else None)
        self._linker.link(units)
        self._names = {unit.start: self._name(unit) for unit in units if unit.start in self._linker.of_unit}
        self._numbers = _outside(numbers, [unit for unit in units if unit.type])
        self._drafts: list[Draft] = []
        self._things = Things(text, self._linker, self._names)

    def _name(self, unit: Unit) -> NameMention:
        entity = self._linker.of_unit[unit.start]
        surface = self._text[unit.start : unit.end]
        rule = unit.rule or _ANAPHOR
        return NameMention("", unit.type or entity.type, surface, unit.start, unit.end, rule, str(entity.number))  # type: ignore[arg-type]

    def find_facts(self, finder: FactFinder, normal: str, body: int) -> None:
        """Run the facts over the units from the offset `body` on, where the text proper begins."""
        trace = self._trace.facts if self._trace is not None else None
        self._drafts = finder.find(normal, self._units, self._numbers, self._things, body, trace)

    def finish(self, types: Collection[str] | None) -> Assembled:
        """Number everything; with `types`, only mentions of these are kept."""
        shown = [mention for start, mention in self._names.items() if self._is_shown(start)]
        mentions: list[Mention] = sorted([*self._numbers, *shown], key=lambda mention: mention.start)
        if types is not None:
            mentions = [mention for mention in mentions if mention.type in types]
        ids = {mention.start: f"m{number}" for number, mention in enumerate(mentions, 1)}
        entity_ids: dict[str, str] = {}
        for mention in mentions:
            if isinstance(mention, NameMention):
                entity_ids.setdefault(mention.entity, f"e{len(entity_ids) + 1}")
        numbered: list[Mention] = []
        for mention in mentions:  # which `_replace` would take four times as long for
            rest = mention[1:-1] if isinstance(mention, NameMention) else mention[1:]
            last = (entity_ids[mention.entity],) if isinstance(mention, NameMention) else ()
            numbered.append(type(mention)._make((ids[mention.start], *rest, *last)))
        entities = [
            self._entity(self._linker.entities[int(number)], identity, ids) for number, identity in entity_ids.items()
        ]
        drafts = sorted(self._drafts, key=lambda draft: (draft.start, draft.end))
        facts = [self._fact(draft, f"f{number}", ids, entity_ids) for number, draft in enumerate(drafts, 1)]
        if self._trace is not None:
            self._trace.facts.drafts = {fact.id: draft for fact, draft in zip(facts, drafts)}
        return Assembled(numbered, entities, facts)

    def _is_shown(self, start: int) -> bool:
        """Names are mentions, and so are anaphors that say what they stand for, or that a fact is about."""
        if self._names[start].rule != _ANAPHOR:
            return True
        if start in self._things.used and self._names[start].type != "PERSON":
            return True  # pronouns resolve, and are no mentions
        unit = next(unit for unit in self._linker.of_unit[start].units if unit.start == start)
        assert unit.entry is not None
        return _BARE not in unit.entry.classes["anaphor"]

    def _entity(self, named: Named, identity: str, ids: dict[int, str]) -> Entity:
        kept = [ids[unit.start] for unit in named.units if unit.start in ids]
        return Entity(identity, named.type, named.name, aliases(named), kept, named.adcode, [])  # type: ignore[arg-type]

    def _fact(self, draft: Draft, identity: str, ids: dict[int, str], entity_ids: dict[str, str]) -> Fact:
        def thing(value: Thing | None) -> Thing | None:
            if value is None or value.entity is None:
                return value
            return value._replace(entity=entity_ids.get(value.entity))

        fields: dict[str, Any] = {
            name: getattr(draft, name)
            for name in (
                "kind", "attribute", "value", "low", "high", "unit", "per", "mod", "whole_value", "direction",
                "basis", "basis_object", "qualifier", "status", "start", "end", "rule",
            )
        }  # fmt: skip
        return Fact(
            id=identity,
            subject=thing(draft.subject),
            object=thing(draft.object),
            basis_time=_time(draft.basis_time),
            time=_time(draft.time),
            place=thing(draft.place),
            source=thing(draft.source),
            args=_args(draft, ids),
            text=self._text[draft.start : draft.end],
            **fields,
        )


def _args(draft: Draft, ids: dict[int, str]) -> dict[str, list[str]]:
    kept = {slot: [ids[m.start] for m in mentions if m.start in ids] for slot, mentions in draft.args.items()}
    return {slot: found for slot, found in kept.items() if found}


def _time(mention: TimeMention | None) -> FactTime | None:
    return None if mention is None else FactTime(mention.value, mention.from_, mention.to, mention.mod)


def _outside(mentions: Sequence[Mention], names: Sequence[Unit]) -> list[Mention]:
    """The numbers and times that do not stand inside a name."""
    kept: list[Mention] = []
    at = 0
    for mention in mentions:
        while at < len(names) and names[at].end <= mention.start:
            at += 1
        if at == len(names) or mention.end <= names[at].start:
            kept.append(mention)
    return kept
