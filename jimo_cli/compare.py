"""Two documents of one text side by side: what pairs up, what differs, what is in one of them only.

Mentions pair by type and span. Facts pair by kind and evidence, best agreement first: ids say
nothing, since one more mention before it renumbers a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from .model import Document, Entity, Fact, Mention, NameMention, NumberMention, Thing, TimeMention

# What two facts must have in common to be the same, each worth one in the search for the best partner.
FACT_FIELDS: Final = (
    "subject", "attribute", "object", "value", "low", "high", "unit", "per", "mod", "whole_value", "direction", "basis",
    "basis_time", "basis_object", "qualifier", "time", "place", "source", "status",
)  # fmt: skip
_NUMBER_FIELDS: Final = ("value", "low", "high", "unit", "per", "ratio", "mod")
_TIME_FIELDS: Final = ("timex", "value", "from_", "to", "mod")


class Pair(NamedTuple):
    """A record of the one document and its partner in the other; either may be missing."""

    old: Any
    new: Any
    differing: tuple[tuple[str, Any, Any], ...] = ()


class Compared(NamedTuple):
    """All pairs of two documents."""

    mentions: list[Pair]
    facts: list[Pair]


def compare(old: Document, new: Document, fields: Iterable[str] = FACT_FIELDS, rules: bool = False) -> Compared:
    """Pair the mentions and the facts of two documents; `rules` takes the rules that made them into account."""
    names = _names(old.entities), _names(new.entities)
    mentions = list(_mentions(old.mentions, new.mentions, names, rules))
    wanted = tuple(fields)
    return Compared(mentions, list(_facts(old.facts, new.facts, wanted, rules)))


def _names(entities: Iterable[Entity]) -> dict[str, str]:
    return {entity.id: entity.name for entity in entities}


def _mentions(
    old: Sequence[Mention], new: Sequence[Mention], names: tuple[dict[str, str], dict[str, str]], rules: bool
) -> Iterator[Pair]:
    waiting: dict[tuple[str, int, int], Mention] = {(m.type, m.start, m.end): m for m in new}
    for mention in old:
        partner = waiting.pop((mention.type, mention.start, mention.end), None)
        if partner is None:
            yield Pair(mention, None)
        else:
            yield Pair(mention, partner, tuple(_mention_differences(mention, partner, names, rules)))
    yield from (Pair(None, mention) for mention in waiting.values())


def _mention_differences(
    old: Mention, new: Mention, names: tuple[dict[str, str], dict[str, str]], rules: bool
) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(old, NameMention) and isinstance(new, NameMention):
        before, after = names[0].get(old.entity), names[1].get(new.entity)
        if before != after:
            yield "entity", before, after
    else:
        for name in _NUMBER_FIELDS if isinstance(old, NumberMention) else _TIME_FIELDS:
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                yield name.rstrip("_"), before, after
    if rules and old.rule != new.rule:
        yield "rule", old.rule, new.rule


def told(fact: Fact, field: str) -> Any:
    """What a fact says in a field, as far as it can be compared: names, not spellings; TIMEX3, not bounds."""
    value = getattr(fact, field)
    if isinstance(value, Thing):
        return value.name if value.name is not None else value.text
    return getattr(value, "value", value) if field in ("time", "basis_time") else value


def _facts(old: Sequence[Fact], new: Sequence[Fact], fields: tuple[str, ...], rules: bool) -> Iterator[Pair]:
    """Pairs by evidence, those that agree most first; then what has no partner."""
    values_old = [[told(fact, field) for field in fields] for fact in old]
    values_new = [[told(fact, field) for field in fields] for fact in new]
    found = []
    for at, fact in enumerate(old):
        for to, other in enumerate(new):
            if fact.kind == other.kind and fact.start < other.end and other.start < fact.end:
                agreeing = sum(a == b for a, b in zip(values_old[at], values_new[to]))
                same_value = (fact.value, fact.low, fact.high) == (other.value, other.low, other.high)
                same_span = (fact.start, fact.end) == (other.start, other.end)
                found.append((-(agreeing + 4 * same_value + same_span), abs(fact.start - other.start), at, to))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, to in sorted(found):
        if at not in partners and to not in taken:
            partners[at] = to
            taken.add(to)
    for at, fact in enumerate(old):
        if at not in partners:
            yield Pair(fact, None)
            continue
        to = partners[at]
        differing = [(f, a, b) for f, a, b in zip(fields, values_old[at], values_new[to]) if a != b]
        if rules and fact.rule != new[to].rule:
            differing.append(("rule", fact.rule, new[to].rule))
        yield Pair(fact, new[to], tuple(differing))
    yield from (Pair(None, other) for to, other in enumerate(new) if to not in taken)


def is_mention(record: object) -> bool:
    """Whether a record is a mention rather than a fact."""
    return isinstance(record, (NumberMention, TimeMention, NameMention))
