"""Why a span became a number or a time, or did not: the derivation of every candidate at a place.

The lattice still holds every candidate when a text is read; this asks it what each of them read, what
it is worth, and what it lost to.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..extractor import Extractor, Found
from ..match.decide import score
from ..match.lattice import Edge
from ..model import Mention, NumberMention, TimeMention
from ..rulebook.bundle import NONE
from ..values.exact import plain
from ..values.numbers import Measure
from ..values.numerals import Numeral
from ..wire import plain_record


def explain(extractor: Extractor, found: Found, start: int, end: int) -> Iterator[str]:
    """Lines on every number and time that was read between two offsets of an analysed text."""
    here = [edge for edge in found.candidates if edge.start < end and start < edge.end]
    chosen = {id(edge) for edge in found.chosen}
    order = sorted(here, key=lambda edge: (id(edge) not in chosen, -_points(extractor, edge), edge.start, edge.rule))
    for edge in order:
        yield from _candidate(extractor, found, edge, id(edge) in chosen)
        yield ""


def _points(extractor: Extractor, edge: Edge) -> int:
    return score(edge, extractor.rules.weights[edge.rule])


def _candidate(extractor: Extractor, found: Found, edge: Edge, won: bool) -> Iterator[str]:
    rule = extractor.rules.rules[edge.rule]
    surface = found.text[edge.start : edge.end]
    verdict = "chosen" if won else f"not chosen: {_reason(extractor, found, edge)}"
    yield f"{surface} [{edge.start}:{edge.end}] {rule.type} {rule.id}, {_points(extractor, edge)} points, {verdict}"
    yield from _tree(extractor, found, edge, "  ")
    mentions = [m for m in found.document.mentions if edge.start <= m.start and m.end <= edge.end]
    if won and rule.type == NONE:
        yield "  → no mention: this is a name or a word, not a number or a time"
    elif won and mentions:
        yield from (f"  → {describe(mention)}" for mention in mentions)
    elif won:
        yield "  → no mention: it comes to nothing in its clause (no such date, or an empty range)"


def _reason(extractor: Extractor, found: Found, edge: Edge) -> str:
    rule = extractor.rules.rules[edge.rule]
    word = extractor.boundary.crossing_word(edge, found.normal)
    if word is not None:
        return f"the word {word} runs across its edge"
    if rule.type != NONE and extractor.rules.evaluator.value(edge, (found.normal, found.text)) is None:
        return "its parts have no value together"
    rivals = [other for other in found.chosen if other.start < edge.end and edge.start < other.end]
    names = ", ".join(
        f"{found.text[r.start : r.end]} ({extractor.rules.rules[r.rule].id}, {_points(extractor, r)})" for r in rivals
    )
    return f"less than {names}" if names else "what stands beside it scores more without it"


def _tree(extractor: Extractor, found: Found, edge: Edge, margin: str) -> Iterator[str]:
    """What an edge read, part by part, and what those read in turn."""
    if not edge.path:
        return
    names, labels = extractor.rules.automaton.labels(edge.rule, tuple(step.symbol for step in edge.path))
    for name, label, step in zip(names, labels, edge.path):
        surface = found.text[step.start : step.end]
        told = name if name == label else f"{label}:{name}"
        if step.rule >= 0:
            value = extractor.rules.evaluator.value(step, (found.normal, found.text))
            by = extractor.rules.rules[step.rule].id
            yield f"{margin}{told} {surface} = {_show(value)}, by {by}"
            yield from _tree(extractor, found, step, margin + "  ")
        elif isinstance(step.content, dict):
            attributes = ", ".join(f"{key} {value}" for key, value in step.content[name].items())
            yield f"{margin}{told} {surface}{f' ({attributes})' if attributes else ''}"
        else:
            yield f"{margin}{told} {surface} = {_show(step.content)}"


def _show(value: object) -> str:
    if isinstance(value, (Numeral, Measure)):
        low, high = plain(value.low), plain(value.high)
        text = low if low == high else f"{low} to {high}"
        unit = getattr(value, "unit", None)
        return " ".join(part for part in (text, unit, value.mod) if part)
    if value is None:
        return "nothing"
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        fields = (f"{key} {item}" for key, item in zip(value._fields, value) if item not in (None, ()))
        return f"{type(value).__name__.lower()}: {', '.join(fields)}"
    return str(value)


def describe(mention: Mention) -> str:
    """A mention on one line: its type, its value, its bounds."""
    record = plain_record(mention)
    keys: tuple[str, ...] = ("entity",)
    if isinstance(mention, NumberMention):
        keys = ("value", "low", "high", "unit", "per", "ratio", "mod")
    elif isinstance(mention, TimeMention):
        keys = ("timex", "value", "from", "to", "mod")
    told = " ".join(f"{key}={record[key]}" for key in keys if record[key] is not None)
    return f"{mention.id} {mention.type} {told}"
