"""Checked rule objects → records → the linked tables that matching runs on.

Two steps, because users add rules: every object is compiled into a *record* by itself (that is
where the time goes), and all records, built-in and added, are then *linked* into one set of
tables: words, classes, and the positions of patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from ..spelling import suggest
from . import gazetteer
from . import pattern as patterns
from .bundle import NONE, NUMERAL_HEAD, Tables
from .schema import CONTEXTS, check_object, kind_of
from .source import Located, Problem
from .trees import packed_tree

LITERAL: Final = "="  # the class of a quoted literal: '第' has the class "=第"


@dataclass
class Record:
    """One compiled object, still by itself. `mark` is only there while its file is at hand."""

    id: str
    kind: str
    classes: tuple[str, ...]
    body: dict[str, Any]
    item: Located | None = None

    def plain(self) -> tuple[str, str, tuple[str, ...], dict[str, Any]]:
        """Plain values, for the bundle; the rows of a gazetteer are in the packed lexicon already."""
        return (self.id, self.kind, self.classes, {key: value for key, value in self.body.items() if key != "rows"})


@dataclass
class Linked:
    """The tables, and what of them is packed there: the words that patterns read, and those that are no expressions."""

    tables: Tables
    words: dict[str, tuple[int, dict[str, dict[str, Any]]]]
    blocking: dict[str, tuple[int, ...]]
    problems: list[Problem] = field(default_factory=list)


def compile_object(
    item: Located, functions: Iterable[str], normal: Callable[[str], str]
) -> tuple[Record | None, list[Problem]]:
    """One object of a rule file → its record, or the problems that prevent it.

    `functions` are the names of the value functions; `normal` is the character map that texts
    go through before matching (traditional → simplified), so that words go through it too.
    """
    problems = list(check_object(item))
    if problems:
        return None, problems
    fields = item.value
    classes = tuple(_texts(fields.get("class")))
    body: dict[str, Any] = {"set": _attributes(fields.get("set"))}
    kind = kind_of(item)
    if kind == "lexicon":
        words, problems = _words(item, normal) if "words" in fields else _listed_words(item, normal)
        body["words"] = words
    elif kind == "gazetteer":
        rows, problems = _rows(item, normal)
        body |= {"rows": rows, "type": fields["type"].value if "type" in fields else ""}
        body["fields"] = tuple(_texts(fields.get("fields")))
    elif kind == "maker":
        body["make"] = fields["make"].value
    elif kind == "fact":
        body |= {"kind": fields["kind"].value, "weight": fields["weight"].value if "weight" in fields else 0}
        pattern_body, problems = _pattern(fields, normal)
        body |= pattern_body
    elif kind == "rule":
        rule_body, problems = _rule(fields, functions, normal)
        body |= rule_body
    if problems:
        return None, problems
    return Record(fields["id"].value, kind, classes, body, item), []


def _rule(
    fields: dict[str, Located], functions: Iterable[str], normal: Callable[[str], str]
) -> tuple[dict[str, Any], list[Problem]]:
    problems: list[Problem] = []
    value = fields.get("value")
    if value is not None and value.value not in functions:
        problems.append(value.mark.problem(f"unknown value function {value.value!r}{suggest(value.value, functions)}"))
    body: dict[str, Any] = {
        "type": fields["type"].value if "type" in fields else None,
        "value": value.value if value is not None else None,
        "weight": fields["weight"].value if "weight" in fields else 0,
        "shape": fields["shape"].value if "shape" in fields else None,
        "needs": tuple(_texts(fields.get("needs"))),
    }
    for name in ("before", "after", "not_before", "not_after"):
        body[name] = [
            LITERAL + normal(text[1:-1]) if text[:1] == text[-1:] == "'" else text for text in _texts(fields.get(name))
        ]
    if "pattern" in fields:
        pattern_body, wrong = _pattern(fields, normal)
        problems += wrong
        body |= pattern_body
    return body, problems


def _pattern(fields: dict[str, Located], normal: Callable[[str], str]) -> tuple[dict[str, Any], list[Problem]]:
    """The positions of a pattern, or what is wrong with it."""
    source = fields["pattern"]
    try:
        table = patterns.positions(patterns.parse(source.value))
    except patterns.PatternError as error:
        return {}, [source.mark.problem(str(error), error.column)]
    if table.nullable:
        return {}, [source.mark.problem("this pattern matches nothing at all; require an item")]
    return {
        "atoms": [(LITERAL + normal(atom.name) if atom.literal else atom.name, atom.label) for atom in table.atoms],
        "columns": [atom.column for atom in table.atoms],
        "first": sorted(table.first),
        "last": sorted(table.last),
        "follow": [sorted(after) for after in table.follow],
    }, []


def _words(item: Located, normal: Callable[[str], str]) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """word → attributes of a lexicon, and its problems."""
    fields = item.value
    names = _texts(fields.get("fields"))
    shared = _attributes(fields.get("set"))
    listed = fields["words"].value
    problems = []
    words: dict[str, dict[str, Any]] = {}
    if isinstance(listed, list):
        listed = {entry.value: None for entry in listed}
    for word, entry in listed.items():
        attributes = dict(shared)
        if entry is not None and entry.value is not None:
            values = entry.value if isinstance(entry.value, list) else [entry]
            if isinstance(entry.value, dict):
                attributes |= _attributes(entry)
            elif len(values) > len(names):
                problems.append(entry.mark.problem("more values than 'fields' has names"))
            else:
                attributes |= {name: _simple(value.plain()) for name, value in zip(names, values)}
        words[normal(word)] = attributes
    if not words:
        problems.append(fields["words"].mark.problem("no words"))
    return words, problems


def _listed_words(item: Located, normal: Callable[[str], str]) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """word → attributes of a lexicon whose words stand in a file."""
    rows, problems = _rows(item, normal)
    names = [name for name in _texts(item.value.get("fields")) if name not in gazetteer.WORD_FIELDS]
    shared = _attributes(item.value.get("set"))
    # A count of nothing is left out: it says no more, and a list of characters has thousands of them.
    words = {
        row.form: {**shared, **{name: value for name, value in zip(names, row.attributes) if value not in ("", "0")}}
        for row in rows
    }
    for row in rows:
        if row.unsure:
            words[row.form]["unsure"] = True
    return words, problems


def _rows(item: Located, normal: Callable[[str], str]) -> tuple[list[gazetteer.Row], list[Problem]]:
    """The rows of a gazetteer, from its file or from the object itself."""
    fields = item.value
    names, columns = "type" in fields, _texts(fields.get("fields"))
    problems: list[Problem] = []
    if "file" in fields:
        path, problems = gazetteer.file_of(item)
        if path is None:
            return [], problems
        rows, problems = gazetteer.rows_of_file(path, path.name, columns, names)
    else:
        rows = gazetteer.rows_of_words(fields["words"], names)
    if not rows and not problems:
        problems = [item.mark.problem("no words")]
    return [row._replace(form=normal(row.form)) for row in rows if row.form], problems


def _texts(value: Located | None) -> list[str]:
    if value is None:
        return []
    return [item.value for item in value.value] if isinstance(value.value, list) else [value.value]


def _attributes(value: Located | None) -> dict[str, Any]:
    return {} if value is None else {key: _simple(item.plain()) for key, item in value.value.items()}


def _simple(value: Any) -> Any:
    """Decimals become text: exact, and writable by marshal."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        return tuple(_simple(item) for item in value)
    return value


