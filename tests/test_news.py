"""The annotated news texts: every number and time listed is found with its value, and nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from jimo_cli import Document, Extractor
from support import TESTS, problems

TEXTS = sorted((TESTS / "news").glob("*.txt"))
KNOWN: dict[str, list[str]] = yaml.safe_load((TESTS / "known-failures/news.yaml").read_text(encoding="utf-8"))
HEADER = ("title", "publisher", "published", "reference_from")


@cache
def annotation(stem: str) -> dict[str, Any]:
    """What is written of a text. Keys for names and facts may stand there too; this test leaves them alone."""
    content: dict[str, Any] = yaml.safe_load((TESTS / "news" / f"{stem}.yaml").read_text(encoding="utf-8"))
    return content


def read(stem: str, extractor: Extractor) -> Document:
    return extractor.extract((TESTS / "news" / f"{stem}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("stem", [path.stem for path in TEXTS])
def test_numbers_and_times(stem: str, extractor: Extractor) -> None:
    left = list(KNOWN.get(stem, ()))
    met: set[str] = set()
    new = []
    for problem in problems(read(stem, extractor), annotation(stem)["mentions"]):
        known = [head for head in left if problem.startswith(head)]
        met.update(known)
        if not known:
            new.append(problem)
    assert not new
    fixed = [head for head in left if head not in met]
    assert not fixed, "these no longer fail: take them out of known-failures/news.yaml"


@pytest.mark.parametrize("stem", [path.stem for path in TEXTS])
def test_header(stem: str, extractor: Extractor) -> None:
    doc = read(stem, extractor).doc
    wanted = annotation(stem)
    assert {key: getattr(doc, key) for key in HEADER} == {key: wanted.get(key) for key in HEADER}
    assert (doc.reference or "")[:10] == (wanted["reference"] or "")[:10]


@pytest.mark.parametrize("stem", [path.stem for path in TEXTS])
def test_every_offset_is_exact(stem: str, extractor: Extractor) -> None:
    document = read(stem, extractor)
    text = document.doc.text or ""
    assert [mention.text for mention in document.mentions] == [text[m.start : m.end] for m in document.mentions]


def test_no_text_without_annotation() -> None:
    assert [path.stem for path in TEXTS] == sorted(path.stem for path in (TESTS / "news").glob("*.yaml"))
    assert KNOWN.keys() <= {path.stem for path in TEXTS}
