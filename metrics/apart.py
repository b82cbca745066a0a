"""Which of several series lies highest and which lowest, told only where their rounding cannot turn it round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
                next((place for place in compared if _above(points, place)), None),
                next((place for place in compared if _below(points, place)), None),
                tuple(compared),
            )
    return None


def _counts(point: Point) -> bool:
    return point.value is not None and point.low is not None and not point.small_count and not point.is_base


def _above(points: dict[int, Point], place: int) -> bool:
    low = points[place].low
    highs = [point.high for other, point in points.items() if other != place]
    return low is not None and all(high is not None and low > high for high in highs)


def _below(points: dict[int, Point], place: int) -> bool:
    high = points[place].high
    lows = [point.low for other, point in points.items() if other != place]
    return high is not None and all(low is not None and high < low for low in lows)
