"""Parquet of one table, its columns typed, written by DuckDB (a fifth of the size of pyarrow to install)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ...extras import MissingError
from ...sql import Tables
from ..environment import CommandError
from ..outputs import Target

_AT_ONCE = 4 << 20  # bytes of documents that are held before they go into the table


class Parquet:
    """The rows of a table of all documents; the file is written at the end."""

    def __init__(self, target: Target, table: str) -> None:
        self._target = target
        self._table = table
        self._waiting: list[bytes] = []
        self._size = 0
        try:
            self._tables = Tables([table])
        except MissingError as error:
            raise CommandError(str(error)) from error

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
