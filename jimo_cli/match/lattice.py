"""Propose: words, numerals and rules put everything they can read on one lattice over the text.

The lattice holds edges. A word of the lexicon or a numeral is an edge; a rule whose pattern
reads a path of edges adds an edge over the whole path, which other rules read in turn. Nothing is deleted here and nothing is chosen: 3日前往 holds 3日, 3日前 and 前往 alike.

Positions are visited from right to left, so that when rules start at a position, everything to
the right of it is complete, and what is made at the position itself is read from its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from ..values.numerals import Numeral
from .automaton import BLANKS, Automaton, State
from .conditions import Condition


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


class Grammar:
    """The linked rule tables in the form that matching runs on."""

    def __init__(
        self,
        automaton: Automaton,
        words: dict[str, tuple[int, dict[str, Any]]],
        symbols: list[int],
        conditions: list[Condition | None],
        is_candidate: list[bool],
        blocking: dict[str, tuple[int, ...]],
    ) -> None:
        self.automaton = automaton
        self.words = words
        self.rule_symbols = symbols
        self.conditions = conditions
        self.is_candidate = is_candidate
        self.blocking = blocking
        self.longest_blocking = max(map(len, blocking), default=0)
        self.first_characters = {word[0] for word in words}
        self.lengths = _lengths(words)
        self.blocking_lengths = _lengths(blocking)
        starters = [word for word, (symbol, _) in words.items() if automaton.targets[symbol]]
        self._third: dict[str, str] = {}
        for word in starters:
            if len(word) > 2:
                self._third[word[:2]] = self._third.get(word[:2], "") + word[2]
        heads = {word[0] for word in starters}
        self._heads = re.compile(_one_of(heads)) if heads else None
        self._live = _Live(self._after)

    def triggers(self, text: str) -> list[int]:
        """Where a word stands that a rule can start with, as far as three characters tell."""
        if self._heads is None:
            return []
        live = self._live
        starts = [found.start() for found in self._heads.finditer(text)]
        return [
            at for at in starts if (after := live[text[at : at + 2]]) is _ANYTHING or text[at + 2 : at + 3] in after
        ]

    def _after(self, pair: str) -> frozenset[str]:
        """The characters after a pair with which a rule can start there; none where it cannot.

        全国 starts 全国助残日 and is nothing by itself.
        """
        targets = self.automaton.targets
        alone = targets[self.words[pair[0]][0]] if pair[0] in self.words else None
        if alone is not None and (alone.accepts or pair[1:] in alone.heads):
            return _ANYTHING
        both = targets[self.words[pair][0]] if pair in self.words else None
        if both is None:
            return frozenset(self._third.get(pair, ""))
        return _ANYTHING if both.accepts else both.heads.union(self._third.get(pair, ""))


_ANYTHING: frozenset[str] = frozenset(("anything",))


class _Live(dict[str, frozenset[str]]):
    """What `Grammar._after` answered, within bounds: most pairs of a text were met before."""

    def __init__(self, function: Callable[[str], frozenset[str]]) -> None:
        self._function = function

    def __missing__(self, pair: str) -> frozenset[str]:
        if len(self) >= _REMEMBERED:
            self.clear()
        answer = self[pair] = self._function(pair)
        return answer


_REMEMBERED = 20_000


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Words are looked up by their first two characters: how long may a word be that starts so?"""
    lengths: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 1:
            lengths.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()}


def _one_of(characters: Iterable[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(characters))) + "]"


