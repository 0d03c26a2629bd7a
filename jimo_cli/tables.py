"""The records as flat tables: the columns of CSV, Parquet and SQL, written down once.

A column names the path of its value in the JSON of a record. The rows of CSV are read from records
by that path, and the SQL that fills the tables of DuckDB is made of the same paths (see `sql`).
Names are ones that SQL does not reserve: `char_start` for `start`, `time_from` for `from`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from .model import Document, TimeMention

TEXT: Final = "VARCHAR"
REAL: Final = "DOUBLE"
WHOLE: Final = "BIGINT"
MOMENT: Final = "TIMESTAMP"
TEXTS: Final = "VARCHAR[]"


class Column(NamedTuple):
    """A column: its name, its SQL type, where its value stands in the JSON, and what it means.

    `path` may name alternatives (`subject.name|subject.text`): the first that is not null. `only` limits a
    field of mixed types to one group of mentions: `value` is a number, or the TIMEX3 value of a time.
    """

    name: str
    type: str
    path: str
    meaning: str
    only: str = ""


class Table(NamedTuple):
    """A table: the list of the document that its rows are in (and the list inside that), and its columns."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]


DOC: Final = Column("doc", TEXT, "/doc.id", "The document: its path, or the id of its batch line.")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "facts",
            ("facts",),
            (
                DOC,
                Column("id", TEXT, "id", "f1, f2, … in text order."),
                Column("kind", TEXT, "kind", "measure, change, share, rank, role, said or event."),
                Column("subject", TEXT, "subject.name|subject.text", "Who or what it is about, resolved."),
                Column("subject_text", TEXT, "subject.text", "The subject as written."),
                Column("subject_entity", TEXT, "subject.entity", "The id of the subject's entity."),
                Column("attribute", TEXT, "attribute", "The indicator, title, verb, or list of a rank."),
                Column("object", TEXT, "object.name|object.text", "The whole, scope, organisation or quoted text."),
                Column("value", REAL, "value", "The value; null for a range."),
                Column("value_exact", TEXT, "value", "The value in all its digits."),
                Column("low", REAL, "low", "The lower end of a range."),
                Column("high", REAL, "high", "The upper end of a range."),
                Column("unit", TEXT, "unit", "ISO 4217, UCUM, %, pp, or the classifier as written."),
                Column("per", TEXT, "per", "The denominator as written."),
                Column("mod", TEXT, "mod", "How the text hedges or bounds the value."),
                Column("whole_value", REAL, "whole_value", "share: how many the whole counts."),
                Column("direction", TEXT, "direction", "change: up, down or flat."),
                Column("basis", TEXT, "basis", "change: yoy, mom, than or versus."),
                Column("basis_time", TEXT, "basis_time.value", "change: the period that it is compared with."),
                Column("basis_object", TEXT, "basis_object", "change: what else it is compared with."),
                Column("qualifier", TEXT, "qualifier", "The way of counting, as written."),
                Column("time", TEXT, "time.value", "The period that it holds for, as TIMEX3."),
                Column("time_from", MOMENT, "time.from", "Where that begins."),
                Column("time_to", MOMENT, "time.to", "Where that ends, exclusive."),
                Column("place", TEXT, "place.name|place.text", "Where it holds."),
                Column("source", TEXT, "source.name|source.text", "Who says so."),
                Column("status", TEXT, "status", "actual, forecast, planned, possible; of roles current, former, …"),
                Column("text", TEXT, "text", "The evidence."),
                Column("char_start", WHOLE, "start", "Where the evidence starts, in characters."),
                Column("char_end", WHOLE, "end", "Where it ends, exclusive."),
                Column("rule", TEXT, "rule", "The id of the rule that produced it."),
            ),
        ),
        Table(
            "mentions",
            ("mentions",),
            (
                DOC,
                Column("id", TEXT, "id", "m1, m2, … in text order."),
                Column("type", TEXT, "type", "PERSON, ORG, GPE, DATE, MONEY, …"),
                Column("text", TEXT, "text", "The surface."),
                Column("char_start", WHOLE, "start", "Where it starts, in characters."),
                Column("char_end", WHOLE, "end", "Where it ends, exclusive."),
                Column("rule", TEXT, "rule", "The id of the rule that produced it."),
                Column("value", REAL, "value", "The value of a number; null for a range.", "number"),
                Column("value_exact", TEXT, "value", "The value in all its digits.", "number"),
                Column("low", REAL, "low", "The lower end of a range."),
                Column("high", REAL, "high", "The upper end of a range."),
                Column("unit", TEXT, "unit", "ISO 4217, UCUM, %, pp, or the classifier as written."),
                Column("per", TEXT, "per", "The denominator as written."),
                Column("si_value", REAL, "si.value", "The value in the SI unit of its dimension."),
                Column("si_unit", TEXT, "si.unit", "That unit, as a UCUM code."),
                Column("mod", TEXT, "mod", "How the text hedges or bounds it."),
                Column("timex", TEXT, "timex", "DATE, TIME, DURATION or SET."),
                Column("timex_value", TEXT, "value", "The TIMEX3 value of a time.", "time"),
                Column("time_from", MOMENT, "from", "Where a time begins."),
                Column("time_to", MOMENT, "to", "Where it ends, exclusive."),
                Column("entity", TEXT, "entity", "The id of the entity that a name names."),
            ),
        ),
        Table(
            "entities",
            ("entities",),
            (
                DOC,
                Column("id", TEXT, "id", "e1, e2, … in order of first mention."),
                Column("type", TEXT, "type", "PERSON, ORG, GPE, …"),
                Column("name", TEXT, "name", "Its fullest name."),
                Column("aliases", TEXTS, "aliases", "The other forms that name it."),
                Column("adcode", TEXT, "adcode", "GB/T 2260 code of an administrative division."),
            ),
        ),
        Table(
            "roles",
            ("entities", "roles"),
            (
                DOC,
                Column("entity", TEXT, "^id", "The id of the person's entity."),
                Column("title", TEXT, "title", "The title without the organisation."),
                Column("org", TEXT, "org", "The id of the organisation's entity."),
                Column("org_text", TEXT, "org_text", "The organisation as written."),
            ),
        ),
        Table(
            "docs",
            (),
            (
                DOC,
                Column("title", TEXT, "/doc.title", "The headline."),
                Column("publisher", TEXT, "/doc.publisher", "Who published it."),
                Column("published", TEXT, "/doc.published", "When, ISO 8601."),
                Column("reference", TEXT, "/doc.reference", "What relative times are resolved against."),
                Column("reference_from", TEXT, "/doc.reference_from", "Where the reference was found."),
                Column("chars", WHOLE, "/doc.chars", "The length of the text in characters."),
            ),
        ),
    )
}

