"""The JSON Schema (2020-12) of the contract, made from the records of `model`."""

from __future__ import annotations

from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from . import model
from .wire import key_of

_SCALARS: Final[dict[Any, str]] = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def document_schema() -> dict[str, Any]:
    """The schema of one document object, as `jimo extract` writes it."""
    definitions: dict[str, Any] = {}
    body = _record(model.Document, definitions)
    properties = {"schema": {"const": model.SCHEMA}, **body["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://jimo.example/schema/jimo-1.json",
        "title": "jimo/1",
        "description": "What jimo found in one text.",
        **body,
        "required": list(properties),
        "properties": properties,
        "$defs": definitions,
    }


def _record(record: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """A record as an object schema: every key required, none but these."""
    hints = get_type_hints(record, include_extras=True)
    properties: dict[str, Any] = {}
    for name, hint in hints.items():
        kind, meaning = get_args(hint)[:2] if get_origin(hint) is Annotated else (hint, "")
        properties[key_of(name)] = {"description": meaning, **_type(kind, definitions)}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _type(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin in (Union, UnionType):
        return _union(get_args(kind), definitions)
    if origin is list:
        return {"type": "array", "items": _type(get_args(kind)[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(get_args(kind)[1], definitions)}
    if kind in _SCALARS:
        return {"type": _SCALARS[kind]}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # stands in while the record is described
        definitions[name] = {"description": (kind.__doc__ or "").strip(), **_record(kind, definitions)}
    return {"$ref": f"#/$defs/{name}"}


def _union(options: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if int in options and Decimal in options:  # an exact number
        rest = [option for option in options if option not in (int, Decimal)]
        return {"type": ["number", "null"]} if rest else {"type": "number"}
    schemas = [_type(option, definitions) for option in options]
    if all(set(schema) == {"type"} and isinstance(schema["type"], str) for schema in schemas):
        return {"type": [schema["type"] for schema in schemas]}
    if len(schemas) == 2 and schemas[1] == {"type": "null"} and "enum" in schemas[0]:
        return {"enum": [*schemas[0]["enum"], None]}
    return {"anyOf": schemas}
