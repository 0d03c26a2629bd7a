"""jimo reads Chinese news and gives back its facts.

>>> from jimo_cli import extract
>>> document = extract("2018年,全区完成地区生产总值1413.4亿元。")
>>> [(mention.text, mention.type, mention.value) for mention in document.mentions]
[('2018年', 'DATE', '2018'), ('1413.4亿元', 'MONEY', 141340000000)]

`extract` uses one `Extractor` with the built-in rules, made at the first call and kept. Make an
`Extractor` of your own for other rules. Importing this package loads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .extractor import Extractor
    from .model import Doc, Document, Entity, Fact, Mention, NameMention, NumberMention, TimeMention
    from .rules import RuleError, Rules

__version__ = "0.1.0"

__all__ = [
    "Doc",
    "Document",
    "Entity",
    "Extractor",
    "Fact",
    "Mention",
    "NameMention",
    "NumberMention",
    "RuleError",
    "Rules",
    "TimeMention",
    "extract",
]

_MODULES: Final = {"Extractor": "extractor", "RuleError": "rules", "Rules": "rules"}
_shared: Extractor | None = None


def extract(text: str, *, reference: str | None = None, published: str | None = None) -> Document:
    """The document of a text, by the built-in rules.

    `reference` and `published` are ISO 8601 dates (`2019-10-30`, `2019-10-30T08:27`). Raises
    `ValueError` where they are not; never for a text.
    """
    global _shared
    if _shared is None:
        from .extractor import Extractor

        _shared = Extractor()
    return _shared.extract(text, reference=reference, published=published)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_MODULES.get(name, 'model')}", __name__), name)