Getter = Callable[[Document, Any, Any], Any]


def rows(document: Document, table: Table) -> Iterator[list[Any]]:
    """The rows that a document gives a table; numbers exact, times as ISO 8601 text."""
    getters = [_getter(column) for column in table.columns]
    for outer, record in _records(document, table):
        yield [get(document, outer, record) for get in getters]


def _records(document: Document, table: Table) -> Iterator[tuple[Any, Any]]:
    """Each record of a table, with the record that holds it."""
    if not table.rows:
        yield document, document
        return
    for record in getattr(document, table.rows[0]):
        if len(table.rows) == 1:
            yield document, record
        else:
            yield from ((record, inner) for inner in getattr(record, table.rows[1]))


def _getter(column: Column) -> Getter:
    """The function that reads a column from (document, outer record, record)."""
    paths = [_path(path) for path in column.path.split("|")]

    def get(document: Document, outer: Any, record: Any) -> Any:
        if column.only and (column.only == "time") is not isinstance(record, TimeMention):
            return None
        for mark, names in paths:
            value = document if mark == "/" else outer if mark == "^" else record
            for name in names:
                value = getattr(value, name, None)
            if value is not None:
                return value
        return None

    return get


def _path(path: str) -> tuple[str, list[str]]:
    """`/doc.id` starts from the document, `^id` from the record outside, all else from the record itself."""
    mark = path[0] if path[0] in "/^" else ""
    return mark, [f"{name}_" if name == "from" else name for name in path[len(mark) :].split(".")]
