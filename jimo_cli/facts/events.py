"""Who did what: an agent, a verb that news lives on, and its object."""

from __future__ import annotations

from typing import Final, final

from ..model import Mention, NumberMention, Thing, TimeMention
from ..names.classes import (
    ACT,
    AMONG,
    AND,
    ASPECT,
    AT_WORD,
    BASIS,
    DEED_NOUN,
    DO,
    EVENT,
    HAPPENS,
    JOINT,
    LEVEL,
    LIES,
    LIGHT,
    LOCALIZER,
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
    TURN,
    UNREAL,
)
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .deeds import deed_end, is_named_by, is_noun_here, is_of_noun, limits
from .draft import Draft
from .phrases import SUBJECT_TYPES, is_noun, is_plan, is_subject, is_verb, nominal_start
from .piece import LIST_MARK
from .things import Things

_WHERE: Final = AT_WORD | LIES
_TAIL: Final = ASPECT | AT_WORD  # what may stand between a verb and its object
_OPEN: Final = "\u201c"
_CLOSE: Final = "\u201d"
_DESCRIBE: Final = ("b", "a", "m", "d")  # tags of what may stand between a verb and a noun that it limits
_YEAR: Final = 4  # the length of the value of a year
_FIGURED: Final = LEVEL | TURN | SHARE_OF | SHARE_RATE | RANK_AT
_LONGEST_SUBJECT: Final = 8
_LONGEST_CLAUSE: Final = 150  # units; what is done, by whom and to whom is looked for all over a clause, verb by verb
_MOST_PREPOSITIONS: Final = 8
_SOURCES: Final = ("ORG", "PERSON")
_AGENTS: Final = ("ORG", "PERSON", "GPE", "EVENT", "PRODUCT")


