"""Bytes → characters with their offsets kept: decoding, normal form, paragraphs, clauses.

The normal form is what rules are matched against: simplified characters, half-width digits and
letters, plain dashes. It has the same length as the text, character by character, so every
offset into it is an offset into the text as given.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

# Classes of characters are tables by code point: a walk through a text that looks each of its characters up
# takes a tenth of the time that a regular expression needs to find a few of them.
_CODES: Final = 0x10000
FIRST_HAN: Final = 0x3400  # the characters that Chinese names are written in …
LAST_HAN: Final = 0x9FFF
_WIDE_ZERO: Final = 0xFF10
_WIDE_NINE: Final = 0xFF19
_WIDE_COMMA: Final = 0xFF0C
_WIDE_STOP: Final = 0xFF0E
_WIDE_MARK: Final = r"(?<=[\uff10-\uff19])[\uff0c\uff0e](?=[\uff10-\uff19])"
_PLAIN_MARKS: Final = {_WIDE_COMMA: ",", _WIDE_STOP: "."}
# Characters that the normal form has a look at: those with another form, and full-width marks without one.
_OTHER: Final = 1
_WIDE: Final = 2


def is_han(text: str) -> bool:
    """Whether it is of Chinese characters and nothing else; the empty string is not."""
    return bool(text) and all(FIRST_HAN <= ord(character) <= LAST_HAN for character in text)


class DecodeError(ValueError):
    """Bytes that are no text in any encoding tried."""


def decode(data: bytes, encoding: str | None = None) -> str:
    """Bytes as text: UTF-8, else UTF-16 by its byte order mark, else GB18030, all strict.

    A byte order mark is taken off. An `encoding` given is the only one tried. Raises
    `DecodeError`; and `LookupError` for an encoding that Python does not know.
    """
    if encoding is not None:
        try:
            text = codecs.lookup(encoding).decode(data, "strict")[0]
        except UnicodeDecodeError as error:
            raise DecodeError(f"not {encoding}: byte {error.start} cannot be decoded") from error
        except UnicodeError as error:  # utf-16 without its mark, idna and their like
            raise DecodeError(f"not {encoding}: {error}") from error
        return text.removeprefix("\ufeff")
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise DecodeError(f"not {name}, though its first bytes say so (byte {error.start})") from error
    for name in ("utf-8", "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise DecodeError("neither UTF-8 nor GB18030; name its encoding with --encoding")


class Normaliser:
    """Text → normal form, by the character tables of the rules (`class: character`)."""

    def __init__(self, characters: Mapping[str, Mapping[str, str]]) -> None:
        self._map: dict[str, str] = {}
        for character, entry in characters.items():
            form: str = entry["to"]
            if len(character) == 1 == len(form):
                self._map[character] = form
        classes = dict.fromkeys(self._map, _OTHER)
        for mark in (_WIDE_COMMA, _WIDE_STOP):
            classes.setdefault(chr(mark), _WIDE)
        self._table = _table(classes)

    def __call__(self, text: str) -> str:
        """The normal form; same length.

        A full-width comma stays a comma of the sentence (10，200人 is a list) unless full-width
        digits stand on both sides of it (１，２００).
        """
        if text.isascii():
            return text
        found, wide = self._found(text)
        if wide:
            text = re.sub(_WIDE_MARK, lambda mark: mark[0].translate(_PLAIN_MARKS), text)
        # Most texts hold few of the characters, or none; sorted, since one may stand for another.
        for character in sorted(found):
            text = text.replace(character, self._map[character])
        return text

    def _found(self, text: str) -> tuple[set[str], bool]:
        """The characters of a text that have another form, and whether a full-width mark follows a digit of its width."""
        table = self._table
        found: set[str] = set()
        wide = False
        for at in range(len(text)):
            code: i64 = ord(text[at])
            what: i64 = table[code] if code < _CODES else _OTHER
            if what == 0:
                continue
            if what == _OTHER and (code < _CODES or text[at] in self._map):
                found.add(text[at])
            if code in (_WIDE_COMMA, _WIDE_STOP) and at > 0 and not wide:
                before: i64 = ord(text[at - 1])
                wide = _WIDE_ZERO <= before <= _WIDE_NINE
        return found, wide


def _table(classes: Mapping[str, int]) -> bytes:
    """The class of each character below `_CODES`, 0 for those that have none."""
    table = bytearray(_CODES)
    for character, number in classes.items():
        if ord(character) < _CODES:
            table[ord(character)] = number
    return bytes(table)


_PARAGRAPH: Final = 1
_SENTENCE: Final = 2
_CLAUSE: Final = 3


class Marks:
    """What ends a sentence, and what ends a clause, besides the end of a line."""

    def __init__(self, sentence_marks: str, clause_marks: str) -> None:
        # What ends a paragraph ends a sentence, and what ends a sentence ends a clause.
        self.classes = (
            dict.fromkeys(clause_marks, _CLAUSE)
            | dict.fromkeys(sentence_marks, _SENTENCE)
            | dict.fromkeys("\n\r", _PARAGRAPH)
        )
        self.table = _table(self.classes)


class Layout:
    """Where the paragraphs, sentences and clauses of a text begin and end."""

    def __init__(self, text: str, marks: Marks) -> None:
        self.text = text
        self.length = len(text.rstrip())  # without the blanks at its end
        self._paragraphs: list[int] = []
        self._sentences: list[int] = []
        self._clauses: list[int] = []
        table = marks.table
        for at in range(len(text)):
            code: i64 = ord(text[at])
            ends: i64 = table[code] if code < _CODES else marks.classes.get(text[at], 0)
            if ends == 0:
                continue
            self._clauses.append(at + 1)
            if ends <= _SENTENCE:
                self._sentences.append(at + 1)
                if ends == _PARAGRAPH:
                    self._paragraphs.append(at + 1)

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph in which an offset lies."""
        return _passed(self._paragraphs, offset)

    def sentence(self, offset: int) -> tuple[int, int]:
        """Start and end of a sentence, its final mark included."""
        return _around(self._sentences, offset, len(self.text))

    def clause(self, offset: int) -> tuple[int, int]:
        """Start and end of a clause."""
        return _around(self._clauses, offset, len(self.text))

    def lines(self) -> Iterable[tuple[int, int]]:
        """Start and end of each line that is not blank, blanks at its edges left out."""
        for found in _LINE.finditer(self.text):
            yield found.start(), found.end()


_LINE: Final = re.compile(r"[^\s](?:[^\n\r]*[^\s])?")


def _passed(ends: list[int], offset: int) -> int:
    """How many ends an offset has behind it; `bisect` takes ten times as long to be called."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if ends[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _around(ends: list[int], offset: int, length: int) -> tuple[int, int]:
    at = _passed(ends, offset)
    return (ends[at - 1] if at else 0), (ends[at] if at < len(ends) else length)
