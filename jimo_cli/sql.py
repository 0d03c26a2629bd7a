"""Documents as tables of an in-memory DuckDB: what `jimo query` asks, and what Parquet is written by.

DuckDB reads documents of the contract by itself, a hundred megabytes a second, so they do not pass
through Python on their way; the SQL for that is made of the columns in `tables`. It is loaded when
it is needed only: `pip install 'jimo[query]'`.

A query cannot reach out: once the tables are filled, all access to files and to the network is
turned off and the settings are locked, and only a single SELECT is run.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .extras import MissingError
from .model import SCHEMA, Document
from .spelling import suggest
from .tables import MOMENT, TABLES, TEXT, TEXTS, Column, Table

if TYPE_CHECKING:
    import duckdb

_SETTINGS: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_LARGEST: Final = 1 << 30  # bytes of one document


class QueryError(ValueError):
    """A query that cannot be run, or a file that is none of the tables."""


class Answer(NamedTuple):
    """The rows of a query under the names of their columns."""

    names: list[str]
    rows: list[tuple[Any, ...]]


class Tables:
    """The tables of the contract, filled from files and asked in SQL. Use it in a `with` block.

    `wanted` names the tables to fill: those that a query mentions. Raises `MissingError`.
    """

    def __init__(self, wanted: Iterable[str] = TABLES) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise MissingError("SQL and Parquet need DuckDB: pip install 'jimo[query]'") from error
        self._duckdb = duckdb
        self._db: duckdb.DuckDBPyConnection = duckdb.connect(":memory:", config=dict(_SETTINGS))
        self._db.execute("SET preserve_insertion_order = true")
        self.wanted = [name for name in TABLES if name in set(wanted)]
        self._filled: set[str] = set()
        self._parquet: dict[str, list[str]] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="jimo-")
        self._links = 0
        self._allowed: list[str] = []
        self._closed = False

    def __enter__(self) -> Tables:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(self._duckdb.Error):  # still busy with what was interrupted
            self._db.close()
        self._folder.cleanup()

    # -- filling

    def add_json(self, path: Path, lines: bool, exact: bool = False) -> bool:
        """Fill the tables from a file of documents; False where it holds anything else, or numbers of more
        digits than DuckDB keeps. With `exact` the numbers are those of `add_documents`, which are sound."""
        needs = _needed([TABLES[name] for name in self.wanted])
        shape = ", ".join(f"{_quoted(key)}: {_literal(_struct(value))}" for key, value in needs.items())
        form = "newline_delimited" if lines else "auto"
        try:
            self._db.execute(
                f"CREATE OR REPLACE TEMP TABLE jimo_raw AS SELECT * FROM read_json(?, format = '{form}', "
                f"columns = {{{shape}}}, maximum_object_size = {_LARGEST})",
                [self._safe(path)],
            )
        except self._duckdb.Error:
            return False
        if not self._all("SELECT count(*) FROM jimo_raw WHERE schema IS DISTINCT FROM ? OR doc.id IS NULL", SCHEMA):
            return False
        if not exact and not all(self._all(check) for check in self._checks()):
            return False
        for name in self.wanted:
            self._insert(name, _select(TABLES[name]))
        self._db.execute("DROP TABLE jimo_raw")
        return True

    def add_documents(self, documents: Iterable[Document]) -> None:
        """Fill the tables from records; every digit of a value is kept."""
        self.add_lines(map(row_source, documents))

    def add_lines(self, lines: Iterable[bytes]) -> None:
        """Fill the tables from what `row_source` makes of documents, by way of a file."""
        path = Path(self._folder.name) / "documents.jsonl"
        with path.open("wb") as stream:
            count = 0
            for line in lines:
                stream.write(line)
                count += 1
        if count and not self.add_json(path, lines=True, exact=True):
            raise QueryError("the documents cannot be read as tables")  # of our own writing: does not happen

    def add_parquet(self, path: Path) -> None:
        """Add a Parquet file to the table that it holds, known by its columns; its rows stay on the disk.

        Raises `QueryError`.
        """
        safe = self._safe(path)
        try:
            found = [row[0] for row in self._db.execute("DESCRIBE SELECT * FROM read_parquet(?)", [safe]).fetchall()]
        except self._duckdb.Error as error:
            raise QueryError("no Parquet file that can be read") from error
        table = next((t for t in TABLES.values() if {c.name for c in t.columns} <= set(found)), None)
        if table is None:
            raise QueryError(f"no table of jimo: its columns are {', '.join(found[:8])} …")
        if table.name in self.wanted:
            self._parquet.setdefault(table.name, []).append(safe)

    def _insert(self, name: str, select: str) -> None:
        if name not in self._filled:
            self._db.execute(f"CREATE TABLE {name} AS {select}")
            self._filled.add(name)
        else:
            self._db.execute(f"INSERT INTO {name} {select}")

    def _view(self, table: Table) -> None:
        """A table of rows in Parquet files, and of those that were read of other files."""
        columns = ", ".join(f"{_quoted(c.name)}::{c.type} AS {_quoted(c.name)}" for c in table.columns)
        select = f"SELECT {columns} FROM read_parquet([{', '.join(map(_literal, self._parquet[table.name]))}])"
        if table.name in self._filled:
            self._db.execute(f"ALTER TABLE {table.name} RENAME TO jimo_{table.name}")
            select = f"SELECT * FROM jimo_{table.name} UNION ALL {select}"
        self._db.execute(f"CREATE VIEW {table.name} AS {select}")
        self._filled.add(table.name)

    def finish(self) -> None:
        """Make views of what is in Parquet, and the tables that nothing was found for, empty."""
        for name in list(self._parquet):
            self._view(TABLES[name])
            self._allowed += self._parquet.pop(name)
        for table in TABLES.values():
            if table.name not in self._filled:
                columns = ", ".join(f"{_quoted(column.name)} {column.type}" for column in table.columns)
                self._db.execute(f"CREATE TABLE {table.name} ({columns})")
                self._filled.add(table.name)

    def _all(self, query: str, *values: object) -> bool:
        row = self._db.execute(query, list(values)).fetchone()
        return row is not None and row[0] == 0

    def _checks(self) -> list[str]:
        """Queries that count the values which DuckDB, going through a double, may have shortened.

        A double keeps 15 digits, as many as a third is written with; more of them are looked at again.
        """
        return [
            f"SELECT count(*) FROM (SELECT unnest({name}).value v FROM jimo_raw) "
            "WHERE v SIMILAR TO '-?[0-9.]*e.*|-?[0.]*[1-9][0-9.]{16,}'"
            for name in self.wanted
            if name in ("facts", "mentions")
        ]

    def _safe(self, path: Path) -> str:
        """A name that DuckDB takes for one file: in its own, * and [ would stand for many."""
        self._links += 1
        suffix = ".gz" if path.name.endswith(".gz") else ""
        link = Path(self._folder.name) / f"{self._links}.json{suffix}"
        try:
            link.symlink_to(path.resolve())
        except OSError:
            return str(path.resolve())
        return str(link)

    # -- asking

    def query(self, sql: str) -> Answer:
        """The answer to one SELECT. Raises `QueryError`, which says what was meant."""
        self._close_off()
        try:
            statements = self._db.extract_statements(sql)
            if len(statements) != 1:
                raise QueryError("one query at a time" if statements else "there is no query")
            if statements[0].type.name not in ("SELECT", "EXPLAIN"):
                raise QueryError(f"only SELECT is run, and this is {statements[0].type.name}")
            return self._interruptible(statements[0])
        except self._duckdb.Error as error:
            raise QueryError(explain(str(error))) from error

    def _interruptible(self, statement: Any) -> Answer:
        """Run a query so that Ctrl-C ends it: DuckDB does not look at signals while it works.

        The query runs in a thread, and this one waits for it. Ctrl-C asks DuckDB to stop instead of raising
        here, since the interpreter must not end before that thread has, however often it is pressed.
        """
        import signal
        from threading import Thread, current_thread, main_thread

        answers: list[Answer] = []
        errors: list[Exception] = []
        pressed: list[int] = []

        def work() -> None:
            try:
                relation = self._db.execute(statement)
                names = [str(column[0]) for column in relation.description or ()]
                answers.append(Answer(names, relation.fetchall()))
            except Exception as error:
                errors.append(error)

        def stop(number: int, frame: object) -> None:
            pressed.append(number)
            self._db.interrupt()

        if current_thread() is not main_thread():
            work()
        else:
            before = signal.signal(signal.SIGINT, stop)
            worker = Thread(target=work, daemon=True)
            worker.start()
            while worker.is_alive():
                worker.join(0.5)
                if pressed:  # it may have come before the query had begun
                    self._db.interrupt()
            signal.signal(signal.SIGINT, before)
        if pressed:
            raise KeyboardInterrupt
        if errors:
            raise errors[0]
        return answers[0]

    def _close_off(self) -> None:
        """Complete the tables and turn off all access to anything else, for good."""
        if not self._closed:
            self.finish()
            self._db.execute(
                f"SET temp_directory = {_literal(self._folder.name)}"
            )  # for what is more than memory holds
            if self._allowed:
                paths = ", ".join(_literal(path) for link in self._allowed for path in (link, os.path.realpath(link)))
                self._db.execute(f"SET allowed_paths = [{paths}]")
            self._db.execute("SET enable_external_access = false")
            self._db.execute("SET lock_configuration = true")
            self._closed = True

    def write_parquet(self, name: str, path: Path) -> None:
        """Write one table as a Parquet file."""
        self.finish()
        self._db.execute(f"COPY (SELECT * FROM {name}) TO {_literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def mentioned(sql: str) -> list[str]:
    """The tables that a query may ask: those whose names stand in it."""
    words = set(re.findall(r"\w+", sql.lower()))
    return [name for name in TABLES if name in words]


def explain(message: str) -> str:
    """A message of DuckDB on one line, with the name that was meant."""
    columns = {column.name for table in TABLES.values() for column in table.columns}
    found = re.search(r'[Cc]olumn(?: named| with name)? "([^"]+)"', message)
    if found and ("not found" in message or "does not have" in message):
        name = found[1].split(".")[-1]
        offered = re.search(r"Candidate bindings: (.*)", message)
        near = re.findall(r'"([^"]+)"', offered[1]) if offered else []
        known = ({item.split(".")[-1] for item in near} | columns) - {name}
        return f"there is no column {name!r}{suggest(name.lower(), known)}; jimo query --schema lists them"
    found = re.search(r"Table with name (\S+) does not exist", message)
    if found:
        return f"there is no table {found[1]!r}{suggest(found[1].lower(), TABLES)}; there are {', '.join(TABLES)}"
    if "Permission Error" in message or "disabled by configuration" in message or "access is disabled" in message:
        return "a query reads the FILES that are named, and nothing else"
    return message.splitlines()[0].strip()


# -- SQL from the columns


def _needed(tables: Sequence[Table]) -> dict[str, Any]:
    """The fields to read, as a tree: name → SQL type, or the fields inside; a list has one tree in it."""
    tree: dict[str, Any] = {"schema": TEXT, "doc": {"id": TEXT}}
    for table in tables:
        for column in table.columns:
            for path in column.path.split("|"):
                if path[0] == "/":
                    _grow(tree, path[1:].split("."), TEXT)
                    continue
                branch = tree.setdefault(table.rows[0], [{}])[0]
                if len(table.rows) > 1 and path[0] != "^":
                    branch = branch.setdefault(table.rows[1], [{}])[0]
                _grow(branch, path.lstrip("^").split("."), TEXTS if column.type == TEXTS else TEXT)
            if column.only:
                _grow(tree[table.rows[0]][0], ["timex"], TEXT)
    return tree


def _grow(tree: dict[str, Any], names: list[str], kind: str) -> None:
    for name in names[:-1]:
        tree = tree.setdefault(name, {})
    tree.setdefault(names[-1], kind)


def _struct(tree: Any) -> str:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, list):
        return _struct(tree[0]) + "[]"
    return "STRUCT(" + ", ".join(f"{_quoted(name)} {_struct(inner)}" for name, inner in tree.items()) + ")"


def _select(table: Table) -> str:
    """The SELECT that makes the rows of a table of the documents in `jimo_raw`."""
    columns = ", ".join(f"{_expression(column)} AS {_quoted(column.name)}" for column in table.columns)
    if not table.rows:
        return f"SELECT {columns} FROM jimo_raw d"
    source = f"(SELECT doc, unnest({table.rows[0]}) r FROM jimo_raw) d"
    if len(table.rows) > 1:
        source = f"(SELECT doc, r o, unnest(r.{table.rows[1]}) r FROM {source}) d"
    return f"SELECT {columns} FROM {source}"


def _expression(column: Column) -> str:
    paths = [_field(path) for path in column.path.split("|")]
    value = paths[0] if len(paths) == 1 else f"coalesce({', '.join(paths)})"
    if column.only:
        value = f"CASE WHEN d.r.timex IS {'NOT NULL' if column.only == 'time' else 'NULL'} THEN {value} END"
    if column.type in (TEXTS, TEXT):
        return value
    if column.type == MOMENT:  # 2019-10-28T09:30 wants its seconds
        return f"TRY_CAST(CASE WHEN length({value}) = 16 THEN {value} || ':00' ELSE {value} END AS TIMESTAMP)"
    return f"TRY_CAST({value} AS {column.type})"


def _field(path: str) -> str:
    start = "d" if path[0] == "/" else "d.o" if path[0] == "^" else "d.r"
    return ".".join([start, *(_quoted(name) for name in path.lstrip("/^").split("."))])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def row_source(document: Document) -> bytes:
    """A document as a line of JSON whose values are texts, which no reader can round, and without its text."""
    from .values.exact import plain
    from .wire import dumps_value, plain_document

    content: Any = plain_document(document)
    content["doc"]["text"] = None
    for record in (*content["mentions"], *content["facts"]):
        value = record.get("value")
        if value is not None and not isinstance(value, str):
            record["value"] = plain(value)
    return (dumps_value(content, indent=False) + "\n").encode("utf-8", "backslashreplace")
