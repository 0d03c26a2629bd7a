"""Writes rules/names/orgs/listed.txt: the short names of the companies listed on the mainland's exchanges.

    pip install adata && python scripts/listed.py

The marks of the exchange (ST, *ST, PT, -U, A) are no part of a name. A short name of two characters, or of
three that are an ordinary word (机器人, 太阳能), is marked as doubtful, and so are those of listed_doubtful.txt.
"""

import csv
import re
import unicodedata
from pathlib import Path

import adata

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "rules" / "names" / "orgs" / "listed.txt"
VOCABULARY = ROOT / "rules" / "text" / "vocabulary.tsv"
DOUBTFUL = ROOT / "rules" / "names" / "orgs" / "listed_doubtful.txt"
OFF = re.compile("B股?$|^退市|退$|已合并")
SHORT = 2  # characters: 天山, 文化
PLAIN = str.maketrans("昇", "升")  # texts are read with traditional characters made simple
HEAD = """\
# source: adata 2.9.5, stock/cache/code.csv (Apache-2.0)
# Companies listed in Shanghai, Shenzhen and Beijing, by their short names. Written by scripts/listed.py; do not edit.
"""


def plain(name: str) -> str:
    """The short name without the marks of the exchange: *ST金洲 → 金洲, 万  科Ａ → 万科, 云从科技-UW → 云从科技.

    Empty for shares of class B (伊泰B股) and for companies off the list (退市中天), which are cut short.
    """
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    if OFF.search(name):
        return ""
    name = re.sub(r"^(\*?ST|S\*?ST|PT|XD|XR|DR|N|S(?=[^A-Z]))", "", name)
    return re.sub(r"(-[A-Z]{1,2}|A)$", "", name).translate(PLAIN)


def rows(path: Path) -> list[str]:
    return [row for row in path.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#")]


def main() -> None:
    source = Path(adata.__file__).parent / "stock" / "cache" / "code.csv"
    with source.open(encoding="utf-8", newline="") as file:
        names = {plain(row["short_name"]) for row in csv.DictReader(file)}
    words = {word for row in rows(VOCABULARY) if len(word := row.split("\t")[0]) <= SHORT + 1}
    listed = {row.rstrip("?") for row in rows(DOUBTFUL)}
    lines: list[str] = []
    for name in sorted(name for name in names if len(name) >= SHORT):
        doubt = len(name) == SHORT or name in words or name in listed
        lines.append(f"{name}{'?' * doubt}\n")
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
