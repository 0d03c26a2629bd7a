"""Ids of a document that can stand in a page: f3, m12, e2.

Those that jimo gives can. A document made by hand may have others, or one twice, and then all
records are numbered anew, in the page only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Document, Fact, NameMention, Thing

_PLAIN = re.compile("[A-Za-z]{1,9}[0-9]{1,9}")


def with_plain_ids(document: Document) -> Document:
    """The document, numbered anew where its ids are not fit for a page."""
    records = (document.mentions, document.entities, document.facts)
    if all(_fit([record.id for record in group]) for group in records):
        return document
    mentions = {record.id: f"m{number}" for number, record in enumerate(document.mentions, 1)}
    entities = {record.id: f"e{number}" for number, record in enumerate(document.entities, 1)}
    return document._replace(
        mentions=[
            record._replace(id=f"m{number}", entity=entities.get(record.entity, ""))
            if isinstance(record, NameMention)
            else record._replace(id=f"m{number}")
            for number, record in enumerate(document.mentions, 1)
        ],
        entities=[
            record._replace(id=f"e{number}", mentions=[mentions[name] for name in record.mentions if name in mentions])
            for number, record in enumerate(document.entities, 1)
        ],
        facts=[_renamed(fact, f"f{number}", mentions, entities) for number, fact in enumerate(document.facts, 1)],
    )


def _renamed(fact: Fact, id: str, mentions: dict[str, str], entities: dict[str, str]) -> Fact:
    def thing(value: Thing | None) -> Thing | None:
        return value if value is None else value._replace(entity=entities.get(value.entity or ""))

    args = {slot: [mentions[name] for name in names if name in mentions] for slot, names in fact.args.items()}
    return fact._replace(
        id=id,
        args=args,
        subject=thing(fact.subject),
        object=thing(fact.object),
        place=thing(fact.place),
        source=thing(fact.source),
    )


def _fit(ids: Iterable[str]) -> bool:
    found = list(ids)
    return all(isinstance(id, str) and _PLAIN.fullmatch(id) for id in found) and len(set(found)) == len(found)
