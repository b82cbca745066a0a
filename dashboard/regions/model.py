"""What the page Regio's shows, found: of each Veilig Thuis region its figures, its change, and what it adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.regions.view import Measure, RegionsView, read_regions_view
from dashboard.services import Services
from dashboard.view import PeriodKindWord, Query, asked_values, read_as_of
from data_sources.contract import NATIONAL, UNIT_COUNT, Load, Observation, Period
from data_sources.errors import UsageError
from data_sources.regions import VT_REGIONS, region_name, short_title, vt_regions
from data_sources.registry import INDICATORS, KERNCIJFERS
from data_sources.shapes import TableShape
from metrics.contribution import Contribution, Contributions, contributions
from metrics.derive import FigureIndex, find_observation
from metrics.growth import SMALL_COUNT, Growth, growth
from metrics.predecessors import growth_over_merger, sum_of_predecessors
from metrics.rates import rates_of_counts, with_counts
from metrics.text.phrases import lower_first, period_label
from metrics.text.units import topic_names

FIRST_YEAR = 2019


@dataclass(frozen=True)
class CountTopic:
    """A count of the table: what it is called, and the rate that CBS gives with it; None where there is none."""

    slug: str
    title: str
    rate: str | None


@dataclass(frozen=True)
class RegionRow:
    """A region in a period. ``rate``: per 100.000, see `metrics.rates`. ``base``: what it is compared with, perhaps the
    sum of its predecessors. part None: for the country itself.
    """

    region: str
    name: str
    figure: Observation
    rate: Observation
    base: Observation
    growth: Growth
    part: Contribution | None

    @property
    def small_count(self) -> bool:
        """Whether the figure itself is a count under 100."""
        return self.figure.value is not None and self.figure.value < SMALL_COUNT


@dataclass(frozen=True)
class Regions:
    """rows: the regions there are in the period, in CBS's order. names: of all regions, also those of other periods.

    periods: of the chosen kind, those in which any region has a figure, oldest first. shown_loads: those that any shown
    figure is from.
    """

    view: RegionsView
    topic: CountTopic
    topics: Mapping[str, CountTopic]
    measure: Measure
    period: Period
    base: Period
    rows: tuple[RegionRow, ...]
    national: RegionRow
    contributions: Contributions
    names: Mapping[str, str]
    periods: tuple[Period, ...]
    loads: Mapping[int, Load]
    shown_loads: tuple[Load, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no region has a figure in the period."""
        return all(row.figure.value is None for row in self.rows)

    @property
    def elsewhen(self) -> list[str]:
        """The regions that are not there in the period, but were before or came after."""
        return [code for code in VT_REGIONS if code not in {row.region for row in self.rows}]

    @property
    def lower_title(self) -> str:
        """What is counted, in running text."""
        return lower_first(self.topic.title)


def find_regions(query: Query, services: Services) -> Regions:
    """All that the page needs. Raises UsageError, a Dutch sentence, for a query that cannot be shown."""
    as_of = read_as_of(asked_values(query), today=services.today())
    topics = _topics(services.table_shape(KERNCIJFERS, as_of))
    view = read_regions_view(query, counts={slug: item.title for slug, item in topics.items()}, today=services.today())
    topic = topics[view.indicator]
    asked = [topic.slug, *([topic.rate] if topic.rate else [])]
    figures = services.figures_of(asked, [NATIONAL, *VT_REGIONS], None, as_of=view.as_of)
    titles = services.regions()
    return build_regions(view, topics, figures, titles={code: titles.get(code, "") for code in VT_REGIONS})


