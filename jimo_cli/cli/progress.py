"""How far long work has come: one line on standard error, where a person watches and nothing else is shown."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from .common import flags
from .environment import Environment

Item = TypeVar("Item")
_QUIET_FOR = 1.0  # seconds
_BETWEEN = 0.2


def watched(items: Iterable[Item], env: Environment, elsewhere: bool = False) -> Iterator[Item]:
    """The items, counted as they pass.

    Silent with -q, where standard error is no terminal, in the first second, and where the output
    itself goes to the terminal (unless it is collected, or goes `elsewhere`).
    """
    if flags.quiet or not env.stderr_is_terminal or (env.stdout_is_terminal and not elsewhere):
        yield from items
        return
    begun = last = time.monotonic()
    shown = False
    try:
        for count, item in enumerate(items, 1):
            now = time.monotonic()
            if now - begun > _QUIET_FOR and now - last > _BETWEEN:
                last, shown = now, True
                env.stderr.write(f"\r{count} documents, {now - begun:.0f} s ".encode())
                env.stderr.flush()
            yield item
    finally:
        if shown:
            env.stderr.write(b"\r\x1b[K")
            env.stderr.flush()
