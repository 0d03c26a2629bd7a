"""The rows of a query as a table for the eye, JSON, JSON lines, CSV or Markdown."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ...wire import dumps_value
from ..environment import visible
from ..outputs import Target
from .csv import csv_line, plain_float

ROW_FORMATS = ("table", "json", "jsonl", "csv", "markdown")
_GAP = "  "
_MARKDOWN = re.compile(r"[\\`*\[\]<>|]|(?<!\w)_|_(?!\w)")


def write_rows(names: Sequence[str], rows: Sequence[Sequence[Any]], format_: str, target: Target) -> None:
    """Write all rows in one of the formats."""
    if format_ == "csv":
        target.write(csv_line(names))
        target.write("".join(csv_line([_value(item) for item in row]) for row in rows))
    elif format_ == "json":
        records = [dict(zip(names, (_value(item) for item in row))) for row in rows]
        target.write(dumps_value(records) + "\n")
    elif format_ == "jsonl":
        for row in rows:
            target.write(dumps_value(dict(zip(names, (_value(item) for item in row))), indent=False) + "\n")
    elif format_ == "markdown":
        _markdown(names, rows, target)
    else:
        _table(names, rows, target)


def _value(item: Any) -> Any:
    """A value of SQL as one of JSON: numbers exact and plain, moments as ISO 8601."""
    if isinstance(item, float):
        if not math.isfinite(item):
            return None
        number = Decimal(repr(item))
        return int(number) if number == number.to_integral_value() else number
    if isinstance(item, Decimal):
        return int(item) if item == item.to_integral_value() else item.normalize()
    if isinstance(item, datetime):
        return moment(item)
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, (list, tuple)):
        return [_value(inner) for inner in item]
    if isinstance(item, dict):
        return {str(key): _value(inner) for key, inner in item.items()}
    if item is None or isinstance(item, (bool, int, str)):
        return item
    return str(item)


def moment(value: datetime) -> str:
    """As the contract writes bounds: days without a time, and no seconds where there are none."""
    if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")


def shown(item: Any) -> str:
    """A value as text on one line, in which nothing acts on the terminal."""
    if item is None:
        return ""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, float):
        return plain_float(item)
    value = _value(item)
    if isinstance(value, list):
        return "; ".join(shown(inner) for inner in value)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return visible(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _is_number(item: Any) -> bool:
    return isinstance(item, (int, float, Decimal)) and not isinstance(item, bool)


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]], target: Target) -> None:
    """Columns side by side, numbers to the right, as wide as they are: nothing is cut off."""
    cells = [[shown(item) for item in row] for row in rows]
    heads = [visible(name) for name in names]
    right = [bool(rows) and all(item is None or _is_number(item) for item in column) for column in zip(*rows)]
    right = right or [False] * len(heads)
    widths = [max([width(head), *(width(row[at]) for row in cells)]) for at, head in enumerate(heads)]
    for line in (heads, ["-" * size for size in widths], *cells):
        padded = [pad(text, size, to) for text, size, to in zip(line, widths, right)]
        target.write(_GAP.join(padded).rstrip() + "\n")


def _markdown(names: Sequence[str], rows: Sequence[Sequence[Any]], target: Target) -> None:
    right = [bool(rows) and all(item is None or _is_number(item) for item in column) for column in zip(*rows)]
    right = right or [False] * len(names)
    target.write("| " + " | ".join(_escaped(name) for name in names) + " |\n")
    target.write("|" + "|".join(" ---: " if to else " --- " for to in right) + "|\n")
    for row in rows:
        target.write("| " + " | ".join(_escaped(shown(item)) for item in row) + " |\n")


def _escaped(text: str) -> str:
    """Text that Markdown takes for text."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def width(text: str) -> int:
    """How many cells of a terminal a text takes: two for each Chinese character."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, size: int, right: bool = False) -> str:
    """A text filled up to a width in cells."""
    blanks = " " * max(0, size - width(text))
    return blanks + text if right else text + blanks
