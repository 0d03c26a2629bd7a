"""Numerals there and back: every way of writing a number gives the number, exactly.

The renderers here are written for the tests and share nothing with the code that they test.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jimo_cli import Extractor
from jimo_cli.model import NumberMention
from jimo_cli.values.numerals import CLASSES, NumeralReader
from support import mention_of

PLAIN = ("零一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "亿", "万亿", "亿亿"))
CAPITAL = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿", "万亿", "亿亿"))
TRADITIONAL = ("零一二三四五六七八九", ("", "十", "百", "千"), ("", "萬", "億", "萬億", "億億"))
TRADITIONAL_CAPITAL = ("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), ("", "萬", "億", "萬億", "億億"))
Script = tuple[str, tuple[str, ...], tuple[str, ...]]

LARGEST = 10**16
numbers = st.one_of(
    st.integers(0, LARGEST),
    st.integers(0, 20_000),
    st.builds(lambda digit, zeros: digit * 10**zeros, st.integers(1, 9), st.integers(0, 15)),
    st.builds(lambda high, zeros, low: high * 10**zeros + low, st.integers(1, 99), st.integers(2, 14), st.integers(0, 99)),
)  # fmt: skip


def below_ten_thousand(number: int, script: Script) -> str:
    """1 to 9999 as a group: 三百零五. No 零 in front."""
    digits, places, _ = script
    written = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if gap else "") + digits[digit] + places[place]
            gap = False
        else:
            gap = bool(written)
    return written


def chinese(number: int, script: Script = PLAIN) -> str:
    """A number in words, by groups of four digits; 万亿 is written out once: 三万二千亿."""
    if number == 0:
        return script[0][0]
    high, rest = divmod(number, 10**8)
    written = ""
    if high:
        written = (chinese(high, script) if high >= 10**4 else below_ten_thousand(high, script)) + script[2][2]
    for power, unit in ((4, script[2][1]), (0, "")):
        group = rest // 10**power % 10**4
        if group:
            written += (script[0][0] if written and group < 1000 else "") + below_ten_thousand(group, script) + unit
    return written


def spoken(written: str) -> str:
    """十五 for 一十五, as it is said."""
    return written.removeprefix("一") if written.startswith("一十") else written


def test_the_renderer_itself() -> None:
    assert chinese(10_305) == "一万零三百零五"
    assert chinese(100_000_001) == "一亿零一"
    assert chinese(20_400_000) == "二千零四十万"
    assert chinese(1_234_567_890_123) == "一万二千三百四十五亿六千七百八十九万零一百二十三"
    assert chinese(1_102_614, CAPITAL) == "壹佰壹拾万贰仟陆佰壹拾肆"


def read(extractor: Extractor, numeral: str) -> object:
    """The value of the sum of money that a sentence names."""
    mention = mention_of(extractor.extract(f"共计{numeral}元。"))
    assert isinstance(mention, NumberMention)
    assert (mention.text, mention.type, mention.unit) == (f"{numeral}元", "MONEY", "CNY")
    return mention.value


@settings(max_examples=400)
@given(number=numbers)
def test_chinese(number: int, extractor: Extractor) -> None:
    written = chinese(number)
    assert read(extractor, written) == number
    assert read(extractor, spoken(written)) == number


@pytest.mark.parametrize("script", [CAPITAL, TRADITIONAL, TRADITIONAL_CAPITAL], ids=["capital", "traditional", "both"])
def test_other_scripts(script: Script, extractor: Extractor) -> None:
    @settings(max_examples=150)
    @given(number=numbers)
    def check(number: int) -> None:
        assert read(extractor, chinese(number, script)) == number

    check()


@settings(max_examples=150)
@given(number=numbers)
def test_arabic(number: int, extractor: Extractor) -> None:
    assert read(extractor, str(number)) == number
    assert read(extractor, f"{number:,}") == number
    assert read(extractor, str(number).translate(FULL_WIDTH)) == number


@settings(max_examples=200)
@given(
    digits=st.decimals(Decimal("0.001"), Decimal("9999.999"), places=3),
    unit=st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("千", 10**3), ("百万", 10**6)]),
)
def test_mixed(digits: Decimal, unit: tuple[str, int], extractor: Extractor) -> None:
    """1413.4亿 is exact, whatever a float would make of it."""
    written = f"{digits.normalize():f}"
    value = read(extractor, written + unit[0])
    assert value == digits * unit[1]
    assert not isinstance(value, float)


@settings(max_examples=100)
@given(whole=st.integers(0, 10**8), fraction=st.from_regex(r"[0-9]{1,4}", fullmatch=True))
def test_chinese_decimals(whole: int, fraction: str, extractor: Extractor) -> None:
    written = chinese(whole) + "点" + "".join(PLAIN[0][int(digit)] for digit in fraction)
    assert read(extractor, written) == Decimal(f"{whole}.{fraction}")


@pytest.mark.parametrize("number", range(0, 121))
def test_every_number_to_120(number: int, extractor: Extractor) -> None:
    assert read(extractor, chinese(number)) == number
    assert read(extractor, spoken(chinese(number))) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13万2", 132_000), ("一万二", 12_000), ("三千五", 3500), ("两百五", 250), ("一亿二", 120_000_000),
        ("一万零十二", 10_012), ("一万零一十二", 10_012), ("一百九十万零三千九百七十一", 1_903_971),
        ("壹拾万零叁仟", 103_000), ("廿三", 23), ("卅", 30), ("一百〇八", 108), ("两千", 2000), ("一百一十万零二千", 1_102_000),
        ("3万5千", 35_000), ("2亿3000万", 230_000_000), ("1万2千3百", 12_300), ("十万", 100_000),
    ],
)  # fmt: skip
def test_short_forms(written: str, number: int, extractor: Extractor) -> None:
    mention = extractor.extract(f"共有{written}元。").mentions[0]
    assert isinstance(mention, NumberMention)
    assert (mention.text, mention.value) == (f"{written}元", number)


@pytest.mark.parametrize("size", [1, 2, 16, 39, 41, 400])
def test_long_runs_of_digits(size: int, extractor: Extractor) -> None:
    """Digits beyond counting are no number, and raise nothing."""
    for digit in "9一九":
        document = extractor.extract(f"编号{digit * size}。")
        assert all(mention.end - mention.start <= 44 for mention in document.mentions)


# -- what a numeral may stand for: the token classes that rules ask for

READINGS = {
    "2019": ["2019 amount arabic digits free_number integer many_number number year_number"],
    "二〇一九": ["二〇一九 amount digits integer many_number number year_number"],
    "999": ["999 amount arabic digits free_number integer many_number number"],
    "1000": ["1000 amount arabic digits free_number integer many_number number year_number"],
    "2999": ["2999 amount arabic digits free_number integer many_number number year_number"],
    "3000": ["3000 amount arabic digits free_number integer many_number number"],
    "12": ["12 amount arabic day_number digits free_number hour_number integer minute_number month_number number short_year two_digits"],
    "13": ["13 amount arabic day_number digits free_number hour_number integer minute_number number short_year two_digits"],
    "24": ["24 amount arabic day_number digits free_number hour_number integer minute_number number short_year two_digits"],
    "25": ["25 amount arabic day_number digits free_number integer minute_number number short_year two_digits"],
    "31": ["31 amount arabic day_number digits free_number integer minute_number number short_year two_digits"],
    "32": ["32 amount arabic digits free_number integer many_number minute_number number short_year two_digits"],
    "59": ["59 amount arabic digits free_number integer many_number minute_number number short_year two_digits"],
    "60": ["60 amount arabic digits free_number integer many_number number short_year two_digits"],
    "零": ["零 amount digits hour_number integer minute_number number single_number"],
    "三": ["三 amount day_number digits hour_number integer minute_number month_number number single_number"],
    "两": ["两 amount counting_number digits hour_number integer minute_number number single_number"],
    "十二": ["十二 amount day_number free_number hour_number integer minute_number month_number number"],
    "廿三": ["廿三 amount day_number free_number hour_number integer minute_number number"],
    "五五": ["五五 amount digits integer many_number number short_year two_digits"],
    "三四": ["三四 amount digits many_number number pair_number short_year two_digits"],
    "十几": ["十几 amount few_number free_number many_number number"],
    "陆": ["陆 capital_number"],
    "佰": ["佰 capital_number"],
    "百": ["百 bare_number integer many_number"],
    "百万": ["百万 bare_number integer many_number round_number"],
    "一万": ["一万 amount free_number integer many_number number"],
    "20190131": ["20190131 amount arabic compact_date digits free_number integer many_number number"],
    "19001231": ["19001231 amount arabic compact_date digits free_number integer many_number number"],
    "21001231": ["21001231 amount arabic compact_date digits free_number integer many_number number"],
    "10.28": [
        "10.28 amount arabic free_number number",
        "10 arabic day_number hour_number minute_number month_number short_year two_digits",
        "28 arabic day_number minute_number short_year two_digits",
    ],
    "31.31": [
        "31.31 amount arabic free_number many_number number",
        "31 arabic day_number minute_number short_year two_digits",
        "31 arabic day_number minute_number short_year two_digits",
    ],
    "1000.1": [
        "1000.1 amount arabic free_number many_number number",
        "1000 arabic year_number",
        "1 arabic day_number hour_number minute_number month_number",
    ],
    "2999.1": [
        "2999.1 amount arabic free_number many_number number",
        "2999 arabic year_number",
        "1 arabic day_number hour_number minute_number month_number",
    ],
    "1.1": [
        "1.1 amount arabic free_number number",
        "1 arabic day_number hour_number minute_number month_number",
        "1 arabic day_number hour_number minute_number month_number",
    ],
    "零点五": [
        "零点五 amount free_number number",
        "零 hour_number minute_number",
        "五 day_number hour_number minute_number month_number",
    ],
    "一零时": [
        "一零 amount digits integer number short_year two_digits",
        "一 day_number hour_number minute_number month_number",
        "零 hour_number minute_number",
    ],
    "三千克": [
        "三 amount day_number digits hour_number integer minute_number month_number number single_number",
        "三千 amount free_number integer many_number number",
    ],
}  # fmt: skip


def classes_of(text: str, extractor: Extractor) -> list[str]:
    """Each reading of the numerals of a text: its surface and its token classes."""
    symbols: list[tuple[str, ...]] = []

    def symbol(classes: tuple[str, ...]) -> int:
        symbols.append(classes)
        return len(symbols) - 1

    reader = NumeralReader(extractor.rules.lists, ["kg"], symbol)
    return [" ".join((text[start:end], *symbols[which])) for start, end, which, _ in reader.find(text)]


@pytest.mark.parametrize("text", READINGS)
def test_classes(text: str, extractor: Extractor) -> None:
    assert classes_of(text, extractor) == READINGS[text]


def test_every_class_has_a_numeral() -> None:
    assert {name for found in READINGS.values() for line in found for name in line.split()[1:]} == set(CLASSES)


@pytest.mark.parametrize(
    "text", ["0.5", "32.5", "13.32", "3000.1", "999.1", "1413.40", "三点五亿", "18991231", "21011231", "20191301", "20190132", "20190100"]
)  # fmt: skip
def test_what_can_be_no_date(text: str, extractor: Extractor) -> None:
    """A decimal beyond the days of a month has no parts, eight digits that are no day are one number."""
    (found,) = classes_of(text, extractor)
    assert not {"day_number", "month_number", "year_number", "compact_date"} & set(found.split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5kg", True), ("5G", False), ("H135", False), ("F-35", False), ("X_35", False), ("OK?35", True), ("-35", True),
        ("3-35", True), ("RMB500", True), ("US$5", True), ("SUV500", False),
    ],
)  # fmt: skip
def test_latin_letters_beside_digits(text: str, found: bool, extractor: Extractor) -> None:
    """Digits that hang on letters are a name, unless the letters are a unit or a currency."""
    assert bool(classes_of(text, extractor)) == found


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
