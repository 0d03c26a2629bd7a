"""Who did what: an agent, a verb that news lives on, and its object."""

from __future__ import annotations

from typing import Final, final

from ..model import Mention, NumberMention, Thing, TimeMention
from ..names.classes import (
    ACT,
    AMONG,
    ASPECT,
    AT_WORD,
    BASIS,
    DEED_MATTER,
    DEED_NOUN,
    DO,
    EVENT,
    HAPPENS,
    JOINT,
    LEVEL,
    LIES,
    LIGHT,
    MANNER,
    OF,
    ONTO,
    PASSIVE,
    PREPOSITION,
    RANK_AT,
    ROLE_VERB,
    SAY,
    SERIAL,
    SHARE_OF,
    SHARE_RATE,
    SHOWN,
    SKIP,
    STATUS,
    SUBJECT_WORD,
    TAKER,
    TURN,
    UNREAL,
    UNTIL,
)
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .deeds import is_noun_here
from .draft import Draft
from .phrases import SUBJECT_TYPES, is_noun, is_plan, is_subject, nominal_start
from .piece import LIST_MARK
from .things import Things

_WHERE: Final = AT_WORD | LIES
_TAIL: Final = ASPECT | AT_WORD  # what may stand between a verb and its object
_YEAR: Final = 4  # the length of the value of a year
_FIGURED: Final = LEVEL | TURN | SHARE_OF | SHARE_RATE | RANK_AT
_LONGEST_SUBJECT: Final = 8
_SOURCES: Final = ("ORG", "PERSON")


