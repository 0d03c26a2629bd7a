"""Writes rules/text/traditional.yaml from OpenCC's t2s data (Apache-2.0), character by character.

pip install opencc && python scripts/traditional.py
"""

import textwrap
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).parent.parent / "rules" / "text" / "traditional.yaml"
HEAD = """# Traditional → simplified, one character for one. Written by scripts/traditional.py; do not edit.

- id: character.traditional
  source: OpenCC, TSCharacters (Apache-2.0)
  class: character
  fields: to
  words: {
"""


def main() -> None:
    convert = OpenCC("t2s").convert
    pairs = []
    for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)):
        character = chr(code)
        simple = convert(character)
        if simple != character and len(simple) == 1:
            pairs.append(f"{character}:\u00a0{simple}")
    body = textwrap.fill(", ".join(pairs), 96, initial_indent="    ", subsequent_indent="    ", break_long_words=False)
    body = body.replace("\u00a0", " ")
    TARGET.write_text(f"{HEAD}{body}\n  }}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
