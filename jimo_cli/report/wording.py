"""What a fact or a mention says, in words and figures for the eye, and in the order of their worth.

Figures are exact, however short: 141340000000 is 141.34 bn, or 1413.4亿, and a number that would lose
a digit so is written in full.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..labels import Labels
from ..model import Fact, FactTime, Mention, Number, NumberMention, Thing, TimeMention
from ..values.exact import plain
from .periods import Periods

SIGNS = {
    "APPROX": "~", "MORE_THAN": ">", "LESS_THAN": "<", "EQUAL_OR_MORE": "\u2265", "EQUAL_OR_LESS": "\u2264", "SCALE": "~",
}  # fmt: skip
DASH, MINUS = "\u2013", "\u2212"
_DECIMALS = 4  # more than these behind the point, and a shortened number is harder to read than a long one


class Figure(NamedTuple):
    """A value as it is shown: `763.8亿` and `元`; in full for those who want to count the digits."""

    short: str
    unit: str
    full: str


class Wording:
    """Words for the codes, figures and periods of a document, in one language."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.period = Periods(labels)
        scales = labels.group("scale")
        self._scales = sorted(((int(power), word) for power, word in scales.items()), reverse=True)

    def __call__(self, phrase: str, **parts: object) -> str:
        """A phrase of the page, its `{parts}` filled in."""
        told = self.labels("report", phrase)
        for name, value in parts.items():
            told = told.replace(f"{{{name}}}", str(value))
        return told

    def counted(self, noun: str, count: int) -> str:
        """So many articles or facts."""
        return self(f"{'one' if count == 1 else 'n'}_{noun}", n=count)

    # -- figures

    def number(self, value: Number) -> str:
        """A number as short as it can be without losing anything."""
        for power, word in self._scales:
            if abs(value) >= 10**power:
                scaled = _digits(value, power)
                if len(scaled.partition(".")[2]) <= _DECIMALS:
                    return grouped(scaled) + word
                break
        return grouped(plain(value))

    def figure(self, record: Fact | NumberMention) -> Figure | None:
        """The value of a fact or mention with its unit, or None where it has none."""
        sign = _sign(record)
        if record.value is not None:
            short, full = sign + self.number(record.value), sign + grouped(plain(record.value))
        elif record.low is not None and record.high is not None:
            short = f"{sign}{self.number(record.low)}{DASH}{self.number(record.high)}"
            full = f"{sign}{grouped(plain(record.low))}{DASH}{grouped(plain(record.high))}"
        elif isinstance(record, NumberMention) and record.ratio is not None:
            short = full = record.ratio
        else:
            return None
        if isinstance(record, Fact) and record.whole_value is not None:
            short += f" / {self.number(record.whole_value)}"
            full += f" / {grouped(plain(record.whole_value))}"
        hedge = SIGNS.get(record.mod or "", "")
        return Figure(hedge + _minus(short), self.unit(record), hedge + _minus(full))

    def unit(self, record: Fact | NumberMention) -> str:
        """The unit with its denominator."""
        unit = self.labels("unit", record.unit)
        return f"{unit} / {record.per}".strip() if record.per is not None else unit

    def says(self, mention: Mention) -> str | None:
        """What a number or time comes to; None for a name."""
        if isinstance(mention, NumberMention):
            figure = self.figure(mention)
            return f"{figure.full} {figure.unit}".strip() if figure else None
        if isinstance(mention, TimeMention):
            return self.period(mention.value, mention.mod)
        return None

    # -- facts

    def when(self, time: FactTime | None) -> str:
        """The period of a fact in words."""
        return "" if time is None else self.period(time.value, time.mod)

    def notes(self, fact: Fact) -> list[str]:
        """What limits or supports a statement: what it is compared with, how it is counted, where, and who says so."""
        told = []
        if fact.basis is not None:
            against = self.when(fact.basis_time) if fact.basis == "than" else ""
            told.append(
                " ".join(part for part in (self.labels("basis", fact.basis), fact.basis_object or against) if part)
            )
        if fact.qualifier:
            told.append(fact.qualifier)
        if fact.place is not None:
            told.append(self("in_place", name=name_of(fact.place)))
        if fact.source is not None:
            told.append(self("by_source", name=name_of(fact.source)))
        return told

    def status(self, fact: Fact) -> str:
        """How far a fact is one; nothing where it simply is."""
        return "" if fact.status in ("actual", "current") else self.labels("status", fact.status)


def name_of(thing: Thing | None) -> str:
    """The resolved name of a subject or object, or nothing."""
    return "" if thing is None else (thing.name or thing.text or "")


def signed(fact: Fact) -> tuple[Number, Number] | None:
    """The value of a fact as a range on the line of numbers, exact; a fall is below nought."""
    if fact.value is not None:
        low = high = fact.value
    elif fact.low is not None and fact.high is not None:
        low, high = fact.low, fact.high
    else:
        return None
    return (-high, -low) if fact.direction == "down" else (low, high)


def moment(time: FactTime | None) -> tuple[str, str] | None:
    """Where a period stands in the order of time, or None where that is not known."""
    if time is None or not (time.from_ or time.to):
        return None
    # What is open at its beginning (BEFORE 2024) stands at its end.
    return (time.from_ or time.to or "", time.to or "9999")


def grouped(digits: str) -> str:
    """Digits with thousands set apart.

    >>> grouped("141340000000"), grouped("-1234.50")
    ('141,340,000,000', '-1,234.50')
    """
    whole, point, fraction = digits.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{fraction}"


def _digits(value: Number, power: int) -> str:
    """A number divided by a power of ten, exact."""
    if isinstance(value, int):
        whole, rest = divmod(abs(value), 10**power)
        fraction = f"{rest:0{power}d}".rstrip("0")
        return f"{'-' if value < 0 else ''}{whole}{'.' if fraction else ''}{fraction}"
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    found = format(Decimal((sign, digits, exponent - power)), "f")
    return found.rstrip("0").rstrip(".") if "." in found else found


def _sign(record: Fact | NumberMention) -> str:
    direction = record.direction if isinstance(record, Fact) else None
    return {"up": "+", "down": MINUS}.get(direction or "", "")


def _minus(text: str) -> str:
    return text.replace("-", MINUS)
