"""A JSONL output that can be gone on with: what is finished is read from the file itself.

A file `out.jsonl` is written as `out.jsonl.part` and takes its name at the end. Lines are added whole,
in the order of the input, so whatever ends a run, even kill -9 or a full disk, leaves whole lines and at most
one that is cut off, which is dropped. What a run goes on with is `out.jsonl.part`, else
`out.jsonl`; a document of the input is passed over if one of its id and its text (by its SHA-256) is there. A
lock on the part file keeps two runs from writing it at once.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import blake2b, sha256
from json import JSONDecoder
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ..model import SCHEMA
from .environment import CommandError, Environment
from .inputs import Task
from .outputs import Target, mode_of, real_path, writing

_START = f'{{"schema":"{SCHEMA}","doc":'.encode()


class Part(Target):
    """A file of lines that keeps its whole lines whatever happens."""

    def __init__(self, name: str, resume: bool, env: Environment) -> None:
        super().__init__(name, env)
        self._env = env
        self._file = name
        self._resume = resume
        self._part = Path()
        self.finished = Finished()

    def _open(self, name: str) -> BinaryIO:
        with writing(name):
            path = real_path(name)
            self._part = path.with_name(path.name + ".part")
            if self._resume and not self._part.exists() and path.exists():
                with path.open("rb") as finished:
                    _read(finished, name)
                os.replace(path, self._part)
                os.chmod(self._part, mode_of(self._part))
            handle = os.open(self._part, os.O_RDWR | os.O_CREAT, mode_of(path))
            stream = os.fdopen(handle, "r+b")
            try:
                self._begin(stream)
            except BaseException:
                stream.close()
                raise
        return stream

    def _begin(self, stream: BinaryIO) -> None:
        if not _locked(stream):
            raise CommandError(f"{self._file}: another jimo is writing it")
        end, self.finished = _read(stream, self._file)
        if end and not self._resume:
            raise CommandError(
                f"{self._part.name} holds {len(self.finished):,} documents of a run that was stopped; "
                "go on with it (--resume) or remove it"
            )
        stream.truncate(end)
        stream.seek(end)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        finished = False
        try:
            with writing(self._file):
                self._stream.close()
                if kind is None:
                    os.replace(self._part, real_path(self._file))
                    finished = True
        finally:
            if not finished:
                self._leave()

    def _leave(self) -> None:
        """Say what is left of a run that has not come to its end, if anything is."""
        if self._part.exists() and not self._part.stat().st_size:
            self._part.unlink()
        elif self._part.exists():
            self._env.note(f"what is done is in {self._part.name}; go on with --resume")


class Finished:
    """The documents that are in an output, each of which is asked for once. Eight bytes a document."""

    def __init__(self, keys: Iterator[int] | tuple[int, ...] = ()) -> None:
        self._keys = array("Q", sorted(keys))
        self._taken = bytearray(len(self._keys))
        self.left = len(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def take(self, task: Task) -> bool:
        """Whether a document is there; it is then not there for another like it."""
        key = _key(task.id, sha256(task.text.encode("utf-8", "surrogatepass")).hexdigest())
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            if not self._taken[at]:
                self._taken[at] = 1
                self.left -= 1
                return True
            at += 1
        return False


def _key(identity: str, digest: str) -> int:
    text = f"{identity}\0{digest}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def _read(stream: BinaryIO, name: str) -> tuple[int, Finished]:
    """Where the last whole line of an output ends, and the documents up to there. Raises `CommandError`."""
    end = 0
    keys = array("Q")
    decoder = JSONDecoder()
    stream.seek(0)
    for number, line in enumerate(stream, 1):
        if not line.endswith(b"\n"):
            break  # cut off in the middle
        try:
            if not line.startswith(_START):
                raise ValueError(line[:20])
            doc, _ = decoder.raw_decode(line.decode("utf-8"), len(_START))
            keys.append(_key(doc["id"], doc["sha256"]))
        except (ValueError, KeyError, TypeError) as error:
            message = f"{name}: line {number} is no document of jimo extract -f jsonl, so it cannot be gone on with"
            raise CommandError(message) from error
        end += len(line)
    return end, Finished(iter(keys))


def _locked(stream: BinaryIO) -> bool:
    """Take the lock on a file, which lasts as long as it is open; False where another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows: two runs are then up to their user
        return True
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
