"""The commands and their options. What a command does is imported when it is called."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .common import Command, Group
from .environment import CommandError, Environment
from .options import (
    EncodingOption,
    FilesArgument,
    OutputOption,
    PathsArgument,
    RefOption,
    RulesOption,
    complete_kinds,
    complete_rules,
    complete_statuses,
    complete_types,
)

EXIT_CODES = "Exit codes: 0 ok, 1 some input failed, 2 wrong usage, rules or query, 130 interrupted, 143 ended."

SETTINGS: dict[str, Any] = {
    "name": "jimo",
    "cls": Group,
    "help": "jimo reads Chinese news and gives back its facts: numbers, times and names with exact values.",
    "epilog": EXIT_CODES,
    "no_args_is_help": True,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
app = typer.Typer(**SETTINGS)
rules_app = typer.Typer(
    cls=Group, help="Look at the rules, check and test them.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(rules_app, name="rules")


def _version(asked: bool) -> None:
    if asked:
        from .. import __version__

        typer.echo(f"jimo {__version__}")
        raise typer.Exit()


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(
    cls=Command,
    epilog="Examples: jimo extract article.txt · cat article.txt | jimo extract · "
    "jimo extract a.txt news.jsonl -f jsonl · jimo extract article.txt --ref 2019-10-30 --type MONEY,DATE -o out.json · "
    "jimo extract . -f jsonl -o facts.jsonl --resume",
)
def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES]...",
            help="Texts (.txt), pages (.html), batches (.jsonl), as they are, .gz or .zst; folders and globs of them; "
            "none or - is stdin.",
        ),
    ] = None,
    ref: RefOption = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="TYPES",
            help="Keep only mentions of these types: MONEY,DATE.",
            autocompletion=complete_types,
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="json (indented), jsonl (one a line), csv, parquet or html."
        ),
    ] = "json",
    table: Annotated[
        str,
        typer.Option(
            "--table",
            metavar="TABLE",
            help="csv, parquet: facts, mentions, entities, roles or docs; all with -o FOLDER/.",
        ),
    ] = "facts",
    bom: Annotated[bool, typer.Option("--bom", help="csv: begin with a byte order mark, for Excel.")] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write there instead of to stdout; FOLDER/ takes parquet in parts."
        ),
    ] = None,
    encoding: EncodingOption = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the text out of the output.")] = False,
    rules: RulesOption = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; without it all cores, or one for little."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0.001, help="Pass over a document that takes longer than this."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with -f jsonl -o FILE where a run was stopped, however it was.")
    ] = False,
) -> None:
    """Extract numbers, times, names and facts from news texts, as JSON."""
    from .extract import Options, parse_types, run
    from .formats import DOCUMENT_FORMATS, TABLE_NAMES

    _check_choice("--format", format_, DOCUMENT_FORMATS)
    _check_choice("--table", table, (*TABLE_NAMES, "all"))
    options = Options(
        files or [], ref, parse_types(type_), format_, output, encoding, not no_text, rules or [], jobs, table, bom,
        resume, timeout,
    )  # fmt: skip
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    "filter",
    cls=Command,
    epilog="Examples: jimo filter article.txt --kind change --min 5% · jimo extract article.txt | "
    "jimo filter --type MONEY --min 1e9 · jimo filter article.txt --since 2018 --until 2019-06 --first 3 -f jsonl",
)
def filter_(
    files: FilesArgument = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type", metavar="TYPES", help="Mentions of these types: MONEY,DATE.", autocompletion=complete_types
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KINDS", help="Facts of these kinds: measure,change.", autocompletion=complete_kinds),
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Facts about an entity, in any of its forms, and its mentions; repeatable."),
    ] = None,
    attribute: Annotated[
        list[str] | None, typer.Option(metavar="WORDS", help="Facts whose attribute has these words; repeatable.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="REGEX", help="What is written so: the mention, or the evidence of a fact.")
    ] = None,
    minimum: Annotated[
        str | None, typer.Option("--min", metavar="NUMBER", help="Values from here on: 1e9, 5%, or as Chinese has it.")
    ] = None,
    maximum: Annotated[
        str | None, typer.Option("--max", metavar="NUMBER", help="Values up to here, compared within their dimension.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNITS", help="Values in these units, by code (CNY, %, mu) or Chinese word.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Times not over by then: 2018, 2019-06, 2019-Q3, 2019-06-30.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Times begun by then; 2019-06 takes in the whole month.")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUSES", help="Facts that are actual, forecast, planned, …", autocompletion=complete_statuses
        ),
    ] = None,
    first: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="The first N facts and mentions of each document.")
    ] = None,
    invert: Annotated[bool, typer.Option("--invert", help="What does not match instead.")] = False,
    drop_empty: Annotated[
        bool, typer.Option("--drop-empty", help="Leave out documents in which nothing matches.")
    ] = False,
    exit_status: Annotated[
        bool, typer.Option("--exit-status", "-e", help="Exit with 1 if nothing matches at all.")
    ] = False,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="json, jsonl, csv, parquet or html; else as it came."),
    ] = None,
    output: OutputOption = None,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Keep the mentions and facts that match; what comes out is a document again."""
    from .filter import Options, run
    from .formats import DOCUMENT_FORMATS

    if format_ is not None:
        _check_choice("--format", format_, DOCUMENT_FORMATS)
    options = Options(
        files or [], type_, kind, about, attribute, text, minimum, maximum, unit, since, until, status, first,
        invert, drop_empty, exit_status, format_, output, encoding, ref, rules,
    )  # fmt: skip
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    cls=Command,
    epilog="Examples: jimo show article.txt · jimo show article.txt --lang zh --timeline --chart · "
    "jimo extract article.txt | jimo show --lines | grep MONEY",
)
def show(
    files: FilesArgument = None,
    lang: Annotated[str, typer.Option(metavar="LANG", help="The language of the labels: en or zh.")] = "en",
    only: Annotated[
        str | None, typer.Option(metavar="PARTS", help="Only these: text,facts,entities,figures,times.")
    ] = None,
    timeline: Annotated[bool, typer.Option("--timeline", help="The dated facts in the order of time.")] = False,
    chart: Annotated[bool, typer.Option("--chart", help="Bars of each measure over its periods or subjects.")] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="A mention or fact a line, tab separated, for grep and cut.")
    ] = False,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Show documents to the eye: the text with what was found in it, facts, entities, figures."""
    from .show import Options, run

    options = Options(files or [], lang, only, timeline, chart, lines, encoding, ref, rules or [])
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    cls=Command,
    epilog="Examples: jimo query --schema · "
    "jimo query \"select subject, attribute, value, unit, time from facts where unit = 'CNY'\" article.txt · "
    "jimo query 'select type, count(*) from mentions group by all' article.txt --format markdown",
)
def query(
    sql: Annotated[
        str | None, typer.Argument(metavar="SQL", help="One SELECT over facts, mentions, entities, roles, docs.")
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES]...", help="Texts, saved documents, Parquet tables; none or - is stdin."),
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the tables and their columns.")] = False,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, jsonl, csv or markdown.")
    ] = "table",
    output: OutputOption = None,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Ask in SQL what documents say (needs DuckDB: pip install 'jimo[query]')."""
    if schema:
        from .schema import print_tables

        raise typer.Exit(print_tables(Environment.system()))
    if sql is None:
        raise CommandError('say what to ask: jimo query "select * from facts" FILES (tables: jimo query --schema)')
    from .formats.rows import ROW_FORMATS
    from .query import Options, run

    _check_choice("--format", format_, ROW_FORMATS)
    options = Options(sql, files or [], format_, output, encoding, ref, rules or [])
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    cls=Command,
    epilog="Examples: jimo report article.txt -o report.html · "
    "jimo report a.txt b.txt --lang zh --title News -o report.html · "
    "jimo extract article.txt | jimo filter --kind change | jimo report -o changes.html",
)
def report(
    files: FilesArgument = None,
    lang: Annotated[str, typer.Option(metavar="LANG", help="The language of the labels: en or zh.")] = "en",
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="A heading for the whole page.")] = None,
    output: OutputOption = None,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Make one HTML page of documents: texts and facts that lead to each other, entities, timeline, charts."""
    from .report import Options, run

    options = Options(files or [], lang, title, output, encoding, ref, rules or [])
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    "eval",
    cls=Command,
    epilog="Examples: jimo extract article.txt -f jsonl -o gold.jsonl && jimo eval gold.jsonl article.txt",
)
def eval_(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Documents as they should be (.jsonl, .json).")],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES]...", help="Texts or documents to score; none: the texts of GOLD, extracted now."
        ),
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
    no_list: Annotated[bool, typer.Option("--no-list", help="Only the scores, not what is missed.")] = False,
    fail_under: Annotated[
        float | None, typer.Option(metavar="F1", min=0, max=1, help="Exit with 1 if either F1 is below this: 0.9.")
    ] = None,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Score mentions and facts against documents of your own: precision, recall, F1, and what is missed."""
    from .eval import Options, run

    _check_choice("--format", format_, ("text", "json"))
    options = Options(gold, files or [], format_, not no_list, fail_under, encoding, ref, rules or [])
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    cls=Command,
    epilog="Examples: jimo extract article.txt -f jsonl -o old.jsonl && jimo diff old.jsonl article.txt · "
    "jimo diff article.txt article.txt --exit-status",
)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Documents as they were, or texts.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Documents as they are now, or texts.")],
    format_: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
    exit_status: Annotated[bool, typer.Option("--exit-status", "-e", help="Exit with 1 if they differ.")] = False,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Show what a change of rules changed: mentions and facts that came, went, or have other values."""
    from .diff import Options, run

    _check_choice("--format", format_, ("text", "json"))
    options = Options(old, new, format_, exit_status, encoding, ref, rules or [])
    raise typer.Exit(run(options, Environment.system()))


@app.command(
    cls=Command,
    epilog="Examples: jimo explain article.txt --at 312 · jimo explain article.txt --text 300 · "
    "jimo explain article.txt --fact f3 · echo 2019-10-30 09:00 | jimo explain - --text 09:00",
)
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text; - is stdin.")],
    at: Annotated[int | None, typer.Option("--at", metavar="OFFSET", help="A place, in characters from 0.")] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="WORDS", help="The first place of these words.")] = None,
    fact: Annotated[str | None, typer.Option("--fact", metavar="ID", help="How a fact was put together: f3.")] = None,
    facts: Annotated[bool, typer.Option("--facts", help="All facts, and the numbers that none came of.")] = False,
    ref: RefOption = None,
    rules: RulesOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Show why numbers, names and facts came out as they did, step by step, and what lost to what."""
    from .explain import Options, run

    options = Options(file, at, text, fact, facts, ref, rules or [], encoding)
    raise typer.Exit(run(options, Environment.system()))


