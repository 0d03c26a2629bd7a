"""What the head of a text says: title, publisher, publication time, dateline; the reference."""

from __future__ import annotations

import pytest

from jimo_cli import Doc, Extractor
from jimo_cli.header import parse_moment
from support import counted

BODY = "\n今年以来，全市经济运行平稳，主要指标持续回升向好，各项工作有序推进。\n"


def head(extractor: Extractor, text: str, **given: str) -> Doc:
    return extractor.extract(text, **given).doc  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("2019-12-02 08:27 来源:海州日报", "海州日报", "2019-12-02T08:27"),
        ("2019-12-02 08:27:15 来源：海州日报", "海州日报", "2019-12-02T08:27:15"),
        ("2019年12月02日 08:27 来源： 海州日报", "海州日报", "2019-12-02T08:27"),
        ("2019年12月2日08:27　来源：海州网", "海州网", "2019-12-02T08:27"),
        ("来源：海州网  2019-12-02", "海州网", "2019-12-02"),
        ("时间：2019/12/02 08:27 | 来源：海州网", "海州网", "2019-12-02T08:27"),
        ("发布时间：2019.12.02 稿源：海州网", "海州网", "2019-12-02"),
        ("海州日报 2019年12月2日 星期一 第3版", "海州日报", "2019-12-02"),
    ],
)
def test_source_and_time(line: str, publisher: str, published: str, extractor: Extractor) -> None:
    doc = head(extractor, f"海州经济稳中向好\n{line}{BODY}")
    assert (doc.title, doc.publisher, doc.published) == ("海州经济稳中向好", publisher, published)
    assert (doc.reference, doc.reference_from) == (published, "published")


@pytest.mark.parametrize(
    ("dateline", "reference"),
    [
        ("新华社海州3月4日电 ", "2021-03-04"),
        ("新华社海州3月4日电（记者 沈一舟）", "2021-03-04"),
        ("海州新闻网3月4日讯 ", "2021-03-04"),
        ("　　本报海州3月4日电", "2021-03-04"),
        ("中新社海州三月四日电 ", "2021-03-04"),
        ("本报讯（记者林知远）", "2021-03-05"),
        ("新华社海州12月28日电 ", "2020-12-28"),
        ("新华社海州2020年3月4日电 ", "2020-03-04"),
    ],
)
def test_dateline(dateline: str, reference: str, extractor: Extractor) -> None:
    """A dateline without a year takes the latest such day not after publication."""
    text = f"海州经济稳中向好\n2021-03-05 08:27 来源:海州日报\n{dateline}今年以来，全市经济运行平稳。\n"
    doc = head(extractor, text)
    assert (doc.reference or "")[:10] == reference
    assert doc.reference_from == ("published" if "本报讯" in dateline else "dateline")


def test_a_dateline_alone_gives_no_year(extractor: Extractor) -> None:
    document = extractor.extract("新华社海州3月4日电 今年以来，去年5月6日，全市经济平稳。")
    assert (document.doc.reference, document.doc.reference_from) == ("XXXX-03-04", "dateline")
    by_text = {mention.text: mention for mention in counted(document)}
    assert by_text["3月4日"].value == "XXXX-03-04"
    assert by_text["今年以来"].value.startswith("XXXX")


def test_the_order_of_references(extractor: Extractor) -> None:
    text = f"海州经济稳中向好\n2021-03-05 08:27 来源:海州日报\n新华社海州3月4日电 今年以来平稳。{BODY}"
    assert head(extractor, text, reference="2018-01-01").reference_from == "option"
    assert head(extractor, text, reference="2018-01-01").reference == "2018-01-01"
    assert head(extractor, text).reference_from == "dateline"
    assert head(extractor, text.replace("新华社海州3月4日电 ", "")).reference_from == "published"
    assert head(extractor, "全市经济平稳。", published="2018-05-01T08:00")[3:6] == (
        "2018-05-01T08:00",
        "2018-05-01T08:00",
        "published",
    )
    assert head(extractor, "全市经济平稳。")[4:6] == (None, "none")


def test_what_needs_a_reference_stays_underspecified(extractor: Extractor) -> None:
    (mention,) = counted(extractor.extract("10月28日签约"))
    assert (mention.value, mention[8], mention[9]) == ("XXXX-10-28", None, None)


def test_times_of_the_header_are_mentions(extractor: Extractor) -> None:
    text = f"海州经济稳中向好\n2021-03-05 08:27 来源:海州日报\n新华社海州3月4日电 全市平稳。{BODY}"
    assert [mention.text for mention in counted(extractor.extract(text))][:2] == ["2021-03-05 08:27", "3月4日"]


def test_page_furniture_is_no_title(extractor: Extractor) -> None:
    text = f"首页 > 新闻 > 正文\n\n海州经济稳中向好\n\n2021-03-05 08:27 来源:海州日报\n分享到:\n\n{BODY}"
    doc = head(extractor, text)
    assert (doc.title, doc.publisher, doc.published) == ("海州经济稳中向好", "海州日报", "2021-03-05T08:27")


def test_crlf_and_full_width_blanks_survive(extractor: Extractor) -> None:
    text = "海州经济稳中向好\r\n2021-03-05 08:27 来源:海州日报\r\n\r\n　　今年以来，投资3亿元。\r\n"
    document = extractor.extract(text)
    assert document.doc.title == "海州经济稳中向好"
    assert document.doc.chars == len(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in document.mentions)


def test_prose_has_no_header(extractor: Extractor) -> None:
    doc = head(extractor, "2018-11-29 18:59")
    assert (doc.title, doc.publisher, doc.published) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2019-10-30", "2019-10-30"),
        ("2019-10-30T08:27", "2019-10-30T08:27"),
        ("2019-10-30 08:27:05", "2019-10-30T08:27:05"),
        ("2019-10", "2019-10-01"),
        ("2019", "2019-01-01"),
        ("2019-10-30T08:27+08:00", "2019-10-30T08:27"),
        ("XXXX-03-04", "XXXX-03-04"),
    ],
)
def test_moments(text: str, told: str, extractor: Extractor) -> None:
    assert parse_moment(text) is not None
    assert head(extractor, "平稳。", reference=text).reference == told


@pytest.mark.parametrize(
    "text", ["", "今天", "2019-13-01", "2019-02-30", "30/10/2019", "2019-10-30T25:00", "20191030x"]
)
def test_what_is_no_moment(text: str, extractor: Extractor) -> None:
    assert parse_moment(text) is None
    with pytest.raises(ValueError, match="2019-10-30"):
        extractor.extract("平稳。", reference=text)
    with pytest.raises(ValueError, match="published"):
        extractor.extract("平稳。", published=text)
