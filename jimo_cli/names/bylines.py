"""Proposes the people of bylines: （记者 安歌 通讯员 秋水）, whatever their names look like.

Between what says that a name comes and the end of the byline stand names and nothing else, so that 安歌 and
平安 are people there. Where anything else stands as well (记者 从海关获悉), it is no byline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, final

from .segment import Proposal

RULE: Final = "people.byline"
_NAME: Final = "[\u3400-\u9fff]"
_BLANK: Final = "[ \u3000\u00a0]"
_APART: Final = "[ \u3000\u00a0\u3001\uff0c,/]"
_COST: Final = 3  # so cheap that no reading of the characters is cheaper
_SIZES: Final = (2, 3)  # characters of a name of which nothing else is asked
_LONGEST: Final = 120  # characters of a byline


@final
class Bylines:
    """Finds bylines by the word lists of the rules."""

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]], makers: Mapping[str, Any]) -> None:
        words = sorted(lists.get("byline", {}), key=lambda word: (-len(word), word))
        self._words = frozenset(words) if RULE in makers else frozenset()
        self._never = frozenset(lists.get("byline_never", {})) | frozenset(lists.get("title", {}))
        start = "|".join(map(re.escape, words))
        self._start = re.compile(f"[\uff08(]{_BLANK}*(?:[^\uff08\uff09()\n]{{0,8}}?)(?:{start})(?={_BLANK}|{_NAME})")
        self._line = re.compile(f"(?m)^{_BLANK}*(?:{start})(?:{_BLANK}|[:\uff1a])")
        self._part = re.compile(f"{_APART}+")

    def propose(self, text: str, proposals: dict[int, list[Proposal]]) -> None:
        """Add the names of every byline in a normalised text."""
        if not self._words:
            return
        for found in self._start.finditer(text):
            close = _first(text, "\uff09)", found.end())
            if close >= 0:
                self._names(text, found.end(), close, proposals)
        for found in self._line.finditer(text):
            end = text.find("\n", found.end())
            self._names(text, found.end(), end if end >= 0 else len(text), proposals)

    def _names(self, text: str, start: int, end: int, proposals: dict[int, list[Proposal]]) -> None:
        """Add the names of a byline, if names are all that it holds."""
        if end - start > _LONGEST:
            return
        spans: list[tuple[int, int]] = []
        at = start
        for part in self._part.split(text[start:end]):
            place = text.find(part, at) if part else at
            at = place + len(part)
            place += self._mark(part)
            if place == at:
                continue
            name = text[place:at]
            if len(name) not in _SIZES or name in self._never or not re.fullmatch(f"{_NAME}+", name):
                if not _is_long_name(name):
                    return
                continue
            spans.append((place, at))
        for place, stop in spans:
            name = text[place:stop]
            proposals.setdefault(place, []).append(Proposal(place, stop, "PERSON", RULE, _COST, name, ()))

    def _mark(self, part: str) -> int:
        """The length of what says at the beginning of a part that a name comes: 通讯员|秋水, 摄影."""
        for size in range(len(part), 1, -1):
            if part[:size] in self._words:
                return size
        return 0


def _is_long_name(name: str) -> bool:
    """Whether it can be a name that other ways find: 欧阳娜娜, 马克·布朗."""
    return len(name) == 4 or "\u00b7" in name


def _first(text: str, marks: str, start: int) -> int:
    found = [at for at in (text.find(mark, start, start + _LONGEST) for mark in marks) if at >= 0]
    return min(found, default=-1)
