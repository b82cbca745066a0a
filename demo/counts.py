"""The counts under the fictional table, whole and unrounded, by municipality and summed to every region."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_sources.contract import Period
from demo.municipalities import SEED, Municipality
from demo.national import national_total
from demo.regions import Region
from demo.topics import MEASURES

Counts = NDArray[np.int64]

_FIRST_YEAR = 2019
_POPULATION_GROWTH = 1.006


@dataclass(frozen=True)
class Revision:
    """From a release on: this many municipalities report ``step`` more (or fewer) in a half-year."""

    release: int
    measure: str
    half: str
    municipalities: int
    step: int


# Steps of five, so that each one shows after rounding to five.
REVISIONS = (
    Revision(2, "GestarteAdviezen", "2025HJ02", 8, 5),
    Revision(2, "OntvangenMeldingen", "2025HJ02", 6, 5),
    Revision(2, "GestarteCasussen", "2025HJ01", 5, -5),
    Revision(2, "ActieveCasussen", "2025HJ02", 5, 5),
    Revision(2, "GestarteAdviezen", "2024HJ02", 2, 5),
    Revision(2, "AfgerondeDienstenVoorwaardenEnVervolg", "2024HJ01", 2, -5),
)
# No revision may push a count below zero or into secrecy.
_SMALLEST_REVISED = 20


@dataclass(frozen=True)
class Underlying:
    """Unrounded counts per region: ``counts[measure][period]`` and ``population[period]``, one entry per region."""

    counts: dict[str, dict[Period, Counts]]
    population: dict[Period, Counts]


def underlying(
    municipalities: list[Municipality], regions: list[Region], *, periods: list[Period], release: int
) -> Underlying:
    """Everything is drawn per measure and half-year from its own seed, so a further period changes no earlier one."""
    membership = np.zeros((len(regions), len(municipalities)), dtype=np.int64)
    for row, region in enumerate(regions):
        membership[row, list(region.members)] = 1
    halves = {measure.name: _half_years(measure.name, municipalities, periods, release) for measure in MEASURES}
    counts = {name: {period: membership @ _of_period(halves, name, period) for period in periods} for name in halves}
    population = {period: membership @ _inhabitants(municipalities, period.year) for period in periods}
    return Underlying(counts, population)


def _half_years(
    measure: str, municipalities: list[Municipality], periods: list[Period], release: int
) -> dict[Period, Counts]:
    number = [known.name for known in MEASURES].index(measure)
    inclination = np.random.default_rng([SEED, 2, number]).lognormal(sigma=0.2, size=len(municipalities))
    found = {}
    for half in (period for period in periods if period.kind == "HJ"):
        weights = _inhabitants(municipalities, half.year) * inclination
        rng = np.random.default_rng([SEED, 3, number, half.year, half.number])
        drawn: Counts = rng.multinomial(national_total(measure, half), weights / weights.sum())
        found[half] = _revised(drawn, measure, half, release)
    return found


def _revised(drawn: Counts, measure: str, half: Period, release: int) -> Counts:
    revised = drawn.copy()
    for revision in REVISIONS:
        if revision.release <= release and (revision.measure, revision.half) == (measure, half.key):
            large = np.flatnonzero(drawn >= _SMALLEST_REVISED)
            # Spread over the list, since it is grouped by area.
            chosen = large[np.linspace(0, len(large) - 1, revision.municipalities).astype(int)]
            revised[chosen] += revision.step
    return revised


def _of_period(halves: dict[str, dict[Period, Counts]], measure: str, period: Period) -> Counts:
    """A year is the sum of its halves; for casussen in hand it is those of the first half plus the newly started."""
    if period.kind == "HJ":
        return halves[measure][period]
    first, second = period.halves()
    later = "GestarteCasussen" if measure == "ActieveCasussen" else measure
    return halves[measure][first] + halves[later][second]


def _inhabitants(municipalities: list[Municipality], year: int) -> Counts:
    """By municipality; zero once dissolved, when the heir has them."""
    found = np.zeros(len(municipalities), dtype=np.int64)
    for index, municipality in enumerate(municipalities):
        size = round(municipality.inhabitants * _POPULATION_GROWTH ** (year - _FIRST_YEAR))
        found[index if municipality.exists_in(year) else municipality.heir] += size
    return found
