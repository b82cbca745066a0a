"""Words before a number, and what they allow: the one table for whoever writes a number and whoever checks one.

N is the number as written, b the unit of its last digit. A qualifier makes trailing zeros count as rounding
('bijna 100' is about hundreds), but never allows more than a twentieth of N.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

# Counts under this many are written out in small steps: 'ruim 225' reaches to 229,5.
_SMALL_COUNT_LIMIT = 1_000


@dataclass(frozen=True)
class Allowance:
    """The sizes that a wording allows, from low to high; each end in or out."""

    low: Fraction
    high: Fraction
    low_in: bool
    high_in: bool

    def allows(self, size: Fraction) -> bool:
        above = size > self.low or (self.low_in and size == self.low)
        below = size < self.high or (self.high_in and size == self.high)
        return above and below

    def meets(self, low: Fraction, high: Fraction) -> bool:
        """Whether any size between low and high (both in) is allowed."""
        if high < self.low or low > self.high:
            return False
        if high == self.low:
            return self.low_in
        if low == self.high:
            return self.high_in
        return True


def allowance(number: Fraction, *, step: Fraction, qualifier: str, is_count: bool) -> Allowance:
    """What 'qualifier number' allows for the size of a value; ``number`` itself is positive.

    step: b, the unit of the last digit as written ('12 duizend' → 1000, '9,7%' → 0.1). Raises ValueError for a
    word that is not in the table.
    """
    if number <= 0 or step <= 0:
        raise ValueError("a wording is about the size of a number and its last digit, both above zero")
    half = step / 2
    if qualifier in {"", "afgerond"}:
        return Allowance(number - half, number + half, low_in=True, high_in=False)
    width = _width(number, step, is_count=is_count)
    if qualifier in {"ruim", "iets boven"}:
        return Allowance(number, number + width, low_in=False, high_in=False)
    if qualifier in {"bijna", "net geen", "krap"}:
        return Allowance(number - width, number, low_in=False, high_in=False)
    if qualifier in {"ongeveer", "circa", "zo'n", "rond"}:
        return Allowance(number - width, number + width, low_in=True, high_in=True)
    raise ValueError(f"{qualifier!r} is not a word of the table")


def _width(number: Fraction, step: Fraction, *, is_count: bool) -> Fraction:
    """w: the smaller of the trailing unit and a twentieth of N, but at least half the written step."""
    width = max(min(_trailing_unit(number, step), number / 20), step / 2)
    return max(width, number / 50) if is_count and number < _SMALL_COUNT_LIMIT else width


def _trailing_unit(number: Fraction, step: Fraction) -> Fraction:
    """u: the largest power-of-ten multiple of the step that N is a whole multiple of."""
    unit = step
    while (number / (unit * 10)).denominator == 1:
        unit *= 10
    return unit
