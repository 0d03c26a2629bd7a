"""Arrow batch → Arrow batch: the one function that engines call, and the schema of what it gives.

    from jimo_cli.engines.arrow import extract_batch, output_schema

A batch in has a column `text`, and may have `id`, `title`, `published` and `reference`, as a batch line
has; or it has one column `line` (or `value`, as Spark calls it) of such lines. A batch out has one row a document, `id`,
`document` (the JSON that `jimo extract -f jsonl` writes) and `error`; or, with `table`, the rows of that table
with its typed columns and `error`. A text that cannot be read is a row with an `error`, never an exception, so that one bad
line does not end a run of millions. Needs `jimo[arrow]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from ..cli.files import Failure
from ..cli.inputs import Task, batch_line, checked
from ..cli.work import extract_task
from ..extractor import Extractor
from ..extras import MissingError
from ..model import Document
from ..tables import MOMENT, REAL, TABLES, TEXTS, WHOLE, Table, rows
from ..wire import dumps

LINES = ("line", "value")
_OPTIONAL = ("title", "published", "reference")


def output_schema(table: str | None = None) -> Any:
    """The `pyarrow.Schema` of what `extract_batch` gives. Raises `KeyError` for a table that there is none of."""
    pa = _pyarrow()
    if table is None:
        return pa.schema([("id", pa.string()), ("document", pa.string()), ("error", pa.string())])
    types = {REAL: pa.float64(), WHOLE: pa.int64(), MOMENT: pa.timestamp("us"), TEXTS: pa.list_(pa.string())}
    columns = [(column.name, types.get(column.type, pa.string())) for column in TABLES[table].columns]
    return pa.schema([*columns, ("error", pa.string())])


def extract_batch(
    batch: Any, *, table: str | None = None, reference: str | None = None, rules: Sequence[str] = ()
) -> Any:
    """What is found in the texts of a `pyarrow.RecordBatch` (or Table), in their order, as a `RecordBatch`.

    `reference` is for texts that bring none; `rules` are files of rules, which every machine must have. The extractor
    is made at the first call in a process and kept.
    """
    extractor = _extractor(tuple(rules))
    schema = output_schema(table)
    found: list[Sequence[Any]] = []
    for task in _tasks(batch):
        made = task if isinstance(task, Failure) else extract_task(task, extractor, reference, None, True)
        name = _sound(task.id) if isinstance(task, Task) else "-"
        if isinstance(made, Failure):
            found.append([name, *[None] * (len(schema) - 2), _sound(made.message)])
        elif table is None:
            found.append([name, _sound(dumps(made)), None])
        else:
            found += _rows(made, TABLES[table])
    columns = list(zip(*found)) if found else [()] * len(schema)
    pa = _pyarrow()
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def extract_batches(batches: Iterable[Any], **options: Any) -> Iterator[Any]:
    """The same for a stream of batches: what `mapInArrow` of Spark wants."""
    for batch in batches:
        yield extract_batch(batch, **options)


@cache
def _extractor(rules: tuple[str, ...]) -> Extractor:
    return Extractor(rules)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingError("Arrow batches need pyarrow: pip install 'jimo[arrow]'") from error
    return pyarrow


def _tasks(batch: Any) -> Iterator[Task | Failure]:
    """The documents of a batch. Raises `ValueError` where it has no column of texts."""
    names = batch.schema.names
    if "text" in names:
        columns = {key: batch.column(key).to_pylist() for key in ("id", "text", *_OPTIONAL) if key in names}
        for place in range(len(batch)):
            values = {key: column[place] for key, column in columns.items()}
            yield _task(
                {key: str(value) if key != "text" else value for key, value in values.items() if value is not None}
            )
        return
    lines = next((name for name in LINES if name in names), None)
    if lines is None:
        raise ValueError(
            f"a batch needs a column 'text', or 'line' with batch lines; its columns are {', '.join(names)}"
        )
    for line in batch.column(lines).to_pylist():
        if line is not None and line.strip():
            yield _task(line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass"))


def _task(record: Any) -> Task | Failure:
    parsed = batch_line(record, "-", None, None)
    if isinstance(parsed, dict):
        return Failure("-: this was extracted already")
    return checked(parsed) if isinstance(parsed, Task) else parsed


def _rows(document: Document, table: Table) -> Iterator[list[Any]]:
    """The rows of a document with values as Arrow has them."""
    for row in rows(document, table):
        yield [*(_value(column.type, value) for column, value in zip(table.columns, row)), None]


def _value(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == REAL:
        return float(value)
    if kind == WHOLE:
        return int(value)
    if kind == MOMENT:
        return _moment(value)
    if kind == TEXTS:
        return [_sound(item) for item in value]
    return _sound(value if isinstance(value, str) else format(value, "f") if not isinstance(value, int) else str(value))


def _moment(text: str) -> datetime | None:
    """A bound of the contract: `2019-10-28` or `2019-10-28T09:30`; None beyond what Python counts."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _sound(text: str) -> str:
    """Text that is UTF-8, lone surrogates as escapes, as in the other outputs."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
