"""What people are shown for the codes of the contract, in one language: `MONEY` is money, or 金额.

The labels are data: `rules/labels/LANGUAGE.json`, one file a language, all with the same keys. They
are read by themselves, since to load the rules for them would take thirty times as long.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, cast

_PACKAGE: Final = Path(__file__).parent


class Labels:
    """The labels of one language; what has none is shown as it is."""

    def __init__(self, language: str, groups: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self._groups = groups

    def __call__(self, group: str, code: str | None) -> str:
        """The label of a code: `labels("type", "MONEY")`. No code has no label."""
        if code is None:
            return ""
        return self._groups.get(group, {}).get(code, code)

    def group(self, name: str) -> Mapping[str, str]:
        """All labels of one group, by their codes."""
        return self._groups.get(name, {})


def _folder() -> Path:
    inside = _PACKAGE / "rules"
    return (inside if inside.is_dir() else _PACKAGE.parent / "rules") / "labels"


def languages() -> list[str]:
    """The languages that there are labels for."""
    return sorted(path.stem for path in _folder().glob("*.json"))


@cache
def load_labels(language: str) -> Labels:
    """The labels of a language, `en` or `zh`. Raises `LookupError` where there are none."""
    path = _folder() / f"{language}.json"
    if language not in languages():
        raise LookupError(f"there are no labels for {language!r}; there are {', '.join(languages())}")
    return Labels(language, cast(dict[str, dict[str, str]], json.loads(path.read_text(encoding="utf-8"))))
