"""Which of several series lies highest and which lowest, told only where their rounding cannot turn it round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from data_sources.contract import Period
from metrics.development import Point


@dataclass(frozen=True)
class Apart:
    """The newest period of which all compared series have a value. ``highest``, ``lowest``: the place of the series
    that lies above, below all others whatever the rounding; None where none surely does. ``compared``: the places.
    """

    period: Period
    highest: int | None
    lowest: int | None
    compared: tuple[int, ...]


class Open(Protocol):
    """A value with what rounding leaves open of it; both None where that is not known, high alone for unbounded."""

    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


def lie_apart(series: Sequence[Sequence[Point]]) -> Apart | None:
    """None where fewer than two series have a comparable value in one period.

    A point whose rounding is not known, one that rests on a klein aantal and the base itself say nothing here; a
    series without any other point is left out. All series are of the same periods.
    """
    compared = [place for place, points in enumerate(series) if any(map(_counts, points))]
    if len(compared) < 2:
        return None
    for moment in reversed(range(len(series[compared[0]]))):
        points = {place: series[place][moment] for place in compared}
        if all(map(_counts, points.values())):
            return Apart(
                points[compared[0]].period,
                next((place for place in compared if lies_above(points[place], _others(points, place))), None),
                next((place for place in compared if lies_below(points[place], _others(points, place))), None),
                tuple(compared),
            )
    return None


def _counts(point: Point) -> bool:
    return point.value is not None and point.low is not None and not point.small_count and not point.is_base


def lies_above(one: Open, others: Iterable[Open]) -> bool:
    """Whether a value is above all others, whatever the rounding of any of them."""
    low = one.low
    return low is not None and all(other.high is not None and low > other.high for other in others)


def lies_below(one: Open, others: Iterable[Open]) -> bool:
    """Whether a value is below all others, whatever the rounding of any of them."""
    high = one.high
    return high is not None and all(other.low is not None and high < other.low for other in others)


def _others(points: dict[int, Point], place: int) -> list[Point]:
    return [point for other, point in points.items() if other != place]
