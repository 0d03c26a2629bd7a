"""Parquet, its columns typed, written by DuckDB (a fifth of the size of pyarrow to install).

A file holds one table, and is made at the end. A folder is for what is too much for that: it gets one part after the
other, so that memory stays flat, and can hold all tables, each in a folder of its own.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from ...extras import MissingError
from ...sql import Tables
from ...tables import TABLES
from ..environment import CommandError
from ..folder import Folder
from ..outputs import Target, writing
from ..stop import whole

_AT_ONCE = 4 << 20  # bytes of documents that are held before they go into the table
_PART = 64 << 20  # bytes of documents in one part of a folder: some 15,000 articles


class Parquet:
    """The rows of a table of all documents; the file is written at the end."""

    def __init__(self, target: Target, table: str) -> None:
        self._target = target
        self._table = table
        self._waiting: list[bytes] = []
        self._size = 0
        self._tables = _tables([table])

    def write(self, data: bytes) -> None:
        """Take a document; its text is not needed for any table."""
        self._waiting.append(data)
        self._size += len(data)
        if self._size >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._tables.add_lines(self._waiting)
        self._waiting.clear()
        self._size = 0

    def close(self) -> None:
        """Write the file."""
        self._flush()
        with self._tables as tables, tempfile.TemporaryDirectory(prefix="jimo-") as folder:
            path = Path(folder) / "table.parquet"
            tables.write_parquet(self._table, path)
            self._target.write_bytes(path.read_bytes())


def _tables(names: list[str]) -> Tables:
    try:
        with whole():  # a signal that raises while DuckDB is imported would abort the process
            return Tables(names)
    except MissingError as error:
        raise CommandError(str(error)) from error


class ParquetFolder:
    """The rows of one table, or of each, in parts."""

    def __init__(self, folder: Folder, table: str) -> None:
        self._folder = folder
        self._names = list(TABLES) if table == "all" else [table]
        self._places = {name: folder.path / name if table == "all" else folder.path for name in self._names}
        for place in self._places.values():
            place.mkdir(exist_ok=True)
        self._waiting: list[bytes] = []
        self._size = self._in_part = self._part = 0
        self._tables = _tables(self._names)

    def write(self, data: bytes) -> None:
        """Take a document."""
        self._waiting.append(data)
        self._size += len(data)
        if self._size >= _AT_ONCE:
            self._flush()
            if self._in_part >= _PART:
                self._write_part()
                self._tables = _tables(self._names)

    def _flush(self) -> None:
        with writing(self._folder.name):
            self._tables.add_lines(self._waiting)
        self._waiting.clear()
        self._in_part += self._size
        self._size = 0

    def _write_part(self) -> None:
        with self._tables as tables, writing(self._folder.name):
            for name, place in self._places.items():
                tables.write_parquet(name, place / f"part-{self._part:05}.parquet")
        self._part += 1
        self._in_part = 0

    def close(self) -> None:
        """Write the last part, which may be empty if it is the first."""
        self._flush()
        if self._in_part or not self._part:
            self._write_part()
