"""What all tests share: one extractor, the command line in process and as a process, the schema."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import jimo_cli
from jimo_cli import Extractor
from support import ROOT

# A shell that starts a job in the background has it ignore Ctrl-C, and the jimo that is tested would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples on every run, so that a red test means a change; HYPOTHESIS_PROFILE=wide looks further.
settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile("wide", parent=settings.get_profile("steady"), derandomize=False, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-samples", action="store_true", help="Write samples/expected/ anew instead of comparing it."
    )


def compile_rules() -> None:
    """In a source tree whose rules have changed, compile them once rather than in every process."""
    from jimo_cli.rulebook import bundle

    folder = Path(jimo_cli.__file__).parent
    if not (folder / "rules").is_dir() and bundle.load_bundle() is None:
        subprocess.run([sys.executable, "-m", "jimo_cli.rulebook"], check=True, cwd=ROOT, capture_output=True)


@pytest.fixture(scope="session", autouse=True)
def fresh_bundle() -> None:
    """The compiled rules are those of the rule files."""
    compile_rules()


@pytest.fixture
def compiled_rules() -> None:
    """The same just before a test that measures, for someone who edits rules meanwhile."""
    compile_rules()


@pytest.fixture(scope="session")
def extractor(fresh_bundle: None) -> Extractor:
    """One extractor with the built-in rules for all tests."""
    return Extractor()


class Ran(NamedTuple):
    """What a command wrote, and its exit code."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


Runner = Callable[..., Ran]


@pytest.fixture
def jimo(tmp_path: Path) -> Runner:
    """Run the installed `jimo` command as a process of its own, in a folder of its own.

    `jimo("extract", "a.txt", stdin=b"...", env={"LC_ALL": "C"})`.
    """

    def run(*arguments: str, stdin: bytes = b"", cwd: Path = tmp_path, env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [COMMAND, *arguments],
            check=False,
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env=os.environ | (env or {}),
            timeout=60,
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    return run


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Runner]:
    """The same in this process, which is ten times as fast: for everything but streams and start-up."""
    from jimo_cli.cli.main import run as run_command

    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfdbinary.readouterr()
        status = run_command(list(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
        written = capfdbinary.readouterr()
        return Ran(int(status), written.out, written.err.decode("utf-8", "replace"))

    yield run


COMMAND = str(Path(sysconfig.get_path("scripts")) / "jimo")
