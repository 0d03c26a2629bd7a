"""What rules see of a text: blanks, marks and neighbours of a span; conditions before and behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from jimo_cli import Extractor
from support import counted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("共有 7 万人", ["7 万人"]),
        ("全长 3 公里", ["3 公里"]),
        ("2019 年 10 月", ["2019 年 10 月"]),
        ("共5 6个", ["5", "6个"]),
        ("上午 9 时 30 分", ["上午 9 时 30 分"]),
        ("增长 6.7 %", ["6.7 %"]),
        ("约 300 人", ["约 300 人"]),
    ],
)
def test_blanks_inside(text: str, wanted: list[str], extractor: Extractor) -> None:
    assert [mention.text for mention in counted(extractor.extract(text, reference="2019-10-30"))] == wanted


@pytest.mark.parametrize("mark", [*"，。；！？\n\r\t“”（）：", "\r\n"])
def test_spans_do_not_cross_marks(mark: str, extractor: Extractor) -> None:
    found = counted(extractor.extract(f"共30{mark}万元"))
    assert all(mark not in mention.text for mention in found)


def test_span_has_no_blanks_at_its_edges(extractor: Extractor) -> None:
    document = extractor.extract("　　2019 年 ， 共 30 人 ， 投资 3 亿 元 。", reference="2019-10-30")
    assert document.mentions
    assert all(mention.text == mention.text.strip() for mention in document.mentions)


def with_rule(tmp_path: Path, condition: str) -> Extractor:
    path = tmp_path / "r.yaml"
    path.write_text(
        "- {id: my.words, class: my_word, words: [啪]}\n"
        f"- {{id: my.rule, type: CARDINAL, pattern: 'amount my_word', value: measure, {condition}}}\n",
        encoding="utf-8",
    )
    return Extractor([path])


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ("before: start", "3啪", "共3啪"),
        ("after: end", "共3啪", "共3啪吧"),
        ("""before: ["'共'", "'有'"]""", "有3啪", "约为3啪"),
        ("""not_before: ["'第'"]""", "共3啪", "第3啪"),
        ("not_after: [latin]", "共3啪吧", "共3啪x"),
        ("not_after: [digit]", "共3啪", "共3啪5"),
        ("after: [han]", "共3啪吧", "共3啪，"),
    ],
)
def test_conditions(condition: str, yes: str, no: str, tmp_path: Path) -> None:
    extractor = with_rule(tmp_path, condition)
    assert [mention.rule for mention in extractor.extract(yes).mentions] == ["my.rule"]
    assert "my.rule" not in [mention.rule for mention in extractor.extract(no).mentions]


def test_patterns(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "- {id: my.a, class: my_a, words: [啪]}\n- {id: my.b, class: my_b, words: [嘭]}\n"
        "- id: my.rule\n  type: CARDINAL\n  value: measure\n"
        "  pattern: \"'共'? amount (my_a | my_b '的'?) '哦'?\"\n",
        encoding="utf-8",
    )
    extractor = Extractor([path])
    for text in ("3啪", "共3啪", "3嘭的", "共3嘭的哦"):
        assert [mention.text for mention in counted(extractor.extract(f"，{text}。"))] == [text]
    assert [mention.text for mention in counted(extractor.extract("3啪的"))] == ["3啪"]
