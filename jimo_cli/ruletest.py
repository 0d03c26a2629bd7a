"""Runs the examples that rules carry: Missing, Wrong and Noisy, with the text that shows it.

- Missing: a text of `match` in which the rule finds nothing (or not that span).
- Wrong: the span is found, but a value differs.
- Noisy: a text of `skip` in which the rule finds something after all.

What a rule finds are mentions, or facts where it has a `kind`. Things and times of a fact are given by one
text each: `subject: 即墨区` is right where the subject is called so or is named so, `time: 2018` by its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from .extractor import Extractor
from .model import Document, Fact, FactTime, Mention, NameMention, Thing
from .rulebook.schema import EXAMPLE_GIVEN
from .rulebook.source import Located, Mark
from .wire import plain_record


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


OK: Final = "Ok"
MISSING: Final = "Missing"
WRONG: Final = "Wrong"
NOISY: Final = "Noisy"
_LONGEST: Final = 60  # characters of what is found instead that a message quotes


def run_examples(items: list[Located], extractor: Extractor) -> Iterator[Outcome]:
    """The outcome of every example of the given rule objects, under all rules of the extractor."""
    for item in items:
        examples = item.value.get("examples")
        if examples is None:
            continue
        rule = item.value["id"].value
        if "type" in item.value and item.value["type"].value == "NONE":
            continue
        if not {"type", "make", "kind"} & item.value.keys():
            continue  # a part of other rules, which finds nothing by itself
        states = "kind" in item.value
        for example in getattr(examples.value.get("match"), "value", ()):
            yield _match(rule, example, extractor, states)
        for text in getattr(examples.value.get("skip"), "value", ()):
            yield _skip(rule, text, extractor, states)


def _match(rule: str, example: Located, extractor: Extractor, states: bool) -> Outcome:
    wanted = {key: item.value for key, item in example.value.items()}
    text = str(wanted["text"])
    span = str(wanted["span"]) if "span" in wanted else None if states else text
    ref, published = (_text(wanted.get(name)) for name in ("ref", "published"))
    document = extractor.extract(text, reference=ref, published=published)
    found: list[Mention | Fact] = [*(document.facts if states else document.mentions)]
    here = [one for one in found if one.rule == rule and (span is None or one.text == span)]
    told = f"{span!r} in {text!r}" if span is not None else repr(text)
    if not here:
        others = ", ".join(f"{one.text[:_LONGEST]} by {one.rule}" for one in found) or "nothing"
        return Outcome(rule, MISSING, text, f"{told} is not found by it, but {others}", example.mark)
    differing = min((_differences(wanted, one, document) for one in here), key=len)
    if differing:
        return Outcome(rule, WRONG, text, f"{told}: {'; '.join(differing)}", example.mark)
    return Outcome(rule, OK, text, "", example.mark)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _differences(wanted: dict[str, Any], one: Mention | Fact, document: Document) -> list[str]:
    told = []
    for key, value in wanted.items():
        if key not in EXAMPLE_GIVEN:
            got = _got(key, one, document)
            if not any(_same(value, form) for form in got):
                told.append(f"{key} is {got[-1]}, not {value}")
    return told


def _got(key: str, one: Mention | Fact, document: Document) -> tuple[Any, ...]:
    """What something found has under a key of an example; any of several will do."""
    if isinstance(one, Fact):
        value = getattr(one, key)
        if isinstance(value, Thing):
            return value.text, value.name
        return (value.value if isinstance(value, FactTime) else value,)
    if isinstance(one, NameMention) and key in ("name", "adcode"):
        entity = next(entity for entity in document.entities if entity.id == one.entity)
        return (getattr(entity, key),)
    return (plain_record(one).get(key),)


def _same(wanted: Any, got: Any) -> bool:
    """Equal as numbers where both are, else as text."""
    if isinstance(got, (int, Decimal)) and wanted is not None:
        try:
            return Decimal(str(wanted)) == Decimal(got)
        except InvalidOperation:
            return False
    return bool((None if wanted is None else str(wanted)) == got)


def _skip(rule: str, item: Located, extractor: Extractor, states: bool) -> Outcome:
    text = str(item.value)
    document = extractor.extract(text)
    found = [one.text for one in (document.facts if states else document.mentions) if one.rule == rule]
    if found:
        return Outcome(rule, NOISY, text, f"finds {', '.join(found)} in {text!r}", item.mark)
    return Outcome(rule, OK, text, "", item.mark)
