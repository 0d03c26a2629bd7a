"""`jimo schema`: the JSON Schema of the output, or of rule files."""

from __future__ import annotations

from ..rulebook.schema import json_schema
from ..schema import document_schema
from ..tables import TABLES
from ..wire import dumps_value
from .environment import Environment, ExitStatus


def run(what: str, env: Environment) -> ExitStatus:
    """Write the schema of a document, or of a rule file."""
    schema = document_schema() if what == "document" else json_schema()
    env.write(dumps_value(schema) + "\n")
    return ExitStatus.OK


def print_tables(env: Environment) -> ExitStatus:
    """The tables that CSV, Parquet and SQL have, with types and meanings of their columns."""
    for table in TABLES.values():
        env.write(f"{table.name}\n")
        for column in table.columns:
            env.write(f"  {column.name:15} {column.type:10} {column.meaning}\n")
        env.write("\n")
    return ExitStatus.OK
