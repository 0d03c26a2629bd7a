"""Writes jimo_cli/values/islamic_tables.py from hijridate (MIT), which has the Umm al-Qura calendar.

pip install hijridate && python scripts/islamic_tables.py
"""

import textwrap
from itertools import pairwise
from pathlib import Path

from hijridate import Hijri
from hijridate.ummalqura import HIJRI_RANGE, MONTH_STARTS

TARGET = Path(__file__).parent.parent / "jimo_cli" / "values" / "islamic_tables.py"
HEAD = '''"""The Umm al-Qura calendar as a table. Written by scripts/islamic_tables.py; do not edit."""

# A year is six hexadecimal digits, two bits a month from the first on: its days less 28.
'''


def main() -> None:
    first = HIJRI_RANGE[0][0]
    lengths = [after - start for start, after in pairwise(MONTH_STARTS)]
    codes = ""
    for start in range(0, len(lengths) - 11, 12):
        year = lengths[start : start + 12]
        codes += f"{sum((days - 28) << 2 * (11 - place) for place, days in enumerate(year)):06x}"
    body = "\n".join(f'    "{line}"' for line in textwrap.wrap(codes, 96))
    ordinal = Hijri(first, 1, 1).to_gregorian().toordinal()
    TARGET.write_text(
        f"{HEAD}FIRST_YEAR = {first}\nFIRST_DAY = {ordinal}  # as `date.toordinal` counts\nMONTHS = (\n{body}\n)\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
