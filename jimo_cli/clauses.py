"""What the clause around a mention says of it: tense, money, rank, and hedges that do not touch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from .rules import Rules
from .text import Layout
from .values.numbers import Measure, si_of
from .values.scope import Tense

# How far before a number the noun may stand that makes it money, or the verb that makes it a rank.
_REACH: Final = 24
_PER_REACH: Final = 16
_STOPS: Final = "0-9\uff0c\u3002\uff1b\u3001,;()"  # what no hedge reaches across: digits and marks


class Hedge(NamedTuple):
    """A word before a number, outside its span, that bounds it: 突破 MORE_THAN."""

    text: str
    mod: str


class Clauses:
    """Reads clauses by the word lists of the rules."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._future = self._alternatives("tense_future")
        self._maybe = self._alternatives("tense_maybe")
        self._past = self._alternatives("tense_past")
        self._done = self._alternatives("tense_done")
        self._event = self._alternatives("tense_event")
        self._money = self._alternatives("money_noun")
        self._rank = self._alternatives("rank_verb")
        self._hedges = sorted(
            (Hedge(word, entry["mod"]) for word, entry in rules.words("outer_mod").items()),
            key=lambda hedge: (-len(hedge.text), hedge.text),
        )
        self._hedge_texts = tuple(hedge.text for hedge in self._hedges)
        self._compare_marks = tuple(rules.words("compare_mark"))
        self._event_marks = tuple(rules.words("event_mark"))
        of = _either(rules.words("share_particle"))
        self._far_hedges = [*self._far("far_hedge", "{1,4}"), *self._far("share_hedge", f"{{1,12}}(?:{of})")]
        self._per = self._per_pattern()

    def _alternatives(self, name: str) -> re.Pattern[str] | None:
        words = self._rules.words(name)
        return re.compile(_either(words)) if words else None

    def _far(self, name: str, gap: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
        """Hedges that other words part from their number: adverbs by a verb, bounds by their whole."""
        words = {word: str(entry["mod"]) for word, entry in self._rules.words(name).items()}
        return [(re.compile(f"({_either(words)})[^{_STOPS}]{gap}$"), words)] if words else []

    def _per_pattern(self) -> re.Pattern[str] | None:
        mark = _either(self._rules.words("per_each"))
        things, spans = _either(self._rules.words("per_noun")), _either(self._rules.words("per_time"))
        names = _either(self._rules.words("per_name"))
        if not (mark and things and spans and names):
            return None
        # A span of time by itself (每年) is a set, and no denominator unless a thing goes with it.
        time = f"(?:{mark}(?:{spans}))*"
        return re.compile(f"{time}{mark}(?:{things})(?!{names}){time}")

    def tense(self, text: str, layout: Layout, start: int, end: int) -> Tense:
        """Whether the clause speaks of what is to come, or states what is done or measured.

        A time that stands alone before its comma (10月28日,即墨迎来了…) belongs to the next clause.
        """
        first, last = layout.clause(start)
        if last <= end + 1:
            last = layout.clause(min(last, len(text) - 1))[1]
        if _has(self._future, text, first, last):
            return "future"
        if _has(self._past, text, first, last):
            return "past"
        if _has(self._maybe, text, first, last):
            return "maybe"
        if _has(self._future, text, layout.sentence(start)[0], first):
            return "future"  # 计划7月完成,9月投产: what is to come goes on to the full stop
        if _has(self._done, text, first, last):
            return "past"
        return "event" if _has(self._event, text, first, last) else "none"

    def is_compared(self, text: str, start: int) -> bool:
        """Whether a time stands behind 比, 较 and the like."""
        return text.endswith(self._compare_marks, 0, start)

    def is_narrated(self, text: str, start: int) -> bool:
        """Whether a length counts from an event just told (开通后5年内) or is a level (缩至30小时以内)."""
        while start and text[start - 1] == " ":
            start -= 1
        return text.endswith(self._event_marks, 0, start)

    def outer_mod(self, text: str, layout: Layout, start: int) -> str | None:
        """The hedge before a number that does not touch it: 突破8亿千瓦, 至少完成一次, 超过总数的三分之二."""
        if text.endswith(self._hedge_texts, 0, start):
            for hedge in self._hedges:
                if text.endswith(hedge.text, 0, start):
                    return hedge.mod
        before = text[max(layout.clause(start)[0], start - _REACH) : start]
        for pattern, words in self._far_hedges:
            found = pattern.search(before)
            if found is not None:
                return words[found[1]]
        return None

    def per_before(self, text: str, layout: Layout, start: int, far: bool) -> tuple[int, int] | None:
        """Where the denominator stands that a number is said of: 每亩 in 每亩380元.

        It touches the number, or, if it may be `far`, words without digits stand between
        (每亩每年可实现税收50万元).
        """
        if self._per is None:
            return None
        first = max(layout.clause(start)[0], start - _PER_REACH)
        spans = [found.span() for found in self._per.finditer(text, first, start)]
        if spans and spans[-1][1] < start and not far:
            return None
        if not spans or any(character.isdigit() for character in text[spans[-1][1] : start]):
            return None
        return spans[-1]

    def degrees_of(self, measure: Measure, text: str, layout: Layout, start: int) -> Measure:
        """A measure in 度 in the sense that its clause gives it: of warmth, of electricity, of arc."""
        first, last = layout.sentence(start)
        best = None
        for word, sense in self._rules.words("degree_sense").items():
            at = text.rfind(word, first, start)
            if at < 0:
                at = text.find(word, start, last)
                distance = at - start + (last - first)  # what stands before counts before what follows
            else:
                distance = start - at
            if at >= 0 and (best is None or distance < best[0]):
                best = (distance, sense)
        if best is None:
            return measure
        sense = best[1]
        return measure._replace(unit=sense["unit"], si=si_of(dict(sense)))

    def is_money(self, text: str, layout: Layout, start: int, end: int) -> bool:
        """Whether a number without a unit is money by its head noun: 净利润90亿, 1.2亿的营业收入."""
        if self._money is None:
            return False
        first, last = layout.clause(start)
        if self._money.search(text, max(first, start - _REACH), start):
            return True
        return bool(self._money.search(text, end, min(last, end + 8)))

    def is_rank(self, text: str, layout: Layout, start: int) -> bool:
        """Whether 14位 is a place in an order, by the verb before it: 位列全国百强区14位."""
        first, _ = layout.clause(start)
        return self._rank is not None and bool(self._rank.search(text, max(first, start - _REACH), start))


def _either(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _has(pattern: re.Pattern[str] | None, text: str, start: int, end: int) -> bool:
    return pattern is not None and pattern.search(text, start, end) is not None
