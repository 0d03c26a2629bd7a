"""The commands and their options. What a command does is imported when it is called."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn, cast

import typer

from .environment import CommandError, Environment, ExitStatus

EXIT_CODES = "Exit codes: 0 ok, 1 some input failed, 2 wrong usage, rules or query, 130 interrupted."

# Typer brings its own copy of click from 0.28 on, so that importing click as well would load it
# twice (35 ms); this is the base of whichever it uses.
_UsageError = cast(type[typer.BadParameter], typer.BadParameter.__mro__[2])

app = typer.Typer(
    name="jimo",
    help="jimo reads Chinese news and gives back its facts: numbers, times and names with exact values.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(help="Look at the rules, check and test them.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")

RulesOption = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="PATH", help="A rule file or folder on top of the built-in rules; repeatable."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The encoding of the input; without it UTF-8, UTF-16 (by its mark) or GB18030."),
]
RefOption = Annotated[
    str | None,
    typer.Option("--ref", metavar="DATE", help="What relative times are resolved against: 2019-10-30."),
]


def _version(asked: bool) -> None:
    if asked:
        from .. import __version__

        typer.echo(f"jimo {__version__}")
        raise typer.Exit()


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog="Examples: jimo extract article.txt · cat article.txt | jimo extract · "
    "jimo extract a.txt news.jsonl -f jsonl · jimo extract article.txt --ref 2019-10-30 --type MONEY,DATE -o out.json"
)
def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES]...", help="Texts (.txt), batches (.jsonl), gzip of both; none or - is stdin."),
    ] = None,
    ref: RefOption = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPES", help="Keep only mentions of these types: MONEY,DATE.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="json (indented) or jsonl (one document a line).")
    ] = "json",
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout.")
    ] = None,
    encoding: EncodingOption = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the text out of the output.")] = False,
    rules: RulesOption = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes to use.")] = 1,
) -> None:
    """Extract numbers, times, names and facts from news texts, as JSON."""
    from .extract import Options, parse_types, run

    _check_choice("--format", format_, ("json", "jsonl"))
    options = Options(files or [], ref, parse_types(type_), format_, output, encoding, not no_text, rules or [], jobs)
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    epilog="Examples: jimo explain article.txt --at 312 · jimo explain article.txt --text 300 · "
    "echo 2019-10-30 09:00 | jimo explain - --text 09:00"
)
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text; - is stdin.")],
    at: Annotated[int | None, typer.Option("--at", metavar="OFFSET", help="A place, in characters from 0.")] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="WORDS", help="The first place of these words.")] = None,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Show which rules matched at a place, the value step by step, what lost to what, and why."""
    from .explain import run

    raise typer.Exit(run(file, at, text, ref, rules or [], encoding, Environment.system()))


@app.command(epilog="Examples: jimo schema > jimo-1.schema.json · jimo schema rules > rules.schema.json")
def schema(
    what: Annotated[str, typer.Argument(metavar="[document|rules]", help="Which schema.")] = "document",
) -> None:
    """Print the JSON Schema (2020-12) of a document, or of a rule file."""
    from .schema import run

    _check_choice("schema", what, ("document", "rules"))
    raise typer.Exit(run(what, Environment.system()))


PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[PATHS]...", help="Rule files or folders; none is the built-in rules.")
]


@rules_app.command("check", epilog="Examples: jimo rules check · jimo rules check my.yaml")
def rules_check(paths: PathsArgument = None) -> None:
    """Report every error of every rule file at once, as path:line:column."""
    from .rules import check

    raise typer.Exit(check(paths or [], Environment.system()))


@rules_app.command("test", epilog="Examples: jimo rules test · jimo rules test my.yaml")
def rules_test(paths: PathsArgument = None, rules: RulesOption = None) -> None:
    """Run the examples that rules carry, and print which are Missing, Wrong or Noisy."""
    from .rules import test

    raise typer.Exit(test(paths or [], rules or [], Environment.system()))


@rules_app.command("list", epilog="Examples: jimo rules list · jimo rules list | grep MONEY")
def rules_list(rules: RulesOption = None) -> None:
    """List all rules and word lists: id, what it finds, where it stands."""
    from .rules import list_

    raise typer.Exit(list_(rules or [], Environment.system()))


@rules_app.command("show", epilog="Example: jimo rules show money.amount")
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule or word list.")],
    rules: RulesOption = None,
) -> None:
    """Show one rule or word list as it stands in its file."""
    from .rules import show

    raise typer.Exit(show(rule, rules or [], Environment.system()))


def _check_choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        from ..spelling import suggest

        raise CommandError(f"{option} {value!r} is none of {', '.join(choices)}{suggest(value, choices)}")


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code; every error is one line on standard error."""
    try:
        result = app(arguments, prog_name="jimo", standalone_mode=False)
        return int(result) if isinstance(result, int) else ExitStatus.OK
    except CommandError as error:
        for line in str(error).splitlines():
            Environment.system().note(line)
        return error.status
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return ExitStatus.INTERRUPTED
    except _UsageError as error:
        where = getattr(error, "ctx", None)
        hint = f" (see {where.command_path} -h)" if where is not None else ""
        Environment.system().note(error.format_message() + hint)
        return ExitStatus.USAGE
    except BrokenPipeError:
        return ExitStatus.OK  # whoever reads has seen enough: jimo … | head -1
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # typer makes a failure of it
            return ExitStatus.OK
        raise


def main() -> NoReturn:
    """The `jimo` command."""
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = ExitStatus.OK
    if status == ExitStatus.OK:
        _silence_stdout()
    sys.exit(status)


def _silence_stdout() -> None:
    """Keep the interpreter's own flush at exit from complaining of a closed pipe."""
    try:
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