def build_regions(
    view: RegionsView, topics: Mapping[str, CountTopic], figures: FigureIndex, *, titles: Mapping[str, str]
) -> Regions:
    """The same from figures. ``titles``: CBS's own, empty where not known. Raises UsageError for a base that is not
    before the period.
    """
    topic = topics[view.indicator]
    figures = with_counts(figures, {topic.rate: topic.slug} if topic.rate else {})
    names = {code: short_title(titles.get(code) or region_name(code)) for code in VT_REGIONS}
    periods = known_periods(figures, topic.slug, kind=view.kind)
    period = view.period or (periods[-1] if periods else _newest_national(figures, topic.slug, view))
    base = view.base or period.year_earlier()
    if not base < period:
        raise UsageError(
            f"{period_label(base.key)} ligt niet voor {period_label(period.key)}. Kies een eerdere basis.",
            found=base.key,
        )
    split = contributions(figures, indicator=topic.slug, period=period, base=base, bridged=view.merged)
    parts = {part.region: part for part in split.regions}

    def row(code: str) -> RegionRow:
        change = _growth(figures, topic.slug, code, period, base, names, merged=view.merged)
        own = find_observation(figures, indicator=topic.slug, region=code, period=period).observation
        rate = (
            find_observation(figures, indicator=topic.rate, region=code, period=period).observation
            if topic.rate
            else Observation.absent(indicator=topic.slug, region=code, period=period.key)
        )
        part, name = parts.get(code), "Nederland" if code == NATIONAL else names[code]
        old = (
            part.base if part else find_observation(figures, indicator=topic.slug, region=code, period=base).observation
        )
        return RegionRow(code, name, own, rate, old, change, part)

    rows, national = tuple(map(row, vt_regions(period))), row(NATIONAL)
    has_rates = any(item.rate.value is not None for item in rows)
    return Regions(
        view=view, topic=topic, topics=topics,
        measure=view.measure or (Measure.RATE if has_rates else Measure.COUNT),
        period=period, base=base, rows=rows, national=national, contributions=split, names=names,
        periods=tuple(periods), loads=dict(figures.loads), shown_loads=_shown_loads(figures, (*rows, national)),
    )  # fmt: skip


def _topics(shape: TableShape | None) -> dict[str, CountTopic]:
    """The counts of the table, each with its rate."""
    if shape is None:
        return {slug: CountTopic(slug, item.title, None) for slug, item in INDICATORS.items()}
    names, rates = topic_names(shape), rates_of_counts(shape.topics)
    found = {}
    for topic in shape.topics:
        if topic.unit != UNIT_COUNT:
            continue
        followed = INDICATORS.get(topic.indicator)
        title = followed.title if followed else names[topic.indicator]
        found[topic.indicator] = CountTopic(topic.indicator, title, rates.get(topic.indicator))
    return {slug: CountTopic(slug, item.title, None) for slug, item in INDICATORS.items() if slug not in found} | found


def _growth(
    figures: FigureIndex, indicator: str, region: str, period: Period, base: Period, names: Mapping[str, str], *,
    merged: bool,
) -> Growth:  # fmt: skip
    asked = {"indicator": indicator, "region": region, "period": period, "base": base}
    over = growth_over_merger(figures, **asked, names=names) if merged else None  # type: ignore[arg-type]
    return over or growth(figures, **asked)  # type: ignore[arg-type]


def known_periods(figures: FigureIndex, indicator: str, *, kind: PeriodKindWord) -> list[Period]:
    """Those of a kind in which a region of that period has a figure; a year may be a sum of its halves."""
    keys = {row.period for row in figures.rows.values() if row.indicator == indicator}
    stored = {Period.parse(key) for key in keys}
    wanted = (
        {one for one in stored if one.kind == "HJ"}
        if kind == "halfjaar"
        else {Period(one.year, "JJ", 0) for one in stored if one.kind in {"HJ", "JJ"}}
    )
    return sorted(
        one
        for one in wanted
        if any(
            find_observation(figures, indicator=indicator, region=code, period=one).observation.value is not None
            for code in vt_regions(one)
        )
    )


def _newest_national(figures: FigureIndex, indicator: str, view: RegionsView) -> Period:
    """The newest period of the country, for when no region has any."""
    kind = "HJ" if view.kind == "halfjaar" else "JJ"
    known = [
        Period.parse(row.period)
        for row in figures.rows.values()
        if row.indicator == indicator and row.region == NATIONAL and row.value is not None
    ]
    of_kind = [one for one in known if one.kind == kind]
    return max(of_kind, default=Period(FIRST_YEAR, "HJ", 1) if kind == "HJ" else Period(FIRST_YEAR, "JJ", 0))


def _shown_loads(figures: FigureIndex, rows: Sequence[RegionRow]) -> tuple[Load, ...]:
    """Also those of the halves that a year was added up from, and of predecessors."""
    used = {row.rate.load for row in rows}
    for row in rows:
        indicator, period, base = row.figure.indicator, Period.parse(row.figure.period), Period.parse(row.growth.base)
        found = [
            find_observation(figures, indicator=indicator, region=row.region, period=one) for one in (period, base)
        ]
        if row.part is not None and row.part.is_bridged:
            total = sum_of_predecessors(figures, indicator=indicator, region=row.region, period=base)
            found += [total] if total else []
        used |= {item.load for one in found for item in (one.observation, *(one.halves or ()))}
    return tuple(load for number, load in figures.loads.items() if number in used)
