"""What a page is drawn on: plain lines for a pipe here, a terminal in `rich_surface`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from .formats.rows import pad, width

RIGHT, SHORT, FREE = "right", "short", "free"  # numbers; what is never broken; what may be

Cell = tuple[str, str]  # text and style
Span = tuple[int, int, str]  # start, end, style


class Head(NamedTuple):
    """The head of a column, and how the column is set."""

    text: str
    how: str


def filled(heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> tuple[list[Head], list[list[Cell]]]:
    """A table without the columns in which nothing stands."""
    kept = [at for at in range(len(heads)) if any(row[at][0] for row in rows)]
    return [heads[at] for at in kept], [[row[at] for at in kept] for row in rows]


class Surface(Protocol):
    """Takes lines, pieces, marked text and tables, and gives it all as one text."""

    width: int

    def line(self, text: str, style: str = "") -> None: ...

    def pieces(self, pieces: Sequence[Cell]) -> None: ...

    def marked(self, text: str, spans: Sequence[Span]) -> None: ...

    def table(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> None: ...

    def text(self) -> str: ...


class Plain:
    """Lines as long as they are, without styles: nothing is wrapped or cut off in a pipe."""

    width = 80

    def __init__(self) -> None:
        self._lines: list[str] = []

    def line(self, text: str, style: str = "") -> None:
        """One line."""
        self._lines.append(text.rstrip())

    def pieces(self, pieces: Sequence[Cell]) -> None:
        """One line of several styles."""
        self.line("".join(text for text, _ in pieces))

    def marked(self, text: str, spans: Sequence[Span]) -> None:
        """A text of several lines."""
        self._lines += text.split("\n")

    def table(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> None:
        """Columns side by side."""
        heads, rows = filled(heads, rows)
        cells = [[text for text, _ in row] for row in rows]
        if any(head.text for head in heads):
            cells.insert(0, [head.text for head in heads])
        widths = [max(map(width, column)) for column in zip(*cells)]
        for row in cells:
            self.line("  ".join(pad(text, size, head.how == RIGHT) for text, size, head in zip(row, widths, heads)))

    def text(self) -> str:
        """All lines."""
        return "".join(f"{line}\n" for line in self._lines)
