"""Exact numbers: `int` where a value is whole, `Decimal` where it is not.

Arithmetic goes through a context of its own. The caller's decimal context (its precision, its
traps) must not reach into a result: the same text gives the same bytes everywhere.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

Exact = int | Decimal

_CONTEXT: Final = Context(prec=80, rounding=ROUND_HALF_EVEN, Emin=-999, Emax=999, traps=[])
# 15 digits: what a double carries through any JSON reader unharmed
_FIFTEEN: Final = Context(prec=15, rounding=ROUND_HALF_EVEN, Emin=-999, Emax=999, traps=[])


def exact(value: Decimal) -> Exact:
    """A Decimal, as an int where it is whole.

    >>> exact(Decimal("1.50")), exact(Decimal("2.0"))
    (Decimal('1.5'), 2)
    """
    if value == value.to_integral_value(context=_CONTEXT):
        return int(value)
    return value.normalize(_CONTEXT)


def times(value: Exact, factor: Exact) -> Exact:
    """The product, exact.

    >>> times(Decimal("16.4"), 10**8)
    1640000000
    """
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    return exact(_CONTEXT.multiply(Decimal(value), Decimal(factor)))


def plus(value: Exact, other: Exact) -> Exact:
    """The sum, exact."""
    if isinstance(value, int) and isinstance(other, int):
        return value + other
    return exact(_CONTEXT.add(Decimal(value), Decimal(other)))


def scaled(value: Exact, factor: str) -> Exact:
    """`value` times a factor written as in the rules: `1000`, `0.45359237` or `2000/3`.

    A quotient that does not end is given to 15 significant digits.

    >>> scaled(3, "2000/3"), scaled(1, "2000/3")
    (2000, Decimal('666.666666666667'))
    """
    numerator, _, denominator = factor.partition("/")
    product = times(value, exact(Decimal(numerator)))
    return divided(product, exact(Decimal(denominator))) if denominator else product


def divided(value: Exact, by: Exact) -> Exact:
    """The quotient: exact where it ends within 40 digits, else to 15 significant digits."""
    quotient = _CONTEXT.divide(Decimal(value), Decimal(by))
    if len(quotient.normalize(_CONTEXT).as_tuple().digits) > 40:
        quotient = _FIFTEEN.divide(Decimal(value), Decimal(by))
    return exact(quotient)


def plain(value: Exact) -> str:
    """A number as JSON: plain decimal, shortest, no exponent.

    >>> plain(Decimal("0.0000001")), plain(141340000000)
    ('0.0000001', '141340000000')
    """
    return str(value) if isinstance(value, int) else format(value, "f")


def number(text: str) -> Exact:
    """A number as written in a rule file."""
    return exact(Decimal(text))
