"""How a fact was put together: its clause in pieces, the pattern that read it, and where each slot is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, final

from ..extractor import Extractor, Found
from ..facts.draft import Draft
from ..facts.grammar import Match
from ..facts.piece import Piece
from ..facts.trace import Read
from ..model import Fact, FactTime, Mention, Thing
from ..names.classes import FORMER
from ..names.trace import NAMED
from ..names.units import Unit
from ..trace import Trace
from ..values.exact import plain
from .sources import Sources

# The slots of a fact that a text may leave unsaid, and the mentions of its `args` that they are from.
_SLOTS: Final = (
    ("subject", "subject"), ("attribute", "attribute"), ("object", "object"), ("value", "value"), ("low", "value"),
    ("high", "value"), ("unit", ""), ("per", ""), ("mod", ""), ("whole_value", ""), ("direction", ""), ("basis", ""),
    ("basis_time", "basis"), ("basis_object", ""), ("qualifier", ""), ("time", "time"), ("place", "place"),
    ("source", "source"), ("status", ""),
)  # fmt: skip
_OF_VALUE: Final = ("unit", "per", "mod", "low", "high")  # slots that the mention of the value has
_SCENE: Final = {"attribute": "attribute", "basis": "basis", "status": "status", "subject": "topic", "time": "time"}
_WORDS: Final = {"direction": ("turn", "rate"), "basis": ("basis",), "status": ("status",)}  # by classes of pieces
_NEAR: Final = 6  # characters before the evidence of an office where the verb may stand that takes it
_UNSAID: Final = "nothing says otherwise"
_MOST: Final = 5  # readings that lost, the best first


@final
class Facts:
    """Tells of the facts of one analysed text."""

    def __init__(self, extractor: Extractor, found: Found, trace: Trace) -> None:
        self._extractor = extractor
        self._text = found.text
        self._facts = found.document.facts
        self._mentions = {mention.id: mention for mention in found.document.mentions}
        self._trace = trace.facts
        self._units = trace.names.stages.get(NAMED, [])
        self._sources = Sources(extractor.rules.paths)

    def ids(self) -> list[str]:
        """The ids of all facts."""
        return [fact.id for fact in self._facts]

    def tell(self, identity: str) -> Iterator[str]:
        """Lines on one fact."""
        fact = next(fact for fact in self._facts if fact.id == identity)
        draft = self._trace.drafts[identity]
        yield f"{identity} {_headline(fact)}"
        yield f"  evidence [{fact.start}:{fact.end}] {_one_line(fact.text)}"
        at = self._read_of(draft)
        if at is None:
            yield from self._made(fact)
            yield from self._slots(fact, draft, None)
            return
        read = self._trace.clauses[at]
        yield from self._pieces(read)
        match = _match_of(read, draft)
        if match is not None:
            yield from self._reading(read, match)
        else:
            yield f"  read by {self._sources.of(fact.rule)}"
        yield from self._slots(fact, draft, at)
        if match is not None:
            yield from self._lost(read, match)

    def unsaid(self) -> Iterator[str]:
        """Lines on the numbers that no fact came of, and on what was stated twice."""
        kept = {id(draft) for draft in self._trace.drafts.values()}
        for read in self._trace.clauses:
            for refusal in read.refused:
                by = f", read by {refusal.match.pattern.id}" if refusal.match is not None else ""
                yield f"no fact of {refusal.value.text} [{refusal.value.start}:{refusal.value.end}]{by}: {refusal.why}"
                if refusal.match is None:
                    pieces = " | ".join(f"{piece.text} {'/'.join(piece.classes)}" for piece in read.clause.pieces)
                    yield f"  {pieces}"
            for draft in read.drafts:
                if id(draft) not in kept:
                    words = _one_line(self._text[draft.start : draft.end])
                    yield f"no fact of its own: {words} [{draft.start}:{draft.end}], by {draft.rule}, is given elsewhere"

    # -- the clause

    def _read_of(self, draft: Draft) -> int | None:
        """The clause that a fact was read from; None for what is read from a whole sentence."""
        for at, read in enumerate(self._trace.clauses):
            if any(other is draft for other in read.drafts):
                return at
        return None

    def _pieces(self, read: Read) -> Iterator[str]:
        clause = read.clause
        yield f"  clause [{clause.start}:{clause.end}] in pieces"
        pieces = [(piece, "") for piece in clause.pieces]
        pieces += [(piece, "skipped, ") for piece in clause.skipped]
        pieces += [(piece, "aside, ") for piece in clause.times]
        for piece, note in sorted(pieces, key=lambda entry: entry[0].start):
            yield f"    {piece.text}: {note}{self._classes(piece)}"
        if clause.qualifier is not None:
            first, last = clause.qualifier
            yield f"    {self._text[first:last]}: set aside, the way of counting"

    def _classes(self, piece: Piece) -> str:
        """The classes of a piece, with what its word says in them."""
        told = []
        for name in piece.classes:
            given = " ".join(part for part in piece.attributes.get(name, ()) if part)
            told.append(f"{name} ({given})" if given else name)
        return ", ".join(told)

    def _reading(self, read: Read, match: Match) -> Iterator[str]:
        pattern = match.pattern
        yield f"  read by {self._sources.of(pattern.id)}"
        source = self._sources.pattern(pattern.id)
        yield f"    {source}" if source else ""
        slots = ", ".join(f"{label} {piece.text}" for label, piece in sorted(_in_order(match)))
        yield f"    {match.last - match.first} pieces of {len(read.clause.pieces)}, {match.rank()[0]} points: {slots}"

    def _lost(self, read: Read, match: Match) -> Iterator[str]:
        """The other readings of the same value."""
        value = match.slots.get("value")
        others = [other for other in read.matches if other is not match and other.slots.get("value") is value]
        best: dict[str, Match] = {}
        for other in sorted(others, key=Match.rank, reverse=True):
            best.setdefault(other.pattern.id, other)
        best.pop(match.pattern.id, None)
        for other in list(best.values())[:_MOST]:
            points, named, _ = other.rank()
            if points < match.rank()[0]:
                why = f"{points} points, fewer than {match.rank()[0]}"
            elif named < match.rank()[1]:
                why = "as many points, but it names no indicator"
            else:
                why = "as many points, but it stands further down in the rules"
            yield f"  not read by {other.pattern.id}: {why}"

    def _made(self, fact: Fact) -> Iterator[str]:
        """What is read by no pattern: the units of the evidence, with what rules call them."""
        yield f"  read by {self._sources.of(fact.rule)}, over the units of the sentence"
        for unit in self._units:
            if unit.start < fact.end and fact.start < unit.end and unit.text.strip():
                told = _told_of(unit)
                if told:
                    yield f"    {unit.text}: {told}"

    # -- the slots

    def _slots(self, fact: Fact, draft: Draft, at: int | None) -> Iterator[str]:
        yield "  slots"
        for name, argument in _SLOTS:
            value = getattr(fact, name)
            if value is None or (name in _OF_VALUE and name not in ("low", "high") and "value" not in fact.args):
                continue
            yield f"    {name} {_show(value)}: {self._origin(fact, draft, at, name, argument)}"

    def _origin(self, fact: Fact, draft: Draft, at: int | None, name: str, argument: str) -> str:
        """Where a slot is from: its own clause, or a place before it."""
        if name in _OF_VALUE:
            return "with the value"
        word = self._word(at, _WORDS.get(name, ()))
        if word is not None:
            return f"by {word.text} [{word.start}:{word.end}]"
        if name == "status" and at is None:
            giver = self._giver(fact)
            return f"by {giver.text} [{giver.start}:{giver.end}]" if giver is not None else _UNSAID
        value = getattr(fact, name)
        spans = [(m.start, m.end) for m in self._arguments(fact, argument)]
        if isinstance(value, Thing) and (not spans or (value.text or "") in fact.text):
            spans = self._find(value.text or "", fact)
        elif not spans and isinstance(value, str):
            spans = self._find(value, fact) if name in ("attribute", "basis_object", "qualifier") else []
        said = ", ".join(f"{_one_line(self._text[first:last])} [{first}:{last}]" for first, last in spans)
        outside = bool(spans) and (spans[-1][1] <= fact.start if at is None else not self._in_clause(spans, at))
        if outside:
            return f"taken over from {said}"
        origin = self._scene_origin(at, name, draft) if at is not None and not spans else None
        if origin is not None and origin != at:
            clause = self._trace.clauses[origin].clause
            words = _one_line(self._text[clause.start : clause.end])
            return f"taken over from {words} [{clause.start}:{clause.end}]"
        if said:
            return f"said in its clause, {said}" if at is not None else f"said as {said}"
        if name == "status" and value in ("actual", "current"):
            return _UNSAID
        if name == "attribute":
            return "put together of what is said"
        return "by the words of its clause"

    def _word(self, at: int | None, classes: Sequence[str]) -> Piece | None:
        """The first piece of a clause that is of one of some classes."""
        if at is None:
            return None
        clause = self._trace.clauses[at].clause
        return next((piece for piece in (*clause.pieces, *clause.skipped) if set(classes) & set(piece.classes)), None)

    def _giver(self, fact: Fact) -> Unit | None:
        """The word that gives a fact its status, in its evidence or just before it: 免去 of 免去王海涛的职务."""
        near = [unit for unit in self._units if fact.start - _NEAR <= unit.start < fact.end]
        for unit in near:
            for sense in unit.entry.senses if unit.entry is not None else ():
                if sense.of_class in ("role_verb", "status") and sense.attributes[:1] == (fact.status,):
                    return unit
        return next((unit for unit in near if fact.status == "former" and unit.is_word(FORMER)), None)

    def _arguments(self, fact: Fact, slot: str) -> list[Mention]:
        return [self._mentions[identity] for identity in fact.args.get(slot, ())]

    def _find(self, words: str, fact: Fact) -> list[tuple[int, int]]:
        """Where words stand: in the evidence, else the last place before it."""
        first = self._text.find(words, fact.start, fact.end)
        if first < 0:
            first = self._text.rfind(words, 0, fact.end)
        return [(first, first + len(words))] if words and first >= 0 else []

    def _in_clause(self, spans: Sequence[tuple[int, int]], at: int) -> bool:
        clause = self._trace.clauses[at].clause
        return any(clause.start <= first and last <= clause.end for first, last in spans)

    def _scene_origin(self, at: int, name: str, draft: Draft) -> int | None:
        """The clause that brought what the scene held when the fact was read; None where the scene had no part."""
        key = _SCENE.get(name)
        if key is None:
            return None
        reads = self._trace.clauses
        before = reads[at].before.get(key)
        value: Any = getattr(draft, name)
        if before is None or before != value or (key == "status" and value == "actual"):
            return None
        place = at
        while place > 0 and reads[place].before.get(key) == value:
            if reads[place - 1].before.get(key) != value:
                return place - 1
            place -= 1
        return None


def _match_of(read: Read, draft: Draft) -> Match | None:
    """The reading that a fact is from: of its rule, with its value."""
    values = draft.args.get("value", ())
    fitting = [
        match
        for match in read.matches
        if match.pattern.id == draft.rule
        and "value" in match.slots
        and any(mention.start in values for mention in match.slots["value"].mentions)
    ]
    return max(fitting, key=Match.rank, default=None)


def _in_order(match: Match) -> list[tuple[str, Piece]]:
    return sorted(match.slots.items(), key=lambda entry: entry[1].start)


def _told_of(unit: Unit) -> str:
    """What a unit is to the rules: the type of a name, the classes of a word."""
    if unit.type:
        return f"{unit.type} by {unit.rule}"
    told = []
    for sense in unit.entry.senses if unit.entry is not None else ():
        if sense.of_class:
            given = " ".join(attribute for attribute in sense.attributes if attribute)
            told.append(f"{sense.of_class} in {sense.list_id}{f' ({given})' if given else ''}")
    return ", ".join(told)


def _headline(fact: Fact) -> str:
    shown = (fact.subject, fact.attribute, fact.object, fact.value, fact.unit, fact.time)
    return " · ".join([fact.kind, *(_show(part) for part in shown if part is not None)])


def _show(value: object) -> str:
    if isinstance(value, Thing):
        known = f" = {value.name}" if value.name != value.text else ""
        entity = f" ({value.entity})" if value.entity is not None else ""
        return _one_line(value.text or "") + known + entity
    if isinstance(value, FactTime):
        return value.value
    if isinstance(value, str):
        return value
    return plain(value)  # type: ignore[arg-type]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def explain_fact(extractor: Extractor, found: Found, trace: Trace, identity: str) -> Iterator[str]:
    """Lines on how one fact was put together. Raises `KeyError` where there is none of that id."""
    facts = Facts(extractor, found, trace)
    if identity not in facts.ids():
        raise KeyError(identity)
    return facts.tell(identity)


def explain_facts(extractor: Extractor, found: Found, trace: Trace) -> Iterator[str]:
    """Lines on every fact of a text, and on the numbers that none came of."""
    facts = Facts(extractor, found, trace)
    for identity in facts.ids():
        yield from facts.tell(identity)
        yield ""
    yield from facts.unsaid()
