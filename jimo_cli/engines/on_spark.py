"""A corpus through Spark: batch lines in, a folder of Parquet out. Needs `jimo[spark]` and Java 17.

    python -m jimo_cli.engines.on_spark 'news/*.jsonl' facts

Each Python worker keeps an extractor of its own. On a cluster, where every machine needs jimo as any package of
Python, the program for `spark-submit` is `from jimo_cli.engines.on_spark import main; main()`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from ..cli.extract import cores
from ..extras import MissingError
from .arrow import extract_batches, output_schema
from .options import Options, run

_BATCH = 256  # documents; some 800 KB of news
_PIECE = 4 << 20  # bytes of a file that are one task


def _session(jobs: int | None) -> Any:
    """The session that there is, or one on this machine. Raises `MissingError`."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingError("this needs PySpark: pip install 'jimo[spark]'") from error
    found = SparkSession.getActiveSession()
    if found is not None:
        return found
    builder: Any = SparkSession.builder.appName("jimo")
    if "SPARK_ENV_LOADED" not in os.environ:  # not started by spark-submit, which says where
        builder = builder.master(f"local[{jobs or cores()}]")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # it would take the first python3 of the path
    return (
        builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", _BATCH)
        .config("spark.sql.files.maxPartitionBytes", _PIECE)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )


def frame(options: Options) -> Any:
    """The lazy frame of what is found in the files, a row each. Raises `MissingError`."""
    session = _session(options.jobs)
    from pyspark.sql.pandas.types import from_arrow_schema

    lines = session.read.text(options.inputs)
    work = partial(_work, options)
    return lines.mapInArrow(work, from_arrow_schema(output_schema(options.table), prefer_timestamp_ntz=True))


def _work(options: Options, batches: Iterator[Any]) -> Iterator[Any]:
    yield from extract_batches(batches, table=options.table, reference=options.reference, rules=options.rules)


def write(options: Options) -> None:
    """Run over the files and write Parquet."""
    frame(options).write.parquet(options.output)


def main(arguments: list[str] | None = None) -> None:
    """The program."""
    run("on_spark", write, arguments)


if __name__ == "__main__":
    main()
