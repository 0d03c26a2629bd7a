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


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
