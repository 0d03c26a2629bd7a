"""Inputs of `jimo extract` → documents to read: texts, pages, batches (.jsonl), packed or not, stdin.

A batch is cut into lines here and no more: what a line says is found out where it is extracted, which
may be another process. So is a file of one text: only its name is sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BufferedReader, BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from ..extras import MissingError
from ..packed import MAX_UNPACKED, check_zstd, opened, unpack
from ..read import is_document, loads
from ..text import DecodeError, decode
from .environment import CommandError
from .files import STDIN, Failure, is_batch, is_html, size_of

# A text beyond this is no news, and nobody wants to wait for it: ten times a newspaper.
MAX_CHARS = 1_000_000
_BATCH_KEYS = {"id": str, "text": str, "title": str, "published": str, "reference": str}


class Task(NamedTuple):
    """One document to extract: a text and what its batch line says of it."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    reference: str | None = None
    where: str = ""


class Item(NamedTuple):
    """One document as it stands in the input: a line of a batch, a text, or a file that is not read yet.

    `through` says how many bytes of all inputs are behind it, as they lie on the disk.
    """

    name: str
    number: int | None = None
    data: bytes | None = None
    through: int = 0

    @property
    def where(self) -> str:
        """The place as messages give it."""
        if self.number is not None:
            return f"{self.name}:{self.number}"
        return "standard input" if self.name == STDIN else self.name

    @property
    def weight(self) -> int:
        """How much work it may be, in bytes."""
        return len(self.data) if self.data is not None else size_of(self.name)


def items(names: Iterable[str | Failure], stdin: BinaryIO, encoding: str | None) -> Iterator[Item | Failure]:
    """The documents of all inputs, in order; what fails comes in its place as a `Failure`."""
    through = 0
    for name in names:
        if isinstance(name, Failure):
            yield name
            continue
        try:
            _check_needs(name)
            if name == STDIN:
                yield from _from_stdin(stdin, encoding)
            elif is_batch(name):
                with Path(name).open("rb") as stream:
                    yield from lines(name, opened(stream), through, stream)
            else:
                yield Item(name, through=through + size_of(name))
        except OSError as error:
            yield Failure(f"{name}: cannot be read: {error.strerror or error}")
        except MissingError as error:
            raise CommandError(f"{name}: {error}") from error
        except DecodeError as error:
            yield Failure(f"{name}: {error}")
        through += size_of(name) if name != STDIN else 0


def _check_needs(name: str) -> None:
    """Raise `MissingError` where a file cannot be read for want of a package, before the whole of a folder fails."""
    if is_html(name):
        from .html import check_installed

        check_installed()
    if name.endswith(".zst"):
        check_zstd()


def check_encoding(encoding: str) -> None:
    """Raise `CommandError` for an encoding that there is none of."""
    try:
        TextIOWrapper(BytesIO(), encoding)  # decoding no bytes at all would look nothing up; hex is no encoding of text
    except (LookupError, ValueError) as error:
        raise CommandError(f"--encoding {encoding!r} is not known; try utf-8, gb18030, big5 or utf-16") from error


def _from_stdin(stream: BinaryIO, encoding: str | None) -> Iterator[Item | Failure]:
    """Standard input: a batch where its first line is a batch line, else one text."""
    stream = opened(stream)
    first = stream.readline(MAX_UNPACKED + 1)
    if first.lstrip()[:1] == b"{" and not isinstance(batch_line(first, STDIN, 1, encoding), Failure):
        yield Item(STDIN, 1, first)
        yield from lines(STDIN, stream, start=2)
        return
    data = first + stream.read(MAX_UNPACKED + 1 - len(first))
    if len(data) > MAX_UNPACKED:
        raise DecodeError(f"more than {MAX_UNPACKED >> 20} MiB of one text")
    yield Item(STDIN, None, data)