def link(records: list[Record], given: Iterable[str]) -> Linked:
    """Put all records together. `given` are the classes of tokens that need no rule: numerals."""
    rules = [record for record in records if record.kind == "rule"]
    lexicons = [record for record in records if record.kind == "lexicon"]
    problems: list[Problem] = []
    made = {name for record in records for name in record.classes}
    produced = {name for record in rules for name in record.classes} | set(given)
    blocking = {record.id for record in rules if _is_blocking(record, produced)}
    used = {name for record in rules if record.id not in blocking for name, _ in record.body.get("atoms", ())}
    words_of: dict[str, list[str]] = {}
    for record in lexicons:
        for name in record.classes:
            words_of.setdefault(name, []).extend(record.body["words"])

    known = made | set(given)
    for record in rules:
        problems += _unknown_classes(record, known, words_of)
    problems += _rings(rules)
    for record in records:
        if record.kind == "fact":
            problems += _unknown_classes(record, made | PIECE_CLASSES, words_of)
    blocked = {name for record in rules if record.id in blocking for name, _ in record.body["atoms"]}
    words, lists = _lexicon(lexicons, used, blocked)
    symbols: dict[tuple[str, ...], int] = {}
    tables: Tables = {
        "rules": [],
        "words": packed_tree({}),
        "latin": [word for word in words if word[0].isascii() and word.isalpha()],
        "fragile": {},
        "starts": (b"", b"", b""),
        "symbols": [],
        "atoms": [],
        "follow": [],
        "accepts": [],
        "first": [],
        "shapes": [],
        "heads": _heads(rules, words, frozenset(given)),
        "blocking": packed_tree({}),
        "longest_blocking": 0,
        "lexicon": {},
        "lexicon_ids": [],
        "lists": lists,
        "facts": [_linked_fact(record) for record in records if record.kind == "fact"],
        "fact_words": _fact_words(records),
        "makers": {record.id: record.body["set"] for record in records if record.kind == "maker"},
    }
    tables["lexicon"], tables["lexicon_ids"] = _packed(records)
    readings: dict[str, tuple[int, dict[str, dict[str, Any]]]] = {}
    blockers: dict[str, tuple[int, ...]] = {}
    for word, by_class in words.items():
        symbol = symbols.setdefault(tuple(sorted(by_class)), len(symbols))
        readings[word] = (symbol, by_class)
        if any("fragile" in attributes for attributes in by_class.values()):
            tables["fragile"][word] = symbol
    tables["symbols"] = list(symbols)
    for number, record in enumerate(rules):
        tables["rules"].append(_linked_rule(record, words_of))
        if record.body["shape"] is not None:
            tables["shapes"].append((record.body["shape"], record.body["needs"], number))
            tables["first"].append(())
            continue
        if record.id in blocking:
            tables["first"].append(())
            for name in dict(record.body["atoms"]):
                for word in [name.removeprefix(LITERAL)] if name.startswith(LITERAL) else words_of[name]:
                    blockers[word] = (*blockers.get(word, ()), number)
            continue
        base = len(tables["atoms"])
        tables["atoms"] += record.body["atoms"]
        tables["follow"] += [tuple(base + p for p in after) for after in record.body["follow"]]
        last = set(record.body["last"])
        tables["accepts"] += [number if p in last else -1 for p in range(len(record.body["atoms"]))]
        tables["first"].append(tuple(base + p for p in record.body["first"]))
    tables["words"], tables["blocking"] = packed_tree(readings), packed_tree(blockers)
    tables["longest_blocking"] = max(map(len, blockers), default=0)
    return Linked(tables, readings, blockers, problems)


