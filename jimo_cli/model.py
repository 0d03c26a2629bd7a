"""The records of the contract `jimo/1`: documents, mentions, entities, facts.

This is the one place where the contract is written down as code. The annotations hold, for each
field, its type and its meaning; the JSON that is written, and the JSON Schema that describes it,
are made from them (see `wire` and `schema`).

Numbers are exact: `int`, or `Decimal` where there is a fraction. Offsets count code points of
`Doc.text`, so `text[start:end]` is the surface of a mention.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final, Literal, NamedTuple, get_args

SCHEMA: Final = "jimo/1"

Number = int | Decimal

NumberType = Literal["PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"]
TimeType = Literal["DATE", "TIME"]
NameType = Literal["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"]
NumberMod = Literal["APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "SCALE"]
TimeMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
]  # fmt: skip
Timex = Literal["DATE", "TIME", "DURATION", "SET"]
ReferenceSource = Literal["option", "dateline", "published", "none"]
FactKind = Literal["measure", "change", "share", "rank", "role", "said", "event"]
Direction = Literal["up", "down", "flat"]
Basis = Literal["yoy", "mom", "than", "versus"]
Status = Literal["actual", "forecast", "planned", "possible", "current", "former", "appointed", "removed"]


class Doc(NamedTuple):
    """What is known of a document as a whole."""

    id: Annotated[str, "The path as given, - for standard input, or the id of a batch line."]
    title: Annotated[str | None, "The headline."]
    publisher: Annotated[str | None, "Who published it, as the header says."]
    published: Annotated[str | None, "When, ISO 8601: 2019-12-02T08:27."]
    reference: Annotated[str | None, "What relative times are resolved against; XXXX for an unknown year."]
    reference_from: Annotated[ReferenceSource, "Where the reference was found."]
    chars: Annotated[int, "The length of the text in code points."]
    sha256: Annotated[str, "SHA-256 of the text's UTF-8 bytes, in hexadecimal."]
    text: Annotated[str | None, "The text; null with --no-text."]


class Si(NamedTuple):
    """A quantity in the SI unit of its dimension."""

    value: Annotated[Number | None, "The value, or null for a range."]
    low: Annotated[Number | None, "The lower end of a range."]
    high: Annotated[Number | None, "The upper end of a range."]
    unit: Annotated[str, "The UCUM code of the SI unit."]


class NumberMention(NamedTuple):
    """A span that names a number."""

    id: Annotated[str, "m1, m2, … in text order."]
    type: Annotated[NumberType, "The kind of number."]
    text: Annotated[str, "The surface."]
    start: Annotated[int, "Where it starts."]
    end: Annotated[int, "Where it ends, exclusive."]
    rule: Annotated[str, "The id of the rule that produced it."]
    value: Annotated[Number | None, "The value, or null where the text gives a range."]
    low: Annotated[Number | None, "The lower end of a range."]
    high: Annotated[Number | None, "The upper end of a range."]
    unit: Annotated[str | None, "ISO 4217, UCUM, %, pp, or the classifier as written."]
    per: Annotated[str | None, "The denominator as written."]
    si: Annotated[Si | None, "QUANTITY: the same in SI units."]
    ratio: Annotated[str | None, "A fraction as the text gives it: 1/3."]
    mod: Annotated[NumberMod | None, "How the text hedges or bounds it."]


class TimeMention(NamedTuple):
    """A span that names a time."""

    id: Annotated[str, "m1, m2, … in text order."]
    type: Annotated[TimeType, "TIME for anything finer than a day, else DATE."]
    text: Annotated[str, "The surface."]
    start: Annotated[int, "Where it starts."]
    end: Annotated[int, "Where it ends, exclusive."]
    rule: Annotated[str, "The id of the rule that produced it."]
    timex: Annotated[Timex, "The TIMEX3 type."]
    value: Annotated[str, "The TIMEX3 value."]
    from_: Annotated[str | None, "ISO 8601 lower bound, local time; null where unknown or open."]
    to: Annotated[str | None, "ISO 8601 upper bound, exclusive; null where unknown or open."]
    mod: Annotated[TimeMod | None, "The TIMEX3 modifier."]


class NameMention(NamedTuple):
    """A span that names an entity."""

    id: Annotated[str, "m1, m2, … in text order."]
    type: Annotated[NameType, "The kind of name."]
    text: Annotated[str, "The surface."]
    start: Annotated[int, "Where it starts."]
    end: Annotated[int, "Where it ends, exclusive."]
    rule: Annotated[str, "The id of the rule that produced it."]
    entity: Annotated[str, "The id of the entity that it names."]


Mention = NumberMention | TimeMention | NameMention


class Role(NamedTuple):
    """An office of a person."""

    title: Annotated[str, "The title without the organisation."]
    org: Annotated[str | None, "The id of the organisation's entity."]
    org_text: Annotated[str | None, "The organisation as written."]


class Entity(NamedTuple):
    """What mentions name: one entity for a full name, its short forms and its anaphors."""

    id: Annotated[str, "e1, e2, … in order of first mention."]
    type: Annotated[NameType, "The kind of entity."]
    name: Annotated[str, "Its fullest name."]
    aliases: Annotated[list[str], "The other forms that name it here."]
    mentions: Annotated[list[str], "The ids of its mentions."]
    adcode: Annotated[str | None, "GB/T 2260 code of a Chinese administrative division."]
    roles: Annotated[list[Role], "The offices of a PERSON."]


class Thing(NamedTuple):
    """A subject, object, place or source of a fact, resolved."""

    text: Annotated[str | None, "As written."]
    name: Annotated[str | None, "The name of the entity, or the text."]
    entity: Annotated[str | None, "The id of the entity."]


class FactTime(NamedTuple):
    """The period that a fact holds for."""

    value: Annotated[str, "The TIMEX3 value."]
    from_: Annotated[str | None, "ISO 8601 lower bound."]
    to: Annotated[str | None, "ISO 8601 upper bound, exclusive."]
    mod: Annotated[TimeMod | None, "The TIMEX3 modifier."]


class Fact(NamedTuple):
    """A statement made of mentions."""

    id: Annotated[str, "f1, f2, … in text order."]
    kind: Annotated[FactKind, "What is stated."]
    subject: Annotated[Thing | None, "Who or what it is about."]
    attribute: Annotated[str | None, "The indicator, the title, the verb, or the list of a rank."]
    object: Annotated[Thing | None, "The whole, scope, organisation, object or quoted text."]
    value: Annotated[Number | None, "As the mention's."]
    low: Annotated[Number | None, "As the mention's."]
    high: Annotated[Number | None, "As the mention's."]
    unit: Annotated[str | None, "As the mention's."]
    per: Annotated[str | None, "As the mention's."]
    mod: Annotated[NumberMod | None, "As the mention's."]
    whole_value: Annotated[Number | None, "share: how many the whole counts."]
    direction: Annotated[Direction | None, "change: up, down or flat."]
    basis: Annotated[Basis | None, "change: what it is compared with."]
    basis_time: Annotated[FactTime | None, "change: the period that it is compared with."]
    basis_object: Annotated[str | None, "change: what is no period that it is compared with."]
    qualifier: Annotated[str | None, "The way of counting, as written."]
    time: Annotated[FactTime | None, "The period that it holds for."]
    place: Annotated[Thing | None, "Where it holds."]
    source: Annotated[Thing | None, "Who says so."]
    status: Annotated[Status, "Whether it is so, was so, or is only expected."]
    args: Annotated[dict[str, list[str]], "slot → ids of mentions."]
    text: Annotated[str, "The evidence."]
    start: Annotated[int, "Where the evidence starts."]
    end: Annotated[int, "Where it ends, exclusive."]
    rule: Annotated[str, "The id of the rule that produced it."]


class Document(NamedTuple):
    """All that was found in one text."""

    doc: Annotated[Doc, "The document."]
    mentions: Annotated[list[Mention], "Spans of the text."]
    entities: Annotated[list[Entity], "What the mentions name."]
    facts: Annotated[list[Fact], "What is stated of them."]

    def to_dict(self) -> dict[str, object]:
        """The document as plain values: what `jimo extract` writes, numbers as int or Decimal."""
        from .wire import plain_document

        return plain_document(self)

    def to_json(self, indent: bool = False) -> str:
        """The document as JSON text, on one line or indented by two."""
        from .wire import dumps

        return dumps(self, indent)


FACT_KINDS: tuple[str, ...] = get_args(FactKind)
NAME_TYPES: tuple[str, ...] = get_args(NameType)
MENTION_TYPES: tuple[str, ...] = (*get_args(NumberType), *get_args(TimeType), *get_args(NameType))
