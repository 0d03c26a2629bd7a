"""`jimo query`: SQL over documents, saved or made now, and over tables in Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..extras import MissingError
from ..model import Document
from ..sql import QueryError, Tables, mentioned
from .documents import Reader
from .environment import CommandError, Environment, ExitStatus
from .files import SAVED, STDIN, Failure, expand, is_batch
from .formats.rows import write_rows
from .outputs import Target, refuse_own_input
from .progress import watched
from .stop import whole


class Options(NamedTuple):
    """The options of the command as given."""

    sql: str
    files: list[str]
    format: str
    output: str | None
    encoding: str | None
    reference: str | None
    rules: list[str]


def run(options: Options, env: Environment) -> ExitStatus:
    """Fill the tables that the query mentions, ask it, write the rows."""
    refuse_own_input(options.output, options.files)
    if not options.files and env.stdin_is_terminal:
        raise CommandError("no input: name FILES, or pipe documents in (jimo query -h)")
    try:
        with whole():  # a signal that raises while DuckDB is imported would abort the process
            opened = Tables(mentioned(options.sql))
        with opened as tables:
            loading = _Loading(options, env, tables)
            loading.load()
            answer = tables.query(options.sql)
    except MissingError as error:
        raise CommandError(str(error)) from error
    except QueryError as error:
        raise CommandError(f"query: {error}") from error
    with Target(options.output, env) as target:
        write_rows(answer.names, answer.rows, options.format, target)
    return loading.status


class _Loading:
    """The files of a query on their way into its tables."""

    def __init__(self, options: Options, env: Environment, tables: Tables) -> None:
        self._options = options
        self._env = env
        self._tables = tables
        self._reader = Reader(env, options.encoding, options.rules, options.reference)
        self.status = ExitStatus.OK

    def load(self) -> None:
        """Fill the tables, each file in the fastest way that it allows."""
        rest: list[str] = []
        for name in expand(self._options.files or [STDIN], suffixes=(*SAVED, ".parquet")):
            if isinstance(name, Failure):
                self._fail(name)
            elif not self._load_whole(name):
                rest.append(name)
        if rest:
            self._tables.add_documents(self._documents(rest))

    def _load_whole(self, name: str) -> bool:
        """Parquet, and documents of the contract, which DuckDB reads by itself."""
        if name == STDIN:
            return False
        path = Path(name)
        try:
            with path.open("rb") as stream:
                head = stream.read(4096)
        except OSError:
            return False  # said when it is read as a text
        if head.startswith(b"PAR1"):
            try:
                self._tables.add_parquet(path)
            except QueryError as error:
                raise CommandError(f"{name}: {error}") from error
            return True
        if self._options.encoding is not None or b'"jimo/' not in head:
            return False
        return self._tables.add_json(path, lines=is_batch(name))

    def _fail(self, failure: Failure) -> None:
        self._env.note(failure.message)
        self.status = ExitStatus.FAILED

    def _documents(self, names: list[str]) -> Iterator[Document]:
        for result in watched(self._reader.read(names), self._env, elsewhere=True):
            if isinstance(result, Failure):
                self._fail(result)
            else:
                yield result
