"""Rule files → records → tables: everything that needs YAML, and happens once.

Built-in rules come this way when the package is built; a user's rules when they are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .bundle import RuleError, rule_files
from .compile import Linked, Record, compile_object, link
from .schema import kind_of, objects
from .source import ListFile, Located, Problem, SourceError, read

Normal = Callable[[str], str]


def problems_of(problems: list[Problem]) -> RuleError:
    """All problems of a set of rule files as one error."""
    return RuleError([str(problem) for problem in sorted(problems)])


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
        for item in items:
            listed = item.value.get("file")
            if listed is not None and isinstance(listed.value, str):
                item.value["file"] = Located(ListFile(listed.value, path.parent), listed.mark)
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
            raise problems_of(problems)
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
        raise problems_of(problems)
    return records, linked
