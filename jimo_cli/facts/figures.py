"""Clauses → measures, changes, shares and ranks: the grammar of statistics news.

Each number of a clause is the value of at most one fact. The pattern that reads most pieces around it says
which, and which pieces are its slots; what the clause does not say itself (whom it is about, the
indicator, the period, what it is compared with) is taken over from what stands before.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, final

from ..model import NumberMention, Thing, TimeMention
from ..names.classes import ANAPHOR, CASUALTY, ETC, JOINT, NOUN, OF
from ..names.segment import NUMBER
from ..names.units import Unit
from .about import before_via, behind, told_of
from .amounts import Figure, figure_of
from .draft import Draft
from .grammar import Grammar, Match
from .periods import shared_periods
from .phrases import is_subject, split_phrase
from .piece import PHRASE, Clause, Piece
from .refusals import is_code, is_denied, is_group, is_indefinite, is_measure_of_next, why_not
from .scene import Scene
from .takeover import averaged, is_shared_out, kind_of, moves, of_place, owners_of, ranked_by, rate_of
from .things import Things
from .topics import TopicFinder
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
        topics: TopicFinder,
        trace: FactTrace | None = None,
    ) -> None:
        self._trace = trace
        self._grammar = grammar
        self._wording = wording
        self._text = text
        self._things = things
        self._topics = topics

    def read(self, clause: Clause, scene: Scene) -> list[Draft]:
        """The facts that the numbers of a clause state. Updates the scene."""
        self._topics.read(clause, scene)
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

    def _refuse(self, value: Piece, match: Match | None, why: str) -> list[Draft]:
        """No fact, and for `explain` the reason."""
        if self._trace is not None:
            self._trace.refuse(value, match, why)
        return []

    # -- slots

    def _facts(self, clause: Clause, match: Match, scene: Scene, before: list[Draft]) -> list[Draft]:
        slots = match.slots
        self._take_thing(clause, match)
        about = told_of(self._text, clause, match)
        if about is None:
            return self._refuse(slots["value"], match, "the phrase before it names no indicator")
        subject, attribute = about
        if len(subject) == 2 and subject[0].type == "GPE" and subject[1].is_word(ANAPHOR):
            subject = subject[:1]  # 深圳|全市
        if not subject and match.pattern.kind == "rank":
            subject = before_via(clause, match) or behind(clause, match)
        if match.first > 1 and clause.pieces[match.first - 1].has("via"):
            subject = subject or before_via(clause, match)  # 李明|以50.9%的得票率当选
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
        owners = owners_of(self._wording, clause, scene, subject, attribute, len(mentions), together)
        periods: list[TimeMention] = []
        if not owners and (is_shared_out(clause) or len(scene.times) == len(mentions)):
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
                draft.attribute = draft.attribute or name or scene.rank or scene.ranking or ranked_by(match, scene)
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
                self._indicate(draft, clause, match, scene, mention, who, name)
            if draft.attribute is None:
                self._refuse(slots["value"], match, "nothing here or before says which indicator it is of")
                continue
            facts.append(draft)
        if facts:
            self._leave(scene, match, facts, subject, attribute, got)
        return facts

    def _indicate(
        self,
        draft: Draft,
        clause: Clause,
        match: Match,
        scene: Scene,
        mention: Figure,
        who: list[Unit],
        name: str | None,
    ) -> None:
        """Say which indicator a figure is of: the one that its clause names, or one told before."""
        draft.attribute = averaged(
            self._wording,
            clause,
            match,
            name or of_place(self._wording, draft, scene),
            scene,
            mention,
            bool(who),
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
            draft.attribute += rate_of(match)
            scene.rated = draft.attribute if rate_of(match) else None

    def _leave(
        self, scene: Scene, match: Match, facts: list[Draft], subject: list[Unit], attribute: str | None, got: bool
    ) -> None:
        """Leave to the figures that follow whom these were of, and which indicators."""
        slots = match.slots
        if subject and (_is_group(subject) or _are_names(subject)):
            scene.set_subject(subject, self._things)
        elif subject:
            scene.set_topic(facts[-1].subject)
        if got or ("act" in slots and "of" in match.pattern.classes):
            pass  # 获得182席 and 投资50亿元的项目 names no indicator for what follows
        elif facts[-1].kind in ("measure", "change") and attribute is not None:
            scene.attribute = attribute if rate_of(match) else facts[-1].attribute
            listed = [fact.attribute for fact in facts if fact.attribute]
            if facts[-1].kind == "measure":
                for name in listed:
                    scene.measured(name, kind_of(figure_of(slots["value"].mentions[0])))
            scene.attributes = listed if len(listed) > 1 and listed[0] != listed[1] else []
            scene.told += listed
        elif "share_rate" in slots and facts[-1].attribute and attribute is not None:
            scene.attribute, scene.attributes = facts[-1].attribute + slots["share_rate"].text, []
            scene.measured(scene.attribute, "PERCENT")
            scene.shared = facts[-1].attribute

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

    def _draft(self, clause: Clause, match: Match, scene: Scene, mention: Figure) -> Draft | None:
        pattern, slots = match.pattern, match.slots
        kind = pattern.kind
        if mention.type in ("ORDINAL", "") and kind != "rank":
            return None
        if mention.type == "QUANTITY" and pattern.final == "value" and is_measure_of_next(clause, match):
            return None
        if kind == "measure" and mention.value == 1 and mention.type == "CARDINAL" and is_indefinite(mention.mention):
            return None  # 引进一个项目 counts nothing
        if is_code(mention.mention):
            return None  # “远渔018”船
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
        if draft.basis is None and basis is None and (len(word.text) == 1 or moves(word)):
            if not (moves(word) and draft.unit in _PARTS):
                return False  # 塔高99米 is no change, and 股价涨2% is one
        if scene.basis_time is not None:
            draft.basis_time = scene.basis_time
            draft.argue("basis", [scene.basis_time.start])
        return True


def _are_names(units: list[Unit]) -> bool:
    """Whether units are nothing but names, or words in their place."""
    return bool(units) and all(is_subject(unit) or unit.is_word(_LINKS) for unit in units)


def _is_group(units: list[Unit]) -> bool:
    """Whether units name all the bodies of one kind in a place: 全省|法院."""
    return len(units) > 1 and is_subject(units[0]) and units[-1].is_listed("standing_body")


def _is_part(match: Match) -> bool:
    """Whether a share names its part and no whole: 畲族占八成."""
    return match.pattern.kind == "share" and "share_of" in match.pattern.classes and "whole" not in match.slots


def _named(words: str | None) -> Thing | None:
    return None if words is None else Thing(words, words, None)


def _kind_of_basis(time: TimeMention, period: TimeMention | None) -> str:
    """yoy where the time compared with is the same period of the year before, or that year; else than."""
    if period is None or period.from_ is None or time.from_ is None:
        return "yoy" if len(time.value) == 4 else "than"
    year_before = int(period.from_[:4]) - 1
    if time.from_[:4] == str(year_before) and (len(time.value) == 4 or time.from_[4:] == period.from_[4:]):
        return "yoy"
    return "than"


_PARTS: Final = ("%", "pp")
_YEARS_OF_AGE: Final = "a"  # UCUM
_OWN_FACT: Final = ("value", "also")  # labels of values that are stated; one under another label is stated by no rule
_LINKS: Final = OF | JOINT | ETC
