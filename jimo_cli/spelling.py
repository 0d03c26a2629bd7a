"""Did you mean …? For names that users type: types, fields, classes, rule ids, formats."""

from __future__ import annotations

from collections.abc import Iterable


def suggest(word: str, known: Iterable[str]) -> str:
    """` (did you mean …?)` for a misspelt name, or nothing.

    >>> suggest("patern", ["pattern", "shape"])
    " (did you mean 'pattern'?)"
    """
    import difflib

    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" (did you mean {close[0]!r}?)" if close else ""
