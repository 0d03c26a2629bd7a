"""Names on the command line → files: folders and globs become what is in them, in the order of names."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

STDIN = "-"
_MAGIC = re.compile(r"[*?]|\[.+\]")
_PACKED = (".gz", ".zst")
_BATCH = (".jsonl", ".ndjson")
_HTML = (".html", ".htm", ".xhtml")
TEXTS = (".txt", *_BATCH, *_HTML)  # what is looked for in a folder
SAVED = (".json", *TEXTS)


class Failure(NamedTuple):
    """An input, or a line of one, that could not be read."""

    message: str


def unpacked_name(name: str) -> str:
    """A name without what says how it is packed."""
    for suffix in _PACKED:
        name = name.removesuffix(suffix)
    return name


def is_batch(name: str) -> bool:
    """Whether a file holds one document a line, by its name."""
    return unpacked_name(name).lower().endswith(_BATCH)


def is_html(name: str) -> bool:
    """Whether a file is a page, by its name."""
    return unpacked_name(name).lower().endswith(_HTML)


def is_several(name: str) -> bool:
    """Whether a name may stand for more than one document: a batch, a folder, a glob."""
    return name != STDIN and (is_batch(name) or os.path.isdir(name) or _is_glob(name))


def expand(
    names: Iterable[str], output: str | None = None, suffixes: tuple[str, ...] = TEXTS
) -> Iterator[str | Failure]:
    """The files that names stand for.

    A folder gives its files with one of the suffixes, packed or not, and those of the folders in it; what
    begins with a dot is left out, links to folders are not followed, and neither is the `output` of the run itself,
    whole or in part. A name with `*`, `?` or `[a-z]` that is no file gives what matches it.
    """
    for name in names:
        if name == STDIN:
            yield name
        elif os.path.isdir(name):
            yield from _nonempty(_folder(name, output, suffixes), f"{name}: no {', '.join(suffixes)} in this folder")
        elif _is_glob(name):
            yield from _nonempty(_matches(name, output, suffixes), f"{name}: nothing matches")
        else:
            yield name


def _is_glob(name: str) -> bool:
    return _MAGIC.search(name) is not None and not os.path.lexists(name)


def _nonempty(names: Iterator[str | Failure], message: str) -> Iterator[str | Failure]:
    found = False
    for name in names:
        found = True
        yield name
    if not found:
        yield Failure(message)


def _matches(pattern: str, output: str | None, suffixes: tuple[str, ...]) -> Iterator[str | Failure]:
    deep = "**" in pattern
    for name in sorted(_deep(pattern) if deep else glob.iglob(pattern)):
        if os.path.isdir(name):
            if not deep:  # else what is in it matches by itself
                yield from _folder(name, output, suffixes)
        elif not _is_output(name, output):
            yield name


def _deep(pattern: str) -> Iterator[str]:
    """What matches a pattern with `**`. `glob` would follow links round and round."""
    root = Path(pattern).anchor
    wanted = pattern[len(root) :]
    for path in Path(root).glob(wanted):
        if "/." in wanted or not any(part.startswith(".") for part in path.relative_to(root).parts if part != ".."):
            yield str(path)


def _folder(name: str, output: str | None, suffixes: tuple[str, ...]) -> Iterator[str | Failure]:
    try:
        with os.scandir(name) as listing:
            entries = sorted((entry for entry in listing if not entry.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield Failure(f"{name}: cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        path = os.path.join(name, entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(path, output, suffixes)
        elif unpacked_name(entry.name).lower().endswith(suffixes) and entry.is_file() and not _is_output(path, output):
            yield path


def _is_output(name: str, output: str | None) -> bool:
    if output in (None, STDIN):
        return False
    return os.path.realpath(name) == os.path.realpath(str(output))


def size_of(name: str) -> int:
    """The bytes that a file takes up; none where it cannot be asked."""
    try:
        return os.stat(name).st_size
    except OSError:
        return 0
