"""Seizoenspaar: the first and the second half-years of one indicator, two series that compare each with itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.figures.development import ReadingLine
from data_sources.contract import Observation, Period
from metrics.readings import Reading

NAMES = ("Eerste halfjaar", "Tweede halfjaar")
_OUTSIDE = "valt buiten de getoonde perioden"


def season_lines(readings: Sequence[Reading], *, on: date) -> tuple[list[ReadingLine], list[Period]]:
    """Two lines over the years, and the years; a year of which one half is not among the readings has a gap there.

    A line ends a year earlier where its half of the last year was not over on the day: it is not missing.

    readings: of half-years. Raises ValueError for another kind of period.
    """
    if any(item.period.kind != "HJ" for item in readings):
        raise ValueError("a pair of seasons is made of half-years")
    halves = {(item.period.year, item.period.number): item for item in readings}
    span = sorted({year for year, _ in halves})
    years = [Period(year, "JJ", 0) for year in range(span[0], span[-1] + 1)] if span else []
    known = {item.key for item in readings}
    lines = []
    for number, name in enumerate(NAMES, start=1):
        own = [halves.get((year.year, number)) or _absent(year.year, number, readings) for year in years]
        running = bool(own) and own[-1].key not in known and own[-1].period.end >= on
        lines.append(ReadingLine(name, own[:-1] if running else own, style=number - 1))
    return lines, years


def _absent(year: int, number: int, readings: Sequence[Reading]) -> Reading:
    """A half that was not asked for, which is over."""
    period, like = Period(year, "HJ", number), readings[0]
    figure = Observation.absent(indicator=like.figures[0].indicator, region=like.figures[0].region, period=period.key)
    return Reading(
        period=period, figures=(figure,), value=None, low=None, high=None, unit=like.unit, status=figure.status,
        text=_OUTSIDE, interval="", faint=False, small_count=False, notes=(),
    )  # fmt: skip
