"""Text → document: the line of stages, each of which adds one thing.

    text → normal form → candidates → chosen spans → header and reference → mentions

Extraction is a pure function of the text, the reference and the rules. It never raises on any
text, prints nothing, and reads neither the clock nor the network.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from . import header as head
from .assemble import Assembler
from .clauses import Clauses
from .facts.finder import FactFinder
from .header import FoundTime, HeaderReader
from .lists import Lists
from .match.boundary import Boundary
from .match.decide import decide
from .match.lattice import Edge, propose
from .match.shapes import propose_shapes
from .model import Doc, Document, Mention, NumberMention, Si, TimeMention
from .names.entities import LinkWords
from .names.finder import NameFinder
from .records import made
from .rulebook.bundle import NONE
from .rules import Rules
from .text import Layout, Marks
from .trace import Trace
from .values.calendar import Period
from .values.exact import Exact, divided, number, plus, times
from .values.numbers import DEGREE, Measure
from .values.resolve import resolve
from .values.scope import Reference, Resolved, Scope, ToldDay
from .values.times import Point


class Found(NamedTuple):
    """Everything that one text went through; `explain` shows it, `extract` keeps the document."""

    text: str
    normal: str
    candidates: list[Edge]
    chosen: list[Edge]
    document: Document


class Extractor:
    """Extracts documents by one set of rules. Build it once and use it for any number of texts.

    `rules` are paths of rule files or folders that go on top of the built-in rules. An extractor
    can be pickled: what is sent is the paths, and the rules are loaded where it arrives.
    """

    def __init__(self, rules: Iterable[str | Path] | Rules = ()) -> None:
        self.rules = rules if isinstance(rules, Rules) else Rules(rules)
        self.boundary = Boundary(self.rules.words("crossing"), self.rules.fragile)
        self._clauses = Clauses(self.rules)
        self._lists = Lists(self.rules)
        self._marks = Marks(self.rules.sentence_marks, self.rules.clause_marks)
        self._headers = HeaderReader(self.rules.lists, self.rules.sentence_marks)
        self._names = NameFinder(self.rules.lexicon, self.rules.lists, self.rules.makers)
        self._links = LinkWords(self.rules.lists, self.rules.lexicon)
        self._facts = FactFinder(self.rules.facts, self.rules.fact_words, self.rules.lists, self.rules.makers)

    def __reduce__(self) -> tuple[type[Extractor], tuple[tuple[str, ...]]]:
        return Extractor, (self.rules.paths,)

    def extract(
        self,
        text: str,
        *,
        id: str = "-",
        title: str | None = None,
        published: str | None = None,
        reference: str | None = None,
        types: Collection[str] | None = None,
        keep_text: bool = True,
    ) -> Document:
        """The document of a text.

        `published` and `reference` are ISO 8601 (`2019-12-02`, `2019-12-02T08:27`); what they do
        not say is read from the text's header. `types` keeps only mentions of these types.
        Raises `ValueError` where `reference` or `published` is no ISO 8601 date; never for a text.
        """
        given = _moment("reference", reference)
        printed = _moment("published", published)
        # What a text makes holds no cycles, and to look for some in it takes a fifth of the time, of a long text more.
        collects = gc.isenabled()
        if collects:
            gc.disable()
        try:
            return self.analyse(text, id, title, published, printed, given, types, keep_text).document
        finally:
            if collects:
                gc.enable()

    def analyse(
        self,
        text: str,
        id: str = "-",
        title: str | None = None,
        published: str | None = None,
        printed: Reference | None = None,
        given: Reference | None = None,
        types: Collection[str] | None = None,
        keep_text: bool = True,
        trace: Trace | None = None,
    ) -> Found:
        """All stages, with what each of them gave. A `trace` is told how names and facts came about."""
        rules = self.rules
        normal = rules.normalise(text)
        layout = Layout(text, self._marks)
        candidates = propose(normal, rules.numerals.find(normal), rules.grammar)
        candidates += propose_shapes(normal, rules.shapes)
        chosen = decide(candidates, rules.weights, partial(self._valid, (normal, text)))
        self._lists.complete(chosen, normal, layout)
        found_times = [
            FoundTime(edge.start, edge.end, edge.value.fields) for edge in chosen if isinstance(edge.value, Point)
        ]
        header = self._headers.read(text, normal, layout, found_times)
        if published is None:
            published = header.published
            printed = head.parse_moment(published) if published is not None else None
        reference, source = _reference(header, printed, given)
        mentions = Reading(self, text, normal, layout, reference, candidates).mentions(chosen)
        spans = [(mention.start, mention.end) for mention in mentions]
        units = self._names.units(normal, spans, trace.names if trace is not None else None)
        year = reference.moment.year if reference.year_known else None
        assembler = Assembler(text, units, mentions, year, self._links, rules.makers, trace)
        assembler.find_facts(self._facts, normal, header.body)
        assembled = assembler.finish(types)
        doc = Doc(
            id=id,
            title=title if title is not None else header.title,
            publisher=header.publisher,
            published=published,
            reference=head.show_reference(reference),
            reference_from=source,  # type: ignore[arg-type]
            chars=len(text),
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            text=text if keep_text else None,
        )
        return Found(text, normal, candidates, chosen, Document(doc, *assembled))

    def _valid(self, texts: tuple[str, str], edge: Edge) -> bool:
        """Whether a winner may win: it has a value, and no word runs across its edges."""
        if self.boundary.crossing_word(edge, texts[0]) is not None:
            return False
        if self.rules.rules[edge.rule].type == NONE:
            return True
        return self.rules.evaluator.value(edge, texts) is not None


def _moment(name: str, text: str | None) -> Reference | None:
    if text is None:
        return None
    moment = head.parse_moment(text)
    if moment is None:
        raise ValueError(f"{name} {text!r} is no ISO 8601 date; write it as 2019-10-30 or 2019-10-30T08:27")
    return moment


def _reference(header: head.Header, printed: Reference | None, given: Reference | None) -> tuple[Reference, str]:
    """What relative times are resolved against, and where it is from, in the contract's order."""
    if given is not None:
        return given, "option"
    if header.dateline is not None:
        dated = head.from_dateline(header.dateline, printed)
        if dated is not None:
            return dated, "dateline"
    if printed is not None:
        return printed, "published"
    return Reference(), "none"