@final
class EventFinder:
    """Finds the events of one document. `sides` are words that stand behind a time (一年|后)."""

    def __init__(self, text: str, things: Things, mentions: dict[int, Mention], sides: tuple[str, ...]) -> None:
        self._text = text
        self._things = things
        self._mentions = mentions
        self._sides = sides
        self._sides = sides
        self._subject: list[Unit] = []
        self._own_subject: list[Unit] = []  # of the last verb, as its clause says it
        self._times: list[tuple[int, TimeMention]] = []  # of the clause, with where they stand
        self._time: TimeMention | None = None  # what the sentence said of when, before the clause

    def new_sentence(self) -> None:
        """When something happened is taken over from the clauses before it, not from the sentence before."""
        self._time = None

    def new_paragraph(self) -> None:
        """Agents are not taken over from the paragraph before."""
        self._subject = []

    def read(self, clause: list[Unit], planned: bool) -> list[Draft]:
        """The events of one clause."""
        found: list[Draft] = []
        self._times = self._times_of(clause)
        taken = -1
        for at, unit in enumerate(clause):
            if at <= taken or unit.type or not (unit.is_word(EVENT | LIGHT)):
                continue
            if any(other.is_word(UNREAL) for other in clause[:at]):
                break
            draft, taken = self._event(clause, at, planned, taken)
            if draft is not None:
                found.append(draft)
                if unit.is_word(ROLE_VERB) and self._own_subject:
                    self._subject = self._own_subject  # 会议|选举A为市长，选举B为主任
        self._note(clause)
        if self._times:
            self._time = self._times[0][1]
        return found

    def _note(self, clause: list[Unit]) -> None:
        """Remember whom the clause is about, for the clauses after it."""
        if any(unit.is_word(ROLE_VERB) or unit.is_word(AMONG) for unit in clause):
            return  # 任命A为局长，: A does nothing; 其中青岛市19例，: a part
        named: list[Unit] = []
        for at, unit in enumerate(clause):
            if is_subject(unit) and at + 1 < len(clause) and clause[at + 1].is_listed("standing_body"):
                named = clause[at : at + 2]  # 全国|公安机关
            elif is_subject(unit) and unit.type in ("ORG", "PERSON", "GPE", "EVENT", "PRODUCT"):
                named = [unit]  # the last before the verb: 俄罗斯总统|普京
            elif unit.tag in ("v", "p", MARK) or (named and unit.is_word(EVENT)):
                break
        if named:
            self._subject = named

    def _event(self, clause: list[Unit], at: int, planned: bool, taken: int) -> tuple[Draft | None, int]:
        unit = clause[at]
        last = at
        if unit.is_word(LIGHT):
            if at + 1 < len(clause) and (clause[at + 1].is_word(EVENT) or clause[at + 1].tag == "vn"):
                last = at + 1
            else:
                return None, taken
        if _is_of_noun(clause, last):
            return None, taken  # 发布的报告 is no event of its own
        if at > 0 and clause[at - 1].is_word(OF):
            return None, taken  # 签约的启动
        if at == last and is_noun_here(clause, at, self._mentions):
            return None, taken  # 扩大|对外|投资
        if self._is_counted(clause, last):
            return None, taken  # 社会捐赠占8.4%
        if self._tells_when(clause, last):
            return None, taken  # 落户|一年后
        if at + 1 < len(clause) and _is_named_by(unit, clause[at + 1]):
            return None, taken  # 死亡病例, 挂牌价
        if at + 2 < len(clause) and clause[at + 1].tag in _ADJECTIVES and clause[at + 2].is_word(DEED_NOUN):
            return None, taken  # 落户一次性奖励
        ends = last + 1 == len(clause) or clause[last + 1].text == LIST_MARK
        if ends and at > 0 and isinstance(self._mentions.get(clause[at - 1].start), NumberMention):
            return None, taken  # 喜获500万元投资
        if at > 0 and clause[at - 1].is_word(DO) and last + 1 < len(clause) and clause[last + 1].tag == NUMBER:
            return None, taken  # 完成|投资|320亿元
        if last + 2 == len(clause) and self._is_count(clause[last + 1]):
            return None, taken  # 遇难55人, 审结17855件: a measure states that
        if self._is_noun_or_preposition(clause, at) or clause[-1].is_word(SAY):
            return None, taken
        subject, passive = self._subject_of(clause, at)
        self._own_subject = [] if passive else subject
        object_range = self._object_of(clause, last)
        if object_range is None and unit.is_word(SHOWN) and subject and subject[-1].type in _SOURCES:
            return None, taken  # 国家统计局公布，10月份…
        given_to = self._given_to(clause, at)
        start = subject[0].start if subject and subject[0].start >= clause[0].start else unit.start
        end = clause[object_range[1] - 1].end if object_range else clause[last].end
        draft = Draft("event", "event.verb", min(start, unit.start), end)
        draft.attribute = self._text[unit.start : clause[last].end]
        if object_range:
            units = clause[object_range[0] : object_range[1]]
            draft.object = self._things.of(units) if len(units) == 1 else self._whole(units)
            draft.argue("object", self._things.starts(units))
        elif given_to:
            draft.object = self._things.of(given_to)
            draft.argue("object", self._things.starts(given_to))
        if not subject and not passive and object_range is None and not given_to:
            if not self._says_only_when(clause, at):
                return None, taken
        happens = unit.is_word(HAPPENS)
        if not subject and not passive and not happens:
            subject = self._subject
            if not subject:
                return None, taken
        draft.subject = self._things.of(subject) if subject else None
        if subject:
            draft.argue("subject", self._things.starts(subject))
        draft.status = "planned" if planned else "actual"
        draft.time = self._time_at(clause, at, last)
        if draft.time is not None:
            draft.argue("time", [draft.time.start])
        self._place(draft, clause, at)
        return draft, (object_range[1] - 1 if object_range else last)

    def _is_count(self, unit: Unit) -> bool:
        """Whether a unit is a number with no money in it."""
        mention = self._mentions.get(unit.start) if unit.tag == NUMBER else None
        return isinstance(mention, NumberMention) and mention.type != "MONEY"

    def _is_counted(self, clause: list[Unit], last: int) -> bool:
        """Whether a figure is said of the verb as of a noun: 社会捐赠|占8.4%, 投资|同比|增长5%, 参观|人数|达到120."""
        if clause[last].is_word(ROLE_VERB):
            return False  # 选举阿东|为|第一书记
        for unit in clause[last + 1 :]:
            figured = unit.is_word(_FIGURED)
            if not figured and (unit.tag == "d" or unit.is_word(SKIP | BASIS) or (is_noun(unit) and not unit.type)):
                continue
            return figured and any(
                isinstance(self._mentions.get(other.start), NumberMention) for other in clause if other.tag == NUMBER
            )
        return False

    def _tells_when(self, clause: list[Unit], last: int) -> bool:
        """Whether the verb only says when something else was done: 落户一年后就实现了…."""
        if last + 1 >= len(clause) or clause[last + 1].tag != NUMBER:
            return False
        mention = self._mentions.get(clause[last + 1].start)
        if not isinstance(mention, TimeMention):
            return False
        after = clause[last + 2].text if last + 2 < len(clause) else ""
        return mention.text.endswith(self._sides) or after in self._sides

    def _times_of(self, clause: list[Unit]) -> list[tuple[int, TimeMention]]:
        """The points in time and the periods that a clause names, with where they stand."""
        found = []
        for at, unit in enumerate(clause):
            if unit.tag == NUMBER:
                mention = self._mentions.get(unit.start)
                if isinstance(mention, TimeMention) and mention.timex in ("DATE", "TIME"):
                    found.append((at, mention))
        return found

    def _says_only_when(self, clause: list[Unit], at: int) -> bool:
        """Whether a clause says when and where and nothing else before its verb: 将于5月18日在天津|举行."""
        if not self._times or self._times[0][0] > at:
            return False
        for unit in clause[:at]:
            named = unit.type in ("GPE", "LOC", "FAC") or unit.is_word(STATUS) or unit.is_word(SKIP)
            told = unit.tag == NUMBER and isinstance(self._mentions.get(unit.start), TimeMention)
            if not named and not told and unit.tag not in ("p", "d") and not unit.is_word(MANNER):
                return False
        return True

    def _time_at(self, clause: list[Unit], at: int, last: int) -> TimeMention | None:
        """When a deed was done: a time before its verb, one told before, or one that 于 puts behind it.

        A period in what is done is none: 4月10日，发布|第一季度数据. Of 今年 and 27日夜间 the second says more.
        """
        before = [time for place, time in self._times if place < at]
        time = before[0] if before else None
        if time is not None and len(time.value) == _YEAR:
            time = next((other for other in before if len(other.value) > _YEAR), time)
        after = last + 1
        if time is None and after + 1 < len(clause) and clause[after].is_word(AT_WORD):
            time = next((other for place, other in self._times if place == after + 1), None)  # 成立于|2009年
        return time or self._time

    def _whole(self, units: list[Unit]) -> Thing:
        text = self._text[units[0].start : units[-1].end]
        return Thing(text, text, None)

    def _subject_of(self, clause: list[Unit], at: int) -> tuple[list[Unit], bool]:
        """The agent before a verb: the last name that stands in no adverbial, else a short noun phrase."""
        passive = any(unit.is_word(PASSIVE) for unit in clause[:at])
        end = at
        for place in range(at - 1, -1, -1):
            if clause[place].tag == "p" or clause[place].is_word(ONTO):
                end = place
        names = [
            place for place in range(end) if clause[place].type in SUBJECT_TYPES or clause[place].is_word(SUBJECT_WORD)
        ]
        if names:
            first = last = names[-1]
            while first - 2 >= 0 and clause[first - 1].is_word(JOINT) and (first - 2) in names:
                first -= 2
            follows = clause[last + 1] if last + 1 < end else None
            if follows is not None and _goes_on(clause, last + 1) and not follows.is_word(MANNER):
                return list(clause[last : self._noun_end(clause, last + 1, end)]), passive
            return list(clause[first : last + 1]), passive
        while end > 0 and (clause[end - 1].tag in ("d", "t", "#", "ad", MARK) or clause[end - 1].is_word(MANNER)):
            end -= 1
        start = nominal_start(clause, 0, end)
        kept = list(clause[start:end])
        did = any(u.tag == "v" or u.is_listed("took") for u in kept)  # 历时4年|建成
        if kept and len(kept) <= _LONGEST_SUBJECT and is_noun(kept[-1]) and not did:
            return kept, passive
        return [], passive

    @staticmethod
    def _noun_end(clause: list[Unit], first: int, end: int) -> int:
        while first < end and _goes_on(clause, first):
            first += 1
        return first

    @staticmethod
    def _is_noun_or_preposition(clause: list[Unit], at: int) -> bool:
        """选举于1日举行 tells of one event, 通过视频祝贺 of none that is called 通过."""
        after = clause[at + 1 :]
        if clause[at].is_word(PREPOSITION):
            done = bool(after) and after[0].is_word(_TAIL)  # 通过了 is no preposition
            return not done and any(unit.tag in ("v", "vn") for unit in after)
        if len(after) > 1 and after[0].tag == NUMBER and after[1].is_word(OF):
            return True  # 投资40亿元的项目
        return bool(after) and after[0].is_word(AT_WORD) and any(unit.is_word(EVENT) for unit in after)

    def _object_of(self, clause: list[Unit], last: int) -> tuple[int, int] | None:
        """What a verb is done to: the rest of the clause up to the next deed (派出工作组|赶赴现场)."""
        first = last + 1
        while first < len(clause) and (clause[first].is_word(_TAIL) or clause[first].tag in ("ul", "uz", "ug", "d")):
            first += 1
        if first >= len(clause) or clause[first].text == LIST_MARK:
            return None
        if first + 1 == len(clause) and self._times and self._times[-1][0] == first:
            return None  # 成立于|2009年
        for end in range(first + 1, len(clause)):
            if (
                clause[end].is_word(SERIAL)
                and not clause[end].type
                and is_noun(clause[end - 1])
                and end + 1 < len(clause)
                and not clause[end + 1].is_word(DEED_NOUN)
                and not any(unit.is_word(OF) for unit in clause[end:])
            ):
                return first, end
        return first, len(clause)

    @staticmethod
    def _given_to(clause: list[Unit], at: int) -> list[Unit]:
        """对X进行Y, 将X移交: what a preposition before the verb points at."""
        for place in range(at - 1, -1, -1):
            if clause[place].is_word(ONTO) and not (clause[place].is_word(STATUS) and not is_plan(clause, place)):
                end = next((place for place in range(place + 1, at) if clause[place].is_word(LIGHT)), at)
                while end > place + 1 and (clause[end - 1].tag == "d" or clause[end - 1].is_word(MANNER)):
                    end -= 1  # 对刘志刚等5名官员|依法|提起公诉
                return list(clause[place + 1 : end])
        return []

    def _place(self, draft: Draft, clause: list[Unit], at: int) -> None:
        for place, unit in enumerate(clause[:-1]):
            if unit.is_word(_WHERE) and clause[place + 1].type in ("GPE", "LOC", "FAC") and place < at + 3:
                units = clause[place + 1 : place + 2]
                draft.place = self._things.of(units)
                draft.argue("place", self._things.starts(units))
                return


def _goes_on(clause: list[Unit], at: int) -> bool:
    """Whether a noun goes on with a name before it: 韩国|代表团, and not 总队|调派|112辆消防车."""
    unit = clause[at]
    counts = at + 1 < len(clause) and clause[at + 1].tag == NUMBER and unit.is_word(ACT)
    return is_noun(unit) and not unit.type and not counts


def _is_named_by(verb: Unit, noun: Unit) -> bool:
    """Whether a verb and the noun behind it are a name: 挂牌|价, 表彰|大会, and not 出席|大会."""
    return noun.is_word(DEED_NOUN) or (noun.is_word(DEED_MATTER) and not verb.is_word(TAKER))


def _is_of_noun(clause: list[Unit], last: int) -> bool:
    """Whether 的 stands behind a verb, or behind it and others (建成|到|投产|的闭环运行), or its quotation mark."""
    at = last + 1
    while at < len(clause) and (clause[at].text in _CLOSES or clause[at].is_word(UNTIL | EVENT)):
        at += 1
    return at < len(clause) and clause[at].is_word(OF)


_ADJECTIVES: Final = ("b", "a", "m")
_CLOSES: Final = frozenset("\u201d\u300b")
