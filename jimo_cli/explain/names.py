"""Why a stretch of text is a name, or none: lists, costs, cues, heads and edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, final

from ..extractor import Extractor, Found
from ..model import NameMention
from ..names.bylines import RULE as BYLINE
from ..names.classes import ANAPHOR
from ..names.compose import Composer
from ..names.lexicon import Entry, Sense
from ..names.people import CHINESE
from ..names.reckon import Part, Reckoner, total
from ..names.segment import NUMBER, Proposal
from ..names.trace import LISTED, NAMED, SETTLED
from ..names.units import Unit
from ..trace import Trace
from .entities import Entities
from .heads import Heads
from .paths import Compared, Paths
from .sources import Sources

_LONGEST: Final = 16  # characters of a list's word that is looked for around a place
_MOST: Final = 6  # readings that lost, the likeliest first
_TITLE_END: Final = 8  # characters of a title among which its head is; an edition may stand behind
_FAR: Final = 120  # one that costs so much more than the best is nothing that a reader would think of
_NEVER: Final = 1_000_000  # the margin of what cannot be read so at all
_CUES: Final = {
    "same": "{0} is certain elsewhere in the document",
    "before": "{0} before it speaks for it",
    "after": "{0} after it speaks for it",
    "beside": "{0} beside it is the name of a place as well",
    "inside": "it lies in {0}, which stands before it",
    "no_word": "it is no ordinary word",
    "named": "the text names {0} in full",
    "sport": "the sentence is of sport ({0})",
}


class Lost(NamedTuple):
    """A reading that lost, by how much, and lines on why."""

    start: int
    end: int
    margin: int
    lines: list[str]


@final
class Names:
    """Tells of the names of one analysed text."""

    def __init__(self, extractor: Extractor, found: Found, trace: Trace, sources: Sources) -> None:
        rules = extractor.rules
        self._rules = rules
        self._sources = sources
        self._trace = trace.names
        self._text = found.normal
        self._shown = found.text
        self._document = found.document
        self._units = trace.names.stages.get(NAMED, [])
        numbers = [(unit.start, unit.end) for unit in trace.names.stages.get(LISTED, []) if unit.tag == NUMBER]
        self._paths = Paths(found.normal, rules.lexicon, numbers, trace.names.kept, rules.sentence_marks + "\n\r")
        self._people = Reckoner(rules.lexicon, rules.lists, rules.makers)
        self._entities = Entities(found, trace.names)
        composer = Composer(rules.lexicon, rules.lists, rules.makers)
        self._heads = Heads(composer, rules.lists, sources, self._units)

    def tell(self, start: int, end: int) -> Iterator[str]:
        """Lines on every name, and on everything that was no name after all, between two offsets."""
        told = False
        for unit in self._units:
            if unit.start < end and start < unit.end:
                lines = list(self._about(unit))
                if lines:
                    told = told or (unit.start <= start and end <= unit.end)
                    yield from lines
                    yield ""
        if not told:
            yield from self._no_person(start, end)
        lost = [*self._lost_proposals(start, end), *self._lost_words(start, end)]
        exact = [reading for reading in lost if (reading.start, reading.end) == (start, end)]
        near = sorted((r for r in lost if r not in exact and r.margin <= _FAR), key=lambda reading: reading.margin)
        for reading in (*exact, *near)[:_MOST]:
            yield from reading.lines
            yield ""

    # -- what stands in the path

    def _about(self, unit: Unit) -> Iterator[str]:
        parts = [part for part in self._trace.stages[SETTLED] if unit.start <= part.start and part.end <= unit.end]
        mention = self._mention(unit)
        if unit.type:
            outside = "" if mention is not None else ", left out of the mentions"
            yield f"{self._title(unit)} {unit.type} {self._sources.of(unit.rule)}, chosen{outside}"
            if len(parts) > 1:
                yield from self._composed(unit, parts)
            else:
                yield from self._simple(unit, "  ")
        elif unit.is_word(ANAPHOR):
            yield f"{self._title(unit)} anaphor: a word that stands for a name, by {self._lists_of(unit, 'anaphor')}"
        elif unit.senses or unit.head or self._heads.is_suffix(unit):
            yield f"{self._title(unit)} no name: {self._against(unit)}"
        elif unit.entry is not None and unit.entry.classes:
            lists = ", ".join(f"{sense.of_class} in {self._sources.of(sense.list_id)}" for sense in unit.entry.senses)
            yield f"{self._title(unit)} a word tagged {unit.tag or 'as nothing'}: {lists}"
        yield from self._entities.of(unit, mention)

    def _title(self, unit: Unit | Proposal) -> str:
        return f"{self._shown[unit.start : unit.end]} [{unit.start}:{unit.end}]"

    def _mention(self, unit: Unit) -> NameMention | None:
        for mention in self._document.mentions:
            if isinstance(mention, NameMention) and (mention.start, mention.end) == (unit.start, unit.end):
                return mention
        return None

    def _simple(self, unit: Unit, margin: str) -> Iterator[str]:
        """A name that is one step of the path."""
        if unit.proposal is not None:
            yield from self._proposed(unit.proposal, margin)
        elif unit.senses:
            for told in dict.fromkeys(self._sense(sense, unit.text) for sense in unit.senses):
                yield f"{margin}{told}"
            yield from self._cue(unit, margin)
            assert unit.entry is not None
            apart = self._paths.apart(unit.start, unit.end)
            against = f" against {apart.cost} for {apart.words}" if apart.words else ""
            yield f"{margin}costs {unit.entry.cost} as one word{against}"
        elif unit.entry is not None and unit.rule.startswith("vocabulary."):
            yield f"{margin}the vocabulary tags it {unit.tag}, and it begins and ends as such names do"
        if unit.head:
            yield f"{margin}{self._heads.head(unit)}"

    def _sense(self, sense: Sense, text: str) -> str:
        unsure = "; also an ordinary word or something else, so it needs a cue" if sense.unsure else ""
        full = f", short for {sense.name}" if sense.name != text else ""
        return f"{sense.type} in {self._sources.of(sense.list_id)}{full}{unsure}"

    def _cue(self, unit: Unit, margin: str) -> Iterator[str]:
        if unit.reasons:
            kind, *words = unit.reasons
            told = _CUES.get(kind, kind + ": {0}").format(", ".join(words))
            yield f"{margin}{told}"
        if unit.rule == "names.team":
            yield f"{margin}the sentence is of sport, so a place that plays is its team"

    def _lists_of(self, unit: Unit, name: str) -> str:
        assert unit.entry is not None
        return ", ".join(self._sources.of(sense.list_id) for sense in unit.entry.senses if sense.of_class == name)

    def _proposed(self, proposal: Proposal, margin: str) -> Iterator[str]:
        """The cost of a proposed name, and of the text without it."""
        parts = self._people.parts(self._text, proposal)
        if parts:
            yield f"{margin}costs {proposal.cost}: {_listed(parts)}"
        if proposal.rule == "names.recurring":
            yield f"{margin}costs {proposal.cost}: {proposal.name} is certain elsewhere in the document"
        elif proposal.rule == BYLINE:
            yield f"{margin}costs {proposal.cost}: it stands in a byline, where nothing else than names stands"
        elif not parts:
            yield f"{margin}it stands in book title marks{self._title_head(proposal)}"
        yield f"{margin}{_against_words(self._paths.compared(proposal.start, proposal.end, proposal.cost))}"

    def _title_head(self, proposal: Proposal) -> str:
        """What a title ends in that says what it is the title of."""
        title = self._text[proposal.start : proposal.end]
        for name, rule in (("law_head", "things.law.head"), ("media_head", "things.media.head")):
            ends = [word for word in self._rules.lists.get(name, {}) if word in title[-_TITLE_END:]]
            if ends and proposal.rule.startswith("names.title.") and proposal.rule != "names.title.work":
                return f", and {max(ends, key=len)} is listed in {self._sources.of(rule)}"
        return ""

    def _composed(self, unit: Unit, parts: Sequence[Unit]) -> Iterator[str]:
        """A name that was put together of several units."""
        if unit.head:
            yield from (f"  {line}" for line in self._heads.composed(unit, parts))
        elif self._heads.is_suffix(parts[-1]):
            yield f"  {self._heads.suffix(parts[-1])}"
        yield f"  put together of {' | '.join(part.text for part in parts)}"
        for part in parts:
            if part.type or part.senses:
                yield f"  {part.text}: {part.type or 'word'} {self._sources.of(part.rule) if part.rule else ''}".rstrip()
                yield from self._simple(part, "    ")
            else:
                yield f"  {part.text}: a word tagged {part.tag}" + (f", cost {part.entry.cost}" if part.entry else "")

    def _against(self, unit: Unit) -> str:
        """What spoke against a unit that has no type after all."""
        if unit.text in self._rules.lists.get("name_never", {}):
            return f"it is listed in {self._sources.of('name.never')}"
        if unit.senses:
            lists = ", ".join(dict.fromkeys(f"{sense.type} in {sense.list_id}" for sense in unit.senses))
            before, after = self._beside(unit)
            return (
                f"{lists}, where it is marked as also something else, and neither {before} before it nor {after} "
                "after it speaks for a name"
            )
        return self._heads.without(unit) if unit.head else self._heads.without_stem(unit)

    def _beside(self, unit: Unit) -> tuple[str, str]:
        settled = self._trace.stages[SETTLED]
        at = next(place for place, other in enumerate(settled) if other.start >= unit.start)
        before = settled[at - 1].text.strip() if at else ""
        after = settled[at + 1].text.strip() if at + 1 < len(settled) else ""
        return before or "nothing", after or "nothing"

    # -- what does not

    def _no_person(self, start: int, end: int) -> Iterator[str]:
        """Why some words that are nothing else are no person either."""
        entry = self._rules.lists.get("not_name", {}).get(self._text[start:end])
        if entry is not None and not entry.get("unsure"):
            words = self._text[start:end]
            yield f"{words} is no person: it is listed in {self._sources.of('people.not_name')}"
            yield ""
        elif not any(p.end == end for p in self._trace.proposed.get(start, ())):
            yield from self._unproposed(start, end)

    def _unproposed(self, start: int, end: int) -> Iterator[str]:
        """What would be a person, and costs too much to be proposed as one."""
        rule, parts = self._people.supposed(self._text, start, end)
        apart = self._people.apart(self._text, start, end)
        if rule and (rule == CHINESE or total(parts) - apart <= _FAR // 2):
            title = f"{self._shown[start:end]} [{start}:{end}] PERSON {self._sources.of(rule)}, not proposed"
            yield f"{title}: it would cost {total(parts)}, and its characters apart cost {apart}"
            yield f"  {_listed(parts)}"
            yield ""

    def _lost_proposals(self, start: int, end: int) -> Iterator[Lost]:
        taken = {(unit.start, unit.end) for unit in self._trace.stages[LISTED] if unit.proposal is not None}
        kept = {id(p) for proposed in self._trace.kept.values() for p in proposed}
        every = {id(p): p for proposed in self._trace.proposed.values() for p in proposed}
        every |= {id(p): p for proposed in self._trace.kept.values() for p in proposed}
        for proposal in every.values():
            if proposal.start < end and start < proposal.end and (proposal.start, proposal.end) not in taken:
                yield self._lost(proposal, id(proposal) in kept)

    def _lost(self, proposal: Proposal, kept: bool) -> Lost:
        compared = self._paths.compared(proposal.start, proposal.end, proposal.cost)
        margin = compared.mine.cost - compared.other.cost
        title = f"{self._title(proposal)} {proposal.type} {self._sources.of(proposal.rule)}, not chosen: "
        across = self._paths.number_across(proposal.start, proposal.end)
        if not kept:
            why = "it is part of the same longer word wherever it stands"
        elif across is not None:
            why = f"it runs into {self._shown[across[0] : across[1]]}, a number or time"
        elif margin > 0:
            why = f"{compared.mine.words} costs {compared.mine.cost}, {compared.other.words} {compared.other.cost}"
        else:
            why = f"no dearer than {compared.other.words}, which was found first"
        lines = [title + why]
        parts = self._people.parts(self._text, proposal)
        if parts:
            lines.append(f"  costs {proposal.cost}: {_listed(parts)}")
        return Lost(proposal.start, proposal.end, margin if kept and across is None else _NEVER, lines)

    def _lost_words(self, start: int, end: int) -> Iterator[Lost]:
        """Names of the lists that stand here as well, and that the path went past."""
        listed = self._trace.stages[LISTED]
        taken = {(unit.start, unit.end) for unit in listed}
        for first in range(max(0, start - _LONGEST), end):
            for last in range(max(first + 2, start + 1), min(len(self._text), first + _LONGEST) + 1):
                if (first, last) not in taken:
                    entry = self._rules.lexicon.get(self._text[first:last])
                    if entry is not None and entry.types:
                        yield self._lost_word(first, last, entry)

    def _lost_word(self, first: int, last: int, entry: Entry) -> Lost:
        across = self._paths.number_across(first, last)
        compared = self._paths.compared(first, last, entry.cost)
        why = f"{compared.mine.words} costs {compared.mine.cost}, {compared.other.words} {compared.other.cost}"
        if across is not None and compared.mine.cost <= compared.other.cost:
            why = f"it runs into {self._shown[across[0] : across[1]]}, a number or time"
        lists = ", ".join(dict.fromkeys(self._sources.of(sense.list_id) for sense in entry.senses if sense.type))
        title = f"{self._shown[first:last]} [{first}:{last}] {', '.join(entry.types)} {lists}, not chosen: {why}"
        return Lost(first, last, compared.mine.cost - compared.other.cost, [title])


def _listed(parts: Sequence[Part]) -> str:
    return ", ".join(f"{part.what} {part.points:+d}" for part in parts)


def _against_words(compared: Compared) -> str:
    mine, other = compared
    if mine.words == other.words:
        return f"{mine.words} costs {mine.cost}; read otherwise it costs {other.cost}"
    return f"{mine.words} costs {mine.cost}; without it {other.words} costs {other.cost}"
