"""The options that the programs for engines share."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from ..extras import MissingError
from ..tables import TABLES


class Options(NamedTuple):
    """What a program was called with."""

    inputs: list[str]
    output: str
    table: str | None = None
    reference: str | None = None
    rules: tuple[str, ...] = ()
    jobs: int | None = None


def options_of(program: str, arguments: list[str] | None = None) -> Options:
    """The options of a command line; a wrong one ends the program with 2."""
    parser = argparse.ArgumentParser(
        prog=f"python -m jimo_cli.engines.{program}", description="Batch lines in, a folder of Parquet out."
    )
    parser.add_argument("inputs", nargs="+", metavar="FILES", help="batches (.jsonl), or globs of them")
    parser.add_argument("output", metavar="FOLDER", help="a folder that is not there yet")
    parser.add_argument(
        "--table",
        choices=[*TABLES, "documents"],
        default="facts",
        help="documents: the whole JSON of each in one column",
    )
    parser.add_argument("--ref", help="the reference of texts that bring none: 2019-10-30")
    parser.add_argument("--rules", action="append", default=[], help="a file of rules, which every machine must have")
    parser.add_argument("--jobs", type=int, help="processes on one machine; without it all cores")
    found = parser.parse_args(arguments)
    if found.ref is not None:
        from ..header import parse_moment

        if parse_moment(found.ref) is None:
            parser.error(f"--ref {found.ref!r} is no date; write it as 2019-10-30 or 2019-10-30T08:27")
    if os.path.exists(found.output):
        parser.error(f"{found.output} is there already")
    table = None if found.table == "documents" else found.table
    return Options(
        [_whole(name) for name in found.inputs], _whole(found.output), table, found.ref, tuple(found.rules), found.jobs
    )


def _whole(name: str) -> str:
    """A local path from the root on: a worker may be in another folder, and Daft finds no relative globs."""
    return name if "://" in name else os.path.abspath(name)


def run(program: str, write: Callable[[Options], None], arguments: list[str] | None = None) -> None:
    """Call a program, and say on one line what it needs and has not."""
    options = options_of(program, arguments)
    try:
        write(options)
    except MissingError as error:
        print(f"jimo: {error}", file=sys.stderr)
        sys.exit(2)
