"""The value functions of lengths of time: 两年, 三年半, 3至5天, 近三个月, 三天后."""

from __future__ import annotations

from typing import Final

from .exact import Exact, number, plus, scaled, times
from .expressions import Length, LengthRange, Window
from .fields import mod_of
from .numbers import Measure
from .numerals import Numeral
from .parts import Parts, ValueFunction


def length(parts: Parts) -> Length | None:
    """两年, 三年半, 一个半小时, 8天20小时, 半年: a length in the units written."""
    items: list[tuple[Exact, Exact, str]] = []
    count: Measure | Numeral | None = None
    fraction: Exact = 0
    more = None
    for part in parts:
        value = part.value
        if part.label == "amount":
            count = value
            more = value.mod or more
        elif part.label == "decimals" and items:  # 48秒464: digits behind the seconds
            if not value.digits or len(value.digits) > 3:
                return None
            low, high, unit = items[-1]
            rest = scaled(int(value.digits), f"1/{10 ** len(value.digits)}")
            items[-1] = (plus(low, rest), plus(high, rest), unit)
        elif part.label == "half_unit":  # 一个半小时: the half stands before the unit
            fraction = number("0.5")
        elif part.label == "unit":
            low, high = (count.low, count.high) if count is not None else (0, 0)
            low, high = plus(low, fraction), plus(high, fraction)
            if low < 0 or high > _MOST:
                return None
            if value["unit"] == "Y" and "sure" not in value and count is not None and _is_year(count):
                return None
            factor = value.get("times", 1)
            more = value.get("mod") or more
            items.append((times(low, factor), times(high, factor), value["unit"]))
            count, fraction = None, 0
        elif part.label == "half" and items:  # 三年半: the half stands behind it
            low, high, unit = items[-1]
            smaller = {"Y": (6, "M"), "H": (30, "TM"), "TM": (30, "S")}.get(unit)
            if smaller and low == high and isinstance(low, int):
                items.append((smaller[0], smaller[0], smaller[1]))
            else:
                items[-1] = (plus(low, number("0.5")), plus(high, number("0.5")), unit)
    if not items or not any(high for _, high, _ in items):
        return None
    order = [_ORDER.index(unit) for _, _, unit in items]
    if order != sorted(set(order)):
        return None
    return Length(tuple(items), mod_of(parts) or more)


_MOST: Final = 10**12  # 138亿年前
_ORDER: Final = ("Y", "Q", "M", "W", "D", "B", "H", "TM", "S")


def _is_year(count: Measure | Numeral) -> bool:
    """Whether a count before 年 names a year: 2018, 二〇一九, 07."""
    digits = count.digits
    if digits is None or len(digits) == 1:
        return False
    return digits[0] == "0" or (len(digits) == 4 and digits[0] in "12")


def half_length(parts: Parts) -> Length | None:
    """半年, 半小时, 一个半月, 两个半小时, 半个多世纪: the half stands before the unit."""
    count, half_part, unit = parts.value("amount"), parts.find("half_unit"), parts.value("unit")
    if (count is None) != (half_part is not None and len(half_part.surface) == 1):
        return None
    if count is not None and (count.low != count.high or not isinstance(count.low, int) or count.low < 1):
        return None
    whole = count.low if count is not None else 0
    name, many = unit["unit"], unit.get("times", 1)
    smaller = {"Y": (6, "M"), "H": (30, "TM"), "TM": (30, "S")}.get(name)
    items: list[tuple[Exact, Exact, str]] = []
    if smaller is not None and many == 1:
        if whole:
            items.append((whole, whole, name))
        items.append((smaller[0], smaller[0], smaller[1]))
    else:
        total = times(plus(whole, number("0.5")), many)
        items.append((total, total, name))
    return Length(tuple(items), mod_of(parts) or parts.attribute("mod"))


def few_length(parts: Parts) -> Length:
    """几天, 数月, 好几个小时: 几 is 2 to 9."""
    unit, few = parts.value("unit"), parts.value("few")
    many = unit.get("times", 1)
    return Length(((times(few["low"], many), times(few["high"], many), unit["unit"]),), mod_of(parts))


def compound_length(parts: Parts) -> Length | None:
    """两小时十分, 8天20小时: two units and more."""
    found = length(parts)
    return found if found is not None and len(found.items) > 1 else None


def duration(parts: Parts) -> Length | None:
    """A length as a mention of its own, with what hedges it."""
    base = parts.value("length")
    if isinstance(base, Length):
        return base._replace(mod=mod_of(parts) or base.mod)
    return length(parts)


def year_length(parts: Parts) -> Length | None:
    """两年, 10多年, 45日; but 2018年 and 08年 are years, and 15日 is a day."""
    count, unit = parts.value("amount"), parts.value("unit")["unit"]
    if unit == "D" and count.exact is not None and 1 <= count.exact <= 31:
        return None
    return length(parts)


def lasting(parts: Parts) -> Window | None:
    """十年来: a length that ends now."""
    base = parts.value("length")
    return Window(base, "last", mod_of(parts) or base.mod) if isinstance(base, Length) else None


def last_unit(parts: Parts) -> Window:
    """上个小时: one unit that ends now."""
    return Window(Length(((1, 1, parts.value("unit")["unit"]),)), "ending")


def half_minutes(parts: Parts) -> Length | None:
    """五分半钟: minutes and thirty seconds; one minute where none are counted."""
    base = parts.value("amount")
    if base is not None and (base.low != base.high or not isinstance(base.low, int)):
        return None
    minutes = base.low if base is not None else 1
    return Length(((minutes, minutes, "TM"), (30, 30, "S")))


def nights(parts: Parts) -> Length | None:
    """6天5晚, 三天三夜: the days are the length."""
    return length(parts.only(lambda label: label in ("amount", "unit")))


def length_range(parts: Parts) -> LengthRange | Length | None:
    """3至5年, 13天—8周, 3年以上7年以下: two lengths, or the two ends of one."""
    low, high = parts.value("low"), parts.value("high")
    if isinstance(low, Length) and isinstance(high, Length):
        return LengthRange(low, high, mod_of(parts))
    unit = parts.value("unit")
    if low is None or unit is None or not low.low < high.high:
        return None
    if unit["unit"] == "Y" and (_is_year(low) or _is_year(high)):
        return None
    name, factor = unit["unit"], unit.get("times", 1)
    ends = [Length(((times(end, factor), times(end, factor), name),)) for end in (low.low, high.high)]
    return LengthRange(ends[0], ends[1], mod_of(parts))


def window(parts: Parts) -> Window | Length | LengthRange | None:
    """近三个月, 未来7天, 三天后, 两年前, 17天内, 上两周: a length counted from the reference."""
    base = parts.value("length")
    way = parts.attribute("way")
    if isinstance(base, LengthRange):  # 未来三到五年: neither end can be counted
        return base._replace(mod=mod_of(parts) or base.mod)
    if not isinstance(base, Length) or not way:
        return None
    if way == "last" and base.items[-1][2] in ("H", "TM", "S") and parts.attribute("near"):
        return base._replace(mod="APPROX")  # 近400小时 is nearly, 近三个月 the last
    return Window(base, way, mod_of(parts) or base.mod)


FUNCTIONS: dict[str, ValueFunction] = {
    "compound_length": compound_length,
    "duration": duration,
    "few_length": few_length,
    "half_length": half_length,
    "half_minutes": half_minutes,
    "last_unit": last_unit,
    "lasting": lasting,
    "length": length,
    "length_range": length_range,
    "nights": nights,
    "window": window,
    "year_length": year_length,
}
