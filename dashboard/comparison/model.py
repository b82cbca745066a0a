"""What the page Vergelijken shows, computed: a series for each region or topic, and which scale their charts have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.comparison.names import Offered, comparison_title, series_names, shown_topics
from dashboard.comparison.topics import Topic, comparison_topics
from dashboard.comparison.view import ComparisonView, read_comparison
from dashboard.overview import shown_periods
from dashboard.services import Services
from dashboard.view import Query, View, asked_values, read_as_of
from data_sources.contract import Load, Period
from data_sources.registry import BREAKS, KERNCIJFERS, Break, break_between
from metrics.derive import SUM_OF_HALVES, FigureIndex
from metrics.development import Measure, Point, develop
from metrics.rates import with_counts
from metrics.readings import Reading, read_points

# From this many times as large on, one chart presses another flat.
_UNEQUAL = 3


@dataclass(frozen=True)
class Series:
    """One chart. ``topic``: what it draws, which of a rate is CBS's own."""

    name: str
    region: str
    topic: Topic
    points: list[Point]
    readings: list[Reading]

    @property
    def values(self) -> list[float]:
        """Those that are drawn."""
        return [point.value for point in self.points if point.value is not None]


@dataclass(frozen=True)
class Comparison:
    """``title``: what is compared. ``base``: what an index counts as 100; ``shared_base``: whether everything that has
    figures can be compared with it; ``possible_bases``: those that any has a figure for, newest first.

    ``loads``: all that were read, ``shown_loads`` those that anything shown rests on. ``breaks``: those that stand
    between the periods of a series.
    """

    view: ComparisonView
    title: str
    periods: list[Period]
    series: list[Series]
    base: Period | None
    shared_base: bool
    possible_bases: list[Period]
    loads: dict[int, Load]
    shown_loads: list[Load]
    breaks: list[Break]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all can be drawn."""
        return not any(series.values for series in self.series)

    @property
    def units(self) -> list[str]:
        """Those of the values that are drawn."""
        points = [point for series in self.series for point in series.points]
        return list(dict.fromkeys(point.unit for point in points if point.value is not None))

    @property
    def own_scale(self) -> bool:
        """Whether each chart has its own scale: it was asked for, or their units differ."""
        return self.view.scale == "eigen" or self.forced

    @property
    def forced(self) -> bool:
        """Whether charts have their own scales though the same one was asked for: their units differ."""
        return self.view.scale == "gelijk" and len(self.units) > 1

    @property
    def unequal(self) -> bool:
        """Whether on one scale the smallest series would lie flat beside the largest."""
        highest = [max(series.values) for series in self.series if series.values]
        return self.view.shown == "niveau" and len(highest) > 1 and max(highest) > _UNEQUAL * min(highest)


def offered_choices(services: Services, as_of: date | None) -> Offered:
    """The regions of the store, and the topics of kerncijfers as known on a day."""
    return Offered(services.regions(), comparison_topics(services.table_shape(KERNCIJFERS, as_of)))


def open_comparison(query: Query, services: Services) -> tuple[ComparisonView, Offered]:
    """The view that a query asks for and what else can be chosen. Raises UsageError, a Dutch sentence of what to do."""
    today = services.today()
    offered = offered_choices(services, read_as_of(asked_values(query), today=today))
    return read_comparison(query, regions=offered.regions, topics=offered.topics, today=today), offered


def build_comparison(services: Services, view: ComparisonView, offered: Offered) -> Comparison:
    """All that the page needs for a view, in one question to the store."""
    topics = shown_topics(view, offered)
    asked = list(dict.fromkeys(topic.indicator for topic in topics))
    counts = {topic.indicator: topic.count for topic in topics if topic.count}
    read = services.figures_of(list(dict.fromkeys([*asked, *counts.values()])), view.regions, None, as_of=view.as_of)
    found = with_counts(read, counts)
    like = View(kind=view.kind, as_of=view.as_of)
    periods = shown_periods(
        [row for row in found.rows.values() if row.indicator in asked], like, today=services.today()
    )
    pairs = [(region, topic) for region in view.regions for topic in topics]
    levels = [_develop(found, pair, periods, Measure.NIVEAU, None) for pair in pairs]
    known = [period for place, period in enumerate(periods) if any(level[place].value for level in levels)]
    common = _common_periods(levels, periods)
    # The first that all can be compared with, else the first in which any has a figure.
    base = view.base or next(iter([*common, *known]), None) if view.measure is Measure.INDEX else None
    shown = (
        levels
        if view.measure is Measure.NIVEAU
        else [_develop(found, pair, periods, view.measure, base) for pair in pairs]
    )
    series = [
        Series(name, region, topic, points, read_points(points))
        for name, (region, topic), points in zip(series_names(view, offered), pairs, shown, strict=True)
    ]
    used = {load for points in shown for point in points for load in _loads_of(point, found)}
    return Comparison(
        view=view,
        title=comparison_title(view, offered),
        periods=periods,
        series=series,
        base=base,
        shared_base=base in common,
        possible_bases=known[::-1],
        loads=dict(found.loads),
        shown_loads=[load for number, load in found.loads.items() if number in used],
        breaks=_breaks(view.regions, periods),
    )


def _develop(
    found: FigureIndex, pair: tuple[str, Topic], periods: Sequence[Period], measure: Measure, base: Period | None
) -> list[Point]:
    region, topic = pair
    return develop(found, indicator=topic.indicator, region=region, periods=periods, measure=measure, base=base)


def _common_periods(levels: Sequence[Sequence[Point]], periods: Sequence[Period]) -> list[Period]:
    """Those in which every series that has figures at all has one above zero, and after which no break comes between
    it and the series' newest.
    """
    known = [level for level in levels if any(point.value for point in level)]
    return [
        period
        for place, period in enumerate(periods)
        if known and all(level[place].value and _reaches(period, level) for level in known)
    ]


def _reaches(base: Period, level: Sequence[Point]) -> bool:
    last = next(point for point in reversed(level) if point.value is not None)
    return break_between(last.figure.region, base, last.period) is None


def _loads_of(point: Point, found: FigureIndex) -> Iterator[int]:
    """A year that was added up rests on both its halves, which may be of two loads."""
    for figure in (point.figure, *([point.base] if point.base else [])):
        parts = [figure]
        if figure.status_basis == SUM_OF_HALVES:
            halves = Period.parse(figure.period).halves()
            parts += [found.pick(indicator=figure.indicator, region=figure.region, period=half) for half in halves]
        yield from (part.load for part in parts if part.load is not None)


def _breaks(regions: Sequence[str], periods: Sequence[Period]) -> list[Break]:
    return [
        step
        for step in BREAKS
        if (not step.regions or set(step.regions) & set(regions))
        and periods[0].start < step.first.start <= periods[-1].end
    ]
