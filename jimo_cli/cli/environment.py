"""The world as a command sees it: its streams, as one value that tests replace."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import BinaryIO, NamedTuple


class ExitStatus(IntEnum):
    """What the exit code of every command says."""

    OK = 0
    FAILED = 1  # some input failed; the rest came out
    USAGE = 2  # the options, the rules or the query are wrong
    INTERRUPTED = 130  # Ctrl-C
    TERMINATED = 143  # SIGTERM


class CommandError(Exception):
    """Something that ends a command: one line that says what, where, and how to fix it."""

    def __init__(self, message: str, status: ExitStatus = ExitStatus.USAGE) -> None:
        super().__init__(message)
        self.status = status


class Environment(NamedTuple):
    """Standard streams, in bytes: what is written does not depend on the locale."""

    stdin: BinaryIO
    stdout: BinaryIO
    stderr: BinaryIO
    stdin_is_terminal: bool = False
    stdout_is_terminal: bool = False
    stderr_is_terminal: bool = False

    @classmethod
    def system(cls) -> Environment:
        """The process's own."""
        return cls(
            sys.stdin.buffer,
            sys.stdout.buffer,
            sys.stderr.buffer,
            sys.stdin.isatty(),
            sys.stdout.isatty(),
            sys.stderr.isatty(),
        )

    def write(self, text: str) -> None:
        """Write to standard output, UTF-8, lone surrogates as escapes."""
        self.stdout.write(text.encode("utf-8", "backslashreplace"))

    def note(self, message: str) -> None:
        """One line on standard error. A name of a file may hold anything, so nothing in it acts on the terminal."""
        self.stderr.write(f"jimo: {visible(message)}\n".encode("utf-8", "backslashreplace"))
        self.stderr.flush()


def visible(text: str) -> str:
    """Text with control characters as escapes, and marks of writing direction gone from their work."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
