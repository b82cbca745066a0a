"""Round numbers along an axis, with their labels as a Dutch reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, log10

from metrics.rounding import exact
from metrics.text.numbers import number

_STEPS = (1, 2, 5, 10, 20, 50)
# Of the span, beyond the outermost value: a marker at the very edge would be cut in half.
_ROOM = Fraction(8, 100)


def value_range(values: Sequence[float], *, anchor: float = 0.0) -> tuple[float, float]:
    """From where to where an axis goes that shows all these values and the anchor, with some room beyond them.

    Where all of it lies on the anchor, one beyond it.
    """
    start = exact(anchor)
    low, high = (exact(pick([*values, anchor])) for pick in (min, max))
    if low == high:
        return float(start), float(start + 1)
    room = (high - low) * _ROOM
    return float(low - room if low < start else low), float(high + room if high > start else high)


def round_ticks(low: float, high: float, *, most: int = 6, whole: bool = False) -> tuple[list[float], list[str]]:
    """Round numbers between the ends, at most ``most`` of them, and how they are written. ``whole``: no decimals."""
    ends = exact(low), exact(high)
    size = Fraction(10) ** (floor(log10(ends[1] - ends[0])) - 1)
    steps = (size * factor for factor in _STEPS)
    step = next(step for step in steps if len(_places(*ends, step)) <= most)
    step = max(step, Fraction(1)) if whole else step
    decimals = max(0, -floor(log10(step)))
    values = [step * place for place in _places(*ends, step)]
    return [float(value) for value in values], [number(value, decimals) for value in values]


def _places(low: Fraction, high: Fraction, step: Fraction) -> range:
    """How many steps from zero each multiple between the ends lies."""
    return range(ceil(low / step), floor(high / step) + 1)
