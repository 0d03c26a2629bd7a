"""Where documents go: a stream or a file, one JSON document, an array, or one a line."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ..model import Document
from ..wire import dumps
from .environment import CommandError, Environment, ExitStatus


class Target:
    """Standard output, or a file that appears whole at the end or not at all."""

    def __init__(self, name: str | None, env: Environment) -> None:
        self._name = None if name in (None, "-") else name
        self._stream: BinaryIO = env.stdout
        self._temporary: str | None = None

    def __enter__(self) -> Target:
        if self._name is not None:
            folder = Path(self._name).resolve().parent
            try:
                handle, self._temporary = tempfile.mkstemp(dir=folder, prefix=".jimo-")
            except OSError as error:
                raise CommandError(f"{self._name}: cannot be written: {error.strerror}") from error
            self._stream = os.fdopen(handle, "wb")
        return self

    def write(self, text: str) -> None:
        self._stream.write(text.encode("utf-8", "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Write what is no text: Parquet."""
        self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._temporary is None or self._name is None:
            self._stream.flush()
            return
        try:
            self._stream.close()
            if kind is None:
                target = Path(self._name).resolve()  # through a link, to where it leads
                os.chmod(self._temporary, _mode(target))
                os.replace(self._temporary, target)
                self._temporary = None
        except OSError as failure:
            raise CommandError(f"{self._name}: cannot be written: {failure.strerror}", ExitStatus.FAILED) from failure
        finally:
            if self._temporary is not None:
                Path(self._temporary).unlink(missing_ok=True)


def refuse_own_input(output: str | None, names: Iterable[str]) -> None:
    """Raise `CommandError` where a command would write over what it reads."""
    if output in (None, "-"):
        return
    for name in names:
        if name != "-" and os.path.exists(str(output)) and os.path.exists(name):
            if os.path.samefile(name, str(output)):
                raise CommandError(f"-o {output} is an input; write to another file")


def _mode(target: Path) -> int:
    """The permissions of the file replaced, or those that a new file would get."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


class JsonLines:
    """One document object a line, flushed as it goes, so that an open pipe can be talked to."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def write(self, document: Document) -> None:
        self._target.write(dumps(document) + "\n")
        self._target.flush()

    def close(self) -> None:
        """Nothing stands behind the last line."""


class Json:
    """One document as it is, several as an array; indented, so that changes can be read in a diff."""

    def __init__(self, target: Target, many: bool) -> None:
        self._target = target
        self._many = many
        self._count = 0

    def write(self, document: Document) -> None:
        if self._many:
            self._target.write("[\n" if self._count == 0 else ",\n")
        self._target.write(dumps(document, indent=True))
        self._count += 1

    def close(self) -> None:
        if self._many:
            self._target.write("\n]\n" if self._count else "[]\n")
        elif self._count:
            self._target.write("\n")
