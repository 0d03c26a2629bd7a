"""A page → its article: the main text, the headline and the day, by trafilatura (`jimo[html]`)."""

from __future__ import annotations

import re
from contextlib import suppress
from importlib.util import find_spec
from typing import NamedTuple

from ..extras import MissingError
from ..text import DecodeError, decode
from .environment import CommandError
from .inputs import check_encoding

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page says how it is encoded
_MISSING = "HTML needs trafilatura: pip install 'jimo[html]'"


class Page(NamedTuple):
    """What is read of a page."""

    text: str
    title: str | None
    published: str | None


def check_installed() -> None:
    """Raise `MissingError` where pages cannot be read."""
    if find_spec("trafilatura") is None:
        raise MissingError(_MISSING)


def article(data: bytes, encoding: str | None) -> Page:
    """The article of a page. Raises `DecodeError` where there is none, and `MissingError`."""
    try:
        import trafilatura
    except ImportError as error:
        raise MissingError(_MISSING) from error
    source = _decoded(data, encoding)
    found = trafilatura.bare_extraction(
        source, with_metadata=True, include_comments=False, include_tables=False, favor_precision=False
    )
    if found is None or not found.text:
        raise DecodeError("no article in this page")
    return Page(found.text, found.title or None, found.date or None)


def _decoded(data: bytes, encoding: str | None) -> str:
    """A page as text: in the encoding given, or that it names itself, if it is in that; else as any text."""
    if encoding is None:
        named = _CHARSET.search(data[:_HEAD])
        if named is not None:
            name = named[1].decode("ascii").lower()
            name = "gb18030" if name in ("gb2312", "gbk") else name  # of which it is the larger
            with suppress(CommandError, DecodeError):
                check_encoding(name)
                return decode(data, name)
    return decode(data, encoding)
