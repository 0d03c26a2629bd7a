"""One file an output format: what documents, or the rows of a query, are written as."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from ...model import Document
from ..outputs import Json, Pieces, Target, json_line, json_page

DOCUMENT_FORMATS = ("json", "jsonl", "csv", "parquet", "html")
TABLE_NAMES = ("facts", "mentions", "entities", "roles", "docs")


class Writer(Protocol):
    """Takes documents as they come, each as its `renderer` has made it, and is told when there are no more."""

    def write(self, data: bytes) -> None: ...

    def close(self) -> None: ...


def renderer(format_: str, table: str = "facts") -> Callable[[Document], bytes]:
    """The function that makes of a document what its writer takes; it may be called in another process.

    What is seldom used is loaded when it is.
    """
    if format_ == "csv":
        from .csv import csv_rows

        return partial(csv_rows, table)
    if format_ == "parquet":
        from ...sql import row_source

        return row_source
    return json_line if format_ in ("jsonl", "html") else json_page


def writer_for(format_: str, target: Target, many: bool, table: str = "facts", bom: bool = False) -> Writer:
    """The writer of a format."""
    if format_ == "jsonl":
        return Pieces(target)
    if format_ == "csv":
        from .csv import head

        return Pieces(target, head(table, bom))
    if format_ == "parquet":
        from ..folder import Folder
        from .parquet import Parquet, ParquetFolder

        if isinstance(target, Folder):
            return ParquetFolder(target, table)
        return Parquet(target, table)
    if format_ == "html":
        from .html import Page

        return Page(target)
    return Json(target, many)
