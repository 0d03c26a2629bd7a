"""The value functions of numeric mentions: PERCENT, MONEY, QUANTITY, ORDINAL, CARDINAL.

Each takes the parts that a rule read and returns a `Measure`, or None where there is none after
all (十一成 is no percentage).
"""

from __future__ import annotations

from ..records import made
from . import shares
from .exact import Exact, divided, number, plus, scaled, times
from .measures import DEGREE, ENDS, Measure, range_, si_of, strongest, unit_of
from .numerals import Numeral
from .parts import Part, Parts, ValueFunction

__all__ = ["DEGREE", "FUNCTIONS", "Measure", "si_of"]


def amount(parts: Parts) -> Measure | None:
    """A numeral with its sign and its 多 or 余: -90.00亿, 3000多, 百余."""
    base = parts.value("number")
    if base is None:
        return None
    sign = -1 if "minus" in parts.labels else 1
    low, high = sorted((times(base.low, sign), times(base.high, sign)))
    fields = (low, high, strongest(parts), None, None, None, None, base.scale, base.digits, None)
    return made(Measure, fields)


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


def measure(parts: Parts) -> Measure | None:
    """An amount of a unit, a currency or a classifier, with all that touches it."""
    base = parts.value("amount")
    if base is None:
        low, high = parts.value("low"), parts.value("high")
        if low is None or high is None:
            return None
        base = range_(parts.only(ENDS))
        if base is None:
            return None
    low, high = base.low, base.high
    if "half" in parts.labels:
        rest = number("0.5")
        low, high = plus(low, rest), plus(high, rest)
    unit, word = unit_of(parts)
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
    fields = (low, high, strongest(parts), unit, per, None, si, base.scale, None, None)
    return made(Measure, fields)


def counted_noun(parts: Parts) -> Measure | None:
    """十四部门; one of them (一方面) is no count."""
    found = measure(parts)
    return found if found is not None and found.high > 1 else None


def counted_kind(parts: Parts) -> Measure | None:
    """五大, 十大; 2023大 is a year before another word."""
    found = counted_noun(parts)
    return found if found is not None and found.low <= 1000 else None


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
    unit, word = unit_of(parts)
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


FUNCTIONS: dict[str, ValueFunction] = shares.FUNCTIONS | {
    "amount": amount,
    "below_zero": below_zero,
    "below_zero_range": below_zero_range,
    "bounds": bounds,
    "coins": coins,
    "counted_kind": counted_kind,
    "counted_noun": counted_noun,
    "compound": compound,
    "dotted": dotted,
    "elliptic": elliptic,
    "given": given,
    "half": half,
    "kilo": kilo,
    "magnitude": magnitude,
    "measure": measure,
    "metre_and": metre_and,
    "ordinal": ordinal,
    "plain": plain_number,
    "power": power,
    "range": range_,
    "signed_kilo": signed_kilo,
}
