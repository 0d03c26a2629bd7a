"""Standard input of which it can be asked whether there is a line, so that who waits for an answer gets it."""

from __future__ import annotations

import io
import os
from typing import Any, BinaryIO

_PIECE = 1 << 16


class Talk(io.RawIOBase):
    """A stream for `open`, of bytes that were read by file descriptor as far as they were there.

    `number` is the file descriptor to wait on, None where there is none (then all is taken to be there).
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.number: int | None
        try:
            self.number = stream.fileno() if os.name == "posix" else None
        except OSError:
            self.number = None
        self._waiting = bytearray()
        self._ended = False

    def readable(self) -> bool:
        return True

    def ready(self) -> bool:
        """Whether a line, or the end, is there."""
        from multiprocessing.connection import wait

        while self.number is not None and not self._ended and b"\n" not in self._waiting:
            if not wait([self.number], 0):
                return False
            self._take()
        return True

    def _take(self) -> None:
        assert self.number is not None
        data = os.read(self.number, _PIECE)
        self._waiting += data
        self._ended = not data

    def readinto(self, buffer: Any) -> int:
        """Up to the end of the line that is there, so that no buffer in front of this holds another."""
        if self.number is None:
            data = self._stream.read(len(buffer))
        else:
            while not self._waiting and not self._ended:
                self._take()
            end = self._waiting.find(b"\n") + 1 or len(self._waiting)
            data = bytes(self._waiting[: min(end, len(buffer))])
            del self._waiting[: len(data)]
        buffer[: len(data)] = data
        return len(data)
