"""Clauses → measures, changes, shares and ranks: the grammar of statistics news.

Each number of a clause is the value of at most one fact. The pattern that reads most pieces around it says
which, and which pieces are its slots; what the clause does not say itself (whom it is about, the
indicator, the period, what it is compared with) is taken over from what stands before.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, final

from ..model import Mention, NumberMention, Thing, TimeMention
from ..names.classes import (
    ACTOR,
    AMONG,
    ANAPHOR,
    AND,
    BARREN,
    BASIS,
    CASUALTY,
    COMPARED,
    DECLARE,
    ETC,
    EVEN,
    EVENT,
    JOINT,
    LEARNED,
    NOUN,
    OF,
    SAY,
    SERIAL,
    SHOWN,
    SKIP,
    STATUS,
)
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .amounts import Figure, figure_of
from .draft import Draft
from .grammar import Grammar, Match
from .listing import names_of, shared_out
from .periods import shared_periods
from .phrases import is_noun, is_plan, is_subject, is_verb, partner_in, split_phrase
from .piece import PHRASE, Clause, Piece
from .refusals import is_denied, is_group, is_indefinite, is_measure_of_next, why_not
from .scene import Scene
from .things import Things
from .trace import FactTrace
from .wording import Wording


@final
class FigureFinder:
    """Finds the figures of clauses, one clause after the other."""

    def __init__(
        self,
        grammar: Grammar,
        text: str,
        things: Things,
        wording: Wording,
        trace: FactTrace | None = None,
    ) -> None:
        self._trace = trace
        self._grammar = grammar
        self._wording = wording
        self._text = text
        self._things = things

    def read(self, clause: Clause, scene: Scene) -> list[Draft]:
        """The facts that the numbers of a clause state. Updates the scene."""
        self._note_scene(clause, scene)
        if any(piece.has("among") for piece in clause.skipped):
            scene.begin_part()
        values = [piece for piece in clause.pieces if piece.has("value") or piece.has("duration")]
        found: list[Draft] = []
        if values:
            every: list[Match] | None = [] if self._trace is not None else None
            best = self._grammar.readings(clause.pieces, every)
            readings = [best.get(value.start) for value in values]
            used = {
                piece.start
                for reading in readings
                if reading is not None
                for label, piece in reading.slots.items()
                if piece.has("value") and label not in _OWN_FACT
            }
            if self._trace is not None and every is not None:
                self._trace.matches(every)
            for value, reading in zip(values, readings):
                if reading is None:
                    self._refuse(value, None, "no pattern reads it")
                elif value.start in used:
                    self._refuse(value, reading, "it is a slot of another fact")
                elif is_denied(clause, value):
                    self._refuse(value, reading, "what is denied is no fact")
                else:
                    found += self._facts(clause, reading, scene, found)
        return found

    def note(
        self, units: list[Unit], mentions: dict[int, Mention], scene: Scene, asides: list[TimeMention] | None = None
    ) -> None:
        """A clause without figures says what the figures after it are of: 装备制造业增势尤为明显，…增长4.3%."""
        time: TimeMention | None = None
        scene.new_clause()
        times: list[TimeMention] = list(asides or ())
        is_told = True  # and not compared with: 较去年有所改善
        first = -1
        publishes = bool(units) and (units[-1].is_listed("learned") or units[-1].is_word(SHOWN))
        speaks = publishes
        for place, unit in enumerate(units):
            mention = mentions.get(unit.start) if unit.tag == NUMBER else None
            if isinstance(mention, TimeMention) and mention.timex in ("DATE", "TIME"):
                times.append(mention)
            if times and time is None:
                time = times[0]
                is_told = bool(asides) or place == 0 or not any(units[place - 1].is_listed(name) for name in _COMPARED)
            if unit.is_word(SAY | SHOWN | LEARNED | STATUS | SKIP | AMONG):
                scene.inside = scene.inside or unit.is_word(AMONG)
                speaks = speaks or (unit.is_word(SAY) and not unit.is_word(DECLARE)) or unit.is_word(SHOWN | LEARNED)
                if unit.is_word(STATUS) and scene.status == "actual" and not is_plan(units, place):
                    scene.status = unit.ways("status")[0]
                if first < 0 and unit.is_word(SKIP | AMONG | STATUS):
                    continue
            if first < 0 and mention is None and unit.tag != MARK:
                first = place
        if time is not None and any(unit.is_word(COMPARED) for unit in units):
            scene.basis, scene.basis_time = (
                None,
                time,
            )  # 与2020年相比，; what kind that is depends on the period to come
            return
        is_record = any(unit.is_listed("record") for unit in units)  # 创2015年上市以来新高
        is_told = is_told and not (publishes or is_record or any(unit.is_word(EVEN) for unit in units))
        if time is not None and is_told:
            scene.tell_time(times)  # when figures are published is not the time of them
        if speaks and any(unit.text.endswith(self._wording.own) for unit in units):
            owner = next((unit for unit in units if unit.type == "ORG"), None)
            if owner is not None:
                scene.set_subject([owner], self._things)  # 贵州茅台发布三季报 tells of itself
        elif first >= 0 and not (speaks or is_record):  # who publishes figures is not what they are about
            self._note_topic(units, first, scene)

    def _note_topic(self, units: list[Unit], first: int, scene: Scene) -> None:
        if units[-1].is_listed("view"):
            return  # 单季来看
        end = first
        while (
            end < len(units) and (is_noun(units[end]) or units[end].is_word(_LINKS)) and not units[end].is_word(BASIS)
        ):
            end += 1
        whole = end == len(units)
        while end > first and units[end - 1].is_word(_LINKS):
            end -= 1
        if end == first:
            return
        parts = split_phrase(units, first, end)
        name = self._span(units, parts.attribute, parts.last)
        if parts.subject_end > parts.subject:
            scene.set_subject(units[parts.subject : parts.subject_end], self._things)
        if name is None:
            return
        indicator = self._indicator(name)
        if indicator is not None:
            scene.attribute, scene.attributes = indicator, []
        elif parts.subject_end == parts.subject and not whole and not any(u.is_word(EVENT) for u in units[first:end]):
            scene.set_topic(Thing(name, name, None))

    def _indicator(self, name: str) -> str | None:
        """A noun phrase up to the indicator that it names: 社会民生领域投资 of 社会民生领域投资力度."""
        ends = [name.rfind(head) + len(head) for head in self._wording.heads if head in name]
        return name[: max(ends)] if ends else None

    def _note_scene(self, clause: Clause, scene: Scene) -> None:
        """Take the period and the status of a clause into the scene."""
        scene.new_clause()
        times = [mention for piece in clause.times for mention in piece.mentions if isinstance(mention, TimeMention)]
        scene.inside = scene.inside or any(piece.has("among") for piece in clause.skipped)
        if times:
            scene.tell_time(times, times[0].text.endswith(self._wording.same_period))
        scene.bases = []
        for piece in clause.skipped:
            status = piece.attribute("status")
            if status and scene.status == "actual":
                scene.status = status

    def _refuse(self, value: Piece, match: Match | None, why: str) -> list[Draft]:
        """No fact, and for `explain` the reason."""
        if self._trace is not None:
            self._trace.refuse(value, match, why)
        return []

    # -- slots

    def _facts(self, clause: Clause, match: Match, scene: Scene, before: list[Draft]) -> list[Draft]:
        slots = match.slots
        self._take_thing(clause, match)
        about = self._about(clause, match)
        if about is None:
            return self._refuse(slots["value"], match, "the phrase before it names no indicator")
        subject, attribute = about
        if len(subject) == 2 and subject[0].type == "GPE" and subject[1].is_word(ANAPHOR):
            subject = subject[:1]  # 深圳|全市
        if not subject and match.pattern.kind == "rank":
            subject = _before_via(clause, match) or _behind(clause, match)
        if match.first > 1 and clause.pieces[match.first - 1].has("via"):
            subject = subject or _before_via(clause, match)  # 李明|以50.9%的得票率当选
        why = why_not(clause, match)
        if why:
            return self._refuse(slots["value"], match, why)
        if not self._holds(clause, match, before, attribute or scene.attribute):
            return self._refuse(slots["value"], match, f"its rule needs more: {match.pattern.given.get('needs')}")
        mentions = [figure_of(mention) for mention in slots["value"].mentions]
        got = "get" in match.pattern.classes
        if got and not all(mention.unit in self._wording.gains for mention in mentions):
            if not subject or not is_subject(subject[0]):
                return self._refuse(slots["value"], match, "the phrase before it names nobody")
            got, attribute = False, None  # 特朗普获得277张选举人票，哈里斯|获得224张
        if len(mentions) == 1 and attribute is None and len(scene.attributes) > 1:
            return self._refuse(slots["value"], match, "a figure of a list as a whole belongs to none of its parts")
        together = all(one.mention.end == other.mention.start for one, other in pairwise(mentions))
        owners = self._owners(clause, scene, subject, attribute, len(mentions), together)
        periods: list[TimeMention] = []
        if not owners and (_is_shared_out(clause) or len(scene.times) == len(mentions)):
            periods = shared_periods(scene.times, len(mentions))
            owners = [(subject, attribute)] * len(periods)
        if not owners:
            return self._refuse(slots["value"], match, "there are not as many indicators as values")
        facts = []
        for place, (mention, (who, name)) in enumerate(zip(mentions, owners)):
            draft = self._draft(clause, match, scene, mention)
            if draft is None:
                self._refuse(slots["value"], match, f"it is no value of a {match.pattern.kind}")
                continue
            if periods:
                draft.time = periods[place]
                draft.args["time"] = [draft.time.start]
            draft.subject = self._things.of(who) if who else scene.topic
            draft.argue("subject", self._things.starts(who) if who else scene.mentions)
            if who:
                draft.cover(who[0].start, who[-1].end)
            if draft.kind == "rank":
                draft.attribute = (
                    draft.attribute or name or scene.rank or scene.ranking or self._ranked_by(match, scene)
                )
                scene.rank = draft.attribute
            elif draft.whole_value is not None:
                draft.attribute = self._rest(clause, slots["value"]) or name
            elif _is_part(match) and name is None and subject:
                parts = any(
                    piece.has("among") for piece in clause.skipped
                )  # 其中畲族占八成: of what was counted before
                draft.object = (_named(scene.attribute) if parts else None) or draft.object or _named(scene.attribute)
                facts.append(draft)
                continue
            else:
                draft.attribute = self._averaged(
                    clause, match, name or self._of_place(draft, scene), scene, mention, bool(who)
                )
                if draft.attribute is None and "via" in match.pattern.classes and mention.unit in self._wording.gains:
                    draft.attribute = mention.unit  # 以7金3银1铜位居榜首
                if draft.attribute is None and _are_names(who):
                    scene.mention(who, self._things)
                    scene.attribute, scene.attributes = None, []
                elif draft.attribute is not None:
                    if not who and name in self._wording.alone:
                        scene.set_topic(None)  # 上证指数 is nobody's
                        draft.subject = None
                        draft.args.pop("subject", None)
                    draft.attribute += _rate_of(match)
                    scene.rated = draft.attribute if _rate_of(match) else None
            if draft.attribute is None:
                self._refuse(slots["value"], match, "nothing here or before says which indicator it is of")
                continue
            facts.append(draft)
        if facts:
            if subject and (_is_group(subject) or _are_names(subject)):
                scene.set_subject(subject, self._things)
            elif subject:
                scene.set_topic(facts[-1].subject)
            if got or ("act" in slots and "of" in match.pattern.classes):
                pass  # 获得182席 and 投资50亿元的项目 names no indicator for what follows
            elif facts[-1].kind in ("measure", "change") and attribute is not None:
                scene.attribute = attribute if _rate_of(match) else facts[-1].attribute
                listed = [fact.attribute for fact in facts if fact.attribute]
                if facts[-1].kind == "measure":
                    for name in listed:
                        scene.measured(name, _kind_of(mentions[0]))
                scene.attributes = listed if len(listed) > 1 and listed[0] != listed[1] else []
                scene.told += listed
            elif "share_rate" in slots and facts[-1].attribute and attribute is not None:
                scene.attribute, scene.attributes = facts[-1].attribute + slots["share_rate"].text, []
                scene.measured(scene.attribute, "PERCENT")
                scene.shared = facts[-1].attribute
        return facts

    def _averaged(
        self, clause: Clause, match: Match, name: str | None, scene: Scene, figure: Figure, named: bool
    ) -> str | None:
        """The indicator of a figure; one that is nothing but an average (日均3亿人次) is of that before it."""
        if name in self._wording.trailing and scene.attribute is not None:
            return scene.attribute if scene.attribute.endswith(name) else scene.attribute + name
        if name is None or name not in self._wording.averages:
            return name or self._taken_over(clause, match, scene, figure, named)
        whole = self._taken_over(clause, match, scene, figure, named)
        return name if whole is None or whole.startswith(self._wording.averages) else name + whole

    @staticmethod
    def _taken_over(clause: Clause, match: Match, scene: Scene, figure: Figure, named: bool) -> str | None:
        """The indicator that a figure is of which names none; not one that is measured in something else.

        Whoever is `named` and just 涨3% or 报6.2美元 is a share or a price that nobody has told of.
        """
        turn = match.slots.get("turn")
        level = match.slots.get("level")
        if named and turn is not None and _moves(turn) and "basis" not in match.slots and scene.basis is None:
            return None
        if named and level is not None and clause.units[level.first].is_listed("quote"):
            return None
        if match.pattern.kind == "share":
            return scene.attribute
        if "share_rate" in match.slots and scene.shared and (scene.attribute or "").startswith(scene.shared):
            return scene.shared
        if turn is not None and figure.unit == "pp" and scene.rated is not None and not _rate_of(match):
            return scene.rated  # 增速比上月低0.2个百分点，比上年同期高0.7个百分点
        kind = _kind_of(figure)
        known = scene.kinds.get(scene.attribute or "", kind)
        if known == kind or (match.pattern.kind == "change" and figure.type not in ("MONEY", "QUANTITY")):
            return scene.attribute
        return scene.last_of(kind) if "via" in match.slots else None

    @staticmethod
    def _ranked_by(match: Match, scene: Scene) -> str | None:
        """The indicator of a place in an order: what the figure is of that it was won with, else the last one."""
        also = match.slots.get("also")
        if also is None:
            return scene.attribute
        kind = _kind_of(figure_of(also.mentions[0]))
        return scene.attribute if scene.kinds.get(scene.attribute or "", kind) == kind else scene.last_of(kind)

    def _take_thing(self, clause: Clause, match: Match) -> None:
        """What a sum that something is done with is: 发行40亿美元|主权债券."""
        slots, value = match.slots, match.slots["value"]
        if "act" not in slots or not value.has("money") or match.last >= len(clause.pieces):
            return
        following = clause.pieces[match.last]
        if "attribute" in slots or "thing" in slots or not following.has(PHRASE) or following.start != value.end:
            return
        last = self._money_thing(clause.units, following.first, following.last)
        if last > following.first:
            end = clause.units[last - 1].end
            text = self._text[following.start : end]
            slots["thing"] = Piece(following.start, end, text, following.first, last, (PHRASE,), [])

    def _money_thing(self, units: list[Unit], first: int, last: int) -> int:
        """Where money ends that a phrase begins with (补贴, 7天期逆回购); `first` where none does."""
        at = first + 2 if units[first].tag == NUMBER else first
        for place in range(at, min(at + 2, last)):
            if units[place].text in self._wording.money_things:
                return place + 1
        return first

    def _of_place(self, draft: Draft, scene: Scene) -> str | None:
        """The list that somebody rose or fell in by so many places: 排名第13位，较上年上升1位."""
        moved = draft.kind == "change" and draft.unit is not None and draft.unit in self._wording.rank_units
        return (scene.rank or scene.ranking) if moved else None

    def _owners(
        self, clause: Clause, scene: Scene, subject: list[Unit], attribute: str | None, count: int, together: bool
    ) -> list[tuple[list[Unit], str | None]]:
        """The subject and the indicator of each of several values; none where they do not come out even.

        A list of indicators or of names has a value for each (北京、上海房价分别下降0.7%、0.6%), which may be
        clauses of their own (…分别下降0.7%、上涨0.6%), and so have the indicators of the clauses before
        (受理3件，审结2件，分别增长1%、2%).
        """
        if count == 1 and not subject and attribute is None and scene.waiting:
            return [(scene.waiting.pop(0), None)]
        names = names_of(subject)
        scene.waiting = []
        each = _is_shared_out(clause)
        if count == 1:
            if each and len(names) > 1:
                scene.waiting = names[1:]
                return [(names[0], attribute)]
            return [(subject, attribute)]
        if together:
            return [(subject, attribute)] * count  # 获得|11金9银7铜
        listed = scene.attributes if attribute is None else shared_out(attribute, count, self._wording)
        if len(listed) == count:
            return [(subject, name) for name in listed]
        if len(names) == count:
            scene.owners = names
            return [(name, attribute) for name in names]
        if each and not subject and attribute is None and len(scene.owners) == count:
            return [(name, None) for name in scene.owners]  # 北京、上海…，增幅分别为3.2%、4.1%
        told = len(scene.told) == count or (each and len(scene.told) >= count)
        if told and not subject and attribute is None:
            return [(subject, name) for name in scene.told[-count:]]
        return []

    def _rest(self, clause: Clause, value: Piece) -> str | None:
        """What a clause says behind its figure: 实现粮食增产 of 有29个实现粮食增产."""
        return self._text[value.end : clause.end].strip() or None

    def _holds(self, clause: Clause, match: Match, found: list[Draft], indicator: str | None) -> bool:
        """What a rule asks for besides its pattern."""
        needs = match.pattern.given.get("needs")
        if needs == "span":
            return indicator is not None and indicator.endswith(self._wording.span_heads)
        if needs == "beside":
            also, value = match.slots["also"], match.slots["value"]
            counted = [figure_of(mention).unit for mention in (also.mentions[0], value.mentions[0])]
            return also.end == value.start and None not in counted and counted[0] != counted[1]
        thing = match.slots.get("thing")
        if needs == "name":
            who = match.slots["subject"]
            return who.last - who.first == 1 and is_subject(clause.units[who.first])
        if needs is None or thing is None:
            return True
        units = clause.units[thing.first : thing.last]
        if needs == "verb":
            before = clause.pieces[match.first - 1] if match.first else None
            listed = before is not None and (before.has("and") or before.has("of"))
            total = any(unit.is_listed("total") for unit in clause.units[: match.slots["value"].first])
            verb = units[-1]
            stands = verb.is_word(CASUALTY) or (verb.tag[:1] == "v" and (len(units) > 1 or verb.is_word(NOUN)))
            return stands or total or (listed and bool(found))
        return self._money_thing(units, 0, len(units)) > 0

    def _about(self, clause: Clause, match: Match) -> tuple[list[Unit], str | None] | None:
        """The subject of a fact as units, and its indicator as text; empty and None where elided.

        None where a phrase stands in the place of the indicator and names none.
        """
        units, slots = clause.units, match.slots
        subject: list[Unit] = []
        attribute: str | None = None
        if _is_sized(units, match):  # 总投资|100亿元的|项目
            return _thing_of(units, slots["thing"]), slots["subject"].text
        doer: str | None = None
        piece = slots.get("attribute") or slots.get("thing")
        named = slots.get("attribute") or slots.get("subject")
        if named is not None and units[named.last - 1].is_word(BARREN):
            counted = slots["value"].has("count") and figure_of(slots["value"].mentions[0]).unit is not None
            if not (counted and is_noun(units[named.last - 1])) or is_measure_of_next(clause, match):
                return None  # 电话|12315 and 女子|四人双桨, but not 诈骗电话|18.2亿次
        if piece is not None:
            won = "thing" in slots and match.first > 0 and clause.pieces[match.first - 1].has("via")
            last = _listed_end(units, piece, won or "act" in slots) if "thing" in slots else piece.last
            parts = split_phrase(units, piece.first, last)
            subject = units[parts.subject : parts.subject_end]
            attribute = self._span(units, parts.attribute, parts.last)
            doer = self._span(units, parts.subject, parts.subject_end)
            named_units = units[parts.attribute : parts.last]
            counted = piece is slots.get("thing") and slots["value"].end == piece.start
            if (
                counted
                and "subject" in slots
                and attribute is not None
                and subject
                and subject[0].type in ("GPE", "LOC")
            ):
                # 26项|亚洲纪录
                subject, attribute, doer = [], self._span(units, parts.subject, parts.last), None
            if attribute is not None and not any(_names_figure(unit, match) for unit in named_units):
                if not any(is_noun(unit) for unit in subject):
                    return None  # 前进一位 names no indicator
                # 企业参展 is one, as a whole
                subject, attribute, doer = [], self._span(units, parts.subject, parts.last), None
            if counted and attribute is None and doer is not None and subject[0].type == "PRODUCT":
                subject, attribute, doer = [], doer, None  # 拥有16架|C919
        leading = slots.get("subject")
        if leading is not None:
            end = leading.last
            while end > leading.first + 1 and units[end - 1].tag in _ADVERBIAL:
                end -= 1  # 博物馆|假期, before 接待
            parts = split_phrase(units, leading.first, end)
            if piece is None:
                subject = units[parts.subject : parts.subject_end]
                attribute = self._span(units, parts.attribute, parts.last)
            elif parts.last > parts.subject + 1 and units[parts.last - 1].tag == MARK and units[parts.last - 2].type:
                subject = units[parts.last - 2 : parts.last - 1]  # 影片《江海|》|累计|票房
            elif parts.subject_end > parts.subject and parts.attribute == parts.last:
                subject = units[parts.subject : parts.subject_end]
            elif parts.last > parts.subject and is_noun(units[parts.last - 1]):
                subject = units[parts.subject : partner_in(units, parts.subject, parts.last)]
            if "act" not in slots and attribute is not None and _is_shared_out(clause):
                with_whom = partner_in(units, parts.subject - 1, end)
                if with_whom < end:  # 对东盟、欧盟|分别|进出口
                    return units[parts.subject : with_whom], (self._span(units, with_whom, end) or "") + attribute
        scope = slots.get("scope")
        thing = slots.get("thing")
        suffered = thing is not None and units[thing.first].is_word(CASUALTY)
        if scope is not None and suffered and is_subject(units[scope.last - 1]):
            subject = units[scope.last - 1 : scope.last]  # 造成|甘肃|113人遇难
        took = slots.get("attribute")
        if took is not None and took.has("took"):
            return subject or units[leading.first : leading.last] if leading is not None else [], took.text
        ratio = slots.get("ratio")
        if ratio is not None:
            return subject, (attribute or "") + ratio.text
        act = slots.get("act")
        if act is not None:
            if leading is None and slots["value"].end <= (piece.start if piece is not None else 0) and "thing" in slots:
                if thing is not None and thing.start > slots["value"].end:  # 投资40亿元|的|项目
                    return _thing_of(units, thing), act.text
            if piece is None:
                if not subject and leading is not None and units[leading.last - 1].is_word(ACTOR):
                    subject, attribute = units[parts.attribute : parts.last], None  # 省高级人民法院|审结|1.1万件
                if "get" in match.pattern.classes and attribute is not None:
                    subject = subject or (_gainer(units, leading) if leading is not None else [])
                    attribute = None
                named_act = subject and attribute is not None and len(attribute) > 1  # 成都|中欧班列|开行
                attribute = f"{attribute}{act.text}" if named_act else act.text
            elif attribute is None and piece is thing and (doer is not None or units[piece.first].tag == "c"):
                # 打进44球|并|…, and 吸引了140支|赛队, where the thing is one that does things elsewhere
                attribute = act.text + (doer or "")
                subject = subject if leading is not None else []
            elif piece.start >= act.end and attribute is not None and doer is not None and leading is not None:
                attribute = act.text + doer + attribute  # 引进|德国|专家
            elif piece.start >= act.end and attribute is not None:
                attribute = act.text + attribute if not subject or leading is not None else attribute
        return subject, attribute

    def _span(self, units: list[Unit], first: int, last: int) -> str | None:
        return self._text[units[first].start : units[last - 1].end] if last > first else None

    def _draft(self, clause: Clause, match: Match, scene: Scene, mention: Figure) -> Draft | None:
        pattern, slots = match.pattern, match.slots
        kind = pattern.kind
        if mention.type in ("ORDINAL", "") and kind != "rank":
            return None
        if mention.type == "QUANTITY" and pattern.final == "value" and is_measure_of_next(clause, match):
            return None
        if kind == "measure" and mention.value == 1 and mention.type == "CARDINAL" and is_indefinite(mention.mention):
            return None  # 引进一个项目 counts nothing
        if mention.unit in self._wording.groups and is_group(mention):
            return None  # 两国 are the two just named
        if mention.unit == _YEARS_OF_AGE and "of" in pattern.classes:
            return None  # 84岁的市民 tells who, not how much
        pieces = list(slots.values())
        draft = Draft(kind, pattern.id, min(piece.start for piece in pieces), max(piece.end for piece in pieces))
        draft.value, draft.low, draft.high = mention.value, mention.low, mention.high
        draft.unit, draft.per, draft.mod = mention.unit, mention.per, mention.mod
        draft.argue("value", [mention.mention.start])
        draft.status = scene.status
        if clause.qualifier is not None:
            draft.qualifier = self._text[clause.qualifier[0] : clause.qualifier[1]]
        draft.time = scene.time
        if draft.time is not None:
            draft.argue("time", [draft.time.start])
        if kind == "change":
            if not self._change(draft, slots, scene):
                return None
        elif kind == "share":
            whole = slots.get("whole")
            if whole is not None:
                scene.whole = Thing(whole.text, whole.text, None)
            draft.object = scene.whole
            whole_value = slots.get("whole_value")
            if whole_value is not None and isinstance(whole_value.mentions[0], NumberMention):
                draft.whole_value = scene.whole_value = whole_value.mentions[0].value
                scene.whole = Thing(text := self._text[whole_value.start : whole.end], text, None) if whole else None
                draft.object = scene.whole
            elif mention.type != "PERCENT" and mention.ratio is None:
                return None
        elif kind == "rank":
            if mention.unit is not None and mention.unit not in self._wording.rank_units:
                return None
            scope = slots.get("scope")
            if scope is not None:
                parts = split_phrase(clause.units, scope.first, scope.last)
                peers = clause.units[scope.last - 1].is_listed("peer")
                several = parts.last > parts.attribute and parts.last - parts.subject > 1 and not peers
                if several or scope.text.endswith(self._wording.rankings):
                    draft.attribute = scope.text
                else:
                    draft.object = Thing(scope.text, scope.text, None)
        return draft

    def _change(self, draft: Draft, slots: dict[str, Piece], scene: Scene) -> bool:
        rival = slots.get("rival")
        if rival is not None:
            draft.direction = slots["over"].attribute("over") or None
            draft.basis, draft.basis_object = "versus", rival.text
            return True
        word = slots.get("turn") or slots.get("rate")
        assert word is not None
        draft.direction = word.attribute("turn") or word.attribute("rate") or None
        basis = slots.get("basis")
        if basis is not None:
            before = scene.basis, scene.basis_time
            scene.basis = basis.attribute("basis") or None
            scene.basis_time = None
            times = [mention for mention in basis.mentions if isinstance(mention, TimeMention)]
            if times:
                scene.basis_time, scene.bases = times[0], times[1:]
                if not scene.basis:
                    scene.basis = _kind_of_basis(times[0], scene.time)
            elif not scene.basis:
                draft.basis, draft.basis_object = "versus", basis.text
                scene.basis, scene.basis_time = before  # 比全国高2个百分点 is said of one figure
                return True
        elif scene.bases:
            scene.basis_time = scene.bases.pop(0)
            scene.basis = _kind_of_basis(scene.basis_time, scene.time)
        if scene.basis is None and scene.basis_time is not None:
            scene.basis = _kind_of_basis(scene.basis_time, scene.time)
        draft.basis = scene.basis
        if draft.basis is None and basis is None and (len(word.text) == 1 or _moves(word)):
            if not (_moves(word) and draft.unit in _PARTS):
                return False  # 塔高99米 is no change, and 股价涨2% is one
        if scene.basis_time is not None:
            draft.basis_time = scene.basis_time
            draft.argue("basis", [scene.basis_time.start])
        return True


def _is_shared_out(clause: Clause) -> bool:
    """Whether a clause says 分别."""
    return any(piece.has("each") for piece in clause.skipped)


def _are_names(units: list[Unit]) -> bool:
    """Whether units are nothing but names, or words in their place."""
    return bool(units) and all(is_subject(unit) or unit.is_word(_LINKS) for unit in units)


def _moves(word: Piece) -> bool:
    """Whether a verb that is a change only of parts of a hundred is one: 涨 and 下行, and not 高."""
    return "alone" in word.attributes.get("turn", ())


def _kind_of(figure: Figure) -> str:
    """What an indicator is measured in: money, parts of a hundred, a quantity, or so many of something."""
    return figure.type if figure.type in ("MONEY", "PERCENT", "QUANTITY") else "COUNT"


def _rate_of(match: Match) -> str:
    """The rate that changes, which the indicator goes on with: 增速 in 增速|加快|1.5个百分点."""
    rate = match.slots.get("rate") or match.slots.get("share_rate")
    if rate is None or "turn" not in match.slots:
        return ""
    whole = match.slots.get("whole")
    return rate.text if whole is None else match.slots["share_of"].text + whole.text + rate.text


def _before_via(clause: Clause, match: Match) -> list[Unit]:
    """Whose place in an order it is that several figures were enough for: 韩国队|以|24金23银39铜|位列|第二."""
    for at in range(1, match.first):
        if clause.pieces[at].has("via") and clause.pieces[at - 1].has(PHRASE):
            parts = split_phrase(clause.units, clause.pieces[at - 1].first, clause.pieces[at - 1].last)
            return clause.units[parts.subject : parts.subject_end]
    return []


def _behind(clause: Clause, match: Match) -> list[Unit]:
    """Whose place in an order stands before 的 and the name: 排名第一|的|王楚钦."""
    at = match.last
    if at + 1 >= len(clause.pieces) or not clause.pieces[at].has("of") or not clause.pieces[at + 1].has(PHRASE):
        return []
    name = clause.units[clause.pieces[at + 1].first]
    return [name] if name.type else []


def _listed_end(units: list[Unit], piece: Piece, done: bool) -> int:
    """Where what is counted ends, before other things that are told by name: 科研平台|以及山东大学等.

    What something is `done` with may do something itself: 调派1170名消防人员|开展救援, 486名指战员|赶赴灾区.
    """
    for place in range(piece.first + 1, piece.last - 1):
        if (done or units[place].is_word(SERIAL)) and is_verb(units[place]) and is_noun(units[place - 1]):
            return place
        if done and units[place].tag == "d" and is_noun(units[place - 1]):
            return place  # 吸引3万名球迷|到场观战
        if units[place].is_word(AND) and is_subject(units[place + 1]) and is_noun(units[place - 1]):
            return place
    return piece.last


def _is_group(units: list[Unit]) -> bool:
    """Whether units name all the bodies of one kind in a place: 全省|法院."""
    return len(units) > 1 and is_subject(units[0]) and units[-1].is_listed("standing_body")


def _is_part(match: Match) -> bool:
    """Whether a share names its part and no whole: 畲族占八成."""
    return match.pattern.kind == "share" and "share_of" in match.pattern.classes and "whole" not in match.slots


def _names_figure(unit: Unit, match: Match) -> bool:
    """Whether a unit of the words beside a figure may name what it is of: 以41.7%的|市场份额|排名第一."""
    return is_noun(unit) or unit.is_word(CASUALTY) or ("via" in match.pattern.classes and unit.is_listed("ratio"))


def _gainer(units: list[Unit], piece: Piece) -> list[Unit]:
    """Who gets something, where no name says it: 左翼联盟“新阵线”|获得182席."""
    parts = split_phrase(units, piece.first, piece.last)
    return units[parts.attribute : parts.last]


def _named(words: str | None) -> Thing | None:
    return None if words is None else Thing(words, words, None)


def _is_sized(units: list[Unit], match: Match) -> bool:
    """Whether a thing is told with an indicator of its own before the figure: 总投资100亿元的项目, not 企业20亿元的贷款."""
    leading, thing = match.slots.get("subject"), match.slots.get("thing")
    if leading is None or thing is None or "of" not in match.pattern.classes or "act" in match.slots:
        return False
    if leading.end > match.slots["value"].start or thing.start < match.slots["value"].end:
        return False
    return units[leading.last - 1].is_word(NOUN) and not any(map(is_subject, units[leading.first : leading.last]))


def _thing_of(units: list[Unit], piece: Piece) -> list[Unit]:
    """The noun phrase that a phrase begins with: 海洋科技产业园项目|落户."""
    end = piece.first
    while end < piece.last and not (is_verb(units[end]) or units[end].is_word(EVENT)):
        end += 1
    return units[piece.first : end] if end > piece.first else units[piece.first : piece.last]


def _kind_of_basis(time: TimeMention, period: TimeMention | None) -> str:
    """yoy where the time compared with is the same period of the year before, or that year; else than."""
    if period is None or period.from_ is None or time.from_ is None:
        return "yoy" if len(time.value) == 4 else "than"
    year_before = int(period.from_[:4]) - 1
    if time.from_[:4] == str(year_before) and (len(time.value) == 4 or time.from_[4:] == period.from_[4:]):
        return "yoy"
    return "than"


_PARTS: Final = ("%", "pp")
_ADVERBIAL: Final = ("t", "d", "ad")
_COMPARED: Final = ("than", "over")
_YEARS_OF_AGE: Final = "a"  # UCUM
_OWN_FACT: Final = ("value", "also")  # labels of values that are stated; one under another label is stated by no rule
_LINKS: Final = OF | JOINT | ETC
