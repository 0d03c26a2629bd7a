"""The words of statements that are looked for in a text rather than in its units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, final

_DIGITS: Final = "0-9"


@final
class Wording:
    """Words by the lists of the rules.

    `heads` are what indicators end in, `span_heads` what those that are lengths of time do. `leads` begin the items of
    a list, `joints` part them, and `sums` finds the number that sums them up (三大指标). `sides` stand behind a time;
    `groups` are counted without a classifier, `gains` are got in a contest, `rankings` end the names of lists. `alone` are indicators that are nobody's, `averages` and `trailing` those
    that say nothing without the one before them (日均, 进度); `pairs` are two in one word (产销). `own` is what firms
    publish of themselves; `same_period` ends times that are told for one figure.
    """

    __slots__ = (
        "alone",
        "averages",
        "gains",
        "groups",
        "heads",
        "joints",
        "leads",
        "money_things",
        "own",
        "pairs",
        "rank_units",
        "rankings",
        "same_period",
        "sides",
        "span_heads",
        "sums",
        "trailing",
    )

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self.gains = frozenset(lists.get("gain_unit", {}))
        self.groups = frozenset(lists.get("group_unit", {}))
        self.heads = tuple(lists.get("indicator_head", {}))
        self.money_things = frozenset(lists.get("money_thing", {}))
        self.rank_units = frozenset(lists.get("rank_unit", {}))
        self.rankings = tuple(lists.get("ranking", {}))
        self.leads = frozenset(lists.get("item_lead", {}))
        self.span_heads = tuple(lists.get("span_head", {}))
        self.alone = frozenset(lists.get("standing_alone", {}))
        self.averages = tuple(lists.get("average", {}))
        self.trailing = frozenset(lists.get("trailing", {}))
        self.own = tuple(lists.get("own_report", {}))
        self.pairs = {
            word: (str(entry["first"]), str(entry["second"])) for word, entry in lists.get("two_in_one", {}).items()
        }
        self.same_period = tuple(lists.get("same_period", {}))
        self.sides = tuple(lists.get("time_side", {}))
        joints = list(lists.get("item_joint", {}))
        marks = [joint for joint in joints if not joint.isalnum()]
        # The marks alone, all of them, the words alone: 社会保障和就业支出、卫生健康支出 are two, though a 和 stands in one.
        words = [joint for joint in joints if joint.isalnum()]
        self.joints = tuple([re.compile(_either(some)) for some in (marks, joints, words) if some])
        digits = _DIGITS + re.escape("".join([*lists.get("numeral_digit", {}), *lists.get("numeral_multiplier", {})]))
        ends = _either(lists.get("item_end", {}))
        self.sums = re.compile(f"(?<![{digits}])(?:{ends})?[{digits}]+(?:{_either(lists.get('sum_unit', {}))}).*$")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
