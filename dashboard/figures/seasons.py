"""Seizoenspaar: the first and the second half-years of one indicator, two series that compare each with itself."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.development import ReadingLine
from data_sources.contract import Observation, Period
from metrics.readings import Reading

NAMES = ("Eerste halfjaar", "Tweede halfjaar")
_OUTSIDE = "valt buiten de getoonde perioden"


def season_lines(readings: Sequence[Reading]) -> tuple[list[ReadingLine], list[Period]]:
    """Two lines over the years, and the years; a year of which one half is not among the readings has a gap there.

    readings: of half-years. Raises ValueError for another kind of period.
    """
    if any(item.period.kind != "HJ" for item in readings):
        raise ValueError("a pair of seasons is made of half-years")
    halves = {(item.period.year, item.period.number): item for item in readings}
    span = sorted({year for year, _ in halves})
    years = [Period(year, "JJ", 0) for year in range(span[0], span[-1] + 1)] if span else []
    return [
        ReadingLine(
            name,
            [halves.get((year.year, number)) or _absent(year.year, number, readings) for year in years],
            style=number - 1,
        )
        for number, name in enumerate(NAMES, start=1)
    ], years  # fmt: skip


def _absent(year: int, number: int, readings: Sequence[Reading]) -> Reading:
    """A half that was not asked for: the second one of a year that is not over, as a rule."""
    period, like = Period(year, "HJ", number), readings[0]
    figure = Observation.absent(indicator=like.figures[0].indicator, region=like.figures[0].region, period=period.key)
    return Reading(
        period=period, figures=(figure,), value=None, low=None, high=None, unit=like.unit, status=figure.status,
        text=_OUTSIDE, interval="", faint=False, small_count=False, notes=(),
    )  # fmt: skip
