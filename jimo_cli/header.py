"""What the head of a news text says of the text: title, publisher, publication time, dateline.

Run after the times are found and before they are resolved, because the reference that they are
resolved against is what the header is read for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, final

from .text import Layout
from .values.scope import STAND_IN, Reference

_HEADER_LINES: Final = 15
_LONGEST_TITLE: Final = 60
_LONGEST_DATELINE: Final = 40


@final
class FoundTime:
    """A time of the text that gives calendar fields, before it is resolved."""

    __slots__ = ("end", "fields", "start")

    def __init__(self, start: int, end: int, fields: Mapping[str, Any]) -> None:
        self.start = start
        self.end = end
        self.fields = fields


@final
class Header:
    """What the head of a text says; None where it does not. `body` is where the text proper begins."""

    __slots__ = ("body", "dateline", "published", "publisher", "title")

    def __init__(
        self,
        title: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        dateline: Mapping[str, Any] | None = None,
        body: int = 0,
    ) -> None:
        self.title = title
        self.publisher = publisher
        self.published = published
        self.dateline = dateline
        self.body = body


class HeaderReader:
    """Reads headers by the word lists of the rules (`class: header_…`)."""

    def __init__(self, lists: Mapping[str, Mapping[str, Any]], sentence_marks: str) -> None:
        self._sentence = re.compile(f"[{re.escape(sentence_marks)}]")
        self._furniture = tuple(lists.get("header_furniture", ()))
        self._dateline_marks = tuple(lists.get("header_dateline", ()))
        sources = "|".join(map(re.escape, lists.get("header_source", ())))
        self._publisher = re.compile(rf"(?:{sources})\s*[:：]\s*([^\s|｜()（）\[\]【】,，。]+)") if sources else None
        media = "|".join(map(re.escape, lists.get("header_media", ())))
        # Compiled where there is a date to stand beside: that takes as long as to read an article.
        self._media = rf"(?<!\S)[\u3400-\u9fff]{{1,12}}(?:{media})(?!\S)" if media else ""

    def read(self, text: str, normal: str, layout: Layout, times: list[FoundTime]) -> Header:
        """The header of a text, which is also given in its normal form. Only what stands above the first line of prose counts, and a text
        of one line has none: 2018-11-29 18:59 by itself is no publication time."""
        head, body = self._zones(text, layout)
        dateline = self._dateline(text, layout, times, body)
        if not head:
            return Header(dateline=dateline)
        return Header(
            self._title(text, head, times),
            self._find_publisher(text, normal, head, times),
            self._published(head, times),
            dateline,
            body,
        )

    def _zones(self, text: str, layout: Layout) -> tuple[list[tuple[int, int]], int]:
        """The lines of the header, and where the body begins."""
        head: list[tuple[int, int]] = []
        for start, end in layout.lines():
            if self._sentence.search(text, start, end) or end - start >= 2 * _LONGEST_TITLE:
                return head, start
            head.append((start, end))
            if len(head) > _HEADER_LINES:
                break
        return [], 0

    def _is_furniture(self, line: str) -> bool:
        return ">" in line or "»" in line or any(word in line for word in self._furniture)

    def _title(self, text: str, head: list[tuple[int, int]], times: list[FoundTime]) -> str | None:
        for start, end in head:
            line = text[start:end]
            if self._is_furniture(line) or (self._publisher and self._publisher.search(line)):
                continue
            covered = sum(time.end - time.start for time in times if start <= time.start < end)
            if end - start <= _LONGEST_TITLE and 2 * covered < end - start and end - start > 1:
                return line
        return None

    def _find_publisher(
        self, text: str, normal: str, head: list[tuple[int, int]], times: list[FoundTime]
    ) -> str | None:
        for start, end in head:
            found = self._publisher.search(normal, start, end) if self._publisher else None
            if found:
                return text[found.start(1) : found.end(1)]
        for start, end in head:  # a medium's name alone beside the date
            if self._media and any(start <= time.start < end and "day" in time.fields for time in times):
                named = re.compile(self._media).search(normal, start, end)
                if named:
                    return text[named.start() : named.end()]
        return None

    def _published(self, head: list[tuple[int, int]], times: list[FoundTime]) -> str | None:
        """The publication time: the first full date of the header, one with a clock before others."""
        dates = []
        for start, end in head:
            for time in times:
                if start <= time.start < end and {"year", "month", "day"} <= time.fields.keys():
                    dates.append(time.fields)
        for fields in sorted(dates, key=lambda fields: "hour" not in fields):
            moment = _iso(fields)
            if moment is not None:
                return moment
        return None

    def _dateline(self, text: str, layout: Layout, times: list[FoundTime], body: int) -> Mapping[str, Any] | None:
        """新华社北京3月4日电: a date near the start of a paragraph, with 电 or 讯 behind it."""
        for time in times:
            if "day" not in time.fields or "hour" in time.fields or time.start < body:
                continue
            if not text.startswith(self._dateline_marks, time.end):
                continue
            start = max(text.rfind("\n", 0, time.start), text.rfind("\r", 0, time.start)) + 1
            if time.start - start > _LONGEST_DATELINE or self._sentence.search(text, start, time.start):
                continue
            return time.fields
        return None


def _iso(fields: Mapping[str, Any]) -> str | None:
    try:
        clock = [fields.get(name, 0) for name in ("hour", "minute", "second")]
        moment = datetime(fields["year"], fields["month"], fields["day"], *clock)
    except ValueError:
        return None
    if "hour" not in fields:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if fields.get("second") else "minutes")


_ISO: Final = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?"
    r"(?:[T ](?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?"
)


def parse_moment(text: str) -> Reference | None:
    """An ISO 8601 date or date and time as a reference; the year may be XXXX. None if it is none.

    A year or a month alone stands for its first day. A zone is dropped: all times are local.
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    given: list[str | None] = list(found.groups())
    year, month, day, hour, minute, second = given
    known = year != "XXXX"
    try:
        moment = datetime(
            int(year or 0) if known else STAND_IN.year,
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
        )
    except ValueError:
        return None
    return Reference(moment, day_known=True, year_known=known, timed=hour is not None)


def from_dateline(fields: Mapping[str, Any], published: Reference | None) -> Reference | None:
    """The reference that a dateline gives; its year, and month, are the latest not after publication."""
    day = fields["day"]
    month, year = fields.get("month"), fields.get("year")
    if year is not None and month is not None:
        return _reference(year, month, day, True)
    if published is None or not published.year_known:
        return _reference(STAND_IN.year, month, day, False) if month is not None else None
    until = published.moment
    for back in range(0, 13):
        at_year, at_month = until.year - (back > until.month - 1), (until.month - 1 - back) % 12 + 1
        if month is not None and at_month != month:
            continue
        made = _reference(at_year, at_month, day, True)
        if made is not None and made.moment.date() <= until.date():
            return made
    return None


def _reference(year: int, month: int, day: int, known: bool) -> Reference | None:
    try:
        return Reference(datetime(year, month, day), day_known=True, year_known=known)
    except ValueError:
        return None


def show_reference(reference: Reference) -> str | None:
    """The reference as the contract writes it."""
    if not reference.day_known:
        return None
    day = reference.moment.date().isoformat()
    if not reference.year_known:
        day = "XXXX" + day[4:]
    if not reference.timed:
        return day
    clock = reference.moment.strftime("%H:%M:%S")
    return f"{day}T{clock.removesuffix(':00')}"
