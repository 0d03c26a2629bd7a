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
    `groups` are counted without a classifier.
    """

    __slots__ = ("groups", "heads", "joints", "leads", "money_things", "rank_units", "sides", "span_heads", "sums")

    def __init__(self, lists: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self.groups = frozenset(lists.get("group_unit", {}))
        self.heads = tuple(lists.get("indicator_head", {}))
        self.money_things = frozenset(lists.get("money_thing", {}))
        self.rank_units = frozenset(lists.get("rank_unit", {}))
        self.leads = frozenset(lists.get("item_lead", {}))
        self.span_heads = tuple(lists.get("span_head", {}))
        self.sides = tuple(lists.get("time_side", {}))
        joints = list(lists.get("item_joint", {}))
        marks = [joint for joint in joints if not joint.isalnum()]
        # The marks alone, all of them, the words alone: 社会保障和就业支出、卫生健康支出 are two, though a 和 stands in one.
        words = [joint for joint in joints if joint.isalnum()]
        self.joints = tuple([re.compile(_either(some)) for some in (marks, joints, words) if some])
        digits = _DIGITS + re.escape("".join([*lists.get("numeral_digit", {}), *lists.get("numeral_multiplier", {})]))
        ends = _either(lists.get("item_end", {}))
        self.sums = re.compile(f"(?:{ends})?[{digits}]+(?:{_either(lists.get('sum_unit', {}))}).*$")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
