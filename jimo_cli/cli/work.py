"""What is done with one input: read, extract, write as the output has it. It may be done in another process."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from ..extractor import Extractor
from ..model import Document
from .common import flags
from .files import Failure
from .formats import renderer
from .inputs import Item, Task, task_of


class Work(NamedTuple):
    """The options that bear on a document."""

    reference: str | None = None
    types: Collection[str] | None = None
    keep_text: bool = True
    encoding: str | None = None
    format: str = "json"
    table: str = "facts"


class Done(NamedTuple):
    """One document as the output has it, or the message why there is none; how many mentions and facts it has."""

    data: bytes | None
    message: str = ""
    mentions: int = 0
    facts: int = 0
    through: int = 0


Do = Callable[[Item], Done]


def worker(work: Work, extractor: Extractor) -> Do:
    """The function that does the work for one item. No document that goes wrong stops the others."""
    render = renderer(work.format, work.table)

    def do(item: Item) -> Done:
        try:
            made = _document(item, work, extractor)
            if isinstance(made, Failure):
                return Done(None, made.message, through=item.through)
            return Done(render(made), "", len(made.mentions), len(made.facts), item.through)
        except Exception as error:  # a mistake of ours, or no memory
            if flags.debug:
                raise
            told = f"an error in jimo itself: {error!r}; --debug shows where"
            return Done(None, f"{item.where}: {told}", through=item.through)

    return do


def _document(item: Item, work: Work, extractor: Extractor) -> Document | Failure:
    task = task_of(item, work.encoding)
    if isinstance(task, Failure):
        return task
    return extract_task(task, extractor, work.reference, work.types, work.keep_text)


def extract_task(
    task: Task,
    extractor: Extractor,
    reference: str | None,
    types: Collection[str] | None,
    keep_text: bool,
) -> Document | Failure:
    """The document of one task, or why there is none. A batch line's reference beats --ref."""
    try:
        return extractor.extract(
            task.text,
            id=task.id,
            title=task.title,
            published=task.published,
            reference=task.reference or reference,
            types=types,
            keep_text=keep_text,
        )
    except ValueError as error:
        return Failure(f"{task.where}: {error}")
