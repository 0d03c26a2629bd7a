"""Proposes the people of bylines: （记者 安歌 通讯员 秋水）, whatever their names look like.

Between what says that a name comes and the end of the byline stand names and nothing else, so that 安歌 and
平安 are people there. Where anything else stands as well (记者 从海关获悉), it is no byline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, final

from ..text import is_han
from .segment import Proposal

RULE: Final = "people.byline"
_APART: Final = "\u3000\u00a0\u3001\uff0c,/"  # what stands between names, besides a blank
_OPEN: Final = "\uff08("
_CLOSE: Final = "\uff09)"
_COLONS: Final = ":\uff1a"
_BLANKS: Final = " \u3000\u00a0"
_BEFORE: Final = 8  # characters between a bracket and what says that a name comes: （本报记者
_COST: Final = 3  # so cheap that no reading of the characters is cheaper
_SIZES: Final = (2, 3)  # characters of a name of which nothing else is asked
_LONGEST: Final = 120  # characters of a byline


@final
class Bylines:
    """Finds bylines by the word lists of the rules."""

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]], makers: Mapping[str, Any]) -> None:
        words = lists.get("byline", {}) if RULE in makers else {}
        self._words = frozenset(words)
        self._longer = _by_their_core(words)
        self._never = frozenset(lists.get("byline_never", {}))

    def propose(self, text: str, proposals: dict[int, list[Proposal]]) -> None:
        """Add the names of every byline in a normalised text."""
        done = 0  # where the byline that was read last ends
        for start, end in self._marks(text):
            if start < done:
                continue
            stop = self._end(text, start, end)
            if stop > end:
                self._names(text, end, stop, proposals)
                done = stop

    def _marks(self, text: str) -> list[tuple[int, int]]:
        """Where a word stands that says that a name comes, in text order; the longest of those that end together."""
        found: dict[int, int] = {}
        for core, longer in self._longer.items():
            at = text.find(core)
            if at < 0:
                continue
            for word in longer:
                at = text.find(word)
                while at >= 0:
                    end = at + len(word)
                    found[end] = min(at, found.get(end, at))
                    at = text.find(word, end)
        return sorted([(start, end) for end, start in found.items()])

    @staticmethod
    def _end(text: str, start: int, end: int) -> int:
        """Where the byline ends that such a word begins: at its bracket or, if it begins a line, with that; else 0."""
        for at in range(start - 1, max(-1, start - _BEFORE - 1), -1):
            character = text[at]
            if character in _OPEN:
                stops = [stop for stop in (text.find(mark, end, end + _LONGEST) for mark in _CLOSE) if stop >= 0]
                return min(stops, default=0)
            if character in _CLOSE or character == "\n":
                break
        head = text[max(0, start - _BEFORE) : start]
        if head.strip(_BLANKS + "\n") or (len(head) == _BEFORE and "\n" not in head):
            return 0
        if end == len(text) or text[end] not in _BLANKS + _COLONS:
            return 0
        stop = text.find("\n", end, end + _LONGEST)
        return stop if stop >= 0 else len(text)

    def _names(self, text: str, start: int, end: int, proposals: dict[int, list[Proposal]]) -> None:
        """Add the names of a byline, if names are all that it holds."""
        if end - start > _LONGEST:
            return
        spans: list[tuple[int, int]] = []
        inside = text[start:end].lstrip(_COLONS)
        for mark in _APART:
            inside = inside.replace(mark, " ")
        at = end - len(inside)
        for part in inside.split(" "):
            place, at = at, at + len(part) + 1
            place += self._mark(part)
            stop = at - 1
            if place >= stop:
                continue
            name = text[place:stop]
            if len(name) in _SIZES and name not in self._never and is_han(name):
                spans.append((place, stop))
            elif not _is_long_name(name):
                return
        for place, stop in spans:
            name = text[place:stop]
            proposals.setdefault(place, []).append(Proposal(place, stop, "PERSON", RULE, _COST, name, ()))

    def _mark(self, part: str) -> int:
        """The length of what says at the beginning of a part that a name comes: 通讯员|秋水, 摄影."""
        for size in range(len(part), 1, -1):
            if part[:size] in self._words:
                return size
        return 0


def _by_their_core(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by the shortest one that they hold, itself among them: where that is not, none of them is."""
    longer: dict[str, list[str]] = {}
    for word in sorted(words, key=len):
        core = next((core for core in longer if core in word), word)
        longer.setdefault(core, []).append(word)
    return longer


def _is_long_name(name: str) -> bool:
    """Whether it can be a name that other ways find: 欧阳娜娜, 马克·布朗."""
    return len(name) == 4 or "\u00b7" in name
