"""Adverbials: a preposition with what hangs on it, which stands between the parts of a statement and is none of them.

为小微企业 in 双方为小微企业提供贷款, 在17个市州中 in 襄阳在17个市州中排名第二. What a partner word leads in front of a
noun is no adverbial but part of the indicator: 对哈出口.
"""

from __future__ import annotations

from typing import Final

from ..names.classes import AND, ETC, LOCALIZER, NOUN, OF
from ..names.segment import MARK
from ..names.units import Unit
from .phrases import is_noun, is_verb
from .piece import TIME, Piece

_PLACES: Final = ("GPE", "LOC", "FAC")
_FARTHEST: Final = 14  # units between a preposition and the word of place that closes it
_DOING: Final = ("act", "do", "event", "light", "say", "turn", "rank_at", "level", "took")


def adverbials(units: list[Unit], pieces: list[Piece]) -> list[tuple[int, int]]:
    """The ranges of units that are adverbials, in text order and disjoint."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(units) - 1:
        kind = _kind(units[at])
        end = _end(units, pieces, at, kind) if kind else at
        if end > at + 1:
            found.append((at, end))
            at = end
        else:
            at += 1
    return found


def _kind(unit: Unit) -> str:
    """What sort of adverbial a word leads: at, from, for, by, with, partner; empty for none."""
    return "" if unit.type else next(iter(unit.ways("preposition")), "")


def _end(units: list[Unit], pieces: list[Piece], at: int, kind: str) -> int:
    """Where the adverbial ends that begins at `at`; `at` where it is none."""
    following = pieces[at + 1]
    if following.has("count") and kind in ("for", "partner"):
        return _counted_end(units, pieces, at)
    if following.is_value and kind != "at":
        return at  # 由3%增至5%, 以3亿元居首
    closed = _localizer(units, pieces, at)
    if closed > at:
        return closed
    if following.is_value:
        return at
    if kind == "at":
        return _place_end(units, at)
    verb = _next_verb(units, pieces, at + 1)
    if verb < 0:
        # 从欧盟|进口汽车2万辆, but 自欧盟进口|2万亿元
        apart = kind == "from" and units[at + 1].type == "GPE" and not _is_stated(pieces, at + 3)
        return at + 2 if apart else at
    last = verb - 1
    while last > at + 1 and (pieces[last].has(TIME) or pieces[last].has("than")):
        last -= 1  # 对美元汇率|较上年末|升值2.4%
    if kind in ("partner", "from") and _is_stated(pieces, verb) and last > at + 1 and is_noun(units[last]):
        return at  # 对东盟出口|增长3.6%: all of it is the indicator
    if kind == "with" and not any(is_verb(unit) for unit in units[at + 1 : verb + 1]) and not pieces[verb].has("act"):
        return at
    return verb


def _is_stated(pieces: list[Piece], at: int) -> bool:
    """Whether a figure, or what it is or has done, stands in a place."""
    return at < len(pieces) and (pieces[at].is_value or pieces[at].has("level") or pieces[at].has("turn"))


def _localizer(units: list[Unit], pieces: list[Piece], at: int) -> int:
    """The end of 在…中, 从…里, 在…的情况下."""
    for place in range(at + 1, min(len(units), at + _FARTHEST)):
        unit = units[place]
        if unit.tag == MARK and not unit.text.isalnum() and unit.text not in _QUOTES:
            return at
        if place > at + 1 and unit.is_word(LOCALIZER):
            if place + 1 < len(units) and units[place + 1].is_word(OF):
                continue
            return place + 1
        if pieces[place].is_value and place + 1 < len(units) and not is_noun(units[place + 1]):
            return at
    return at


def _counted_end(units: list[Unit], pieces: list[Piece], at: int) -> int:
    """The end of those whom something is done for, or with: 为23.8万名劳动者|追发工资, 对217家企业|开展帮扶."""
    end = at + 2
    for place in range(at + 2, len(units) - 2):
        if units[place].is_word(OF) and pieces[place + 1].has("count"):
            end = place + 2  # 对6个产业的16家|企业
        elif not is_noun(units[place]):
            break
    while end < len(units) and (is_noun(units[end]) or units[end].tag in ("a", "b")) and not pieces[end].is_value:
        if any(pieces[end].has(name) for name in _DOING) and not units[end].is_word(NOUN):
            break
        end += 1
    if pieces[end - 1].is_value or end >= len(units):
        return at
    return end if is_verb(units[end]) or any(pieces[end].has(name) for name in _DOING) else at


def _place_end(units: list[Unit], at: int) -> int:
    """The end of the place behind 在: 在西安, 在北京人民大会堂, 在市人民医院、中心医院."""
    end = at + 1
    while end < len(units) and (
        _is_place(units[end]) or (end + 1 < len(units) and units[end].is_word(AND) and _is_place(units[end + 1]))
    ):
        end += 1
    named = end
    if named > at + 1 and not (end < len(units) and units[end].is_word(AND)):
        return named
    while end < len(units) and (
        (is_noun(units[end]) and not units[end].type) or units[end].is_word(AND) or units[end].is_word(ETC)
    ):
        end += 1
    if end > at + 1 and end < len(units) and is_verb(units[end]):
        return end
    return named if named > at + 1 else at


def _is_place(unit: Unit) -> bool:
    return unit.type in _PLACES or unit.type == "ORG"


def _next_verb(units: list[Unit], pieces: list[Piece], first: int) -> int:
    """The first word from `first` on that a preposition cannot hang over; -1 where none is or it comes at once."""
    for place in range(first, len(units)):
        unit, piece = units[place], pieces[place]
        if unit.tag == MARK and unit.text not in _QUOTES and not piece.has("and"):
            return -1
        if piece.is_value:
            return -1
        if piece.has("turn") and place + 1 < len(units) and is_noun(units[place + 1]):
            continue  # 对经济增长贡献率
        doing = any(piece.has(name) for name in _DOING) and not is_noun(unit)
        if (doing or is_verb(unit)) and not (place + 1 < len(units) and units[place + 1].is_word(OF)):
            return place if place > first else -1
    return -1


_QUOTES: Final = frozenset("\u201c\u201d\u300a\u300b\u00b7")
