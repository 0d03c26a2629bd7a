"""The value functions of times, and the expressions that they build.

What a time means depends on its clause (10月28日 of which year? 去年同期 of which period?), so a
value function does not compute a date: it builds an expression of what the text says, and
`resolve` reads it against the reference once the clause is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from .exact import Exact, number, plus, scaled, times
from .numbers import Measure
from .numerals import Numeral
from .parts import Parts, ValueFunction

Fields = dict[str, Any]


class Point(NamedTuple):
    """A place in the calendar by the fields that the text gives: 今年10月 is rel_year 0, month 10."""

    fields: Fields
    mod: str | None = None


class Range(NamedTuple):
    """From the start of one expression to the end of another; fields left out pass over."""

    first: Point
    last: Point
    mod: str | None = None


class Open(NamedTuple):
    """One side of a point: since, before, after, on_or_before, on_or_after."""

    point: Point
    side: str


class Length(NamedTuple):
    """A length of time in the units written: low and high count of each unit, largest first."""

    items: tuple[tuple[Exact, Exact, str], ...]
    mod: str | None = None

    @property
    def exact(self) -> bool:
        return all(low == high for low, high, _ in self.items)


class LengthRange(NamedTuple):
    low: Length
    high: Length
    mod: str | None = None


class Window(NamedTuple):
    """A length counted from the reference: last, next, within, ago, later, since, previous …"""

    length: Length
    way: str
    mod: str | None = None


class Shifted(NamedTuple):
    """A point in the year, month or day that a length leads to: 两年前的10月30日."""

    window: Window
    point: Point


class Repeat(NamedTuple):
    """每天, 每周五, 每隔3天: what comes again."""

    length: Length | None
    point: Point | None


class Vague(NamedTuple):
    """近日, 目前: a time that has no place in the calendar."""

    value: str
    mod: str | None = None


class Same(NamedTuple):
    """同期 of another year: the period of the clause, moved there."""

    point: Point | None


Expression = (
    Point | Range | Open | Length | LengthRange | Window | Shifted | Repeat | Vague | Same
)  # fmt: skip

_LIMITS = {
    "month": (1, 12),
    "quarter": (1, 4),
    "half": (1, 2),
    "day": (1, 31),
    "hour": (0, 24),
    "minute": (0, 59),
    "second": (0, 59),
    "lunar_month": (1, 12),
    "lunar_day": (1, 30),
    "week": (1, 53),
    "weekday": (1, 7),
    "nth": (1, 400),
}  # fmt: skip
# Labels whose word is read for its attributes, not as a field of that name.
_NUMERIC_LABELS = frozenset(_LIMITS) | {
    "year", "short_year", "decade", "century", "nth_day", "nth_month", "nth_week", "month_word",
}  # fmt: skip


def _merge(into: Fields, key: str, value: Any) -> bool:
    """Set a field; False where the text gives it twice and differently (6月1日周六 of a Tuesday
    is settled by the resolver, 3月5月 is no date)."""
    if key in into and into[key] != value:
        return False
    into[key] = value
    return True


def collect(parts: Parts) -> Fields | None:
    """The fields that the parts of a match give together, or None where they contradict."""
    fields: Fields = {}
    for key, value in parts.given.items():
        if key not in _NO_FIELDS:
            fields[key] = value
    for label, value in zip(parts.labels, parts.values):
        pairs: Mapping[str, Any]
        if type(value) is Point:
            pairs = value.fields
        elif type(value) is dict:
            if not value:
                continue
            pairs = {key: item for key, item in value.items() if key not in _NO_FIELDS}
            if "n" in value and label in _NUMERIC_LABELS:
                pairs[label] = value["n"]
        elif type(value) is Numeral or type(value) is Measure:
            count = _count(label, value)
            if count is None:
                return None
            pairs = {label: count}
        else:
            continue
        if not fields:
            fields.update(pairs)
            continue
        for key, item in pairs.items():
            if not _merge(fields, key, item):
                return None
    return fields if _sound(fields) else None


_NO_FIELDS = frozenset(("mod", "side", "way", "n", "fragile", "near"))


def _count(label: str, value: Numeral | Measure) -> int | None:
    """A numeral as the whole number that a calendar field needs."""
    if label in ("year", "short_year", "decade") and value.digits is not None:
        return int(value.digits)
    if value.low != value.high or not isinstance(value.low, int):
        return None
    return value.low


def _sound(fields: Fields) -> bool:
    for key, value in fields.items():
        if key in _LIMITS and isinstance(value, int):
            low, high = _LIMITS[key]
            if not low <= value <= high:
                return False
    return True


def _mod(parts: Parts) -> str | None:
    """The modifier that the parts give: of a word (左右, 许), else of the rule."""
    inner = None
    for label, value in zip(parts.labels, parts.values):
        if label in _HEDGES and type(value) is dict and "mod" in value:
            return str(value["mod"])
        if type(value) in (Point, Range, Length) and value.mod:
            inner = value.mod
    given = parts.given.get("mod")
    return inner or (str(given) if given else None)


_HEDGES = frozenset(("approx", "around", "before", "length_after", "more"))


def point(parts: Parts) -> Point | None:
    """A point of the calendar: all fields that the parts give."""
    fields = collect(parts)
    if fields is None:
        return None
    quarter_hours = fields.pop("quarter_hour", None)
    if quarter_hours is not None:
        if not 1 <= quarter_hours <= 3:
            return None
        fields["minute"] = 15 * quarter_hours
    offset = fields.pop("era_start", None)
    if offset is not None:
        if not 1 <= fields.get("era_year", 0) <= 9999:
            return None
        fields["year"] = offset + fields.pop("era_year") - 1
    compact = fields.pop("compact", None)
    if compact is not None:
        fields |= {"year": compact // 10000, "month": compact // 100 % 100, "day": compact % 100}
        if not _sound(fields):
            return None
    return Point(fields, _mod(parts))


def late_year(parts: Parts) -> Point | None:
    """08年 and 98年: two digits are a year by themselves only where they could be no length."""
    found = point(parts)
    if found is None:
        return None
    short = found.fields.get("short_year")
    surface = parts[0].surface
    return found if short is not None and (short < 10 or short >= 50) and surface[0] != "-" else None


def nth_week(parts: Parts) -> Point | None:
    """第二周 of a year or a month; of nothing it is an ordinal."""
    found = point(parts)
    return found if found is not None and len(found.fields) > 1 else None


def bare_day(parts: Parts) -> Point | None:
    """10月22 and 五月二十三: a day without 日, which in Chinese needs more than one character."""
    day = parts.find("day")
    if day is None or (len(day.surface) == 1 and not day.surface.isascii()):
        return None
    if day.surface.isascii() and len(day.surface) > 2:
        return None
    return point(parts)


def signed_date(parts: Parts) -> Point | None:
    """2019/10/30, 2019.9.6, 10.28: the signs agree, and no part has more than its digits."""
    signs = {part.surface for part in parts if part.label == "dash"}
    if len(signs) > 1 or any(len(part.surface) > 2 for part in parts if part.label in ("month", "day")):
        return None
    if any(not part.surface.isascii() for part in parts if part.label in ("month", "day")):
        return None
    if signs == {"."} and parts.find("year") is None:
        # 1.1 and 3.5 are decimals; 10.28 and 05.20 may be dates
        if any(len(part.surface) < 2 for part in parts if part.label in ("month", "day")):
            return None
    return point(parts)


def lunar_date(parts: Parts) -> Point | None:
    """农历八月十五, 正月初三: the months and days are those of the Chinese calendar."""
    found = point(parts)
    if found is None:
        return None
    fields = found.fields
    for plain, name in (("month", "lunar_month"), ("day", "lunar_day")):
        if plain in fields and name not in fields:
            fields[name] = fields.pop(plain)
    if fields.get("lunar_day", 1) > 30:
        return None
    return found


def late_week(parts: Parts) -> Point | None:
    """第43周 by itself: no month and no stay has so many weeks."""
    found = point(parts)
    return found if found is not None and found.fields["nth_week"] > 5 else None


def whole_year(parts: Parts) -> Point | None:
    """全年 by itself is the year of the reference."""
    found = point(parts)
    return found if found is None or found.fields else Point({"rel_year": 0})


def nth_day(parts: Parts) -> Point | None:
    """第三天 by itself: the reference is the first day."""
    found = point(parts)
    if found is None:
        return None
    return Point({"rel_day": found.fields.pop("nth_day") - 1}, found.mod)


def vacation(parts: Parts) -> Point | None:
    """暑假: July and August, as most schools keep it."""
    found = point(parts)
    if found is None:
        return None
    del found.fields["vacation"]
    found.fields["half"] = 2
    return found


def clock(parts: Parts) -> Point | None:
    """15时30分, 三点一刻, 9:30: an hour, and what the text gives below it."""
    found = point(parts)
    if found is None:
        return None
    minute = parts.find("minute")
    if minute is not None and not parts.find("minute_unit") and not parts.find("colon"):
        # 十点五 is a decimal more often than five past ten
        if len(minute.surface) == 1:
            return None
    if parts.find("colon") and minute is not None and len(minute.surface) != 2:
        return None
    return found


def portion(parts: Parts) -> Point | None:
    """前7个月, 最后4个月, 前三季度: the first or last few units of what holds them."""
    fields = collect(parts.only(lambda label: label not in ("n", "unit", "way")))
    count, unit, way = parts.value("n"), parts.value("unit"), parts.attribute("way")
    if fields is None or count is None or count.low != count.high or not isinstance(count.low, int):
        return None
    if not 1 <= count.low <= 366:
        return None
    fields["portion"] = (way, count.low, unit["unit"])
    return Point(fields, _mod(parts))


def span(parts: Parts) -> Range | None:
    """Two points and what joins them; bare numbers at either end take the unit of the other."""
    ends: list[Point] = []
    for name in ("first", "last"):
        fields = collect(parts.only(partial(_of_end, name), _field))
        if fields is None:
            return None
        ends.append(Point(fields))
    shared = collect(parts.only("shared".__eq__))
    if shared is None:
        return None
    first, last = ends
    return Range(Point({**shared, **first.fields}), Point({**shared, **last.fields}), _mod(parts))


def _of_end(end: str, label: str) -> bool:
    """Whether a label is of that end: first, first_month."""
    return label == end or label.startswith(end + "_")


def _field(label: str) -> str:
    """first_month → month."""
    return label.partition("_")[2] or label


def open_(parts: Parts) -> Open | Window | Range | None:
    """今年以来, 2018年之后, 8月初前: one side of a point, or a length counted from the reference."""
    base = parts.value("point")
    side = parts.attribute("side")
    if isinstance(base, Length):
        return Window(base, side, base.mod)
    if isinstance(base, (Point, Window)) and side:
        return Open(base, side) if isinstance(base, Point) else None
    return None


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
            if low < 0 or high > 10**7:
                return None
            if value["unit"] == "Y" and count is not None and _is_year(count):
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
    return Length(tuple(items), _mod(parts) or more)


_ORDER = ("Y", "M", "W", "D", "H", "TM", "S")


def _is_year(count: Measure | Numeral) -> bool:
    """Whether a count before 年 names a year: 2018, 二〇一九, 07."""
    digits = count.digits
    if digits is None or len(digits) == 1:
        return False
    return digits[0] == "0" or (len(digits) == 4 and digits[0] in "12")


def half_length(parts: Parts) -> Length | None:
    """半年, 半小时, 一个半月, 两个半小时: the half stands before the unit."""
    count, half_part, unit = parts.value("amount"), parts.find("half_unit"), parts.value("unit")
    if (count is None) != (half_part is not None and len(half_part.surface) == 1):
        return None
    smaller = {"Y": (6, "M"), "H": (30, "TM"), "TM": (30, "S")}.get(unit["unit"])
    items: list[tuple[Exact, Exact, str]] = []
    if count is not None:
        if count.low != count.high or not isinstance(count.low, int) or count.low < 1:
            return None
        items.append((count.low, count.low, unit["unit"]))
    if smaller is not None:
        items.append((smaller[0], smaller[0], smaller[1]))
    else:
        whole = items.pop()[0] if items else 0
        items.append((plus(whole, number("0.5")), plus(whole, number("0.5")), unit["unit"]))
    return Length(tuple(items), _mod(parts))


def compound_length(parts: Parts) -> Length | None:
    """两小时十分, 8天20小时: two units and more."""
    found = length(parts)
    return found if found is not None and len(found.items) > 1 else None


def duration(parts: Parts) -> Length | None:
    """A length as a mention of its own, with what hedges it."""
    base = parts.value("length")
    if isinstance(base, Length):
        return base._replace(mod=_mod(parts) or base.mod)
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
    return Window(base, "last", _mod(parts) or base.mod) if isinstance(base, Length) else None


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
    """6天5晚: the days are the length."""
    return length(parts.only(lambda label: label in ("amount", "unit")))


def pair(parts: Parts) -> Range:
    """今明两年: from one relative year or day to another."""
    name = {"Y": "rel_year", "D": "rel_day"}[parts.attribute("unit")]
    low, high = parts.attribute("low"), parts.attribute("high")
    return Range(Point({name: low}), Point({name: high}))


def plan(parts: Parts) -> Expression:
    """“十四五”时期: five years; its 末 is the last of them, and 以来 leaves it open."""
    first = parts.attribute("first")
    edge, side = parts.attribute("edge"), parts.attribute("side")
    if side == "since":
        return Open(Point({"year": first}), side)
    if edge in ("START", "END"):
        return Point({"year": first if edge == "START" else first + 4})
    return Range(Point({"year": first}), Point({"year": first + 4}))


def length_range(parts: Parts) -> LengthRange | Length | None:
    """3至5年, 13天—8周, 3年以上7年以下: two lengths, or the two ends of one."""
    low, high = parts.value("low"), parts.value("high")
    if isinstance(low, Length) and isinstance(high, Length):
        return LengthRange(low, high, _mod(parts))
    unit = parts.value("unit")
    if low is None or unit is None or not low.low < high.high:
        return None
    name, factor = unit["unit"], unit.get("times", 1)
    ends = [Length(((times(end, factor), times(end, factor), name),)) for end in (low.low, high.high)]
    return LengthRange(ends[0], ends[1], _mod(parts))


def window(parts: Parts) -> Window | Length | None:
    """近三个月, 未来7天, 三天后, 两年前, 17天内, 上两周: a length counted from the reference."""
    base = parts.value("length")
    way = parts.attribute("way")
    if not isinstance(base, Length) or not way:
        return None
    if way == "last" and base.items[-1][2] in ("H", "TM", "S") and parts.attribute("near"):
        return base._replace(mod="APPROX")  # 近400小时 is nearly, 近三个月 the last
    return Window(base, way, _mod(parts))


def shifted(parts: Parts) -> Shifted | None:
    """两年前的10月30日: a point within the period that a length leads to."""
    base, inner = parts.value("window"), parts.value("point")
    if not isinstance(base, Window) or base.way not in ("ago", "later") or not isinstance(inner, Point):
        return None
    return Shifted(base, inner)


def repeat(parts: Parts) -> Repeat | None:
    """每天, 每隔3天, 每周五, 每年3月."""
    base = parts.value("length")
    if isinstance(base, Length):
        return Repeat(base, None)
    fields = collect(parts.only(lambda label: label != "tail"))
    if fields is None:
        return None
    period = fields.pop("period", None)
    every = Length(((1, 1, period),)) if period else None
    return Repeat(every, Point(fields) if fields else None)


def vague(parts: Parts) -> Vague | None:
    """近年来, 日前, 目前: PAST_REF, PRESENT_REF, FUTURE_REF."""
    value = parts.attribute("ref")
    return Vague(str(value), _mod(parts)) if value else None


def same(parts: Parts) -> Same:
    """去年同期, 2019年同期: the period of the clause in another year."""
    base = parts.value("point")
    return Same(base if isinstance(base, Point) else None)


FUNCTIONS: dict[str, ValueFunction] = {
    "bare_day": bare_day,
    "clock": clock,
    "compound_length": compound_length,
    "duration": duration,
    "half_length": half_length,
    "last_unit": last_unit,
    "lasting": lasting,
    "half_minutes": half_minutes,
    "late_week": late_week,
    "late_year": late_year,
    "length": length,
    "length_range": length_range,
    "lunar_date": lunar_date,
    "nights": nights,
    "nth_day": nth_day,
    "nth_week": nth_week,
    "open": open_,
    "pair": pair,
    "plan": plan,
    "point": point,
    "portion": portion,
    "repeat": repeat,
    "same": same,
    "shifted": shifted,
    "signed_date": signed_date,
    "span": span,
    "vacation": vacation,
    "vague": vague,
    "whole_year": whole_year,
    "window": window,
    "year_length": year_length,
}
