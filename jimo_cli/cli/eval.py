"""`jimo eval`: precision, recall and F1 against documents of one's own, and the list of what is missed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..compare import Pair, compare, is_mention
from ..model import Document
from ..ruletest import MISSING, NOISY, WRONG
from ..wire import plain_record
from .common import flags
from .documents import Reader
from .environment import CommandError, Environment, ExitStatus
from .files import is_batch
from .formats.rows import pad
from .pairs import collect, described, partner_of, shown
from .progress import watched


class Options(NamedTuple):
    """The options of the command as given."""

    gold: str
    files: list[str]
    format: str
    listed: bool
    fail_under: float | None
    encoding: str | None
    reference: str | None
    rules: list[str]


class Score(NamedTuple):
    """How many there should be, how many there are, how many of those are right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; of nothing, all is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there should be that was found."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Tally:
    """Counts of one group of records, by type or kind."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, pair: Pair) -> None:
        """Count one pair: right where both are there and nothing differs."""
        self.gold[name] += pair.old is not None
        self.found[name] += pair.new is not None
        self.right[name] += pair.old is not None and pair.new is not None and not pair.differing

    def scores(self) -> dict[str, Score]:
        """The score of each name, and of all."""
        names = sorted(self.gold.keys() | self.found.keys(), key=lambda name: (-self.gold[name], name))
        rows = {name: Score(self.gold[name], self.found[name], self.right[name]) for name in names}
        return rows | {"all": Score(*(sum(column) for column in zip(*rows.values())))} if rows else {}


@dataclass
class Result:
    """All scores, and all that is not as it should be, as (document, problem, record, …)."""

    spans: Tally = field(default_factory=Tally)
    mentions: Tally = field(default_factory=Tally)
    facts: Tally = field(default_factory=Tally)
    problems: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def run(options: Options, env: Environment) -> ExitStatus:
    """Score the documents of FILES, or of the texts of GOLD extracted now."""
    reader = Reader(env, options.encoding, options.rules, options.reference)
    gold, sound = collect(reader.read([options.gold]), env)
    if not gold:
        raise CommandError(f"{options.gold}: no documents to score against", ExitStatus.FAILED)
    annotated = _annotated(options)
    if options.files:
        documents, readable = collect(watched(reader.read(options.files), env, elsewhere=True), env)
    else:
        documents, readable = [_again(document, reader, options) for document in gold], True
    result = Result()
    sound = sound and readable
    for wanted in gold:
        got = partner_of(wanted, documents) or (documents[0] if len(gold) == len(documents) == 1 else None)
        if got is None:
            env.note(f"{wanted.doc.id}: among FILES there is no document of this text")
            sound = False
            got = wanted._replace(mentions=[], entities=[], facts=[])
        _score(wanted, got, annotated.get(wanted.doc.id, ("mentions", "facts")), result)
    (_print_json if options.format == "json" else _print)(result, options, env)
    low = [tally.scores()["all"].f1 for tally in (result.mentions, result.facts) if tally.scores()]
    if options.fail_under is not None and any(f1 < options.fail_under for f1 in low):
        return ExitStatus.FAILED
    return ExitStatus.OK if sound else ExitStatus.FAILED


def _annotated(options: Options) -> dict[str, tuple[str, ...]]:
    """Which lists each gold document has: what is left out was not annotated, and is not scored."""
    if options.gold == "-" or not is_batch(options.gold) or options.gold.endswith(".gz"):
        return {}
    found = {}
    with open(options.gold, encoding="utf-8-sig", errors="replace") as stream:
        for line in stream:
            try:
                record = json.loads(line)
                found[str(record["doc"]["id"])] = tuple(key for key in ("mentions", "facts") if key in record)
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
    return found


def _again(document: Document, reader: Reader, options: Options) -> Document:
    """The text of a gold document as it is extracted now, with the reference that it had."""
    doc = document.doc
    if doc.text is None:
        raise CommandError(f"{doc.id}: GOLD has no text to extract; name FILES", ExitStatus.FAILED)
    reference = options.reference or (doc.reference if doc.reference_from == "option" else None)
    try:
        return reader.extractor.extract(
            doc.text, id=doc.id, title=doc.title, published=doc.published, reference=reference
        )
    except ValueError as error:
        raise CommandError(f"{doc.id}: {error}", ExitStatus.FAILED) from error


def _score(wanted: Document, got: Document, annotated: tuple[str, ...], result: Result) -> None:
    compared = compare(wanted, got)
    if "mentions" in annotated:
        for pair in compared.mentions:
            name = (pair.old or pair.new).type
            result.spans.add(name, pair._replace(differing=()))
            result.mentions.add(name, pair)
            _keep(wanted, got, pair, result)
    if "facts" in annotated:
        for pair in compared.facts:
            result.facts.add((pair.old or pair.new).kind, pair)
            _keep(wanted, got, pair, result)


def _keep(wanted: Document, got: Document, pair: Pair, result: Result) -> None:
    """Note what is missing, wrong or noisy."""
    if pair.old is None:
        problem, record, document = NOISY, pair.new, got
    elif pair.new is None:
        problem, record, document = MISSING, pair.old, wanted
    elif pair.differing:
        problem, record, document = WRONG, pair.old, wanted
    else:
        return
    told = "; ".join(f"{name} is {shown(new)}, not {shown(old)}" for name, old, new in pair.differing)
    result.lines.append(f"{wanted.doc.id}: {problem}: {described(record, document)}" + (f": {told}" if told else ""))
    result.problems.append(
        {
            "doc": wanted.doc.id,
            "problem": problem.lower(),
            "of": "mention" if is_mention(record) else "fact",
            "gold": plain_record(pair.old),
            "found": plain_record(pair.new),
            "differing": [name for name, _, _ in pair.differing],
        }
    )


def _print(result: Result, options: Options, env: Environment) -> None:
    if options.listed:
        env.write("".join(f"{line}\n" for line in result.lines))
        if result.lines:
            env.write("\n")
    tables = (("mentions", result.mentions, result.spans), ("facts", result.facts, None))
    for title, tally, spans in tables:
        scores = tally.scores()
        if not scores:
            continue
        head = f"{pad(title, 14)} {'gold':>6} {'found':>6} {'right':>6} {'P':>7} {'R':>7} {'F1':>7}"
        env.write(head + (f" {'span F1':>8}\n" if spans is not None else "\n"))
        of_spans = spans.scores() if spans is not None else {}
        for name, score in scores.items():
            line = f"{name:14} {score.gold:6} {score.found:6} {score.right:6} "
            line += " ".join(f"{100 * share:6.1f}%" for share in (score.precision, score.recall, score.f1))
            if name in of_spans:
                line += f"  {100 * of_spans[name].f1:6.1f}%"
            env.write(line + "\n")
        env.write("\n")
    if flags.verbose:
        env.note("a mention is right with its type, span and all values; a fact with all that it says")


def _print_json(result: Result, options: Options, env: Environment) -> None:
    from decimal import Decimal

    from ..wire import dumps_value

    def table(tally: Tally) -> dict[str, Any]:
        return {
            name: {
                **score._asdict(),
                **{key: Decimal(f"{getattr(score, key):.4f}") for key in ("precision", "recall", "f1")},
            }
            for name, score in tally.scores().items()
        }

    content: dict[str, Any] = {
        "mentions": table(result.mentions), "spans": table(result.spans), "facts": table(result.facts),
    }  # fmt: skip
    if options.listed:
        content["problems"] = result.problems
    env.write(dumps_value(content) + "\n")
