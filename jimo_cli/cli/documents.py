"""Inputs of a command → documents: those that were saved, and those made now of raw texts.

What an input is, its content says: an object of the contract, an array of them, one a line, or a
batch line with a text to extract; everything else is a text. The rules are loaded when the first
text comes, so a command on saved documents does not wait for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..extras import MissingError
from ..model import Document
from ..packed import MAX_UNPACKED, opened, unpack
from ..read import DECODER, FormatError, document, is_document, loads
from ..text import DecodeError, decode
from .environment import CommandError, Environment
from .files import SAVED, STDIN, Failure, expand, is_batch, is_html, is_several, unpacked_name
from .inputs import Item, Task, batch_line, check_encoding, checked, lines, task_of

if TYPE_CHECKING:
    from ..extractor import Extractor

Result = Document | Failure


class Reader:
    """Reads documents from files and standard input, extracting what is raw.

    `many` and `lines` are known once the first document has come: whether there may be several of
    them, and whether they came one a line.
    """

    def __init__(
        self,
        env: Environment,
        encoding: str | None = None,
        rules: Iterable[str] = (),
        reference: str | None = None,
    ) -> None:
        if encoding is not None:
            check_encoding(encoding)
        if reference is not None:
            from ..header import parse_moment

            if parse_moment(reference) is None:
                raise CommandError(f"--ref {reference!r} is no date; write it as 2019-10-30 or 2019-10-30T08:27")
        self._env = env
        self._encoding = encoding
        self._rules = list(rules)
        self._reference = reference
        self._extractor: Extractor | None = None
        self.many = False
        self.lines = False

    @property
    def extractor(self) -> Extractor:
        """The extractor for raw texts, made when it is first asked for."""
        if self._extractor is None:
            from .extract import load_extractor

            self._extractor = load_extractor(self._rules)
        return self._extractor

    def read(self, names: list[str]) -> Iterator[Result]:
        """The documents of all inputs in order; what fails comes in its place."""
        if not names and self._env.stdin_is_terminal:
            raise CommandError("no input: name a file, or pipe a document or a text in")
        self.many = len(names) > 1 or any(is_several(name) for name in names)
        self.lines = bool(names) and all(is_batch(name) for name in names)
        for name in expand(names or [STDIN], suffixes=SAVED):
            if isinstance(name, Failure):
                yield name
                continue
            try:
                if name == STDIN:
                    yield from self._stdin()
                elif is_batch(name):
                    with Path(name).open("rb") as stream:
                        yield from self._stream(name, opened(stream))
                else:
                    yield from self._file(name)
            except OSError as error:
                yield Failure(f"{name}: cannot be read: {error.strerror or error}")
            except MissingError as error:
                raise CommandError(f"{name}: {error}") from error
            except DecodeError as error:
                yield Failure(f"{name}: {error}")

    def _stdin(self) -> Iterator[Result]:
        stream = opened(self._env.stdin)
        first = stream.readline(MAX_UNPACKED + 1)
        if first.lstrip()[:1] == b"{" and self._is_line(first):
            self.many = self.lines = True
            yield self._line(first, STDIN, 1)
            yield from self._stream(STDIN, stream, 2)
        else:
            yield from self._whole(STDIN, first + stream.read(MAX_UNPACKED + 1 - len(first)))

    def _is_line(self, line: bytes) -> bool:
        try:
            json.loads(decode(line, self._encoding))
        except (ValueError, RecursionError):
            return False
        return True

    def _stream(self, name: str, stream: Any, number: int = 1) -> Iterator[Result]:
        for item in lines(name, stream, start=number):
            if isinstance(item, Failure):
                yield item
            else:
                assert item.data is not None
                yield self._line(item.data, name, item.number or 0)

    def _file(self, name: str) -> Iterator[Result]:
        if is_html(name):
            task = task_of(Item(name), self._encoding)
            yield self._extract(task)
            return
        with Path(name).open("rb") as stream:
            data = stream.read(MAX_UNPACKED + 1)
        yield from self._whole(name, data)

    def _line(self, line: bytes, name: str, number: int) -> Result:
        where = f"{name}:{number}"
        parsed = batch_line(line, name, number, self._encoding)
        if isinstance(parsed, (Task, Failure)):
            return self._extract(parsed if isinstance(parsed, Failure) else checked(parsed))
        return _document(parsed, where)

    def _whole(self, name: str, data: bytes) -> Iterator[Result]:
        if len(data) > MAX_UNPACKED:
            yield Failure(f"{name}: more than {MAX_UNPACKED >> 20} MiB")
            return
        if data[:4] == b"PAR1":
            yield Failure(f"{name}: a Parquet table, which jimo query reads")
            return
        text = decode(unpack(data), self._encoding)
        values = _values(text) if text.lstrip()[:1] in ("{", "[") else None
        if values is None:
            if unpacked_name(name).endswith(".json"):
                yield Failure(f"{name}: {_why_not_json(text)}")
                return
            yield self._extract(checked(Task(name, text, where="standard input" if name == STDIN else name)))
            return
        self.many = self.many or len(values) > 1 or isinstance(values[0], list)
        items = [item for value in values for item in (value if isinstance(value, list) else [value])]
        for place, item in enumerate(items):
            where = name if len(items) == 1 else f"{name}[{place}]"
            if is_document(item):
                yield _document(item, where)
            else:
                task = batch_line(item, where, None, self._encoding)
                assert isinstance(task, (Task, Failure))
                yield self._extract(task if isinstance(task, Failure) else checked(task))

    def _extract(self, task: Task | Failure) -> Result:
        if isinstance(task, Failure):
            return task
        from .work import extract_task

        return extract_task(task, self.extractor, self._reference, None, True)


def _document(value: Any, where: str) -> Result:
    try:
        return document(value)
    except FormatError as error:
        return Failure(f"{where}: {error}")


def _values(text: str) -> list[Any] | None:
    """The JSON values that a text consists of, one behind the other, or None where it is no JSON."""
    found: list[Any] = []
    at, length = 0, len(text)
    try:
        while True:
            while at < length and text[at].isspace():
                at += 1
            if at == length:
                return found
            value, at = DECODER.raw_decode(text, at)
            found.append(value)
    except (ValueError, RecursionError):
        return None


def _why_not_json(text: str) -> str:
    try:
        loads(text)
    except json.JSONDecodeError as error:
        return f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
    except ValueError as error:
        return f"not JSON: {error}"
    except RecursionError:
        return "nested too deeply to be a document"
    return "no document"
