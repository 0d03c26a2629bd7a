"""Inputs of a command → documents to read: text files, batches (.jsonl), gzip of both, stdin."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from ..read import is_document, loads
from ..text import MAX_UNPACKED, DecodeError, decode, unpack
from .environment import CommandError, Environment

STDIN = "-"
_BATCH_KEYS = {"id": str, "text": str, "title": str, "published": str, "reference": str}


class Task(NamedTuple):
    """One document to extract: a text and what its batch line says of it."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    reference: str | None = None
    where: str = ""


class Failure(NamedTuple):
    """An input, or a line of one, that could not be read."""

    message: str


def is_batch(name: str) -> bool:
    """Whether a file holds one document a line, by its name."""
    return name.removesuffix(".gz").endswith((".jsonl", ".ndjson"))


def tasks(names: list[str], encoding: str | None, env: Environment) -> Iterator[Task | Failure]:
    """The documents of all inputs, in order; what fails comes in its place as a `Failure`."""
    if encoding is not None:
        check_encoding(encoding)
    for name in names or [STDIN]:
        try:
            if name == STDIN:
                yield from _from_stdin(env.stdin, encoding)
            elif is_batch(name):
                with Path(name).open("rb") as stream:
                    yield from _lines(name, opened(name, stream), encoding)
            else:
                data = Path(name).read_bytes()
                yield Task(name, decode(unpack(data), encoding), where=name)
        except OSError as error:
            yield Failure(f"{name}: cannot be read: {error.strerror or error}")
        except (DecodeError, EOFError, zlib.error) as error:
            yield Failure(f"{name}: {error}")


def check_encoding(encoding: str) -> None:
    """Raise `CommandError` for an encoding that there is none of."""
    try:
        TextIOWrapper(BytesIO(), encoding)  # decoding no bytes at all would look nothing up; hex is no encoding of text
    except (LookupError, ValueError) as error:
        raise CommandError(f"--encoding {encoding!r} is not known; try utf-8, gb18030, big5 or utf-16") from error


def _from_stdin(stream: BinaryIO, encoding: str | None) -> Iterator[Task | Failure]:
    """Standard input: a batch where its first line is a batch line, else one text."""
    first = stream.readline()
    if first.lstrip()[:1] == b"{":
        task = batch_line(first, STDIN, 1, encoding)
        if not isinstance(task, Failure):
            yield task if isinstance(task, Task) else _batch_line(first, STDIN, 1, encoding)
            yield from _lines(STDIN, stream, encoding, start=2)
            return
    yield Task(STDIN, decode(unpack(first + stream.read()), encoding), where="standard input")


def opened(name: str, stream: BinaryIO) -> BinaryIO:
    """A stream of lines, gunzipped where the name says so."""
    if not name.endswith(".gz"):
        return stream
    import gzip

    return _Bounded(gzip.GzipFile(fileobj=stream))  # type: ignore[return-value]


class _Bounded:
    """A stream of lines none of which may be longer than the limit for a document."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        line: bytes = self._stream.readline(MAX_UNPACKED + 1)
        if len(line) > MAX_UNPACKED:
            raise DecodeError(f"a line unpacks to more than {MAX_UNPACKED >> 20} MiB")
        return line


def _lines(name: str, stream: BinaryIO, encoding: str | None, start: int = 1) -> Iterator[Task | Failure]:
    number = start - 1
    while line := stream.readline():
        number += 1
        if line.strip():
            yield _batch_line(line, name, number, encoding)


def _batch_line(line: bytes, name: str, number: int, encoding: str | None) -> Task | Failure:
    parsed = batch_line(line, name, number, encoding)
    if isinstance(parsed, dict):
        return Failure(f"{name}:{number}: this was extracted already; jimo filter, show and query read it")
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
