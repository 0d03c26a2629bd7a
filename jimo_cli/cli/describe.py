"""Values in words and figures, as `show`, `eval` and `diff` write them."""

from __future__ import annotations

from ..model import Fact, FactTime, NameMention, Number, NumberMention, TimeMention
from ..values.exact import plain

_SIGNS = {
    "APPROX": "~", "MORE_THAN": ">", "LESS_THAN": "<", "EQUAL_OR_MORE": "\u2265", "EQUAL_OR_LESS": "\u2264", "SCALE": "~",
}  # fmt: skip


def grouped(value: Number) -> str:
    """A number with thousands set apart, exact: 141,340,000,000.

    >>> grouped(141340000000), grouped(-1234)
    ('141,340,000,000', '-1,234')
    """
    whole, _, fraction = plain(value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}" + (f".{fraction}" if fraction else "")


def quantity(record: NumberMention | Fact) -> str:
    """The value with its modifier, unit and denominator, or nothing: `>3,000 km`."""
    if record.value is not None:
        text = grouped(record.value)
    elif record.low is not None and record.high is not None:
        text = f"{grouped(record.low)}\u2013{grouped(record.high)}"
    elif isinstance(record, NumberMention) and record.ratio is not None:
        text = record.ratio
    else:
        return ""
    if isinstance(record, Fact) and record.whole_value is not None:
        text += f" / {grouped(record.whole_value)}"
    text = _SIGNS.get(record.mod or "", "") + text
    unit = record.unit or ""
    if record.per is not None:
        unit = f"{unit} / {record.per}".strip()
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}".rstrip()


def value_of(mention: NumberMention | TimeMention | NameMention) -> str:
    """What a mention says: a quantity, a TIMEX3 value, or the entity."""
    if isinstance(mention, NumberMention):
        return quantity(mention)
    if isinstance(mention, TimeMention):
        return f"{mention.mod} {mention.value}" if mention.mod else mention.value
    return mention.entity


def period(time: FactTime | None) -> str:
    """The time of a fact as TIMEX3, or nothing."""
    if time is None:
        return ""
    return f"{time.mod} {time.value}" if time.mod else time.value
