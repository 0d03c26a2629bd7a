"""The value functions of numeric mentions: PERCENT, MONEY, QUANTITY, ORDINAL, CARDINAL.

Each takes the parts that a rule read and returns a `Measure`, or None where there is none after
all (十一成 is no percentage).
"""

from __future__ import annotations

from typing import NamedTuple

from .exact import Exact, divided, number, plus, scaled, times
from .numerals import Numeral
from .parts import Part, Parts, ValueFunction


class Measure(NamedTuple):
    """A number and what it counts.

    `low` equals `high` where the value is exact. `unit` is the code of the contract (ISO 4217,
    UCUM, `%`, `pp`) or a classifier; `si` is (unit, factor, offset) of the SI unit of its
    dimension, factors as text (see `exact.scaled`).
    """

    low: Exact
    high: Exact
    mod: str | None = None
    unit: str | None = None
    per: str | None = None
    ratio: str | None = None
    si: tuple[str, str, str] | None = None
    scale: int = 1
    digits: str | None = None
    kind: str | None = None  # the type of the mention, where it is not that of its rule

    @property
    def exact(self) -> Exact | None:
        return self.low if self.low == self.high else None


DEGREE = "deg"  # the unit of a 度 that does not say of what
_BOUNDS = ("MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")


_HEDGES = frozenset(("after", "before", "before_round", "more"))


def strongest(parts: Parts) -> str | None:
    """The modifier that says most: a bound before an approximation (约300多 is MORE_THAN), and of
    two bounds the one that stands last."""
    found: str | None = None
    for label, value in zip(parts.labels, parts.values):
        if label in _HEDGES:
            mod = value.get("mod")
        elif type(value) is Measure or type(value) is Numeral:
            mod = value.mod
        else:
            continue
        if mod is not None and (found is None or mod in _BOUNDS):
            found = mod
    return found or parts.given.get("mod")


def amount(parts: Parts) -> Measure | None:
    """A numeral with its sign and its 多 or 余: -90.00亿, 3000多, 百余."""
    base = parts.value("number")
    if base is None:
        return None
    sign = -1 if "minus" in parts.labels else 1
    low, high = sorted((times(base.low, sign), times(base.high, sign)))
    return Measure(low, high, strongest(parts), scale=base.scale, digits=base.digits)


def dotted(parts: Parts) -> Measure | None:
    """16·9: a raised point between digits."""
    whole, decimals = parts.value("whole"), parts.value("decimals")
    if not isinstance(whole.low, int) or decimals.digits is None or not parts[-1].surface.isascii():
        return None
    value = plus(whole.low, scaled(int(decimals.digits), f"1/{10 ** len(decimals.digits)}"))
    return Measure(value, value)


def power(parts: Parts) -> Measure | None:
    """8.9×10^5, 10的40次方, 5×10³: a power of ten, and what it is multiplied with."""
    base, exponent = parts.value("base"), parts.value("exponent")
    if base.low != 10 or base.low != base.high:
        return None
    if exponent is not None:
        size = exponent.low
    else:
        digits = [value["n"] for label, value in zip(parts.labels, parts.values) if label == "superscript"]
        size = int("".join(map(str, digits)))
    if not isinstance(size, int) or not 0 < size <= 60:
        return None
    negative = "minus" in parts.labels or "negative" in parts.labels
    factor = f"1/{10**size}" if negative else str(10**size)
    mantissa = parts.value("mantissa")
    value = scaled(mantissa.low if mantissa is not None else 1, factor)
    return Measure(value, value)


def half(parts: Parts) -> Measure:
    """半 in the place of a number: 半公升."""
    value = number(parts.attribute("n"))
    return Measure(value, value)


_ENDS = frozenset(("low", "high")).__contains__


def range_(parts: Parts) -> Measure | None:
    """Two amounts and what joins them: 3万—5万, 40至50, 七千到九千亿 (both in 亿)."""
    low, high = parts.value("low"), parts.value("high")
    bottom, top = low.low, high.high
    if low.scale == 1 and high.scale > 1 and bottom > 0 and times(bottom, high.scale) < top:
        bottom = times(bottom, high.scale)
    if bottom < 0 and top < 0 and bottom > top:
        bottom, top = top, bottom
    if not bottom < top:
        return None
    return Measure(bottom, top, strongest(parts), scale=high.scale)


