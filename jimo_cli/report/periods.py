"""TIMEX3 values as people write them: 2024-H1 is H1 2024, or 2024年上半年.

The words and their order are data, in the `when` group of the labels; here is the grammar of the
values. What is not understood is shown as it is.
"""

from __future__ import annotations

import re

from ..labels import Labels

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|XXXX)"
    r"(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|W(?P<week>[0-9]{2}|XX)|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}))?))?"
    r"(?:T(?:(?P<part>MO|MI|AF|EV|NI|DT)|(?P<clock>[0-9]{2}(?::[0-9]{2}){0,2})))?"
)
_LENGTH = re.compile(r"P(?P<time>T)?(?P<count>[0-9]+(?:\.[0-9]+)?)(?P<unit>[YMWDHS])")


class Periods:
    """Writes periods in the language of some labels."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    def __call__(self, value: str, mod: str | None = None) -> str:
        """A TIMEX3 value with its modifier in words."""
        found = self._range(value) if "/" in value else self._point(value) or self._other(value)
        pattern = self._labels.group("when_mod").get(mod or "", "{p}")
        return pattern.replace("{p}", found)

    def _say(self, pattern: str, **parts: str) -> str:
        """A pattern of the labels with its parts filled in."""
        return re.sub(r"\{(\w+)\}", lambda found: parts.get(found[1], found[0]), self._labels("when", pattern))

    def _point(self, value: str) -> str | None:
        found = _POINT.fullmatch(value)
        if found is None:
            return None
        told = found.groupdict()
        date = self._date(told)
        if date is None:
            return None
        if told["part"]:
            return self._say(f"T{told['part']}", p=date)
        if told["clock"]:
            return self._say("clock", p=date, t=_clock(told["clock"]))
        return date

    def _date(self, told: dict[str, str | None]) -> str | None:
        year, month, day = told["year"] or "", told["month"], told["day"]
        known = year != "XXXX"
        if told["half"]:
            return self._say(f"H{told['half']}", y=year) if known else None
        if told["quarter"]:
            return self._say("quarter", y=year, q=told["quarter"]) if known else None
        if told["week"]:
            return self._say("week", y=year, w=told["week"].lstrip("0")) if known and told["week"] != "XX" else None
        if told["season"]:
            return self._say(told["season"], y=year) if known else None
        if month is None:
            return self._say("year", y=year) if known else None
        if month == "XX":
            return None
        name = self._month(month)
        if day is None:
            return self._say("month" if known else "month_alone", y=year, m=name)
        return self._say("day" if known else "day_alone", y=year, m=name, d=day.lstrip("0"))

    def _month(self, digits: str) -> str:
        return self._labels("month", digits.lstrip("0"))

    def _range(self, value: str) -> str:
        first, _, last = value.partition("/")
        if last in ("..", ""):
            return self._say("since", a=self._end(first))
        if first in ("..", ""):
            return self._say("until", b=self._end(last))
        a, b = _POINT.fullmatch(first), _POINT.fullmatch(last)
        if a is not None and b is not None:
            close = self._close_range(a.groupdict(), b.groupdict())
            if close is not None:
                return close
        return self._say("range", a=self._end(first), b=self._end(last))

    def _close_range(self, a: dict[str, str | None], b: dict[str, str | None]) -> str | None:
        """A range whose ends share a year, a month or a day, which is then said once."""
        year = a["year"] or ""
        if year != b["year"] or year == "XXXX" or a["part"] or b["part"]:
            return None
        if a["quarter"] and b["quarter"]:
            return self._say("quarters", y=year, a=a["quarter"], b=b["quarter"])
        if not (a["month"] and b["month"]) or "XX" in (a["month"], b["month"]):
            return None
        if not a["day"] and not b["day"]:
            numbers = {"na": a["month"].lstrip("0"), "nb": b["month"].lstrip("0")}
            return self._say("months", y=year, a=self._month(a["month"]), b=self._month(b["month"]), **numbers)
        if a["month"] != b["month"] or not a["day"] or not b["day"]:
            return None
        if a["day"] != b["day"]:
            same = not a["clock"] and not b["clock"]
            told = {"y": year, "m": self._month(a["month"]), "a": a["day"].lstrip("0"), "b": b["day"].lstrip("0")}
            return self._say("days", **told) if same else None
        if a["clock"] and b["clock"]:
            day = self._date(a) or ""
            return self._say("clock", p=day, t=f"{_clock(a['clock'])}\u2013{_clock(b['clock'])}")
        return None

    def _end(self, value: str) -> str:
        return self._point(value) or self._other(value)

    def _other(self, value: str) -> str:
        if value.isdigit() and len(value) == 3:
            return self._say("decade", y=f"{value}0")
        length = _LENGTH.fullmatch(value)
        if length is not None:
            unit = "minutes" if length["time"] and length["unit"] == "M" else f"P{length['unit']}"
            return self._say(unit, n=length["count"])
        return self._labels("when", value)


def _clock(digits: str) -> str:
    return digits if ":" in digits else f"{digits}:00"
