"""One file an output format: what documents, or the rows of a query, are written as."""

from __future__ import annotations

from typing import Protocol

from ...model import Document
from ..outputs import Json, JsonLines, Target

DOCUMENT_FORMATS = ("json", "jsonl", "csv", "parquet")
TABLE_NAMES = ("facts", "mentions", "entities", "roles", "docs")


class Writer(Protocol):
    """Takes documents as they come, and is told when there are no more."""

    def write(self, document: Document) -> None: ...

    def close(self) -> None: ...


def writer_for(format_: str, target: Target, many: bool, table: str = "facts", bom: bool = False) -> Writer:
    """The writer of a format; those that are seldom used are loaded when they are."""
    if format_ == "jsonl":
        return JsonLines(target)
    if format_ == "csv":
        from .csv import Csv

        return Csv(target, table, bom)
    if format_ == "parquet":
        from .parquet import Parquet

        return Parquet(target, table)
    return Json(target, many)
