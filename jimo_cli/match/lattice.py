"""Propose: words, numerals and rules put everything they can read on one lattice over the text.

The lattice holds edges. A word of the lexicon or a numeral is an edge; a rule whose pattern
reads a path of edges adds an edge over the whole path, which rules of later layers read in
turn. Nothing is deleted here and nothing is chosen: 3日前往 holds 3日, 3日前 and 前往 alike.

Positions are visited from right to left, so that when rules start at a position, everything to
the right of it is complete; one visit serves all layers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..values.numerals import Found
from .automaton import Automaton, State


class Edge:
    """A reading of `text[start:end]`.

    `rule` is the number of the rule that made it, or -1 for a word (`content` is then its
    attributes by class) or a numeral (`content` is then its value); `path` are the edges that
    the rule read. `value` is filled in on demand: most edges lose, and never need one.
    """

    __slots__ = ("content", "end", "path", "rule", "start", "symbol", "value")

    def __init__(self, start: int, end: int, symbol: int, rule: int, path: tuple[Edge, ...], content: Any) -> None:
        self.start = start
        self.end = end
        self.symbol = symbol
        self.rule = rule
        self.path = path
        self.content = content
        self.value: Any = UNKNOWN


UNKNOWN: Any = object()  # a value not computed yet; None is a value that cannot be

# A rule reads at most this many paths from one position. Ordinary text stays under thirty;
# the bound is for texts made to be slow, such as every word of the rules in random order.
_MAX_PATHS = 200


class Context(NamedTuple):
    """What must, or must not, stand on one side of a span: kinds of character, and texts."""

    flags: tuple[str, ...]
    texts: tuple[str, ...]


class Conditions(NamedTuple):
    before: Context | None
    after: Context | None
    not_before: Context | None
    not_after: Context | None


class Grammar:
    """The linked rule tables in the form that matching runs on."""

    def __init__(
        self,
        automaton: Automaton,
        words: dict[str, tuple[int, dict[str, Any]]],
        symbols: list[int],
        conditions: list[Conditions | None],
        mentions: list[bool],
        clause_marks: str,
    ) -> None:
        self.automaton = automaton
        self.words = words
        self.rule_symbols = symbols
        self.conditions = conditions
        self.is_candidate = mentions
        self.clause_marks = clause_marks
        lengths: dict[str, set[int]] = {}
        for word in words:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}
        self.heads = re.compile("[" + "".join(map(re.escape, sorted(lengths))) + "]") if lengths else None


def propose(text: str, numerals: Iterable[Found], grammar: Grammar) -> list[Edge]:
    """All edges over the normalised `text` that rules with a type made: the candidates."""
    rows: dict[int, list[Edge]] = {}
    automaton = grammar.automaton
    for numeral in numerals:
        edge = Edge(numeral.start, numeral.end, automaton.symbol(numeral.classes), -1, (), numeral.value)
        rows.setdefault(numeral.start, []).append(edge)
    words, lengths, size = grammar.words, grammar.lengths, len(text)
    if grammar.heads is not None:
        for found in grammar.heads.finditer(text):
            start = found.start()
            for length in lengths[text[start]]:
                entry = words.get(text[start : start + length])
                if entry is not None and start + length <= size:
                    edge = Edge(start, start + length, entry[0], -1, (), entry[1])
                    rows.setdefault(start, []).append(edge)
    gaps = {found.end(): found.start() for found in _GAP.finditer(text)}
    reader = _Reader(text, rows, grammar)
    for start in sorted(rows, reverse=True):
        row = rows[start]
        reader.visit(start, row)
        if start in gaps:
            rows[gaps[start]] = row
    return reader.candidates


# Up to two blanks may stand inside an expression (2019 年 10 月); a wider gap parts columns.
_GAP = re.compile(r"(?<![ \u00a0\u3000\t])[ \u00a0\u3000]{1,2}(?![ \u00a0\u3000\t])")


class _Reader:
    """Runs the automaton from one position after another, and collects what it accepts."""

    def __init__(self, text: str, rows: dict[int, list[Edge]], grammar: Grammar) -> None:
        self.text = text
        self.rows = rows
        self.grammar = grammar
        self.candidates: list[Edge] = []
        self._budget = 0
        self._found: dict[tuple[int, int], Edge] = {}

    def visit(self, start: int, row: list[Edge]) -> None:
        """Run every layer from `start`; what a layer makes is in the row for the next."""
        self._budget = _MAX_PATHS
        for state in self.grammar.automaton.starts:
            self._found = {}
            self._run(state, row, ())
            if self._found:
                made = list(self._found.values())
                row += made
                self.candidates += [edge for edge in made if self.grammar.is_candidate[edge.rule]]

    def _run(self, state: State, row: list[Edge], path: tuple[Edge, ...]) -> None:
        transitions = state.transitions
        for edge in row:
            symbol = edge.symbol
            try:
                target = transitions[symbol]
            except KeyError:
                target = self.grammar.automaton.step(state, symbol)
            if target is None:
                continue
            longer = (*path, edge)
            if target.accepts:
                self._accept(target.accepts, longer)
            if target.next_by_class and edge.end in self.rows:
                self._budget -= 1
                if self._budget > 0:
                    self._run(target, self.rows[edge.end], longer)

    def _accept(self, rules: tuple[int, ...], path: tuple[Edge, ...]) -> None:
        start, end = path[0].start, path[-1].end
        grammar = self.grammar
        for rule in rules:
            if (rule, end) in self._found:
                continue
            conditions = grammar.conditions[rule]
            if conditions is not None and not self._holds(conditions, start, end):
                continue
            self._found[(rule, end)] = Edge(start, end, grammar.rule_symbols[rule], rule, path, None)

    def _holds(self, conditions: Conditions, start: int, end: int) -> bool:
        before, after, not_before, not_after = conditions
        return (
            (before is None or self._stands_before(before, start))
            and (after is None or self._stands_after(after, end))
            and not (not_before is not None and self._stands_before(not_before, start))
            and not (not_after is not None and self._stands_after(not_after, end))
        )

    def _stands_before(self, context: Context, start: int) -> bool:
        text = self.text
        if context.texts and text.endswith(context.texts, 0, start):
            return True
        kind = self._kind(text[start - 1] if start else "", "start")
        return kind in context.flags

    def _stands_after(self, context: Context, end: int) -> bool:
        text = self.text
        if context.texts and text.startswith(context.texts, end):
            return True
        return self._kind(text[end : end + 1], "end") in context.flags

    def _kind(self, character: str, edge: str) -> str:
        if not character or character.isspace() or character in self.grammar.clause_marks:
            return edge
        if character.isascii():
            return "digit" if character.isdigit() else "latin" if character.isalpha() else "sign"
        return "han"
