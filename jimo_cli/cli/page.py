"""One document on the terminal: its text with what was found, tables, a timeline, bars.

What an article says is data: what would act on the terminal (escapes, marks of writing direction) is
replaced, character by character, before it is shown, and no markup is read in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..labels import Labels
from ..model import Document, Fact, Number, NumberMention, TimeMention
from ..report.periods import Periods
from .common import flags
from .describe import period, quantity, value_of
from .environment import Environment
from .formats.rows import pad, width
from .surface import FREE, RIGHT, SHORT, Head, Plain, Surface

# Hues for the groups of types; names, times and numbers can be told apart without reading.
STYLES = {
    "PERSON": "bold magenta", "NORP": "magenta", "ORG": "bold blue", "FAC": "blue", "GPE": "bold green", "LOC": "green",
    "PRODUCT": "bright_blue", "EVENT": "bright_magenta", "WORK_OF_ART": "bright_magenta", "LAW": "bright_magenta",
    "LANGUAGE": "magenta", "DATE": "cyan", "TIME": "cyan", "PERCENT": "bold yellow", "MONEY": "bold red",
    "QUANTITY": "yellow", "ORDINAL": "bright_yellow", "CARDINAL": "yellow",
}  # fmt: skip
_SHOWN_FORMS = 6
_BAR = 40

# Marks of writing direction, which would turn what stands behind them about, and invisible separators.
_TURNING = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0xFEFF], "\ufffd"
)
_CONTROL = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_SAFE = {
    **_TURNING, **_CONTROL, **dict.fromkeys(range(0x80, 0xA0), "\ufffd"), **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x09: " ", 0x0A: "\n", 0x0D: "\n", 0x85: "\n",
}  # fmt: skip


def safe(text: str) -> str:
    """Text of the same length in which nothing acts on a terminal: an escape becomes a picture of itself."""
    return text.translate(_SAFE)


def flat(text: str) -> str:
    """The same on one line."""
    return safe(text).replace("\n", " ")


class Page:
    """One document as it is printed."""

    def __init__(self, document: Document, labels: Labels, parts: Iterable[str], env: Environment) -> None:
        self._document = document
        self._labels = labels
        self._parts = tuple(parts)
        self._env = env
        self._colored = flags.colored(env)
        self._surface: Surface = Plain()
        if self._colored or env.stdout_is_terminal:
            from .rich_surface import Rich

            self._surface = Rich(self._colored, env.stdout_is_terminal)

    def print(self) -> None:
        """Write all parts."""
        self._head()
        for part in self._parts:
            self._surface.line("")
            getattr(self, f"_{part}")()
        self._env.write(self._surface.text())

    def _title(self, part: str) -> None:
        self._surface.line(self._labels("part", part), "bold underline")

    def _nothing(self, phrase: str = "none") -> None:
        self._surface.line(self._labels("phrase", phrase), "dim")

    def _head(self) -> None:
        doc, labels = self._document.doc, self._labels
        self._surface.line(flat(doc.title or doc.id or labels("phrase", "untitled")), "bold")
        told = [doc.publisher, doc.published.replace("T", " ") if doc.published else None]
        if doc.reference:
            source = labels("reference_from", doc.reference_from)
            told.append(f"{labels('field', 'reference')} {doc.reference} ({source})")
        told.append(f"{doc.chars:,} {labels('field', 'chars')}")
        self._surface.line(flat(" \u00b7 ".join(item for item in told if item)), "dim")

    # -- the text

    def _text(self) -> None:
        text = self._document.doc.text
        if text is None:
            self._nothing("no_text")
            return
        spans = [(m.start, m.end, STYLES.get(m.type, "")) for m in self._document.mentions]
        self._surface.marked(safe(text.rstrip()), spans)
        if self._colored:
            found = {mention.type for mention in self._document.mentions}
            self._surface.line("")
            self._surface.pieces(
                [(self._labels("type", kind) + "  ", style) for kind, style in STYLES.items() if kind in found]
            )

    # -- tables

    def _heads(self, *fields: tuple[str, str]) -> list[Head]:
        return [Head(self._labels("field", name), how) for name, how in fields]

    def _facts(self) -> None:
        self._title("facts")
        facts = self._document.facts
        if not facts:
            self._nothing()
            return
        heads = self._heads(
            ("kind", SHORT), ("subject", FREE), ("attribute", FREE), ("object", FREE), ("value", RIGHT), ("time", SHORT),
            ("status", SHORT),
        )  # fmt: skip
        rows = [
            [
                (self._labels("kind", fact.kind), ""),
                (flat(name_of(fact.subject)), ""),
                (flat(fact.attribute or ""), ""),
                (flat(name_of(fact.object)), ""),
                (self._value(fact), ""),
                (period(fact.time), ""),
                ("" if fact.status in ("actual", "current") else self._labels("status", fact.status), ""),
            ]
            for fact in facts
        ]
        self._surface.table(heads, rows)

    def _value(self, fact: Fact) -> str:
        arrow = {"up": "\u2191 ", "down": "\u2193 ", "flat": "= "}.get(fact.direction or "", "")
        basis = f" {self._labels('basis_short', fact.basis)}" if fact.basis in ("yoy", "mom") else ""
        return flat(f"{arrow}{quantity(fact)}{basis}".strip())

    def _entities(self) -> None:
        self._title("entities")
        entities = self._document.entities
        if not entities:
            self._nothing()
            return
        heads = self._heads(("type", SHORT), ("name", FREE), ("aliases", FREE), ("mentions", RIGHT), ("roles", FREE))
        rows = []
        for entity in sorted(entities, key=lambda item: -len(item.mentions)):
            more = len(entity.aliases) - _SHOWN_FORMS
            forms = ", ".join(entity.aliases[:_SHOWN_FORMS]) + (f" +{more}" if more > 0 else "")
            roles = "; ".join(" ".join(part for part in (role.org_text, role.title) if part) for role in entity.roles)
            rows.append(
                [
                    (self._labels("type", entity.type), STYLES.get(entity.type, "")),
                    (flat(entity.name), ""),
                    (flat(forms), ""),
                    (str(len(entity.mentions)), ""),
                    (flat(roles), ""),
                ]
            )
        self._surface.table(heads, rows)

    def _figures(self) -> None:
        self._mentions("figures", [m for m in self._document.mentions if isinstance(m, NumberMention)])

    def _times(self) -> None:
        self._mentions("times", [m for m in self._document.mentions if isinstance(m, TimeMention)])

    def _mentions(self, part: str, mentions: Sequence[NumberMention | TimeMention]) -> None:
        self._title(part)
        if not mentions:
            self._nothing()
            return
        times = part == "times"
        fields = [("type", SHORT), ("text", FREE), ("value", SHORT if times else RIGHT)]
        heads = self._heads(*fields, *((("from", SHORT), ("to", SHORT)) if times else ()))
        rows = []
        for mention in mentions:
            cells = [
                (self._labels("type", mention.type), STYLES[mention.type]),
                (flat(mention.text), ""),
                (flat(value_of(mention)), ""),
            ]
            if isinstance(mention, TimeMention):
                cells += [(mention.from_ or "", ""), (mention.to or "", "")]
            rows.append(cells)
        self._surface.table(heads, rows)

    # -- timeline and chart

    def _timeline(self) -> None:
        self._title("timeline")
        dated = [(fact.time, fact) for fact in self._document.facts if fact.time and (fact.time.from_ or fact.time.to)]
        if not dated:
            self._nothing("no_times")
            return
        dated.sort(key=lambda item: (item[0].from_ or "", item[0].to or "9999", item[1].start))
        rows = []
        last = ""
        words = Periods(self._labels)
        for time, fact in dated:
            when = words(time.value, time.mod)
            rows.append([("" if when == last else when, "cyan"), (flat(self._sentence(fact)), "")])
            last = when
        self._surface.table([Head("", SHORT), Head("", FREE)], rows)

    def _sentence(self, fact: Fact) -> str:
        status = "" if fact.status in ("actual", "current") else f"({self._labels('status', fact.status)})"
        parts = (name_of(fact.subject), fact.attribute, name_of(fact.object), self._value(fact), status)
        return " ".join(part for part in parts if part)

    def _chart(self) -> None:
        self._title("chart")
        groups = list(series(self._document))
        if not groups:
            self._nothing("no_charts")
            return
        for place, (title, unit, bars) in enumerate(groups):
            if place:
                self._surface.line("")
            self._surface.line(flat(f"{title} ({unit})" if unit else title), "bold")
            self._bars(bars)

    def _bars(self, bars: list[tuple[str, Number, Fact]]) -> None:
        names = max(width(flat(name)) for name, _, _ in bars)
        figures = [flat(quantity(fact._replace(unit=None, per=None))) for _, _, fact in bars]
        room = max(8, min(_BAR, self._surface.width - names - max(map(width, figures)) - 4))
        top = max(abs(float(value)) for _, value, _ in bars) or 1.0
        for (name, value, _), figure in zip(bars, figures):
            drawn = bar(abs(float(value)) / top, room)
            self._surface.pieces(
                [(pad(flat(name), names + 2), ""), (drawn, "red" if value < 0 else "cyan"), (f" {figure}", "")]
            )


def bar(share: float, room: int) -> str:
    """A bar of eighths of a cell: as long as `share` of the room, and never quite nothing."""
    eighths = max(1, round(share * room * 8))
    return "\u2588" * (eighths // 8) + ("" if eighths % 8 == 0 else chr(0x2590 - eighths % 8))


def series(document: Document) -> Iterator[tuple[str, str, list[tuple[str, Number, Fact]]]]:
    """Measures that can be compared: one attribute of a subject over its periods, or of one period over subjects."""
    measures = [fact for fact in document.facts if fact.kind == "measure" and fact.value is not None and fact.attribute]
    used: set[str] = set()
    by_subject: dict[tuple[str, str, str], list[Fact]] = {}
    by_time: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in measures:
        unit = " / ".join(part for part in (fact.unit, fact.per) if part)
        if fact.time is not None:
            by_subject.setdefault((name_of(fact.subject), fact.attribute or "", unit), []).append(fact)
        by_time.setdefault((fact.attribute or "", period(fact.time), unit), []).append(fact)
    for (subject, attribute, unit), facts in by_subject.items():
        bars = {period(fact.time): fact for fact in sorted(facts, key=lambda f: (f.time and f.time.from_) or "")}
        if len(bars) > 1:
            used |= {fact.id for fact in bars.values()}
            yield f"{subject} {attribute}".strip(), unit, [(name, _known(fact), fact) for name, fact in bars.items()]
    for (attribute, time, unit), facts in by_time.items():
        named = {name_of(fact.subject): fact for fact in facts if fact.subject is not None and fact.id not in used}
        if len(named) > 1:
            title = f"{attribute} {time}".strip()
            yield title, unit, [(name, _known(fact), fact) for name, fact in named.items()]


def _known(fact: Fact) -> Number:
    assert fact.value is not None
    return fact.value


def name_of(thing: Any) -> str:
    """The resolved name of a subject or object, or nothing."""
    return "" if thing is None else (thing.name or thing.text or "")
