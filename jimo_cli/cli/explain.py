"""`jimo explain`: which rules matched at a place, the value step by step, and what lost to what."""

from __future__ import annotations

from ..explain import explain
from ..header import parse_moment
from .environment import CommandError, Environment, ExitStatus
from .extract import load_extractor
from .inputs import Failure, tasks


def run(
    file: str,
    at: int | None,
    surface: str | None,
    reference: str | None,
    rules: list[str],
    encoding: str | None,
    env: Environment,
) -> ExitStatus:
    """Explain one place of one text; the place is an offset, or a stretch of the text as written."""
    if (at is None) == (surface is None):
        raise CommandError("say where: --at OFFSET, or --text with words of the text")
    task = next(tasks([file], encoding, env), None)
    if task is None or isinstance(task, Failure):
        env.note(task.message if task is not None else f"{file}: empty")
        return ExitStatus.FAILED
    given = None
    if reference is not None or task.reference is not None:
        given = parse_moment(task.reference or str(reference))
        if given is None:
            raise CommandError(f"--ref {reference!r} is no date; write it as 2019-10-30 or 2019-10-30T08:27")
    printed = parse_moment(task.published) if task.published is not None else None
    extractor = load_extractor(rules)
    found = extractor.analyse(task.text, task.id, task.title, task.published, printed, given)
    if surface is not None:
        at = task.text.find(surface)
        if at < 0:
            raise CommandError(f"--text {surface!r} does not stand in {file}", ExitStatus.FAILED)
    assert at is not None
    if not 0 <= at < max(1, len(task.text)):
        raise CommandError(f"--at {at} is outside the text, which has {len(task.text)} characters")
    doc = found.document.doc
    env.write(f"reference {doc.reference or 'unknown'} ({doc.reference_from})\n\n")
    for line in explain(extractor, found, at, at + (len(surface) if surface else 1)):
        env.write(line + "\n")
    return ExitStatus.OK
