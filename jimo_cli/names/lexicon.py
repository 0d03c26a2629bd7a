"""The words of the language and the names of the world, unpacked as a text meets them."""

from __future__ import annotations

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
    """The words that begin with a pair: the pair itself, and longer ones by their third character.

    The longer ones stay packed until a text has their third character: a thousand names begin with 中国.
    """

    __slots__ = ("more", "packed", "pair", "start")

    def __init__(self, start: str, pair: Entry | None, packed: dict[int, list[tuple[int, str]]] | None) -> None:
        self.start = start
        self.pair = pair
        self.packed = packed  # by the code point of the third character: (layer, packed entry)
        self.more: dict[int, list[Entry]] = {}


_NO_WORDS: Final = Longer("", None, None)


@final
class Head:
    """The words that begin with one character. They are unpacked when a text first asks for them."""

    __slots__ = ("is_letter", "lines", "pairs", "seconds", "single")

    def __init__(self, single: Entry, seconds: list[str], lines: list[list[str]]) -> None:
        self.single = single
        self.is_letter = single.word.isalnum()
        self.seconds = seconds  # by layer: the second characters …
        self.lines = lines  # … and the packed entries of each of them
        self.pairs: dict[int, Longer] = {}  # by the code point of the second character


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
        found = head.pairs.get(second)
        if found is None:
            if len(head.pairs) >= _REMEMBERED:
                head.pairs.clear()
            found = head.pairs[second] = self._longer(head, chr(second)) or _NO_WORDS
        return None if found is _NO_WORDS else found

    def with_third(self, longer: Longer, third: int) -> list[Entry] | None:
        """The words of three and more characters that go on with a third character; None for none."""
        packed = longer.packed
        if packed is None or third not in packed:
            return None
        found = longer.more.get(third)
        if found is None:
            found = longer.more[third] = self._merged(longer.start, packed[third])
        return found

    def _longer(self, head: Head, second: str) -> Longer | None:
        start = head.single.word + second
        pairs: list[tuple[int, str]] = []
        more: dict[int, list[tuple[int, str]]] = {}
        for layer in range(len(head.seconds)):
            at = head.seconds[layer].find(second)
            if at < 0:
                continue
            for text in head.lines[layer][at + 1].split(ENTRY):
                if text.startswith(FIELD):
                    pairs.append((layer, text))
                elif ord(text[0]) in more:
                    more[ord(text[0])].append((layer, text))
                else:
                    more[ord(text[0])] = [(layer, text)]
        if not pairs and not more:
            return None
        return Longer(start, self._merged(start, pairs)[0] if pairs else None, more or None)

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
        for entry in self.with_third(longer, ord(word[2])) or ():
            if entry.word == word:
                return entry
        return None

    def _open(self, first: str) -> Head:
        seconds: list[str] = []
        lines: list[list[str]] = []
        alone: list[tuple[int, str]] = []
        for layer, (texts, _) in enumerate(self._layers):
            data = texts.get(first)
            parts = data.decode("utf-8").split("\n") if data is not None else ["", ""]
            seconds.append(parts[0])
            lines.append(parts)
            if parts[-1]:
                alone.append((layer, parts[-1]))
        entries = self._merged(first, alone)
        return Head(entries[0] if entries else Entry(first, _UNKNOWN, "", ()), seconds, lines)

    def _merged(self, start: str, packed: list[tuple[int, str]]) -> list[Entry]:
        """The entries of some packed ones; a word that two layers have is one."""
        merged: dict[str, Entry] = {}
        for layer, text in packed:
            entry = self._entry(start, text, layer)
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
