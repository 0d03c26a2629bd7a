"""What a reader has in mind when a clause begins: whom the text is about, which indicator, which period."""

from __future__ import annotations

from typing import Final, final

from ..model import Number, Thing, TimeMention
from ..names.classes import PERSON_WORD
from ..names.units import Unit
from .things import Things

_HEROES: Final = ("GPE", "ORG", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART")


def _until(unit: Unit) -> str:
    """Up to where a text is about a word that it is not about for long: the sentence, the paragraph."""
    ends = unit.ways("passing_word") if not unit.type else ()
    return ends[0] if ends else ""


@final
class Scene:
    """What later clauses take over where they do not say it themselves.

    `topic` is whom the clause is about if it names nobody. A sentence begins with what the sentence before
    began with (`kept`), and not with what it came to: after 章贡区、南康区人口居前两位。 the next one is about the city
    again. A paragraph begins with what the text is about (`main`).
    """

    def __init__(self, authorities: tuple[str, ...]) -> None:
        self._authorities = authorities
        self.topic: Thing | None = None
        self.mentions: list[int] = []  # where those of the topic start; so do the others
        self.kept: Thing | None = None
        self.kept_mentions: list[int] = []
        self.main: Thing | None = None
        self.main_mentions: list[int] = []
        self.guessed = False  # `main` is from the headline
        self.opening = True  # nothing in this sentence has said yet whom it is about
        self.attribute: str | None = None
        self.shared: str | None = None  # whose share that is, if it is one: 水电发电量 of 水电发电量占比
        self.attributes: list[str] = []  # where the last statement was a list of several
        self.kinds: dict[str, str] = {}  # what the indicators of the paragraph are measured in, in text order
        self.told: list[str] = []  # the indicators of the sentence
        self.owners: list[list[Unit]] = []  # the names of the last list in the sentence that shared values out
        self.waiting: list[list[Unit]] = []  # the names of a list whose values are still to come
        self.whole: Thing | None = None
        self.whole_value: Number | None = None
        self.rank: str | None = None  # the list or indicator of the last rank
        self.ranking: str | None = None  # the list that places in an order are told of
        self.whole_of: tuple[Thing | None, list[int]] | None = None  # whom the sentence was about before 其中
        self.time: TimeMention | None = None
        self.times: list[TimeMention] = []  # all that the last clause told which told any
        self.inside = False  # the sentence tells of parts, since 其中
        self.back: TimeMention | None = None  # the period that goes on after one that was told in passing
        self.outer: TimeMention | None = None  # the period of the whole, where a part has one of its own
        self.bases: list[TimeMention] = []  # what the later values of a clause are compared with
        self.rated: str | None = None  # the last indicator of the sentence, if it was a rate of one
        self.basis: str | None = None
        self.basis_time: TimeMention | None = None
        self.status: str = "actual"

    def state(self) -> dict[str, object]:
        """What it holds now, by name; a compiled class has no `vars`."""
        return {
            "topic": self.topic,
            "mentions": self.mentions,
            "kept": self.kept,
            "main": self.main,
            "attribute": self.attribute,
            "attributes": self.attributes,
            "whole": self.whole,
            "whole_value": self.whole_value,
            "rank": self.rank,
            "ranking": self.ranking,
            "time": self.time,
            "basis": self.basis,
            "basis_time": self.basis_time,
            "status": self.status,
        }

    def read_headline(self, units: list[Unit], things: Things) -> None:
        """Until the text says whom it is about, it is about the first name of its headline."""
        for unit in units:
            if unit.type in _HEROES and self._lasts(unit):
                self.main, self.main_mentions = things.of([unit]), things.starts([unit])
                self.topic, self.mentions = self.kept, self.kept_mentions = self.main, self.main_mentions
                self.guessed = True
                return

    def set_subject(self, units: list[Unit], things: Things) -> None:
        """Take names as what the text is about."""
        opening = self.opening
        self.mention(units, things)
        if opening and len(units) > 1 and units[-1].is_listed("standing_body"):
            self.kept, self.kept_mentions = self.topic, self.mentions
            if self.main is None or self.guessed:
                self.main, self.main_mentions = self.topic, self.mentions
                self.guessed = False
        elif opening and len(units) == 1 and self._lasts(units[0]):
            self.kept, self.kept_mentions = self.topic, self.mentions
            is_passing = units[0].is_listed("passing_word")
            if (self.main is None or self.guessed) and units[0].type in ("GPE", "ORG", "") and not is_passing:
                self.main, self.main_mentions = self.topic, self.mentions
                self.guessed = False

    def _lasts(self, unit: Unit) -> bool:
        """Whether later sentences are about it too: not a person or a work among others, nor the office that reports."""
        if unit.type in ("PERSON", "WORK_OF_ART") or unit.is_word(PERSON_WORD) or _until(unit) == "sentence":
            return False
        return not (unit.type == "ORG" and unit.text.endswith(self._authorities))

    def mention(self, units: list[Unit], things: Things) -> None:
        """Take names as what the rest of the sentence is about, and no more."""
        self.topic = things.of(units)
        self.mentions = things.starts(units)
        self.opening = False

    def set_topic(self, thing: Thing | None) -> None:
        """Take something that is no name as what the rest of the sentence is about."""
        self.topic = thing
        self.mentions = []
        self.opening = False

    def begin_part(self) -> None:
        """其中 goes over to parts of what the sentence is about."""
        if self.whole_of is None:
            self.whole_of = self.topic, self.mentions

    def end_part(self) -> None:
        """Behind a semicolon the sentence is about the whole again: 其中青岛市19例；新增治愈12例."""
        if self.whole_of is not None:
            self.topic, self.mentions = self.whole_of
            self.whole_of = None

    def new_clause(self) -> None:
        """What was told in passing is over."""
        if self.back is not None:
            self.time, self.times, self.back = self.back, [self.back], None

    def tell_time(self, times: list[TimeMention], passing: bool = False) -> None:
        """Take periods as those of what follows; that of a part (其中，第三季度…) holds for its sentence."""
        if passing:
            self.back = self.time
        if self.inside and self.outer is None:
            self.outer = self.time
        self.time, self.times = times[0], times

    def measured(self, name: str, kind: str) -> None:
        """Note what an indicator is measured in."""
        self.kinds.pop(name, None)
        self.kinds[name] = kind

    def last_of(self, kind: str) -> str | None:
        """The last indicator that is measured in something."""
        return next((name for name, known in reversed(self.kinds.items()) if known == kind), None)

    def new_paragraph(self) -> None:
        """Periods do not go on into the next paragraph; what the text as a whole is about does."""
        self.time, self.outer, self.back = None, None, None
        self.times = []
        self.ranking = None
        self.attribute = None
        self.attributes = []
        self.kinds = {}
        self.kept, self.kept_mentions = self.main, self.main_mentions
        self.new_sentence()

    def new_sentence(self) -> None:
        """同比 and 预计 hold up to the full stop."""
        self.topic, self.mentions = self.kept, self.kept_mentions
        self.opening = True
        self.whole_of = None
        if self.outer is not None:
            self.time, self.times = self.outer, [self.outer]
        self.inside, self.outer = False, None
        self.rank = None
        self.told = []
        self.rated = None
        self.waiting = []
        self.owners = []
        self.basis = None
        self.basis_time = None
        self.whole = None
        self.whole_value = None
        self.status = "actual"