def measure(parts: Parts) -> Measure | None:
    """An amount of a unit, a currency or a classifier, with all that touches it."""
    base = parts.value("amount")
    if base is None:
        low, high = parts.value("low"), parts.value("high")
        if low is None or high is None:
            return None
        base = range_(parts.only(_ENDS))
        if base is None:
            return None
    low, high = base.low, base.high
    if "half" in parts.labels:
        rest = number("0.5")
        low, high = plus(low, rest), plus(high, rest)
    unit, word = _unit(parts)
    if word is not None:
        if "limit" in word and high > number(word["limit"]):
            return None
        if "scale" in word:
            low, high = scaled(low, word["scale"]), scaled(high, word["scale"])
    si = si_of(word) if word is not None else None
    per = None
    if "per" in parts.labels:
        denominator = parts.find("per")
        assert denominator is not None
        per = denominator.written
        si = _per_si(si, denominator)
    return Measure(low, high, strongest(parts), unit, per, si=si, scale=base.scale)


def counted_noun(parts: Parts) -> Measure | None:
    """十四部门; one of them (一方面) is no count."""
    found = measure(parts)
    return found if found is not None and found.high > 1 else None


def counted_kind(parts: Parts) -> Measure | None:
    """五大, 十大; 2023大 is a year before another word."""
    found = counted_noun(parts)
    return found if found is not None and found.low <= 1000 else None


_UNITS = frozenset(("unit", "low_unit", "classifier"))


def _unit(parts: Parts) -> tuple[str | None, dict[str, str] | None]:
    """The unit that the parts name, and the word that names it. A second unit makes a general one
    plain: 8亿元人民币 is of 人民币, 三万元欧元 of 欧元."""
    unit: str | None = None
    word: dict[str, str] | None = None
    for place, label in enumerate(parts.labels):
        if label in _UNITS:
            value = parts.values[place]
            if word is None or "generic" in word:
                word = value
                unit = value["unit"] if "unit" in value else parts[place].written
    return parts.given.get("unit", unit), word


def si_of(attributes: dict[str, str]) -> tuple[str, str, str] | None:
    """(unit, factor, offset) of a unit word, None where it has no SI dimension."""
    if "si" not in attributes:
        return None
    return attributes["si"], str(attributes.get("factor", "1")), str(attributes.get("offset", "0"))


def _per_si(si: tuple[str, str, str] | None, per: Part) -> tuple[str, str, str] | None:
    """公里/小时 in metres a second; None where one of the two has no SI unit."""
    base = si_of(per.value) if isinstance(per.value, dict) else None
    if si is None or base is None:
        return None
    numerator, _, divisor = si[1].partition("/")
    below_numerator, _, below_divisor = base[1].partition("/")
    top = times(number(numerator), number(below_divisor or "1"))
    bottom = times(number(below_numerator), number(divisor or "1"))
    return f"{si[0]}/{base[0]}", f"{top}/{bottom}", "0"


def compound(parts: Parts) -> Measure | None:
    """Amounts of falling units of one dimension: 六斤八两, 两米半, 5尺3寸."""
    total: Exact = 0
    head: dict[str, str] | None = None
    previous: Exact | None = None
    pending: Measure | Numeral | None = None
    for part in parts:
        if part.label == "amount":
            pending = part.value
        elif part.label == "unit" and pending is not None:
            if pending.low != pending.high or not part.value.get("factor"):
                return None
            if head is not None and part.value.get("si") != head.get("si"):
                return None
            factor = scaled(1, str(part.value["factor"]))
            if previous is not None and not times(pending.low, factor) < previous:
                return None
            head = head or part.value
            total = plus(total, times(pending.low, factor))
            previous, pending = factor, None
        elif part.label == "half" and previous is not None:
            total = plus(total, times(previous, number("0.5")))
    if head is None or pending is not None:
        return None
    value = divided(total, scaled(1, str(head["factor"])))
    return Measure(value, value, strongest(parts), head["unit"], si=si_of(head))


def elliptic(parts: Parts) -> Measure | None:
    """1米85: digits behind a unit are its decimals."""
    base, decimals = parts.value("amount"), parts.value("decimals")
    if base.low != base.high or not isinstance(base.low, int) or len(decimals.digits) > 3:
        return None
    value = plus(base.low, scaled(int(decimals.digits), f"1/{10 ** len(decimals.digits)}"))
    unit, word = _unit(parts)
    return Measure(value, value, strongest(parts), unit, si=si_of(word) if word is not None else None)


def metre_and(parts: Parts) -> Measure:
    """米八: one metre and the decimals behind it."""
    value = plus(1, scaled(parts.value("decimals").low, "1/10"))
    return Measure(value, value, None, "m", si=("m", "1", "0"))