VOCABULARY: Final = "vocabulary"  # the class of the list of ordinary words, with their counts


def _packed(records: list[Record]) -> tuple[dict[str, bytes], list[tuple[str, str, str]]]:
    """The packed lexicon of all gazetteers whose rows are at hand."""
    listings: list[gazetteer.Listing] = []
    counts: dict[str, tuple[int, str]] = {}
    for record in records:
        if record.kind != "gazetteer" or "rows" not in record.body:
            continue
        rows: list[gazetteer.Row] = record.body["rows"]
        if VOCABULARY in record.classes:
            for row in rows:  # a traditional form (軍) is read as the simplified one, which is met more often
                count = int(row.attributes[0])
                if count > counts.get(row.form, (0, ""))[0]:
                    counts[row.form] = (count, row.attributes[1])
        else:
            of_class = record.classes[0] if record.classes else ""
            listings.append(gazetteer.Listing(record.id, record.body["type"], of_class, rows))
    return gazetteer.pack(listings, counts, set(_fact_words(records)))


def _is_blocking(record: Record, produced: set[str]) -> bool:
    """Whether a rule only takes single words out of play (统一, 第一书记).

    Such words matter only where they overlap something else, so they stay out of the automaton.
    """
    body = record.body
    if body["type"] != NONE or body["shape"] is not None or record.classes or any(body["follow"]):
        return False
    return not any(name in produced for name, _ in body["atoms"])


# What the pieces of a clause are besides the words of a class.
PIECE_CLASSES: Final = {
    "phrase",
    "value",
    "time",
    "percent",
    "pp",
    "money",
    "quantity",
    "count",
    "ordinal",
    "duration",
    "since",
    "basis",
}


# Classes of words that divide a clause without being named by a pattern.
_DIVIDERS: Final = {"skip", "status", "denial", "than", "and", "of", "among", "each"}


def _fact_words(records: list[Record]) -> list[str]:
    """The classes of words that clauses are divided at."""
    named = {name for record in records if record.kind == "fact" for name, _ in record.body["atoms"]}
    return sorted((named | _DIVIDERS) - PIECE_CLASSES | {"basis"})


def _linked_fact(record: Record) -> dict[str, Any]:
    names = ("kind", "weight", "atoms", "first", "last", "follow", "set")
    return {"id": record.id, **{name: record.body[name] for name in names}}


