"""CSV of one table, for spreadsheets: UTF-8, a header line, quoted where it must be, no live formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from math import isfinite
from typing import Any

from ...model import Document
from ...tables import TABLES, rows
from ...values.exact import plain
from ..outputs import encoded

# A spreadsheet runs what begins so, full-width signs included; a number may begin with its sign.
_FORMULA = re.compile("[ \\s]*[=+@\\-\uff1d\uff0b\uff20\uff0d\u2212]|[\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_QUOTED = re.compile('[",\r\n]|^\\s|\\s$')


def head(table: str, bom: bool) -> bytes:
    """The line of the names of columns, behind a byte order mark on request."""
    return (("\ufeff" if bom else "") + csv_line(column.name for column in TABLES[table].columns)).encode()


def csv_rows(table: str, document: Document) -> bytes:
    """The rows of a document in a table."""
    return encoded("".join(csv_line(row) for row in rows(document, TABLES[table])))


def csv_line(values: Iterable[Any]) -> str:
    """One row with its end of line."""
    return ",".join(_quote(cell(value)) for value in values) + "\n"


def cell(value: Any) -> str:
    """A value as the text of a cell; a text that would start a formula gets an apostrophe before it.

    >>> cell(None), cell(Decimal("6.70")), cell("-5"), cell("=1+1"), cell(["a", "b"])
    ('', '6.70', '-5', "'=1+1", 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return plain(value)
    if isinstance(value, float):
        return plain_float(value)
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(item) for item in value)
    text = str(value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def plain_float(value: float) -> str:
    """A float as the shortest plain decimal: 141340000000, not 1.4134e+11 or 141340000000.0."""
    if not isfinite(value):
        return str(value)
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
