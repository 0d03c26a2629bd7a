"""Options that several commands have, and what the shell completes in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, get_args

import typer

RulesOption = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="PATH", help="A rule file or folder on top of the built-in rules; repeatable."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The encoding of the input; without it UTF-8, UTF-16 (by its mark) or GB18030."),
]
RefOption = Annotated[
    str | None,
    typer.Option("--ref", metavar="DATE", help="What relative times are resolved against: 2019-10-30."),
]
FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILES]...", help="Saved documents (.json, .jsonl) or texts; none or - is stdin."),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout.")
]
PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[PATHS]...", help="Rule files or folders; none is the built-in rules.")
]


def _matching(names: Iterable[str], incomplete: str) -> list[str]:
    """The names that go on from what is typed; of a list with commas, its last item."""
    head, comma, last = incomplete.rpartition(",")
    return [f"{head}{comma}{name}" for name in names if name.lower().startswith(last.lower())]


def complete_types(incomplete: str) -> list[str]:
    from ..model import MENTION_TYPES

    return _matching(MENTION_TYPES, incomplete)


def complete_kinds(incomplete: str) -> list[str]:
    from ..model import FactKind

    return _matching(get_args(FactKind), incomplete)


def complete_statuses(incomplete: str) -> list[str]:
    from ..model import Status

    return _matching(get_args(Status), incomplete)


def complete_rules(incomplete: str) -> list[str]:
    from .rules import identities

    return _matching(identities(), incomplete)
