"""An output that is a folder: it appears whole at the end or not at all, as a file does."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from .environment import CommandError, Environment, ExitStatus
from .files import STDIN
from .outputs import PREFIX, Target, gone_at_exit, real_path, writing
from .stop import whole


def is_folder(name: str | None) -> bool:
    """Whether a name is meant as a folder: it ends with a slash, or there is one."""
    return name not in (None, STDIN) and (str(name).endswith(("/", os.sep)) or os.path.isdir(str(name)))


class Folder(Target):
    """A folder in which parts are written under `path`. Raises `CommandError` where something is in it already."""

    def __init__(self, name: str, env: Environment) -> None:
        super().__init__(None, env)
        self.name = name
        self.path = Path()

    def __enter__(self) -> Folder:
        with writing(self.name, ExitStatus.USAGE):
            place = real_path(self.name)
            if place.is_dir() and any(place.iterdir()):
                raise CommandError(f"{self.name}: something is in this folder already; name another")
            with whole():
                self.path = Path(tempfile.mkdtemp(dir=place.parent, prefix=PREFIX))
                gone_at_exit(str(self.path))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with writing(self.name):
                    mask = os.umask(0)
                    os.umask(mask)
                    os.chmod(self.path, 0o777 & ~mask)
                    os.replace(self.path, real_path(self.name))
        finally:
            shutil.rmtree(self.path, ignore_errors=True)
