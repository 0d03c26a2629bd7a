"""Where documents go: a stream or a file, one JSON document, an array, or one a line."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final

from ..model import Document
from ..wire import encode
from .environment import CommandError, Environment, ExitStatus
from .files import STDIN
from .stop import whole


class Target:
    """Standard output, or a file that appears whole at the end or not at all."""

    def __init__(self, name: str | None, env: Environment) -> None:
        self._name = None if name in (None, STDIN) else name
        self._stream: BinaryIO = env.stdout
        self._temporary: str | None = None

    def __enter__(self) -> Target:
        if self._name is not None:
            self._stream = self._open(self._name)
        return self

    def _open(self, name: str) -> BinaryIO:
        """A new file beside the one that it will replace; what is no file (/dev/null, a pipe) is written to itself."""
        with writing(name, ExitStatus.USAGE):
            path = real_path(name)
            if is_special(path):
                return path.open("wb")
            with whole():
                handle, self._temporary = tempfile.mkstemp(dir=path.parent, prefix=PREFIX)
                gone_at_exit(self._temporary)
        return os.fdopen(handle, "wb")

    def write(self, text: str) -> None:
        """Write text, lone surrogates as escapes."""
        self.write_bytes(encoded(text))

    def write_bytes(self, data: bytes) -> None:
        """Write what is encoded already, or no text at all."""
        with writing(self._name):
            self._stream.write(data)

    def flush(self) -> None:
        """Hand on what was written."""
        with writing(self._name):
            self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._name is None:
            if kind is None:
                self.flush()
            return
        try:
            with writing(self._name):
                self._stream.close()
                if kind is None and self._temporary is not None:
                    path = real_path(self._name)
                    os.chmod(self._temporary, mode_of(path))
                    os.replace(self._temporary, path)
                    self._temporary = None
        finally:
            if self._temporary is not None:
                Path(self._temporary).unlink(missing_ok=True)


PREFIX: Final = ".jimo-"  # of what takes its name when it is whole


def gone_at_exit(path: str) -> None:
    """Remove a file or a folder when the process ends, if it still has this name.

    To be called within `whole()` of what makes it: a signal that comes between the making and the `with` that
    tidies up would leave it.
    """
    atexit.register(_remove, path)


def _remove(path: str) -> None:
    if os.path.isdir(path):
        shutil.rmtree(path, ignore_errors=True)
    else:
        Path(path).unlink(missing_ok=True)


@contextmanager
def writing(name: str | None, status: ExitStatus = ExitStatus.FAILED) -> Iterator[None]:
    """A full disk and its like as a `CommandError` with the name of the output. A closed pipe is left as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        shown = name if name is not None else "standard output"
        raise CommandError(f"{shown}: cannot be written: {error.strerror or error}", status) from error
    except RuntimeError as error:  # links in a ring, before Python 3.13
        raise CommandError(f"{name}: cannot be written: {error}", status) from error


def real_path(name: str) -> Path:
    """The file that is written to for a name: through a link, where it leads."""
    return Path(name).resolve()


def is_special(path: Path) -> bool:
    """Whether something is there that must not be replaced by a file: a device, a pipe, a socket."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "Is a directory", str(path))
    return not stat.S_ISREG(mode)


def refuse_own_input(output: str | None, names: Iterable[str]) -> None:
    """Raise `CommandError` where a command would write over what it reads."""
    if output in (None, STDIN):
        return
    for name in names:
        if name != STDIN and os.path.isfile(str(output)) and os.path.exists(name):
            if os.path.samefile(name, str(output)):
                raise CommandError(f"-o {output} is an input; write to another file")


def mode_of(path: Path) -> int:
    """The permissions of the file replaced, or those that a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


# -- documents


def encoded(text: str) -> bytes:
    """Text as UTF-8, lone surrogates as escapes, which JSON reads as what they were."""
    return text.encode("utf-8", "backslashreplace")


def json_line(document: Document) -> bytes:
    """A document on one line."""
    return encode(document) + b"\n"


def json_page(document: Document) -> bytes:
    """A document indented, so that changes can be read in a diff."""
    return encode(document, indent=True)


class Pieces:
    """One piece of output for each document, flushed as it goes, so that an open pipe can be talked to."""

    def __init__(self, target: Target, head: bytes = b"") -> None:
        self._target = target
        if head:
            target.write_bytes(head)

    def write(self, data: bytes) -> None:
        """Write the piece of a document, all of it or nothing."""
        with whole():
            self._target.write_bytes(data)
            self._target.flush()

    def close(self) -> None:
        """Nothing stands behind the last piece."""


class Json:
    """One document as it is, several as an array."""

    def __init__(self, target: Target, many: bool) -> None:
        self._target = target
        self._many = many
        self._count = 0

    def write(self, data: bytes) -> None:
        """Write a document."""
        if self._many:
            self._target.write_bytes(b"[\n" if self._count == 0 else b",\n")
        self._target.write_bytes(data)
        self._count += 1

    def close(self) -> None:
        """Write what ends an array."""
        if self._many:
            self._target.write_bytes(b"\n]\n" if self._count else b"[]\n")
        elif self._count:
            self._target.write_bytes(b"\n")
