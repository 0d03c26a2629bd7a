"""Facts in the making."""

from __future__ import annotations

from typing import final

from ..model import Number, Thing, TimeMention


@final
class Draft:
    """A fact as it is put together."""

    def __init__(self, kind: str, rule: str, start: int, end: int) -> None:
        self.kind = kind
        self.rule = rule
        self.start = start
        self.end = end
        self.subject: Thing | None = None
        self.attribute: str | None = None
        self.object: Thing | None = None
        self.value: Number | None = None
        self.low: Number | None = None
        self.high: Number | None = None
        self.unit: str | None = None
        self.per: str | None = None
        self.mod: str | None = None
        self.whole_value: Number | None = None
        self.direction: str | None = None
        self.basis: str | None = None
        self.basis_time: TimeMention | None = None
        self.basis_object: str | None = None
        self.qualifier: str | None = None
        self.time: TimeMention | None = None
        self.place: Thing | None = None
        self.source: Thing | None = None
        self.status = "actual"
        self.words: tuple[int, int] | None = None  # of what is said
        self.args: dict[str, list[int]] = {}  # slot → where its mentions start

    def argue(self, slot: str, starts: list[int]) -> None:
        """Note where the mentions start that a slot is from."""
        self.args[slot] = list(dict.fromkeys([*self.args.get(slot, ()), *starts]))

    def cover(self, start: int, end: int) -> None:
        """Take a span into the evidence."""
        self.start = min(self.start, start)
        self.end = max(self.end, end)
