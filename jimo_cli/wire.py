"""Records → JSON, straight and exact, as the UTF-8 that goes out.

The standard encoder knows no Decimal and would go through float (6.7 survives that, 0.1 + 0.2
does not), so numbers are written here as the plain decimals that the contract asks for.

Everything is put together as bytes: keys are nine tenths of what is written, and as text they would be
widened to two bytes a character beside the Chinese and then encoded again.
"""

from __future__ import annotations

from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Final, cast, final

from .model import SCHEMA, Doc, Document

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64


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
    return _Writer("backslashreplace").written(document, indent)


def dumps(document: Document, indent: bool = False) -> str:
    """A document as JSON text without a final newline."""
    return _text(document, indent)


def dumps_value(value: object, indent: bool = True) -> str:
    """Any plain value as JSON text: the schema, a list of documents."""
    return _text(value, indent)


def _text(value: object, indent: bool) -> str:
    """Lone surrogates as they are: two escapes side by side would be read as one character."""
    return _Writer("surrogatepass").written(value, indent).decode("utf-8", "surrogatepass")


# A name of its own: compiled code asks a module for what it imported, each time that it is used.
_ESCAPED: Final = encode_basestring

# What has been written and comes again in every document is kept as it was written: types, rules, units, ids, each
# with its key. A table is not filled beyond this, so that a long run does not fill the memory.
_MOST: Final = 2_000
# Whole numbers, which are offsets for the most part.
_DIGITS: Final[list[bytes | None]] = [None] * _MOST
# The words of an article are not kept: to look for them among many others takes longer than to quote them.
_WORDS: Final = frozenset(("text", "name", "title", "publisher", "attribute", "basis_object", "qualifier"))


def _quoted(text: str, errors: str) -> bytes:
    quoted: str = _ESCAPED(text)
    try:
        return quoted.encode()
    except UnicodeEncodeError:
        return quoted.encode("utf-8", errors)


def _digits(value: int) -> bytes:
    if not 0 <= value < _MOST:
        return str(value).encode()
    data = _DIGITS[value]
    if data is None:
        data = _DIGITS[value] = str(value).encode()
    return data


@final
class _Lead:
    """What stands before a value of a record: the keys since the last value that was not null, and its own.

    `known` has the texts that were written behind it, with it. What is a word of the article is not kept there.
    """

    __slots__ = ("data", "is_word", "known")

    def __init__(self, data: bytes, is_word: bool) -> None:
        self.data = data
        self.is_word = is_word
        self.known: dict[str, bytes] = {}

    def with_text(self, text: str, errors: str) -> bytes:
        """It with a text behind."""
        try:
            data = self.data + _quoted(text, "strict")
        except UnicodeEncodeError:  # lone surrogates, which may be written otherwise next time
            return self.data + _quoted(text, errors)
        if len(self.known) < _MOST:
            self.known[text] = data
        return data


_MEMBERS: Final = _Lead(b"", False)  # of lists and mappings


@final
class _Keys:
    """The keys of a record type, with what stands around them."""

    __slots__ = ("_keys", "_words", "ends", "leads", "size")

    def __init__(self, kind: type, layer: _Layer) -> None:
        names: tuple[str, ...] = cast(Any, kind)._fields
        opening = layer.open_mapping
        if kind is Document:
            opening += b'"schema"' + layer.colon + encode_basestring(SCHEMA).encode() + layer.comma
        self.size: i64 = len(names)
        self._words = [name in _WORDS or kind is Doc for name in names]
        self._keys = [b'"' + key_of(name).encode() + b'"' + layer.colon for name in names]
        self._keys = [(layer.comma if place else opening) + key for place, key in enumerate(self._keys)]
        # By the place behind the last value that was not null, and by that of the value.
        self.leads: list[_Lead | None] = [None] * (len(names) * len(names))
        self.ends = [self._nulls(place, len(names)) + layer.close_mapping for place in range(len(names) + 1)]

    def _nulls(self, first: int, last: int) -> bytes:
        return b"".join([key + b"null" for key in self._keys[first:last]])

    def lead(self, first: i64, place: i64) -> _Lead:
        """What stands before the value at a place, where nothing but null has been since `first`; made once."""
        lead = _Lead(self._nulls(first, place) + self._keys[place], self._words[place])
        self.leads[first * self.size + place] = lead
        return lead


