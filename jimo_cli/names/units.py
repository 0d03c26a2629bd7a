"""Units: the tokens of a text with what they are known as, which larger names are put together of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final, final

from .lexicon import Entry, Lexicon, Sense
from .segment import COUNTED, LATIN, MARK, NAME, NUMBER, PROPOSED, WORD, Path, Proposal

if TYPE_CHECKING:  # machine integers, where this is compiled; nothing that runs needs them
    from mypy_extensions import i64

_CODES: Final = 0x10000
_PREFIXES: Final = (4, 3, 2)
_HEAD_SIZES: Final = (1, 2, 3, 4)


@final
class Unit:
    """A stretch of tokens with what it is: a name of some type, or just words.

    `type` is the type of a name or empty; `rule` says who made it one. `sure` names need nothing
    beside them. `head` is the kind of organisation that the word is a head of, or empty.
    """

    __slots__ = (
        "classes",
        "end",
        "entry",
        "head",
        "name",
        "proposal",
        "reasons",
        "rule",
        "senses",
        "start",
        "sure",
        "tag",
        "text",
        "type",
    )

    def __init__(self, start: int, end: int, text: str, tag: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.tag = tag
        self.type = ""
        self.rule = ""
        self.name = text
        self.sure = False
        self.head = ""
        self.entry: Entry | None = None
        self.classes: i64 = 0  # of its entry, or of a mark
        self.senses: tuple[Sense, ...] = ()
        self.proposal: Proposal | None = None
        self.reasons: tuple[str, ...] = ()

    def become(self, type: str, rule: str, sure: bool, name: str) -> None:
        """Make it a name."""
        self.type, self.rule, self.sure, self.name = type, rule, sure, name

    def copied(self) -> Unit:
        """What it is now, apart from what it becomes; `copy.copy` cannot do that when this is compiled."""
        other = Unit(self.start, self.end, self.text, self.tag)
        other.become(self.type, self.rule, self.sure, self.name)
        other.head, other.entry, other.classes, other.senses = self.head, self.entry, self.classes, self.senses
        other.proposal, other.reasons = self.proposal, self.reasons
        return other

    def is_word(self, classes: i64) -> bool:
        """Whether it is a word of one of some classes, given as bits (see `classes`)."""
        return self.classes & classes != 0

    def is_listed(self, name: str) -> bool:
        """Whether it is a word of a class that has no bit."""
        return self.entry is not None and name in self.entry.classes

    def ways(self, name: str) -> tuple[str, ...]:
        """What a list says of it as a word of a class; nothing where it is none."""
        return self.entry.classes.get(name, ()) if self.entry is not None else ()


@final
class Tags:
    """What the tags of the vocabulary are good for: it calls 滑坡 a place and 音乐会 an organisation.

    A place of three characters is believed that ends as places do, and an organisation that begins as
    organisations do; everything else must be in a list that was made for the purpose.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        suffixes: Mapping[str, str],
        begins: frozenset[str],
        heads: frozenset[str],
        never: frozenset[str],
        sport: frozenset[str],
        place_ends: frozenset[str],
        makers: Collection[str],
    ) -> None:
        self._heads = heads
        self._never = never
        self._sport = sport
        self._place_ends = place_ends
        self._lexicon = lexicon
        self._suffixes = suffixes
        self._begins = begins
        self._believed = frozenset(tag for tag in ("ns", "nt") if f"vocabulary.{tag}" in makers)

    def read(self, entry: Entry) -> None:
        """Say what name an entry is, if any; once, for a text asks for it again and again."""
        entry.read = True
        entry.of_sport = entry.word in self._sport
        entry.is_suffix = entry.word in self._place_ends
        if entry.word in self._never:
            return
        named = [sense for sense in entry.senses if sense.type]
        if named:
            sure = [sense for sense in named if not sense.unsure]
            best = next((sense for sense in sure if sense.type == "FAC"), sure[0]) if sure else named[0]
            entry.type, entry.rule, entry.name = best.type, best.list_id, best.name
            entry.sure = bool(sure) and len(entry.word) > 1
            entry.named = tuple(named)
        elif entry.tag in ("ns", "nt"):
            type_ = self.type_of(entry)
            if type_:
                entry.type, entry.rule, entry.sure, entry.name = type_, f"vocabulary.{entry.tag}", True, entry.word

    def type_of(self, entry: Entry) -> str:
        """The type of name that a tagged word is, or nothing."""
        word = entry.word
        if entry.tag not in self._believed:
            return ""
        if entry.tag == "ns" and len(entry.word) > 2:
            for size in (2, 1):
                type_ = self._suffixes.get(word[-size:])
                if type_ is not None and len(word) > size + 1:
                    return type_
        if entry.tag == "nt" and len(entry.word) > 2 and any(word[-size:] in self._heads for size in _HEAD_SIZES):
            for size in _PREFIXES:
                if word[:size] in self._begins:
                    return "ORG"
                known = self._lexicon.get(word[:size])
                if known is not None and any(sense.type == "GPE" and not sense.unsure for sense in known.senses):
                    return "ORG"
        return ""


def units_of(path: Path, text: str, lexicon: Lexicon, tags: Tags) -> list[Unit]:
    """What a path is made of: names where a list or a proposal says so."""
    units: list[Unit] = []
    heads = lexicon.heads
    first, last = path.first, path.last
    at = first
    while at < last:
        end = at + path.lengths[at - first]
        node = path.nodes[at - first]
        if node == PROPOSED:
            proposal = path.chosen[at]
            unit = Unit(at, end, text[at:end], NAME)
            unit.proposal = proposal
            unit.become(proposal.type, proposal.rule, True, proposal.name)
        elif node == COUNTED:
            unit = Unit(at, end, text[at:end], NUMBER)
        else:
            code = ord(text[at])
            head = heads[code] if code < _CODES else None
            if head is None:
                head = lexicon.head(code)
            # The text is the one object that the entry or the head has: its hash is reckoned once, and not in every
            # list again.
            if node >= 0:
                entry = head.entries[node]
                if entry is None:
                    entry = lexicon.entry(head, node, text[at:end])
                unit = Unit(at, end, entry.word, entry.tag or WORD)
                unit.entry = entry
                unit.classes = entry.bits
                if not entry.read:
                    tags.read(entry)
                if entry.type:
                    unit.become(entry.type, entry.rule, entry.sure, entry.name)
                    unit.senses = entry.named
            elif head.is_letter:
                unit = Unit(at, end, text[at:end], LATIN)
            else:
                unit = Unit(at, end, head.character, MARK)
                unit.classes = head.bits
        units.append(unit)
        at = end
    return units


def joined(units: list[Unit], text: str) -> Unit:
    """Several units as one without a type."""
    first, last = units[0], units[-1]
    return Unit(first.start, last.end, text[first.start : last.end], last.tag)


def is_break(unit: Unit) -> bool:
    """Whether nothing runs across a unit: a mark, a blank, a number."""
    return unit.tag in (MARK, NUMBER)
