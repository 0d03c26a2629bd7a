"""One numeral, read from where it starts: the grammar of Arabic, Chinese, capital and mixed numerals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from .exact import Exact, exact, times

# Longer runs are serial numbers, not amounts; also bounds the time that one run can take.
LONGEST: Final = 40


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


class Tables:
    """What the rules say that the characters of numerals are (`class: numeral_…`)."""

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        def table(name: str) -> dict[str, Any]:
            return {word: entry.get("n", 0) for word, entry in lists.get(name, {}).items()}

        self.digits: dict[str, int] = table("numeral_digit")
        self.capital = frozenset(table("numeral_capital"))
        self.digits |= table("numeral_capital")
        self.zeros = frozenset(table("numeral_zero"))
        self.tens: dict[str, int] = table("numeral_tens")
        self.multipliers: dict[str, int] = table("numeral_multiplier")
        self.capital_multipliers = frozenset(table("numeral_capital_multiplier"))
        self.points = frozenset(table("numeral_point"))
        self.few = frozenset(table("numeral_few"))
        self.counting = frozenset(table("numeral_counting"))
        self.more: dict[str, str] = {word: entry["mod"] for word, entry in lists.get("numeral_more", {}).items()}
        self.pairs = frozenset(table("numeral_pair"))
        self.unit_heads = frozenset(table("numeral_unit_head"))


class Parser:
    """One reading of a numeral that starts at `at` of a run.

    The value is kept as terms of falling size (三千 四百 五十), each with its unit; a multiplier
    of 10,000 or more takes all smaller terms along (三千四百万), as does 万亿.
    """

    def __init__(self, tables: Tables, run: str, at: int) -> None:
        self.t = tables
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
        if character in self.t.digits or character in self.t.zeros:
            return self._string()
        if character in self.t.tens:
            return self._tens()
        if character in self.t.few:
            follows = self.run[self.at + 1 : self.at + 2]
            if follows not in self.t.multipliers or not follows:
                return False
            self.pending = (2, 9)
            self.at += 1
            return True
        if character in self.t.multipliers:
            self._multiply(self.t.multipliers[character], implicit=True)
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
        if self.terms and self.run[at] in self.t.counting:
            follows = self.run[at + 1 : at + 2]
            if not follows or follows not in self.t.multipliers:
                return False  # 三十两 is thirty 两, not 32
        while at < len(self.run):
            character = self.run[at]
            if character in self.t.counting and values and not self._is_pair(at):
                break  # 八两 is eight 两
            if at > self.at and (character in self.t.capital) != (self.run[at - 1] in self.t.capital):
                break  # 内陆|七大: capitals keep to themselves
            if character in self.t.digits:
                values.append(self.t.digits[character])
            elif character in self.t.zeros:
                values.append(0)
            else:
                break
            at += 1
        follows = self.run[at : at + 1]
        surface = self.run[self.at : at]
        if len(values) > 2 and follows and follows in self.t.multipliers:
            # 二〇一九十月: the string ends before the digit that the multiplier takes
            return self._take(values[:-1], surface[:-1])
        if values[0] == 0 and len(values) <= 2 and follows and follows in self.t.multipliers:
            self.at += 1  # 零十, 零三百: a leading zero says nothing
            self.zero = True
            return len(values) == 1 or self._take(values[1:], surface[1:])
        return self._take(values, surface)

    def _is_pair(self, at: int) -> bool:
        """Whether the numeral so far and this counting digit are a pair (一两个); 十一两 is eleven 两."""
        return not self.terms and self.run[self.at : at + 1] in self.t.pairs

    def _take(self, values: list[int], surface: str) -> bool:
        self.at += len(values)
        if len(values) == 1:
            self.pending = (values[0], values[0])
            self.single = values[0] != 0
            self.digits = None if self.terms else str(values[0])
            return True
        text = "".join(map(str, values))
        if len(values) == 2 and surface in self.t.pairs:
            self.pending = (min(values), max(values))
            self.single = bool(self.terms)  # 两万五六 is 25,000 to 26,000
            self.digits = None if self.terms else text
            return True
        if self.terms or len(values) > LONGEST:
            self.at -= len(values) - 1  # 三千二五: only the first digit belongs to the term
            self.pending = (values[0], values[0])
            self.single = True
            return True
        self.pending = (int(text), int(text))
        self.digits = text
        return True

    def _tens(self) -> bool:
        """廿三: a word for 20, 30 or 40 takes a digit."""
        value = self.t.tens[self.run[self.at]]
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
        if character in self.t.multipliers:
            return self._multiplier(character)
        if character in self.t.points:
            return self._point()
        if character in self.t.more or character in self.t.few:
            return self._vague(character)
        if self.pending is not None:
            return False
        if character in self.t.zeros:
            self.zero = True
            self.at += 1
            return self._needs_more()
        if character.isdigit():
            if self.unit < 100 or self.digits:
                return False
            return self._arabic()
        if character in self.t.digits:
            return self._string()
        if character in self.t.tens and self.unit > 10:
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
        while at < len(self.run) and self.run[at] in self.t.zeros:
            at += 1
        follows = self.run[at : at + 1]
        if follows and (
            follows.isdigit()
            or follows in self.t.digits
            or follows in self.t.few
            or follows in self.t.tens
            or follows in self.t.points
            or follows in self.t.multipliers
        ):
            self.at = at
            return True
        self.at -= 1
        return False

    def _multiplier(self, character: str) -> bool:
        size = self.t.multipliers[character]
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
            if character in self.t.digits:
                decimals += str(self.t.digits[character])
            elif character in self.t.zeros:
                decimals += "0"
            elif character.isdigit():
                decimals += character
            else:
                break
            at += 1
        low, high = self._total()
        if not decimals or low != high or isinstance(low, Decimal):
            return False
        value = exact(Decimal(f"{low}.{decimals}"))
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
        grows = bool(follows) and self.t.multipliers.get(follows, 0) >= 10_000
        if character in self.t.more:
            if not grows or (self.pending is not None and self.digits is None):
                return False
            self.mod = self.t.more[character]
            self.at += 2 if blank else 1
            return True
        if self.pending is not None or not self.terms or (self.unit > 10 and not self.zero):
            return False
        self.pending = (1, 9)
        self.at += 1
        return True

    # -- the end

    def _total(self) -> tuple[Exact, Exact]:
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

    def _finish(self) -> tuple[int, Numeral, bool]:
        low, high = self._total()
        digits = self.digits if not self.terms else None
        surface = self.run[self.start : self.at]
        sizes = [self.t.multipliers.get(character, 0) for character in surface]
        bare = sizes[0] >= 100 and all(sizes)
        return self.at, Numeral(low, high, self.mod, digits, self.scale), bare


_ARABIC: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?(?!\.?\d)|\d+|\.\d+")
