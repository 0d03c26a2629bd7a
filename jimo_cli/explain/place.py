"""Everything that was read at one place of a text."""

from __future__ import annotations

from collections.abc import Iterator

from ..extractor import Extractor, Found
from ..trace import Trace
from . import numbers
from .names import Names
from .sources import Sources


def explain(extractor: Extractor, found: Found, trace: Trace, start: int, end: int) -> Iterator[str]:
    """Lines on every number, time and name that was read between two offsets of an analysed text."""
    nothing = True
    names = Names(extractor, found, trace, Sources(extractor.rules.paths))
    for lines in (numbers.explain(extractor, found, start, end), names.tell(start, end)):
        for line in lines:
            nothing = False
            yield line
    if nothing:
        yield f"nothing was read at {start}–{end}: no rule matches there"
