"""Writes rules/names/places/countries.txt: countries and territories, their official and other names.

    pip install babel && python scripts/countries.py

The names are those of CLDR (Unicode licence) through babel; countries.yaml beside this script adds
official names, older names and states of the past, from general knowledge.
"""

import re
from pathlib import Path

import yaml
from babel import Locale

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "rules" / "names" / "places" / "countries.txt"
HEAD = """# Countries and territories, present and past. Written by scripts/countries.py; do not edit.
# source: CLDR through babel, and general knowledge (scripts/countries.yaml)
"""


def spellings(name: str) -> list[str]:
    """A name with the brackets and dashes that texts use: 刚果（金）, 刚果(金)."""
    return [name, name.replace("（", "(").replace("）", ")")]


def lines() -> list[str]:
    more = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    elsewhere, better = set(more["elsewhere"].split()), more["better"]
    made = []
    for code, name in sorted(Locale("zh").territories.items()):
        if code in elsewhere or not re.fullmatch("[A-Z]{2}", code):
            continue
        listed = [better.get(code, name), *spellings(name), *more["forms"].get(code, "").split()]
        made.append(" | ".join(dict.fromkeys(listed)))
    return made + more["others"]


def check(made: list[str]) -> None:
    """No form twice in the list, and no country missing that news speaks of."""
    forms = [form.removesuffix("?") for line in made for form in line.split(" | ")]
    twice = {form for form in forms if forms.count(form) > 1}
    assert not twice, twice
    assert {"中国", "美利坚合众国", "俄罗斯联邦", "大韩民国", "苏联", "印尼", "阿联酋", "波黑"} <= set(forms)


def main() -> None:
    made = lines()
    check(made)
    TARGET.write_text(HEAD + "\n".join(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
