"""All patterns as one automaton over token symbols, made deterministic as it runs.

The rule tables hold Glushkov positions (see `rulebook.pattern`): a state of the automaton is a
set of them. Building all states ahead would cost seconds, and most are never met; so a state is
built when a text first leads to it, and kept. An article leads to a few hundred.

A token belongs to one or several classes (日 is a day and the short form of a currency's
country); its *symbol* is the number of that set of classes, and a step follows all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, final

from ..rulebook.bundle import NUMERAL_HEAD

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

# The classes and the labels of the tokens of a path, in two parallel tuples.
Reading = tuple[tuple[str, ...], tuple[str, ...]]


# Up to two blanks may stand inside an expression (2019 年 10 月); a wider gap parts columns.
BLANKS: Final = " \u00a0\u3000"


@final
class State:
    """A set of positions just read: what they accept, and where each symbol leads from here.

    `heads` has a bit for each character that what is read next may begin with, by the low bits of its code
    point: characters that share a bit are told apart by the transitions. A symbol leads to `NOWHERE` or, if
    nobody asked, is not among the transitions yet.
    """

    __slots__ = ("accepts", "heads", "next_by_class", "transitions")

    def __init__(self, accepts: tuple[int, ...], next_by_class: dict[str, tuple[int, ...]], heads: bytes) -> None:
        self.accepts = accepts
        self.next_by_class = next_by_class
        self.heads = heads
        self.transitions: dict[int, State] = {}

    def goes_on_with(self, code: i64) -> bool:
        """Whether what is read next may begin with a character, as far as its bit tells."""
        return (self.heads[(code & _LOW) >> 3] >> (code & 7)) & 1 != 0


_BITS: Final = 4096  # of `heads`: half a kilobyte a state, and one wrong guess in ten at most
_LOW: Final = _BITS - 1
NOWHERE: Final = State((), {}, bytes(_BITS // 8))


@final
class Automaton:
    """The patterns of all rules.

    `atoms` are the (class, label) of each position, `follow` the positions after it, `accepts` the
    rule that ends with it or -1, `first` the positions that a rule may start with; `symbols` the
    sets of classes that words have, `heads` the characters that what is of a class begins with,
    and `numeral_heads` those that a numeral begins with.
    """

    def __init__(
        self,
        atoms: Sequence[tuple[str, str]],
        follow: Sequence[tuple[int, ...]],
        accepts: Sequence[int],
        first: Sequence[tuple[int, ...]],
        symbols: Sequence[tuple[str, ...]],
        heads: Mapping[str, str],
        numeral_heads: str,
    ) -> None:
        self._atoms = atoms
        self._follow = follow
        self._accepts = accepts
        self._states: dict[tuple[int, ...], State] = {}
        self._labels: dict[tuple[int, tuple[int, ...]], Reading] = {}
        self.symbols: list[tuple[str, ...]] = list(symbols)
        self._numbers = {classes: number for number, classes in enumerate(self.symbols)}
        self._first = first
        self._heads = heads
        self._numeral_heads = numeral_heads
        self._bits: dict[str, int] = {}  # of the heads of a class
        self.start = State((), self._group([position for rule in first for position in rule]), NOWHERE.heads)

    def symbol(self, classes: tuple[str, ...]) -> int:
        """The number of a set of classes, given as a sorted tuple."""
        number = self._numbers.get(classes)
        if number is None:
            number = self._numbers[classes] = len(self.symbols)
            self.symbols.append(classes)
        return number

    def step(self, state: State, symbol: int) -> State:
        """Where a symbol leads; the answer is kept in the state, so each pair is computed once."""
        reached: set[int] = set()
        for name in self.symbols[symbol]:
            reached.update(state.next_by_class.get(name, ()))
        target = self._state(tuple(sorted(reached))) if reached else NOWHERE
        state.transitions[symbol] = target
        return target

    def _state(self, positions: tuple[int, ...]) -> State:
        state = self._states.get(positions)
        if state is None:
            accepts = sorted({self._accepts[p] for p in positions if self._accepts[p] >= 0})
            following = {after for p in positions for after in self._follow[p]}
            grouped = self._group(sorted(following))
            state = self._states[positions] = State(tuple(accepts), grouped, self._bits_of(grouped))
        return state

    def _bits_of(self, classes: Iterable[str]) -> bytes:
        bits = 0
        for name in classes:
            known = self._bits.get(name)
            if known is None:
                known = self._bits[name] = _bits(self._heads_of(name))
            bits |= known
        return bits.to_bytes(_BITS // 8, "little")

    def _heads_of(self, name: str) -> str:
        heads = self._heads.get(name, "")
        return heads + BLANKS + (self._numeral_heads if NUMERAL_HEAD in heads else "") if heads else ""

    def heads_after(self, state: State) -> frozenset[str]:
        """The characters that what is read next may begin with."""
        return frozenset("".join([self._heads_of(name) for name in state.next_by_class]))

    def _group(self, positions: Sequence[int]) -> dict[str, tuple[int, ...]]:
        """Positions by the class that each of them reads."""
        grouped: dict[str, list[int]] = {}
        for position in positions:
            grouped.setdefault(self._atoms[position][0], []).append(position)
        return {name: tuple(members) for name, members in grouped.items()}

    def labels(self, rule: int, path: tuple[int, ...]) -> Reading:
        """The class and the label of each token of a path of symbols that `rule` accepts.

        Where a pattern can read a path in two ways, the way whose items stand further left wins.
        """
        key = (rule, path)
        found = self._labels.get(key)
        if found is None:
            if len(self._labels) > 50_000:  # bounds the memory of a process that reads for days
                self._labels.clear()
            found = self._labels[key] = self._read(rule, path)
        return found

    def _read(self, rule: int, path: tuple[int, ...]) -> Reading:
        ways: list[tuple[int, ...]] = [(p,) for p in self._first[rule] if self._atoms[p][0] in self.symbols[path[0]]]
        for symbol in path[1:]:
            classes = self.symbols[symbol]
            extended: dict[int, tuple[int, ...]] = {}
            for way in ways:
                for after in self._follow[way[-1]]:
                    if self._atoms[after][0] in classes and after not in extended:
                        extended[after] = (*way, after)
            ways = list(extended.values())
        way = next(way for way in ways if self._accepts[way[-1]] == rule)
        return tuple(self._atoms[p][0] for p in way), tuple(self._atoms[p][1] for p in way)


def _bits(characters: str) -> int:
    """A bit for each character, by the low bits of its code point."""
    bits = bytearray(_BITS // 8)
    for character in characters:
        low = ord(character) & _LOW
        bits[low >> 3] |= 1 << (low & 7)
    return int.from_bytes(bits, "little")
