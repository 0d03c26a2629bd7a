"""What a clause leaves to the clauses after it: whom it is about, the indicator, the period, the status."""

from __future__ import annotations

from typing import Final, final

from ..model import Mention, Thing, TimeMention
from ..names.classes import (
    AMONG,
    BASIS,
    COMPARED,
    DECLARE,
    ETC,
    EVEN,
    EVENT,
    JOINT,
    LEARNED,
    LEVEL,
    OF,
    SAY,
    SHOWN,
    SKIP,
    STATUS,
)
from ..names.segment import MARK, NUMBER
from ..names.units import Unit
from .about import span
from .phrases import is_noun, is_plan, split_phrase
from .piece import Clause
from .scene import Scene
from .things import Things
from .wording import Wording


@final
class TopicFinder:
    """Notes in the scene what the clauses of one document leave to those after them."""

    def __init__(self, text: str, things: Things, wording: Wording) -> None:
        self._text = text
        self._things = things
        self._wording = wording

    def note(
        self, units: list[Unit], mentions: dict[int, Mention], scene: Scene, asides: list[TimeMention] | None = None
    ) -> None:
        """A clause without figures says what the figures after it are of: 装备制造业增势尤为明显，…增长4.3%."""
        time: TimeMention | None = None
        scene.new_clause()
        times: list[TimeMention] = list(asides or ())
        is_told = True  # and not compared with: 较去年有所改善
        first = -1
        publishes = bool(units) and units[-1].is_word(LEARNED | SHOWN)
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
                    scene.status = next(iter(unit.ways("status")), scene.status)
                if first < 0 and unit.is_word(SKIP | AMONG | STATUS):
                    continue
            if first < 0 and mention is None and unit.tag != MARK:
                first = place
        if time is not None and any(unit.is_word(COMPARED) for unit in units):
            # 与2020年相比，: what kind that is depends on the period to come.
            scene.basis, scene.basis_time = None, time
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
        name = span(self._text, units, parts.attribute, parts.last)
        if parts.subject_end > parts.subject:
            scene.set_subject(units[parts.subject : parts.subject_end], self._things)
        if name is None:
            return
        indicator = self._indicator(name)
        if indicator is not None:
            scene.attribute, scene.attributes = indicator, []
        elif parts.subject_end == parts.subject and not whole and not any(u.is_word(EVENT) for u in units[first:end]):
            says_what = units[end].is_word(LEVEL) and scene.topic is not None and not scene.opening
            if not says_what:  # 该项目…，起点为海州，全长600公里 is still of the project
                scene.set_topic(Thing(name, name, None))

    def _indicator(self, name: str) -> str | None:
        """A noun phrase up to the indicator that it names: 社会民生领域投资 of 社会民生领域投资力度."""
        ends = [name.rfind(head) + len(head) for head in self._wording.heads if head in name]
        return name[: max(ends)] if ends else None

    def read(self, clause: Clause, scene: Scene) -> None:
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


_COMPARED: Final = ("than", "over")
_LINKS: Final = OF | JOINT | ETC
