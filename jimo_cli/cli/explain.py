"""`jimo explain`: why numbers, names and facts came out as they did, and what lost to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..explain import explain, explain_fact, explain_facts
from ..extractor import Extractor, Found
from ..header import parse_moment
from ..trace import Trace
from .environment import CommandError, Environment, ExitStatus
from .extract import load_extractor
from .files import Failure
from .inputs import Task, check_encoding, items, task_of


@dataclass(frozen=True)
class Options:
    """What `jimo explain` was asked for."""

    file: str
    at: int | None
    text: str | None
    fact: str | None
    facts: bool
    reference: str | None
    rules: list[str]
    encoding: str | None


def run(options: Options, env: Environment) -> ExitStatus:
    """Explain one place of one text (an offset, or words as written), one of its facts, or all of them."""
    asked = (options.at is not None, options.text is not None, options.fact is not None, options.facts)
    if sum(asked) != 1:
        raise CommandError("say what to explain: --at OFFSET, --text with words of the text, --fact ID, or --facts")
    if options.encoding is not None:
        check_encoding(options.encoding)
    task = _task(options, env)
    if isinstance(task, Failure):
        env.note(task.message)
        return ExitStatus.FAILED
    given = None
    if options.reference is not None or task.reference is not None:
        given = parse_moment(task.reference or str(options.reference))
        if given is None:
            raise CommandError(f"--ref {options.reference!r} is no date; write it as 2019-10-30 or 2019-10-30T08:27")
    printed = parse_moment(task.published) if task.published is not None else None
    extractor = load_extractor(options.rules)
    trace = Trace()
    found = extractor.analyse(task.text, task.id, task.title, task.published, printed, given, trace=trace)
    lines = _lines(options, task, extractor, found, trace)
    doc = found.document.doc
    env.write(f"reference {doc.reference or 'unknown'} ({doc.reference_from})\n\n")
    for line in lines:
        env.write(line + "\n")
    return ExitStatus.OK


def _task(options: Options, env: Environment) -> Task | Failure:
    """The first text of the file."""
    item = next(items([options.file], env.stdin, options.encoding), Failure(f"{options.file}: empty"))
    return item if isinstance(item, Failure) else task_of(item, options.encoding)


def _lines(options: Options, task: Task, extractor: Extractor, found: Found, trace: Trace) -> Iterable[str]:
    if options.facts:
        return explain_facts(extractor, found, trace)
    if options.fact is not None:
        try:
            return explain_fact(extractor, found, trace, options.fact)
        except KeyError as error:
            facts = found.document.facts
            known = f"its facts are {facts[0].id} to {facts[-1].id}" if facts else "it has no facts"
            raise CommandError(f"--fact {options.fact!r}: {options.file} has none; {known}") from error
    at = options.at
    if options.text is not None:
        at = task.text.find(options.text)
        if at < 0:
            raise CommandError(f"--text {options.text!r} does not stand in {options.file}", ExitStatus.FAILED)
    assert at is not None
    if not 0 <= at < max(1, len(task.text)):
        raise CommandError(f"--at {at} is outside the text, which has {len(task.text)} characters")
    return explain(extractor, found, trace, at, at + (len(options.text) if options.text else 1))
