"""Who stands where: places from high to low, with what rounding leaves open of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from metrics.growth import Interval


@dataclass(frozen=True)
class Candidate:
    """Something to be placed. value None: it has no number, and then no place. interval None: rounding not known."""

    name: str
    value: Fraction | None
    interval: Interval | None = None


@dataclass(frozen=True)
class Place:
    """A place, 1 the highest; equal values share one. best, worst: how far rounding leaves it open.

    All None without a value; best and worst None as well where the rounding of any of the values is not known.
    """

    name: str
    place: int | None
    best: int | None
    worst: int | None

    @property
    def is_open(self) -> bool:
        """Whether rounding leaves more than the one place."""
        return self.best != self.worst


def ranking(candidates: Sequence[Candidate]) -> list[Place]:
    """The places, from high to low; equal values in the order given, those without a value last.

    After two that share a place the next one is skipped (1, 2, 2, 4). Best is one more than how many surely exceed it,
    worst one more than how many may.
    """
    known = sorted(
        (item for item in candidates if item.value is not None), key=lambda item: item.value or 0, reverse=True
    )
    certain = all(item.interval is not None for item in known)
    values = [item.value for item in known]
    placed = [
        Place(
            item.name, 1 + values.index(item.value),
            1 + sum(_exceeds(other, item) for other in known) if certain else None,
            1 + sum(_may_exceed(other, item) for other in known if other is not item) if certain else None,
        )
        for item in known
    ]  # fmt: skip
    return [*placed, *(Place(item.name, None, None, None) for item in candidates if item.value is None)]


def _exceeds(other: Candidate, item: Candidate) -> bool:
    """For certain. Intervals that only touch do not overlap: what is rounded half up never reaches its upper end."""
    if other.interval is None or item.interval is None or other.value is None or item.value is None:
        return False
    high = item.interval.high
    return other.value > item.value and high is not None and other.interval.low >= high


def _may_exceed(other: Candidate, item: Candidate) -> bool:
    if other.interval is None or item.interval is None:
        return False
    high = other.interval.high
    return high is None or high > item.interval.low
