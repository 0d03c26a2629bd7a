"""Bytes to characters: encodings, gzip, the normal form, paragraphs and clauses."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimo_cli import Extractor
from jimo_cli.packed import unpack
from jimo_cli.text import DecodeError, Layout, Marks, decode

TEXT = "今年上半年，全市完成投资1413.4亿元。\r\n增长6.7%。"
characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings_by_themselves(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_by_its_mark(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf-8", "cp936"])
def test_an_encoding_that_is_named(encoding: str) -> None:
    text = "全市投資3億元"
    if encoding == "cp936":
        text = TEXT
    assert decode(text.encode(encoding), encoding) == text


def test_a_byte_order_mark_is_not_counted() -> None:
    assert decode(b"\xef\xbb\xbfabc") == "abc"
    assert decode(b"\xef\xbb\xbfabc", "utf-8") == "abc"


@pytest.mark.parametrize("data", [b"\xff\xff\xff", b"\xe4\xbb\x80\xff\x00\xff", b"\xff\xfe\x00"])
def test_what_is_no_text_says_what_to_do(data: bytes) -> None:
    with pytest.raises(DecodeError, match=r"--encoding|first bytes"):
        decode(data)


def test_the_wrong_name_for_an_encoding() -> None:
    with pytest.raises(DecodeError, match="not ascii: byte 0"):
        decode("中".encode(), "ascii")
    with pytest.raises(LookupError):
        decode(b"", "no-such-encoding")


@given(characters)
def test_any_text_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(text.encode("utf-16")) == text


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except DecodeError as error:
        assert str(error)


def test_gzip() -> None:
    assert unpack(gzip.compress(TEXT.encode())) == TEXT.encode()
    assert unpack(TEXT.encode()) == TEXT.encode()
    assert unpack(b"") == b""


@pytest.mark.parametrize("cut", [3, 12, -4])
def test_damaged_gzip_is_an_error_with_words(cut: int) -> None:
    with pytest.raises(DecodeError, match="damaged gzip"):
        unpack(gzip.compress(TEXT.encode())[:cut])


@given(text=st.text(max_size=80))
def test_the_normal_form_keeps_lengths(text: str, extractor: Extractor) -> None:
    assert len(extractor.rules.normalise(text)) == len(text)


def test_the_normal_form(extractor: Extractor) -> None:
    normalise = extractor.rules.normalise
    assert normalise("１，２００元") == "1,200元"
    assert normalise("10，200人") == "10，200人"
    assert normalise("萬億兩個") == "万亿两个"


MARKS = Marks("。！", "，：")


def test_layout_divides_a_text() -> None:
    layout = Layout("甲乙，丙。\n丁：戊", MARKS)
    assert layout.paragraph(0) == 0
    assert layout.paragraph(6) == 1
    assert layout.sentence(1) == (0, 5)
    assert layout.clause(1) == (0, 3)
    assert layout.clause(3) == (3, 5)
    assert layout.clause(8) == (8, 9)
    assert list(layout.lines()) == [(0, 5), (6, 9)]


@given(st.text("甲乙，。：！\n\r 　", max_size=40), st.integers(0, 39))
def test_every_offset_lies_in_its_clause_and_sentence(text: str, offset: int) -> None:
    if offset >= len(text):
        return
    layout = Layout(text, MARKS)
    clause, sentence = layout.clause(offset), layout.sentence(offset)
    assert sentence[0] <= clause[0] <= offset < clause[1] <= sentence[1]
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in layout.lines())