@app.command(cls=Command, epilog="Examples: jimo schema > jimo-1.schema.json · jimo schema rules > rules.schema.json")
def schema(
    what: Annotated[str, typer.Argument(metavar="[document|rules]", help="Which schema.")] = "document",
) -> None:
    """Print the JSON Schema (2020-12) of a document, or of a rule file."""
    from .schema import run

    _check_choice("schema", what, ("document", "rules"))
    raise typer.Exit(run(what, Environment.system()))


@rules_app.command("check", cls=Command, epilog="Examples: jimo rules check · jimo rules check my.yaml")
def rules_check(paths: PathsArgument = None) -> None:
    """Report every error of every rule file at once, as path:line:column."""
    from .rules import check

    raise typer.Exit(check(paths or [], Environment.system()))


@rules_app.command("test", cls=Command, epilog="Examples: jimo rules test · jimo rules test my.yaml")
def rules_test(paths: PathsArgument = None, rules: RulesOption = None) -> None:
    """Run the examples that rules carry, and print which are Missing, Wrong or Noisy."""
    from .rules import test

    raise typer.Exit(test(paths or [], rules or [], Environment.system()))


@rules_app.command("list", cls=Command, epilog="Examples: jimo rules list · jimo rules list | grep MONEY")
def rules_list(rules: RulesOption = None) -> None:
    """List all rules and word lists: id, what it finds, where it stands."""
    from .rules import list_

    raise typer.Exit(list_(rules or [], Environment.system()))


@rules_app.command("show", cls=Command, epilog="Example: jimo rules show money.amount")
def rules_show(
    rule: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a rule or word list.", autocompletion=complete_rules)
    ],
    rules: RulesOption = None,
) -> None:
    """Show one rule or word list as it stands in its file."""
    from .rules import show

    raise typer.Exit(show(rule, rules or [], Environment.system()))


def _check_choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        from ..spelling import suggest

        raise CommandError(f"{option} {value!r} is none of {', '.join(choices)}{suggest(value, choices)}")
