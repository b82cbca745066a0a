"""A region in one period: its figure, how that changed, and its rate as CBS gives it. Pure.

Each number rests on cells of the one region alone: nothing is added up over municipalities, and nothing is taken off a
total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_sources.contract import Observation, Period
from data_sources.registry import Indicator, slug
from metrics.derive import FigureIndex, find_observation
from metrics.growth import Growth, growth
from metrics.predecessors import growth_with_predecessors, sum_of_predecessors
from metrics.rates import rate_figure


@dataclass(frozen=True)
class Standing:
    """One indicator of one region in one period.

    figure, base: the counts, absent ones included; rate: per 100.000 inhabitants, see `rate_of`. parts: the figures
    that a base was added up from, of a merged region that is compared with its predecessors.
    """

    figure: Observation
    base: Observation
    growth: Growth
    rate: Observation
    parts: tuple[Observation, ...] = ()

    @property
    def shown(self) -> tuple[Observation, ...]:
        """All stored figures that this rests on."""
        return (self.figure, self.base, self.rate, *self.parts)


@dataclass(frozen=True)
class Compared:
    """The period in which an indicator is shown, for all regions alike, and with which that is compared."""

    indicator: Indicator
    period: Period
    base: Period


@dataclass(frozen=True)
class Row:
    """A region with how it stands in each of the compared indicators, in their order."""

    region: str
    title: str
    standings: Sequence[Standing]


def rate_slug(indicator: Indicator) -> str:
    """The indicator under which CBS's own figure per 100.000 inhabitants is kept."""
    return f"{slug(indicator.cbs_term)}-per-100000"


def standing(
    figures: FigureIndex, *, indicator: Indicator, region: str, period: Period, base: Period,
    names: Mapping[str, str], merged: bool = False,
) -> Standing:  # fmt: skip
    """How a region stands in a period against a base; always one answer, also without figures.

    ``merged``: a merged region is compared with the sum of its predecessors where only its merger stands between;
    ``names``: of those.
    """
    code = indicator.slug
    own = find_observation(figures, indicator=code, region=region, period=period).observation
    old = find_observation(figures, indicator=code, region=region, period=base)
    change = growth(figures, indicator=code, region=region, period=period, base=base)
    parts: tuple[Observation, ...] = ()
    if merged and not change.comparable:
        change = growth_with_predecessors(figures, indicator=code, region=region, period=period, base=base, names=names)
        total = sum_of_predecessors(figures, indicator=code, region=region, period=base) if change.comparable else None
        if total is not None:
            old, parts = total, total.halves or ()
    rate = rate_of(figures, indicator=indicator, region=region, period=period)
    return Standing(own, old.observation, change, rate, parts)


def rate_of(figures: FigureIndex, *, indicator: Indicator, region: str, period: Period) -> Observation:
    """The rate of a followed indicator, as `metrics.rates.rate_figure` gives it."""
    return rate_figure(figures, rate=rate_slug(indicator), count=indicator.slug, region=region, period=period)


def newest_period(
    figures: FigureIndex, *, indicator: Indicator, region: str, periods: Sequence[Period]
) -> Period | None:
    """The last of these periods (in time order) of which a region has a figure, a year as sum of its halves too."""
    for period in reversed(periods):
        found = find_observation(figures, indicator=indicator.slug, region=region, period=period)
        if found.observation.value is not None:
            return period
    return None
