"""The value functions of parts of a whole: 三分之二, 百分之六点七, 七成, 八折, 翻一番."""

from __future__ import annotations

from .exact import Exact, divided, plus, scaled, times
from .measures import ENDS, Measure, range_, si_of, strongest, unit_of
from .parts import Parts, ValueFunction


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
    unit, word = unit_of(parts)
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
    found = range_(parts.only(ENDS))
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


FUNCTIONS: dict[str, ValueFunction] = {
    "discount": discount,
    "doubling": doubling,
    "fraction": fraction,
    "mixed_fraction": mixed_fraction,
    "percent": percent,
    "percent_range": percent_range,
    "proper_fraction": proper_fraction,
    "short_fraction": short_fraction,
    "tenths": tenths,
}
