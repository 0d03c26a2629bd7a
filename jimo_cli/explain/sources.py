"""Where rules stand: the file and the line of an object, found without reading rule files as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, final

from ..rulebook import bundle
from ..rulebook.build import shown

_ID: Final = re.compile(r"\s*-\s*\{?\s*id:\s*([\w.-]+)")
_FILE: Final = re.compile(r"\bfile:\s*([\w./-]+)")
_PATTERN: Final = re.compile(r"\s+pattern:\s*[\"']?(.*?)[\"']?\s*$")


@final
class Sources:
    """The places of rule objects, built-in ones and those of further files or folders."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._places: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self._patterns: dict[str, str] = {}
        folder = bundle.rules_folder()
        for path in bundle.rule_files(folder):
            self._scan(path, shown(path, folder))
        for name in paths:
            given = Path(name)
            for path in bundle.rule_files(given) if given.is_dir() else [given]:
                self._scan(path, str(path))

    def _scan(self, path: Path, name: str) -> None:
        identity = ""
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
            found = _ID.match(line)
            if found is not None:
                identity = found[1]
                self._places[identity] = f"{name}:{number}"
            listed = _FILE.search(line)
            if listed is not None:
                self._files[identity] = listed[1]
            pattern = _PATTERN.match(line)
            if pattern is not None:
                self._patterns[identity] = pattern[1]

    def of(self, identity: str) -> str:
        """`place.division (rules/names/places.yaml:3, places/divisions.tsv)`."""
        parts = [part for part in (self._places.get(identity), self._files.get(identity)) if part]
        return f"{identity} ({', '.join(parts)})" if parts else identity

    def pattern(self, identity: str) -> str:
        """The pattern of a rule as written, or nothing."""
        return self._patterns.get(identity, "")