def below_zero(parts: Parts) -> Measure | None:
    """零下5度: the amount counts downwards, and 度 is of the Celsius scale."""
    found = measure(parts)
    if found is None:
        return None
    unit, si = found.unit, found.si
    if unit not in ("Cel", "[degF]"):
        unit, si = parts.value("scale")["unit"], si_of(parts.value("scale"))
    return found._replace(low=times(found.high, -1), high=times(found.low, -1), unit=unit, si=si)


def below_zero_range(parts: Parts) -> Measure | None:
    """零下20℃至零下10℃, 零下3℃到5℃."""
    low, high = parts.value("low"), parts.value("high")
    scale = parts.value("scale")
    bottom, top = times(low.high, -1), times(high.low, -1 if parts.find("below") else 1)
    if bottom > top:
        bottom, top = top, bottom
    return Measure(bottom, top, strongest(parts), scale["unit"], si=si_of(scale))


def coins(parts: Parts) -> Measure | None:
    """元角分 and their like: 一百三十五块六角七分, 两美元又三美分, 三块二, 三块零四, 八毛五.

    A last number without a unit is of the next lower place: 一块二 is 1.2; after a zero it is of
    the place below that: 三块零四 is 3.04.
    """
    total: Exact = 0
    unit: str | None = None
    place: Exact = 1
    pending: Measure | Numeral | None = None
    zero = False
    for part in parts:
        if part.label == "amount":
            pending = part.value
            if pending.low != pending.high:
                return None
        elif part.label == "zero":
            zero = True
        elif part.label == "prefix":
            unit = part.value["unit"]
        elif part.label in ("unit", "subunit") and pending is not None:
            below = number(part.value.get("part", "1"))
            if total and not times(pending.low, below) < place:
                return None
            unit = unit or part.value.get("of") or part.value.get("unit")
            total = plus(total, times(pending.low, below))
            place, pending = below, None
    if pending is not None:
        if not (isinstance(pending.low, int) and 0 < pending.low < 10):
            return None
        zero = zero or (pending.digits or "").startswith("0")
        total = plus(total, scaled(times(pending.low, place), "1/100" if zero else "1/10"))
    return Measure(total, total, strongest(parts), unit)


def fraction(parts: Parts) -> Measure | None:
    """三分之二, 1/2, 一百又三分之一: `ratio` keeps the fraction where it is a pure one."""
    bottom, top = parts.value("denominator"), parts.value("numerator")
    if bottom is None or top is None or bottom.low != bottom.high or top.low != top.high or not bottom.low:
        return None
    whole = parts.value("whole")
    total = top.low if whole is None else plus(times(whole.low, bottom.low), top.low)
    value = divided(total, bottom.low)
    sign = -1 if parts.labels.count("minus") % 2 else 1
    ratio = None
    if whole is None and isinstance(top.low, int) and isinstance(bottom.low, int):
        ratio = f"{sign * top.low}/{bottom.low}"
    value = times(value, sign)
    unit, word = _unit(parts)
    return Measure(value, value, strongest(parts), unit, ratio=ratio, si=si_of(word) if word is not None else None)


def short_fraction(parts: Parts) -> Measure | None:
    """三分一: one part of a few, said without 之."""
    bottom, top = parts.value("denominator"), parts.value("numerator")
    return fraction(parts) if top.low == 1 and 2 <= bottom.low <= 10 else None


def proper_fraction(parts: Parts) -> Measure | None:
    """1/2 and 2/3, but not 10/1, which is a date or a score."""
    bottom, top = parts.value("denominator"), parts.value("numerator")
    if not (isinstance(top.low, int) and isinstance(bottom.low, int) and 0 < top.low < bottom.low):
        return None
    return fraction(parts)


def mixed_fraction(parts: Parts) -> Measure | None:
    """1 3/5: a whole number, a blank and a fraction."""
    values = [parts.value(label) for label in ("whole", "numerator", "denominator")]
    if not all(isinstance(value.low, int) and value.low < 1000 for value in values):
        return None
    return fraction(parts)


def percent(parts: Parts) -> Measure | None:
    """百分之六点七, 千分之三, 万分之五: whatever is said as a part of a hundred and so on, in percent."""
    base = parts.value("amount")
    if base is None:
        return None
    scale = parts.attribute("scale") or "1"
    low, high = scaled(base.low, scale), scaled(base.high, scale)
    sign = -1 if "minus" in parts.labels else 1
    low, high = sorted((times(low, sign), times(high, sign)))
    return Measure(low, high, strongest(parts), parts.given.get("unit", "%"))


def percent_range(parts: Parts) -> Measure | None:
    """百分之三到百分之五, 百分之三至五."""
    scale = parts.attribute("scale") or "1"
    found = range_(parts.only(_ENDS))
    if found is None:
        return None
    low, high = scaled(found.low, scale), scaled(found.high, scale)
    return Measure(low, high, strongest(parts), "%")


