"""Writes rules/numbers/currencies.yaml: the Chinese names of ISO 4217 currencies, from CLDR by babel.

    pip install babel && python scripts/currencies.py

All that CLDR names, those that no longer exist included (德国马克). Left out are the codes that are
no money (gold, test codes) and names told apart only by years in brackets. Common short names that
CLDR lacks are in rules/numbers/money.yaml.
"""

from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parent.parent / "rules" / "numbers" / "currencies.yaml"
NO_MONEY = {"XAU", "XAG", "XPT", "XPD", "XTS", "XXX", "XBA", "XBB", "XBC", "XBD", "XFO", "XFU", "XRE", "XSU"}
HEAD = """# The names of ISO 4217 currencies in Chinese. Written by scripts/currencies.py; do not edit.

- id: currency.names
  source: Unicode CLDR, zh (Unicode License)
  class: currency
  fields: unit
  words:
"""


def main() -> None:
    names = {}
    for code, name in sorted(Locale.parse("zh_Hans").currencies.items()):
        if code not in NO_MONEY and not name.isascii() and not set(name) & set("(（"):
            names.setdefault(name, code)
    lines = [f"    {name}: {code}\n" for name, code in sorted(names.items(), key=lambda item: item[1])]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
