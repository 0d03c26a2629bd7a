"""Verbs that are nouns where they stand: 投资 in 扩大对外投资 and 投资持续增长."""

from __future__ import annotations

from typing import Final

from ..model import Mention, NumberMention
from ..names.classes import EVENT, JOINT, LEVEL, OF, PASSIVE, SKIP, STATUS
from ..names.segment import NUMBER
from ..names.units import Unit
from .phrases import is_noun, is_subject

_MODIFIERS: Final = ("a", "b", "m", "q", "f", NUMBER)  # first letters of the tags of what may stand before a noun
_NOUNS: Final = ("n", "vn", "an", "l")
_ADVERBS: Final = ("d", "ad", "vd")


def is_noun_here(clause: list[Unit], at: int, mentions: dict[int, Mention]) -> bool:
    """Whether a verb that is a noun as well is one here: it is counted, something is done to it, or it does something."""
    return clause[at].is_listed("nominal") and (
        _is_determined(clause, at, mentions) or _is_fostered(clause, at) or _has_predicate(clause, at)
    )


def _is_determined(clause: list[Unit], at: int, mentions: dict[int, Mention]) -> bool:
    """Whether a number or a pronoun says which one or how many: 一轮|制裁, 此次|罢工."""
    if at == 0:
        return False
    before = clause[at - 1]
    if before.tag == NUMBER:
        return isinstance(mentions.get(before.start), NumberMention)
    return before.tag == "r" and not is_subject(before)


def _is_fostered(clause: list[Unit], at: int) -> bool:
    """Whether it is what a verb before it furthers, starts or suffers: 开展|调研, 扩大|对外|投资, 受|美国|制裁."""
    if at + 1 < len(clause) and clause[at + 1].tag == NUMBER:
        return False  # 完成|投资|40亿元
    for unit in reversed(clause[:at]):
        if not unit.type and unit.is_listed("fosters"):
            return True
        if not (is_noun(unit) or unit.is_word(OF | JOINT) or unit.tag[:1] in _MODIFIERS):
            return False
    return False


def _has_predicate(clause: list[Unit], verb: int) -> bool:
    """Whether something is said of it: 投资|持续|增长, 投资|前景|广阔, 选举|被|推迟."""
    nouns = verb + 1
    while nouns < len(clause) and not clause[nouns].type and clause[nouns].tag in _NOUNS:
        nouns += 1
    said = nouns
    while said < len(clause) and (clause[said].tag in _ADVERBS or clause[said].is_word(STATUS)):
        said += 1
    if said == len(clause) or clause[said].type:
        return False
    if clause[said].is_word(LEVEL | PASSIVE):
        return True
    if nouns > verb + 1:
        return said > nouns or (clause[said].tag == "a" and said + 1 == len(clause))
    return said > nouns and clause[said].tag == "v" and not clause[said].is_word(EVENT | SKIP)
