"""What a verb is where it stands: a noun (投资 in 扩大对外投资), a part of a name (挂牌价), or how far a deed goes (审议|通过)."""

from __future__ import annotations

from typing import Final

from ..model import Mention, NumberMention
from ..names.classes import (
    DEED_MATTER,
    DEED_NOUN,
    DO,
    EVENT,
    JOINT,
    LEVEL,
    LIGHT,
    MANNER,
    OF,
    PASSIVE,
    SKIP,
    STATUS,
    TAKER,
    UNTIL,
)
from ..names.segment import NUMBER
from ..names.units import Unit
from .phrases import is_noun, is_subject

_MODIFIERS: Final = ("a", "b", "m", "q", "f", NUMBER)  # first letters of the tags of what may stand before a noun
_NOUNS: Final = ("n", "vn", "an", "l")
_ADVERBS: Final = ("d", "ad", "vd")
_CLOSES: Final = frozenset("\u201d\u300b")


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


def deed_end(clause: list[Unit], at: int) -> int:
    """The last unit of the verb that begins at a place, with the noun that a light one lends itself to; -1 for none."""
    last = at
    if clause[at].is_word(LIGHT):
        last += 1
        if last + 1 < len(clause) and (clause[last].is_word(MANNER) or clause[last].tag in ("ad", "d")):
            last += 1  # 进行|正式|访问
        if last >= len(clause) or not (clause[last].is_word(EVENT) or clause[last].tag == "vn"):
            return -1
        if last + 1 < len(clause) and clause[last + 1].is_word(DEED_NOUN):
            return -1  # 进行发射|前的准备
    return _with_sequel(clause, last)


def _with_sequel(clause: list[Unit], last: int) -> int:
    """The last verb of those that are one deed: 审议|通过, 开工|建设, 建成|投用, and not 举行|发行|仪式."""
    while last + 1 < len(clause) and clause[last + 1].is_listed("sequel") and not clause[last + 1].type:
        if last + 2 < len(clause) and clause[last + 2].is_word(DEED_NOUN | DEED_MATTER):
            break
        last += 1
    return last


def is_named_by(clause: list[Unit], at: int) -> bool:
    """Whether a verb and the noun behind it are a name: 挂牌|价, 表彰|大会, 获奖|作品, and not 出席|大会, 签署|贷款|协议."""
    if at + 1 >= len(clause):
        return False
    verb, noun = clause[at], clause[at + 1]
    if verb.is_word(TAKER):
        goes_on = at + 2 < len(clause) and clause[at + 2].tag[:1] == "n" and not noun.is_listed("deed_side")
        return noun.is_word(DEED_NOUN) and not goes_on
    if verb.is_listed("alone") and noun.tag[:1] == "n" and not noun.type:
        return True
    if (
        noun.is_word(DO)
        and not noun.is_listed("cause")
        and noun.tag == "v"
        and at + 2 < len(clause)
        and not clause[at + 2].type
    ):
        return True  # 发射|取得|圆满成功
    return noun.is_word(DEED_NOUN) or noun.is_word(DEED_MATTER)


def limits(unit: Unit) -> bool:
    """Whether a unit may say which deed is meant, as of a noun: 联邦|选举, 本轮|融资."""
    return is_noun(unit) or unit.tag in ("r", "b", "m", NUMBER)


def is_of_noun(clause: list[Unit], last: int) -> bool:
    """Whether 的 stands behind a verb, or behind it and others (建成|到|投产|的闭环运行), or its quotation mark."""
    at = last + 1
    while at < len(clause) and (clause[at].text in _CLOSES or clause[at].is_word(UNTIL | EVENT)):
        at += 1
    return at < len(clause) and clause[at].is_word(OF)
