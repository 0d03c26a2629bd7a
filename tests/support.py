"""Helpers of the tests: data files, comparison of mentions with what is written of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from jimo_cli import Document, Extractor
from jimo_cli.model import Mention
from jimo_cli.wire import plain_record

TESTS = Path(__file__).parent
ROOT = TESTS.parent

NUMBER_TYPES = ("PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")
TIME_TYPES = ("DATE", "TIME")

# What is written of a mention for the test rather than of the mention.
_OF_THE_TEST = ("optional", "open", "start", "at")
# A key that is not written is null, so that a stray modifier or unit does not go unseen.
_NUMBER_KEYS = ("value", "low", "high", "unit", "per", "ratio", "mod")
_TIME_KEYS = ("timex", "value", "from", "to", "mod")

Case = dict[str, Any]

# The unit of these is the classifier as written, in whatever script.
_AS_WRITTEN = ("CARDINAL", "ORDINAL")


def cases(folder: str) -> Iterator[tuple[str, Case]]:
    """The cases of all data files of a folder, with a name for each."""
    for path in sorted((TESTS / folder).glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [], 1):
            yield f"{path.stem}-{number}", case


def counted(document: Document) -> list[Mention]:
    """The numbers and times of a document; names are none of their business."""
    return [mention for mention in document.mentions if mention.type in NUMBER_TYPES + TIME_TYPES]


def same(wanted: Any, got: Any) -> bool:
    """Equal, numbers by their value: 7.50 is 7.5."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return wanted.keys() == got.keys() and all(same(wanted[key], got[key]) for key in wanted)
    if isinstance(got, (int, Decimal)) and isinstance(wanted, (int, float)):
        return Decimal(str(wanted)) == got
    return bool(wanted == got)


def differences(wanted: Case, mention: Mention, complete: bool = True) -> list[str]:
    """How a mention differs from what is written of it; with `complete`, keys that are not written are null."""
    record = plain_record(mention)
    left_open = set(wanted.get("open", ()))
    told: dict[str, Any] = {}
    if complete:
        told = dict.fromkeys(_NUMBER_KEYS if mention.type in NUMBER_TYPES else _TIME_KEYS)
        if "ratio" in wanted and "value" not in wanted:
            del told["value"]  # 1/3 says it all
    told |= {key: value for key, value in wanted.items() if key not in _OF_THE_TEST}
    return [
        f"{key} is {record.get(key)!r}, not {value!r}"
        for key, value in told.items()
        if key not in left_open and not same(value, record.get(key))
    ]


def problems(document: Document, wanted: list[Case]) -> list[str]:
    """What is missing, wrong or too much among the numbers and times of a document.

    What is `optional` may be missing, and its value is open; what has `open: [text]` may be longer or shorter. Names that
    are written down as well are left to the tests of names.
    """
    text = document.doc.text or ""
    found = counted(document)
    told = []
    at = 0
    for case in wanted:
        if case["type"] not in NUMBER_TYPES + TIME_TYPES:
            continue
        start = case.get("start", text.find(case["text"], at))
        if not text.startswith(case["text"], max(start, 0)) or start < 0:
            told.append(f"{case['text']!r} does not stand in the text behind {at}")
            continue
        end = start + len(case["text"])
        loose = case.get("optional") or "text" in case.get("open", ())
        here = [
            mention
            for mention in found
            if ((mention.start, mention.end) == (start, end)) or (loose and mention.start < end and start < mention.end)
        ]
        if not case.get("optional"):
            at = end
            if not here:
                beside = ", ".join(m.text for m in found if m.start < end and start < m.end) or "nothing"
                told.append(f"missing {case['text']!r} at {start}, but {beside}")
            told += [
                f"wrong {case['text']!r} at {start}: {difference}"
                for difference in (differences(case, here[0]) if here else ())
            ]
        elif here:
            at = max(at, start)
        found = [mention for mention in found if mention not in here]
    told += [f"too much: {mention.text!r} at {mention.start} ({mention.type})" for mention in found]
    return told


def extract_case(extractor: Extractor, case: Case) -> Document:
    """The document of a case, with the reference that it names."""
    return extractor.extract(case["text"], reference=case.get("ref"), published=case.get("published"))


def mention_of(document: Document, surface: str | None = None) -> Mention:
    """The one number or time of a document, or the one with this surface."""
    found = [mention for mention in counted(document) if surface is None or mention.text == surface]
    if len(found) != 1:
        everything = [(mention.text, mention.type) for mention in document.mentions]
        raise AssertionError(f"one mention {surface or ''} is looked for, and there are {everything}")
    return found[0]


def values(document: Document) -> list[dict[str, Any]]:
    """The numbers and times of a document without what depends on how they are spelt."""
    found = []
    for mention in counted(document):
        record = plain_record(mention)
        spelt = ["id", "text", "per", *(["unit"] if mention.type in _AS_WRITTEN else [])]
        found.append({key: value for key, value in record.items() if key not in spelt})
    return found
