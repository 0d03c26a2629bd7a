"""`jimo show`: documents for the eye, or one mention or fact a line for grep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..labels import Labels, languages, load_labels
from ..model import Document, Fact, Mention, NameMention
from ..spelling import suggest
from .describe import period, quantity, value_of
from .documents import Reader
from .environment import CommandError, Environment, ExitStatus, visible
from .files import Failure

PARTS = ("text", "facts", "entities", "figures", "times", "timeline", "chart")
_USUAL = ("text", "facts", "entities", "figures")


class Options(NamedTuple):
    """The options of the command as given."""

    files: list[str]
    language: str
    only: str | None
    timeline: bool
    chart: bool
    lines: bool
    encoding: str | None
    reference: str | None
    rules: list[str]


def run(options: Options, env: Environment) -> ExitStatus:
    """Show all inputs in order."""
    labels = labels_of(options.language)
    parts = _parts(options)
    reader = Reader(env, options.encoding, options.rules, options.reference)
    status = ExitStatus.OK
    shown = 0
    for result in reader.read(options.files):
        if isinstance(result, Failure):
            env.note(result.message)
            status = ExitStatus.FAILED
            continue
        if options.lines:
            name = f"{_flat(result.doc.id)}\t" if reader.many else ""
            env.write("".join(f"{name}{line}\n" for line in lines(result)))
        else:
            from .page import Page

            if shown:
                env.write("\n")
            Page(result, labels, parts, env).print()
        shown += 1
        env.stdout.flush()
    return status


def labels_of(language: str) -> Labels:
    """The labels that --lang names. Raises `CommandError`."""
    try:
        return load_labels(language)
    except LookupError as error:
        known = languages()
        raise CommandError(f"--lang {language!r} is none of {', '.join(known)}{suggest(language, known)}") from error


def _parts(options: Options) -> tuple[str, ...]:
    """What is shown: what --only names, else what was asked for, else the usual."""
    asked = tuple(name for name, wanted in (("timeline", options.timeline), ("chart", options.chart)) if wanted)
    if options.only is None:
        return asked or _USUAL
    names = [name.strip().lower() for name in options.only.split(",") if name.strip()]
    for name in names:
        if name not in PARTS:
            raise CommandError(f"--only {name!r} is none of {', '.join(PARTS)}{suggest(name, PARTS)}")
    return tuple(part for part in PARTS if part in names or part in asked)


# -- lines for grep


def lines(document: Document) -> Iterator[str]:
    """`start end type text value`, tab separated: mentions and facts in the order of the text."""
    names = {entity.id: entity.name for entity in document.entities}
    records: list[Mention | Fact] = [*document.mentions, *document.facts]
    for record in sorted(records, key=lambda item: (item.start, item.end)):
        if isinstance(record, Fact):
            kind: str = record.kind
            value = statement(record)
        elif isinstance(record, NameMention):
            kind, value = record.type, names.get(record.entity, record.entity)
        else:
            kind, value = record.type, value_of(record)
        yield "\t".join((str(record.start), str(record.end), kind, _flat(record.text), _flat(value)))


def statement(fact: Fact) -> str:
    """A fact in a few words: subject, attribute, object, value, time."""
    parts = [
        (fact.subject.name or fact.subject.text) if fact.subject else None,
        fact.attribute,
        (fact.object.name or fact.object.text) if fact.object else None,
        fact.direction,
        quantity(fact),
        period(fact.time),
        fact.status if fact.status not in ("actual", "current") else None,
    ]
    return " ".join(part for part in parts if part)


def _flat(text: str) -> str:
    """Text without what ends a field or a line, or acts on a terminal."""
    return visible(text.replace("\t", " ").replace("\n", " ").replace("\r", " "))
