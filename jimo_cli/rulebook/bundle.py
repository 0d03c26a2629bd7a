"""The compiled form of the built-in rules: one file beside the code, written when the package is built.

Reading and compiling the YAML takes most of a second, reading the bundle two milliseconds. It is
written with `marshal`, which holds plain values only and runs nothing when read.

In an installed package the bundle is the truth. In a source tree it carries a fingerprint of the
rule files, and when they have changed it is passed over and they are compiled in memory, so an
edited rule is never silently ignored; `python -m jimo_cli.rulebook` writes it anew.
"""

from __future__ import annotations

import marshal
import os
from pathlib import Path
from typing import Any, Final, TypedDict, cast

# The lines of a tree of words, see `trees`.
Packed = tuple[bytes, bytes, bytes, bytes, bytes]

_PACKAGE: Final = Path(__file__).parent.parent
BUNDLE: Final = _PACKAGE / "rules.bin"
_FORMAT: Final = 7
_MARSHAL_VERSION: Final = 4
NONE: Final = "NONE"  # a rule of this type takes its span and gives no mention: 统一, 一把手
# How the packed lexicon parts its entries, fields, senses and parts; what a form ends in that is also something else.
ENTRY: Final = "\x1e"
FIELD: Final = "\t"
SENSE: Final = "\x1f"
PART: Final = "\x1d"
UNSURE: Final = "?"
NUMERAL_HEAD: Final = "0"  # stands for every character that a numeral may begin with


class Tables(TypedDict):
    """The linked rules: plain values only, so that marshal can write them."""

    rules: list[dict[str, Any]]
    words: Packed  # of a symbol and the attributes by class
    latin: list[str]  # those in Latin letters
    fragile: dict[str, int]  # the particles that other words swallow, with their symbols
    starts: tuple[bytes, bytes, bytes]  # where in a text words and blocking words may stand
    lists: dict[str, dict[str, dict[str, Any]]]
    symbols: list[tuple[str, ...]]
    atoms: list[tuple[str, str]]
    follow: list[tuple[int, ...]]
    accepts: list[int]
    first: list[tuple[int, ...]]
    shapes: list[tuple[str, tuple[str, ...], int]]
    heads: dict[str, str]
    blocking: Packed  # of the rules that say so
    longest_blocking: int
    lexicon: dict[str, bytes]
    lexicon_ids: list[tuple[str, str, str]]
    facts: list[dict[str, Any]]
    fact_words: list[str]
    makers: dict[str, dict[str, Any]]


class RuleError(ValueError):
    """Rule files with problems; the message has one line for each, as path:line:column."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def rules_folder() -> Path:
    """Where the built-in rule files are: in the package when installed, beside it in a source tree."""
    inside = _PACKAGE / "rules"
    return inside if inside.is_dir() else _PACKAGE.parent / "rules"


def data_files(folder: Path) -> list[Path]:
    """The lists that rule files of a folder may name, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".tsv") and path.is_file())


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder, in the order in which they are read."""
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def fingerprint(folder: Path) -> str:
    """A hash of the names and contents of all rule files, and of the form of the bundle."""
    import hashlib

    digest = hashlib.blake2b(str(_FORMAT).encode(), digest_size=16)
    for path in (*rule_files(folder), *data_files(folder)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def pack(records: list[Any], tables: Tables, mark: str) -> bytes:
    """The bundle's bytes: the linked tables, and the records that user rules are linked with."""
    kept = marshal.dumps(records, _MARSHAL_VERSION)
    content = {"format": _FORMAT, "mark": mark, "tables": dict(tables), "records": kept}
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


def unpack_records(content: dict[str, Any]) -> list[Any]:
    """The records of a bundle, for linking with others."""
    return cast(list[Any], marshal.loads(content["records"]))


def write_bundle(data: bytes, target: Path = BUNDLE) -> None:
    """Write the bundle in one step, so that a reader never meets half of it."""
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(data)
    temporary.replace(target)
