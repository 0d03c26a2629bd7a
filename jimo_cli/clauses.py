"""What the clause around a mention says of it: tense, money, rank, and hedges that do not touch."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from .rules import Rules
from .text import Layout
from .values.scope import Tense

# How far before a number the noun may stand that makes it money, or the verb that makes it a rank.
_REACH = 24


class Hedge(NamedTuple):
    """A word before a number, outside its span, that bounds it: 突破 MORE_THAN."""

    text: str
    mod: str


class Clauses:
    """Reads clauses by the word lists of the rules."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def _alternatives(self, name: str) -> re.Pattern[str] | None:
        words = sorted(self._rules.words(name), key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, words))) if words else None

    @cached_property
    def _future(self) -> re.Pattern[str] | None:
        return self._alternatives("tense_future")

    @cached_property
    def _maybe(self) -> re.Pattern[str] | None:
        return self._alternatives("tense_maybe")

    @cached_property
    def _past(self) -> re.Pattern[str] | None:
        return self._alternatives("tense_past")

    @cached_property
    def _money(self) -> re.Pattern[str] | None:
        return self._alternatives("money_noun")

    @cached_property
    def _warm(self) -> re.Pattern[str] | None:
        return self._alternatives("warm_noun")

    @cached_property
    def _rank(self) -> re.Pattern[str] | None:
        return self._alternatives("rank_verb")

    @cached_property
    def _hedges(self) -> list[Hedge]:
        words = self._rules.words("outer_mod").items()
        return sorted((Hedge(word, entry["mod"]) for word, entry in words), key=lambda h: (-len(h.text), h.text))

    @cached_property
    def _hedge_texts(self) -> tuple[str, ...]:
        return tuple(hedge.text for hedge in self._hedges)

    def tense(self, text: str, layout: Layout, start: int, end: int) -> Tense:
        """Whether the clause speaks of what is to come, or states what is done or measured.

        A time that stands alone before its comma (10月28日,即墨迎来了…) belongs to the next clause.
        """
        first, last = layout.clause(start)
        if last <= end + 1:
            last = layout.clause(min(last, len(text) - 1))[1]
        if self._future is not None and self._future.search(text, first, last):
            return "future"
        if self._maybe is not None and self._maybe.search(text, first, last):
            return "maybe"
        if self._past is not None and self._past.search(text, first, last):
            return "past"
        return "none"

    @cached_property
    def _compare_marks(self) -> tuple[str, ...]:
        return tuple(self._rules.words("compare_mark"))

    def is_compared(self, text: str, start: int) -> bool:
        """Whether a time stands behind 比, 较 and the like."""
        return text.endswith(self._compare_marks, 0, start)

    def outer_mod(self, text: str, start: int) -> str | None:
        """The hedge that stands just before a number without touching it: 突破 in 突破8亿千瓦."""
        if not text.endswith(self._hedge_texts, 0, start):
            return None
        for hedge in self._hedges:
            if text.endswith(hedge.text, 0, start):
                return hedge.mod
        return None

    def is_money(self, text: str, layout: Layout, start: int, end: int) -> bool:
        """Whether a number without a unit is money by its head noun: 净利润90亿, 1.2亿的营业收入."""
        if self._money is None:
            return False
        first, last = layout.clause(start)
        if self._money.search(text, max(first, start - _REACH), start):
            return True
        return bool(self._money.search(text, end, min(last, end + 8)))

    def is_warm(self, text: str, layout: Layout, start: int) -> bool:
        """Whether 35度 is a temperature, by what its sentence speaks of."""
        first, last = layout.sentence(start)
        return self._warm is not None and bool(self._warm.search(text, first, last))

    def is_rank(self, text: str, layout: Layout, start: int) -> bool:
        """Whether 14位 is a place in an order, by the verb before it: 位列全国百强区14位."""
        first, _ = layout.clause(start)
        return self._rank is not None and bool(self._rank.search(text, max(first, start - _REACH), start))
