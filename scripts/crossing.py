"""Writes rules/text/crossing.yaml: words that swallow a fragile particle at the edge of a span.

    pip install jieba && python scripts/crossing.py

The particles are the words that rule files mark as `fragile`; the words are those of jieba's
dictionary (MIT) that begin or end with one and are common enough to be met in news.
"""

import re
import textwrap
from pathlib import Path

import jieba
import yaml

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "rules" / "text" / "crossing.yaml"
COMMON = 30  # occurrences in jieba's corpus; rarer words are mostly names and jargon
# Words that follow a particle by chance more often than they swallow it: 三天后|天气.
CHANCE = set(
    "后天 后日 后年 前天 前日 前年 中的 内的 后的 前的 多的 来的 起的 中是 上的 起到 起由 起对 入超 出超 起降 前提 前进 多个 多家 多名 多年 多次 多种".split()  # noqa: SIM905
)
TIME = set("年月日天周旬季时晚早夜夕午晨期今昨明")  # words tagged as times that have none of these are no times: 前往
HEAD = """# Words that run across the edge of an expression: 3日前|往, 附|近300米. Written by
# scripts/crossing.py from the particles marked `fragile`; do not edit.

- id: crossing.words
  source: jieba 0.42.1, dict.txt (MIT)
  class: crossing
  words: [
"""


def particles() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "rules").rglob("*.yaml"):
        if path == TARGET:
            continue
        for item in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
            if "fragile" in (item.get("set") or {}):
                found |= {str(word) for word in item["words"]}
    return found


def main() -> None:
    edges = {word for word in particles() if re.fullmatch("[\u4e00-\u9fff]{1,2}", word)}
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    words = set()
    for line in lines:
        word, count, tag = line.split()
        if not 2 <= len(word) <= 4 or int(count) < COMMON or word in CHANCE or word in edges:
            continue
        if tag in ("m", "mq") or (tag == "t" and set(word) & TIME) or not re.fullmatch("[\u4e00-\u9fff]+", word):
            continue
        if any(word.startswith(edge) or word.endswith(edge) for edge in edges if len(edge) < len(word)):
            words.add(word)
    body = textwrap.fill(", ".join(sorted(words)), 96, initial_indent="    ", subsequent_indent="    ")
    TARGET.write_text(f"{HEAD}{body}\n  ]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
