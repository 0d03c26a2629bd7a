"""Whether a name is a short form of a longer one: 海智源, 市疾控中心, 成都中院.

A short form drops what a name begins with (the place) or ends in (the legal form), or it takes some
characters of it in order. What goes on differently is a part or another thing: 中国农业银行襄阳分行
is not 中国农业银行, and 中国建设银行 not a longer 中国银行.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, final

from .lexicon import Lexicon

_LONGEST: Final = 6  # characters of an abbreviation
_PLACE_SIZES: Final = (5, 4, 3, 2)
_START: Final = 2  # characters that stand together at the start of an abbreviation

Lists = Mapping[str, Mapping[str, Mapping[str, Any]]]


@final
class ShortForms:
    """Compares names by the word lists of the rules."""

    def __init__(self, lists: Lists, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._ends = frozenset(lists.get("name_end", {}))
        self._longest_first = tuple(sorted(self._ends, key=lambda end: -len(end)))
        self._parts = tuple(lists.get("part_end", {}))
        self._generic = tuple(lists.get("body_generic", {}))
        self._session = _sessions(lists)
        self.levels = frozenset(lists.get("place_level", {}))

    def is_short(self, short: str, full: str, known: bool) -> bool:
        """Whether `short` is cut from `full`; `known` ones, which a list has as they are, are cut less freely."""
        size = len(short)
        if not _START <= size < len(full):
            return False
        at = full.find(short)
        if at < 0:
            if known or not _START < size <= _LONGEST or not _runs_through(short, full, 0):
                return False
            return self._is_abbreviation(short, full)
        rest = full[at + size :]
        if not rest:
            return True
        return (at == 0 or self._are_places(full[:at])) and self._falls_away(rest, known)

    def _falls_away(self, rest: str, known: bool) -> bool:
        """Whether a name may do without an end: 生命科技有限公司, but neither 襄阳分行 nor 上海公司."""
        if rest in self._ends:
            return True
        if known or rest.endswith(self._parts) or self._place_at(rest, 0):
            return False
        return any(rest.endswith(end) for end in self._ends)

    def _is_abbreviation(self, short: str, full: str) -> bool:
        core = self._without_generic(full)
        if core.endswith(short):
            return True
        at = core.find(short[:_START])
        if at >= 0:
            start, left = at + _START, short[_START:]
            if at and not self._are_places(core[:at]):
                return False
            if self.is_place(short[:_START]):  # 成都市|中级人民法院: the next word must be there as well
                start += core[start : start + 1] in self.levels
                if core[start : start + 1] != left[0]:
                    return False
        elif short[0] == core[0] and core[_START : _START + 1] == short[1]:  # 中石油 of 中国|石油
            start, left = _START, short[1:]
        else:
            return False
        return _runs_through(left, core, start) and short[-1] in (core[-1], self._stripped(core)[-1])

    def _without_generic(self, full: str) -> str:
        for word in self._generic:
            full = full.replace(word, "")
        # The numeral alone: the characters before it belong to the place (宜昌市|七届).
        return self._session.sub("", full, count=1)

    def _stripped(self, name: str) -> str:
        for end in self._longest_first:
            if name.endswith(end) and len(name) > len(end):
                return name[: -len(end)]
        return name

    # -- places

    def is_place(self, word: str) -> bool:
        """Whether a list has a word as the name of a place."""
        entry = self._lexicon.get(word)
        return entry is not None and any(sense.type == "GPE" for sense in entry.senses)

    def _place_at(self, name: str, at: int) -> int:
        """The length of the place that a name has at `at`; 0 for none."""
        for size in _PLACE_SIZES:
            if at + size <= len(name) and self.is_place(name[at : at + size]):
                return size
        return 0

    def _are_places(self, name: str) -> bool:
        """Whether places are all that a stretch of a name holds, the last without its 市 or not."""
        at = 0
        while at < len(name):
            size = self._place_at(name, at)
            if size == 0:
                return name[at:] in self.levels
            at += size
        return True

    def without_places(self, name: str) -> str:
        """A name without the places that it begins with."""
        at = 0
        size = self._place_at(name, at)
        while size and at + size < len(name):
            at += size
            size = self._place_at(name, at)
        return name[at:]

    def places_in(self, name: str) -> list[tuple[int, str]]:
        """The places that stand in a name, with where: 四川省 in 中国人民银行四川省分行."""
        found: list[tuple[int, str]] = []
        at = 0
        while at < len(name):
            size = self._place_at(name, at)
            if size:
                found.append((at, name[at : at + size]))
            at += size or 1
        return found

    def place_before(self, name: str, what: str) -> str:
        """The place of a level that a name begins with: 青岛市 of 青岛市统计局 for 市."""
        at = 0
        while at < len(name):
            size = self._place_at(name, at)
            if size == 0:
                return ""
            at += size
            if name[:at].endswith(what):
                return name[:at]
        return ""


def _sessions(lists: Lists) -> re.Pattern[str]:
    """第七届, 七届: the numeral of a name's session."""
    parts: dict[str, str] = dict.fromkeys(("ordinal", "digits", "end"), "")
    for word, entry in lists.get("session_word", {}).items():
        parts[str(entry["part"])] += word
    return re.compile("[{ordinal}]?[{digits}]{{1,3}}[{end}]".format(**parts) if all(parts.values()) else r"(?!)")


def _runs_through(short: str, full: str, at: int) -> bool:
    """Whether the characters stand in a name in this order, from `at` on."""
    for character in short:
        at = full.find(character, at) + 1
        if at == 0:
            return False
    return True
