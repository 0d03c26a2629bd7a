"""Records made straight from their fields."""

from __future__ import annotations

from typing import Any, Final, TypeVar, cast

Record = TypeVar("Record", bound=tuple[Any, ...])
_NEW: Final[Any] = tuple.__new__


def made(kind: type[Record], fields: tuple[Any, ...]) -> Record:
    """A record of all its fields in order. To call its type runs Python code, which takes ten times as long."""
    return cast(Record, _NEW(kind, fields))
