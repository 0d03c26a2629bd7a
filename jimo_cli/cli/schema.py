"""`jimo schema`: the JSON Schema of the output, or of rule files."""

from __future__ import annotations

from ..rulebook.schema import json_schema
from ..schema import document_schema
from ..wire import dumps_value
from .environment import Environment, ExitStatus


def run(what: str, env: Environment) -> ExitStatus:
    """Write the schema of a document, or of a rule file."""
    schema = document_schema() if what == "document" else json_schema()
    env.write(dumps_value(schema) + "\n")
    return ExitStatus.OK
