"""What a view of development shows, point by point: a value with its words, whatever it was computed from.

One shape for levels, indexes, changes, gaps between two changes and ratios, so that chart, table, description and file
say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data_sources.contract import Observation, Period
from metrics.compare import Comparison, growth_gap, ratio
from metrics.derive import FigureIndex, find_observation, note_on_derived
from metrics.development import UNIT_POINTS, Point
from metrics.growth import is_small_count
from metrics.status import combined_status
from metrics.text.development import interval_text, is_within_rounding, point_text
from metrics.text.numbers import number, signed
from metrics.text.phrases import SMALL, missing_phrase, upper_first

ZERO_DENOMINATOR = "De noemer is nul; een verhouding is dan niet te geven."
NOT_IN_PER_CENT = "Een van beide verandert niet in procenten; een verschil in groei is dan niet te geven."
GAP_WITHIN_ROUNDING = "geen verschil te noemen: het past binnen de afronding"
GAP_OF_SMALL = f"niet te noemen ({SMALL})"


@dataclass(frozen=True)
class Reading:
    """One point as shown. ``figures``: what it rests on, absent ones included: the figure; the figure and its base;
    two figures with their bases; or two figures.

    value, low, high: unrounded, as of `metrics.development.Point`. text: the value in words, or why there is none.
    interval: its ends in words, '' where they read the same. faint: within rounding, or of a klein aantal.
    """

    period: Period
    figures: tuple[Observation, ...]
    value: float | None
    low: float | None
    high: float | None
    unit: str
    status: str
    text: str
    interval: str
    faint: bool
    small_count: bool
    notes: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.period.key


def read_points(points: Sequence[Point]) -> list[Reading]:
    """The points of one series in one measure."""
    return [
        Reading(
            period=point.period, figures=(point.figure, *([point.base] if point.base is not None else [])),
            value=point.value, low=point.low, high=point.high, unit=point.unit, status=point.status,
            text=point_text(point), interval=interval_text(point), faint=_is_faint(point),
            small_count=point.small_count, notes=point.notes,
        )
        for point in points
    ]  # fmt: skip


def _is_faint(point: Point) -> bool:
    """A small level is a figure like any other; a change or index of one is not."""
    if point.value is None or point.base is None or point.is_base:
        return False
    return point.small_count or is_within_rounding(point)


def read_gaps(first: Sequence[Point], second: Sequence[Point]) -> list[Reading]:
    """How many procentpunten the first grew more than the second, period by period; both in changes against one base.

    Without a change on either side there is no gap, with the reason of the one that lacks it.
    """
    return [_gap(one, other) for one, other in zip(first, second, strict=True)]


def _gap(one: Point, other: Point) -> Reading:
    figures = tuple(item for point in (one, other) for item in (point.figure, point.base) if item is not None)
    small = one.small_count or other.small_count
    reason = one.reason or other.reason
    if reason is None and UNIT_POINTS in {one.unit, other.unit}:
        reason = NOT_IN_PER_CENT
    if reason is not None:
        return _without(one.period, figures, UNIT_POINTS, reason, small=small)
    if one.growth is None or other.growth is None:
        found = Comparison(0.0, 0.0, 0.0, UNIT_POINTS, combined_status((one.status, other.status)), None, ())
        text, interval, faint = "geen verschil (basis)", "", False
    else:
        found = growth_gap(one.growth, other.growth)
        open_ = found.low is not None and found.low <= 0 and (found.high is None or found.high >= 0)
        faint = small or open_ or found.value == 0
        text = GAP_OF_SMALL if small else GAP_WITHIN_ROUNDING if faint else _points_text(found.value)
        interval = "" if small else _between(found, _points_text)
    return Reading(
        period=one.period, figures=figures, value=found.value, low=found.low, high=found.high, unit=UNIT_POINTS,
        status=found.status, text=text, interval=interval, faint=faint, small_count=small, notes=found.notes,
    )  # fmt: skip


def _points_text(value: float | None) -> str:
    return f"{signed(value or 0.0, 1)} {UNIT_POINTS}"


def read_ratios(
    figures: FigureIndex, *, first: str, second: str, region: str, periods: Sequence[Period]
) -> list[Reading]:
    """How many of the first indicator there are for each of the second, period by period."""
    return [_ratio(figures, first, second, region, period) for period in periods]


def _ratio(figures: FigureIndex, first: str, second: str, region: str, period: Period) -> Reading:
    above, below = (
        find_observation(figures, indicator=indicator, region=region, period=period) for indicator in (first, second)
    )
    pair = (above.observation, below.observation)
    small = is_small_count(*pair, above.count, below.count)
    lacking = next((item for item in pair if item.value is None), None)
    if lacking is not None:
        words = missing_phrase(lacking)
        return _without(period, pair, "", f"{upper_first(words)}.", small=small)
    found = ratio(*pair)
    if found.value is None:
        return _without(period, pair, "", ZERO_DENOMINATOR, small=small)
    text = _times(found.value)
    return Reading(
        period=period, figures=pair, value=found.value, low=found.low, high=found.high, unit="", status=found.status,
        text=f"{text} ({SMALL})" if small else text, interval=_between(found, _times), faint=small, small_count=small,
        notes=tuple(dict.fromkeys((*found.notes, *note_on_derived(above), *note_on_derived(below)))),
    )  # fmt: skip


def _times(value: float | None) -> str:
    return number(value or 0.0, 2)


def _between(found: Comparison, written: Callable[[float | None], str]) -> str:
    if found.low is None or found.high is None:
        return ""
    low, high = written(found.low), written(found.high)
    return f"{low} tot {high}" if low != high else ""


def _without(period: Period, figures: tuple[Observation, ...], unit: str, reason: str, *, small: bool) -> Reading:
    return Reading(
        period=period, figures=figures, value=None, low=None, high=None, unit=unit,
        status=combined_status(item.status for item in figures), text=reason, interval="", faint=False,
        small_count=small, notes=(),
    )  # fmt: skip