def _linked_rule(record: Record, words_of: Mapping[str, list[str]]) -> dict[str, Any]:
    body = record.body
    linked = {name: body[name] for name in ("type", "value", "weight", "set")}
    linked |= {"id": record.id, "classes": record.classes}
    for name in ("before", "after", "not_before", "not_after"):
        flags = tuple(sorted(item for item in body[name] if item in CONTEXTS))
        texts: set[str] = set()
        for item in body[name]:
            if item.startswith(LITERAL):
                texts.add(item.removeprefix(LITERAL))
            elif item not in CONTEXTS:
                texts |= set(words_of.get(item, ()))
        linked[name] = (flags, tuple(sorted(texts))) if body[name] else None
    return linked


def _unknown_classes(record: Record, known: set[str], words_of: Mapping[str, list[str]]) -> Iterable[Problem]:
    fields = record.item.value if record.item is not None else {}
    for (name, _), column in zip(record.body.get("atoms", ()), record.body.get("columns", ())):
        if not name.startswith(LITERAL) and name not in known and "pattern" in fields:
            yield fields["pattern"].mark.problem(f"unknown class {name!r}{suggest(name, known)}", column)
    for field_name in ("before", "after", "not_before", "not_after"):
        for name in record.body.get(field_name, ()):
            if name.startswith(LITERAL) or name in CONTEXTS or name in words_of:
                continue
            if field_name in fields:
                message = f"{name!r} is no class of words and none of {', '.join(CONTEXTS)}"
                yield fields[field_name].mark.problem(message)


def _rings(rules: list[Record]) -> Iterable[Problem]:
    """A rule that needs itself, by itself or through others, could read without an end."""
    producers: dict[str, list[Record]] = {}
    for record in rules:
        for name in record.classes:
            producers.setdefault(name, []).append(record)
    done: set[str] = set()

    def check(record: Record, above: tuple[str, ...]) -> Iterable[Problem]:
        if record.id in above:
            if record.item is not None:
                ring = " → ".join((*above[above.index(record.id) :], record.id))
                yield record.item.mark.problem(f"rules that need each other: {ring}")
            return
        if record.id in done:
            return
        for name in sorted({name for name, _ in record.body.get("atoms", ())}):
            for producer in producers.get(name, ()):
                yield from check(producer, (*above, record.id))
        done.add(record.id)

    for record in rules:
        yield from check(record, ())


def _heads(rules: list[Record], words: Mapping[str, Mapping[str, Any]], numerals: frozenset[str]) -> dict[str, str]:
    """The characters that what is of a class may begin with: its words, and what its rules read first.

    A class that numerals belong to has `NUMERAL_HEAD` for all characters that begin one.
    """
    heads: dict[str, set[str]] = {name: {NUMERAL_HEAD} for name in numerals}
    for word, by_class in words.items():
        for name in by_class:
            heads.setdefault(name, set()).add(word[0])
    makers: dict[str, set[str]] = {}  # class → the classes that its rules read first
    for record in rules:
        first = {record.body["atoms"][position][0] for position in record.body.get("first", ())}
        for name in record.classes:
            makers.setdefault(name, set()).update(first)
    grows = True
    while grows:
        grows = False
        for name, first in makers.items():
            mine = heads.setdefault(name, set())
            size = len(mine)
            mine.update(*(heads.get(below, ()) for below in first))
            grows = grows or len(mine) > size
    return {name: "".join(sorted(characters)) for name, characters in heads.items()}


def _lexicon(
    lexicons: list[Record], used: set[str], blocked: set[str]
) -> tuple[dict[str, dict[str, dict[str, Any]]], dict[str, dict[str, dict[str, Any]]]]:
    """Words for matching (word → class → attributes), and the word lists that no pattern names."""
    words: dict[str, dict[str, dict[str, Any]]] = {}
    lists: dict[str, dict[str, dict[str, Any]]] = {}
    for literal in sorted(name for name in used if name.startswith(LITERAL)):
        words[literal.removeprefix(LITERAL)] = {literal: {}}
    for record in lexicons:
        for name in record.classes:
            if name in used:
                for word, attributes in record.body["words"].items():
                    words.setdefault(word, {})[name] = attributes
            elif name not in blocked:
                lists.setdefault(name, {}).update(record.body["words"])
    return words, {name: _shared(listed) for name, listed in lists.items()}


def _shared(listed: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The same list with equal attributes as one object, which marshal writes and reads once."""
    kept: dict[tuple[tuple[str, Any], ...], dict[str, Any]] = {}
    return {word: kept.setdefault(tuple(attributes.items()), attributes) for word, attributes in listed.items()}
