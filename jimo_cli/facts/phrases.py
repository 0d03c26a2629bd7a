"""What a phrase says: whom it is about, and which indicator it names.

A phrase is whatever stands between two special words. Its tail that is a noun phrase is what counts; in
front of it there may be an adverbial (在…带动下) that says nothing of either. A name at the head of that
tail is the subject, and the rest is the indicator: 全国 | 粮食产量.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from ..names.segment import LATIN, MARK, NUMBER
from ..names.units import Unit

SUBJECT_TYPES: Final = frozenset(
    ("GPE", "LOC", "ORG", "PERSON", "EVENT", "FAC", "PRODUCT", "NORP", "WORK_OF_ART", "LAW")
)
_STOP_TAGS: Final = frozenset(("p", "c", "d", "y", "o", "e", "u", "ul", "uz", "ug", "ud", "uv", MARK))
_OF: Final = frozenset(("\u7684", "\u4e4b"))  # 的 之
_AND: Final = frozenset(("\u548c", "\u4e0e", "\u53ca", "\u4ee5\u53ca", "\u3001", "\u6216"))  # 和 与 及 以及 、 或
_ETC: Final = frozenset(("\u7b49", "\u7b49\u5730", "\u7b49\u56fd", "\u7b49\u7701", "\u7b49\u5e02"))  # 等 等地 等国 …
_QUOTES: Final = frozenset("\u201c\u201d\u300a\u300b()\uff08\uff09\u00b7-/")


@final
class Split:
    """The parts of a phrase, as ranges of its clause's units; a range may be empty."""

    __slots__ = ("attribute", "last", "subject", "subject_end")

    def __init__(self, subject: int, subject_end: int, attribute: int, last: int) -> None:
        self.subject = subject
        self.subject_end = subject_end
        self.attribute = attribute
        self.last = last


def split_phrase(units: Sequence[Unit], first: int, last: int) -> Split:
    """The subject and the indicator of `units[first:last]`."""
    start = nominal_start(units, first, last)
    while start < last and (units[start].text in _OF or units[start].text in _ETC or units[start].text in _AND):
        start += 1
    cut = _after_names(units, start, last)
    rest = cut
    while rest < last and units[rest].text in _OF:
        rest += 1
    return Split(start, cut, rest, last)


def nominal_start(units: Sequence[Unit], first: int, last: int) -> int:
    """Where the noun phrase begins that a phrase ends with."""
    at = last
    while at > first:
        unit = units[at - 1]
        if (
            unit.type
            or unit.tag in (LATIN, NUMBER)
            or unit.text in _OF
            or unit.text in _AND
            or unit.text in _QUOTES
            or (unit.is_word("partner") and at < last)
            or unit.text in _ETC
            or unit.is_word("subject_word")
        ):
            at -= 1
        elif unit.tag in _STOP_TAGS:
            break
        else:
            at -= 1
    return at


def is_noun(unit: Unit) -> bool:
    """Whether a unit is a noun or a name, which a subject must end in."""
    return bool(unit.type) or unit.tag[:1] in ("n", "N", "j", "l", "s", "e") or unit.tag == "vn" or is_subject(unit)


def is_subject(unit: Unit) -> bool:
    """Whether a unit is something that a statement can be about by itself."""
    return unit.type in SUBJECT_TYPES or unit.is_word("subject_word")


def _after_names(units: Sequence[Unit], first: int, last: int) -> int:
    """The end of the names at the head of a noun phrase: 全国, 广州、深圳, 内蒙古、辽宁等地."""
    at = first
    while at < last and is_subject(units[at]):
        at += 1
        if at < last and units[at].text in _ETC:
            return at + 1
        if at + 1 < last and units[at].text in _AND and is_subject(units[at + 1]):
            at += 1
            continue
        if at < last and is_subject(units[at]):
            continue
        break
    if at > first and units[at - 1].text in _AND:
        at -= 1
    return at
