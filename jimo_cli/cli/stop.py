"""Ctrl-C and SIGTERM: what is being written is finished first, what is being computed is not."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Terminated(BaseException):
    """SIGTERM has come. Like `KeyboardInterrupt`, it is no `Exception`."""


_writing = False
_come: int | None = None  # while something was being written


@contextmanager
def whole() -> Iterator[None]:
    """What is in here is done to its end. If that waits for somebody, a second signal ends it all the same."""
    global _writing, _come
    _writing, before = True, _writing
    try:
        yield
    finally:
        _writing = before
    if not before and _come is not None:
        number, _come = _come, None
        _stop(number)


def listen() -> None:
    """Take the two signals from here on, unless the process was told to ignore them."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _heard)


def _heard(number: int, frame: FrameType | None) -> None:
    global _come
    if _writing and _come is None:
        _come = number
    else:
        _stop(number)


def _stop(number: int) -> None:
    raise KeyboardInterrupt if number == signal.SIGINT else Terminated
