"""Writes jimo_cli/values/lunar_tables.py from lunar-python (MIT), which computes the calendar.

pip install lunar-python && python scripts/lunar_tables.py
"""

import datetime
import textwrap
from pathlib import Path

from lunar_python import Lunar, LunarYear, Solar

TERMS = [
    "小寒",
    "大寒",
    "立春",
    "雨水",
    "惊蛰",
    "春分",
    "清明",
    "谷雨",
    "立夏",
    "小满",
    "芒种",
    "夏至",
    "小暑",
    "大暑",
    "立秋",
    "处暑",
    "白露",
    "秋分",
    "寒露",
    "霜降",
    "立冬",
    "小雪",
    "大雪",
    "冬至",
]
TARGET = Path(__file__).parent.parent / "jimo_cli" / "values" / "lunar_tables.py"
HEAD = '''"""The Chinese calendar 1899–2101 as tables. Written by scripts/lunar_tables.py; do not edit."""

FIRST_YEAR = 1899

# A lunar year in six hex digits: days from 1 January to its first day (7 bits), its leap month
# or 0 (4 bits), and a bit for each of its months in order, set where the month has 30 days.
MONTHS = (
{months}
)

FIRST_TERM_YEAR = 1900

# The earliest day of the month on which each of the 24 terms falls, from 小寒 on.
TERM_DAYS = ({days})

# A year in twelve hex digits: for each term two bits, days after the earliest.
TERMS = (
{terms}
)
'''


def month_code(year: int) -> str:
    lunar_year = LunarYear.fromYear(year)
    months = [month for month in lunar_year.getMonths() if month.getYear() == year]
    start = Solar.fromJulianDay(months[0].getFirstJulianDay())
    first = datetime.date(start.getYear(), start.getMonth(), start.getDay())
    bits = "".join("1" if month.getDayCount() == 30 else "0" for month in months)
    days = (first - datetime.date(year, 1, 1)).days
    return f"{days << 17 | lunar_year.getLeapMonth() << 13 | int(bits.ljust(13, '0'), 2):06x}"


def term_days(year: int) -> list[int]:
    found = {}
    for near in (year - 1, year, year + 1):
        for name, day in Lunar.fromYmd(near, 6, 1).getJieQiTable().items():
            if name in TERMS and day.getYear() == year:
                found[name] = day.getDay()
    return [found[name] for name in TERMS]


def wrapped(text: str) -> str:
    return "\n".join(f'    "{line}"' for line in textwrap.wrap(text, 96))


def main() -> None:
    years = [term_days(year) for year in range(1900, 2101)]
    earliest = [min(days) for days in zip(*years)]
    codes = []
    for days in years:
        code = 0
        for day, first in zip(days, earliest):
            code = code * 4 + day - first
        codes.append(f"{code:012x}")
    months = "".join(month_code(year) for year in range(1899, 2102))
    text = HEAD.format(months=wrapped(months), days=", ".join(map(str, earliest)), terms=wrapped("".join(codes)))
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
