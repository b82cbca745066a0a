"""What the page Vergelijken shows, computed: a series for each region or topic, and which scale their charts have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.comparison_topics import Topic, comparison_topics
from dashboard.comparison_view import ComparisonView, read_comparison
from dashboard.overview import shown_periods
from dashboard.services import Services
from dashboard.view import Query, View, asked_values, read_as_of
from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, Load, Period
from data_sources.regions import short_title
from data_sources.registry import BREAKS, INDICATORS, KERNCIJFERS, Break, break_between, last_year
from metrics.derive import SUM_OF_HALVES, FigureIndex
from metrics.development import Measure, Point, develop
from metrics.readings import Reading, read_points
from metrics.text.units import topic_title

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
    """``base``: what an index counts as 100; ``shared_base``: everything that has figures can be compared with it.

    ``own_scale``: each chart has its own; ``units``: those that are drawn.

    ``loads``: those that anything shown rests on. ``breaks``: those that stand between the periods of a series.
    """

    view: ComparisonView
    title: str
    periods: list[Period]
    series: list[Series]
    base: Period | None
    shared_base: bool
    own_scale: bool
    units: list[str]
    loads: dict[int, Load]
    shown_loads: list[Load]
    possible_bases: list[Period]
    breaks: list[Break]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all can be drawn."""
        return not any(series.values for series in self.series)

    @property
    def forced(self) -> bool:
        """Whether charts have their own scales though the same one was asked for: their units differ."""
        return self.own_scale and self.view.scale == "gelijk"

    @property
    def unequal(self) -> bool:
        """Whether on one scale the smallest series would lie flat beside the largest."""
        highest = [max(series.values) for series in self.series if series.values]
        return self.view.shown == "niveau" and len(highest) > 1 and max(highest) > _UNEQUAL * min(highest)


@dataclass(frozen=True)
class Offered:
    """What can be chosen: regions by code with their titles, topics by indicator."""

    regions: Mapping[str, str]
    topics: Mapping[str, Topic]


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
    topics = [_shown_topic(offered.topics[name], view) for name in view.indicators]
    asked = list(dict.fromkeys(topic.indicator for topic in topics))
    found = services.figures_of(asked, view.regions, None, as_of=view.as_of)
    periods = shown_periods(
        list(found.rows.values()), View(kind=view.kind, as_of=view.as_of), today=services.today()
    )  # fmt: skip
    pairs = [(region, topic) for region in view.regions for topic in topics]
    levels = [_develop(found, region, topic, periods, Measure.NIVEAU, None) for region, topic in pairs]
    common = _common_periods(levels, periods)
    base = _base(view, common, levels, periods) if view.measure is Measure.INDEX else None
    shown = levels if view.measure is Measure.NIVEAU else [
        _develop(found, region, topic, periods, view.measure, base) for region, topic in pairs
    ]  # fmt: skip
    series = [
        Series(name, region, topic, points, read_points(points, noun=_noun(topic)))
        for name, (region, topic), points in zip(_series_names(view, offered, topics), pairs, shown, strict=True)
    ]
    units = list(dict.fromkeys(point.unit for item in series for point in item.points if point.value is not None))
    used = {load for item in series for point in item.points for load in _loads_of(point, found)}
    return Comparison(
        view=view,
        title=topics[0].name if view.by_region else offered.regions[view.regions[0]],
        periods=periods,
        series=series,
        base=base,
        shared_base=base in common,
        own_scale=view.scale == "eigen" or len(units) > 1,
        units=units,
        loads=dict(found.loads),
        shown_loads=[load for number, load in found.loads.items() if number in used],
        possible_bases=[
            period for place, period in enumerate(periods) if any(level[place].value for level in levels)
        ][::-1],
        breaks=_breaks(view.regions, periods),
    )  # fmt: skip


def rates_missing(view: ComparisonView, topics: Mapping[str, Topic]) -> list[str]:
    """The names of the chosen topics that CBS does not give per 100.000 inhabitants, where that is asked for."""
    return [topics[name].name for name in view.indicators if view.shown == "per-100000" and not topics[name].rate]


def _series_names(view: ComparisonView, offered: Offered, topics: Sequence[Topic]) -> list[str]:
    """Regions of one kind go without what says which kind it is; of several kinds two may have the same name."""
    if not view.by_region:
        return [topic.name for topic in topics]
    titles = [offered.regions[code] for code in view.regions]
    if len({code[:2] for code in view.regions}) == 1:
        titles = [short_title(title) for title in titles]
    ended = [last_year(code) for code in view.regions]
    return [
        title if last is None else f"{title} (tot en met {last})" for title, last in zip(titles, ended, strict=True)
    ]


def _shown_topic(topic: Topic, view: ComparisonView) -> Topic:
    """The topic that is drawn: per 100.000 that is CBS's own rate, and where there is none a topic without figures."""
    if view.shown != "per-100000" or topic.rate == topic.indicator:
        return topic
    name = topic_title(topic.name, UNIT_PER_100000) if topic.unit == UNIT_COUNT else topic.name
    missing = f"{topic.indicator}-per-100000"
    return replace(topic, indicator=topic.rate or missing, name=name, unit=UNIT_PER_100000)


def _noun(topic: Topic) -> str:
    """What a followed topic counts, for a difference in words; '' for others, whose titles are no such word."""
    return INDICATORS[topic.indicator].title.lower() if topic.indicator in INDICATORS else ""


def _develop(
    found: FigureIndex, region: str, topic: Topic, periods: Sequence[Period], measure: Measure, base: Period | None
) -> list[Point]:
    return develop(
        found, indicator=topic.indicator, region=region, periods=periods, measure=measure, base=base
    )  # fmt: skip


def _base(
    view: ComparisonView, common: Sequence[Period], levels: Sequence[Sequence[Point]], periods: Sequence[Period]
) -> Period | None:
    """The chosen one; else the first that all can be compared with, else the first in which any has a figure."""
    known = [period for place, period in enumerate(periods) if any(level[place].value for level in levels)]
    return view.base or next(iter([*common, *known]), None)


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
