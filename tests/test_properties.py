"""What holds of any text: no exception, exact offsets, valid and equal output, whatever the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jimo_cli import Document, Extractor
from jimo_cli.model import NumberMention, TimeMention
from jimo_cli.rulebook.bundle import rule_files, rules_folder
from jimo_cli.schema import document_schema
from support import NUMBER_TYPES, TESTS, TIME_TYPES

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def rule_words() -> list[str]:
    """All words of the built-in rule files: what a text must be made of to be hard."""
    found: dict[str, None] = {}
    for path in rule_files(rules_folder()):
        for item in yaml.load(path.read_text(encoding="utf-8"), LOADER) or []:
            found.update(dict.fromkeys(str(word) for word in item.get("words", ())))
    return list(found)


STRANGE = [
    "\ud800", "\udfff", "😀", "👨‍👩‍👧", "🇨🇳", "\u202e", "\u200f", "\u200b", "\ufeff", "\x00", "\x1b[31m", "\x7f", "\u2028", "\u2029",
    "\x85", "\x0b", "\x0c", "é", "e\u0301", "𠮷", "𬭚", "ﬁ", "Ａ", "①", "Ⅳ", "㈠", "½", "²", "٣", "१", "〇", "○",
]  # fmt: skip
MARKS = [*"，。、：；！？（）()《》“”‘’\"'—-–~～·.,/+×*%％‰℃°$￥€#@&=<>|\\ \t\r\n\u3000", "\r\n", "……", "——"]
NUMERALS = [*"0123456789０９一二三十百千万亿两半几多余零点壹貳", "12", "2019", "3.5", "1,100", "99999999999"]

pieces = st.one_of(
    st.sampled_from(rule_words()),
    st.sampled_from(NUMERALS),
    st.sampled_from(NUMERALS),
    st.sampled_from(MARKS),
    st.sampled_from(STRANGE),
    st.characters(),
)
texts = st.lists(pieces, max_size=30).map("".join)


def check(document: Document, text: str) -> None:
    """What the contract says of every document."""
    assert document.doc.text == text
    assert document.doc.chars == len(text)
    end = 0
    for number, mention in enumerate(document.mentions, 1):
        assert mention.id == f"m{number}"
        assert text[mention.start : mention.end] == mention.text != ""
        if mention.type in NUMBER_TYPES + TIME_TYPES:
            assert mention.start >= end, "numbers and times do not overlap"
            end = mention.end
        if isinstance(mention, NumberMention):
            if mention.low is None or mention.high is None:
                assert mention.low is mention.high is None
            else:
                assert mention.value is None
                assert mention.low < mention.high
            assert mention.si is None or mention.type == "QUANTITY"
            assert not isinstance(mention.value, float)
        elif isinstance(mention, TimeMention):
            assert mention.value
            assert not (mention.from_ and mention.to) or mention.from_ <= mention.to


@pytest.mark.slow
@settings(max_examples=5000)
@given(text=texts)
def test_any_text(text: str, extractor: Extractor) -> None:
    check(extractor.extract(text, reference="2019-10-30"), text)


@settings(max_examples=300)
@given(text=texts)
def test_any_text_without_a_reference(text: str, extractor: Extractor) -> None:
    document = extractor.extract(text)
    check(document, text)
    jsonschema.Draft202012Validator(document_schema()).is_valid(document.to_dict())


@settings(max_examples=150)
@given(text=st.text(max_size=300))
def test_any_characters(text: str, extractor: Extractor) -> None:
    check(extractor.extract(text), text)


@pytest.mark.parametrize("cut", range(0, 400, 57))
def test_news_cut_anywhere(cut: int, extractor: Extractor) -> None:
    """Half a word at the edge of a text is no reason to fail."""
    for path in sorted((TESTS / "news").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for piece in (text[cut:], text[:cut], text[cut : cut + 50]):
            check(extractor.extract(piece), piece)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\ud800", "年" * 300, "第" * 300, "一" * 300, "3" * 300, "（" * 300, "1." * 200]
)
def test_odd_texts(text: str, extractor: Extractor) -> None:
    check(extractor.extract(text), text)


@settings(max_examples=100)
@given(text=texts)
def test_twice_is_the_same(text: str, extractor: Extractor) -> None:
    assert extractor.extract(text).to_json() == extractor.extract(text).to_json()


def test_the_order_of_texts_does_not_matter(extractor: Extractor) -> None:
    """Nothing of one text is left over for the next."""
    read = [path.read_text(encoding="utf-8") for path in sorted((TESTS / "news").glob("*.txt"))]
    forward = [extractor.extract(text).to_json() for text in read]
    backward = [extractor.extract(text).to_json() for text in reversed(read)]
    assert forward == backward[::-1]
    assert forward[0] == Extractor().extract(read[0]).to_json()


def test_decimal_settings_of_the_caller_do_not_reach_in(extractor: Extractor) -> None:
    import decimal

    wanted = extractor.extract("面积1亩，共16.4567亿元").to_json()
    with decimal.localcontext() as context:
        context.prec = 3
        context.traps[decimal.Inexact] = True
        assert extractor.extract("面积1亩，共16.4567亿元").to_json() == wanted


PROGRAM = """
import hashlib, sys
from pathlib import Path
from jimo_cli import Extractor
extractor = Extractor()
digest = hashlib.sha256()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    digest.update(extractor.extract(path.read_text(encoding="utf-8")).to_json().encode())
print(digest.hexdigest())
"""


def digests(folder: Path) -> Iterator[str]:
    """What processes with other hash seeds, locales and zones make of the news texts."""
    for environment in (
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "31337", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONOPTIMIZE": "1"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(TESTS / "news")],
            capture_output=True,
            text=True,
            check=True,
            cwd=folder,
            env=os.environ | environment,
        )
        yield done.stdout


def test_the_environment_does_not_matter(tmp_path: Path) -> None:
    assert len(set(digests(tmp_path))) == 1


def test_threads_share_an_extractor(extractor: Extractor) -> None:
    from concurrent.futures import ThreadPoolExecutor

    read = [path.read_text(encoding="utf-8") for path in sorted((TESTS / "news").glob("*.txt"))]
    alone = [extractor.extract(text).to_json() for text in read]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: extractor.extract(text).to_json(), read * 3)) == alone * 3