def lines(
    name: str, stream: BinaryIO, through: int = 0, on_disk: BinaryIO | None = None, start: int = 1
) -> Iterator[Item | Failure]:
    """The lines of a batch that are not blank; what is too long to be one in its place."""
    number = start - 1
    while line := stream.readline(MAX_UNPACKED + 1):
        number += 1
        if len(line) > MAX_UNPACKED:
            yield Failure(f"{name}:{number}: a line of more than {MAX_UNPACKED >> 20} MiB")
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
        elif line.isspace():
            number += _skip_blank(stream)
        else:
            yield Item(name, number, line, through + (on_disk.tell() if on_disk is not None else 0))


def _skip_blank(stream: BinaryIO) -> int:
    """Pass over the blank lines that are in the buffer of a stream; how many. A bomb may be made of them."""
    ahead: bytes = stream.peek(1) if isinstance(stream, BufferedReader) else b""
    end = ahead.rfind(b"\n", 0, len(ahead) - len(ahead.lstrip())) + 1
    return stream.read(end).count(b"\n") if end else 0


# -- one document as it is read


def task_of(item: Item, encoding: str | None) -> Task | Failure:
    """What an item says, or why it cannot be read."""
    try:
        task = _task(item, encoding)
    except OSError as error:
        return Failure(f"{item.where}: cannot be read: {error.strerror or error}")
    except MissingError as error:
        return Failure(f"{item.where}: {error}")
    except DecodeError as error:
        return Failure(f"{item.name}: {error}")
    return task if isinstance(task, Failure) else checked(task)


def checked(task: Task) -> Task | Failure:
    """A task, or why it is none to be done: it would take hours."""
    if len(task.text) > MAX_CHARS:
        told = f"a text of {len(task.text):,} characters, and {MAX_CHARS:,} are the most; cut it up"
        return Failure(f"{task.where}: {told}")
    return task


def _task(item: Item, encoding: str | None) -> Task | Failure:
    if item.number is not None:
        assert item.data is not None
        return _extractable(batch_line(item.data, item.name, item.number, encoding), item.where)
    data = item.data
    if data is None:
        with Path(item.name).open("rb") as stream:
            data = stream.read(MAX_UNPACKED + 1)
        if len(data) > MAX_UNPACKED:
            return Failure(f"{item.name}: a file of more than {MAX_UNPACKED >> 20} MiB")
    data = unpack(data)
    if is_html(item.name):
        from .html import article

        page = article(data, encoding)
        return Task(item.name, page.text, page.title, page.published, where=item.where)
    return Task(item.name, decode(data, encoding), where=item.where)


def _extractable(parsed: Task | Failure | dict[str, Any], where: str) -> Task | Failure:
    if isinstance(parsed, dict):
        return Failure(f"{where}: this was extracted already; jimo filter, show and query read it")
    return parsed


def batch_line(
    line: bytes | Any, name: str, number: int | None, encoding: str | None
) -> Task | Failure | dict[str, Any]:
    """One line of a batch as the contract has it, or the document that it holds, as it is.

    Unknown keys are left alone. Instead of a line it may be what JSON made of one, without a number.
    """
    where = name if number is None else f"{name}:{number}"
    record = line
    if isinstance(line, bytes):
        try:
            record = loads(decode(line, encoding))
        except DecodeError as error:
            return Failure(f"{where}: {error}")
        except RecursionError:
            return Failure(f"{where}: nested too deeply to be a document")
        except json.JSONDecodeError as error:
            return Failure(f"{where}:{error.colno}: not JSON: {error.msg}")
        except ValueError as error:  # an integer of thousands of digits
            return Failure(f"{where}: not JSON: {error}")
    if is_document(record):
        return cast(dict[str, Any], record)
    if not isinstance(record, dict):
        return Failure(f'{where}: a batch line is an object with a "text"')
    for key, kind in _BATCH_KEYS.items():
        value = record.get(key)
        if value is not None and not isinstance(value, kind) and not (key == "id" and isinstance(value, int)):
            return Failure(f"{where}: {key!r} must be text")
    if not isinstance(record.get("text"), str):
        return Failure(f'{where}: the object has no "text"')
    identity = record.get("id")
    return Task(
        str(identity) if identity is not None else where,
        record["text"],
        record.get("title"),
        record.get("published"),
        record.get("reference"),
        where,
    )
