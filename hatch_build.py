"""Builds what a wheel holds besides the sources: the compiled rules, and the compiled modules.

The modules that every text goes through are compiled with mypyc, from the same sources that run
uncompiled, and are about twice as fast for it. Where there is no C compiler, or with
`JIMO_COMPILE=0` in the environment, the wheel is pure Python and gives the same output; with
`JIMO_COMPILE=1` a failure to compile is an error. An editable install stays pure, so that an edit
takes effect at once.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class JimoBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds rules.bin and, if they can be made, the extension modules."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        bundle = self._compile_rules(root)
        if version == "editable":
            return
        build_data["force_include"][str(bundle)] = "jimo_cli/rules.bin"
        wanted = os.environ.get("JIMO_COMPILE", "")
        if wanted == "0":
            return
        try:
            built = self._compile_modules(root)
        except (Exception, SystemExit) as error:  # no compiler, no headers: many kinds of error, one remedy
            if wanted == "1":
                raise
            self.app.display_warning(f"jimo: not compiled, so slower: {error}")
            return
        build_data["force_include"].update(built)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    @staticmethod
    def _compile_rules(root: Path) -> Path:
        sys.path.insert(0, str(root))
        try:
            from jimo_cli.rulebook.bundle import BUNDLE, write_bundle
            from jimo_cli.rules import build_bundle
        finally:
            sys.path.remove(str(root))
        write_bundle(build_bundle(root / "rules"))
        return BUNDLE

    def _compile_modules(self, root: Path) -> dict[str, str]:
        """Extension modules in a temporary folder: path → place in the wheel."""
        from mypyc.build import mypycify
        from setuptools import Distribution
        from setuptools.command.build_ext import build_ext

        os.chdir(root)
        work = Path(tempfile.mkdtemp(prefix="jimo-"))
        sources = sorted(path for pattern in self.config["compile"] for path in Path("jimo_cli").glob(pattern))
        names = [str(path) for path in sources if path.name != "__init__.py"]
        extensions = mypycify(names, opt_level="3", debug_level="0", group_name="jimo", target_dir=str(work / "c"))
        command = build_ext(Distribution({"name": "jimo", "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(work / "lib"), str(work / "temp")
        command.ensure_finalized()
        command.run()
        library = work / "lib"
        return {str(path): path.relative_to(library).as_posix() for path in library.rglob("*.*") if path.is_file()}
