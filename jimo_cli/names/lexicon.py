"""The words of the language and the names of the world, unpacked as a text meets them.

The words of one first character are a tree of their characters (see `rulebook.packing`). A text walks down
the tree without an object being made; only a word that a text is read as becomes an `Entry`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, final

from ..rulebook.bundle import ENTRY, FIELD, PART, SENSE, UNSURE
from ..rulebook.packing import BASE, BEYOND, LEAST, NO_WORD, SIZE_DIGITS, TREE_CODE, WIDE
from .classes import BITS

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

_UNKNOWN: Final = 200  # the cost of a character that is no word
_END: Final = ENTRY.encode()
_NO_CLASSES: Final[dict[str, tuple[str, ...]]] = {}  # one for the many words that no list has
_CODES: Final = 0x10000  # a list by code point is looked up three times as fast as a dictionary by character


@final
class Sense:
    """What a form is in one list: a name of some type, or a word of some class."""

    __slots__ = ("attributes", "list_id", "name", "of_class", "type", "unsure")

    def __init__(
        self, list_id: str, type: str, of_class: str, name: str, unsure: bool, attributes: tuple[str, ...]
    ) -> None:
        self.list_id = list_id
        self.type = type
        self.of_class = of_class
        self.name = name  # the full name, which may be the form itself
        self.unsure = unsure  # also an ordinary word, or a name of something else
        self.attributes = attributes


@final
class Entry:
    """A word: how unlikely it is (tenths of a nat), its part of speech, its senses."""

    __slots__ = (
        "bits",
        "classes",
        "cost",
        "head",
        "headless",
        "is_suffix",
        "name",
        "named",
        "of_sport",
        "read",
        "rule",
        "senses",
        "sure",
        "tag",
        "type",
        "types",
        "word",
    )

    def __init__(self, word: str, cost: int, tag: str, senses: tuple[Sense, ...]) -> None:
        # What every unit asks for stands first and together, so that a processor fetches it at once.
        self.word = word
        self.tag = tag
        self.bits: i64 = 0  # the classes that units are asked for
        # What name it is by itself, which `Tags` says when it has `read` it.
        self.read = False
        self.of_sport = False  # a word of sport
        self.is_suffix = False  # places end in it
        self.headless = False  # that no organisation ends in it, once that is known
        self.type = ""
        self.cost = cost
        self.rule = ""
        self.name = word
        self.sure = False
        self.named: tuple[Sense, ...] = ()
        self.head: tuple[str, str] | None = None  # the head that it is or ends in, and its kind, once it was asked for
        self.senses = senses
        self.types: tuple[str, ...] = ()
        self.classes = _NO_CLASSES
        if senses:
            self.types = tuple(dict.fromkeys([sense.type for sense in senses if sense.type]))
            self.classes = {sense.of_class: sense.attributes for sense in senses if sense.of_class}
            for name in self.classes:
                self.bits |= BITS.get(name, 0)


@final
class Head:
    """The words that begin with one character, as a tree.

    Node 0 is the character itself. `codes` has the last character of the word of each node, `first` where
    its children begin, which end where those of the next node begin, and `words` the cost of its word.
    """

    __slots__ = (
        "bits",
        "body",
        "character",
        "codes",
        "cost",
        "entries",
        "first",
        "is_letter",
        "places",
        "seconds",
        "words",
    )

    def __init__(self, first: str, tree: list[str], body: bytes) -> None:
        self.codes = tree[0]
        self.first = tree[1]
        self.words = tree[2]
        self.places = tree[3]
        self.body = body  # the packed entries
        self.entries: list[Entry | None] = [None] * len(self.codes)
        self.character = first
        self.is_letter = first.isalnum()
        self.seconds: int = value_of(self.first, 1)  # where the children of node 0 end; they begin at 1
        word: i64 = ord(self.words[0])
        self.cost: int = (word >> 1) - LEAST if word != NO_WORD else _UNKNOWN
        self.bits: i64 = 0  # of a mark: the classes that it is in


def value_of(table: str, at: i64) -> i64:
    """A number that is written as a character of a table."""
    code: i64 = ord(table[at])
    return code - BASE if code < WIDE else code - BEYOND


def child(head: Head, node: i64, code: i64) -> i64:
    """The node that a character leads to; 0 for none."""
    codes = head.codes
    low: i64 = 1
    high: i64 = head.seconds
    if node:
        low, high = value_of(head.first, node), value_of(head.first, node + 1)
    while low < high:
        middle: i64 = (low + high) >> 1
        found: i64 = ord(codes[middle])
        if found == code:
            return middle
        if found < code:
            low = middle + 1
        else:
            high = middle
    return 0


@final
class Lexicon:
    """Looks words up, character by character.

    `layers` are packed lexicons with the lists that their senses are from: the built-in one, and
    under it a user's. `without` are the ids of lists that are switched off.
    """

    def __init__(
        self,
        layers: Sequence[tuple[Mapping[str, bytes], Sequence[tuple[str, str, str]]]],
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._layers = [texts for texts, _ in layers]
        self._lists = [listed for _, lists in layers for listed in lists]
        self._sizes = [len(lists) for _, lists in layers]
        self._without = without
        self.heads: list[Head | None] = [None] * _CODES  # by code point, those that a text has asked for

    def head(self, code: int) -> Head:
        """The words that begin with a character, given by its code point."""
        found = self.heads[code] if code < _CODES else None
        if found is None:
            found = self._open(chr(code))
            if code < _CODES:
                self.heads[code] = found
            if not found.is_letter:
                found.bits = self.entry(found, 0, chr(code)).bits
        return found

    def single(self, code: int) -> Entry:
        """The entry of a character, given by its code point; it is one of no tag where no list has it."""
        return self.entry(self.head(code), 0, chr(code))

    def get(self, word: str) -> Entry | None:
        """The entry of a whole word."""
        if not word:
            return None
        head = self.head(ord(word[0]))
        node: i64 = 0
        for at in range(1, len(word)):
            node = child(head, node, ord(word[at]))
            if node == 0:
                return None
        if node and ord(head.words[node]) == NO_WORD:
            return None
        return self.entry(head, node, word)

    def entry(self, head: Head, node: int, word: str) -> Entry:
        """The entry of a node that has a word, or of a character."""
        made = head.entries[node]
        if made is None:
            made = head.entries[node] = self._unpacked(head, node, word)
        return made

    def _unpacked(self, head: Head, node: int, word: str) -> Entry:
        if ord(head.words[node]) == NO_WORD:
            return Entry(word, _UNKNOWN, "", ())
        start = value_of(head.places, node)
        tag, _, senses = head.body[start : head.body.index(_END, start)].decode().partition(FIELD)
        return Entry(word, (ord(head.words[node]) >> 1) - LEAST, sys.intern(tag), self._senses(word, senses))

    def _senses(self, word: str, packed: str) -> tuple[Sense, ...]:
        if not packed:
            return ()
        found: list[Sense] = []
        for sense in packed.split(SENSE):
            parts = sense.split(PART)
            list_id, type_, of_class = self._lists[int(parts[0])]
            unsure = len(parts) > 1 and parts[1] == UNSURE
            name = parts[2] if len(parts) > 2 and parts[2] else word
            found.append(Sense(list_id, type_, of_class, name, unsure, tuple(parts[3:])))
        return tuple(found)

    def _open(self, first: str) -> Head:
        data = self._layers[0].get(first)
        if len(self._layers) > 1 or self._without:
            data = self._merged(first)
        if data is None:
            return Head(first, _NOTHING, b"")
        size = SIZE_DIGITS + int(data[:SIZE_DIGITS])
        return Head(first, data[SIZE_DIGITS:size].decode(TREE_CODE).split("\n"), data[size:])

    def _merged(self, first: str) -> bytes | None:
        """The packed words of one character, of all layers and without the lists that are switched off."""
        from ..rulebook.packing import merged

        base = 0
        layers: list[tuple[bytes, int]] = []
        for texts, size in zip(self._layers, self._sizes):
            data = texts.get(first)
            if data is not None:
                layers.append((data, base))
            base += size
        typed = [bool(type_) for _, type_, _ in self._lists]
        without = {number for number, (list_id, _, _) in enumerate(self._lists) if list_id in self._without}
        return merged(layers, typed, without) if layers else None


_NOTHING: Final = [chr(BASE), chr(BASE + 1) * 2, chr(NO_WORD), chr(BASE)]  # the tree of a character without words
