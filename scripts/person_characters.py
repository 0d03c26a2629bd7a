"""Writes rules/names/people/characters.tsv: how often each character stands in which place of a name.

    pip install jieba && python scripts/person_characters.py

The seed is given_names.txt and known.txt in rules/names/people, which were written by hand. The second source is
jieba's dictionary (MIT), whose tag `nr` holds names cut from novels and newspapers, and much else (颜大怒, 高氏父,
文明). An entry is taken for a Chinese name only where it begins with a known surname, is no ordinary word, and has a
given name whose characters stand in the same places in the seed. Names are counted once each, however often they occur.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import jieba

PEOPLE = Path(__file__).parent.parent / "rules" / "names" / "people"
TARGET = PEOPLE / "characters.tsv"
PERSONAL = ("nr", "nrt", "nrfg")
HAN = re.compile("[\u4e00-\u9fff]+")
SAFE = 1  # the highest danger of a surname that needs little proof
FAMILIAR = 3  # names of the seed that must hold a character in its place before a risky surname is believed with it
TRUST = 3  # names of the dictionary that count for each one of the seed with the same character in the same place
BUILDERS = 2  # longer words that show an entry to be a word
LEAST = 1  # sightings in all columns together below which a character is left out

# Hardly ever a whole given name (安德尔, 马克斯 are no 德尔 and no 克斯).
FOREIGN = frozenset("尔斯克特拉尼纳姆勒基布蒂茨莱塔萨塞卡巴托瓦伊奥阿埃迪戈伦诺洛维坦曼顿玛娜赫弗亚耶帕罗德夫比西里")
# Emperors and princes (唐高宗, 汉景帝): titles, not given names.
REIGN = re.compile("[汉唐宋明元清隋魏晋梁齐陈周楚秦燕].[宗帝王祖公侯]")
# The characters that foreign names are written with.
SOUNDS = frozenset(
    "阿埃艾爱安昂奥巴拜班邦保鲍贝本比彼毕别宾波博伯布采查察昌彻楚茨川达戴丹道德登邓迪蒂丁东杜敦顿多厄恩尔法凡范方菲费芬丰"
    "冯佛夫弗福富盖甘冈高戈哥格葛根古瓜哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简健杰金京久居喀卡凯坎康考柯科可克肯孔库夸奎昆拉"
    "莱兰朗劳勒雷黎里理利莉丽良列烈林琳伶隆龙卢鲁露路吕伦罗洛马玛麦曼芒毛梅门蒙孟米密明缪莫默姆木穆拿娜纳乃南瑙内嫩能妮尼年"
    "聂宁牛纽努诺欧帕派潘庞佩彭蓬皮平珀泼普齐奇恰强乔切钦琴青琼丘屈让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山香尚绍舍申生圣施什"
    "史士舒朔斯丝松苏索塔泰坦汤唐陶特腾提帖廷通图托陀瓦万旺威韦维魏温文翁沃乌伍武西希锡夏肖歇谢辛欣兴雄休许逊雅亚延扬耶叶伊"
    "易因英永尤于约扎宰赞泽曾詹占章珍真芝治中朱准卓祖佐娃黛蕾薇娅缇奈赖冉喜噶嘎坡堡岑弥拓摩柏桂梭滕琪甫策罕芙荷裴迈迦阮霖姬"
    "娥婷宝勃匹叙孚容尧彬怡思惹慕斐旦朵梵涅渥珊琦瑜璐缅美耐芭蓓谟贡贺迭郎铁韩赫仑吾廖奕皓凌瓜丕摄岳佳菈嘉邱钱"
)
HEAD = """\
# How often a character stands in which place of a personal name. Written by scripts/person_characters.py; do not edit.
# source: jieba 0.42.1, dict.txt (MIT), given_names.txt and known.txt beside this file. Every name is counted once.
# Columns: the character;
#   first: as the first of the two given-name characters (王国维);
#   last: as the last of them;
#   only: as the whole given name (巴金's 金);
#   foreign_first, foreign_inside, foreign_last: in that place of a transliterated name or of its part between dots;
#   word: occurrences in ordinary words of the dictionary, alone included;
#   alone: occurrences as a word of one character.
"""


def dictionary() -> list[tuple[str, int, str]]:
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return [(word, int(count), tag) for word, count, tag in rows if HAN.fullmatch(word)]


def surnames() -> dict[str, int]:
    """Each Chinese surname and how dangerous it is."""
    rows = (line.split("\t") for line in (PEOPLE / "surnames.txt").read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[2]) for row in rows if not row[0].startswith("#")}


def lines(name: str) -> list[list[str]]:
    """The lines of a list as their forms, without the mark of the ambiguous."""
    rows = (PEOPLE / name).read_text(encoding="utf-8").splitlines()
    return [[form.removesuffix("?") for form in row.split(" | ")] for row in rows if not row.startswith("#")]


def famous() -> tuple[set[str], set[str]]:
    """The well-known names that may be Chinese, and the parts of those with dots. 马尔克斯 is no 马 of the given name 尔克."""
    native: set[str] = set()
    parts: set[str] = set()
    for forms in lines("known.txt"):
        if any("·" in form for form in forms):
            parts.update(part for form in forms for part in form.split("·") if HAN.fullmatch(part))
        else:
            native.update(form for form in forms if not set(form) <= SOUNDS)
    return native, parts


def words(rows: list[tuple[str, int, str]]) -> set[str]:
    """Entries that are ordinary words: by their tag, or because other entries are built with them."""
    built: Counter[str] = Counter()
    for word, _, tag in rows:
        if tag not in PERSONAL:
            for size in (2, 3):
                if len(word) > size:
                    built.update((word[:size], word[-size:]))
    found = {word for word, _, tag in rows if tag not in PERSONAL}
    return found | {word for word, number in built.items() if number >= BUILDERS}


def split(name: str, family: dict[str, int]) -> tuple[str, str] | None:
    """Surname and given name of one or two characters, or None."""
    for size in (2, 1):
        if name[:size] in family and 1 <= len(name) - size <= 2:
            return name[:size], name[size:]
    return None


def places(given: str) -> list[tuple[str, str]]:
    if len(given) == 1:
        return [("only", given)]
    return [("first", given[0]), ("last", given[1])]


def seed(sure: set[str], family: dict[str, int]) -> Counter[tuple[str, str]]:
    """Counts of (place, character) in names and given names that were written down by hand."""
    counts: Counter[tuple[str, str]] = Counter()
    for (given,) in lines("given_names.txt"):
        counts.update(places(given))
    for name in sorted(sure):
        parts = split(name, family)
        if parts is not None:
            counts.update(places(parts[1]))
    return counts


def chinese(names: set[str], known: Counter[tuple[str, str]], family: dict[str, int]) -> Counter[tuple[str, str]]:
    """The seed, and the dictionary's names that are built as the seed's are, risky surnames on stronger proof.

    The dictionary adds no more than a share of the seed, since 张大人 and 李之人 are among its names.
    """
    found: Counter[tuple[str, str]] = Counter()
    for name in sorted(names):
        parts = split(name, family)
        if parts is None or set(parts[1]) <= FOREIGN or REIGN.fullmatch(name):
            continue
        need = 1 if family[parts[0]] <= SAFE else FAMILIAR
        if all(known[place] >= need for place in places(parts[1])):
            found.update(places(parts[1]))
    return known + Counter({place: min(count, TRUST * known[place]) for place, count in found.items()})


def foreign(parts: Iterable[str]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for part in set(parts):
        if len(part) > 1:
            counts.update([("foreign_first", part[0]), ("foreign_last", part[-1])])
            counts.update(("foreign_inside", character) for character in part[1:-1])
    return counts


def transliterated(rows: list[tuple[str, int, str]], parts: set[str], family: dict[str, int]) -> set[str]:
    """The parts of dotted names, and the entries written with the characters of foreign names only."""
    found = set(parts)
    for word, _, tag in rows:
        if set(word) <= SOUNDS and (tag == "nrt" or (tag == "nr" and len(word) > 2 and split(word, family) is None)):
            found.add(word)
    return found


def main() -> None:
    rows, family = dictionary(), surnames()
    native, parts = famous()
    names = {word for word, _, tag in rows if tag in ("nr", "nrfg")} - words(rows)
    counts = chinese(names, seed(native, family), family)
    counts += foreign(transliterated(rows, parts, family))
    ordinary: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for word, count, tag in rows:
        if tag in PERSONAL:
            continue
        for character in word:
            ordinary[character] += count
        if len(word) == 1:
            alone[word] += count
    columns = ("first", "last", "only", "foreign_first", "foreign_inside", "foreign_last")
    body = []
    for character in sorted({character for _, character in counts}):
        values = [counts[column, character] for column in columns]
        if sum(values) >= LEAST:
            body.append("\t".join(map(str, [character, *values, ordinary[character], alone[character]])))
    TARGET.write_text(HEAD + "\n".join(body) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
