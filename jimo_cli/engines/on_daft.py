"""A corpus through Daft: batch lines in, a folder of Parquet out. Needs `jimo[daft]`.

    python -m jimo_cli.engines.on_daft 'news/*.jsonl' facts

Each process that Daft starts keeps an extractor of its own. On a Ray cluster (`DAFT_RUNNER=ray`) the same line runs
on all its machines; paths may be s3://, gs:// and the like.
"""

from __future__ import annotations

from typing import Any

from ..cli.extract import cores
from ..extras import MissingError
from .arrow import extract_batch, output_schema
from .options import Options, run

_BATCH = 64  # documents; some 200 KB of news


class _Work:
    """What is done in each process: a line → the list of its rows."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def rows(self, lines: Any) -> Any:
        """The rows of each line of a series."""
        import pyarrow as pa

        options = self._options
        found = []
        for line in lines.to_arrow().to_pylist():
            batch = pa.RecordBatch.from_pylist([{"line": line}])
            made = extract_batch(batch, table=options.table, reference=options.reference, rules=options.rules)
            found.append(made.to_pylist())
        return pa.array(found, pa.list_(pa.struct(list(output_schema(options.table)))))


def frame(options: Options) -> Any:
    """The lazy frame of what is found in the files, a row each. Raises `MissingError`."""
    try:
        import daft
    except ImportError as error:
        raise MissingError("this needs Daft: pip install 'jimo[daft]'") from error
    schema = output_schema(options.table)
    kinds = {field.name: daft.DataType.from_arrow_type(field.type) for field in schema}
    kind = daft.DataType.list(daft.DataType.struct(kinds))
    rows = daft.method.batch(return_dtype=kind, batch_size=_BATCH)(_Work.rows)
    made = type("Work", (), {"__init__": _Work.__init__, "rows": rows})
    work: Any = daft.cls(use_process=True, max_concurrency=options.jobs or cores())(made)
    lines = daft.read_text(options.inputs)
    found = lines.select(work(options).rows(lines["text"]).alias("row")).explode("row")
    found = found.where(~daft.col("row").is_null())
    return found.select(*(daft.col("row")[name].alias(name) for name in schema.names))


def write(options: Options) -> None:
    """Run over the files and write Parquet."""
    frame(options).write_parquet(options.output, compression="zstd")


def main(arguments: list[str] | None = None) -> None:
    """The program."""
    run("on_daft", write, arguments)


if __name__ == "__main__":
    main()
