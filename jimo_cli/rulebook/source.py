"""YAML text → plain values that remember where they stood.

Rule files are untrusted input, so this reads the composed node tree instead of letting a YAML
constructor build objects: tags are refused, and so are aliases (an alias of an alias of an
alias is how a few lines of YAML become gigabytes).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

try:  # libyaml reads 400 rules in 24 ms, the Python parser in 166 ms
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_PLAIN_TAG: Final = "tag:yaml.org,2002:"
_PLAIN_COLLECTIONS: Final = (_PLAIN_TAG + "seq", _PLAIN_TAG + "map")
_MAX_DEPTH: Final = 32


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a rule file; line and column count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True)
class Mark:
    path: str
    line: int
    column: int

    def problem(self, message: str, shift: int = 0) -> Problem:
        return Problem(self.path, self.line, self.column + shift, message)


@dataclass(frozen=True)
class Located:
    """A value of a rule file and its place; mappings and lists hold `Located` values."""

    value: Any
    mark: Mark

    def plain(self) -> Any:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value


class ListFile(str):
    """The name of a list file as written in a rule file, and the folder that it is relative to."""

    folder: Path

    def __new__(cls, name: str, folder: Path) -> ListFile:
        made = super().__new__(cls, name)
        made.folder = folder
        return made


class SourceError(ValueError):
    """A rule file that is no YAML that jimo reads; carries the problem with its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read(path: Path, shown: str) -> Located:
    """The content of the rule file at `path`, which messages call `shown`.

    Raises `SourceError` for a file that cannot be read, decoded or parsed.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(Problem(shown, 1, 1, f"cannot be read: {error.strerror}")) from error
    except UnicodeDecodeError as error:
        raise SourceError(Problem(shown, 1, 1, "is not UTF-8; save it as UTF-8")) from error
    return parse(text, shown)


def parse(text: str, shown: str) -> Located:
    """The content of a rule file given as text. Raises `SourceError`."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        line, column = (at.line + 1, at.column + 1) if at else (1, 1)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise SourceError(Problem(shown, line, column, f"not valid YAML: {what}")) from error
    if node is None:
        return Located([], Mark(shown, 1, 1))
    return _convert(node, shown, set(), 0)


def _convert(node: yaml.Node, shown: str, seen: set[int], depth: int) -> Located:
    mark = Mark(shown, node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen:
        raise SourceError(mark.problem("YAML aliases are not allowed in rule files; repeat the value"))
    if depth > _MAX_DEPTH:
        raise SourceError(mark.problem("nested too deeply"))
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Located(_scalar(node, mark), mark)
    if node.tag not in _PLAIN_COLLECTIONS:  # tag:yaml.org,2002:python/… is plain by its prefix only
        raise SourceError(mark.problem(f"YAML tag {node.tag!r} is not allowed; remove it"))
    if isinstance(node, yaml.SequenceNode):
        return Located([_convert(item, shown, seen, depth + 1) for item in node.value], mark)
    mapping: dict[str, Located] = {}
    for key_node, value_node in node.value:
        key = _convert(key_node, shown, seen, depth + 1)
        name = key.value if isinstance(key.value, str) else _text(key_node)
        if name is None:
            raise SourceError(key.mark.problem("a key must be text"))
        if name in mapping:
            raise SourceError(key.mark.problem(f"{name!r} stands here twice"))
        mapping[name] = _convert(value_node, shown, seen, depth + 1)
    return Located(mapping, mark)


def _text(node: yaml.Node) -> str | None:
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _scalar(node: yaml.ScalarNode, mark: Mark) -> str | int | Decimal | bool | None:
    text: str = node.value
    match node.tag.removeprefix(_PLAIN_TAG):
        case "str" | "timestamp" | "value":
            return text
        case "null":
            return None
        case "bool":
            return text.lower() in ("true", "yes", "on")
        case "int" if text.lstrip("+-").isdigit():
            return int(text)
        case "int" | "float":
            try:
                return Decimal(text)
            except ArithmeticError:
                return text
    raise SourceError(mark.problem(f"YAML tag {node.tag!r} is not allowed; remove it"))
