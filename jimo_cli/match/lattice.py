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

from ..values.numerals import Numeral
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
        is_candidate: list[bool],
        clause_marks: str,
    ) -> None:
        self.automaton = automaton
        self.words = words
        self.rule_symbols = symbols
        self.conditions = conditions
        self.is_candidate = is_candidate
        self.clause_marks = clause_marks
        # Words are looked up by their first two characters: how long may a word be that starts so?
        lengths: dict[str, set[int]] = {}
        self.trigger_pairs: set[str] = set()
        heads: set[str] = set()
        for word, (symbol, _) in words.items():
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
            if automaton.targets[symbol]:
                self.trigger_pairs.add(word[:2])
                heads.add(word[0])
        self.lengths = {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()}
        self._heads = re.compile(_one_of(heads)) if heads else None

    def triggers(self, text: str) -> list[int]:
        """Where a word stands, or may stand, that a rule can start with.

        Told by its first two characters, which passes a few places where no such word goes on, and
        skips nine in ten where none does.
        """
        if self._heads is None:
            return []
        pairs = self.trigger_pairs
        starts = [found.start() for found in self._heads.finditer(text)]
        return [at for at in starts if text[at : at + 2] in pairs or text[at] in pairs]


def _one_of(characters: Iterable[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(characters))) + "]"


def propose(text: str, numerals: Iterable[tuple[int, int, int, Numeral]], grammar: Grammar) -> list[Edge]:
    """All edges over the normalised `text` that rules with a type made: the candidates."""
    reader = _Reader(text, numerals, grammar)
    starts = set(reader.numerals)
    starts.update(grammar.triggers(text))
    for start in sorted(starts, reverse=True):
        reader.visit(start)
    return reader.candidates


# Up to two blanks may stand inside an expression (2019 年 10 月); a wider gap parts columns.
_BLANKS = " \u00a0\u3000"


class _Reader:
    """Runs the automaton from one position after another, and collects what it accepts."""

    def __init__(self, text: str, numerals: Iterable[tuple[int, int, int, Numeral]], grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.candidates: list[Edge] = []
        self.numerals: dict[int, list[Edge]] = {}
        for start, end, symbol, value in numerals:
            edge = Edge(start, end, symbol, -1, (), value)
            if start in self.numerals:
                self.numerals[start].append(edge)
            else:
                self.numerals[start] = [edge]
        self._rows: dict[int, list[Edge]] = {}
        self._budget = 0
        self._made: list[Edge] = []
        self._seen: set[tuple[int, int]] = set()

    def visit(self, start: int) -> None:
        """Run every layer from `start`; what a layer makes is there for the next ones to start with."""
        targets = self.grammar.automaton.targets
        row = self._rows.get(start)
        if row is None:
            row = self._row(start)
        layers: list[list[tuple[Edge, State]]] | None = None
        for edge in row:
            for layer, target in targets[edge.symbol]:
                if layers is None:
                    layers = [[] for _ in self.grammar.automaton.starts]
                layers[layer].append((edge, target))
        if layers is None:
            return
        self._budget = _MAX_PATHS
        self._seen = set()
        made = self._made
        for work in layers:
            for edge, target in work:
                self._follow(target, edge, ())
                if made:
                    row += made
                    for new in made:
                        for layer, state in targets[new.symbol]:
                            layers[layer].append((new, state))
                    made.clear()

    def _row(self, start: int) -> list[Edge]:
        """The edges that start at a position; words are looked up when it is first reached."""
        text, grammar = self.text, self.grammar
        words = grammar.words
        row = self.numerals.get(start)
        if row is None:
            row = []
        pair = text[start : start + 2]
        if pair in grammar.lengths:
            for length in grammar.lengths[pair]:
                word = text[start : start + length]
                if word in words and len(word) == length:
                    symbol, content = words[word]
                    row.append(Edge(start, start + length, symbol, -1, (), content))
        first = pair[:1]
        if first in words:
            symbol, content = words[first]
            row.append(Edge(start, start + 1, symbol, -1, (), content))
        self._rows[start] = row
        if not row and first in _BLANKS and first:
            behind = self._behind_blanks(start)
            if behind is not None:
                row = self._rows.get(behind)
                if row is None:
                    row = self._row(behind)
                self._rows[start] = row
        return row

    def _behind_blanks(self, start: int) -> int | None:
        """Where the text goes on behind one or two blanks; a wider gap parts columns of a table."""
        text = self.text
        if start and text[start - 1] in _BLANKS:
            return None
        end = start + 1
        while end < len(text) and text[end] in _BLANKS and end - start < 3:
            end += 1
        return end if end < len(text) and end - start < 3 else None

    def _follow(self, state: State, edge: Edge, path: tuple[Edge, ...]) -> None:
        """Read on behind an edge that led to a state."""
        path = (*path, edge)
        if state.accepts:
            self._accept(state.accepts, path)
        if not state.next_by_class:
            return
        end = edge.end
        row = self._rows.get(end)
        if row is None:
            row = self._row(end)
        transitions = state.transitions
        for following in row:
            symbol = following.symbol
            try:
                target = transitions[symbol]
            except KeyError:
                target = self.grammar.automaton.step(state, symbol)
            if target is not None:
                self._budget -= 1
                if self._budget > 0:
                    self._follow(target, following, path)

    def _accept(self, rules: tuple[int, ...], path: tuple[Edge, ...]) -> None:
        start, end = path[0].start, path[-1].end
        grammar = self.grammar
        for rule in rules:
            if (rule, end) in self._seen:
                continue
            conditions = grammar.conditions[rule]
            if conditions is not None and not self._holds(conditions, start, end):
                continue
            self._seen.add((rule, end))
            edge = Edge(start, end, grammar.rule_symbols[rule], rule, path, None)
            self._made.append(edge)
            if grammar.is_candidate[rule]:
                self.candidates.append(edge)

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
