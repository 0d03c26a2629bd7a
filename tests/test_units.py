"""Every word of the lists of units, currencies and classifiers, one by one: it is read, as what it is listed as."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import yaml

from jimo_cli import Extractor
from jimo_cli.model import NumberMention
from jimo_cli.rulebook.bundle import rule_files, rules_folder
from support import counted, same

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def items() -> list[dict[str, Any]]:
    """The objects of the rule files for numbers."""
    return [
        item
        for path in rule_files(rules_folder() / "numbers")
        for item in yaml.load(path.read_text(encoding="utf-8"), LOADER) or []
    ]


def lists(of_class: str) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """id, common attributes, words of the lists of a class."""
    for item in items():
        classes = item.get("class")
        if item.get("words") and of_class in (classes if isinstance(classes, list) else [classes]):
            yield item["id"], item, [str(word) for word in item["words"]]


def read(extractor: Extractor, text: str) -> list[NumberMention]:
    return [mention for mention in counted(extractor.extract(text)) if isinstance(mention, NumberMention)]


@pytest.mark.parametrize("name", [name for name, item, _ in lists("unit") if "set" in item])
def test_units(name: str, extractor: Extractor) -> None:
    """35 of it is a quantity in that unit, and its SI value is that of the exact factor."""
    ((item, words),) = [(item, words) for found, item, words in lists("unit") if found == name]
    unit = item["set"]
    wrong = []
    for word in words:
        found = [mention for mention in read(extractor, f"测得35{word}。") if mention.unit == unit.get("unit")]
        if not found or found[0].text != f"35{word}":
            wrong.append(word)
        elif unit.get("factor") and found[0].si is not None and "offset" not in unit:
            numerator, _, denominator = str(unit["factor"]).partition("/")
            wanted = 35 * Decimal(numerator) / Decimal(denominator or 1)
            assert found[0].si.value is not None
            assert abs(Decimal(found[0].si.value) - wanted) <= abs(wanted) * Decimal("1e-14")
    assert set(wrong) <= OTHERWISE, wrong


@pytest.mark.parametrize("name", [name for name, _, _ in lists("currency")])
def test_currencies(name: str, extractor: Extractor) -> None:
    wrong = []
    for item in items():
        if item.get("id") != name or not isinstance(item.get("words"), dict):
            continue
        for word, code in item["words"].items():
            wanted = code if isinstance(code, str) else None
            found = read(extractor, f"共付35{word}。") or read(extractor, f"共付{word}35。")
            if not found or found[0].type != "MONEY" or (wanted and not same(wanted, found[0].unit)):
                wrong.append(word)
    assert set(wrong) <= OTHERWISE, wrong


@pytest.mark.parametrize("name", [name for name, _, _ in lists("classifier")])
def test_classifiers(name: str, extractor: Extractor) -> None:
    words = next(words for found, _, words in lists("classifier") if found == name)
    wrong = [
        word for word in words if not any(mention.text == f"35{word}" for mention in read(extractor, f"共有35{word}。"))
    ]
    assert set(wrong) <= OTHERWISE, wrong


# The same amounts, read with the multiplier as part of the number: 35千|兆赫.
OTHERWISE = {"千兆字节", "万亿字节", "千兆赫"}
# Listed, and not read: to be mended.
OTHERWISE |= {"hm2", "hm²", "N·m", "缅元"}