class Reading:
    """One pass over the chosen spans of a text, from left to right, resolving each in its clause."""

    def __init__(
        self,
        extractor: Extractor,
        text: str,
        normal: str,
        layout: Layout,
        reference: Reference,
        candidates: list[Edge],
    ) -> None:
        self._extractor = extractor
        self._rules = extractor.rules
        self._clauses = extractor._clauses
        self._text = text
        self._normal = normal
        self._layout = layout
        self._reference = reference
        self._candidates = candidates
        self._sentence = -1
        self._day: ToldDay | None = None
        self._period: Period | None = None
        self._in_sentence: Period | None = None

    def mentions(self, chosen: list[Edge]) -> list[Mention]:
        """The mentions of the chosen spans, numbered in text order."""
        found: list[Mention] = []
        for edge in chosen:
            self._read(edge, found, retry=True)
        return found

    def _read(self, edge: Edge, found: list[Mention], retry: bool) -> None:
        """Add the mention of a span, or what is in it where it comes to nothing as a whole."""
        rule = self._rules.rules[edge.rule]
        if rule.type == NONE:
            return
        if isinstance(edge.value, Measure):
            found.append(self._number(edge, found, rule.id, edge.value.kind or str(rule.type), edge.value))
            return
        scope = self._scope(edge)
        resolved = resolve(edge.value, scope)
        if resolved is not None:
            self._tell(edge, resolved)
            found.append(self._time(edge, f"m{len(found) + 1}", rule.id, resolved))
        elif retry and not isinstance(edge.value, Point):
            # 2月30日 is no date, and neither is its 30日; but 5日至3日 is two days
            for inner in self._instead(edge):
                self._read(inner, found, retry=False)

    def _instead(self, edge: Edge) -> list[Edge]:
        """What can be read inside a span that came to nothing: 5日至3日 as two days."""
        inner = [
            other
            for other in self._candidates
            if edge.start <= other.start and other.end <= edge.end and other is not edge
            and (other.end - other.start < edge.end - edge.start)
        ]  # fmt: skip
        return decide(inner, self._rules.weights, partial(self._extractor._valid, (self._normal, self._text)))

    # -- numbers

    def _number(self, edge: Edge, found: list[Mention], rule: str, kind: str, measure: Measure) -> NumberMention:
        text, start, end = self._normal, edge.start, edge.end
        if measure.unit == DEGREE and kind == "QUANTITY":
            measure = self._clauses.degrees_of(measure, text, self._layout, start)
        value, unit, mod = measure.exact, measure.unit, measure.mod
        if mod is None:
            mod = self._clauses.outer_mod(text, self._layout, start)
        per = measure.per
        if per is None and kind in ("MONEY", "QUANTITY", "CARDINAL"):
            per = self._per_before(start, found, far=kind != "CARDINAL")
        if kind == "CARDINAL":
            if unit is None and measure.scale >= 10_000 and measure.ratio is None:
                if self._clauses.is_money(text, self._layout, start, end):
                    kind = "MONEY"
            elif unit is not None and unit in self._rules.words("rank_unit"):
                if self._clauses.is_rank(text, self._layout, start):
                    kind = "ORDINAL"
        fields = (
            f"m{len(found) + 1}",
            kind,
            self._text[start:end],
            start,
            end,
            rule,
            value,
            None if value is not None else measure.low,
            None if value is not None else measure.high,
            unit,
            per,
            _si(measure) if kind == "QUANTITY" else None,
            measure.ratio,
            mod,
        )
        return made(NumberMention, fields)

    def _per_before(self, start: int, found: list[Mention], far: bool) -> str | None:
        """每亩 in 每亩380元, and 每亩每年 in 每亩每年可实现税收50万元. A set that was read of its 每年 goes."""
        span = self._clauses.per_before(self._normal, self._layout, start, far)
        if span is None or (found and found[-1].end > span[1]):
            return None
        if found and found[-1].start >= span[0]:
            found.pop()
        return self._text[span[0] : span[1]]

    # -- times

    def _scope(self, edge: Edge) -> Scope:
        sentence = self._layout.sentence(edge.start)[0]
        if sentence != self._sentence:
            self._sentence = sentence
            self._in_sentence = None
        tense = partial(self._clauses.tense, self._normal, self._layout, edge.start, edge.end)
        narrated = self._clauses.is_narrated(self._normal, edge.start)
        alone = not narrated and edge.start <= 1 and self._layout.sentence(0)[1] >= self._layout.length
        fields = (self._reference, tense, alone, narrated, self._day, self._period, self._in_sentence)
        return made(Scope, fields)

    def _tell(self, edge: Edge, resolved: Resolved) -> None:
        """Remember what was told, for the times after it that lean on it."""
        if self._is_compared(edge):
            return
        if resolved.day is not None:
            self._day = resolved.day
        period = resolved.period
        if period is None:
            return
        self._period = period
        if isinstance(edge.value, Point) and {"year", "short_year", "rel_year"} & edge.value.fields.keys():
            self._in_sentence = period

    def _is_compared(self, edge: Edge) -> bool:
        """比上年, 较2018年: what a figure is compared with is not what the text is about."""
        return self._clauses.is_compared(self._normal, edge.start)

    def _time(self, edge: Edge, identity: str, rule: str, resolved: Resolved) -> TimeMention:
        fields = (
            identity,
            "TIME" if resolved.fine else "DATE",
            self._text[edge.start : edge.end],
            edge.start,
            edge.end,
            rule,
            resolved.timex,
            resolved.value,
            resolved.start,
            resolved.end,
            resolved.mod,
        )
        return made(TimeMention, fields)


def _si(measure: Measure) -> Si | None:
    """A quantity in SI units. A difference of temperatures would scale without the offset; news
    gives a level (37℃) unless a verb of change stands before it, which facts know and spans do not."""
    if measure.si is None:
        return None
    unit, factor, offset = measure.si

    def convert(value: Exact) -> Exact:
        numerator, _, denominator = factor.partition("/")
        product = times(value, number(numerator))
        scaled = divided(product, number(denominator)) if denominator else product
        return plus(scaled, number(offset))

    if measure.exact is not None:
        return Si(convert(measure.low), None, None, unit)
    return Si(None, convert(measure.low), convert(measure.high), unit)
