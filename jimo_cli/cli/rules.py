"""`jimo rules`: list them, show one, check files, run the examples that rules carry."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from ..rulebook import build, bundle
from ..rulebook.makers import WAYS
from ..rulebook.schema import kind_of
from ..rulebook.source import Located
from ..rules import FUNCTIONS, RuleError, Rules
from ..ruletest import OK, run_examples
from ..spelling import suggest
from .environment import CommandError, Environment, ExitStatus
from .extract import load_extractor


def _builtin() -> list[Located]:
    folder = bundle.rules_folder()
    items, problems = build.read_objects((path, build.shown(path, folder)) for path in bundle.rule_files(folder))
    if problems:
        raise CommandError(str(build.problems_of(problems)))
    return items


def _given(paths: list[str]) -> list[Located]:
    files: list[Path] = []
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise CommandError(f"{name}: no such file or folder")
        files += bundle.rule_files(path) if path.is_dir() else [path]
    items, problems = build.read_objects((path, str(path)) for path in files)
    if problems:
        raise CommandError(str(build.problems_of(problems)))
    return items


def check(paths: list[str], env: Environment) -> ExitStatus:
    """Report every problem of every file at once, as path:line:column."""
    try:
        if paths:
            for name in paths:
                if not Path(name).exists():
                    raise CommandError(f"{name}: no such file or folder")
            Rules(paths)
        else:
            build.compile_folder(bundle.rules_folder(), FUNCTIONS, _numeral_classes(), _normaliser())
    except RuleError as error:
        raise CommandError(str(error)) from error
    items = _given(paths) if paths else _builtin()
    counts = Counter(kind_of(item) for item in items)
    told = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in sorted(counts.items()))
    env.write(f"ok: {told or 'nothing'}\n")
    return ExitStatus.OK


def _numeral_classes() -> tuple[str, ...]:
    from ..values.numerals import CLASSES

    return CLASSES


def _normaliser() -> Any:
    from ..text import Normaliser

    return Normaliser


def test(paths: list[str], rules: list[str], env: Environment) -> ExitStatus:
    """Run the examples of the built-in rules, or of the files named, on top of the built-in ones."""
    extractor = load_extractor([*rules, *paths])
    items = _given(paths) if paths else _builtin()
    counts: Counter[str] = Counter()
    for outcome in run_examples(items, extractor):
        counts[outcome.kind] += 1
        if outcome.kind != OK:
            env.write(f"{outcome}\n")
    failed = sum(counts.values()) - counts[OK]
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if kind != OK)
    env.write(f"{sum(counts.values())} examples, {f'{failed} failed: {told}' if failed else 'all as they should be'}\n")
    return ExitStatus.FAILED if failed else ExitStatus.OK


def list_(rules: list[str], env: Environment) -> ExitStatus:
    """One object a line: id, what it is, the file that holds it."""
    items = _effective(rules)
    width = max(len(str(item.value["id"].value)) for item in items)
    for item in items:
        env.write(f"{item.value['id'].value:{width}}  {_what(item):32}  {item.mark.path}:{item.mark.line}\n")
    return ExitStatus.OK


def _what(item: Located) -> str:
    """What an object finds, states, or lists."""
    fields = item.value
    kind = kind_of(item)
    if kind == "fact":
        return f"fact: {fields['kind'].value}"
    if kind == "maker":
        made = next((_text(fields[key]) for key in ("type", "kind") if key in fields), "names")
        return f"{'fact: ' if 'kind' in fields else ''}{made} by {fields['make'].value}"
    name = next((_text(fields[key]) for key in ("type", "class") if key in fields), kind)
    if kind not in ("lexicon", "gazetteer"):
        return name
    words = fields.get("words")
    return f"words of {name} ({len(words.value) if words is not None else fields['file'].value})"


def identities() -> list[str]:
    """The ids of all built-in objects, for completion."""
    return sorted(str(item.value["id"].value) for item in _builtin())


def show(name: str, rules: list[str], env: Environment) -> ExitStatus:
    """One object as it stands in its file."""
    items = {str(item.value["id"].value): item for item in _effective(rules)}
    if name not in items:
        raise CommandError(f"there is no rule {name!r}{suggest(name, items)}")
    item = items[name]
    env.write(f"# {item.mark.path}:{item.mark.line}\n")
    for key, value in item.value.items():
        _print(key, value.plain(), "", env)
    function = item.value.get("value")
    if function is not None:
        doc = (FUNCTIONS[function.value].__doc__ or "").strip().splitlines()
        env.write(f"# {function.value}: {doc[0] if doc else ''}\n")
    way = WAYS.get(str(item.value["make"].value)) if "make" in item.value else None
    if way is not None:
        env.write(f"# {item.value['make'].value}: {way.doc}\n")
        for setting, meaning in way.settings.items():
            env.write(f"#   {setting}: {meaning}\n")
    return ExitStatus.OK


def _effective(rules: list[str]) -> list[Located]:
    """The objects in force: built-in ones, with those of further files added, replaced, taken away."""
    load_extractor(rules)  # refuses files with problems
    items = {str(item.value["id"].value): item for item in _builtin()}
    for item in _given(rules):
        identity = str(item.value["id"].value)
        if kind_of(item) == "switch":
            items.pop(identity, None)
        else:
            items[identity] = item
    return list(items.values())


def _text(value: Located) -> str:
    plain = value.plain()
    return ", ".join(plain) if isinstance(plain, list) else str(plain)


def _print(key: str, value: Any, margin: str, env: Environment) -> None:
    if isinstance(value, dict):
        env.write(f"{margin}{key}:\n")
        for inner, item in value.items():
            _print(inner, item, margin + "  ", env)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        env.write(f"{margin}{key}:\n")
        for item in value:
            told = ", ".join(f"{name}: {_plain(entry)}" for name, entry in item.items())
            env.write(f"{margin}  - {{{told}}}\n")
    elif isinstance(value, list):
        env.write(f"{margin}{key}: [{', '.join(map(str, value))}]\n")
    else:
        env.write(f"{margin}{key}: {_plain(value)}\n")


def _plain(value: Any) -> str:
    """A value as YAML has it."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
