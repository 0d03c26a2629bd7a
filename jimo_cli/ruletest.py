"""Runs the examples that rules carry: Missing, Wrong and Noisy, with the text that shows it.

- Missing: a text of `match` in which the rule finds nothing (or not that span).
- Wrong: the span is found, but a value differs.
- Noisy: a text of `skip` in which the rule finds something after all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from .extractor import Extractor
from .model import Mention
from .rulebook.source import Located, Mark
from .wire import plain_record

_NOT_COMPARED = ("text", "span", "ref", "published")


class Outcome(NamedTuple):
    """What one example came to; `problem` is empty where it is as it should be."""

    rule: str
    kind: str
    text: str
    problem: str
    mark: Mark

    def __str__(self) -> str:
        where = f"{self.mark.path}:{self.mark.line}:{self.mark.column}"
        return f"{where}: {self.kind}: {self.rule}: {self.problem}"


OK, MISSING, WRONG, NOISY = "Ok", "Missing", "Wrong", "Noisy"


def run_examples(items: list[Located], extractor: Extractor) -> Iterator[Outcome]:
    """The outcome of every example of the given rule objects, under all rules of the extractor."""
    for item in items:
        examples = item.value.get("examples")
        if examples is None:
            continue
        rule = item.value["id"].value
        if "type" not in item.value or item.value["type"].value == "NONE":
            continue
        for example in getattr(examples.value.get("match"), "value", ()):
            yield _match(rule, example, extractor)
        for text in getattr(examples.value.get("skip"), "value", ()):
            yield _skip(rule, text, extractor)


def _match(rule: str, example: Located, extractor: Extractor) -> Outcome:
    wanted = {key: item.value for key, item in example.value.items()}
    text = str(wanted["text"])
    span = str(wanted.get("span", text))
    start = text.find(span)
    document = extractor.extract(text, reference=wanted.get("ref"), published=wanted.get("published"))
    here = [m for m in document.mentions if m.rule == rule and (m.start, m.end) == (start, start + len(span))]
    if not here:
        others = ", ".join(f"{m.text} by {m.rule}" for m in document.mentions) or "nothing"
        return Outcome(rule, MISSING, text, f"{span!r} in {text!r} is not found by it, but {others}", example.mark)
    differing = _differences(wanted, here[0])
    if differing:
        return Outcome(rule, WRONG, text, f"{span!r} in {text!r}: {'; '.join(differing)}", example.mark)
    return Outcome(rule, OK, text, "", example.mark)


def _differences(wanted: dict[str, Any], mention: Mention) -> list[str]:
    record = plain_record(mention)
    told = []
    for key, value in wanted.items():
        if key in _NOT_COMPARED:
            continue
        if not _same(value, record.get(key)):
            told.append(f"{key} is {record.get(key)}, not {value}")
    return told


def _same(wanted: Any, got: Any) -> bool:
    """Equal as numbers where both are, else as text."""
    if isinstance(got, (int, Decimal)) and wanted is not None:
        try:
            return Decimal(str(wanted)) == Decimal(got)
        except InvalidOperation:
            return False
    return bool((None if wanted is None else str(wanted)) == got)


def _skip(rule: str, item: Located, extractor: Extractor) -> Outcome:
    text = str(item.value)
    found = [m.text for m in extractor.extract(text).mentions if m.rule == rule]
    if found:
        return Outcome(rule, NOISY, text, f"finds {', '.join(found)} in {text!r}", item.mark)
    return Outcome(rule, OK, text, "", item.mark)
