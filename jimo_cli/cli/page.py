"""One document on the terminal: its text with what was found, tables, a timeline, bars.

What an article says is data: it goes into `rich.text.Text`, which reads no markup, and what would act
on the terminal (escapes, marks of writing direction) is replaced character by character first.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..labels import Labels
from ..model import Document, Fact, Number, NumberMention, TimeMention
from .common import flags
from .describe import period, quantity, value_of
from .environment import Environment

# Hues for the groups of types; names, times and numbers can be told apart without reading.
STYLES = {
    "PERSON": "bold magenta", "NORP": "magenta", "ORG": "bold blue", "FAC": "blue", "GPE": "bold green", "LOC": "green",
    "PRODUCT": "bright_blue", "EVENT": "bright_magenta", "WORK_OF_ART": "bright_magenta", "LAW": "bright_magenta",
    "LANGUAGE": "magenta", "DATE": "cyan", "TIME": "cyan", "PERCENT": "bold yellow", "MONEY": "bold red",
    "QUANTITY": "yellow", "ORDINAL": "bright_yellow", "CARDINAL": "yellow",
}  # fmt: skip
_UNWRAPPED = 1 << 20  # a width that nothing reaches: what is piped is not cut
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
        self._wide = not env.stdout_is_terminal
        self._buffer = io.StringIO()
        self._console = Console(
            file=self._buffer,
            force_terminal=self._colored,
            color_system=("256" if self._colored else None),
            no_color=not self._colored,
            width=_UNWRAPPED if self._wide else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        if not self._wide:
            import shutil

            self._console.width = shutil.get_terminal_size((80, 24)).columns

    def print(self) -> None:
        """Write all parts."""
        self._head()
        for part in self._parts:
            self._emit("")
            getattr(self, f"_{part}")()
        text = self._buffer.getvalue()
        if not self._colored:  # columns are filled up to their width
            text = "".join(line.rstrip() + "\n" for line in text.splitlines())
        self._env.write(text)

    def _emit(self, content: Any) -> None:
        self._console.print(content, soft_wrap=self._wide)

    def _title(self, part: str) -> None:
        self._emit(Text(self._labels("part", part), style="bold underline"))

    def _nothing(self, phrase: str = "none") -> None:
        self._emit(Text(self._labels("phrase", phrase), style="dim"))

    def _head(self) -> None:
        doc, labels = self._document.doc, self._labels
        self._emit(Text(flat(doc.title or doc.id or labels("phrase", "untitled")), style="bold"))
        told = [doc.publisher, doc.published.replace("T", " ") if doc.published else None]
        if doc.reference:
            source = labels("reference_from", doc.reference_from)
            told.append(f"{labels('field', 'reference')} {doc.reference} ({source})")
        told.append(f"{doc.chars:,} {labels('field', 'chars')}")
        self._emit(Text(flat(" \u00b7 ".join(item for item in told if item)), style="dim"))

    # -- the text

    def _text(self) -> None:
        text = self._document.doc.text
        if text is None:
            self._nothing("no_text")
            return
        shown = Text(safe(text.rstrip()))
        for mention in self._document.mentions:
            shown.stylize(STYLES.get(mention.type, ""), mention.start, mention.end)
        self._emit(shown)
        if self._colored:
            self._emit("")
            self._legend()

    def _legend(self) -> None:
        found = {mention.type for mention in self._document.mentions}
        legend = Text()
        for kind, style in STYLES.items():
            if kind in found:
                legend.append(self._labels("type", kind), style=style)
                legend.append("  ")
        self._emit(legend)

    # -- tables

    def _table(self, *fields: tuple[str, str]) -> Table:
        """A table without lines; `fields` are (field, how it is set)."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=False)
        for name, how in fields:
            label = self._labels("field", name)
            if how == "right":
                table.add_column(label, justify="right", no_wrap=True)
            elif how == "short":
                table.add_column(label, no_wrap=True)
            else:
                table.add_column(label, overflow="fold", ratio=None)
        return table

    def _facts(self) -> None:
        self._title("facts")
        facts = self._document.facts
        if not facts:
            self._nothing()
            return
        table = self._table(
            ("kind", "short"), ("subject", ""), ("attribute", ""), ("object", ""), ("value", "right"), ("time", "short"),
            ("status", "short"),
        )  # fmt: skip
        for fact in facts:
            table.add_row(
                Text(self._labels("kind", fact.kind)),
                Text(flat(name_of(fact.subject))),
                Text(flat(fact.attribute or "")),
                Text(flat(name_of(fact.object))),
                Text(self._value(fact)),
                Text(period(fact.time)),
                Text("" if fact.status in ("actual", "current") else self._labels("status", fact.status)),
            )
        self._emit(table)

    def _value(self, fact: Fact) -> str:
        arrow = {"up": "\u2191 ", "down": "\u2193 ", "flat": "= "}.get(fact.direction or "", "")
        basis = f" {self._labels('basis', fact.basis)}" if fact.basis in ("yoy", "mom") else ""
        return flat(f"{arrow}{quantity(fact)}{basis}".strip())

    def _entities(self) -> None:
        self._title("entities")
        entities = self._document.entities
        if not entities:
            self._nothing()
            return
        table = self._table(("type", "short"), ("name", ""), ("aliases", ""), ("mentions", "right"), ("roles", ""))
        for entity in sorted(entities, key=lambda item: -len(item.mentions)):
            more = len(entity.aliases) - _SHOWN_FORMS
            forms = ", ".join(entity.aliases[:_SHOWN_FORMS]) + (f" +{more}" if more > 0 else "")
            roles = "; ".join(" ".join(part for part in (role.org_text, role.title) if part) for role in entity.roles)
            table.add_row(
                Text(self._labels("type", entity.type), style=STYLES.get(entity.type, "")),
                Text(flat(entity.name)),
                Text(flat(forms)),
                Text(str(len(entity.mentions))),
                Text(flat(roles)),
            )
        self._emit(table)

    def _figures(self) -> None:
        self._mentions("figures", [m for m in self._document.mentions if isinstance(m, NumberMention)])

    def _times(self) -> None:
        self._mentions("times", [m for m in self._document.mentions if isinstance(m, TimeMention)])

    def _mentions(self, part: str, mentions: list[Any]) -> None:
        self._title(part)
        if not mentions:
            self._nothing()
            return
        table = self._table(("type", "short"), ("text", ""), ("value", "right" if part == "figures" else "short"))
        if part == "times":
            table.add_column(self._labels("field", "from"), no_wrap=True)
            table.add_column(self._labels("field", "to"), no_wrap=True)
        for mention in mentions:
            cells = [
                Text(self._labels("type", mention.type), style=STYLES[mention.type]),
                Text(flat(mention.text)),
                Text(flat(value_of(mention))),
            ]
            if isinstance(mention, TimeMention):
                cells += [Text(mention.from_ or ""), Text(mention.to or "")]
            table.add_row(*cells)
        self._emit(table)

    # -- timeline and chart

    def _timeline(self) -> None:
        self._title("timeline")
        dated = [(fact.time, fact) for fact in self._document.facts if fact.time and (fact.time.from_ or fact.time.to)]
        if not dated:
            self._nothing("no_times")
            return
        dated.sort(key=lambda item: (item[0].from_ or "", item[0].to or "9999", item[1].start))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(no_wrap=True, style="cyan")
        table.add_column(overflow="fold")
        last = ""
        for time, fact in dated:
            when = period(time)
            table.add_row(Text("" if when == last else when), Text(flat(self._sentence(fact))))
            last = when
        self._emit(table)

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
                self._emit("")
            self._emit(Text(flat(f"{title} ({unit})" if unit else title), style="bold"))
            self._bars(bars)

    def _bars(self, bars: list[tuple[str, Number, Fact]]) -> None:
        names = max(cell_len(name) for name, _, _ in bars)
        figures = [quantity(fact._replace(unit=None, per=None)) for _, _, fact in bars]
        widest = max(cell_len(figure) for figure in figures)
        room = max(8, min(_BAR, (80 if self._wide else self._console.width) - names - widest - 4))
        top = max(abs(float(value)) for _, value, _ in bars) or 1.0
        for (name, value, _), figure in zip(bars, figures):
            line = Text(flat(name) + " " * (names - cell_len(name) + 2))
            line.append(bar(abs(float(value)) / top, room), style="red" if value < 0 else "cyan")
            line.append(f" {flat(figure)}")
            self._emit(line)


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
