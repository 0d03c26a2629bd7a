"""Who holds which office where: titles beside the names of people.

即墨区委书记、青岛蓝谷管理局党委书记张军 is read from the name to the left: a title, the body before it, and again
where a list mark or 兼 joins another office. A title may also follow the name (习近平总书记), or a verb may
give it (任命董军为国防部部长, 免去胡和平的…职务, 当选主席).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final, final

from ..model import Thing
from ..names.classes import (
    AND,
    EVENT,
    FORMER,
    HEAD_WORD,
    HONORIFIC,
    LOCALIZER,
    NOUN,
    OF,
    OFFICE_JOINT,
    PERSON_WORD,
    SKIP,
)
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .draft import Draft
from .phrases import is_at
from .things import Things

_OFFICE: Final = "office"
_ORG_TYPES: Final = ("ORG", "GPE", "FAC", "EVENT", "LOC")
_LONGEST: Final = 8  # units of one office with its body
_ALL: Final = "all"  # the reach of 原, which is said of all the offices that follow
_CARES: Final = ("n", "vn", "an", "b", "j", "nz")  # tags of the words for what a minister has in his care
_LONGEST_VOTE: Final = 14  # units
_LONGEST_REASON: Final = 7  # units
_LONGEST_LIST: Final = 40  # units to each side of a person
_PARTS: Final = ("n", "nz", "v", "vn", "j", "b", "x", "an")  # tags of the words in the name of a department


@final
class Office:
    """A title with the body it is of, as ranges of units."""

    __slots__ = ("body", "first", "title")

    def __init__(self, first: int, body: tuple[int, int], title: tuple[int, int]) -> None:
        self.first = first
        self.body = body
        self.title = title


@final
class RoleWords:
    """The words that say whose or which an office is."""

    __slots__ = ("formerly", "groups", "inner", "local", "members")

    def __init__(self, lists: Mapping[str, Collection[str]]) -> None:
        self.formerly = frozenset(lists.get("formerly", ()))
        self.inner = frozenset(lists.get("inner_office", ()))
        self.members = tuple(lists.get("membership", ()))
        self.groups = tuple(lists.get("party_group", ()))
        self.local = tuple(lists.get("local_committee", ()))


@final
class RoleFinder:
    """Finds the offices of people in one document."""

    def __init__(self, text: str, things: Things, words: RoleWords) -> None:
        self._text = text
        self._things = things
        self._words = words

    def read(self, units: list[Unit]) -> list[Draft]:
        """The roles that the units of one sentence give."""
        found: list[Draft] = []
        for at, unit in enumerate(units):
            if unit.type == "PERSON":
                found += self._of_person(units, at)
        return found

    def _of_person(self, units: list[Unit], at: int) -> list[Draft]:
        given = self._given(units, at)
        drafts: list[Draft] = []
        end = at
        while end > max(0, at - _LONGEST_LIST) and _is_person_list(units, end):
            end -= 2  # the first of 张陆、武飞 has the title of both
        last = end
        while True:
            office = _office_before(units, last)
            if office is None:
                break
            office = _without_former(units, office)
            if office.body[0] == office.body[1]:
                office = _shares_country(units, office)
            status = self._status_before(units, office)
            drafts.append(self._draft(units, at, office, status, units[office.first].start, units[at].end))
            last = office.first
            if last > 0 and units[last - 1].is_word(OFFICE_JOINT):
                last -= 1
            else:
                break
        if drafts and _reaches_on(units, last):
            for draft in drafts:
                draft.status = "former"
        self._share_body(drafts[::-1])
        if not drafts and not given and at + 1 < len(units) and _is_title(units[at + 1]):
            office = Office(at + 1, (at + 1, at + 1), (at + 1, at + 2))
            drafts.append(self._draft(units, at, office, "current", units[at].start, units[at + 1].end))
        return drafts + given  # 原司法大臣|李明|出任副首相 tells of two offices

    # -- given and taken by a verb

    def _given(self, units: list[Unit], at: int) -> list[Draft]:
        """任命…为…, 免去…的…职务, 当选…, 担任…."""
        first, last = _list_around(units, at)
        before = units[first - 1] if first else None
        verb_before = _role_verb(before) if before is not None else None
        place = last + 1
        while place < len(units) and units[place].is_word(HONORIFIC):
            place += 1  # 聘任李娜|女士|为副总经理
        if verb_before is None and place < len(units):
            if before is None or before.tag == MARK:
                verb_before = self._carried(units, first, units[place])
            elif _role_verb(units[place]) == "as":
                verb_before = _behind_verb(units, first)
        if verb_before is not None and place < len(units):
            if verb_before != "removed" and _role_verb(units[place]) == "as":
                return self._offices_after(units, at, place + 1, verb_before, units[at].start)
            if verb_before == "removed" and units[place].is_word(OF):
                return self._offices_after(units, at, place + 1, verb_before, units[at].start)
        skipped = 0
        while place < len(units) and skipped < 3 and _is_passed_over(units[place]) and not is_at(units[place]):
            place += 1
            skipped += 1
        drafts: list[Draft] = []
        left = _office_left(units, place)
        if left is not None:
            end = left.title[1]
            drafts.append(self._draft(units, at, left, "former", units[at].start, units[end - 1].end))
            place = end
        place = _behind_reason(units, _behind_place(units, place))
        status = _role_verb(units[place]) if place < len(units) else None
        if status not in (None, "as"):
            assert status is not None
            if status == "current" and self._was_before(units, at, place):
                status = "former"
            return drafts + self._offices_after(units, at, place + 1, status, units[at].start)
        return []

    def _was_before(self, units: list[Unit], at: int, verb: int) -> bool:
        """Whether a clause tells of what was before: 此前，李明任镇长, 李明曾任镇长."""
        if any(unit.text in self._words.formerly for unit in units[at + 1 : verb]):
            return True
        first = at - 2 if at > 0 and units[at - 1].tag == MARK else at - 1
        return first >= 0 and units[first].text in self._words.formerly

    @staticmethod
    def _carried(units: list[Unit], first: int, after: Unit) -> str | None:
        """The verb of a list of appointments that goes on here: 任命A为局长，B|为主任; 免去A的局长职务，B|的主任职务."""
        removed = after.is_word(OF)
        if not removed and _role_verb(after) != "as":
            return None
        for unit in reversed(units[:first]):
            status = _role_verb(unit)
            if status not in (None, "as"):
                return status if (status == "removed") == removed else None
        return None

    def _offices_after(self, units: list[Unit], at: int, first: int, status: str, start: int) -> list[Draft]:
        drafts = []
        while first < len(units):
            office = _office_after(units, first)
            if office is None:
                break
            end = office.title[1]
            drafts.append(self._draft(units, at, office, status, start, units[end - 1].end))
            if end + 1 < len(units) and units[end].is_word(OFFICE_JOINT):
                first = end + 1
            else:
                break
        self._share_body(drafts)
        return drafts

    def _share_body(self, drafts: list[Draft]) -> None:
        """An office without a body is of that of the one before it: 市教育局党组书记、局长, 云海集团董事长、总经理.

        A deputy of a congress, a committee of the place and who is at its head are of other bodies than what follows.
        """
        words = self._words
        for before, draft in pairwise(drafts):
            body = before.object.text if before.object is not None else None
            if body is None or draft.object is not None or draft.attribute not in words.inner:
                continue
            group = next((end for end in words.groups if body.endswith(end)), "")
            elsewhere = not group and (before.attribute or "").endswith(words.members)
            if elsewhere or body.endswith(words.local):
                continue
            if not group:
                draft.object = before.object
            elif len(body) > len(group):
                text = body[: -len(group)]
                draft.object = Thing(text, text, None)

    @staticmethod
    def _status_before(units: list[Unit], office: Office) -> str:
        """原 and 前 before an office or its title make it a former one; 免去 before it takes it from its holder."""
        first = office.first
        if first and _role_verb(units[first - 1]) == "removed":
            return "removed"
        words = [units[first], units[first - 1]] if first else [units[first]]
        if office.title[0] > first:
            words.append(units[office.title[0] - 1])
        return "former" if any(unit.is_word(FORMER) for unit in words) else "current"

    def _draft(self, units: list[Unit], at: int, office: Office, status: str, start: int, end: int) -> Draft:
        draft = Draft("role", "role.title" if status in ("current", "former") else "role.verb", start, end)
        person = units[at : at + 1]
        draft.subject = self._things.of(person)
        draft.argue("subject", self._things.starts(person))
        first, last = office.title
        start = units[first].start - (1 if units[first].is_listed("chief") else 0)  # 部长 of 国防部|长
        draft.attribute = self._text[start : units[last - 1].end]
        body = list(units[office.body[0] : office.body[1]])
        while body and (body[0].is_word(FORMER | OF) or _role_verb(body[0])):
            body = body[1:]
        # 中国足球协会|原|主席, 美国|第47任|总统
        while body and (body[-1].is_word(FORMER) or _says_which(body[-1])):
            body.pop()
        if body:
            draft.object = self._things.of(body)
            if draft.object is not None and draft.object.name != draft.object.text:
                draft.object = Thing(draft.object.text, draft.object.text, draft.object.entity)
            draft.argue("object", self._things.starts(body))
        draft.status = status
        return draft


def _without_former(units: list[Unit], office: Office) -> Office:
    """中国银行|原|党委|书记: what stands behind 原 belongs to the title."""
    for at in range(office.body[0] + 1, office.body[1]):
        if units[at].is_word(FORMER) and units[at - 1].type in _ORG_TYPES:
            return Office(office.first, (office.body[0], at), (at + 1, office.title[1]))
    return office


def _shares_country(units: list[Unit], office: Office) -> Office:
    """The second of two offices in one hand is of the country that the first is of: 荷兰|副首相|兼|外交大臣."""
    joint = office.first - 1
    if joint <= 0 or not units[joint].is_listed("between"):
        return office
    other = _office_before(units, joint)
    if other is None or other.body[1] - other.body[0] != 1 or units[other.body[0]].type != "GPE":
        return office
    return Office(office.first, other.body, office.title)


def _reaches_on(units: list[Unit], first: int) -> bool:
    """Whether a word before the first of some offices, or before its title, says that all of them are held no more."""
    at = first
    while at < len(units) and not _is_title(units[at]) and units[at].tag != MARK:
        if _is_of_all(units[at]):
            return True
        at += 1
    return first > 0 and _is_of_all(units[first - 1])


def _is_of_all(unit: Unit) -> bool:
    return _ALL in unit.ways("former")


def _behind_verb(units: list[Unit], first: int) -> str | None:
    """The verb that gives an office to somebody of whom it says who he is: 任命|外交官|李明|为; None for none."""
    at = first - 1
    while at >= 0 and first - at < _LONGEST and (_is_title(units[at]) or _is_of_body(units[at])):
        status = _role_verb(units[at])
        if status is not None:
            return status if status == "appointed" else None
        at -= 1
    return _role_verb(units[at]) if at >= 0 and _role_verb(units[at]) == "appointed" else None


def _office_left(units: list[Unit], place: int) -> Office | None:
    """The office that somebody changes for another: 李明|由县长|升任|书记."""
    if place >= len(units) or not units[place].is_listed("from"):
        return None
    office = _office_after(units, place + 1)
    if office is None or office.title[1] >= len(units):
        return None
    return office if _role_verb(units[office.title[1]]) == "appointed" else None


def _behind_place(units: list[Unit], place: int) -> int:
    """Where a clause goes on behind the vote that gives an office: 石破茂|在首相选举中|当选; the same place for none."""
    if place >= len(units) or not is_at(units[place]):
        return place
    for at in range(place + 1, min(len(units) - 1, place + _LONGEST_VOTE)):
        if units[at].type == "PERSON" or units[at].tag == MARK:
            return place
        if units[at].is_word(LOCALIZER) and _role_verb(units[at + 1]) == "appointed":
            return at + 1
    return place


def _behind_reason(units: list[Unit], place: int) -> int:
    """Where a clause goes on behind why somebody leaves: 刘建军|因工作调动|辞去; the same place if it gives no reason."""
    if place >= len(units) or units[place].tag != "p":
        return place
    for at in range(place + 1, min(len(units), place + _LONGEST_REASON)):
        if units[at].type == "PERSON" or units[at].tag == MARK:
            return place
        if _role_verb(units[at]) == "removed":
            return at
    return place


def _is_passed_over(unit: Unit) -> bool:
    """Whether a unit may stand between a person and the verb that gives an office: 李明|同志|不再担任."""
    return unit.is_word(SKIP | HONORIFIC) or unit.tag in ("d", "t", "#")


def _is_title(unit: Unit) -> bool:
    """Whether a word is the title of an office."""
    return _OFFICE in unit.ways("title")


def _role_verb(unit: Unit) -> str | None:
    """The status that a verb gives an office; `as` for 为."""
    return next(iter(unit.ways("role_verb")), None)


def _list_around(units: list[Unit], at: int) -> tuple[int, int]:
    """The first and the last person of the list that a person stands in."""
    first = last = at
    while (
        first >= max(2, at - _LONGEST_LIST)
        and units[first - 1].is_word(OFFICE_JOINT)
        and units[first - 2].type == "PERSON"
    ):
        first -= 2
    while (
        last + 2 < min(len(units), at + _LONGEST_LIST)
        and units[last + 1].is_word(OFFICE_JOINT)
        and units[last + 2].type == "PERSON"
    ):
        last += 2
    return first, last


def _is_person_list(units: list[Unit], at: int) -> bool:
    return at >= 2 and units[at - 1].is_word(OFFICE_JOINT) and units[at - 2].type == "PERSON"


def _office_before(units: list[Unit], end: int) -> Office | None:
    """The office whose title ends at `end`."""
    if end > 1 and units[end - 1].is_listed("chief") and units[end - 2].type == "ORG":
        return Office(end - 2, (end - 2, end - 1), (end - 1, end))  # 菲律宾国防部|长
    first = end
    while first > 0 and end - first < 3 and _is_title(units[first - 1]):
        first -= 1
    if first == end:
        return None
    first = _portfolio(units, first)
    title = (first, end)
    body_end = first
    while first > 0 and body_end - first < _LONGEST and _is_of_body(units[first - 1]):
        if units[first - 1].is_word(EVENT) and units[first].type in _ORG_TYPES:
            break  # 在北京会见|荷兰副首相
        first -= 1
    while first < body_end and not (units[first].type in _ORG_TYPES or units[first].is_word(FORMER)):
        first += 1
    if first == body_end:  # 云星影业总裁施嘉木: a body that no rule knows as one
        while first > 0 and body_end - first < _LONGEST and _is_of_unknown(units[first - 1]):
            first -= 1
        probe = first
        while (
            probe > 0
            and body_end - probe < _LONGEST
            and _is_of_department(units[probe - 1])
            and not units[probe - 1].is_listed("between")
        ):
            probe -= 1
        if probe > 0 and units[probe - 1].type in ("ORG", "GPE"):
            first = probe - 1  # 人社部|就业促进司
    return Office(first, (first, body_end), title)


def _portfolio(units: list[Unit], title: int) -> int:
    """Where the title of a minister begins, with what is in his care: 外交与国际合作|大臣, 住房|大臣."""
    if not units[title].is_listed("minister"):
        return title
    first = title
    while first > 0 and title - first < _LONGEST:
        unit = units[first - 1]
        joins = unit.is_word(AND) and first < title
        if not joins and (
            unit.type
            or _is_title(unit)
            or unit.is_listed("between")
            or unit.is_word(HEAD_WORD)
            or not (unit.tag in _CARES or unit.is_word(NOUN))
        ):
            break
        first -= 1
    while first < title and units[first].is_word(AND):
        first += 1
    return first


def _office_after(units: list[Unit], first: int) -> Office | None:
    """The office that begins at `first`."""
    if first < len(units) and units[first].is_word(PERSON_WORD):
        first += 1  # 任命李明为|其|特别代表
    at = first
    while at < len(units) and at - first < _LONGEST and not _is_title(units[at]):
        if not _is_of_body(units[at]) and not _says_which(units[at]):
            return None
        at += 1
    if at == len(units) or not _is_title(units[at]):
        return None
    end = at + 1
    while end < len(units) and _is_title(units[end]):
        end += 1
    return Office(first, (first, at), (at, end))


def _is_of_department(unit: Unit) -> bool:
    """Whether a word may be one of the name of a department; 董事长|兼|总裁 are two offices."""
    return not unit.type and unit.tag in _PARTS and not unit.is_word(OFFICE_JOINT)


def _says_which(unit: Unit) -> bool:
    """Whether a unit says which holder of an office is meant: 新, 第47任."""
    return unit.is_listed("which") or unit.tag == NUMBER


def _is_of_unknown(unit: Unit) -> bool:
    """Whether a unit may belong to a body that no rule knows as one."""
    return unit.tag[:1] in ("n", "j", "x", "b") and not unit.is_listed("between")


def _is_of_body(unit: Unit) -> bool:
    """Whether a unit may belong to the body that an office is of."""
    if unit.is_word(OFFICE_JOINT):
        return False  # 董事长|兼|总裁
    if unit.type:
        return unit.type in _ORG_TYPES
    if unit.is_listed("between"):
        return False  # 柏林|会见|法国总统
    return unit.is_word(FORMER) or unit.tag[:1] in ("n", "j", "b", "f", "x") or unit.tag == "vn"
