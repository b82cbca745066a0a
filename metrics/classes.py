"""Values in a few classes of about equally many, for the shades of a map. Equal values are never told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

MOST = 5


@dataclass(frozen=True)
class ValueClass:
    """From the lowest to the highest value that is in it, both included; ``size``: how many values."""

    low: Fraction
    high: Fraction
    size: int


def quantile_classes(values: Sequence[Fraction], *, most: int = MOST) -> list[ValueClass]:
    """At most ``most`` classes from low to high, each with about as many values; none is empty.

    Fewer where there are fewer different values, or where many are equal.
    """
    ordered = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(ordered)))}
    # By the place of the first of its equals, so that these stay together.
    by_class = groupby(ordered, key=lambda value: first[value] * most // len(ordered))
    members = [list(group) for _, group in by_class]
    return [ValueClass(group[0], group[-1], len(group)) for group in members]


def class_of(value: Fraction, classes: Sequence[ValueClass]) -> int:
    """The place of the class a value is in, from 0. Raises ValueError for a value that is in none."""
    for place, item in enumerate(classes):
        if item.low <= value <= item.high:
            return place
    raise ValueError(f"{value} is in no class")
