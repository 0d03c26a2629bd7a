"""Pieces that are one: lists of values, indicators with codes in brackets, comparisons, deeds that end an indicator."""

from __future__ import annotations

from typing import Final

from ..model import NumberMention
from ..names.classes import COMPARED
from ..names.segment import LATIN, MARK
from ..names.units import Unit
from .phrases import is_noun
from .piece import PHRASE, TIME, VALUE, Piece
from .sentences import Clause as Words

_LONGEST_COMPARISON: Final = 12


def join_codes(pieces: list[Piece], units: list[Unit]) -> None:
    """A mark inside a code is no mark: PM2.5."""
    for place in range(1, len(units) - 1):
        before, unit, after = units[place - 1], units[place], units[place + 1]
        if (
            unit.tag == MARK
            and before.tag == after.tag == "eng"
            and before.end == unit.start
            and unit.end == after.start
        ):
            pieces[place].classes = (PHRASE,)


def join_wholes(pieces: list[Piece]) -> None:
    """What stands between 占 and 的N% is one phrase, verbs and all: 占全省同期报告病例数的9.6%."""
    for place, piece in enumerate(pieces):
        if not piece.has("share_of"):
            continue
        end = place + 1
        while end < len(pieces) and (pieces[end].has(PHRASE) or pieces[end].has("do") or pieces[end].has("act")):
            end += 1
        if end + 1 < len(pieces) and pieces[end].has("of") and pieces[end + 1].has(VALUE):
            for inner in pieces[place + 1 : end]:
                inner.classes = (PHRASE,)


def is_of_times(pieces: list[Piece], place: int) -> bool:
    """Whether a piece is a time, or joins two."""
    if pieces[place].has("and") and 0 < place < len(pieces) - 1:
        return pieces[place - 1].has(TIME) and pieces[place + 1].has(TIME)
    return pieces[place].has(TIME)


def with_acts(pieces: list[Piece], text: str) -> list[Piece]:
    """Two things done in one are one: 发行|新增|债券."""
    made: list[Piece] = []
    for piece in pieces:
        before = made[-1] if made else None
        if before is not None and before.has("act") and piece.has("act") and before.end == piece.start:
            made[-1] = joined([before, piece], text, ("act",))
        else:
            made.append(piece)
    return made


def times_in_wholes(pieces: list[Piece], units: list[Unit]) -> None:
    """A time that says which plan, which whole or which level it is, and not when: 完成|全年|目标任务的88%."""
    for place in range(len(pieces) - 1):
        piece = pieces[place]
        if (
            not piece.has(TIME)
            or not (pieces[place + 1].has(PHRASE) or pieces[place + 1].has("status"))
            or pieces[place + 1].start != piece.end
        ):
            continue
        if units[place + 1].is_listed("due"):
            piece.classes = (PHRASE,)  # 12月交货的原油期货价格
            continue
        first = place - 1
        while first > 0 and pieces[first].has(PHRASE) and pieces[first].end == pieces[first + 1].start:
            first -= 1  # 占|公司|2024年营业收入
        before = pieces[max(first, 0)]
        if before.has("share_of") or before.has("over") or (before.has("do") and _is_part_told(pieces, place)):
            piece.classes = (PHRASE,)


def _is_part_told(pieces: list[Piece], place: int) -> bool:
    """Whether the words from `place` on are a whole with its part: 全年目标任务|的|88%."""
    at = place + 1
    while at < len(pieces) and (pieces[at].has(PHRASE) or pieces[at].has("status")):
        at += 1
    return at + 1 < len(pieces) and pieces[at].has("of") and pieces[at + 1].has("percent")


def left_behind(pieces: list[Piece], units: list[Unit], place: int) -> int:
    """Where that ends which an indicator comes from: 由上月下降0.2%转为|上涨0.5%, 由去年同期的21.3%|提升至26.7%.

    `place` where nothing is told of it but a level, which patterns read.
    """
    if not pieces[place].has("from"):
        return place
    at = place + 1
    dated = at < len(pieces) and pieces[at].has(TIME)
    if dated:
        at += 1
    if at < len(pieces) and pieces[at].has("of"):
        at += 1
    turned = at < len(pieces) and pieces[at].has("turn")
    if turned:
        at += 1
    if not (dated or turned) or at + 1 >= len(pieces) or not pieces[at].has(VALUE):
        return place
    if units[at + 1].is_listed("becomes"):
        return at + 2
    return at + 1 if pieces[at + 1].has("level") and not turned else place


def joined(pieces: list[Piece], text: str, classes: tuple[str, ...]) -> Piece:
    first, last = pieces[0], pieces[-1]
    whole = Piece(first.start, last.end, text[first.start : last.end], first.first, last.last, classes, [])
    for piece in pieces:
        whole.mentions += piece.mentions
        whole.attributes |= piece.attributes
    return whole


