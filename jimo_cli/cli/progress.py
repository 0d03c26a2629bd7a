"""How far long work has come: one line on standard error, where a person watches and nothing else is shown."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ..model import Document
from .common import flags
from .environment import Environment

Item = TypeVar("Item")
_QUIET_FOR = 1.0  # seconds
_BETWEEN = 0.2


class Progress:
    """Counts documents as they pass, and says how many, how fast, and how long it will take yet.

    Silent with -q, where standard error is no terminal, in the first second, and where the output
    itself goes to the terminal (unless it is collected, or goes `elsewhere`). `total` is the size of
    all inputs in bytes; unknown, nothing is said of the end.
    """

    def __init__(self, env: Environment, elsewhere: bool = False, total: int = 0) -> None:
        self._env = env
        self._shown = False
        self.wanted = not flags.quiet and env.stderr_is_terminal and (elsewhere or not env.stdout_is_terminal)
        self.total = total
        self._count = self._skipped = self._skipped_through = 0
        self._begun = self._last = time.monotonic()

    def skip(self, through: int) -> None:
        """A document that was there already, up to so many bytes of the input."""
        self._skipped += 1
        self._skipped_through = through

    def step(self, through: int = 0) -> None:
        """One more document is done, which ends so many bytes into the inputs."""
        self._count += 1
        if not self.wanted:
            return
        now = time.monotonic()
        if now - self._begun > _QUIET_FOR and now - self._last > _BETWEEN:
            self._last, self._shown = now, True
            self._env.stderr.write(f"\r{self.told(now - self._begun, through)}\x1b[K".encode())
            self._env.stderr.flush()

    def told(self, taken: float, through: int) -> str:
        """The line that is shown after so many seconds."""
        parts = [f"{self._skipped + self._count:,} documents", f"{self._count / taken:,.0f} a second"]
        done, total = through - self._skipped_through, self.total - self._skipped_through
        if 0 < done <= total:
            parts += [f"{100 * through // self.total} %", f"{_duration(taken * (total - done) / done)} left"]
        else:
            parts.append(_duration(taken))
        return ", ".join(parts)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._shown = False
            self._env.stderr.write(b"\r\x1b[K")
            self._env.stderr.flush()


def _duration(seconds: float) -> str:
    """Seconds as a person says them.

    >>> _duration(7.4), _duration(100), _duration(7300)
    ('7 s', '1 min 40 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def watched(items: Iterable[Item], env: Environment, elsewhere: bool = False) -> Iterator[Item]:
    """The items, counted as they pass."""
    progress = Progress(env, elsewhere)
    try:
        for item in items:
            progress.step()
            yield item
    finally:
        progress.clear()


class Summary:
    """What a command has gone through, said at the end with -v."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._documents = self._mentions = self._facts = 0

    def add(self, document: Document) -> None:
        """Count a document and what is in it."""
        self.count(len(document.mentions), len(document.facts))

    def count(self, mentions: int, facts: int) -> None:
        """Count a document of which the numbers are known."""
        self._documents += 1
        self._mentions += mentions
        self._facts += facts

    def tell(self, env: Environment) -> None:
        """The sums, with -v."""
        if flags.verbose:
            counts = ((self._documents, "document"), (self._mentions, "mention"), (self._facts, "fact"))
            told = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
            env.note(f"{told} in {time.monotonic() - self._begun:.2f} s")
