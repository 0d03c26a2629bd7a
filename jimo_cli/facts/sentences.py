"""Units → sentences and clauses, as facts are read from them.

The headline is left out, and the dateline (新华社北京3月4日电（记者 李明）): who publishes is not what the text is
about. What stands in brackets is an aside, so that it does not come between an indicator and its value.
"""

from __future__ import annotations

from typing import Final, final

from ..model import Mention, NumberMention, TimeMention
from ..names.segment import MARK, NUMBER
from ..names.units import Unit

_LINE_MARKS: Final = frozenset("\n\r")
_OPEN: Final = frozenset("(\uff08[\u3010")
_CLOSE: Final = frozenset(")\uff09]\u3011")
# What a mark does.
_NOTHING: Final = 0
_BLANK: Final = 1
_OPENS: Final = 2
_ENDS_LINE: Final = 3
_ENDS_SENTENCE: Final = 4
_ENDS_CLAUSE: Final = 5
_LISTS: Final = 6
_KINDS: Final[dict[str, int]] = {
    **dict.fromkeys(_OPEN, _OPENS),
    **dict.fromkeys(_LINE_MARKS, _ENDS_LINE),
    **dict.fromkeys("\u3002\uff01!\uff1f?", _ENDS_SENTENCE),  # 。！？
    **dict.fromkeys("\uff0c,\uff1b;\uff1a:", _ENDS_CLAUSE),  # ，；：
    "\u3001": _LISTS,  # 、
}
_SEMICOLONS: Final = ("\uff1b", ";")
_LONGEST_ASIDE: Final = 60  # units
_LONGEST_DATELINE: Final = 12


@final
class Clause:
    """The units of a clause, what stands in brackets in it, and the mark that ends it."""

    __slots__ = ("asides", "mark", "units")

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.asides: list[list[Unit]] = []
        self.mark = ""

    @property
    def ends_part(self) -> bool:
        """Whether a semicolon ends it."""
        return self.mark in _SEMICOLONS


@final
class Sentence:
    """The clauses of a sentence, and all its units with their marks."""

    __slots__ = ("clauses", "ends_paragraph", "units")

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self.units: list[Unit] = []
        self.ends_paragraph = False


def sentences(units: list[Unit], body: int, mentions: dict[int, Mention], dateline: frozenset[str]) -> list[Sentence]:
    """The sentences of a text from the offset `body` on. `dateline` are the words that end a dateline."""
    found: list[Sentence] = []
    sentence, clause = Sentence(), Clause()
    at, size = 0, len(units)
    begins = True
    while at < size and units[at].start < body:
        at += 1
    while at < size:
        unit = units[at]
        if begins and not _is_blank(unit):
            begins = False
            after = _after_dateline(units, at, dateline)
            if after > at:
                at = after
                continue
        kind = _kind_of(unit) if unit.tag == MARK else _NOTHING
        if kind == _OPENS:
            close = _closing(units, at)
            if close > 0:
                clause.asides.append([inner for inner in units[at + 1 : close] if not inner.text.isspace()])
                sentence.units += units[at : close + 1]
                at = close + 1
                continue
        at += 1
        if kind == _LISTS and _parts_statements(units, at, mentions):
            kind = _ENDS_CLAUSE
        if kind == _ENDS_CLAUSE:
            _end_clause(sentence, clause, unit.text)
            clause = Clause()
            sentence.units.append(unit)
        elif kind in (_ENDS_LINE, _ENDS_SENTENCE):
            _end_clause(sentence, clause, unit.text)
            clause = Clause()
            if kind == _ENDS_SENTENCE:
                sentence.units.append(unit)
            if sentence.units:
                found.append(sentence)
                sentence = Sentence()
            if kind == _ENDS_LINE:
                begins = True
                if found:
                    found[-1].ends_paragraph = True
        elif kind != _BLANK:
            clause.units.append(unit)
            sentence.units.append(unit)
    _end_clause(sentence, clause, "")
    if sentence.units:
        found.append(sentence)
    return found


def headline(units: list[Unit], body: int, dateline: frozenset[str]) -> list[Unit]:
    """The units before the offset `body` that are no dateline, which may stand in a line of its own."""
    found: list[Unit] = []
    at, begins = 0, True
    while at < len(units) and units[at].start < body:
        after = _after_dateline(units, at, dateline) if begins else at
        if after > at:
            at = after
            continue
        begins = units[at].text in _LINE_MARKS
        found.append(units[at])
        at += 1
    return found


def _kind_of(mark: Unit) -> int:
    kind = _KINDS.get(mark.text)
    return kind if kind is not None else _BLANK if mark.text.isspace() else _NOTHING


def _is_blank(unit: Unit) -> bool:
    """Whether a unit is white space, which is a mark."""
    return unit.tag == MARK and unit.text.isspace()


def _end_clause(sentence: Sentence, clause: Clause, mark: str) -> None:
    if clause.units or clause.asides:
        clause.mark = mark
        sentence.clauses.append(clause)


def _closing(units: list[Unit], opening: int) -> int:
    """Where the bracket closes that opens at `opening`; -1 where it does not in its line."""
    depth = 0
    for at in range(opening, min(len(units), opening + _LONGEST_ASIDE)):
        text = units[at].text
        if text in _OPEN:
            depth += 1
        elif text in _CLOSE:
            depth -= 1
            if depth == 0:
                return at
        elif text in _LINE_MARKS:
            return -1
    return -1


def _after_dateline(units: list[Unit], first: int, dateline: frozenset[str]) -> int:
    """The end of a dateline that a paragraph begins with, brackets and blanks behind it included; else `first`."""
    at = first
    while at < min(len(units), first + _LONGEST_DATELINE):
        unit = units[at]
        if unit.text in dateline and at > first:
            at += 1
            if at < len(units) and units[at].text in _OPEN:
                at = _closing(units, at) + 1 or at
            while at < len(units) and units[at].text.isspace() and units[at].text not in _LINE_MARKS:
                at += 1
            return at
        if (unit.tag == MARK and not unit.text.isspace()) or unit.tag in ("v", "d", "p"):
            return first
        at += 1
    return first


def _parts_statements(units: list[Unit], after: int, mentions: dict[int, Mention]) -> bool:
    """Whether the list mark before `after` stands between two statements: 顺德区31例、南海区19例."""
    if after < 2 or after >= len(units) or not _is_figure(units[after - 2], mentions):
        return False
    if _is_figure(units[after], mentions):
        return False  # 3.5亿元、2.8亿元
    for unit in units[after:]:
        if unit.tag == MARK and not unit.text.isspace() and unit.text not in _QUOTES:
            return False
        if _is_figure(unit, mentions):
            return True
    return False


_QUOTES: Final = frozenset("\u201c\u201d\u300a\u300b\u2018\u2019\u00b7")


def _is_figure(unit: Unit, mentions: dict[int, Mention]) -> bool:
    if unit.tag != NUMBER:
        return False
    mention = mentions.get(unit.start)
    return isinstance(mention, NumberMention) or (isinstance(mention, TimeMention) and mention.timex == "DURATION")
