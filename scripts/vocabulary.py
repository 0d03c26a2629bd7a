"""Writes rules/text/vocabulary.tsv: the ordinary words of Chinese, with how often each is met.

    pip install jieba && python scripts/vocabulary.py

The source is jieba's dictionary (MIT). Its tags `nr` and `nrt` mix names with words (文明, 令人), so an
entry of these is kept only where it behaves like a word: other entries are built with it (精神文明), or the
list of words that look like names has it.
Rare entries are left out: most of them are accidents of the corpus.
"""

import re
from collections import Counter
from pathlib import Path

import jieba

ROOT = Path(__file__).parent.parent
NOT_NAMES = ROOT / "rules" / "names" / "people" / "not_names.txt"
TARGET = ROOT / "rules" / "text" / "vocabulary.tsv"
COMMON = 5  # occurrences below which a word is left out
SET_PHRASES = ("i", "l")  # idioms are rare one by one, and still never names
PERSONAL = ("nr", "nrt", "nrfg")
BUILDERS = 2  # other words that must hold an entry tagged as a person for it to be a word
HEAD = """\
# Ordinary words: word, occurrences, part of speech. Written by scripts/vocabulary.py; do not edit.
# source: jieba 0.42.1, dict.txt (MIT)
"""


def entries() -> list[tuple[str, int, str]]:
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return [(word, int(count), tag) for word, count, tag in rows if re.fullmatch("[\u4e00-\u9fff]+", word)]


def builders(rows: list[tuple[str, int, str]]) -> Counter[str]:
    """How many longer entries, not themselves persons, begin or end with each word."""
    found: Counter[str] = Counter()
    for word, _, tag in rows:
        if tag not in PERSONAL:
            for size in (2, 3):
                if len(word) > size:
                    found[word[:size]] += 1
                    found[word[-size:]] += 1
    return found


def not_names() -> set[str]:
    """The words of the list of what looks like a name and is none."""
    lines = NOT_NAMES.read_text(encoding="utf-8").splitlines()
    return {line.strip().removesuffix("?") for line in lines if line and not line.startswith("#")}


def main() -> None:
    rows = entries()
    words = not_names()
    built = builders(rows)
    kept = []
    for word, count, tag in rows:
        if tag in PERSONAL:
            if len(word) > 1 and word not in words and (built[word] < BUILDERS or len(word) > 3):
                continue
            tag = "n"
        least = 1 if len(word) == 1 else 3 if tag in SET_PHRASES else COMMON
        if count >= least:
            kept.append(f"{word}\t{count}\t{tag}")
    TARGET.write_text(HEAD + "\n".join(sorted(kept)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