@final
class EventFinder:
    """Finds the events of one document. `sides` are words that stand behind a time (一年|后)."""

    def __init__(self, text: str, things: Things, mentions: dict[int, Mention], sides: tuple[str, ...]) -> None:
        self._text = text
        self._things = things
        self._mentions = mentions
        self._sides = sides
        self._subject: list[Unit] = []
        self._own_subject: list[Unit] = []  # of the last verb, as its clause says it
        self._times: list[tuple[int, TimeMention]] = []  # of the clause, with where they stand
        self._agent: list[Unit] = []  # who did what the clause tells
        self._first_agent = 0  # where the first name stands of who can act
        self._aside = (0, 0)  # the units of a deed that only says when another was done (访问成都期间)
        self._time: TimeMention | None = None  # what the sentence said of when, before the clause

    def new_sentence(self) -> None:
        """When something happened is taken over from the clauses before it, not from the sentence before."""
        self._time = None

    def new_paragraph(self) -> None:
        """Agents are not taken over from the paragraph before."""
        self._subject = []

    def read(self, clause: list[Unit], planned: bool) -> list[Draft]:
        """The events of one clause; one that is longer than any of the news is read in stretches."""
        found: list[Draft] = []
        for first in range(0, len(clause), _LONGEST_CLAUSE):
            found += self._read(clause[first : first + _LONGEST_CLAUSE], planned)
        return found

    def _read(self, clause: list[Unit], planned: bool) -> list[Draft]:
        found: list[Draft] = []
        self._times = self._times_of(clause)
        taken = -1
        self._agent, self._aside = [], (0, 0)
        self._first_agent = next((at for at, unit in enumerate(clause) if unit.type in _AGENTS), len(clause))
        unreal = next((at for at, unit in enumerate(clause) if unit.is_word(UNREAL)), len(clause))
        for at, unit in enumerate(clause):
            if at <= taken or unit.type or not unit.is_word(EVENT | LIGHT):
                continue
            if unreal < at:
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
        if any(unit.is_word(ROLE_VERB | AMONG) for unit in clause):
            return  # 任命A为局长，: A does nothing; 其中青岛市19例，: a part
        if self._agent:
            self._subject = self._agent
            return
        named: list[Unit] = []
        for at, unit in enumerate(clause):
            if is_subject(unit) and at + 1 < len(clause) and clause[at + 1].is_listed("standing_body"):
                named = clause[at : at + 2]  # 全国|公安机关
            elif is_subject(unit) and unit.type in _AGENTS:
                named = [unit]  # the last before the verb: 俄罗斯总统|普京
            elif unit.tag in ("v", "p", MARK) or (named and unit.is_word(EVENT)):
                break
        if named:
            self._subject = named

    def _event(self, clause: list[Unit], at: int, planned: bool, taken: int) -> tuple[Draft | None, int]:
        unit = clause[at]
        last = deed_end(clause, at)
        if last < at or self._is_no_deed(clause, at, last):
            return None, taken
        subject, passive = self._subject_of(clause, at)
        self._own_subject = [] if passive else subject
        object_range = self._object_of(clause, last)
        if object_range is None and unit.is_word(SHOWN) and subject and subject[-1].type in _SOURCES:
            return None, taken  # 国家统计局公布，10月份…
        if object_range is not None and object_range[1] < len(clause) and not clause[object_range[1]].is_word(SERIAL):
            self._aside = (at, object_range[1])  # nobody named there does what comes behind it
        if subject and subject[0].type in _AGENTS:
            self._agent = subject
        given_to = self._given_to(clause, at) or self._met(clause, at, subject)
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
        happens = unit.is_word(HAPPENS) or any(other.is_listed("cause") for other in clause[last + 1 : last + 3])
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

    def _is_no_deed(self, clause: list[Unit], at: int, last: int) -> bool:
        """Whether a verb that a deed may be told by is a noun here, a part of a name, or what a measure states."""
        unit = clause[at]
        if is_of_noun(clause, last):
            return True  # 发布的报告 is no event of its own
        if at > 0 and clause[at - 1].is_word(OF):
            return True  # 签约的启动
        if not unit.is_word(LIGHT) and is_noun_here(clause, at, self._mentions):
            return True  # 扩大|对外|投资
        if at > 1 and clause[at - 1].is_word(ASPECT) and is_verb(clause[at - 2]):
            if any(other.is_word(OF) for other in clause[last + 1 :]):
                return True  # 作出了|落户海州的决定
        if self._is_counted(clause, last):
            return True  # 社会捐赠占8.4%
        if self._tells_when(clause, last):
            return True  # 落户|一年后
        if is_named_by(clause, at):
            return True  # 死亡病例, 挂牌价
        if last + 1 == len(clause) and unit.is_listed("nounish") and at > 0 and limits(clause[at - 1]):
            if any(is_verb(other) and not other.is_word(EVENT) for other in clause[:at]):
                return True  # 赢得联邦|选举, 参与本轮|融资
        if at + 1 < len(clause) and clause[at + 1].is_word(LOCALIZER) and clause[at + 1].tag == "f":
            if at + 2 == len(clause) or not is_noun(clause[at + 2]):
                return True  # 在总裁选举|中, and not 启动|中|晚稻收购
        if at + 2 < len(clause) and clause[at + 1].tag in _DESCRIBE and clause[at + 2].is_word(DEED_NOUN):
            return True  # 落户一次性奖励
        ends = last + 1 == len(clause) or clause[last + 1].text == LIST_MARK
        if ends and at > 0 and isinstance(self._mentions.get(clause[at - 1].start), NumberMention):
            return True  # 喜获500万元投资
        if at > 0 and clause[at - 1].is_word(DO) and last + 1 < len(clause) and clause[last + 1].tag == NUMBER:
            return True  # 完成|投资|320亿元
        if last + 2 == len(clause) and clause[last + 1].tag == NUMBER:
            if unit.is_listed("nominal") or self._is_count(clause[last + 1]):
                return True  # 遇难55人, 投资3亿元: a measure states that
        return self._is_noun_or_preposition(clause, at) or clause[-1].is_word(SAY)

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
        """Whether the verb only says when something else was done: 落户一年后就实现了…, 开通运营三周年之际."""
        if len(clause) > last + 2 and clause[-1].is_word(LOCALIZER) and clause[-2].tag == NUMBER:
            mention = self._mentions.get(clause[-2].start)
            return isinstance(mention, TimeMention) and mention.timex == "DURATION"
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
            named = unit.type in ("GPE", "LOC", "FAC") or unit.is_word(STATUS | SKIP | MANNER)
            told = unit.tag == NUMBER and isinstance(self._mentions.get(unit.start), TimeMention)
            if not named and not told and unit.tag not in ("p", "d"):
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
        end, start = at, 0
        prepositions = [
            place for place in range(at - 1, -1, -1) if clause[place].tag == "p" or clause[place].is_word(ONTO)
        ]
        for place in prepositions[:_MOST_PREPOSITIONS]:
            start = 0 if self._first_agent < place else _after_relative(clause, place, end)
            if start:
                break
            end = place
        aside = self._aside
        names = [
            place
            for place in range(start, end)
            if (clause[place].type in SUBJECT_TYPES or clause[place].is_word(SUBJECT_WORD))
            and not aside[0] <= place < aside[1]
        ]
        if names:
            first = last = names[-1]
            other = _other_side(clause, last, at)
            if other > last:
                return list(clause[first : other + 1]), passive
            while first - 2 >= 0 and clause[first - 1].is_word(JOINT) and (first - 2) in names:
                first -= 2
            quoted = _quoted(clause, last, end)
            if quoted:
                return list(clause[quoted[0] : self._noun_end(clause, quoted[1], end)]), passive
            follows = clause[last + 1] if last + 1 < end else None
            goes_on = follows is not None and _goes_on(clause, last + 1) and last + 1 != aside[0]
            if follows is not None and goes_on and not follows.is_word(MANNER):
                return list(clause[last : self._noun_end(clause, last + 1, end)]), passive
            return list(clause[first : last + 1]), passive
        while end > 0 and (
            clause[end - 1].tag in ("d", "t", "#", "ad", MARK)
            or clause[end - 1].is_word(MANNER)
            or (clause[end - 1].is_word(STATUS) and not is_plan(clause, end - 1))
        ):
            end -= 1
        start = nominal_start(clause, start, end)
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
        if clause[first].tag == "c" and not clause[first].is_word(AND) and _acts(clause, first + 1):
            return None  # 访问|并出席峰会
        for end in range(first + 1, len(clause)):
            if len(clause[end].text) > 1 and clause[end].is_word(LOCALIZER) and clause[last].is_word(EVENT):
                if end + 1 < len(clause) and clause[end + 1].is_word(EVENT) and is_noun(clause[end - 1]):
                    return first, end  # 访问成都|期间|参观
            if clause[end].tag == "c" and not clause[end].is_word(AND) and _acts(clause, end + 1):
                return first, end  # 打破世界纪录|并夺得金牌
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
    def _met(clause: list[Unit], at: int, subject: list[Unit]) -> list[Unit]:
        """Whom somebody meets, where a preposition names him: 李强|同|来访的新西兰总理拉克森|举行会谈."""
        if not subject or not clause[at].is_listed("meets"):
            return []
        first = next((place for place, unit in enumerate(clause[:at]) if unit is subject[-1]), at)
        met = at
        for place in range(at - 1, first, -1):
            unit = clause[place]
            if unit.type in _AGENTS and met == at:
                met = place
            elif not unit.type and met < at and (unit.is_word(AND) or unit.is_word(PREPOSITION)):
                return list(clause[met : met + 1])
        return []

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
        for place, unit in enumerate(clause[: min(at + 3, len(clause) - 1)]):
            if unit.is_word(_WHERE) and clause[place + 1].type in ("GPE", "LOC", "FAC"):
                units = clause[place + 1 : place + 2]
                draft.place = self._things.of(units)
                draft.argue("place", self._things.starts(units))
                return


