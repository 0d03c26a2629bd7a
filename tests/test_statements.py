"""Statements of one sentence, with all the facts that they make and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from jimo_cli import Extractor
from jimo_cli.model import Fact

CASES = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text(encoding="utf-8"))
ORDINARY = ("actual", "current")


def told(fact: Fact) -> str:
    """A fact as the cases write it; what went down has a minus."""
    if fact.value is not None:
        value = str(-fact.value if fact.direction == "down" else fact.value)
    else:
        value = fact.object.text if fact.object is not None else ""
    parts = [fact.kind, fact.subject.text if fact.subject is not None else "", fact.attribute or "", value]
    return " ".join(" | ".join(parts if fact.status in ORDINARY else [*parts, fact.status]).split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_statements(case: dict[str, object], extractor: Extractor) -> None:
    assert isinstance(case["text"], str)
    assert isinstance(case["facts"], list)
    document = extractor.extract(case["text"], reference="2023-10-18")
    assert sorted(map(told, document.facts)) == sorted(" ".join(str(line).split()) for line in case["facts"])


def test_indicators(extractor: Extractor) -> None:
    """Each of them is read as one, with a figure and with a change, and none of its words as anything else."""
    listed = (Path(__file__).parent / "indicators.txt").read_text(encoding="utf-8").splitlines()
    for indicator in (line for line in listed if not line.startswith("#")):
        for text in (f"今年上半年，全省{indicator}达到120，同比增长5%。", f"今年上半年，全省{indicator}同比增长5%。"):
            facts = extractor.extract(text, reference="2024-07-20").facts
            assert facts, indicator
            for fact in facts:
                assert fact.subject is not None, indicator
                assert (fact.subject.text, fact.attribute, fact.status) == ("全省", indicator, "actual")
