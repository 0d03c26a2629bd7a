"""Compiles the rule files when a wheel is built, so that an installed jimo starts at once."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled rules into the wheel, or beside the code of an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from jimo_cli.rulebook.bundle import BUNDLE, write_bundle
            from jimo_cli.rules import build_bundle
        finally:
            sys.path.remove(str(root))
        write_bundle(build_bundle(root / "rules"))
        if version != "editable":
            build_data["force_include"][str(BUNDLE)] = "jimo_cli/rules.bin"
