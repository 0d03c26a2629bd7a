"""Records → JSON text, straight and exact.

The standard encoder knows no Decimal and would go through float (6.7 survives that, 0.1 + 0.2
does not), so numbers are written here as the plain decimals that the contract asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, cast

from .model import SCHEMA, Document


def key_of(name: str) -> str:
    """The JSON key of a field: `from` cannot be an attribute in Python, so it is `from_`."""
    return name.rstrip("_")


def plain_record(value: Any) -> Any:
    """A record, or a list or mapping of them, as dicts, lists and scalars."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {key_of(name): plain_record(item) for name, item in zip(value._fields, value)}
    if isinstance(value, list):
        return [plain_record(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_record(item) for key, item in value.items()}
    return value


def plain_document(document: Document) -> dict[str, object]:
    """The whole document object of the contract."""
    return {"schema": SCHEMA, **cast(dict[str, object], plain_record(document))}


def dumps(document: Document, indent: bool = False) -> str:
    """A document as JSON text without a final newline."""
    if indent:
        return "".join(_indented(plain_document(document), "\n"))
    return f'{{"schema":"{SCHEMA}",' + _record(document)[1:]


def dumps_value(value: object, indent: bool = True) -> str:
    """Any plain value as JSON text: the schema, a list of documents."""
    return "".join(_indented(value, "\n")) if indent else _compact(value)


# The keys of each record type with their quotes and commas, made once per type.
_HEADS: dict[type, tuple[tuple[str, str], ...]] = {}


def _record(record: tuple[Any, ...]) -> str:
    kind = type(record)
    heads = _HEADS.get(kind)
    if heads is None:
        names = cast(Any, record)._fields
        heads = _HEADS[kind] = tuple(
            (head, head + "null")
            for head in (f'{"{" if place == 0 else ","}"{key_of(name)}":' for place, name in enumerate(names))
        )
    # Nine items in ten are nothing, a text or a whole number: those are not worth a call each.
    parts = [
        null if item is None else head + encode_basestring(item) if type(item) is str else head + _compact(item)
        for (head, null), item in zip(heads, record)
    ]
    return "".join(parts) + "}"


def _compact(value: Any) -> str:
    if value is None:
        return "null"
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return str(value)
    if kind is list:
        return "[" + ",".join([_compact(item) for item in value]) + "]"
    if kind is dict:
        return "{" + ",".join([f"{encode_basestring(key)}:{_compact(item)}" for key, item in value.items()]) + "}"
    if kind is Decimal:
        return format(value, "f")
    if kind is bool:
        return "true" if value else "false"
    return _record(value)


def _indented(value: Any, margin: str) -> Iterator[str]:
    deeper = margin + "  "
    if isinstance(value, dict) and value:
        yield "{"
        for place, (key, item) in enumerate(value.items()):
            yield f"{',' if place else ''}{deeper}{encode_basestring(key)}: "
            yield from _indented(item, deeper)
        yield margin + "}"
    elif isinstance(value, (list, tuple)) and value:
        yield "["
        for place, item in enumerate(value):
            yield ("," if place else "") + deeper
            yield from _indented(item, deeper)
        yield margin + "]"
    else:
        yield "[]" if value == () else _compact(value)
