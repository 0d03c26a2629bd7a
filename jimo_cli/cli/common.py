"""The options that every command has: --color, -q, -v, --debug. They are declared once and read from `flags`.

They may stand before the command or behind it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from .environment import CommandError

if TYPE_CHECKING:
    from .environment import Environment

COLORS = ("auto", "always", "never")


@dataclass
class Flags:
    """What the options of every command say in this run."""

    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    debug: bool = False

    def reset(self) -> None:
        """As they are when nothing is said."""
        self.__init__()  # type: ignore[misc]

    def colored(self, env: Environment) -> bool:
        """Whether output is coloured: as --color says, else on a terminal unless NO_COLOR or TERM=dumb."""
        if self.color != "auto":
            return self.color == "always"
        return env.stdout_is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


flags = Flags()


def _keep(ctx: Any, param: Any, value: Any) -> Any:
    if value is not None and value is not False:
        if param.name == "color" and value not in COLORS:
            from ..spelling import suggest

            raise CommandError(f"--color {value!r} is none of {', '.join(COLORS)}{suggest(value, COLORS)}")
        setattr(flags, param.name, value)
    return value


def _option(*names: str, help: str, **more: Any) -> TyperOption:
    return TyperOption(param_decls=list(names), help=help, expose_value=False, callback=_keep, **more)


_SHARED = (
    _option("--color", metavar="WHEN", help="Colours: auto (on a terminal), always or never."),
    _option("--quiet", "-q", is_flag=True, help="No progress and no summary on stderr."),
    _option("--verbose", "-v", is_flag=True, help="Say on stderr what is done."),
    _option("--debug", is_flag=True, help="Show where in the code an error comes from."),
)


class Group(TyperGroup):
    """A group of commands that takes the shared options as well, before the command: jimo --debug extract a.txt."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params = [*self.params, *_SHARED]


class Command(TyperCommand):
    """A command with the shared options, and its examples one a line."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params = [*self.params, *_SHARED]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Examples as lines that can be copied."""
        if not self.epilog:
            return
        head, _, rest = self.epilog.partition(":")
        with formatter.section(head):
            for example in rest.split(" · "):
                formatter.write(f"  {example.strip()}\n")
