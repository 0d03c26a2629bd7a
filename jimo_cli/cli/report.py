"""`jimo report`: documents as one page of HTML to read, search, print and send."""

from __future__ import annotations

from typing import NamedTuple

from .documents import Reader
from .environment import CommandError, Environment, ExitStatus
from .files import STDIN, Failure
from .outputs import Target, refuse_own_input
from .progress import Summary, watched
from .show import labels_of


class Options(NamedTuple):
    """The options of the command as given."""

    files: list[str]
    language: str
    title: str | None
    output: str | None
    encoding: str | None
    reference: str | None
    rules: list[str]


def run(options: Options, env: Environment) -> ExitStatus:
    """Read all inputs, then write the page; what fails is said on standard error and left out."""
    if options.output in (None, STDIN) and env.stdout_is_terminal:
        raise CommandError("a page is not for the terminal; name a file: -o report.html")
    refuse_own_input(options.output, options.files)
    labels = labels_of(options.language)
    reader = Reader(env, options.encoding, options.rules, options.reference)
    status, count, documents = ExitStatus.OK, Summary(), []
    with Target(options.output, env) as target:
        for result in watched(reader.read(options.files), env, options.output not in (None, STDIN)):
            if isinstance(result, Failure):
                env.note(result.message)
                status = ExitStatus.FAILED
            else:
                documents.append(result)
                count.add(result)
        from ..report.page import make_page

        target.write(make_page(documents, labels, options.title))
    count.tell(env)
    return status
