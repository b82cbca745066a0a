"""The one rounding rule: half away from zero, in decimals, as Dutch readers expect (2,5 → 3; 2,675 → 2,68)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | float | Fraction | Decimal


def round_half_away(number: Number, decimals: int = 0) -> Decimal:
    """The number rounded to ``decimals``; a float counts as the decimals it prints, not as its binary value.

    Negative zero becomes zero: −0,04 with one decimal is 0,0.
    """
    step = Decimal(1).scaleb(-decimals)
    rounded = (_fraction_rounded(number, step) if isinstance(number, Fraction) else _decimal(number)).quantize(
        step, rounding=ROUND_HALF_UP
    )
    return abs(rounded) if rounded == 0 else rounded


def exact(number: float) -> Fraction:
    """A stored figure as an exact fraction: 183.3 is 1833/10, not its nearest binary number."""
    return Fraction(repr(number))


def _decimal(number: int | float | Decimal) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(repr(number))


def _fraction_rounded(number: Fraction, step: Decimal) -> Decimal:
    """Half away from zero on the exact fraction: a quotient cut off to digits could hide a half."""
    steps = abs(number) / Fraction(step)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (whole if number >= 0 else -whole) * step
