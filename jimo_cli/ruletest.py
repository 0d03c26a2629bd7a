"""Runs the examples that rules carry: Missing, Wrong and Noisy, with the text that shows it.

- Missing: a text of `match` in which the rule finds nothing (or not that span).
- Wrong: the span is found, but a value differs.
- Noisy: a text of `skip` in which the rule finds something after all.

What a rule finds are mentions, or facts where it has a `kind`. A rule that other rules read (it has a `class`
and no `type`) finds what they make of it, and one of type NONE the span that it keeps from the others. Things and times of a fact are given by one
text each: `subject: 即墨区` is right where the subject is called so or is named so, `time: 2018` by its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from .extractor import Extractor, Found
from .header import parse_moment
from .match.lattice import Edge
from .model import Document, Fact, FactTime, Mention, NameMention, Thing
from .rulebook.bundle import NONE
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
        read = _reader(item)
        for example in getattr(examples.value.get("match"), "value", ()):
            yield _match(rule, example, extractor, read)
        for text in getattr(examples.value.get("skip"), "value", ()):
            yield _skip(rule, text, extractor, read)


class Read(NamedTuple):
    """What was found in the text of an example: by the rule in question, and in all."""

    document: Document
    own: list[Mention | Fact | Blank]
    every: list[Mention | Fact]


class Blank(NamedTuple):
    """A span that a rule of type NONE took, so that nothing else is found there."""

    text: str


Reader = Callable[[Extractor, str, str, "str | None", "str | None"], Read]


def _reader(item: Located) -> Reader:
    """How to tell what a rule found: its mentions, its facts, or the mentions that it is a part of."""
    fields = item.value
    if "kind" in fields:
        return _facts
    if not {"type", "make"} & fields.keys():
        return _wholes
    return _blanks if "type" in fields and fields["type"].value == NONE else _mentions


def _mentions(extractor: Extractor, rule: str, text: str, ref: str | None, published: str | None) -> Read:
    document = extractor.extract(text, reference=ref, published=published)
    return Read(document, [one for one in document.mentions if one.rule == rule], [*document.mentions])


def _facts(extractor: Extractor, rule: str, text: str, ref: str | None, published: str | None) -> Read:
    document = extractor.extract(text, reference=ref, published=published)
    return Read(document, [one for one in document.facts if one.rule == rule], [*document.facts])


def _wholes(extractor: Extractor, rule: str, text: str, ref: str | None, published: str | None) -> Read:
    """A rule with a class alone finds nothing by itself: 差一刻三点 is found by the rule that reads it as a clock time."""
    found = _analyse(extractor, text, ref, published)
    edges = [edge for edge in found.chosen if _takes_part(extractor, rule, edge)]
    mentions = found.document.mentions
    own = [one for one in mentions if any(edge.start <= one.start and one.end <= edge.end for edge in edges)]
    return Read(found.document, [*own], [*mentions])


def _blanks(extractor: Extractor, rule: str, text: str, ref: str | None, published: str | None) -> Read:
    found = _analyse(extractor, text, ref, published)
    spans = [edge for edge in found.chosen if extractor.rules.rules[edge.rule].id == rule]
    return Read(found.document, [Blank(text[edge.start : edge.end]) for edge in spans], [*found.document.mentions])


def _analyse(extractor: Extractor, text: str, ref: str | None, published: str | None) -> Found:
    printed, given = (None if said is None else parse_moment(said) for said in (published, ref))
    return extractor.analyse(text, published=published, printed=printed, given=given)


def _takes_part(extractor: Extractor, rule: str, edge: Edge) -> bool:
    """Whether a rule read an edge, or anything that the edge is made of."""
    if edge.rule >= 0 and extractor.rules.rules[edge.rule].id == rule:
        return True
    return any(_takes_part(extractor, rule, step) for step in edge.path)


def _match(rule: str, example: Located, extractor: Extractor, read: Reader) -> Outcome:
    wanted = {key: item.value for key, item in example.value.items()}
    text = str(wanted["text"])
    span = str(wanted["span"]) if "span" in wanted else None if read is _facts else text
    document, own, every = read(extractor, rule, text, _text(wanted.get("ref")), _text(wanted.get("published")))
    here = [one for one in own if span is None or one.text == span]
    told = f"{span!r} in {text!r}" if span is not None else repr(text)
    if not here:
        others = ", ".join(f"{one.text[:_LONGEST]} by {one.rule}" for one in every) or "nothing"
        return Outcome(rule, MISSING, text, f"{told} is not found by it, but {others}", example.mark)
    differing = min((_differences(wanted, one, document) for one in here), key=len)
    if differing:
        return Outcome(rule, WRONG, text, f"{told}: {'; '.join(differing)}", example.mark)
    return Outcome(rule, OK, text, "", example.mark)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _differences(wanted: dict[str, Any], one: Mention | Fact | Blank, document: Document) -> list[str]:
    told = []
    for key, value in wanted.items():
        if key not in EXAMPLE_GIVEN:
            got = _got(key, one, document)
            if not any(_same(value, form) for form in got):
                told.append(f"{key} is {got[-1]}, not {value}")
    return told


def _got(key: str, one: Mention | Fact | Blank, document: Document) -> tuple[Any, ...]:
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


def _skip(rule: str, item: Located, extractor: Extractor, read: Reader) -> Outcome:
    text = str(item.value)
    found = [one.text for one in read(extractor, rule, text, None, None).own]
    if found:
        return Outcome(rule, NOISY, text, f"finds {', '.join(found)} in {text!r}", item.mark)
    return Outcome(rule, OK, text, "", item.mark)