def tenths(parts: Parts) -> Measure | None:
    """七成 is 70 %, 三成五 35 %, 九成半 95 %; there are ten tenths in all."""
    base = parts.value("amount")
    low, high = times(base.low, 10), times(base.high, 10)
    tenth = parts.value("tenth")
    if tenth is not None:
        if tenth.digits is None or len(tenth.digits) > 1:
            return None
        low, high = plus(low, tenth.low), plus(high, tenth.low)
    if parts.find("half"):
        low, high = plus(low, 5), plus(high, 5)
    if not 0 < low <= high <= 100:
        return None
    return Measure(low, high, strongest(parts), "%")


def discount(parts: Parts) -> Measure | None:
    """八折 is 80 %, 八五折 and 8.5折 are 85 %; ten tenths are no discount."""
    base = parts.value("amount")
    digits = base.digits
    if digits is not None and len(digits) == 2 and digits[0] != "0":
        value: Exact = int(digits)
    elif base.low == base.high and 0 < base.low < 10:
        value = times(base.low, 10)
    else:
        return None
    return Measure(value, value, strongest(parts), "%")


def doubling(parts: Parts) -> Measure | None:
    """翻一番 is a growth of 100 %, 翻两番 of 300 %: each doubles what is there."""
    count = parts.value("number")
    times_doubled = 1 if count is None else count.low
    if not isinstance(times_doubled, int) or not 1 <= times_doubled <= 20:
        return None
    value = 100 * (2**times_doubled - 1)
    return Measure(value, value, strongest(parts), "%")


def ordinal(parts: Parts) -> Measure | None:
    """第11个, 第三, 首次: the place in an order."""
    base = parts.value("number")
    if base is None:
        value: Exact = number(str(parts.attribute("n")))
        low = high = value
    else:
        low, high = base.low, base.high
    classifier = parts.find("classifier")
    unit = parts.attribute("unit") or (classifier.written if classifier else None)
    return Measure(low, high, None, unit)


def plain_number(parts: Parts) -> Measure | None:
    """A number without a unit."""
    found = amount(parts)
    return found._replace(mod=strongest(parts)) if found is not None else None


def given(parts: Parts) -> Measure:
    """A word whose value the rule gives: 一半, 对折."""
    value = number(str(parts.given["n"]))
    unit, ratio = parts.given.get("unit"), parts.given.get("ratio")
    return Measure(value, value, strongest(parts), unit, ratio=ratio)


def kilo(parts: Parts) -> Measure:
    """15k, 3M."""
    base = parts.value("number")
    factor = number(parts.value("kilo")["scale"])
    return Measure(times(base.low, factor), times(base.high, factor), scale=int(factor))


def signed_kilo(parts: Parts) -> Measure:
    """-1200K, -1.2M."""
    factor = number(parts.value("million")["scale"])
    value = times(times(parts.value("number").low, factor), -1)
    return Measure(value, value)


def bounds(parts: Parts) -> Measure | None:
    """大于10小于20: a bound on each side, in either order."""
    sides = {parts.value("first")["side"]: parts.value("amount"), parts.value("last")["side"]: parts.value("other")}
    if len(sides) < 2 or not sides["low"].low < sides["high"].high:
        return None
    return Measure(sides["low"].low, sides["high"].high)


def magnitude(parts: Parts) -> Measure | None:
    """千亿级: the order of magnitude, as a value with the modifier SCALE."""
    base = parts.value("number")
    return Measure(base.low, base.high, "SCALE")


FUNCTIONS: dict[str, ValueFunction] = {
    "amount": amount,
    "below_zero": below_zero,
    "below_zero_range": below_zero_range,
    "bounds": bounds,
    "coins": coins,
    "counted_kind": counted_kind,
    "counted_noun": counted_noun,
    "compound": compound,
    "discount": discount,
    "doubling": doubling,
    "dotted": dotted,
    "elliptic": elliptic,
    "fraction": fraction,
    "given": given,
    "half": half,
    "kilo": kilo,
    "magnitude": magnitude,
    "measure": measure,
    "metre_and": metre_and,
    "mixed_fraction": mixed_fraction,
    "ordinal": ordinal,
    "percent": percent,
    "percent_range": percent_range,
    "plain": plain_number,
    "power": power,
    "proper_fraction": proper_fraction,
    "range": range_,
    "short_fraction": short_fraction,
    "signed_kilo": signed_kilo,
    "tenths": tenths,
}
