"""Propose: words, numerals and rules put everything they can read on one lattice over the text.

The lattice holds edges. A word of the lexicon or a numeral is an edge; a rule whose pattern
reads a path of edges adds an edge over the whole path, which other rules read in turn. Nothing
is deleted here and nothing is chosen: 3日前往 holds 3日, 3日前 and 前往 alike.

Positions are visited from right to left, so that when rules start at a position, everything to
the right of it is complete, and what is made at the position itself is read from its row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, final

from ..values.numerals import Numeral
from .automaton import BLANKS, Automaton, State
from .conditions import Condition


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


UNKNOWN: Any = object()  # a value not computed yet; None is a value that cannot be

# A rule reads at most this many paths from one position. Ordinary text stays under thirty;
# the bound is for texts made to be slow, such as every word of the rules in random order.
_MAX_PATHS = 200


@final
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
        # By first character: the words of two and more characters that a rule can start with.
        self._starters: dict[str, list[str]] = {}
        for word, (symbol, _) in words.items():
            if len(word) > 1 and automaton.targets[symbol] is not None:
                self._starters.setdefault(word[0], []).append(word)
        self._starts: list[_Start | None] = [None] * _CODES  # by code point, as far as they were asked for
        self._asked = bytearray(_CODES)

    def triggers(self, text: str, codes: list[int]) -> list[int]:
        """Where a word stands that a rule can start with, as far as three characters tell."""
        found: list[int] = []
        starts, asked = self._starts, self._asked
        for at in range(len(codes)):
            code = codes[at]
            if code >= _CODES:
                continue
            if not asked[code]:
                starts[code] = self._start(chr(code))
                asked[code] = 1
            start = starts[code]
            if start is None:
                continue
            if not start.always:
                after = start.seconds.get(text[at + 1 : at + 2])
                if after is None or (after is not _ANYTHING and text[at + 2 : at + 3] not in after):
                    continue
            found.append(at)
        return found

    def _start(self, first: str) -> _Start | None:
        """What must follow a character for a rule to start with it; None where none can.

        全国 starts 全国助残日 and is nothing by itself.
        """
        targets = self.automaton.targets
        alone = targets[self.words[first][0]] if first in self.words else None
        seconds: dict[str, frozenset[str]] = {}
        for word in self._starters.get(first, ()):
            if len(word) > 2:
                if seconds.get(word[1]) is not _ANYTHING:
                    seconds[word[1]] = seconds.get(word[1], _NOTHING) | {word[2]}
                continue
            both = targets[self.words[word][0]]
            assert both is not None
            accepted = both.accepts or seconds.get(word[1]) is _ANYTHING
            seconds[word[1]] = _ANYTHING if accepted else seconds.get(word[1], _NOTHING) | both.heads
        if alone is not None:
            for second in alone.heads:
                seconds[second] = _ANYTHING
            return _Start(bool(alone.accepts), seconds)
        return _Start(False, seconds) if seconds else None


_CODES: Final = 0x10000  # a list by code point is looked up faster than a dictionary by character
_NOTHING: Final[frozenset[str]] = frozenset()
_ANYTHING: Final = frozenset(("anything",))


@final
class _Start:
    """How a rule can go on behind one character: `always` or with which second and third."""

    def __init__(self, always: bool, seconds: dict[str, frozenset[str]]) -> None:
        self.always = always
        self.seconds = seconds


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Words are looked up by their first two characters: how long may a word be that starts so?"""
    lengths: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 1:
            lengths.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()}


def propose(
    text: str, codes: list[int], numerals: Iterable[tuple[int, int, int, Numeral]], grammar: Grammar
) -> list[Edge]:
    """All edges over the normalised `text` that rules with a type made: the candidates.

    `codes` are the code points of the text.
    """
    proposer = _Proposer(text, grammar)
    proposer.run(codes, numerals)
    return proposer.candidates + _blockers(text, proposer.candidates, grammar)


@final
class _Proposer:
    """One pass over one text."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.candidates: list[Edge] = []
        self._text = text
        self._grammar = grammar
        self._automaton = grammar.automaton
        self._words = grammar.words
        self._lengths = grammar.lengths
        self._firsts = grammar.first_characters
        self._conditions = grammar.conditions
        self._symbols = grammar.rule_symbols
        self._is_candidate = grammar.is_candidate
        self._rows: dict[int, list[Edge]] = {}
        self._starting: dict[int, list[Edge]] = {}
        self._seen: set[tuple[int, int]] = set()
        self._row: list[Edge] = []
        self._budget = 0

    def run(self, codes: list[int], numerals: Iterable[tuple[int, int, int, Numeral]]) -> None:
        """Visit every position where a rule can start, from right to left."""
        starting, targets = self._starting, self._automaton.targets
        for start, end, symbol, value in numerals:
            edge = Edge(start, end, symbol, -1, (), value)
            if start in starting:
                starting[start].append(edge)
            else:
                starting[start] = [edge]
        for start in sorted({*starting, *self._grammar.triggers(self._text, codes)}, reverse=True):
            row = self._rows.get(start)
            self._row = self._row_at(start) if row is None else row
            self._budget = _MAX_PATHS
            self._seen.clear()
            for edge in self._row:  # which grows: what is read here is there to be read on from here
                target = targets[edge.symbol]
                if target is not None:
                    self._follow(target, edge, ())

    def _row_at(self, start: int) -> list[Edge]:
        """The edges that start at a position; words are looked up when it is first reached."""
        text = self._text
        row = self._starting.get(start)
        if row is None:
            row = []
        first = text[start : start + 1]
        if first in self._firsts:
            pair = text[start : start + 2]
            lengths = self._lengths.get(pair)
            if lengths is not None:
                for length in lengths:
                    word = text[start : start + length]
                    if len(word) == length:
                        self._add_word(row, word, start)
            self._add_word(row, first, start)
        elif first and first in BLANKS:
            behind = _behind_blanks(text, start)
            if behind is not None:
                kept = self._rows.get(behind)
                row = self._row_at(behind) if kept is None else kept
        self._rows[start] = row
        return row

    def _add_word(self, row: list[Edge], word: str, start: int) -> None:
        entry = self._words.get(word)
        if entry is not None:
            row.append(Edge(start, start + len(word), entry[0], -1, (), entry[1]))

    def _follow(self, state: State, edge: Edge, path: tuple[Edge, ...]) -> None:
        """Read on behind an edge that led to a state."""
        path = (*path, edge)
        if state.accepts:
            self._accept(state.accepts, path)
        end = edge.end
        if self._text[end : end + 1] not in state.heads:
            return
        behind = self._rows.get(end)
        if behind is None:
            behind = self._row_at(end)
        transitions = state.transitions
        for following in behind:
            symbol = following.symbol
            if symbol in transitions:
                target = transitions[symbol]
            else:
                target = self._automaton.step(state, symbol)
            if target is not None:
                self._budget -= 1
                if self._budget > 0:
                    self._follow(target, following, path)

    def _accept(self, rules: tuple[int, ...], path: tuple[Edge, ...]) -> None:
        """Make the edges of the rules that read this path, once for each span."""
        start, end = path[0].start, path[-1].end
        for rule in rules:
            key = (rule, end)
            if key in self._seen:
                continue
            condition = self._conditions[rule]
            if condition is not None and not condition(self._text, start, end):
                continue
            self._seen.add(key)
            edge = Edge(start, end, self._symbols[rule], rule, path, None)
            self._row.append(edge)
            if self._is_candidate[rule]:
                self.candidates.append(edge)


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