@final
class _Layer:
    """What stands around the members of what lies inside so many others; on one line all layers are the same."""

    def __init__(self, depth: int, indent: bool) -> None:
        inner, outer = (b"\n" + b"  " * (depth + 1), b"\n" + b"  " * depth) if indent else (b"", b"")
        self.comma = b"," + inner
        self.colon = b": " if indent else b":"
        self.open_list, self.close_list = b"[" + inner, outer + b"]"
        self.open_mapping, self.close_mapping = b"{" + inner, outer + b"}"
        self._depth = depth
        self._inner: _Layer | None = None if indent else self
        self._keys: dict[type, _Keys | None] = {}

    def inner(self) -> _Layer:
        """The layer of the members."""
        if self._inner is None:
            self._inner = _Layer(self._depth + 1, True)
        return self._inner

    def keys(self, kind: type) -> _Keys | None:
        """The keys of a record type, made once; None for a plain tuple."""
        keys = self._keys.get(kind)
        if keys is None and hasattr(kind, "_fields"):
            keys = self._keys[kind] = _Keys(kind, self)
        return keys


_ONE_LINE: Final = _Layer(0, False)
_INDENTED: Final = _Layer(0, True)


@final
class _Writer:
    """The pieces of one JSON text; `errors` says what becomes of lone surrogates."""

    def __init__(self, errors: str) -> None:
        self._parts: list[bytes] = []
        self._errors = errors

    def written(self, value: Any, indent: bool) -> bytes:
        """A whole value."""
        self._value(value, _INDENTED if indent else _ONE_LINE)
        return b"".join(self._parts)

    def _value(self, value: Any, layer: _Layer) -> None:
        """One value, with the layer that its members are in."""
        parts = self._parts
        if isinstance(value, tuple):
            keys = layer.keys(type(value))
            if keys is None:
                self._list(list(value), layer)
            else:
                self._record(value, keys, layer)
        elif isinstance(value, list):
            self._list(value, layer)
        elif isinstance(value, str):
            parts.append(_quoted(value, self._errors))
        elif value is None:
            parts.append(b"null")
        elif isinstance(value, bool):
            parts.append(b"true" if value else b"false")
        elif isinstance(value, int):
            parts.append(_digits(value))
        elif isinstance(value, dict):
            self._mapping(value, layer)
        elif isinstance(value, Decimal):
            parts.append(format(value, "f").encode())
        else:
            raise TypeError(f"{type(value).__name__} is nothing that JSON has")

    def _record(self, record: tuple[Any, ...], keys: _Keys, layer: _Layer) -> None:
        parts = self._parts
        leads, size = keys.leads, keys.size
        first: i64 = 0
        # Nine items in ten are nothing, a text or a whole number: those are not worth a call each.
        for place, item in enumerate(record):
            if item is not None:
                lead = leads[first * size + place]
                if lead is None:
                    lead = keys.lead(first, place)
                if isinstance(item, str):
                    if lead.is_word:
                        parts.append(lead.data)
                        parts.append(_quoted(item, self._errors))
                    else:
                        data = lead.known.get(item)
                        parts.append(data if data is not None else lead.with_text(item, self._errors))
                else:
                    parts.append(lead.data)
                    if type(item) is int:
                        parts.append(_digits(item))
                    else:
                        self._value(item, layer.inner())
                first = place + 1
        parts.append(keys.ends[first])

    def _list(self, values: list[Any], layer: _Layer) -> None:
        parts = self._parts
        if not values:
            parts.append(b"[]")
            return
        inner = layer.inner()
        between = layer.open_list
        for value in values:
            parts.append(between)
            if isinstance(value, str):  # the ids of mentions
                data = _MEMBERS.known.get(value)
                parts.append(data if data is not None else _MEMBERS.with_text(value, self._errors))
            else:
                self._value(value, inner)
            between = layer.comma
        parts.append(layer.close_list)

    def _mapping(self, values: dict[str, Any], layer: _Layer) -> None:
        parts = self._parts
        if not values:
            parts.append(b"{}")
            return
        inner = layer.inner()
        between = layer.open_mapping
        for key, value in values.items():
            parts.append(between)
            data = _MEMBERS.known.get(key)
            parts.append(data if data is not None else _MEMBERS.with_text(key, self._errors))
            parts.append(layer.colon)
            self._value(value, inner)
            between = layer.comma
        parts.append(layer.close_mapping)
