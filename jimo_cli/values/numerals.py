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
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from .exact import Exact, exact, times

# Longer runs are serial numbers, not amounts; also bounds the time that one run can take.
_LONGEST = 40
_REMEMBERED = 20_000  # runs whose reading is kept: 2019, 三, 6.7 recur all through a corpus


class Numeral(NamedTuple):
    """The value of a numeral: `low` equals `high` where it is exact.

    `digits` is set where the numeral is a bare string of digits, which may be read one by one
    (二〇一九, 98), and `scale` is the last multiplier of 10,000 or more (亿 in 50亿), or 1.
    """

    low: Exact
    high: Exact
    mod: str | None = None
    digits: str | None = None
    scale: int = 1

    @property
    def exact(self) -> Exact | None:
        """The value, or None where it is vague."""
        return self.low if self.low == self.high else None


class Found(NamedTuple):
    """A numeral at `start:end` of a run, the symbol of its token classes, and its value."""

    start: int
    end: int
    symbol: int
    value: Numeral


CLASSES = (
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
_TIME_CLASSES = frozenset(
    ("month_number", "day_number", "hour_number", "minute_number", "year_number", "short_year", "two_digits", "arabic")
)


_HEAD_TABLES = ("digit", "capital", "zero", "tens", "multiplier", "few")


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
        def table(name: str) -> dict[str, Any]:
            return {word: entry.get("n", 0) for word, entry in lists.get(name, {}).items()}

        self._digits: dict[str, int] = table("numeral_digit")
        self._capital = frozenset(table("numeral_capital"))
        self._digits |= table("numeral_capital")
        self._zeros = frozenset(table("numeral_zero"))
        self._tens: dict[str, int] = table("numeral_tens")
        self._multipliers: dict[str, int] = table("numeral_multiplier")
        self._capital_multipliers = frozenset(table("numeral_capital_multiplier"))
        self._points = frozenset(table("numeral_point"))
        self._few = frozenset(table("numeral_few"))
        self._counting = frozenset(table("numeral_counting"))
        self._more: dict[str, str] = {word: entry["mod"] for word, entry in lists.get("numeral_more", {}).items()}
        self._pairs = frozenset(table("numeral_pair"))
        self._unit_heads = frozenset(table("numeral_unit_head"))
        self._prefixes = frozenset(word.upper() for word in lists.get("latin_prefix", {}))
        self._suffixes = frozenset(suffixes)
        self._symbol = symbol
        self._kept: dict[str, tuple[Found, ...]] = {}
        self._run = self._run_pattern(heads(lists))

    def _run_pattern(self, starts: str) -> re.Pattern[str]:
        multipliers = "".join(self._multipliers)
        inner = "".join(
            {*self._digits, *self._zeros, *self._tens, *self._multipliers, *self._few, *self._more, *self._points}
        )
        # Blanks may stand beside a multiplier (7 万, 一百 五十), 点 and 余, and nowhere else: 5 6 is two.
        beside = multipliers + "".join({*self._points, *self._more})
        blank = "[ \u00a0\u3000]{1,2}"
        gap = f"{blank}(?=[{beside}])|(?<=[{beside}]){blank}(?=[{starts}])"
        return re.compile(f"(?:[{starts}]|(?<!\\.)\\.(?=[0-9]))(?:[0-9{inner}]|[.,](?=[0-9])|{gap})*")

    def find(self, text: str) -> Iterator[tuple[int, int, int, Numeral]]:
        """The numerals of a text in which full-width forms are already plain, as `Found` has them
        but with offsets into the text."""
        for run in self._run.finditer(text):
            start, end = run.span()
            surface = run.group()
            if end - start > _LONGEST:
                continue
            kept = self._kept.get(surface)
            if kept is None:
                kept = self._keep(surface)
            if not kept:
                continue
            if surface[0] < "\u0080" and start and self._glued_before(text, start):
                continue
            glued = text[end : end + 1]
            if glued.isascii() and glued.isalpha() and not self._unit_follows(text, end):
                continue
            for first, last, symbol, value in kept:
                yield start + first, start + last, symbol, value

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
            parsed = _Parser(self, run, at).parse()
            if parsed is None:
                at += 1
                continue
            end, value, part = parsed
            if run[end - 1] in self._unit_heads:
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
        if surface in self._pairs and surface[-1] in self._counting:
            shorter = _Parser(self, run[: end - 1], start).parse()
            if shorter is not None:  # 一|两 of silver beside 一两 of them
                yield self._found(run, start, end - 1, shorter[1], shorter[2])
        if surface[-1] in self._unit_heads and len(surface) > 1:
            shorter = _Parser(self, run[: end - 1], start).parse()
            if shorter is not None and shorter[0] == end - 1:
                yield self._found(run, start, end - 1, shorter[1], shorter[2])
        marks = [i for i in range(start, end) if run[i] == "." or run[i] in self._points]
        if marks and run[start] != "." and self._may_be_time(surface):
            edges = [start - 1, *marks, end]
            for left, right in pairwise(edges):
                # 三点四十: the decimals end before the ten that the minutes take
                part = _Parser(self, run[:right] if right < end else run, left + 1).parse()
                if part is not None and part[0] >= right:
                    yield self._found(run, left + 1, part[0], part[1], part[2], only=_TIME_CLASSES)

    def _may_be_time(self, surface: str) -> bool:
        """Whether a decimal could be a date or a clock: 10.28 and 2019.6 could, 1413.4亿 not."""
        if not surface.isascii():
            return self._multipliers.get(surface[-1], 1) < 10_000
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
        if size == 1 and (surface in self._capital or surface in self._capital_multipliers):
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
        if surface[0] in self._counting:
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


class _Parser:
    """One reading of a numeral that starts at `at` of a run.

    The value is kept as terms of falling size (三千 四百 五十), each with its unit; a multiplier
    of 10,000 or more takes all smaller terms along (三千四百万), as does 万亿.
    """

    def __init__(self, reader: NumeralReader, run: str, at: int) -> None:
        self.r = reader
        self.run = run
        self.at = at
        self.start = at
        self.terms: list[tuple[int, Exact, Exact]] = []
        self.pending: tuple[Exact, Exact] | None = None
        self.digits: str | None = None
        self.single = False  # the pending digit may stand for the next lower unit: 13万2
        self.zero = False
        self.unit = 1
        self.scale = 1
        self.mod: str | None = None

    def parse(self) -> tuple[int, Numeral, bool] | None:
        """(end, value, whether it is a bare multiplier), or None where no numeral starts."""
        if not self._leading():
            return None
        while self.at < len(self.run) and self._next():
            pass
        return self._finish()

    # -- the start

    def _leading(self) -> bool:
        character = self.run[self.at]
        if character.isdigit() or (character == "." and self.at == 0):
            return self._arabic()
        if character in self.r._digits or character in self.r._zeros:
            return self._string()
        if character in self.r._tens:
            return self._tens()
        if character in self.r._few:
            follows = self.run[self.at + 1 : self.at + 2]
            if follows not in self.r._multipliers or not follows:
                return False
            self.pending = (2, 9)
            self.at += 1
            return True
        if character in self.r._multipliers:
            self._multiply(self.r._multipliers[character], implicit=True)
            self.at += 1
            return True
        return False

    def _arabic(self) -> bool:
        found = _ARABIC.match(self.run, self.at)
        if found is None:
            return False
        surface = found.group()
        if surface.isdigit():
            self.pending = (int(surface), int(surface))
            self.single = len(surface) == 1
            if not self.terms:
                self.digits = surface
        else:
            value = exact(Decimal(surface.replace(",", "")))
            self.pending = (value, value)
        self.at = found.end()
        return True

    def _string(self) -> bool:
        """A digit, two neighbours that make a range, or a string of digits."""
        values: list[int] = []
        at = self.at
        if self.terms and self.run[at] in self.r._counting:
            follows = self.run[at + 1 : at + 2]
            if not follows or follows not in self.r._multipliers:
                return False  # 三十两 is thirty 两, not 32
        while at < len(self.run):
            character = self.run[at]
            if character in self.r._counting and values and not self._is_pair(at):
                break  # 八两 is eight 两
            if at > self.at and (character in self.r._capital) != (self.run[at - 1] in self.r._capital):
                break  # 内陆|七大: capitals keep to themselves
            if character in self.r._digits:
                values.append(self.r._digits[character])
            elif character in self.r._zeros:
                values.append(0)
            else:
                break
            at += 1
        follows = self.run[at : at + 1]
        surface = self.run[self.at : at]
        if len(values) > 2 and follows and follows in self.r._multipliers:
            # 二〇一九十月: the string ends before the digit that the multiplier takes
            return self._take(values[:-1], surface[:-1])
        if values[0] == 0 and len(values) <= 2 and follows and follows in self.r._multipliers:
            self.at += 1  # 零十, 零三百: a leading zero says nothing
            self.zero = True
            return len(values) == 1 or self._take(values[1:], surface[1:])
        return self._take(values, surface)

    def _is_pair(self, at: int) -> bool:
        """Whether the numeral so far and this counting digit are a pair (一两个); 十一两 is eleven 两."""
        return not self.terms and self.run[self.at : at + 1] in self.r._pairs

    def _take(self, values: list[int], surface: str) -> bool:
        self.at += len(values)
        if len(values) == 1:
            self.pending = (values[0], values[0])
            self.single = values[0] != 0
            self.digits = None if self.terms else str(values[0])
            return True
        text = "".join(map(str, values))
        if len(values) == 2 and surface in self.r._pairs:
            self.pending = (min(values), max(values))
            self.single = bool(self.terms)  # 两万五六 is 25,000 to 26,000
            self.digits = None if self.terms else text
            return True
        if self.terms or len(values) > _LONGEST:
            self.at -= len(values) - 1  # 三千二五: only the first digit belongs to the term
            self.pending = (values[0], values[0])
            self.single = True
            return True
        self.pending = (int(text), int(text))
        self.digits = text
        return True

    def _tens(self) -> bool:
        """廿三: a word for 20, 30 or 40 takes a digit."""
        value = self.r._tens[self.run[self.at]]
        self.terms.append((10, value, value))
        self.unit = 10
        self.at += 1
        self.digits = None
        return True

    # -- what follows

    def _next(self) -> bool:
        """Read one more piece; False where the numeral ends."""
        character = self.run[self.at]
        if character in " \u00a0\u3000":
            return self._blank()
        if character in self.r._multipliers:
            return self._multiplier(character)
        if character in self.r._points:
            return self._point()
        if character in self.r._more or character in self.r._few:
            return self._vague(character)
        if self.pending is not None:
            return False
        if character in self.r._zeros:
            self.zero = True
            self.at += 1
            return self._needs_more()
        if character.isdigit():
            if self.unit < 100 or self.digits:
                return False
            return self._arabic()
        if character in self.r._digits:
            return self._string()
        if character in self.r._tens and self.unit > 10:
            return self._tens()
        return False

    def _blank(self) -> bool:
        at = self.at
        while at < len(self.run) and self.run[at] in " \u00a0\u3000":
            at += 1
        if at == len(self.run):
            return False
        saved = self.at
        self.at = at
        if self._next():
            return True
        self.at = saved
        return False

    def _needs_more(self) -> bool:
        """A zero inside must be followed by more of the numeral; a last one is not part of it."""
        at = self.at
        while at < len(self.run) and self.run[at] in self.r._zeros:
            at += 1
        follows = self.run[at : at + 1]
        if follows and (
            follows.isdigit()
            or follows in self.r._digits
            or follows in self.r._few
            or follows in self.r._tens
            or follows in self.r._points
            or follows in self.r._multipliers
        ):
            self.at = at
            return True
        self.at -= 1
        return False

    def _multiplier(self, character: str) -> bool:
        size = self.r._multipliers[character]
        if size < 10_000:
            if self.pending is None and not (self.zero and size == 10):
                return False
            if self.pending is not None and self.terms and self.terms[-1][0] <= size:
                return False
            if self.digits and len(self.digits) > 1 and self._chinese_string():
                return False
            if size == 10 and self.pending is not None and isinstance(self.pending[0], Decimal):
                return False  # 三点四十 is a time of day
        elif (self.pending is None and (not self.terms or self.terms[-1][0] > size)) or self._chinese_string():
            return False
        self._multiply(size, implicit=self.pending is None and size < 10_000)
        self.at += 1
        return True

    def _chinese_string(self) -> bool:
        """Whether the pending digits are a string of Chinese digits, which takes no multiplier."""
        if self.digits is None or len(self.digits) == 1 or self.pending is None:
            return False
        low, high = self.pending
        return low == high and not self.run[self.start].isdigit()

    def _multiply(self, size: int, implicit: bool) -> None:
        low, high = self.pending if self.pending is not None else ((1, 1) if implicit else (0, 0))
        if size >= 10_000:
            if self._elliptic() and self.unit < 10_000:  # 百二万 is 120 of 10,000, 5亿1万 two terms
                low, high = low * (self.unit // 10), high * (self.unit // 10)
            while self.terms and self.terms[-1][0] <= size:
                _, term_low, term_high = self.terms.pop()
                low, high = low + term_low, high + term_high
            self.scale = self.scale * size if self.scale > 1 and not self.terms else size
        self.terms.append((size, times(low, size), times(high, size)))
        self.unit = size
        self.pending = None
        self.digits = None
        self.single = False
        self.zero = False

    def _point(self) -> bool:
        """点 and its decimals: 一千四百一十三点四亿. Without a digit behind it, 点 is no part."""
        at = self.at + 1
        while at < len(self.run) and self.run[at] == " ":
            at += 1
        decimals = ""
        while at < len(self.run):
            character = self.run[at]
            if character in self.r._digits:
                decimals += str(self.r._digits[character])
            elif character in self.r._zeros:
                decimals += "0"
            elif character.isdigit():
                decimals += character
            else:
                break
            at += 1
        total = self._total()
        if not decimals or total is None or total[0] != total[1] or isinstance(total[0], Decimal):
            return False
        value = exact(Decimal(f"{total[0]}.{decimals}"))
        self.terms = []
        self.pending = (value, value)
        self.digits = None
        self.single = False
        self.unit = 1
        self.at = at
        return True

    def _vague(self, character: str) -> bool:
        """多 余 来 before a further multiplier, and 几 in place of a digit."""
        follows = self.run[self.at + 1 : self.at + 2]
        blank = follows in (" ", "\u3000")
        if blank:
            follows = self.run[self.at + 2 : self.at + 3]
        grows = bool(follows) and self.r._multipliers.get(follows, 0) >= 10_000
        if character in self.r._more:
            if not grows or (self.pending is not None and self.digits is None):
                return False
            self.mod = self.r._more[character]
            self.at += 2 if blank else 1
            return True
        if self.pending is not None or not self.terms or (self.unit > 10 and not self.zero):
            return False
        self.pending = (1, 9)
        self.at += 1
        return True

    # -- the end

    def _total(self) -> tuple[Exact, Exact] | None:
        low: Exact = 0
        high: Exact = 0
        for _, term_low, term_high in self.terms:
            low, high = low + term_low, high + term_high
        if self.pending is not None:
            place = self.unit // 10 if self._elliptic() else 1
            low, high = low + self.pending[0] * place, high + self.pending[1] * place
        return low, high

    def _elliptic(self) -> bool:
        """13万2 is 132000, 两千三 2300: a last single digit stands for the next lower unit."""
        return self.single and bool(self.terms) and self.unit >= 100 and not self.zero

    def _finish(self) -> tuple[int, Numeral, bool] | None:
        total = self._total()
        if total is None:
            return None
        low, high = total
        digits = self.digits if not self.terms else None
        surface = self.run[self.start : self.at]
        sizes = [self.r._multipliers.get(character, 0) for character in surface]
        bare = sizes[0] >= 100 and all(sizes)
        return self.at, Numeral(low, high, self.mod, digits, self.scale), bare


_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?(?!\.?\d)|\d+|\.\d+")
