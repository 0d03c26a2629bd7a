"""Word lists in files of their own: gazetteers, titles, the vocabulary → rows → the packed lexicon.

A list is a `.txt` file with one entry a line, or a `.tsv` file with columns that the rule object
names (`fields`). `#` begins a comment. In a `.txt` list of names the forms of one name are parted by
` | `, the full one first; a form that ends in `?` is also something else (小米?) and needs evidence.

The lexicon is packed by first character: a text of a few thousand characters meets a few hundred
of them, and the words of the others are never unpacked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Final, NamedTuple

from .bundle import ENTRY, FIELD, PART, SENSE, UNSURE
from .packing import Packed, packed_head
from .source import Located, Problem

WORD_FIELDS: Final = ("name", "word", "forms")  # columns that are no attributes
_UNKNOWN_COUNT: Final = 60  # what a name counts for that the vocabulary does not have: a word met now and then
_CLASS_COUNT: Final = 4_000  # the least that a word counts for which rules ask for: 稳定在 is one word to them
_RESERVED: Final = frozenset(ENTRY + FIELD + SENSE + PART + "\n\r|")


class Row(NamedTuple):
    """One form in one list: what it stands for, and its attributes in the order of the list's fields."""

    form: str
    name: str
    unsure: bool
    attributes: tuple[str, ...] = ()


class Listing(NamedTuple):
    """A list as the lexicon needs it."""

    id: str
    type: str  # of the mentions that its names make, or empty
    of_class: str  # what rules call its words by, or empty
    rows: list[Row]


def rows_of_file(path: Path, shown: str, fields: list[str], names: bool) -> tuple[list[Row], list[Problem]]:
    """The rows of a list file, and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Problem(shown, 1, 1, f"cannot be read: {error}")]
    rows: list[Row] = []
    problems: list[Problem] = []
    tabular = path.suffix == ".tsv"
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t" if tabular or "\t" in line else "|")]
        if not tabular:
            cells = [cell for cell in cells if cell]
        if any(_RESERVED & set(cell) for cell in cells) and not tabular:
            problems.append(Problem(shown, number, 1, "control characters are not allowed"))
        elif tabular:
            rows += _tabular(cells, fields)
        elif names:
            rows += forms(cells)
        else:
            rows.append(_word(cells[0], tuple(cells[1:])))
    return rows, problems


def forms(cells: list[str]) -> Iterator[Row]:
    """The forms of one name: 中国石油天然气集团有限公司 | 中石油 | 大庆?."""
    name = cells[0].removesuffix(UNSURE).strip()
    for cell in dict.fromkeys(cells):
        yield _word(cell, (), name)


def _word(cell: str, attributes: tuple[str, ...], name: str | None = None) -> Row:
    form = cell.removesuffix(UNSURE).strip()
    return Row(form, name or form, cell.endswith(UNSURE), attributes)


def _tabular(cells: list[str], fields: list[str]) -> Iterator[Row]:
    """A row of columns: `name` and `forms` (parted by |) are its words, the rest its attributes."""
    cells += [""] * (len(fields) - len(cells))
    given = dict(zip(fields, cells))
    name = given.pop("name", "") or given.pop("word", "")
    listed = [form for form in given.pop("forms", "").split("|") if form.strip()]
    attributes = tuple(given.values())
    for cell in dict.fromkeys([name, *listed]):
        row = _word(cell, attributes, name.removesuffix(UNSURE))
        # The short form of a division that is no more is more often something else: 马山, a district until 2000.
        yield row._replace(unsure=True) if cell != name and given.get("last") else row


def rows_of_words(listed: Located, names: bool) -> list[Row]:
    """The rows of words that stand in the rule file itself: a list, or name: [other forms]."""
    rows: list[Row] = []
    if isinstance(listed.value, list):
        for item in listed.value:
            rows += forms([str(item.value)]) if names else [_word(str(item.value), ())]
        return rows
    for word, value in listed.value.items():
        values = [] if value.value is None else value.value if isinstance(value.value, list) else [value]
        others = [str(item.plain()) for item in values]
        rows += forms([word, *others]) if names else [_word(word, tuple(others))]
    return rows


def file_of(item: Located) -> tuple[Path | None, list[Problem]]:
    """The list file that an object names, beside its own file or below it."""
    value = item.value["file"]
    folder, path = value.value.folder, Path(str(value.value))
    if path.is_absolute() or ".." in path.parts:
        return None, [value.mark.problem("a list file lies beside the rule file or below it")]
    if path.suffix not in (".txt", ".tsv"):
        return None, [value.mark.problem("a list file is .txt or .tsv")]
    if not (folder / path).is_file():
        return None, [value.mark.problem(f"there is no file {value.value!r}")]
    return folder / path, []


def pack(
    listings: Sequence[Listing], counts: dict[str, tuple[int, str]], grammar: Set[str]
) -> tuple[dict[str, bytes], list[tuple[str, str, str]]]:
    """Lists → the packed lexicon: first character → its words; and (id, type, class) of each list.

    `counts` are the occurrences and the part of speech of ordinary words, `grammar` the classes of the words
    that fact rules are made with. The cost of a word is the
    negative logarithm of its share, in tenths of a nat: the sum along a path of words is how unlikely
    the path is.
    """
    total = sum(count for count, _ in counts.values()) or 1
    senses: dict[str, list[str]] = {}
    ids: list[tuple[str, str, str]] = []
    for listing in listings:
        number = len(ids)
        ids.append((listing.id, listing.type, listing.of_class))
        for row in listing.rows:
            full = "" if row.name == row.form else row.name
            parts = [str(number), UNSURE if row.unsure else "", full, *row.attributes]
            senses.setdefault(row.form, []).append(PART.join(parts).rstrip(PART))
    asked = {row.form for listing in listings if listing.of_class in grammar for row in listing.rows}
    heads: dict[str, list[Packed]] = {}
    for word in sorted({*senses, *counts}):
        count, tag = counts.get(word, (_UNKNOWN_COUNT, ""))
        if word in asked:
            count = max(count, _CLASS_COUNT)
        cost = round(10 * math.log(total / max(count, 1)))
        heads.setdefault(word[0], []).append((word[1:], str(cost), tag, SENSE.join(senses.get(word, ()))))
    typed = [bool(type_) for _, type_, _ in ids]
    return {first: packed_head(first, entries, typed) for first, entries in heads.items()}, ids
