"""The value functions of times, and the expressions that they build.

What a time means depends on its clause (10月28日 of which year? 去年同期 of which period?), so a
value function does not compute a date: it builds an expression of what the text says, and
`resolve` reads it against the reference once the clause is known. Those of lengths are in
`lengths`.
"""

from __future__ import annotations

from functools import partial

from ..records import made
from . import lengths
from .expressions import Expression, Length, Open, Point, Range, Repeat, Same, Shifted, Vague, Window
from .fields import collect, mod_of, sound
from .numerals import Numeral
from .parts import Part, Parts, ValueFunction

__all__ = ["FUNCTIONS", "Point"]


def point(parts: Parts) -> Point | None:
    """A point of the calendar: all fields that the parts give."""
    fields = collect(parts)
    if fields is None:
        return None
    if "quarter_hour" in fields:
        quarter_hours = fields.pop("quarter_hour")
        if not 1 <= quarter_hours <= 3:
            return None
        fields["minute"] = 15 * quarter_hours
    if "era_start" in fields:
        offset = fields.pop("era_start")
        if not 1 <= fields.get("era_year", 0) <= 9999:
            return None
        fields["year"] = offset + fields.pop("era_year") - 1
    if "compact" in fields:
        compact = fields.pop("compact")
        fields |= {"year": compact // 10000, "month": compact // 100 % 100, "day": compact % 100}
        if not sound(fields):
            return None
    return made(Point, (fields, mod_of(parts)))


def late_year(parts: Parts) -> Point | None:
    """08年 and 98年: two digits are a year by themselves only where they could be no length."""
    found = point(parts)
    if found is None:
        return None
    short = found.fields.get("short_year")
    surface = parts[0].surface
    return found if short is not None and (short < 10 or short >= 50) and surface[0] != "-" else None


def name_year(parts: Parts) -> Point | None:
    """2023 before a name: a year of our time, and no round number."""
    found = point(parts)
    year = found.fields["year"] if found is not None else 0
    return found if 1980 <= year <= 2050 and year % 1000 else None


def cycle_year(parts: Parts) -> Point | None:
    """癸卯年; a year beside it must be the one of its cycle."""
    found = point(parts)
    if found is None or "year" not in found.fields:
        return found
    cycle = found.fields.pop("cycle")
    return found if (found.fields["year"] - 4) % 60 == cycle else None


def bare_day(parts: Parts) -> Point | None:
    """10月22 and 五月二十三: a day without 日, which in Chinese needs more than one character.

    八月十五 of no year is a day of the Chinese calendar; the other has its 日.
    """
    day = parts.find("day")
    if day is None or (len(day.surface) == 1 and not day.surface.isascii()):
        return None
    if day.surface.isascii() and len(day.surface) > 2:
        return None
    found = point(parts)
    if found is not None and not day.surface.isascii() and not {"year", "short_year"} & found.fields.keys():
        return lunar_date(parts)
    return found


def signed_date(parts: Parts) -> Point | None:
    """2019/10/30, 2019.9.6, 10.28: the signs agree, and no part has more than its digits."""
    signs = {part.surface for part in parts if part.label == "dash"}
    if len(signs) > 1 or any(len(part.surface) > 2 for part in parts if part.label in ("month", "day")):
        return None
    if any(not part.surface.isascii() for part in parts if part.label in ("month", "day")):
        return None
    if signs and signs <= {".", "-"} and parts.find("year") is None and parts.find("short_year") is None:
        # 1.1 is a decimal and 3-1 a score; 10.28 and 05-20 may be dates
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
    """全年 by itself is the year last told, else that of the reference."""
    found = point(parts)
    return found if found is None or found.fields else Point({"own_year": 0})


def nth_day(parts: Parts) -> Point | None:
    """第三天 by itself: the reference is the first day."""
    found = point(parts)
    if found is None:
        return None
    return Point({"rel_day": found.fields.pop("nth_day") - 1}, found.mod)


def clock(parts: Parts) -> Point | None:
    """15时30分, 三点一刻, 9:30: an hour, and what the text gives below it."""
    found = point(parts)
    if found is None:
        return None
    fives = found.fields.pop("fives", None)
    if fives is not None:
        written = parts.find("fives")
        if not 1 <= fives <= 11 or (written is not None and fives < 10 and len(written.surface) > 1):
            return None  # 三点零五 is five past
        found.fields["minute"] = 5 * fives
    minute = parts.find("minute")
    if minute is not None and not parts.find("minute_unit") and not parts.find("colon"):
        # 十点五 is a decimal more often than five past ten
        if len(minute.surface) == 1:
            return None
    if parts.find("colon") and minute is not None and len(minute.surface) != 2:
        return None
    return found


def lacking(parts: Parts) -> Point | None:
    """差五分八点: minutes before the hour."""
    fields = collect(parts.only(lambda label: label == "hour"))
    minutes, quarters = parts.value("lacking"), parts.value("quarters")
    count = minutes.low if minutes is not None else 15 * quarters.low
    if fields is None or not isinstance(count, int) or not 1 <= count <= 45 or fields["hour"] < 1:
        return None
    return Point({"hour": fields["hour"] - 1, "minute": 60 - count})


def portion(parts: Parts) -> Point | None:
    """前7个月, 最后4个月, 前三季度: the first or last few units of what holds them."""
    fields = collect(parts.only(lambda label: label not in ("n", "unit", "way")))
    count, unit, way = parts.value("n"), parts.value("unit"), parts.attribute("way")
    if fields is None or count is None or count.low != count.high or not isinstance(count.low, int):
        return None
    if not 1 <= count.low <= 366:
        return None
    fields["portion"] = (way, count.low, unit["unit"])
    return Point(fields, mod_of(parts))


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
    return Range(Point({**shared, **first.fields}), Point({**shared, **last.fields}), mod_of(parts))


def adjacent(parts: Parts) -> Range | None:
    """5、6月 and 一、二、三季度: a list whose members follow one another is one stretch of time."""
    found = span(parts)
    if found is None:
        return None
    numbers = [number for number in map(_number_of, parts) if number is not None]
    return found if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else None


def _number_of(part: Part) -> int | None:
    """The number of a member of a list, which is at one of its ends or in its middle."""
    if part.label.startswith(("first_", "last_", "middle")) and type(part.value) is Numeral:
        return int(part.value.digits) if part.value.digits is not None else int(part.value.low)
    return None


def neighbours(parts: Parts) -> Range | None:
    """早上七八点, 七八月份, 六七十年代: a pair of digits names two units that follow one another."""
    shared = collect(parts.only(lambda label: not label.startswith("both_")))
    if shared is None:
        return None
    for label, value in zip(parts.labels, parts.values):
        if label.startswith("both_"):
            name = label.removeprefix("both_")
            ends = [{**shared, name: int(value.low)}, {**shared, name: int(value.high)}]
            return Range(Point(ends[0]), Point(ends[1]), mod_of(parts)) if all(map(sound, ends)) else None
    return None


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


def pair(parts: Parts) -> Range:
    """今明两年: from one relative year or day to another."""
    name = {"Y": "rel_year", "D": "rel_day"}[parts.attribute("unit")]
    low, high = parts.attribute("low"), parts.attribute("high")
    return Range(Point({name: low}), Point({name: high}))


def plan(parts: Parts) -> Expression | None:
    """“十四五”时期: five years; its 末 is the last of them, 前三年 three, and 以来 leaves it open."""
    first = parts.attribute("first")
    count, way = parts.value("n"), parts.attribute("way")
    if count is not None:
        if not isinstance(count.low, int) or count.low != count.high or not 1 <= count.low <= 4:
            return None
        start = first if way == "first" else first + 5 - count.low
        return Range(Point({"year": start}), Point({"year": start + count.low - 1}))
    edge, side = parts.attribute("edge"), parts.attribute("side")
    if side == "since":
        return Open(Point({"year": first}), side)
    if edge in ("START", "END"):
        return Point({"year": first if edge == "START" else first + 4})
    return Range(Point({"year": first}), Point({"year": first + 4}))


def shifted(parts: Parts) -> Shifted | None:
    """两年前的10月30日: a point within the period that a length leads to."""
    base, inner = parts.value("window"), parts.value("point")
    if not isinstance(base, Window) or base.way not in ("ago", "later") or not isinstance(inner, Point):
        return None
    return Shifted(base, inner)


def repeat(parts: Parts) -> Repeat | None:
    """每天, 每隔3天, 每周五, 每年3月, 每周一至周五."""
    base = parts.value("length")
    if isinstance(base, Length):
        return Repeat(base, None)
    is_range = any(label.startswith("first") for label in parts.labels)
    fields = collect(parts.only(lambda label: label != "tail" and not (is_range and _is_end(label))))
    if fields is None:
        return None
    period = fields.pop("period", None)
    every = Length(((3, 3, "M") if period == "Q" else (1, 1, period),)) if period else None
    if not is_range:
        return Repeat(every, Point(fields) if fields else None)
    ends = span(parts.only(_is_end))
    if ends is None:
        return None
    return Repeat(every, Point({**fields, **ends.first.fields}), Point({**fields, **ends.last.fields}))


def _is_end(label: str) -> bool:
    """Whether a label is of one of the ends of a range."""
    return label.startswith(("first", "last"))


def vague(parts: Parts) -> Vague | None:
    """近年来, 日前, 目前: PAST_REF, PRESENT_REF, FUTURE_REF."""
    value = parts.attribute("ref")
    return Vague(str(value), mod_of(parts)) if value else None


def era_before(parts: Parts) -> Vague | None:
    """公元前221年, 公元前3世纪: before the calendar, so with a value and no bounds."""
    fields = collect(parts)
    if fields is None:
        return None
    if "century" in fields:
        return Vague(f"BC{fields['century'] - 1:02d}", mod_of(parts))
    year = fields.get("bc_year")
    return Vague(f"BC{year:04d}", mod_of(parts)) if year else None


def fiscal(parts: Parts) -> Vague | None:
    """2018财年, 2019财年第二财季: years that begin where their companies let them."""
    fields = collect(parts)
    if fields is None:
        return None
    quarter = f"-Q{fields['quarter']}" if "quarter" in fields else ""
    return Vague(f"FY{fields.get('year', 'XXXX')}{quarter}", mod_of(parts))


def same(parts: Parts) -> Same:
    """去年同期, 2019年同期: the period of the clause in another year."""
    base = parts.value("point")
    return Same(base if isinstance(base, Point) else None)


FUNCTIONS: dict[str, ValueFunction] = lengths.FUNCTIONS | {
    "adjacent": adjacent,
    "bare_day": bare_day,
    "clock": clock,
    "cycle_year": cycle_year,
    "era_before": era_before,
    "fiscal": fiscal,
    "lacking": lacking,
    "late_week": late_week,
    "late_year": late_year,
    "lunar_date": lunar_date,
    "name_year": name_year,
    "neighbours": neighbours,
    "nth_day": nth_day,
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
    "vague": vague,
    "whole_year": whole_year,
}
