"""Writes rules/text/vocabulary.tsv: the ordinary words of Chinese, with how often each is met.

    pip install jieba && python scripts/vocabulary.py

The source is jieba's dictionary (MIT). Its tags `nr` and `nrt` mix names with words (文明, 令人), so an
entry of these is kept only where it behaves like a word: other entries are built with it (精神文明), or the
list of words that look like names has it. A place with a word behind it (印度政府) is two words here.
Rare entries are left out: most of them are accidents of the corpus.
"""

import re
from collections import Counter
from pathlib import Path

import jieba

ROOT = Path(__file__).parent.parent
NOT_NAMES = ROOT / "rules" / "names" / "people" / "not_names.txt"
TARGET = ROOT / "rules" / "text" / "vocabulary.tsv"
TAGS = {"大米": "n", "进度": "n"}  # a number and an adverb, says the source
TWO_WORDS = {"产量比", "价格比", "同期相比", "时说"}  # 每亩产量|比上年增加, 接受采访时|说
FORMER = set("前原")
COMMON = 5  # occurrences below which a word is left out
EVERYDAY = 100  # occurrences of a word that everyone uses
SET_PHRASES = ("i", "l")  # idioms are rare one by one, and still never names
PERSONAL = ("nr", "nrt", "nrfg")
PLACES = ROOT / "rules" / "names" / "places"
ORGANS = ROOT / "rules" / "names" / "orgs" / "government.txt"
HEAD = "长"
PLACE_TAGS = ("ns", "nr", "nz", "j", "v", "n", "vn", "t")
TOWARDS = set("驻访赴援侨留旅抵侵反对")
SIDES = set("中美俄日英法德印韩朝越澳以乌伊巴叙台")
OF_SIDE = {"方", "军"}  # 中方 and 俄军 are two words
BEHIND = set(
    "政府 队 男队 女队 代表团 代表队 地区 国家 市场 人 人民 籍 大使馆 使馆 当局 军队 公司 法西斯 立国 两国 各国 海军 陆军 空军 西部 东部 南部 北部 "  # noqa: SIM905
    "中部 东南部 西南部 东北部 西北部 中下游 上游 下游 中游 沿岸 流域 南部城市 境内 同胞 华侨 文化 经济 工业 社会 历史".split()
)
# 党委书记 is a body and an office: two words.
BODIES = set(
    "党委 党组 党总支 党支部 支部 村支部 党工委 工委 镇党委 乡党委 董事会 监事会 工会 理事会 议会 学生会 政府 内阁 村委会 居委会 总局 分局 管理局 "  # noqa: SIM905
    "办公室 办公厅 中心 研究室 研究中心 实验室 教研室 法院 支行 分行 集团 分公司 派出所 领导小组 代表团 大学 中学 小学 学院 书院 研究院 研究所 商会 "
    "协会 学会 基金会 秘书处 海关 俱乐部 仲裁委员会 公司 联合会 执委会 武装部 电台".split()
)
TITLES = ROOT / "rules" / "names" / "people" / "titles.txt"
BUILDERS = 2  # other words that must hold an entry tagged as a person for it to be a word
HEAD = """\
# Ordinary words: word, occurrences, part of speech. Written by scripts/vocabulary.py; do not edit.
# source: jieba 0.42.1, dict.txt (MIT)
"""


def entries() -> list[tuple[str, int, str]]:
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return [
        (word, int(count), tag)
        for word, count, tag in rows
        if re.fullmatch("[\u4e00-\u9fff]+", word) and word not in TWO_WORDS
    ]


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


def is_pair(word: str, often: set[str]) -> bool:
    """Whether a phrase is two everyday words side by side: as one word, 举行|会谈 and 不幸|遇难 would hide what happened."""
    return len(word) == 4 and word[:2] in often and word[2:] in often


def not_names() -> set[str]:
    """The words of the list of what looks like a name and is none."""
    return {line.strip().removesuffix("?") for line in listed(NOT_NAMES)}


def listed(path: Path) -> list[str]:
    """The lines of a list without its comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def places() -> tuple[set[str], set[str]]:
    """The places of the lists that are nothing else: those of one character, and longer ones."""
    forms: set[str] = set()
    for path in sorted(PLACES.glob("*.txt")):
        if not path.name.startswith("place_suffix"):
            forms |= {form.strip() for line in listed(path) for form in line.split("|")}
    for line in listed(PLACES / "divisions.tsv"):
        cells = line.split("\t")
        forms |= {cells[1], *cells[5].split("|")}
    sure = {form for form in forms if form and not form.endswith("?")}
    return {form for form in sure if len(form) == 1}, {form for form in sure if len(form) > 1}


def has_office(word: str, titles: set[str]) -> bool:
    """Whether a word is an office with its body or 前 before it: 研究所|所长, 前|首相."""
    if word[0] in FORMER and word[1:] in titles:
        return True
    return any(word[:size] in BODIES and word[size:] in titles for size in range(2, len(word) - 1))


def is_phrase(word: str, tag: str, short: set[str], names: set[str], organs: set[str]) -> bool:
    """Whether a word is a name with something behind or before it: 印度政府, 拉美地区, 中日, 驻华, 财政部|长."""
    if len(word) == 2 and word[0] in SIDES and word[1] in OF_SIDE:
        return True
    if len(word) == 2 and tag in PLACE_TAGS:
        return word[1] in short and (word[0] in short or word[0] in TOWARDS)
    if word.endswith(HEAD) and word[:-1] in organs:
        return True
    return any(word[:size] in names and word[size:] in BEHIND for size in range(2, len(word)))


def main() -> None:
    rows = entries()
    words = not_names()
    short, names = places()
    organs = {form.strip() for line in listed(ORGANS) for form in line.split("|")}
    titles = {line.split("|")[0].strip() for line in listed(TITLES)}
    built = builders(rows)
    often = {word for word, count, _ in rows if count >= EVERYDAY}
    kept = []
    for word, count, tag in rows:
        tag = TAGS.get(word, tag)
        if tag in PERSONAL:
            if len(word) > 1 and word not in words and (built[word] < BUILDERS or len(word) > 3):
                continue
            tag = "n"
        if is_phrase(word, tag, short, names, organs) or has_office(word, titles):
            continue
        least = 1 if len(word) == 1 else 3 if tag in SET_PHRASES and not is_pair(word, often) else COMMON
        if count >= least:
            kept.append(f"{word}\t{count}\t{tag}")
    TARGET.write_text(HEAD + "\n".join(sorted(kept)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
