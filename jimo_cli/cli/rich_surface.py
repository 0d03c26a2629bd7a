"""A terminal, drawn with rich: it wraps by the width of Chinese characters, and has colours."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .surface import RIGHT, SHORT, Cell, Head, Span, filled

_UNWRAPPED = 1 << 20  # a width that nothing reaches, for coloured output in a pipe


class Rich:
    """Everything goes into `rich.text.Text`, in which no markup is read."""

    def __init__(self, colored: bool, terminal: bool) -> None:
        self.width = shutil.get_terminal_size((80, 24)).columns
        self._terminal = terminal
        self._buffer = io.StringIO()
        self._console = Console(
            file=self._buffer,
            force_terminal=colored,
            color_system="256" if colored else None,
            no_color=not colored,
            width=self.width if terminal else _UNWRAPPED,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def _print(self, content: Text | Table) -> None:
        self._console.print(content, soft_wrap=not self._terminal)

    def line(self, text: str, style: str = "") -> None:
        """One line."""
        self._print(Text(text, style=style))

    def pieces(self, pieces: Sequence[Cell]) -> None:
        """One line of several styles."""
        self._print(Text.assemble(*pieces))

    def marked(self, text: str, spans: Sequence[Span]) -> None:
        """A text with styles on stretches of it."""
        shown = Text(text)
        for start, end, style in spans:
            shown.stylize(style, start, end)
        self._print(shown)

    def table(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> None:
        """Columns side by side, in the width of the terminal: free ones are folded, the others are not."""
        heads, rows = filled(heads, rows)
        table = Table(
            box=None,
            pad_edge=False,
            padding=(0, 2, 0, 0),
            header_style="dim",
            show_header=any(head.text for head in heads),
        )
        for head in heads:
            table.add_column(
                head.text,
                justify="right" if head.how == RIGHT else "left",
                no_wrap=head.how in (SHORT, RIGHT),
                overflow="fold",
            )
        for row in rows:
            table.add_row(*(Text(text, style=style) for text, style in row))
        self._print(table)

    def text(self) -> str:
        """All that was drawn, without the blanks that columns are filled up with."""
        return "".join(f"{line.rstrip()}\n" for line in self._buffer.getvalue().split("\n")[:-1])
