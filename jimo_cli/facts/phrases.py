"""What a phrase says: whom it is about, and which indicator it names.

A phrase is whatever stands between two special words. Its tail that is a noun phrase is what counts; in
front of it there may be an adverbial (在…带动下) that says nothing of either. A name at the head of that
tail is the subject, with the words that say what it is (悬疑片《夜色正浓》) and those that make it another thing
(韩国|代表团); the rest is the indicator: 全国 | 粮食产量. Without a name, whoever does what follows is the
subject (合作社 | 种大豆).
"""

from __future__ import annotations

from typing import Final, final

from ..names.classes import (
    ACT,
    ACTOR,
    ANAPHOR,
    AND,
    DO,
    ETC,
    EVENT,
    HONORIFIC,
    LEVEL,
    LIGHT,
    MANNER,
    NOUN,
    OF,
    PARTNER,
    SKIP,
    STATUS,
    SUBJECT_WORD,
    TURN,
)
from ..names.segment import LATIN, MARK, NUMBER
from ..names.units import Unit
from .piece import LIST_MARK

SUBJECT_TYPES: Final = frozenset(
    ("GPE", "LOC", "ORG", "PERSON", "EVENT", "FAC", "PRODUCT", "NORP", "WORK_OF_ART", "LAW")
)
# Names that words before them may say what they are of; a place or a body comes first itself.
_DESCRIBED: Final = frozenset(("PERSON", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW", "ORG", "FAC"))
_MADE: Final = frozenset(("ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART"))  # names of what somebody makes or runs
_STOP_TAGS: Final = frozenset(("p", "c", "d", "y", "o", "e", "u", "ul", "uz", "ug", "ud", "uv", MARK))
_NOUN_TAGS: Final = frozenset(("n", "N", "j", "l", "s", "e", "g", "i"))
_QUOTES: Final = frozenset("\u201c\u201d\u300a\u300b()\uff08\uff09\u00b7-/.")
_OPEN: Final = "\u201c"
_CLOSE: Final = "\u201d"
_CLOSING: Final = frozenset("\u201d\u300b)\uff09")
_DEEDS: Final = ACT | DO | EVENT | LIGHT  # classes of what is done, though the vocabulary calls it a noun
_ADVERBIAL: Final = SKIP | STATUS | MANNER | LEVEL | TURN
_FARTHEST_LEVEL: Final = 8  # units
_COPULA: Final = 2  # characters; 提升至 is longer
_NAMING: Final = frozenset(("head_word", "org_trade", "title"))  # classes of nouns
_BARE: Final = "bare"
_OPENING: Final = frozenset("\u201c\u300a")


@final
class Split:
    """The parts of a phrase, as ranges of its clause's units; a range may be empty."""

    __slots__ = ("attribute", "last", "subject", "subject_end")

    def __init__(self, subject: int, subject_end: int, attribute: int, last: int) -> None:
        self.subject = subject
        self.subject_end = subject_end
        self.attribute = attribute
        self.last = last


def split_phrase(units: list[Unit], first: int, last: int) -> Split:
    """The subject and the indicator of `units[first:last]`."""
    while last > first + 1 and units[last - 1].is_word(AND):
        last -= 1  # 营收增速|或|放缓至15%
    start = _behind_relative(units, nominal_start(units, first, last), last)
    for at in range(start, last - 1):
        if units[at].is_listed("causing") and is_subject(units[at + 1]):
            start = at + 1  # 演唱会带动|太原市|旅游收入
    start = _inside_quotes(units, start, last)
    while start < last and units[start].is_word(OF | ETC | AND):
        start += 1
    name = _described(units, start, last)
    cut = _after_names(units, name, last)
    if cut == name:
        name = start
        cut = _after_pointing(units, start, last) or _after_actor(units, start, last)
    rest = cut
    while rest < last and (_is_passed(units[rest]) or (rest == cut and units[rest].is_word(HONORIFIC))):
        if units[rest].text in _OPENING:
            break
        rest += 1
    return Split(name, cut, rest, last)


def _is_passed(unit: Unit) -> bool:
    """Whether a unit stands between a subject and its indicator and belongs to neither."""
    return unit.is_word(OF | ETC) or unit.text in _QUOTES or unit.text == LIST_MARK


def _behind_relative(units: list[Unit], first: int, last: int) -> int:
    """Where the name begins that a relative clause tells of: 中国交建承建的|雅万高铁|全长; `first` for none."""
    verb = next((at for at in range(first, last) if is_verb(units[at])), last)
    for at in range(last - 2, max(first + 1, verb), -1):
        if not units[at].is_word(OF):
            continue
        name = at + 1
        while name < last - 1 and name < at + 3 and (units[name].tag == "n" or units[name].text in _OPENING):
            name += 1  # 主演的|电影《|满江红
        if units[name].type in _MADE:
            return at + 1
    return first


def _after_pointing(units: list[Unit], first: int, last: int) -> int:
    """The end of what is pointed at before its indicator: 该机型|预约量; 0 for nothing."""
    if first >= last or not units[first].is_listed("pointing"):
        return 0
    at = first + 1
    if at < last and units[at].tag == "q":
        at += 1
    if at + 2 < last and len(units[at + 1].text) == 1 and is_noun(units[at + 1]):
        at += 1  # 该转体|桥|重量
    return at + 1 if at + 1 < last and is_noun(units[at]) and is_noun(units[at + 1]) else 0


def partner_in(units: list[Unit], first: int, last: int) -> int:
    """Where a preposition parts who does something from whom it is done with; `last` for nowhere.

    公司|向越南, before 出口大米3万吨; or who leads others from those whom: 郭涛|带领专班, before 破获案件2314起.
    """
    for at in range(first + 1, last):
        if units[at - 1].type == "PERSON" and is_verb(units[at]):
            return at
        if units[at].is_word(PARTNER) and not units[at].is_word(AND):
            return at
    return last


def _inside_quotes(units: list[Unit], first: int, last: int) -> int:
    """Where a phrase begins without quotation marks that have no other half in it: ”|东富镇."""
    while first < last and units[first].text in _CLOSING:
        first += 1
    if first < last and units[first].text == _OPEN and all(unit.text != _CLOSE for unit in units[first:last]):
        first += 1
    return first


def nominal_start(units: list[Unit], first: int, last: int) -> int:
    """Where the noun phrase begins that a phrase ends with."""
    at = last
    while at > first:
        unit = units[at - 1]
        if (
            unit.type
            or unit.tag in (LATIN, NUMBER)
            or unit.is_word(OF | AND | ETC | SUBJECT_WORD)
            or unit.text in _QUOTES
            or (unit.is_word(PARTNER) and at < last)
        ):
            at -= 1
        elif (unit.tag in _STOP_TAGS and not unit.is_listed("except")) or (at < last and unit.is_listed("stage")):
            break  # but not 除汽车以外的消费品零售额
        else:
            at -= 1
    return at


def is_noun(unit: Unit) -> bool:
    """Whether a unit is a noun or a name, which a subject must end in."""
    if unit.type or unit.tag[:1] in _NOUN_TAGS or unit.tag in ("vn", "an"):
        return True
    if unit.tag == "x" and (unit.entry is None or all(name in _NAMING for name in unit.entry.classes)):
        return True  # a listed term, which has no tag of its own
    return is_subject(unit) or unit.is_word(NOUN | ACTOR)


def is_verb(unit: Unit) -> bool:
    """Whether a unit is a verb rather than a noun that was made of one."""
    return unit.tag[:1] == "v" and unit.tag != "vn" and not unit.type and not unit.is_word(NOUN)


def is_subject(unit: Unit) -> bool:
    """Whether a unit is something that a statement can be about by itself."""
    return unit.is_word(SUBJECT_WORD) or unit.type in SUBJECT_TYPES or _stands_for_name(unit)


def _stands_for_name(unit: Unit) -> bool:
    """Whether a unit is an anaphor that is nothing else: 该局, and not 公司."""
    return unit.is_word(ANAPHOR) and _BARE not in unit.ways("anaphor")


def is_at(unit: Unit) -> bool:
    """Whether a unit is a preposition of place."""
    return "at" in unit.ways("preposition")


def is_plan(units: list[Unit], place: int) -> bool:
    """Whether a word of expectation is what it can be as well: 该|计划, 扶持|计划 and 将|其|抓获, not 公司|计划|投资."""
    ways = units[place].ways("status")
    if "taking" in ways and place + 1 < len(units):
        return is_taking(units, place)
    if "noun" not in ways or place == 0:
        return False
    before = units[place - 1]
    if before.tag == "r" and not is_subject(before):
        return True
    after = units[place + 1] if place + 1 < len(units) else None
    if after is None or after.tag == MARK or after.is_word(OF):
        return is_noun(before) or is_verb(before) or before.text in _CLOSING
    if after.tag == NUMBER:
        return is_verb(before)
    return is_noun(before) and is_noun(after) and not after.is_word(_DEEDS)


def is_taking(units: list[Unit], place: int) -> bool:
    """Whether 将 is 把: 将|其|抓获, 将应急响应提升至三级."""
    if "taking" not in units[place].ways("status") or place + 1 >= len(units):
        return False
    taken = units[place + 1]
    counted = taken.tag == NUMBER and place + 2 < len(units) and units[place + 2].tag == "n"  # 将|4名|宇航员|送往
    named = taken.type in ("PERSON", "ORG", "PRODUCT") or taken.tag == "r"
    return named or counted or _is_moved(units, place + 1)


def _is_moved(units: list[Unit], first: int) -> bool:
    """Whether something is brought to a level: 将|应急响应|提升至|三级; 将|稳步|提升至 is of the future."""
    taken = units[first]
    if taken.tag in _STOP_TAGS or taken.tag in ("ad", NUMBER) or taken.is_word(_ADVERBIAL):
        return False
    farthest = min(len(units), first + _FARTHEST_LEVEL)
    return any(unit.is_word(LEVEL) and len(unit.text) > _COPULA for unit in units[first + 1 : farthest])


def _described(units: list[Unit], first: int, last: int) -> int:
    """Where the name is that the words from `first` on describe (绿色联盟主席|埃伊纳松); `first` where none is."""
    found = first
    at = first
    while at < last:
        unit = units[at]
        if unit.type in _DESCRIBED:
            found = at
        elif (
            not (
                (is_noun(unit) and not unit.is_word(SUBJECT_WORD))
                or unit.tag in ("b", "f", "q", "m", LATIN, NUMBER)
                or unit.text in _OPENING
                or (unit.type == "" and unit.is_word(OF) and at + 1 < last and units[at + 1].type == "PERSON")
            )
            or found > first
        ):
            break
        at += 1
    if found > first and units[first].type in SUBJECT_TYPES and units[found].type not in ("PERSON", "WORK_OF_ART"):
        return first
    if found > first and units[found].type in ("GPE", "LOC"):
        return first
    return found


def _after_names(units: list[Unit], first: int, last: int) -> int:
    """The end of the names at the head of a noun phrase: 全国, 广州、深圳, 内蒙古、辽宁等地, 韩国代表团."""
    at = first
    while at < last and is_subject(units[at]):
        at += 1
        if at < last and units[at].text == _CLOSE_TITLE:
            at += 1
        if at < last and units[at].is_word(ETC):
            return at + 1
        if at + 1 < last and units[at].is_word(AND) and is_subject(units[at + 1]):
            at += 1
            continue
        if at < last and is_subject(units[at]):
            continue
        break
    if at > first and units[at - 1].is_word(AND):
        at -= 1
    if at > first and units[at - 1].text == _CLOSE_TITLE:
        at -= 1
    if at > first and at + 1 < last and units[at].is_word(ACTOR) and not units[at + 1].is_word(NOUN):
        at += 1
    return at


_CLOSE_TITLE: Final = "\u300b"


def _after_actor(units: list[Unit], first: int, last: int) -> int:
    """The end of a noun phrase that names somebody who does what follows: 合作社|种大豆; `first` for none."""
    at = first
    while at < last and (is_noun(units[at]) or units[at].tag in ("b", "a", "m", "q", "r", NUMBER)):
        at += 1
        if units[at - 1].is_word(ACTOR) and at < last and is_verb(units[at]):
            return at
    return first
