"""Expressions put together of parts, in every combination, and what jimo reads in them.

The parts are in `grid/grid.yaml`, the readings in `grid/expected.txt`: one line an expression. After a change
that is meant, write them anew and read the difference:

    pytest tests/test_grid.py --update-samples && git diff tests/grid
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from jimo_cli import Extractor
from jimo_cli.model import Mention, NumberMention, TimeMention

FOLDER = Path(__file__).parent / "grid"
LONGEST = 40  # lines of a difference that are shown


def expressions() -> Iterator[tuple[str, str | None]]:
    """All texts with their references."""
    for block in yaml.safe_load((FOLDER / "grid.yaml").read_text(encoding="utf-8")):
        for parts in list(itertools.product(*block["parts"]))[:: block.get("step", 1)]:
            for reference in block["refs"]:
                yield "".join(map(str, parts)) + "。", reference


def told(mention: Mention) -> str:
    """Everything that is said of a number or a time, without what is not."""
    fields: dict[str, Any] = mention._asdict()
    if isinstance(mention, NumberMention) and mention.si is not None:
        fields["si"] = "|".join(str(item) for item in mention.si if item is not None)
    wanted = ("type", "timex", "value", "from_", "to", "low", "high", "unit", "per", "si", "ratio", "mod")
    parts = [f"{name.rstrip('_')}={fields[name]}" for name in wanted if fields.get(name) is not None]
    return f"[{mention.text}] {' '.join(parts)}"


def test_grid(extractor: Extractor, request: pytest.FixtureRequest) -> None:
    lines = []
    for text, reference in expressions():
        document = extractor.extract(text, reference=reference)
        read = [told(mention) for mention in document.mentions if isinstance(mention, (NumberMention, TimeMention))]
        lines.append(f"{text} {reference or '-'}: {' ; '.join(read)}".rstrip())
    expected = FOLDER / "expected.txt"
    if request.config.getoption("--update-samples"):
        expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8").splitlines()
    if lines != wanted:
        changed = list(difflib.unified_diff(wanted, lines, "expected", "now", n=0, lineterm=""))
        told_lines = "\n".join(changed[:LONGEST])
        pytest.fail(f"if this is meant: pytest tests/test_grid.py --update-samples\n{told_lines}", pytrace=False)
