"""Documents of two sources brought together by their ids, for `eval` and `diff`."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Document, Fact, NameMention
from .describe import value_of
from .documents import Result
from .environment import Environment, visible
from .files import Failure
from .show import statement


def collect(results: Iterable[Result], env: Environment) -> tuple[list[Document], bool]:
    """All documents, and whether all inputs could be read; what could not is said."""
    found, sound = [], True
    for result in results:
        if isinstance(result, Failure):
            env.note(result.message)
            sound = False
        else:
            found.append(result)
    return found, sound


def partner_of(document: Document, others: list[Document]) -> Document | None:
    """The document of the same text: by its hash, else by its id, else the only one there is on both sides."""
    for key in ("sha256", "id"):
        wanted = getattr(document.doc, key)
        for other in others:
            if wanted and getattr(other.doc, key) == wanted:
                return other
    return None


def described(record: object, document: Document) -> str:
    """A mention or fact on one line, for a list of what is missed or changed."""
    if isinstance(record, Fact):
        text = f"{record.kind} {statement(record)} [{record.start}:{record.end}] {quoted(record.text)}"
    else:
        names = {entity.id: entity.name for entity in document.entities}
        value = names.get(record.entity, "") if isinstance(record, NameMention) else value_of(record)  # type: ignore[arg-type]
        text = f"{record.type} {quoted(record.text)} [{record.start}:{record.end}] {value}"  # type: ignore[attr-defined]
    return visible(text.replace("\n", " ").replace("\r", " ").replace("\t", " ")).rstrip()


def quoted(text: str) -> str:
    """A stretch of text in quotation marks, its middle left out where it is long."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:40]}\u2026{text[-15:]}"'


def shown(value: object) -> str:
    """A value of a field, `null` where there is none."""
    from decimal import Decimal

    if value is None:
        return "null"
    return format(value, "f") if isinstance(value, Decimal) else visible(str(value).replace("\n", " "))
