"""What a time expression is read against: the reference, its clause, and what was told before."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from .calendar import Period

# Stands in for a reference that is not known, wholly or in its year; what is computed from it
# is masked with X before anyone sees it. A leap year, so that XXXX-02-29 is a date.
STAND_IN = datetime(2000, 1, 1)


class Reference(NamedTuple):
    """The reference of a document: a day, or a moment where `timed`; its year may be unknown."""

    moment: datetime = STAND_IN
    day_known: bool = False
    year_known: bool = False
    timed: bool = False


class Scope(NamedTuple):
    """The surroundings of one expression.

    `tense` is -1 where the clause states something done or measured, 1 where it speaks of what
    is to come, 0 with neither. `day` is the day last told in the paragraph, `period` the last
    period of any grain, `sentence` the last one of the same sentence.
    """

    reference: Reference
    tense: int = 0
    alone: bool = False
    day: Period | None = None
    period: Period | None = None
    sentence: Period | None = None


class Resolved(NamedTuple):
    """What a time expression means here; `start` and `end` are ISO 8601 bounds, None where open."""

    timex: str
    value: str
    start: str | None
    end: str | None
    mod: str | None
    fine: bool  # finer than a day: TIME, not DATE
    period: Period | None = None
