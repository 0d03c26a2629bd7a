"""`jimo diff`: what came, what went and what has other values between two runs over the same texts."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from ..compare import Pair, compare
from ..model import Document
from ..wire import dumps_value, plain_record
from .common import flags
from .documents import Reader
from .environment import Environment, ExitStatus, visible
from .pairs import collect, described, partner_of, shown
from .progress import watched

_COLORS = {"+": "32", "-": "31", "~": "33"}


class Options(NamedTuple):
    """The options of the command as given."""

    old: str
    new: str
    format: str
    exit_status: bool
    encoding: str | None
    reference: str | None
    rules: list[str]


def run(options: Options, env: Environment) -> ExitStatus:
    """Compare document by document; `-v` counts another rule with the same result as a change too."""
    reader = Reader(env, options.encoding, options.rules, options.reference)
    old, sound = collect(watched(reader.read([options.old]), env, elsewhere=True), env)
    new, readable = collect(watched(reader.read([options.new]), env, elsewhere=True), env)
    report = _Report(env, options.format == "json")
    pairs = _pairs(old, new)
    for before, after in pairs:
        report.document(before, after)
    report.close(len(pairs))
    if not (sound and readable):
        return ExitStatus.FAILED
    return ExitStatus.FAILED if options.exit_status and report.differing else ExitStatus.OK


def _pairs(old: list[Document], new: list[Document]) -> list[tuple[Document | None, Document | None]]:
    """The documents of both sides, those that only one side has as well."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    waiting = list(new)
    found: list[tuple[Document | None, Document | None]] = []
    by_id = {document.doc.id: document for document in new}
    for document in old:
        partner = by_id.get(document.doc.id) or partner_of(document, waiting)
        if partner is not None and any(partner is other for other in waiting):
            waiting = [other for other in waiting if other is not partner]
        found.append((document, partner))
    return [*found, *((None, document) for document in waiting)]


class _Report:
    """The lines of the comparison, or their JSON, and the sums."""

    def __init__(self, env: Environment, json: bool) -> None:
        self._env = env
        self._json = json
        self._colored = flags.colored(env) and not json
        self._content: list[dict[str, Any]] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self.differing = 0

    def document(self, before: Document | None, after: Document | None) -> None:
        """Compare one document with what it was."""
        known = before or after
        assert known is not None
        empty = known._replace(mentions=[], entities=[], facts=[])
        old, new = before or empty, after or empty
        compared = compare(old, new, rules=flags.verbose)
        changes = [("mentions", pair) for pair in compared.mentions] + [("facts", pair) for pair in compared.facts]
        changes = [(group, pair) for group, pair in changes if _sign(pair)]
        if not changes and before is not None and after is not None:
            return
        self.differing += 1
        head = visible(known.doc.id)
        if before is None or after is None:
            head += " (only in the new ones)" if before is None else " (only in the old ones)"
        if not self._json:
            self._env.write(head + "\n")
        for group, pair in sorted(changes, key=lambda item: (item[1].new or item[1].old).start):
            self._change(group, pair, old, new, known.doc.id)

    def _change(self, group: str, pair: Pair, old: Document, new: Document, name: str) -> None:
        sign = _sign(pair)
        self._counts[group, sign] += 1
        if self._json:
            self._content.append(
                {
                    "doc": name,
                    "of": group.removesuffix("s"),
                    "change": {"+": "added", "-": "removed", "~": "changed"}[sign],
                    "old": plain_record(pair.old),
                    "new": plain_record(pair.new),
                    "differing": [field for field, _, _ in pair.differing],
                }
            )
            return
        line = f"  {sign} {described(pair.new or pair.old, new if pair.new else old)}"
        if pair.differing:
            told = "; ".join(f"{field} {shown(a)} \u2192 {shown(b)}" for field, a, b in pair.differing)
            line = f"  {sign} {described(pair.old, old)}: {told}"
        elif flags.verbose:
            line += f" ({(pair.new or pair.old).rule})"
        self._env.write((f"\x1b[{_COLORS[sign]}m{line}\x1b[0m" if self._colored else line) + "\n")

    def close(self, documents: int) -> None:
        """The sums, or the JSON of it all."""
        if self._json:
            self._env.write(dumps_value(self._content) + "\n")
            return
        told = [
            f"{group} " + " ".join(f"{sign}{self._counts[group, sign]}" for sign in "+-~")
            for group in ("mentions", "facts")
        ]
        noun = "document" if documents == 1 else "documents"
        verb = "differs" if self.differing == 1 else "differ"
        tail = f": {', '.join(told)}" if self.differing else ""
        self._env.write(f"{documents} {noun}, {self.differing or 'none'} {verb}{tail}\n")


def _sign(pair: Pair) -> str:
    if pair.old is None:
        return "+"
    if pair.new is None:
        return "-"
    return "~" if pair.differing else ""
