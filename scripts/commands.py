"""Writes docs/commands.md: what `jimo COMMAND -h` says of every command.

python scripts/commands.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from jimo_cli.cli.app import app

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "commands.md"
WIDTH = 100  # columns
HEAD = """\
# Commands

What `jimo COMMAND -h` says of every command. Written by `python scripts/commands.py`; a test keeps it so.

The options `--color`, `-q`, `-v` and `--debug` may stand before the command as well: `jimo --debug extract article.txt`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, *sections(typer.main.get_command(app), "jimo", None)]
    return "\n".join(parts)


def sections(command: Any, name: str, parent: Any) -> list[str]:
    """The section of a command, and those of the commands under it."""
    context = command.make_context(name, [], parent=parent, resilient_parsing=True, terminal_width=WIDTH)
    context.info_name = name
    told = command.get_help(context).rstrip()
    title = f"{'#' * (2 if parent is None else 1 + len(context.command_path.split()))} {context.command_path}"
    made = [f"{title}\n\n```text\n{told}\n```\n"]
    for below in command.list_commands(context) if hasattr(command, "list_commands") else ():
        made += sections(command.get_command(context, below), below, context)
    return made


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
