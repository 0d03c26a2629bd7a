"""Why a figure that a pattern reads states nothing: it says which things are meant, or is denied."""

from __future__ import annotations

from typing import Final

from ..model import Mention, NumberMention
from ..names.classes import ETC, TURN
from .amounts import Figure
from .grammar import Match
from .phrases import is_noun
from .piece import Clause, Piece

_LONGEST_ARTICLE: Final = 2
_LARGEST_GROUP: Final = 10


def why_not(clause: Clause, match: Match) -> str:
    """Why a figure only says which things are meant, if it does."""
    slots, pieces = match.slots, clause.pieces
    named, value = slots.get("attribute") or slots.get("subject"), slots["value"]
    if named is not None and named.end <= value.start and match.pattern.kind == "measure":
        if clause.units[named.last - 1].is_word(ETC) and value.has("count") and "thing" not in slots:
            return "it counts the members of a list"  # 刘志刚等5人
    if value.first > 0 and clause.units[value.first - 1].is_word(ETC) and value.has("count") and "act" not in slots:
        return "it counts the members of a list"  # 对刘志刚等5名官员提起公诉
    if "of" in match.pattern.classes and "thing" in slots and "act" not in slots and _is_threshold(value):
        subject = slots.get("subject")
        if subject is not None and is_noun(clause.units[subject.last - 1]):
            return "it says which things are meant"  # 估值|超过1亿美元|的企业
    following = pieces[match.last] if match.last < len(pieces) else None
    if following is None or match.pattern.kind != "measure":
        return ""
    if "attribute" in slots and value.has("percent") and following.start == value.end and following.has("phrase"):
        first = clause.units[following.first]
        if first.is_listed("stake") or ("act" in slots and is_noun(first)):
            return "it says which part is meant"  # 收购蓝湾重工|51%|股权
    if "level" in slots and "thing" not in slots and following.has("of") and _is_threshold(value):
        return "it says which things are meant"  # 估值超过1亿美元的企业
    ahead = clause.units[following.last] if following.last < len(clause.units) else None
    if "thing" not in slots and following.has("of") and ahead is not None and ahead.is_word(TURN):
        return "it is how much something changes"  # 保持5%|的|增长
    if slots.get("thing") is pieces[match.last - 1] and (following.has("level") or following.is_value):
        return "what it counts is told by another figure"  # 引进5家|估值超过1亿美元的企业
    return ""


def _is_threshold(value: Piece) -> bool:
    return any(isinstance(mention, NumberMention) and mention.mod for mention in value.mentions)


def is_indefinite(mention: Mention) -> bool:
    """Whether a one is hardly more than an article: 一个项目, and not 1个项目."""
    return not mention.text[:1].isascii() and len(mention.text) <= _LONGEST_ARTICLE


def is_code(mention: Mention) -> bool:
    """Whether digits are a code, which begins with zero as no count does: 018."""
    return len(mention.text) > 1 and mention.text.isdigit() and mention.text.startswith("0")


def is_group(figure: Figure) -> bool:
    """Whether a number is so small that it stands for things that were named: 两国, and not 31省."""
    return figure.value is not None and figure.value <= _LARGEST_GROUP and figure.mod is None


def is_denied(clause: Clause, value: Piece) -> bool:
    return any(piece.has("denial") and piece.end <= value.start for piece in clause.skipped)


def is_measure_of_next(clause: Clause, match: Match) -> bool:
    """Whether a quantity says which thing is meant: 12英寸|晶圆项目."""
    if match.last >= len(clause.pieces):
        return False
    following = clause.pieces[match.last]
    return following.has("phrase") and following.start == match.slots["value"].end
