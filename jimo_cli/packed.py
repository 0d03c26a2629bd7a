"""Packed bytes → bytes: gzip and zstd, told by how they begin and never by their name.

What is packed may be an attack: a few kilobytes of zeros that unpack to terabytes. So a document
may unpack to `MAX_UNPACKED` bytes, and a stream of many documents to that and `MAX_RATIO` times its
own size; news packs to a fifth. zstd is in Python from 3.14 on, before that in `jimo[zstd]`.
"""

from __future__ import annotations

import gzip
import io
import zlib
from functools import cache
from typing import Any, BinaryIO, Final, cast

from .extras import MissingError
from .text import DecodeError

MAX_UNPACKED: Final = 256 << 20
MAX_RATIO: Final = 200

GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
_WINDOW: Final = 27  # zstd: 128 MiB at the most, as its own command has it
_PIECE: Final = 1 << 10  # packed bytes given to zstd at once: they may become 32 MiB


def is_packed(head: bytes) -> bool:
    """Whether bytes begin as gzip or zstd does."""
    return head.startswith((GZIP, ZSTD))


def check_zstd() -> None:
    """Raise `MissingError` where zstd cannot be unpacked."""
    _zstd()


def unpack(data: bytes, limit: int = MAX_UNPACKED) -> bytes:
    """Bytes unpacked where they are gzip or zstd. Raises `DecodeError` for what is damaged or too large."""
    if not is_packed(data):
        return data
    unpacked = opened(io.BytesIO(data)).read(limit + 1)
    if len(unpacked) > limit:
        raise DecodeError(f"unpacks to more than {limit >> 20} MiB")
    return unpacked


def opened(stream: BinaryIO) -> BinaryIO:
    """A stream to read from: the stream itself, buffered, or what it unpacks to.

    Reading raises `DecodeError` where the packed data are damaged, or unpack to too much.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Lent(stream))
    head = buffered.peek(4)
    counted = _Counted(buffered)
    if head.startswith(GZIP):
        return io.BufferedReader(_Unpacking(gzip.GzipFile(fileobj=cast(Any, counted)), counted, "gzip"), 1 << 16)
    if head.startswith(ZSTD):
        return io.BufferedReader(_Unpacking(_Zstd(counted), counted, "zstd"), 1 << 16)
    return buffered


class _Lent(io.RawIOBase):
    """A stream that is not closed with the buffer in front of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Counted:
    """A stream that knows how much was read of it; a pipe does not."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Unpacking(io.RawIOBase):
    """What a packed stream unpacks to, watched."""

    def __init__(self, inner: Any, packed: _Counted, kind: str) -> None:
        self._inner = inner
        self._packed = packed
        self._kind = kind
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read1(len(buffer))
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise DecodeError(f"damaged {self._kind} data ({error})") from error
        self._count += len(data)
        if self._count > MAX_UNPACKED and self._count > MAX_RATIO * self._packed.count:
            raise DecodeError(f"unpacks to more than {MAX_RATIO} times its size, which no text does")
        buffer[: len(data)] = data
        return len(data)


class _Zstd:
    """Frames of zstd, one behind the other, by whichever module there is."""

    def __init__(self, stream: _Counted) -> None:
        self._stream = stream
        self._new, self._error = _zstd()
        self._frame: Any = self._new()
        self._begun = False
        self._rest = b""  # packed
        self._ready = b""  # unpacked
        self._at = 0

    def read1(self, size: int) -> bytes:
        """Some bytes, or none at the end. Raises `EOFError` where a frame is cut off, `ValueError` where it is wrong."""
        while self._at >= len(self._ready):
            if self._frame.eof:
                self._rest = self._frame.unused_data
                self._frame, self._begun = self._new(), False
            piece = self._rest or self._stream.read(_PIECE)
            self._rest = b""
            if not piece:
                if self._begun:
                    raise EOFError("it ends in the middle")
                return b""
            self._begun = True
            try:
                self._ready, self._at = self._frame.decompress(piece), 0
            except self._error as error:
                raise ValueError(str(error)) from error
        found = self._ready[self._at : self._at + size]
        self._at += len(found)
        return found


@cache
def _zstd() -> tuple[Any, type[Exception]]:
    """What makes a decompressor of one frame, and the error that it raises. Raises `MissingError`."""
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]

        options = {zstd.DecompressionParameter.window_log_max: _WINDOW}
        return lambda: zstd.ZstdDecompressor(options=options), zstd.ZstdError
    except ImportError:
        pass
    try:
        import zstandard
    except ImportError as error:
        raise MissingError("zstd needs zstandard: pip install 'jimo[zstd]'") from error
    made = zstandard.ZstdDecompressor(max_window_size=1 << _WINDOW)
    return made.decompressobj, zstandard.ZstdError
