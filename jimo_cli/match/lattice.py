"""Propose: words, numerals and rules put everything they can read on one lattice over the text.

The lattice holds edges. A word of the lexicon or a numeral is an edge; a rule whose pattern
reads a path of edges adds an edge over the whole path, which other rules read in turn. Nothing
is deleted here and nothing is chosen: 3日前往 holds 3日, 3日前 and 前往 alike.

Positions are visited from right to left, so that when rules start at a position, everything to
the right of it is complete, and what is made at the position itself is read from its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, final

from ..values.numerals import Numeral
from .automaton import BLANKS, NOWHERE, Automaton, State
from .conditions import Condition
from .starts import BLOCKS, CODES, MAY_BLOCK, MAY_START, STARTS, mark_of
from .starts import Tables as Starts
from .words import Words

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64


@final
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


UNKNOWN: Final[Any] = object()  # a value not computed yet; None is a value that cannot be

# A rule reads at most this many paths from one position. Ordinary text stays under thirty;
# the bound is for texts made to be slow, such as every word of the rules in random order.
_MAX_PATHS: Final = 200


@final
class Grammar:
    """The linked rule tables in the form that matching runs on.

    `words` are what patterns read, each with its symbol and its attributes by class, `blocking` the words
    that are no expressions, each with the rules that say so; `starts` tells where in a text either may stand.
    """

    def __init__(
        self,
        automaton: Automaton,
        words: Words,
        symbols: list[int],
        conditions: list[Condition | None],
        is_candidate: list[bool],
        blocking: Words,
        longest_blocking: int,
        starts: Starts,
    ) -> None:
        self.automaton = automaton
        self.words = words
        self.rule_symbols = symbols
        self.conditions = conditions
        self.is_candidate = is_candidate
        self.blocking = blocking
        self.longest_blocking = longest_blocking
        self.firsts, self._starting, self._blocking = starts

    def may_stand(self, text: str, at: i64, surely: i64, perhaps: i64) -> bool:
        """Whether something may stand at a place of a text, as far as three characters tell."""
        code: i64 = ord(text[at])
        if code >= CODES:
            return surely == BLOCKS
        flags: i64 = self.firsts[code]
        if flags & surely:
            return True
        size: i64 = len(text)
        if not flags & perhaps or at + 1 >= size:
            return False
        second: i64 = ord(text[at + 1])
        mark: i64 = mark_of(code, second, 0)
        marks = self._blocking if surely == BLOCKS else self._starting
        if (marks[mark >> 3] >> (mark & 7)) & 1:
            return True
        if at + 2 >= size:
            return False
        mark = mark_of(code, second, ord(text[at + 2]))
        return (marks[mark >> 3] >> (mark & 7)) & 1 != 0


def propose(text: str, numerals: list[tuple[int, int, int, Numeral]], grammar: Grammar) -> list[Edge]:
    """All edges over the normalised `text` that rules with a type made: the candidates."""
    proposer = _Proposer(text, grammar)
    proposer.run(numerals)
    return proposer.candidates + _blockers(text, proposer.candidates, grammar)


@final
class _Proposer:
    """One pass over one text. `_rows` holds the edges that start at each place, once it was reached."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.candidates: list[Edge] = []
        self._text = text
        self._size = len(text)
        self._grammar = grammar
        self._automaton = grammar.automaton
        self._words = grammar.words
        self._conditions = grammar.conditions
        self._symbols = grammar.rule_symbols
        self._is_candidate = grammar.is_candidate
        self._rows: list[list[Edge] | None] = [None] * (len(text) + 1)
        self._starting: list[list[Edge] | None] = [None] * (len(text) + 1)
        self._seen: set[int] = set()
        self._row: list[Edge] = []
        self._budget = 0

    def run(self, numerals: list[tuple[int, int, int, Numeral]]) -> None:
        """Visit every position where a rule can start, from right to left."""
        starting, grammar, text = self._starting, self._grammar, self._text
        for start, end, symbol, value in numerals:
            edge = Edge(start, end, symbol, -1, (), value)
            row = starting[start]
            if row is None:
                starting[start] = [edge]
            else:
                row.append(edge)
        firsts = grammar.firsts
        for at in range(len(text) - 1, -1, -1):
            code: i64 = ord(text[at])
            if starting[at] is None:
                if code >= CODES or not firsts[code] & (STARTS | MAY_START):
                    continue
                if not grammar.may_stand(text, at, STARTS, MAY_START):
                    continue
            self._read_from(at)

    def _read_from(self, start: int) -> None:
        """Read everything that starts at a position."""
        row = self._rows[start]
        self._row = self._row_at(start) if row is None else row
        self._budget = _MAX_PATHS
        self._seen.clear()
        automaton = self._automaton
        transitions = automaton.start.transitions
        for edge in self._row:  # which grows: what is read here is there to be read on from here
            target = transitions.get(edge.symbol)
            if target is None:
                target = automaton.step(automaton.start, edge.symbol)
            if target is not NOWHERE:
                self._follow(target, edge, ())

    def _row_at(self, start: int) -> list[Edge]:
        """The edges that start at a position; words are looked up when it is first reached."""
        row = self._starting[start]
        if row is None:
            row = []
        text, words = self._text, self._words
        size: i64 = len(text)
        if start < size:
            first: i64 = ord(text[start])
            node: i64 = words.child(0, first)
            if node:
                self._add_words(row, start, node)
            elif text[start] in BLANKS:
                behind = _behind_blanks(text, start)
                if behind is not None:
                    kept = self._rows[behind]
                    row = self._row_at(behind) if kept is None else kept
        self._rows[start] = row
        return row

    def _add_words(self, row: list[Edge], start: int, node: i64) -> None:
        """The words that begin with the character of a node, longest first."""
        text, words = self._text, self._words
        found: list[Edge] = []
        at: i64 = start + 1
        size: i64 = len(text)
        while node:
            if words.is_word(node):
                symbol, content = words.content(node)
                found.append(Edge(start, at, symbol, -1, (), content))
            if at >= size:
                break
            node = words.child(node, ord(text[at]))
            at += 1
        found.reverse()
        row += found

    def _follow(self, state: State, edge: Edge, path: tuple[Edge, ...]) -> None:
        """Read on behind an edge that led to a state."""
        path += (edge,)
        if state.accepts:
            self._accept(state.accepts, path)
        end = edge.end
        if end >= self._size or not state.goes_on_with(ord(self._text[end])):
            return
        behind = self._rows[end]
        if behind is None:
            behind = self._row_at(end)
        transitions = state.transitions
        for following in behind:
            target = transitions.get(following.symbol)
            if target is None:
                target = self._automaton.step(state, following.symbol)
            if target is not NOWHERE:
                self._budget -= 1
                if self._budget > 0:
                    self._follow(target, following, path)

    def _accept(self, rules: tuple[int, ...], path: tuple[Edge, ...]) -> None:
        """Make the edges of the rules that read this path, once for each span."""
        start, end = path[0].start, path[-1].end
        for rule in rules:
            key = (end << 16) + rule
            if key in self._seen:
                continue
            condition = self._conditions[rule]
            if condition is not None and not condition.holds(self._text, start, end):
                continue
            self._seen.add(key)
            edge = Edge(start, end, self._symbols[rule], rule, path, None)
            self._row.append(edge)
            if self._is_candidate[rule]:
                self.candidates.append(edge)


def _blockers(text: str, candidates: list[Edge], grammar: Grammar) -> list[Edge]:
    """The words that are no expressions (统一, 第一书记) where they overlap what was read."""
    found: list[Edge] = []
    done = 0
    for candidate in reversed(candidates):
        end = candidate.end
        if end <= done:
            continue
        for start in range(max(done, candidate.start - grammar.longest_blocking + 1), end):
            if grammar.may_stand(text, start, BLOCKS, MAY_BLOCK):
                found += _blocking_at(text, start, grammar)
        done = end
    return found


def _blocking_at(text: str, start: int, grammar: Grammar) -> list[Edge]:
    """The words at a place that are no expressions, longest first."""
    blocking = grammar.blocking
    words: list[tuple[int, tuple[int, ...]]] = []
    node: i64 = 0
    at: i64 = start
    size: i64 = len(text)
    while at < size:
        node = blocking.child(node, ord(text[at]))
        if not node:
            break
        at += 1
        if blocking.is_word(node):
            words.append((at, blocking.content(node)))
    found: list[Edge] = []
    for end, rules in reversed(words):
        for rule in rules:
            condition = grammar.conditions[rule]
            if condition is None or condition.holds(text, start, end):
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
