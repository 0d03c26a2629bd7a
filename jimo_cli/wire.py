"""Records → JSON, straight and exact, as the UTF-8 that goes out.

The standard encoder knows no Decimal and would go through float (6.7 survives that, 0.1 + 0.2
does not), so numbers are written here as the plain decimals that the contract asks for.

Everything is put together as bytes: keys are nine tenths of what is written, and as text they would be
widened to two bytes a character beside the Chinese and then encoded again.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, Final, cast, final

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


def encode(document: Document, indent: bool = False) -> bytes:
    """A document as JSON without a final newline, in UTF-8; lone surrogates stand as escapes."""
    return _Writer(indent, "backslashreplace").written(document)


def dumps(document: Document, indent: bool = False) -> str:
    """A document as JSON text without a final newline."""
    return _text(document, indent)


def dumps_value(value: object, indent: bool = True) -> str:
    """Any plain value as JSON text: the schema, a list of documents."""
    return _text(value, indent)


def _text(value: object, indent: bool) -> str:
    """Lone surrogates as they are: two escapes side by side would be read as one character."""
    return _Writer(indent, "surrogatepass").written(value).decode("utf-8", "surrogatepass")


# Of each record type the keys with what stands around them, the same with `null` behind, and whether the
# values are words of the article.
_Keys = tuple[list[bytes], list[bytes], list[bool]]
_KEYS: Final[dict[tuple[type, int], _Keys]] = {}
_WORDS: Final = frozenset(("text", "name", "title", "publisher", "attribute", "basis_object", "qualifier"))

# What has been quoted and comes again in every document: types, rules, units, ids. The words of an article are not
# kept: to look for them among many others takes longer than to quote them.
_QUOTED: Final[dict[str, bytes]] = {}
_MOST: Final = 5_000
# The same of whole numbers, which are offsets for the most part.
_DIGITS: Final[dict[int, bytes]] = {}


def _quoted(text: str, errors: str) -> bytes:
    quoted: str = encode_basestring(text)
    try:
        return quoted.encode()
    except UnicodeEncodeError:
        return quoted.encode("utf-8", errors)


def _known(text: str, errors: str) -> bytes:
    data = _QUOTED.get(text)
    if data is None:
        data = _quoted(text, errors)
        if len(_QUOTED) < _MOST:
            _QUOTED[text] = data
    return data


def _digits(value: int) -> bytes:
    data = str(value).encode()
    if 0 <= value < _MOST:
        _DIGITS[value] = data
    return data


@final
class _Writer:
    """The pieces of one JSON text; `errors` says what becomes of lone surrogates."""

    def __init__(self, indent: bool, errors: str) -> None:
        self._parts: list[bytes] = []
        self._indent = indent
        self._errors = errors
        self._colon = b": " if indent else b":"

    def written(self, value: Any) -> bytes:
        """A whole value."""
        self._value(value, 0)
        return b"".join(self._parts)

    def _value(self, value: Any, depth: int) -> None:
        """One value, inside as many others as `depth` says."""
        parts = self._parts
        if value is None:
            parts.append(b"null")
        elif isinstance(value, str):
            parts.append(_quoted(value, self._errors))
        elif isinstance(value, bool):
            parts.append(b"true" if value else b"false")
        elif isinstance(value, int):
            digits = _DIGITS.get(value)
            parts.append(digits if digits is not None else _digits(value))
        elif isinstance(value, list):
            self._list(value, depth)
        elif isinstance(value, tuple):
            if hasattr(value, "_fields"):
                self._record(value, depth)
            else:
                self._list(value, depth)
        elif isinstance(value, dict):
            self._mapping(value, depth)
        elif isinstance(value, Decimal):
            parts.append(format(value, "f").encode())
        else:
            raise TypeError(f"{type(value).__name__} is nothing that JSON has")

    def _record(self, record: tuple[Any, ...], depth: int) -> None:
        kind: type = type(record)
        keys = _KEYS.get((kind, depth if self._indent else -1))
        if keys is None:
            keys = self._keys(kind, depth)
        parts = self._parts
        heads, nulls, words = keys
        place = 0
        # Nine items in ten are nothing, a text or a whole number: those are not worth a call each.
        for item in record:
            if item is None:
                parts.append(nulls[place])
                place += 1
                continue
            parts.append(heads[place])
            is_word = words[place]
            place += 1
            if isinstance(item, str):
                parts.append(_quoted(item, self._errors) if is_word else _known(item, self._errors))
            elif type(item) is int:
                digits = _DIGITS.get(item)
                parts.append(digits if digits is not None else _digits(item))
            else:
                self._value(item, depth + 1)
        parts.append(self._margin(depth) + b"}")

    def _keys(self, kind: type, depth: int) -> _Keys:
        """The keys of a record type, made once."""
        margin, colon = self._margin(depth + 1), self._colon
        opening = b"{" + margin
        if kind is Document:
            opening += b'"schema"' + colon + encode_basestring(SCHEMA).encode() + b"," + margin
        heads = [b'"' + key_of(name).encode() + b'"' + colon for name in cast(Any, kind)._fields]
        heads = [(opening if place == 0 else b"," + margin) + head for place, head in enumerate(heads)]
        words = [name in _WORDS for name in cast(Any, kind)._fields]
        keys = heads, [head + b"null" for head in heads], words
        _KEYS[kind, depth if self._indent else -1] = keys
        return keys

    def _list(self, values: Sequence[Any], depth: int) -> None:
        parts = self._parts
        if not values:
            parts.append(b"[]")
            return
        margin = self._margin(depth + 1)
        between = b"[" + margin
        for value in values:
            parts.append(between)
            if isinstance(value, str):  # the ids of mentions
                parts.append(_known(value, self._errors))
            else:
                self._value(value, depth + 1)
            between = b"," + margin
        parts.append(self._margin(depth) + b"]")

    def _mapping(self, values: dict[str, Any], depth: int) -> None:
        parts = self._parts
        if not values:
            parts.append(b"{}")
            return
        margin = self._margin(depth + 1)
        between = b"{" + margin
        for key, value in values.items():
            parts += [between, _known(key, self._errors), self._colon]
            self._value(value, depth + 1)
            between = b"," + margin
        parts.append(self._margin(depth) + b"}")

    def _margin(self, depth: int) -> bytes:
        return b"\n" + b"  " * depth if self._indent else b""
