"""Document → the part of it that is asked for: what `jimo filter` does, as a function of records.

A criterion is asked of every mention and every fact, and what it does not apply to does not meet
it: no mention has a kind, no fact of a role has a value. What is left hangs together:

- a fact that is kept keeps the mentions that it is made of, and the entities that it points to;
- with `types`, mentions of other types go all the same, their ids leave every list, and a fact
  none of whose mentions is left goes with them;
- an entity none of whose mentions is left goes, unless something kept points to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from .model import Document, Entity, Fact, Mention, NameMention, Number, NumberMention, TimeMention
from .values.exact import exact, plus, times

# Units of time in seconds; a year and a month are mean ones, as UCUM has them.
SECONDS: dict[str, int] = {
    "s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800, "mo": 2629800, "a": 31557600,
}  # fmt: skip
_DURATION: Final = re.compile(
    r"P(?:(?P<a>[\d.]+)Y)?(?:(?P<mo>[\d.]+)M)?(?:(?P<wk>[\d.]+)W)?(?:(?P<d>[\d.]+)D)?"
    r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<min>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?"
)

# Types whose names go from large to small, so that the end of one names the same place: 青岛市即墨区.
_CHAINED: Final = ("GPE", "LOC")


@dataclass(frozen=True)
class Bound:
    """One end of a range of values: `unit` null compares with any unit."""

    value: Number
    unit: str | None = None
    si: Number | None = None
    si_unit: str | None = None


@dataclass(frozen=True)
class Criteria:
    """What is asked for. Nothing given is met by everything; all that is given must be met.

    `since` and `until` are ISO 8601 bounds, half-open, compared as text.
    """

    types: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    statuses: frozenset[str] | None = None
    about: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    text: re.Pattern[str] | None = None
    minimum: Bound | None = None
    maximum: Bound | None = None
    units: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    first: int | None = None
    invert: bool = False

    @property
    def of_facts_only(self) -> bool:
        """Whether something is asked that only facts have."""
        return bool(self.kinds or self.statuses or self.attributes)


def select(document: Document, criteria: Criteria) -> tuple[Document, int]:
    """The part of a document that meets the criteria, and how many mentions and facts met them."""
    asked = _Asked(document, criteria)
    wanted = not criteria.invert
    facts = [fact for fact in document.facts if asked.fact(fact) is wanted]
    mentions = [mention for mention in document.mentions if asked.mention(mention) is wanted]
    if criteria.first is not None:
        facts, mentions = facts[: criteria.first], mentions[: criteria.first]
    met = len(facts) + len(mentions)
    strict = criteria.types if wanted else None
    kept = {mention.id for mention in mentions}
    if strict is None or criteria.of_facts_only:
        used = {identity for fact in facts for ids in fact.args.values() for identity in ids}
        kept |= {m.id for m in document.mentions if m.id in used and (strict is None or m.type in strict)}
    mentions = [mention for mention in document.mentions if mention.id in kept]
    facts = [_without(fact, kept) for fact in facts]
    if strict is not None:
        facts = [fact for fact in facts if fact.args]
    entities = [_trimmed(entity, kept) for entity in _entities(document.entities, mentions, facts)]
    return document._replace(mentions=mentions, entities=entities, facts=facts), met


def _without(fact: Fact, kept: set[str]) -> Fact:
    if all(identity in kept for ids in fact.args.values() for identity in ids):
        return fact
    args = {slot: [identity for identity in ids if identity in kept] for slot, ids in fact.args.items()}
    return fact._replace(args={slot: ids for slot, ids in args.items() if ids})


def _trimmed(entity: Entity, kept: set[str]) -> Entity:
    return entity._replace(mentions=[identity for identity in entity.mentions if identity in kept])


def _entities(entities: Iterable[Entity], mentions: Iterable[Mention], facts: Iterable[Fact]) -> list[Entity]:
    """Those that a mention names, a fact points to, or the office of a kept one is in."""
    wanted = {mention.entity for mention in mentions if isinstance(mention, NameMention)}
    for fact in facts:
        wanted |= {thing.entity for thing in things(fact) if thing.entity is not None}
    by_id = {entity.id: entity for entity in entities}
    for identity in list(wanted):
        if identity in by_id:
            wanted |= {role.org for role in by_id[identity].roles if role.org is not None}
    return [entity for entity in by_id.values() if entity.id in wanted]


def things(fact: Fact) -> Iterator[Any]:
    """The subject, object, place and source of a fact, where it has them."""
    return (thing for thing in (fact.subject, fact.object, fact.place, fact.source) if thing is not None)


class _Asked:
    """The criteria, asked of the records of one document."""

    def __init__(self, document: Document, criteria: Criteria) -> None:
        self._criteria = criteria
        self._document = document
        self._mentions = {mention.id: mention for mention in document.mentions}
        self._entities = self._about() if criteria.about else frozenset()

    def _about(self) -> frozenset[str]:
        """The entities that go by one of the names asked for, in any of their forms."""
        forms: dict[str, set[str]] = {entity.id: {entity.name, *entity.aliases} for entity in self._document.entities}
        for mention in self._document.mentions:
            if isinstance(mention, NameMention):
                forms.setdefault(mention.entity, set()).add(mention.text)
        found: set[str] = set()
        for name in self._criteria.about:
            exact = {identity for identity, known in forms.items() if name in known}
            found |= exact or {
                entity.id
                for entity in self._document.entities
                if entity.type in _CHAINED and len(name) > 1 and entity.name.endswith(name)
            }
        return frozenset(found)

    def mention(self, mention: Mention) -> bool:
        asked = self._criteria
        if asked.of_facts_only:
            return False
        if asked.types is not None and mention.type not in asked.types:
            return False
        if asked.about and not (isinstance(mention, NameMention) and mention.entity in self._entities):
            return False
        if asked.text is not None and not asked.text.search(mention.text):
            return False
        if asked.units is not None and not (isinstance(mention, NumberMention) and mention.unit in asked.units):
            return False
        if asked.minimum is not None or asked.maximum is not None:
            if isinstance(mention, TimeMention):
                return self._lasts(mention)
            if not isinstance(mention, NumberMention) or not self._between(mention, mention.si):
                return False
        if asked.since is not None or asked.until is not None:
            if not isinstance(mention, TimeMention) or not self._overlaps(mention.from_, mention.to):
                return False
        return True

    def fact(self, fact: Fact) -> bool:
        asked = self._criteria
        if asked.kinds is not None and fact.kind not in asked.kinds:
            return False
        if asked.statuses is not None and fact.status not in asked.statuses:
            return False
        if asked.types is not None and not any(part.type in asked.types for part in self._parts(fact)):
            return False
        if asked.about and not self._is_about(fact):
            return False
        if asked.attributes and not any(name in (fact.attribute or "") for name in asked.attributes):
            return False
        if asked.text is not None and not asked.text.search(fact.text):
            return False
        if asked.units is not None and fact.unit not in asked.units:
            return False
        if asked.minimum is not None or asked.maximum is not None:
            if not self._between(fact, self._si_of(fact)):
                return False
        if asked.since is not None or asked.until is not None:
            if fact.time is None or not self._overlaps(fact.time.from_, fact.time.to):
                return False
        return True

    def _parts(self, fact: Fact) -> Iterator[Mention]:
        for ids in fact.args.values():
            for identity in ids:
                if identity in self._mentions:
                    yield self._mentions[identity]

    def _is_about(self, fact: Fact) -> bool:
        subject = fact.subject
        if subject is None:
            return False
        if subject.entity is not None:
            return subject.entity in self._entities
        return subject.text in self._criteria.about or subject.name in self._criteria.about

    def _si_of(self, fact: Fact) -> Any:
        """The SI value of a fact: that of the mention it was made of, where one says the same."""
        for part in self._parts(fact):
            if isinstance(part, NumberMention) and part.si is not None:
                if (part.value, part.low, part.high, part.unit) == (fact.value, fact.low, fact.high, fact.unit):
                    return part.si
        return None

    def _between(self, record: NumberMention | Fact, si: Any) -> bool:
        low = record.value if record.value is not None else record.low
        high = record.value if record.value is not None else record.high
        if low is None or high is None:
            return False
        asked = self._criteria
        for bound, lower in ((asked.minimum, True), (asked.maximum, False)):
            if bound is None:
                continue
            end, limit = (high if lower else low), bound.value
            if bound.unit is not None and bound.unit != record.unit:
                converted = self._converted(record, si, end, lower, bound)
                if converted is None or bound.si is None:
                    return False
                end, limit = converted, bound.si
            if (end < limit) if lower else (end > limit):
                return False
        return True

    def _lasts(self, mention: TimeMention) -> bool:
        """Whether a duration is as long as is asked for; no other time has a value to compare."""
        seconds = duration_seconds(mention.value) if mention.timex == "DURATION" else None
        asked = self._criteria
        if seconds is None or asked.units is not None or asked.since is not None or asked.until is not None:
            return False
        return all(
            bound is None or (bound.si_unit == "s" and bound.si is not None and sign * (seconds - bound.si) >= 0)
            for bound, sign in ((asked.minimum, 1), (asked.maximum, -1))
        )

    def _converted(
        self, record: NumberMention | Fact, si: Any, end: Number, lower: bool, bound: Bound
    ) -> Number | None:
        """One end of a record in the SI unit of a bound, or None where they are of two dimensions."""
        if bound.si_unit is None:
            return None
        if si is not None:
            if si.unit != bound.si_unit:
                return None
            value: Number | None = si.value if si.value is not None else (si.high if lower else si.low)
            return value
        if bound.si_unit != "s" or record.per is not None or record.unit not in SECONDS:
            return None
        return times(end, SECONDS[record.unit])

    def _overlaps(self, start: str | None, end: str | None) -> bool:
        """Whether a period shares a moment with what is asked for; an open end goes on for ever."""
        if start is None and end is None:
            return False
        asked = self._criteria
        if asked.since is not None and end is not None and whole(end) <= whole(asked.since):
            return False
        return not (asked.until is not None and start is not None and whole(start) >= whole(asked.until))


def duration_seconds(value: str) -> Number | None:
    """A TIMEX3 duration in seconds, None where it is none, or a range of them.

    >>> duration_seconds("PT3.5H"), duration_seconds("P1Y/P2Y")
    (12600, None)
    """
    found = _DURATION.fullmatch(value)
    if found is None:
        return None
    total: Number | None = None
    for unit, amount in found.groupdict().items():
        if amount is not None:
            part = times(exact(Decimal(amount)), SECONDS[unit])
            total = part if total is None else plus(total, part)
    return total


def whole(moment: str) -> str:
    """A bound as text that sorts: `2019-01-01` is `2019-01-01T00:00`."""
    return moment if "T" in moment else moment + "T00:00"