def propose(text: str, numerals: Iterable[tuple[int, int, int, Numeral]], grammar: Grammar) -> list[Edge]:
    """All edges over the normalised `text` that rules with a type made: the candidates.

    This is where a third of the time goes, so what runs per token is closures over local names;
    the same as methods of an object took a quarter longer.
    """
    automaton = grammar.automaton
    targets, step = automaton.targets, automaton.step
    words, lengths, firsts = grammar.words, grammar.lengths, grammar.first_characters
    conditions, symbols, is_candidate = grammar.conditions, grammar.rule_symbols, grammar.is_candidate
    rows: dict[int, list[Edge]] = {}
    starting: dict[int, list[Edge]] = {}
    candidates: list[Edge] = []
    seen: set[tuple[int, int]] = set()
    row: list[Edge] = []
    budget = 0

    def row_at(start: int) -> list[Edge]:
        """The edges that start at a position; words are looked up when it is first reached."""
        row = starting.get(start)
        if row is None:
            row = []
        first = text[start : start + 1]
        if first in firsts:
            pair = text[start : start + 2]
            if pair in lengths:
                for length in lengths[pair]:
                    word = text[start : start + length]
                    if word in words and len(word) == length:
                        symbol, content = words[word]
                        row.append(Edge(start, start + length, symbol, -1, (), content))
            if first in words:
                symbol, content = words[first]
                row.append(Edge(start, start + 1, symbol, -1, (), content))
        elif first and first in BLANKS:
            behind = _behind_blanks(text, start)
            if behind is not None:
                row = rows[behind] if behind in rows else row_at(behind)
        rows[start] = row
        return row

    def follow(state: State, edge: Edge, path: tuple[Edge, ...]) -> None:
        """Read on behind an edge that led to a state."""
        nonlocal budget
        path = (*path, edge)
        if state.accepts:
            accept(state.accepts, path)
        end = edge.end
        if text[end : end + 1] not in state.heads:
            return
        behind = rows[end] if end in rows else row_at(end)
        transitions = state.transitions
        for following in behind:
            symbol = following.symbol
            try:
                target = transitions[symbol]
            except KeyError:
                target = step(state, symbol)
            if target is not None:
                budget -= 1
                if budget > 0:
                    follow(target, following, path)

    def accept(rules: tuple[int, ...], path: tuple[Edge, ...]) -> None:
        """Make the edges of the rules that read this path, once for each span."""
        start, end = path[0].start, path[-1].end
        for rule in rules:
            if (rule, end) in seen:
                continue
            condition = conditions[rule]
            if condition is not None and not condition(text, start, end):
                continue
            seen.add((rule, end))
            edge = Edge(start, end, symbols[rule], rule, path, None)
            row.append(edge)
            if is_candidate[rule]:
                candidates.append(edge)

    for start, end, symbol, value in numerals:
        starting.setdefault(start, []).append(Edge(start, end, symbol, -1, (), value))
    for start in sorted({*starting, *grammar.triggers(text)}, reverse=True):
        row = rows[start] if start in rows else row_at(start)
        budget = _MAX_PATHS
        seen.clear()
        for edge in row:  # which grows: what is read here is there to be read on from here
            target = targets[edge.symbol]
            if target is not None:
                follow(target, edge, ())
    rows.clear()  # the functions above refer to themselves, and would keep all rows until the collector comes
    return candidates + _blockers(text, candidates, grammar)


def _blockers(text: str, candidates: list[Edge], grammar: Grammar) -> list[Edge]:
    """The words that are no expressions (统一, 第一书记) where they overlap what was read."""
    blocking, lengths, back = grammar.blocking, grammar.blocking_lengths, grammar.longest_blocking - 1
    words: list[tuple[int, str]] = []
    done = 0
    for candidate in reversed(candidates):
        end = candidate.end
        if end <= done:
            continue
        for start in range(max(done, candidate.start - back), end):
            pair = text[start : start + 2]
            if pair in lengths:
                words += [(start, text[start : start + length]) for length in lengths[pair]]
            if text[start] in blocking:
                words.append((start, text[start]))
        done = end
    found: list[Edge] = []
    for start, word in words:
        for rule in blocking.get(word, ()):
            condition, end = grammar.conditions[rule], start + len(word)
            if condition is None or condition(text, start, end):
                found.append(Edge(start, end, grammar.rule_symbols[rule], rule, (), None))
    return found


def _behind_blanks(text: str, start: int) -> int | None:
    """Where the text goes on behind one or two blanks, or None behind more."""
    if start and text[start - 1] in BLANKS:
        return None
    end = start + 1
    while end < len(text) and text[end] in BLANKS and end - start < 3:
        end += 1
    return end if end < len(text) and end - start < 3 else None