def _goes_on(clause: list[Unit], at: int) -> bool:
    """Whether a noun goes on with a name before it: 韩国|代表团, and not 总队|调派|112辆消防车."""
    unit = clause[at]
    counts = at + 1 < len(clause) and clause[at + 1].tag == NUMBER and unit.is_word(ACT)
    if unit.tag == "v" and at + 1 < len(clause) and clause[at + 1].is_listed("undertaking"):
        return not unit.is_word(EVENT)  # 机场|扩建|工程
    return is_noun(unit) and not unit.type and not counts


def _quoted(clause: list[Unit], name: int, end: int) -> tuple[int, int] | None:
    """The quotation that a name stands in with other words, if what it is follows it: “光影上海”|展览."""
    first, last = name, name
    while first > 0 and clause[first].text != _OPEN:
        first -= 1
    while last < end and clause[last].text != _CLOSE:
        last += 1
    closed = clause[first].text == _OPEN and last + 1 < end and last - first > 2
    return (first, last + 1) if closed and clause[last + 1].tag[:1] in ("n", "v") else None


def _acts(clause: list[Unit], at: int) -> bool:
    """Whether a deed is told from a place on: 夺得, 成功夺得."""
    for place in range(at, len(clause) - 1):
        if clause[place].is_word(OF) and clause[place + 1].type in _AGENTS:
            return False  # 会见来访|并出席峰会的俄罗斯总统
    while at < len(clause) and (clause[at].tag in ("d", "ad") or clause[at].is_word(MANNER)):
        at += 1
    return at < len(clause) and clause[at].is_word(EVENT) and not clause[at].type


def _after_relative(clause: list[Unit], first: int, end: int) -> int:
    """Where the name begins that the relative clause from `first` on tells of: 由四人组成的|中国队; 0 for none."""
    for at in range(end - 2, first + 1, -1):
        if clause[at].is_word(OF) and clause[at + 1].type in SUBJECT_TYPES:
            return at + 1 if any(is_verb(unit) for unit in clause[first + 1 : at]) else 0
    return 0


def _other_side(clause: list[Unit], name: int, verb: int) -> int:
    """The name of who does something together with the one at `name`: 本田|与|日产|签署; `name` for nobody."""
    if not clause[verb].is_listed("mutual") or name + 2 >= verb or not clause[name + 1].is_word(AND):
        return name
    for at in range(name + 2, verb):
        if clause[at].type == clause[name].type:
            return at
        if not (is_noun(clause[at]) or clause[at].tag == "f"):
            return name
    return name
