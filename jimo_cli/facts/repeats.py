"""What a text says twice is one fact, where it says it most fully.

Two statements are the same where kind, subject, indicator, period and value agree, and nothing agrees with anything. For
offices, speech and acts the object is what is stated, as the value is elsewhere.
"""

from __future__ import annotations

from typing import Final

from ..model import Thing
from .draft import Draft

_TOLD: Final = ("role", "said", "event")
_MOST: Final = 50  # statements with the same value that one is compared with; a text made to be slow has thousands

_Stated = tuple[object, ...]


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """The drafts, in their order, without those that another says as fully or more so."""
    kept: dict[_Stated, list[Draft]] = {}
    dropped: set[int] = set()
    for draft in drafts:
        same = kept.setdefault(_stated(draft), [])
        for place, other in enumerate(same[-_MOST:], max(0, len(same) - _MOST)):
            if _agree(_name(draft.subject), _name(other.subject)) and _agree(_period(draft), _period(other)):
                if _fullness(draft) > _fullness(other):
                    same[place] = draft
                    dropped.add(id(other))
                else:
                    dropped.add(id(draft))
                break
        else:
            same.append(draft)
    return [draft for draft in drafts if id(draft) not in dropped] if dropped else list(drafts)


def _stated(draft: Draft) -> _Stated:
    """What must be the same to the letter."""
    if draft.kind in _TOLD:
        return draft.kind, draft.attribute, _name(draft.object), draft.status
    return draft.kind, draft.attribute, draft.value, draft.low, draft.high, draft.unit, draft.per, draft.direction


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _name(thing: Thing | None) -> str | None:
    """What two things have in common that are one: the entity, else the name."""
    if thing is None:
        return None
    return f"#{thing.entity}" if thing.entity is not None else thing.name


def _period(draft: Draft) -> str | None:
    return draft.time.value if draft.time is not None else None


def _fullness(draft: Draft) -> int:
    """How many slots a statement fills."""
    slots = (
        draft.subject, draft.object, draft.time, draft.basis, draft.basis_time, draft.place, draft.source,
        draft.qualifier, draft.whole_value, draft.mod,
    )  # fmt: skip
    return sum(slot is not None for slot in slots)