def places_in_brackets(words: Words) -> frozenset[int]:
    """Where brackets begin that hold a place or a noun, so that a name goes on behind them.

    修正（青岛）健康谷项目, 执业（助理）医师, 细颗粒物（PM2.5）年均浓度.
    """
    return frozenset([units[0].start - 1 for units in words.asides if units and _is_inside_name(units)])


def _is_inside_name(units: list[Unit]) -> bool:
    """Whether a place, a noun or a code is all that stands in brackets."""
    first = units[0]
    if len(units) == 1:
        return first.type == "GPE" or (not first.type and is_noun(first))
    return first.tag == LATIN and all(unit.tag in (LATIN, MARK) for unit in units)


def merged(pieces: list[Piece], text: str, gaps: frozenset[int], gains: frozenset[str]) -> list[Piece]:
    """Phrases that touch, or that 的 or a list mark joins, as one; values in a list as one."""
    made: list[Piece] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece.has(PHRASE) or piece.has(VALUE):
            kind = PHRASE if piece.has(PHRASE) else VALUE
            end = place + 1
            while end < len(pieces):
                touches = pieces[end].start == pieces[end - 1].end or pieces[end - 1].end in gaps
                if kind == PHRASE and pieces[end].has(PHRASE) and touches:
                    end += 1
                elif kind == VALUE and touches and _is_gain(piece, gains) and _is_gain(pieces[end], gains):
                    end += 1  # 11金|9银|7铜
                elif end + 1 < len(pieces) and pieces[end + 1].has(kind) and _joins(pieces[end], kind):
                    end += 2
                else:
                    break
            if end - place > 1:
                piece = joined(pieces[place:end], text, piece.classes)
            made.append(piece)
            place = end
            continue
        made.append(piece)
        place += 1
    return made


def _is_gain(piece: Piece, units: frozenset[str]) -> bool:
    """Whether a piece counts what is got in a contest: 11金."""
    mention = piece.mentions[0] if piece.has(VALUE) and piece.mentions else None
    return isinstance(mention, NumberMention) and mention.unit in units


def _joins(piece: Piece, kind: str) -> bool:
    return piece.has("and") or (kind == PHRASE and piece.has("of"))


def comparison(pieces: list[Piece], units: list[Unit], place: int) -> int:
    """Where the comparison ends that begins at `place`: 与2010年第六次全国人口普查|相比; `place` where none does."""
    if not pieces[place].has("than"):
        return place
    for end in range(place + 1, min(len(pieces), place + _LONGEST_COMPARISON)):
        piece = pieces[end]
        if units[end].is_word(COMPARED):
            return end + 1 if end > place + 1 else place
        if piece.has(MARK) or piece.has("turn") or piece.has("level") or (piece.is_value and not piece.has("ordinal")):
            return place
    return place


def with_bases(pieces: list[Piece], units: list[Unit], text: str) -> list[Piece]:
    """比上年, 较2019年同期, 比全国平均水平, 同比 as pieces of one class: what a change is measured against."""
    made: list[Piece] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece.has("than") and place + 1 < len(pieces):
            end = place + 1
            if pieces[end].has(TIME):
                end += 1
                while end + 1 < len(pieces) and pieces[end].has("and") and pieces[end + 1].has(TIME):
                    end += 2  # 比|上月末|和|上年同期
                if end + 1 < len(pieces) and pieces[end].has(PHRASE) and pieces[end + 1].has("than"):
                    end += 1  # 与2010年第六次全国人口普查相比
                if end < len(pieces) and pieces[end].has("than"):
                    end += 1
                elif end + 1 < len(pieces) and pieces[end].has(PHRASE) and pieces[end + 1].has("turn"):
                    if units[pieces[end].last - 1].is_listed("basis_noun"):
                        end += 1  # 较|去年|高点
            elif place + 2 < len(pieces) and (pieces[end + 1].has("turn") or pieces[end + 1].has("than")):
                end += 2 if pieces[end + 1].has("than") else 1
            elif place + 3 < len(pieces) and pieces[end + 1].has("rate") and pieces[end + 2].has("turn"):
                end += 2  # 比|全国同期|增速|高
            if end > place + 1:
                made.append(joined(pieces[place:end], text, ("basis",)))
                place = end
                continue
            piece.classes = (PHRASE,)
        if piece.has("over") and place + 2 < len(pieces) and pieces[place + 1].has(TIME) and pieces[place + 2].is_value:
            made.append(joined(pieces[place + 1 : place + 2], text, ("basis",)))  # 低于|去年同期|0.3个百分点
            piece.classes, piece.attributes = ("turn",), {"turn": piece.attributes["over"]}
            made.append(piece)
            place += 2
            continue
        if made and made[-1].has("basis") and units[piece.first].is_listed("gain"):
            piece.classes, piece.attributes = ("turn",), {"turn": ("up",)}  # 较年初|新增
        if made and piece.has("basis") and made[-1].has("basis"):
            made[-1] = joined([made[-1], piece], text, ("basis",))
        else:
            made.append(piece)
        place += 1
    return made
