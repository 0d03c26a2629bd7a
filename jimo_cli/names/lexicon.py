"""The words of the language and the names of the world, unpacked as a text meets them."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from typing import Final, final

from ..rulebook.bundle import ENTRY, FIELD, PART, SENSE, UNSURE

_UNKNOWN: Final = 200  # the cost of a character that is no word
_CODES: Final = 0x10000  # a list by code point is looked up three times as fast as a dictionary by character
_REMEMBERED: Final = 5_000  # second characters that are kept for one first character


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
    """A word: its length, how unlikely it is (tenths of a nat), its part of speech, its senses."""

    __slots__ = ("classes", "cost", "length", "senses", "tag", "types", "word")

    def __init__(self, word: str, cost: int, tag: str, senses: tuple[Sense, ...]) -> None:
        self.word = word
        self.length = len(word)
        self.cost = cost
        self.tag = tag
        self.senses = senses
        self.types: tuple[str, ...] = tuple(dict.fromkeys(sense.type for sense in senses if sense.type))
        self.classes: dict[str, tuple[str, ...]] = {s.of_class: s.attributes for s in senses if s.of_class}


@final
class Longer:
    """The words that begin with a pair: the pair itself, and longer ones by their third character."""

    __slots__ = ("more", "pair")

    def __init__(self, entries: list[Entry]) -> None:
        self.pair: Entry | None = None
        self.more: dict[int, list[Entry]] | None = None  # by the code point of the third character
        for entry in entries:
            if entry.length == 2:
                self.pair = entry
                continue
            third = ord(entry.word[2])
            if self.more is None:
                self.more = {third: [entry]}
            elif third in self.more:
                self.more[third].append(entry)
            else:
                self.more[third] = [entry]


@final
class Head:
    """The words that begin with one character. They are unpacked when a text first asks for them."""

    __slots__ = ("is_letter", "packed", "pairs", "single")

    def __init__(self, single: Entry, packed: list[dict[str, str]]) -> None:
        self.single = single
        self.is_letter = single.word.isalnum()
        self.packed = packed  # by layer: second character → packed entries
        self.pairs: dict[int, Longer | None] = {}  # by the code point of the second character


@final
class Lexicon:
    """Looks words up by their first two characters.

    `layers` are packed lexicons with the lists that their senses are from: the built-in one, and
    under it a user's. `without` are the ids of lists that are switched off.
    """

    def __init__(
        self,
        layers: Sequence[tuple[Mapping[str, bytes], Sequence[tuple[str, str, str]]]],
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._layers = list(layers)
        self._without = without
        self._heads: list[Head | None] = [None] * _CODES

    def head(self, code: int) -> Head:
        """The words that begin with a character, given by its code point."""
        found = self._heads[code] if code < _CODES else None
        if found is None:
            found = self._open(chr(code))
            if code < _CODES:
                self._heads[code] = found
        return found

    def longer(self, head: Head, second: int) -> Longer | None:
        """The words of two and more characters that begin with a head and a second character."""
        pairs = head.pairs
        if second in pairs:
            return pairs[second]
        if len(pairs) >= _REMEMBERED:
            pairs.clear()
        character = chr(second)
        known = any(character in packed for packed in head.packed)
        found = Longer(self._unpack(head.single.word, character, head.packed)) if known else None
        pairs[second] = found
        return found

    def get(self, word: str) -> Entry | None:
        """The entry of a whole word."""
        if not word:
            return None
        head = self.head(ord(word[0]))
        if len(word) == 1:
            return head.single
        longer = self.longer(head, ord(word[1]))
        if longer is None or len(word) == 2:
            return longer.pair if longer is not None else None
        if longer.more is not None:
            for entry in longer.more.get(ord(word[2]), ()):
                if entry.word == word:
                    return entry
        return None

    def _open(self, first: str) -> Head:
        packed: list[dict[str, str]] = []
        for texts, _ in self._layers:
            data = texts.get(first)
            packed.append(marshal.loads(data) if data is not None else {})
        alone = self._unpack(first, "", packed)
        return Head(alone[0] if alone else Entry(first, _UNKNOWN, "", ()), packed)

    def _unpack(self, first: str, second: str, packed: list[dict[str, str]]) -> list[Entry]:
        merged: dict[str, Entry] = {}
        for layer in range(len(packed)):
            entries = packed[layer].get(second)
            if entries is None:
                continue
            for text in entries.split(ENTRY):
                entry = self._entry(first + second, text, layer)
                known = merged.get(entry.word)
                if known is not None:
                    entry = Entry(entry.word, known.cost, known.tag or entry.tag, known.senses + entry.senses)
                merged[entry.word] = entry
        return list(merged.values())

    def _entry(self, head: str, packed: str, layer: int) -> Entry:
        tail, cost, tag, senses = packed.split(FIELD)
        found: list[Sense] = []
        if senses:
            lists = self._layers[layer][1]
            word = head + tail
            for sense in senses.split(SENSE):
                parts = sense.split(PART)
                list_id, type_, of_class = lists[int(parts[0])]
                if list_id in self._without:
                    continue
                unsure = len(parts) > 1 and parts[1] == UNSURE
                name = parts[2] if len(parts) > 2 and parts[2] else word
                found.append(Sense(list_id, type_, of_class, name, unsure, tuple(parts[3:])))
        return Entry(head + tail, int(cost), tag, tuple(found))
