"""What a time expression is read against: the reference, its clause, and what was told before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal, NamedTuple, final

from .calendar import Period

# Stands in for a reference that is not known, wholly or in its year; what is computed from it
# is masked with X before anyone sees it. A leap year, so that XXXX-02-29 is a date.
STAND_IN: Final = datetime(2000, 1, 1)


@final
class Reference:
    """The reference of a document: a day, or a moment where `timed`; its year may be unknown."""

    __slots__ = ("day_known", "moment", "timed", "year_known")

    def __init__(
        self, moment: datetime = STAND_IN, day_known: bool = False, year_known: bool = False, timed: bool = False
    ) -> None:
        self.moment = moment
        self.day_known = day_known
        self.year_known = year_known
        self.timed = timed


# What a clause says of its time: `past` states something done or measured, `future` what is to
# come; `maybe` has a 将 that may as well be 把 (将总部迁至即墨), `event` a verb that headlines say of
# both (论坛6月27日举行), and `none` has neither.
Tense = Literal["past", "future", "maybe", "event", "none"]


def untold() -> Tense:
    """No tense."""
    return "none"


class ToldDay(NamedTuple):
    """A day that the text tells, and how much of it rests on a reference that is not known (see `points`)."""

    period: Period
    mask: int


class Scope(NamedTuple):
    """The surroundings of one expression.

    `told` says the tense of its clause, when asked: most expressions need none. `alone` is true
    where there is no text around it to speak of. `day` is the day last told in the paragraph, `period` the
    last period of any grain, `sentence` the last one of the same sentence.
    """

    reference: Reference
    told: Callable[[], Tense] = untold
    alone: bool = False
    narrated: bool = False
    day: ToldDay | None = None
    period: Period | None = None
    sentence: Period | None = None

    @property
    def tense(self) -> Tense:
        """What its clause says of its time."""
        return self.told()


class Resolved(NamedTuple):
    """What a time expression means here; `start` and `end` are ISO 8601 bounds, None where open."""

    timex: str
    value: str
    start: str | None
    end: str | None
    mod: str | None
    fine: bool  # finer than a day: TIME, not DATE
    period: Period | None = None
    day: ToldDay | None = None  # the day, of a year that need not be known, that others are counted from
