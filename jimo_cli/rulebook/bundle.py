"""The compiled form of the built-in rules: one file beside the code, written when the package is built.

Reading and compiling the YAML takes most of a second, reading the bundle two milliseconds. It is
written with `marshal`, which holds plain values only and runs nothing when read.

In an installed package the bundle is the truth. In a source tree it carries a fingerprint of the
rule files, and when they have changed it is passed over and they are compiled in memory, so an
edited rule is never silently ignored; `python -m jimo_cli.rulebook` writes it anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

from .compile import Linked, Record, Tables, compile_object, link
from .schema import kind_of, objects
from .source import Located, Problem, SourceError, read

_PACKAGE = Path(__file__).parent.parent
BUNDLE = _PACKAGE / "rules.bin"
_FORMAT = 1
_MARSHAL_VERSION = 4

Normal = Callable[[str], str]


class RuleError(ValueError):
    """Rule files with problems; the message has one line for each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, sorted(problems))))
        self.problems = sorted(problems)


def rules_folder() -> Path:
    """Where the built-in rule files are: in the package when installed, beside it in a source tree."""
    inside = _PACKAGE / "rules"
    return inside if inside.is_dir() else _PACKAGE.parent / "rules"


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder, in the order in which they are read."""
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def shown(path: Path, folder: Path) -> str:
    """The name that messages give to a built-in rule file: `rules/numbers/money.yaml`."""
    return Path("rules", path.relative_to(folder)).as_posix()


def read_objects(paths: Iterable[tuple[Path, str]]) -> tuple[list[Located], list[Problem]]:
    """The objects of several files, and what is wrong with the files as such."""
    found: list[Located] = []
    problems: list[Problem] = []
    for path, name in paths:
        try:
            items, wrong = objects(read(path, name))
        except SourceError as error:
            problems.append(error.problem)
            continue
        found += items
        problems += wrong
    return found, problems


def character_map(items: list[Located]) -> dict[str, dict[str, str]]:
    """The table of characters that are read as others, needed before any word can be compiled."""
    table: dict[str, dict[str, str]] = {}
    for item in items:
        name = item.value.get("class")
        if name is None or name.value != "character":
            continue
        record, problems = compile_object(item, (), lambda text: text)
        if record is None:
            raise RuleError(problems)
        table |= record.body["words"]
    return table


def compile_objects(
    items: list[Located], functions: Iterable[str], normal: Normal
) -> tuple[list[Record], list[Problem]]:
    """All objects of one source. An id twice within it is a problem."""
    records: list[Record] = []
    problems: list[Problem] = []
    names = set(functions)
    seen: dict[str, Located] = {}
    for item in items:
        is_table = item.value.get("class") is not None and item.value["class"].value == "character"
        record, wrong = compile_object(item, names, (lambda text: text) if is_table else normal)
        problems += wrong
        if record is None:
            continue
        if record.id in seen:
            first = seen[record.id].mark
            at = item.value["id"].mark
            problems.append(at.problem(f"the id {record.id!r} stands already in {first.path}:{first.line}"))
            continue
        seen[record.id] = item
        records.append(record)
    return records, problems


def overlay(base: list[Record], added: list[Record]) -> tuple[list[Record], list[Problem]]:
    """Built-in records with a user's: what has the same id is replaced, or switched off."""
    problems: list[Problem] = []
    by_id = {record.id: record for record in base}
    for record in added:
        if record.kind == "switch":
            if record.id not in by_id and record.item is not None:
                at = record.item.value["id"].mark
                problems.append(at.problem(f"there is no object {record.id!r} to disable"))
            by_id.pop(record.id, None)
        else:
            by_id[record.id] = record
    return list(by_id.values()), problems


# -- writing and reading


def fingerprint(folder: Path) -> str:
    """A hash of the names and contents of all rule files, and of the form of the bundle."""
    digest = hashlib.blake2b(str(_FORMAT).encode(), digest_size=16)
    for path in rule_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def pack(records: list[Record], linked: Linked, mark: str) -> bytes:
    """The bundle's bytes: the linked tables, and the records that user rules are linked with."""
    kept = marshal.dumps([record.plain() for record in records], _MARSHAL_VERSION)
    content = {"format": _FORMAT, "mark": mark, "tables": dict(linked.tables), "records": kept}
    return marshal.dumps(content, _MARSHAL_VERSION)


def load_bundle() -> dict[str, Any] | None:
    """The bundle of this package, or None where there is none that fits its rule files."""
    spec = globals().get("__spec__")
    try:
        data = spec.loader.get_data(str(BUNDLE)) if spec is not None else BUNDLE.read_bytes()
        content = cast(dict[str, Any], marshal.loads(data))
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if content.get("format") != _FORMAT:
        return None
    if (_PACKAGE / "rules").is_dir():
        return content
    folder = rules_folder()
    if folder.is_dir() and fingerprint(folder) != content["mark"]:
        return None
    return content


def unpack_records(content: dict[str, Any]) -> list[Record]:
    """The records of a bundle, for linking with others."""
    return [Record(*plain) for plain in marshal.loads(content["records"])]


def unpack_tables(content: dict[str, Any]) -> Tables:
    return cast(Tables, content["tables"])


def compile_folder(
    folder: Path, functions: Iterable[str], given: Iterable[str], normaliser: Callable[[dict[str, Any]], Normal]
) -> tuple[list[Record], Linked]:
    """Compile and link all rule files of a folder. Raises `RuleError` with every problem found."""
    items, problems = read_objects((path, shown(path, folder)) for path in rule_files(folder))
    for item in items:
        if kind_of(item) == "switch":
            problems.append(item.mark.problem("a built-in rule is removed, not disabled"))
    normal = normaliser(character_map(items))
    records, wrong = compile_objects(items, functions, normal)
    problems += wrong
    linked = link(records, given)
    problems += linked.problems
    if problems:
        raise RuleError(problems)
    return records, linked


def write_bundle(data: bytes, target: Path = BUNDLE) -> None:
    """Write the bundle in one step, so that a reader never meets half of it."""
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(data)
    temporary.replace(target)
