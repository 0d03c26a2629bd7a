"""Measures that can be compared, as bars: a table whose middle column is drawn.

A bar is SVG of the browser's own with widths in percent, so it fits any page, and its label and
figure stay text that can be read out, searched and copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, ItemsView, Iterator
from decimal import Decimal
from typing import NamedTuple, TypeVar

from ..model import Fact, Number
from .anchors import Anchors
from .markup import Html, classes, join, tag
from .wording import Wording, moment, name_of, signed

Key = TypeVar("Key")
_MOST = 16  # bars of a chart
_SMALLEST = 1000  # times smaller than the largest, and there is nothing to be seen


class Chart(NamedTuple):
    """Facts side by side; `names` is what tells each from the others."""

    title: str
    unit: str
    names: list[str]
    facts: list[Fact]
    whole: Number | None = None  # what the full width stands for, where that is not the longest bar


class Charts:
    """Writes the charts of one document."""

    def __init__(self, anchors: Anchors, wording: Wording) -> None:
        self._anchors = anchors
        self._wording = wording
        mentions = anchors.document.mentions
        self._measured = {mention.id for mention in mentions if mention.type in ("MONEY", "QUANTITY")}
        self.charts = list(self._find())

    def markup(self) -> Html:
        """All charts."""
        if not self.charts:
            return tag("p", self._wording.labels("phrase", "no_charts"), class_="nothing")
        return join([self._chart(chart) for chart in self.charts])

    # -- which facts belong together

    def _find(self) -> Iterator[Chart]:
        facts = [fact for fact in self._anchors.document.facts if signed(fact) is not None and fact.attribute]
        measures = [fact for fact in facts if fact.kind == "measure"]
        used: set[str] = set()
        for chart in (*self._over_time(measures), *self._over_subjects(measures)):
            if not used.intersection(fact.id for fact in chart.facts):
                used.update(fact.id for fact in chart.facts)
                yield chart
        yield from self._side_by_side([fact for fact in measures if fact.id not in used])
        yield from self._changes([fact for fact in facts if fact.kind == "change" and fact.unit == "%"])
        yield from self._shares([fact for fact in facts if fact.kind == "share" and fact.unit == "%"])

    def _over_time(self, facts: list[Fact]) -> Iterator[Chart]:
        """One indicator of one subject in its periods."""
        for (subject, attribute, unit, _), found in _by(
            facts, lambda f: (name_of(f.subject), f.attribute, self._unit(f), _shape(f))
        ):
            dated: dict[str, Fact] = {}
            for fact in found:
                if fact.time is not None and moment(fact.time):
                    dated.setdefault(fact.time.value, fact)
            if len(dated) > 1:
                inside = sorted(dated.values(), key=lambda fact: moment(fact.time) or ("", ""))[:_MOST]
                names = [self._wording.when(fact.time) for fact in inside]
                yield Chart(f"{subject} {attribute}".strip(), unit, names, inside)

    def _over_subjects(self, facts: list[Fact]) -> Iterator[Chart]:
        """One indicator of several subjects in one period."""
        for (attribute, when, unit), found in _by(
            facts, lambda f: (f.attribute, self._wording.when(f.time), self._unit(f))
        ):
            named = {name_of(fact.subject): fact for fact in found if fact.subject is not None}
            if len(named) > 1:
                inside = _falling(list(named.values()))[:_MOST]
                yield Chart(f"{attribute} {when}".strip(), unit, [name_of(fact.subject) for fact in inside], inside)

    def _side_by_side(self, facts: list[Fact]) -> Iterator[Chart]:
        """Several indicators of one subject in one unit, if that measures something: 3 persons and 5 houses do not compare."""
        kept = [fact for fact in facts if self._measured.intersection(fact.args.get("value", ()))]
        periods = _carried_on(kept)
        for (subject, unit, _), found in _by(kept, lambda f: (name_of(f.subject), self._unit(f), periods[f.id])):
            named: dict[str, Fact] = {}
            for fact in found:
                named.setdefault(fact.attribute or "", fact)
            inside = _falling(list(named.values()))[:_MOST]
            top = max(abs(_high(fact)) for fact in inside)
            inside = [fact for fact in inside if abs(_high(fact)) * _SMALLEST >= top]
            if len(inside) > 1:
                whens = {self._wording.when(fact.time) for fact in inside}
                title = ", ".join(part for part in (subject, whens.pop() if len(whens) == 1 else "") if part)
                yield Chart(title, unit, [fact.attribute or "" for fact in inside], inside)

    def _changes(self, facts: list[Fact]) -> Iterator[Chart]:
        """What rose and what fell, by what it is compared with."""
        for (basis,), found in _by(facts, lambda f: (f.basis if f.basis in ("yoy", "mom") else "",)):
            if len(found) > 1:
                title = self._wording("changes")
                if basis:
                    title += f", {self._wording.labels('basis', basis)}"
                inside = _falling(found)[:_MOST]
                yield Chart(title, "%", self._names(inside), inside)

    def _shares(self, facts: list[Fact]) -> Iterator[Chart]:
        if facts:
            inside = _falling(facts)[:_MOST]
            yield Chart(self._wording("shares"), "%", self._names(inside), inside, 100)

    def _names(self, facts: list[Fact]) -> list[str]:
        """Attributes; with the subject where there is more than one, with the period where that tells two apart."""
        several = len({name_of(fact.subject) for fact in facts}) > 1
        names = [
            " ".join(part for part in (name_of(f.subject) if several else "", f.attribute or "") if part) for f in facts
        ]
        return [
            f"{name}, {self._wording.when(fact.time)}" if names.count(name) > 1 and fact.time else name
            for name, fact in zip(names, facts)
        ]

    def _unit(self, fact: Fact) -> str:
        return self._wording.unit(fact)

    # -- drawing

    def _chart(self, chart: Chart) -> Html:
        spans = [signed(fact) or (0, 0) for fact in chart.facts]
        low = min(0, *(a for a, _ in spans)) if chart.whole is None else 0
        high = max(0, *(b for _, b in spans)) if chart.whole is None else max(chart.whole, *(b for _, b in spans))
        room = Decimal(high) - Decimal(low) or Decimal(1)
        rows = []
        for name, fact, (a, b) in zip(chart.names, chart.facts, spans):
            start, end = (min(a, 0), max(b, 0)) if a == b else (a, b)
            left = float(100 * (Decimal(start) - Decimal(low)) / room)
            width = float(100 * (Decimal(end) - Decimal(start)) / room)
            zero = float(100 * -Decimal(low) / room)
            rows.append(self._row(name, fact, left, width, zero))
        head = tag("caption", tag("b", chart.title, lang="zh"), f" {chart.unit}" if chart.unit else None)
        return tag("table", head, tag("tbody", join(rows)), class_="chart")

    def _row(self, name: str, fact: Fact, left: float, width: float, zero: float) -> Html:
        figure = self._wording.figure(fact)
        low, high = signed(fact) or (0, 0)
        look = classes(
            "bar",
            "down" if high < 0 else "up" if fact.kind == "change" else None,
            "range" if low != high else None,
            None if fact.status == "actual" else "unsure",
        )
        # A hair's breadth for what is next to nothing: a bar that cannot be seen says that there is none.
        thin = max(width, 0.4)
        bar = tag(
            "svg",
            tag("rect", x=f"{max(0.0, min(left, 100 - thin)):.2f}%", y=3, width=f"{thin:.2f}%", height=12, rx=2),
            tag("line", x1=f"{zero:.2f}%", x2=f"{zero:.2f}%", y1=0, y2=18, class_="zero"),
            class_=look, width="100%", height=18, aria_hidden="true",
        )  # fmt: skip
        status = self._wording.status(fact)
        return tag(
            "tr",
            tag("th", tag("a", name, href=f"#{self._anchors.id(fact.id)}", lang="zh"),
                *((" ", tag("span", status, class_="status")) if status else ()), scope="row"),
            tag("td", bar, class_="drawn"),
            tag("td", figure.short if figure else None, class_="value", title=figure.full if figure else None),
        )  # fmt: skip


def _by(facts: list[Fact], key: Callable[[Fact], Key]) -> ItemsView[Key, list[Fact]]:
    groups: dict[Key, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return groups.items()


def _falling(facts: list[Fact]) -> list[Fact]:
    """The largest first."""
    return sorted(facts, key=_high, reverse=True)


def _high(fact: Fact) -> Decimal:
    return Decimal((signed(fact) or (0, 0))[1])


def _shape(fact: Fact) -> str:
    """What kind of period it is: a year does not compare with a month."""
    return re.sub("[0-9]", "0", fact.time.value) if fact.time is not None else ""


def _carried_on(facts: list[Fact]) -> dict[str, str]:
    """The period of each fact; where it has none, that of the fact before it."""
    found, last = {}, ""
    for fact in facts:
        last = fact.time.value if fact.time is not None else last
        found[fact.id] = last
    return found
