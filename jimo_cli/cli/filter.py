"""`jimo filter`: documents in, the part of them that is asked for out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple, get_args

from ..model import MENTION_TYPES, FactKind, NumberMention, Status, TimeMention
from ..select import SECONDS, Bound, Criteria, duration_seconds, select
from ..spelling import suggest
from ..values.exact import exact
from .documents import Reader
from .environment import CommandError, Environment, ExitStatus
from .files import Failure
from .formats import Writer, renderer, writer_for
from .outputs import Target, refuse_own_input
from .progress import Summary, watched

KINDS = get_args(FactKind)
STATUSES = get_args(Status)


class Options(NamedTuple):
    """The options of the command as given."""

    files: list[str]
    type: str | None = None
    kind: str | None = None
    about: list[str] | None = None
    attribute: list[str] | None = None
    text: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    unit: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    first: int | None = None
    invert: bool = False
    drop_empty: bool = False
    exit_status: bool = False
    format: str | None = None
    output: str | None = None
    encoding: str | None = None
    reference: str | None = None
    rules: list[str] | None = None


def run(options: Options, env: Environment) -> ExitStatus:
    """Filter all inputs in order."""
    refuse_own_input(options.output, options.files)
    reader = Reader(env, options.encoding, options.rules or (), options.reference)
    criteria = make_criteria(options, reader)
    status, met, kept = ExitStatus.OK, 0, Summary()
    with Target(options.output, env) as target:
        writer: Writer | None = None
        for result in watched(reader.read(options.files), env, options.output is not None):
            if isinstance(result, Failure):
                env.note(result.message)
                status = ExitStatus.FAILED
                continue
            part, count = select(result, criteria)
            met += count
            if writer is None:
                writer = _writer(options, reader, target)
                render = renderer(_format(options, reader))
            if count or not options.drop_empty:
                writer.write(render(part))
                kept.add(part)
        (writer or _writer(options, reader, target)).close()
    kept.tell(env)
    if status == ExitStatus.OK and options.exit_status and not met:
        return ExitStatus.FAILED
    return status


def _writer(options: Options, reader: Reader, target: Target) -> Writer:
    """In the format that is asked for, else as the documents came: one a line, or indented."""
    return writer_for(_format(options, reader), target, reader.many)


def _format(options: Options, reader: Reader) -> str:
    return options.format or ("jsonl" if reader.lines else "json")


# -- options → criteria


def make_criteria(options: Options, reader: Reader) -> Criteria:
    """The criteria of the options. Raises `CommandError` with what was meant."""
    text = None
    if options.text is not None:
        try:
            text = re.compile(options.text)
        except re.error as error:
            raise CommandError(f"--text {options.text!r} is no regular expression: {error}") from error
    return Criteria(
        types=choices("--type", options.type, MENTION_TYPES, upper=True),
        kinds=choices("--kind", options.kind, KINDS),
        statuses=choices("--status", options.status, STATUSES),
        about=tuple(options.about or ()),
        attributes=tuple(options.attribute or ()),
        text=text,
        minimum=_bound("--min", options.minimum, reader),
        maximum=_bound("--max", options.maximum, reader),
        units=_units(options.unit, reader),
        since=_moment("--since", options.since)[0],
        until=_moment("--until", options.until)[1],
        first=options.first,
        invert=options.invert,
    )


def choices(option: str, text: str | None, known: Iterable[str], upper: bool = False) -> frozenset[str] | None:
    """`MONEY,DATE` as a set. Raises `CommandError` with the name that was meant."""
    if text is None:
        return None
    known = tuple(known)
    names = [name.strip() for name in text.split(",") if name.strip()]
    names = [name.upper() if upper else name.lower() for name in names]
    for name in names:
        if name not in known:
            raise CommandError(f"{option} {name!r} is none of {', '.join(known)}{suggest(name, known)}")
    return frozenset(names)


_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:[,_][0-9]{3})*|[0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")


def _bound(option: str, text: str | None, reader: Reader) -> Bound | None:
    """A number as any text may write it, with its unit: 1e11, 10亿, 100亩, 3.5小时."""
    if text is None:
        return None
    text = text.strip()
    if text and _PLAIN.fullmatch(text) and any(char.isdigit() for char in text):
        return Bound(exact(Decimal(text.replace(",", "").replace("_", ""))))
    mention = _only_mention(text, reader)
    if isinstance(mention, TimeMention):
        seconds = duration_seconds(mention.value)
        if seconds is not None:
            return Bound(seconds, "s", seconds, "s")
    if not isinstance(mention, NumberMention) or mention.value is None:
        raise CommandError(f"{option} {text!r} is no number; write it as 1e9, 1,000 or as a text would, with its unit")
    si = mention.si
    return Bound(mention.value, mention.unit, si.value if si else None, si.unit if si else None)


def _only_mention(text: str, reader: Reader) -> Any:
    """What the rules read in a text from end to end, or None."""
    found = [m for m in reader.extractor.extract(text).mentions if (m.start, m.end) == (0, len(text))]
    return found[0] if found else None


def _units(text: str | None, reader: Reader) -> frozenset[str] | None:
    """The units asked for, as codes, and as the words that stand for them."""
    if text is None:
        return None
    names = {name.strip() for name in text.split(",") if name.strip()}
    for name in list(names):
        if not name.isascii():
            mention = _only_mention(f"2{name}", reader)
            if isinstance(mention, NumberMention) and mention.unit is not None:
                names.add(mention.unit)
            elif isinstance(mention, TimeMention):
                names |= {code for code in SECONDS if duration_seconds(mention.value) == 2 * SECONDS[code]}
    return frozenset(names)


_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<half>[Hh][12])|(?P<quarter>[Qq][1-4])|(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})(?:[T ](?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2}))?)?)?))?"
)


def _moment(option: str, text: str | None) -> tuple[str | None, str | None]:
    """Both bounds of a period: 2019-06 is from 2019-06-01 up to 2019-07-01."""
    if text is None:
        return None, None
    from datetime import datetime, timedelta

    found = _MOMENT.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        part = found.groupdict()
        year = int(part["year"])
        month = int(part["month"] or 1)
        months = 1 if part["month"] else 12
        if part["half"]:
            month, months = 1 + 6 * (int(part["half"][1]) - 1), 6
        elif part["quarter"]:
            month, months = 1 + 3 * (int(part["quarter"][1]) - 1), 3
        start = datetime(year, month, int(part["day"] or 1), int(part["hour"] or 0), int(part["minute"] or 0))
        if part["minute"]:
            end = start + timedelta(minutes=1)
        elif part["hour"]:
            end = start + timedelta(hours=1)
        elif part["day"]:
            end = start + timedelta(days=1)
        else:
            last = year * 12 + month - 1 + months
            end = datetime(last // 12, last % 12 + 1, 1)
    except (ValueError, OverflowError) as error:
        message = f"{option} {text!r} is no time; write it as 2019, 2019-06, 2019-H1, 2019-Q3 or 2019-06-30"
        raise CommandError(message) from error
    return start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes")
