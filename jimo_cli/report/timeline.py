"""The dated facts of a document in the order of time, and where the day of the text stands among them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..model import Fact, FactTime
from .anchors import Anchors
from .markup import Html, join, tag
from .wording import Figure, Wording, moment, name_of

_FAR = 12  # years from the day of the text, beyond which a period would make all others too small to see


class _Group(NamedTuple):
    """Facts of one period."""

    time: FactTime
    facts: list[Fact]


class Timeline:
    """Writes the timeline of one document."""

    def __init__(self, anchors: Anchors, wording: Wording) -> None:
        self._anchors = anchors
        self._wording = wording
        reference = anchors.document.doc.reference
        self._today = None if reference is None or reference.startswith("X") else reference
        self._groups = self._grouped()
        self._scale = self._find_scale()

    def markup(self, level: int) -> Html:
        """All periods, each with its facts; `level` is that of their headings."""
        if not self._groups:
            return tag("p", self._wording.labels("phrase", "no_times"), class_="nothing")
        items = []
        waiting = self._today
        for group in self._groups:
            start = group.time.from_ or group.time.to or ""
            if waiting is not None and start > waiting:
                items.append(self._mark(waiting))
                waiting = None
            items.append(self._item(group, f"h{level}"))
        if waiting is not None:
            items.append(self._mark(waiting))
        return tag("ol", join(items), class_="timeline")

    def _grouped(self) -> list[_Group]:
        groups: dict[tuple[object, ...], _Group] = {}
        for fact in self._anchors.document.facts:
            place = moment(fact.time)
            if fact.time is not None and place is not None:
                key = (*place, fact.time.value, fact.time.mod or "")
                groups.setdefault(key, _Group(fact.time, [])).facts.append(fact)
        return [groups[key] for key in sorted(groups)]

    def _mark(self, today: str) -> Html:
        text = self._wording("day_of_text", day=self._wording.period(today))
        return tag("li", tag("span", text), self._strip(today, today), class_="today")

    def _item(self, group: _Group, heading: str) -> Html:
        lines: list[tuple[tuple[str, str, str, str], list[Fact]]] = []
        for fact in group.facts:
            said = (name_of(fact.subject), fact.attribute or "", name_of(fact.object), self._wording.status(fact))
            if lines and lines[-1][0] == said:
                lines[-1][1].append(fact)
            else:
                lines.append((said, [fact]))
        told = [tag("li", self._line(*said, facts)) for said, facts in lines]
        when = tag(heading, self._wording.when(group.time), title=group.time.value, class_="sub")
        return tag("li", when, self._strip(group.time.from_, group.time.to), tag("ul", join(told)))

    def _line(self, subject: str, attribute: str, object_: str, status: str, facts: list[Fact]) -> Html:
        """Facts in a few words; what rose is said once with how much it came to."""
        words = " ".join(part for part in (attribute, object_) if part)
        head = tag("a", *((tag("b", subject), " ") if subject else ()), words, href=self._link(facts[0]), lang="zh")
        first: dict[Figure, Fact] = {}  # what the text says twice is said once
        for fact in facts:
            figure = self._wording.figure(fact)
            if figure is not None:
                first.setdefault(figure, fact)
        figures = [self._figure(figure, fact) for figure, fact in first.items()]
        state = tag("span", status, class_="status") if status else None
        return join([part for part in (head, *figures, state) if part is not None], " ")

    def _figure(self, figure: Figure, fact: Fact) -> Html:
        unit = tag("small", f"\u2009{figure.unit}") if figure.unit else None
        return tag("a", figure.short, unit, class_="figure", href=self._link(fact), title=figure.full)

    def _link(self, fact: Fact) -> str:
        return f"#{self._anchors.id(fact.id)}"

    # -- the strip: where a period lies between the first and the last

    def _find_scale(self) -> tuple[float, float] | None:
        now = _days(self._today)
        ends = [
            day for group in self._groups for day in (_days(group.time.from_), _days(group.time.to)) if day is not None
        ]
        if now is not None:
            ends = [day for day in [*ends, now] if abs(day - now) <= _FAR * 365.25]
        first, last = min(ends, default=0.0), max(ends, default=0.0)
        return (first, last) if last - first > 1 else None

    def _strip(self, start: str | None, end: str | None) -> Html | None:
        if self._scale is None:
            return None
        first, last = self._scale
        begun, over = _days(start), _days(end)
        a = 0.0 if begun is None else (begun - first) / (last - first)
        b = 1.0 if over is None else (over - first) / (last - first)
        if b < 0 or a > 1:
            return None
        a, b = max(a, 0.0), min(max(b, a), 1.0)
        width = max(b - a, 0.006)
        left = min(a, 1 - width)
        return tag(
            "svg",
            tag("rect", x="0", y=3, width="100%", height=2, class_="base"),
            tag("rect", x=f"{100 * left:.2f}%", y=1, width=f"{100 * width:.2f}%", height=6, rx=2,
                class_="open" if begun is None or over is None else None),
            class_="strip span", width="100%", height=8, aria_hidden="true",
        )  # fmt: skip


def _days(moment_: str | None) -> float | None:
    """ISO 8601 as days since the year 1; None for what is no day of the calendar."""
    if moment_ is None:
        return None
    try:
        found = datetime.fromisoformat(moment_)
    except ValueError:
        return None
    return found.toordinal() + found.hour / 24 + found.minute / 1440
