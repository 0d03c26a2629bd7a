"""JSON → records: the documents that `jimo` wrote, read back as what they were.

Numbers stay exact: `int`, or `Decimal` where there is a fraction. Keys that the contract does not
have are passed over, so that a document of a later jimo, or one with notes of somebody's own, can
still be read; what a record cannot be without must be there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final, cast

from .model import (
    MENTION_TYPES,
    SCHEMA,
    Doc,
    Document,
    Entity,
    Fact,
    FactTime,
    Mention,
    NameMention,
    NumberMention,
    Role,
    Si,
    Thing,
    TimeMention,
)


class FormatError(ValueError):
    """JSON that is no document of the contract; the message says where and why."""


_LARGEST: Final = 1000  # digits before or after the point


def _number(text: str) -> int | Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:  # an exponent that Decimal itself refuses
        raise json.JSONDecodeError("a number out of all bounds", text, 0) from None
    if abs(value.adjusted()) > _LARGEST:  # 1e999999999 would fill the memory when written out
        raise json.JSONDecodeError("a number out of all bounds", text, 0)
    return int(value) if value == value.to_integral_value() else value


DECODER: Final = json.JSONDecoder(parse_float=_number)  # whose numbers are exact


def loads(text: str) -> Any:
    """Any JSON, its numbers exact. Raises `json.JSONDecodeError`."""
    return DECODER.decode(text)


def is_document(value: Any) -> bool:
    """Whether a JSON value is meant as a document: it names the schema, or has the parts."""
    return isinstance(value, dict) and (
        str(value.get("schema", "")).startswith("jimo/") or ("doc" in value and "mentions" in value)
    )


def document(value: Any) -> Document:
    """A document object of the contract as records. Raises `FormatError`."""
    if not isinstance(value, dict):
        raise FormatError("a document is an object")
    schema = value.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise FormatError(f"its schema is {schema!r}, and this jimo reads {SCHEMA!r}")
    doc = value.get("doc")
    if not isinstance(doc, dict):
        raise FormatError('it has no "doc"')
    return Document(
        _doc(doc),
        [_mention(item, f"mentions[{place}]") for place, item in enumerate(_list(value, "mentions"))],
        [_entity(item, f"entities[{place}]") for place, item in enumerate(_list(value, "entities"))],
        [_fact(item, f"facts[{place}]") for place, item in enumerate(_list(value, "facts"))],
    )


def _list(value: Mapping[str, Any], key: str) -> Sequence[Any]:
    items = value.get(key)
    if items is None:
        return []
    if not isinstance(items, list):
        raise FormatError(f"{key!r} is no list")
    return items


# What may be missing from a record written by hand; all else must be there.
_DEFAULTS: Final[dict[str, Any]] = {
    "id": "-", "reference_from": "none", "chars": 0, "sha256": "", "rule": "", "status": "actual", "timex": "DATE",
}  # fmt: skip
_NEEDED: Final = {"type", "text", "start", "end", "kind", "name", "entity", "title"}
_KINDS: Final[dict[str, type]] = {"start": int, "end": int, "chars": int, "text": str, "id": str, "rule": str}


def _maker(record: Any) -> Callable[[Any, str], Any]:
    """The function that makes a record of an object, its fields listed once."""
    names: tuple[str, ...] = record._fields
    keys = [name.rstrip("_") for name in names]

    def make(value: Any, where: str) -> Any:
        try:
            made = record(*[value[key] for key in keys])
        except (KeyError, TypeError):
            made = _lenient(value, where)
        return made

    def _lenient(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise FormatError(f"{where} is no object")
        found = []
        for key in keys:
            if key in value:
                found.append(value[key])
            elif key in _NEEDED and record not in (Doc, Thing, Role):
                raise FormatError(f"{where} has no {key!r}")
            else:
                found.append(_DEFAULTS.get(key))
        return record(*found)

    return make


_make_doc = _maker(Doc)
_make_number = _maker(NumberMention)
_make_time = _maker(TimeMention)
_make_name = _maker(NameMention)
_make_si = _maker(Si)
_make_entity = _maker(Entity)
_make_role = _maker(Role)
_make_thing = _maker(Thing)
_make_fact_time = _maker(FactTime)
_make_fact = _maker(Fact)

_TIMES: Final = frozenset(("DATE", "TIME"))
_NUMBERS: Final = frozenset(("PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))


def _doc(value: dict[str, Any]) -> Doc:
    made = cast(Doc, _make_doc(value, "doc"))
    if not isinstance(made.id, str):
        made = made._replace(id=str(made.id))
    if made.text is not None and not isinstance(made.text, str):
        raise FormatError("doc.text is no text")
    return made


def _span(made: Any, where: str) -> None:
    if type(made.start) is not int or type(made.end) is not int or not isinstance(made.text, str):
        raise FormatError(f"{where} has no sound 'text', 'start' and 'end'")


def _mention(value: Any, where: str) -> Mention:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind in _NUMBERS:
        number = cast(NumberMention, _make_number(value, where))
        _span(number, where)
        return number if number.si is None else number._replace(si=_make_si(number.si, f"{where}.si"))
    if kind in _TIMES:
        time = cast(TimeMention, _make_time(value, where))
        _span(time, where)
        return time
    if kind is None or kind not in MENTION_TYPES:
        raise FormatError(f"{where} is of no type of mention: {kind!r}")
    name = cast(NameMention, _make_name(value, where))
    _span(name, where)
    return name


def _entity(value: Any, where: str) -> Entity:
    made = cast(Entity, _make_entity(value, where))
    roles = [_make_role(role, f"{where}.roles") for role in made.roles or []]
    return made._replace(roles=roles, aliases=made.aliases or [], mentions=made.mentions or [])


def _thing(value: Any, where: str) -> Thing | None:
    return None if value is None else cast(Thing, _make_thing(value, where))


def _time(value: Any, where: str) -> FactTime | None:
    return None if value is None else cast(FactTime, _make_fact_time(value, where))


def _fact(value: Any, where: str) -> Fact:
    made = cast(Fact, _make_fact(value, where))
    _span(made, where)
    return made._replace(
        subject=_thing(made.subject, f"{where}.subject"),
        object=_thing(made.object, f"{where}.object"),
        place=_thing(made.place, f"{where}.place"),
        source=_thing(made.source, f"{where}.source"),
        time=_time(made.time, f"{where}.time"),
        basis_time=_time(made.basis_time, f"{where}.basis_time"),
        args=made.args or {},
    )
