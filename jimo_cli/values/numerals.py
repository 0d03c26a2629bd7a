"""Numerals: where they stand in a text, and what they are worth.

Arabic (1,100.9), Chinese (一千四百一十三点四亿), capital (壹佰贰拾万) and mixed (13万2) numerals are
one grammar here, since news mixes them freely. Values are `int`, or `Decimal` where there is a
fraction: never float, whose 16.4 * 10**8 is not 1640000000.

A numeral may be vague by itself: 十几 is 11 to 19, 数十亿 is 20 to 90 hundred million, 两三千 is
2000 to 3000. So every numeral has a low and a high end, equal where it is exact, and 三千多万
has the modifier MORE_THAN.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .numeral_parser import LONGEST, Numeral, Parser, Tables

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

__all__ = ["CLASSES", "Found", "Numeral", "NumeralReader", "heads"]

_CODES: Final = 0x10000
_REMEMBERED: Final = 20_000  # runs whose reading is kept: 2019, 三, 6.7 recur all through a corpus


class Found(NamedTuple):
    """A numeral at `start:end` of a run, the symbol of its token classes, and its value."""

    start: int
    end: int
    symbol: int
    value: Numeral


CLASSES: Final = (
    "number",  # any numeral that can stand before a unit
    "amount",  # the same, which rules also make of a numeral with its sign or its 多
    "free_number",  # one that can stand alone: Arabic, or of two characters and more
    "integer",
    "arabic",
    "single_number",  # one Chinese digit: 三
    "capital_number",  # one capital digit, which is also a common character or surname: 陆 伍
    "bare_number",  # a multiplier without a factor: 百 (百余家), 亿
    "many_number",  # more than the days of any month, so 45日 can only be a length
    "round_number",  # of two multipliers and more without a factor: 百万, 千亿
    "few_number",  # 几十, 数百, 十几: vague by nature
    "counting_number",  # with 两, which counts and never names a day or a month
    "pair_number",  # two neighbouring digits: 三四 (个)
    "digits",  # a string of digits: 2019, 二〇一九, 五五 (折)
    "month_number",
    "day_number",
    "hour_number",
    "minute_number",
    "year_number",
    "short_year",
    "two_digits",
    "compact_date",
)


# The classes that a part of a decimal may have: the 7 of 6.7% is a day of 6.7 at most.
_TIME_CLASSES: Final = frozenset(
    ("month_number", "day_number", "hour_number", "minute_number", "year_number", "short_year", "two_digits", "arabic")
)


_HEAD_TABLES: Final = ("digit", "capital", "zero", "tens", "multiplier", "few")


def heads(lists: Mapping[str, Mapping[str, Any]]) -> str:
    """The characters that a numeral may begin with, by the tables of the rules."""
    words = {word for name in _HEAD_TABLES for word in lists.get(f"numeral_{name}", {})}
    return "0123456789" + "".join(sorted(words))


class NumeralReader:
    """Finds and reads numerals by the tables of the rules (`class: numeral_…`).

    `suffixes` are the words in Latin letters that may touch the digits before them (kg, pm);
    `symbol` numbers a sorted set of token classes.
    """

    def __init__(
        self,
        lists: Mapping[str, Mapping[str, Mapping[str, Any]]],
        suffixes: Iterable[str],
        symbol: Callable[[tuple[str, ...]], int],
    ) -> None:
        self.tables = Tables(lists)
        self._prefixes = frozenset(word.upper() for word in lists.get("latin_prefix", {}))
        self._suffixes = frozenset(suffixes)
        self._symbol = symbol
        self._kept: dict[str, tuple[Found, ...]] = {}
        starts = heads(lists)
        self._run = self._run_pattern(starts)
        # Where a run may begin is told by a table by code point: there the pattern is tried, and nowhere else.
        table = bytearray(_CODES)
        for character in starts + ".":
            if ord(character) < _CODES:
                table[ord(character)] = 1
        self._heads = bytes(table)

    def _run_pattern(self, starts: str) -> re.Pattern[str]:
        multipliers = "".join(self.tables.multipliers)
        inner = "".join(
            {
                *self.tables.digits,
                *self.tables.zeros,
                *self.tables.tens,
                *self.tables.multipliers,
                *self.tables.few,
                *self.tables.more,
                *self.tables.points,
            }
        )
        # Blanks may stand beside a multiplier (7 万, 一百 五十), 点 and 余, and nowhere else: 5 6 is two.
        beside = multipliers + "".join({*self.tables.points, *self.tables.more})
        blank = "[ \u00a0\u3000]{1,2}"
        gap = f"{blank}(?=[{beside}])|(?<=[{beside}]){blank}(?=[{starts}])"
        return re.compile(f"(?:[{starts}]|(?<!\\.)\\.(?=[0-9]))(?:[0-9{inner}]|[.,](?=[0-9])|{gap})*")

    def find(self, text: str) -> list[tuple[int, int, int, Numeral]]:
        """The numerals of a text in which full-width forms are already plain, as `Found` has them
        but with offsets into the text."""
        found: list[tuple[int, int, int, Numeral]] = []
        heads = self._heads
        at: i64 = 0
        size: i64 = len(text)
        while at < size:
            code: i64 = ord(text[at])
            if code < _CODES and not heads[code]:
                at += 1
                continue
            run = self._run.match(text, at)
            if run is None:
                at += 1
                continue
            start: i64 = at
            at = run.end()
            if at - start <= LONGEST:
                self._read_run(text, start, at, found)
        return found

    def _read_run(self, text: str, start: int, end: int, found: list[tuple[int, int, int, Numeral]]) -> None:
        """Add the numerals of a run of their characters."""
        surface = text[start:end]
        kept = self._kept.get(surface)
        if kept is None:
            kept = self._keep(surface)
        if not kept:
            return
        if surface[0] < "\u0080" and start and self._glued_before(text, start):
            return
        glued = text[end : end + 1]
        if glued.isascii() and glued.isalpha() and not self._unit_follows(text, end):
            return
        for first, last, symbol, value in kept:
            found.append((start + first, start + last, symbol, value))

    def read(self, surface: str) -> Numeral | None:
        """The value of a text that is one numeral from end to end, or None."""
        for found in self._kept.get(surface) or self._keep(surface):
            if found.start == 0 and found.end == len(surface):
                return found.value
        return None

    def _glued_before(self, text: str, start: int) -> bool:
        """Whether digits hang on Latin letters (H135, F-35) that are no currency (US$5, RMB500)."""
        before = text[start - 1]
        if before in "-_" and start > 1:
            return text[start - 2].isascii() and text[start - 2].isalpha()
        if not (before.isascii() and before.isalpha()):
            return False
        head = start
        while head and text[head - 1].isascii() and text[head - 1].isalpha():
            head -= 1
        return text[head:start].upper() not in self._prefixes

    def _unit_follows(self, text: str, end: int) -> bool:
        """Whether the letters behind digits are a unit (kg, pm): 5G and 3D are names."""
        tail = end
        while tail < len(text) and tail < end + 12 and text[tail].isascii() and text[tail].isalpha():
            tail += 1
        return text[end:tail] in self._suffixes

    def _keep(self, surface: str) -> tuple[Found, ...]:
        if len(self._kept) >= _REMEMBERED:
            self._kept.clear()
        found = self._kept[surface] = tuple(self._readings(surface))
        return found

    def _readings(self, run: str) -> Iterator[Found]:
        """Every reading of a run of numeral characters; what stands first is tried first."""
        at = 0
        while at < len(run):
            parsed = Parser(self.tables, run, at).parse()
            if parsed is None:
                at += 1
                continue
            end, value, part = parsed
            if run[end - 1] in self.tables.unit_heads:
                yield from self._parts(run, at, end)  # 五|千克 goes before 五千|克
                yield self._found(run, at, end, value, part)
            else:
                yield self._found(run, at, end, value, part)
                yield from self._parts(run, at, end)
            at = end

    def _parts(self, run: str, start: int, end: int) -> Iterator[Found]:
        """Shorter readings that a unit, a date or a clock may want instead of the whole.

        三千|克 beside 三|千克; 2019.05.29 and 三点十五 as their parts; 三五 as 三 and 五.
        """
        surface = run[start:end]
        if surface in self.tables.pairs and surface[-1] in self.tables.counting:
            shorter = Parser(self.tables, run[: end - 1], start).parse()
            if shorter is not None:  # 一|两 of silver beside 一两 of them
                yield self._found(run, start, end - 1, shorter[1], shorter[2])
        if surface[-1] in self.tables.unit_heads and len(surface) > 1:
            shorter = Parser(self.tables, run[: end - 1], start).parse()
            if shorter is not None and shorter[0] == end - 1:
                yield self._found(run, start, end - 1, shorter[1], shorter[2])
        if len(surface) == 2 and surface[-1] in self.tables.zeros and not surface.isascii():
            for at in (start, end - 1):  # 周一|零时
                digit = Parser(self.tables, run[: at + 1], at).parse()
                if digit is not None:
                    yield self._found(run, at, at + 1, digit[1], digit[2], only=_TIME_CLASSES)
        marks = [i for i in range(start, end) if run[i] == "." or run[i] in self.tables.points]
        if marks and run[start] != "." and self._may_be_time(surface):
            edges = [start - 1, *marks, end]
            for left, right in pairwise(edges):
                # 三点四十: the decimals end before the ten that the minutes take
                part = Parser(self.tables, run[:right] if right < end else run, left + 1).parse()
                if part is not None and part[0] >= right:
                    yield self._found(run, left + 1, part[0], part[1], part[2], only=_TIME_CLASSES)

    def _may_be_time(self, surface: str) -> bool:
        """Whether a decimal could be a date or a clock: 10.28 and 2019.6 could, 1413.4亿 not."""
        if not surface.isascii():
            return self.tables.multipliers.get(surface[-1], 1) < 10_000
        parts = [int(part) for part in surface.split(".") if part.isdigit()]
        if len(parts) != 2:
            return False
        return parts[1] <= 31 and (1 <= parts[0] <= 31 or 1000 <= parts[0] <= 2999)

    def _found(
        self, run: str, start: int, end: int, value: Numeral, bare: bool, only: frozenset[str] | None = None
    ) -> Found:
        classes = self._classes(run[start:end], value, bare)
        if only is not None:
            classes = tuple(name for name in classes if name in only)
        return Found(start, end, self._symbol(classes), value)

    def _classes(self, surface: str, value: Numeral, bare: bool) -> tuple[str, ...]:
        arabic = surface.isascii()
        size = len(surface)
        names: list[str] = []
        if size == 1 and (surface in self.tables.capital or surface in self.tables.capital_multipliers):
            return ("capital_number",)
        if bare:
            names.append("bare_number")
            if size > 1:
                names.append("round_number")
        else:
            names += ["number", "amount"]
            if arabic or (size > 1 and value.digits is None):
                names.append("free_number")
        if arabic:
            names.append("arabic")
        elif size == 1 and not bare:
            names.append("single_number")
        if value.low != value.high:
            names.append("pair_number" if value.digits else "few_number")
        if value.digits is not None:
            names += self._digit_classes(surface, value.digits, arabic)
        elif value.low == value.high and isinstance(value.low, int):
            names += self._small_classes(value.low)
        if isinstance(value.low, int) and value.low == value.high:
            names.append("integer")
        if value.low > 31 or value.low != value.high:
            names.append("many_number")
        if surface[0] in self.tables.counting:
            names = [name for name in names if name not in ("month_number", "day_number")]
            names.append("counting_number")
        return tuple(sorted(set(names)))

    def _digit_classes(self, surface: str, digits: str, arabic: bool) -> list[str]:
        names = ["digits"]
        number = int(digits)
        if len(digits) == 4 and 1000 <= number <= 2999:
            names.append("year_number")
        if len(digits) == 2:
            names += ["short_year", "two_digits"]
        if len(digits) == 8 and arabic and 1900 <= number // 10000 <= 2100:
            if 1 <= number // 100 % 100 <= 12 and 1 <= number % 100 <= 31:
                names.append("compact_date")
        if len(digits) <= 2 and (arabic or len(digits) == 1 or digits[0] == "0"):
            names += self._small_classes(number)
        return names

    @staticmethod
    def _small_classes(number: int) -> list[str]:
        return [
            name
            for name, low, high in (
                ("month_number", 1, 12),
                ("day_number", 1, 31),
                ("hour_number", 0, 24),
                ("minute_number", 0, 59),
            )
            if low <= number <= high
        ]
