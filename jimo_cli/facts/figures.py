"""Clauses → measures, changes, shares and ranks: the grammar of statistics news.

Each number of a clause is the value of at most one fact. The pattern that reads most pieces around it says
which, and which pieces are its slots; what the clause does not say itself (whom it is about, the
indicator, the period, what it is compared with) is taken over from what stands before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, final

from ..model import NumberMention, Thing, TimeMention
from ..names.units import Unit
from .draft import Draft
from .grammar import Grammar, Match
from .phrases import is_noun, is_subject, split_phrase
from .pieces import Clause, Piece
from .things import Things


@final
class Scene:
    """What a reader has in mind when a clause begins."""

    def __init__(self) -> None:
        self.subject: list[Unit] = []
        self.subject_thing: Thing | None = None
        self.attribute: str | None = None
        self.attributes: list[str] = []  # where the last statement was a list of several
        self.whole: Thing | None = None
        self.time: TimeMention | None = None
        self.basis: str | None = None
        self.basis_time: TimeMention | None = None
        self.status: str = "actual"

    def new_paragraph(self) -> None:
        """Periods do not go on into the next paragraph; subjects do."""
        self.time = None
        self.attribute = None
        self.attributes = []
        self.new_sentence()

    def new_sentence(self) -> None:
        """同比 and 预计 hold up to the full stop."""
        self.basis = None
        self.basis_time = None
        self.whole = None
        self.status = "actual"


@final
class FigureFinder:
    """Finds the figures of clauses, one clause after the other."""

    def __init__(self, grammar: Grammar, text: str, things: Things, heads: tuple[str, ...]) -> None:
        self._grammar = grammar
        self._heads = heads
        self._text = text
        self._things = things

    def read(self, clause: Clause, scene: Scene) -> list[Draft]:
        """The facts that the numbers of a clause state. Updates the scene."""
        self._note(clause, scene)
        values = [piece for piece in clause.pieces if piece.has("value")]
        found: list[Draft] = []
        if values:
            matches = self._grammar.matches(clause.pieces)
            readings = [_best(matches, value) for value in values]
            used = {
                piece.start
                for reading in readings
                if reading is not None
                for label, piece in reading.slots.items()
                if piece.has("value") and label != "value"
            }
            for value, reading in zip(values, readings):
                if reading is not None and value.start not in used and not _is_denied(clause, value):
                    found += self._facts(clause, reading, scene)
        return found

    def _note(self, clause: Clause, scene: Scene) -> None:
        """Take the period and the status of a clause into the scene."""
        times = [mention for piece in clause.times for mention in piece.mentions if isinstance(mention, TimeMention)]
        if times:
            scene.time = times[0]
        for piece in clause.skipped:
            status = piece.attribute("status")
            if status and scene.status == "actual":
                scene.status = status

    # -- slots

    def _facts(self, clause: Clause, match: Match, scene: Scene) -> list[Draft]:
        slots = match.slots
        subject, attribute = self._about(clause, match, scene)
        mentions = [mention for mention in slots["value"].mentions if isinstance(mention, NumberMention)]
        attributes: list[str | None] = [attribute]
        if len(mentions) > 1:
            listed = scene.attributes if attribute is None else _shared_out(attribute, len(mentions), self._heads)
            attributes = [*listed]
        elif attribute is None and len(scene.attributes) > 1:
            return []  # a figure for a list as a whole belongs to none of its parts
        if len(attributes) != len(mentions):
            return []
        facts = []
        for mention, name in zip(mentions, attributes):
            draft = self._draft(clause, match, scene, mention)
            if draft is None:
                continue
            draft.subject = self._things.of(subject) if subject else scene.subject_thing
            if subject:
                draft.argue("subject", *self._things.mentions(subject))
                draft.cover(subject[0].start, subject[-1].end)
            draft.attribute = draft.attribute or name or scene.attribute
            if draft.attribute is None and draft.kind != "rank":
                continue
            facts.append(draft)
        if facts:
            if subject and any(is_subject(unit) for unit in subject):
                scene.subject, scene.subject_thing = list(subject), facts[-1].subject
            if facts[-1].kind in ("measure", "change") and attribute is not None:
                scene.attribute = facts[-1].attribute
                scene.attributes = [fact.attribute for fact in facts if fact.attribute] if len(facts) > 1 else []
        return facts

    def _about(self, clause: Clause, match: Match, scene: Scene) -> tuple[Sequence[Unit], str | None]:
        """The subject of a fact as units, and its indicator as text; empty and None where elided."""
        units, slots = clause.units, match.slots
        subject: Sequence[Unit] = ()
        attribute: str | None = None
        piece = slots.get("attribute") or slots.get("thing")
        if piece is not None:
            parts = split_phrase(units, piece.first, piece.last)
            subject = units[parts.subject : parts.subject_end]
            attribute = self._span(units, parts.attribute, parts.last)
        leading = slots.get("subject")
        if leading is not None:
            parts = split_phrase(units, leading.first, leading.last)
            if piece is None:
                subject = units[parts.subject : parts.subject_end]
                attribute = self._span(units, parts.attribute, parts.last)
            elif parts.last > parts.subject and is_noun(units[parts.last - 1]):
                subject = units[parts.subject : parts.last]
        act = slots.get("act")
        if act is not None:
            if piece is None:
                attribute = act.text
            elif piece.start >= act.end and attribute is not None:
                attribute = act.text + attribute if not subject or leading is not None else attribute
        return subject, attribute

    def _span(self, units: Sequence[Unit], first: int, last: int) -> str | None:
        return self._text[units[first].start : units[last - 1].end] if last > first else None

    def _draft(self, clause: Clause, match: Match, scene: Scene, mention: NumberMention) -> Draft | None:
        pattern, slots = match.pattern, match.slots
        kind = pattern.kind
        pieces = list(slots.values())
        draft = Draft(kind, pattern.id, min(piece.start for piece in pieces), max(piece.end for piece in pieces))
        draft.value, draft.low, draft.high = mention.value, mention.low, mention.high
        draft.unit, draft.per, draft.mod = mention.unit, mention.per, mention.mod
        draft.argue("value", mention)
        draft.status = scene.status
        draft.time = scene.time
        if draft.time is not None:
            draft.argue("time", draft.time)
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
                draft.whole_value = whole_value.mentions[0].value
            elif mention.type != "PERCENT" and mention.ratio is None:
                return None
        elif kind == "rank":
            scope = slots.get("scope")
            if scope is not None:
                parts = split_phrase(clause.units, scope.first, scope.last)
                if parts.last > parts.attribute and parts.last - parts.subject > 1:
                    draft.attribute = scope.text
                else:
                    draft.object = Thing(scope.text, scope.text, None)
        elif mention.type == "ORDINAL":
            return None
        return draft

    def _change(self, draft: Draft, slots: dict[str, Piece], scene: Scene) -> bool:
        word = slots.get("turn") or slots.get("rate")
        assert word is not None
        draft.direction = word.attribute("turn") or word.attribute("rate") or None
        basis = slots.get("basis")
        if basis is not None:
            scene.basis = basis.attribute("basis") or None
            scene.basis_time = None
            times = [mention for mention in basis.mentions if isinstance(mention, TimeMention)]
            if times:
                scene.basis_time = times[0]
                if not scene.basis:
                    scene.basis = _kind_of_basis(times[0], scene.time)
            elif not scene.basis:
                scene.basis = "versus"
                draft.basis_object = basis.text
        draft.basis = scene.basis
        if scene.basis_time is not None:
            draft.basis_time = scene.basis_time
            draft.argue("basis", scene.basis_time)
        return True


def _best(matches: Sequence[Match], value: Piece) -> Match | None:
    """The reading of a value: the one of most pieces, then the one that names an indicator."""
    best: Match | None = None
    for match in matches:
        if match.slots.get("value") is not value:
            continue
        if best is None or _rank(match) > _rank(best):
            best = match
    return best


def _rank(match: Match) -> tuple[int, int, int]:
    size, order = match.rank()
    return size, int("attribute" in match.slots or "thing" in match.slots), order


def _is_denied(clause: Clause, value: Piece) -> bool:
    return any(piece.has("denial") and piece.end <= value.start for piece in clause.skipped)


def _kind_of_basis(time: TimeMention, period: TimeMention | None) -> str:
    """yoy where the time compared with is the same period of the year before, or that year; else than."""
    if period is None or period.from_ is None or time.from_ is None:
        return "yoy" if len(time.value) == 4 else "than"
    year_before = int(period.from_[:4]) - 1
    if time.from_[:4] == str(year_before) and (len(time.value) == 4 or time.from_[4:] == period.from_[4:]):
        return "yoy"
    return "than"


def _shared_out(attribute: str | None, count: int, heads: tuple[str, ...]) -> list[str]:
    """A、B和C三大指标 as the indicators of three values; what only the last of them says (…出口) is of all."""
    if attribute is None:
        return []
    parts = _LIST.split(attribute)
    if len(parts) != count:
        return []
    summed = _SUMMED.search(parts[-1])
    if summed is not None:
        parts[-1] = parts[-1][: summed.start()]
    last = parts[-1]
    head = next((head for head in heads if last.endswith(head) and len(last) > len(head)), None)
    if head is not None and not any(part.endswith(heads) for part in parts[:-1]):
        parts = [*(part + head for part in parts[:-1]), last]
    lead = parts[0][0]
    if lead in _PARTNERS and all(part[0] not in _PARTNERS for part in parts[1:]):
        parts = [parts[0], *(lead + part for part in parts[1:])]
    return parts


_LIST: Final = re.compile("[\u3001\u548c\u4e0e\u53ca]|\u4ee5\u53ca")  # 、 和 与 及 以及
_SUMMED: Final = re.compile(
    "(?:\u7b49)?[0-9\u4e00-\u5341\u4e24]+(?:\u5927|\u9879|\u4e2a|\u79cd|\u7c7b).*$"
)  # (等)三大…, 两项…
_PARTNERS: Final = frozenset("\u5bf9\u5411\u4e0e")  # 对 向 与
