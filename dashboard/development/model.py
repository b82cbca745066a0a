"""What the page Ontwikkeling shows, computed: the readings of each series over all periods, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.development.topics import Topic, offered_topics
from dashboard.development.view import (
    OF_TWO,
    ONLY_HALVES,
    WAY_NAMES,
    DevelopmentView,
    Opened,
    Way,
    read_development_view,
)
from dashboard.figures.development import ReadingLine
from dashboard.figures.events import Placed, place_events
from dashboard.figures.seasons import season_lines
from dashboard.figures.theme import SERIES
from dashboard.overview import shown_periods
from dashboard.services import Services
from dashboard.view import Query, asked_values, read_as_of
from data_sources.contract import UNIT_PERCENT, Load, Observation, Period
from data_sources.ledger import Document
from data_sources.registry import INDICATORS, break_between
from metrics.derive import SUM_OF_HALVES, FigureIndex, find_observation
from metrics.development import NO_INDEX_OF_SHARE, Measure, Point, develop
from metrics.rates import with_counts
from metrics.readings import Reading, read_gaps, read_points, read_ratios

_CHANGES = {Way.JAAR_EERDER, Way.VORIG_HALFJAAR, Way.BASIS}


@dataclass(frozen=True)
class Refusal:
    """Why a view cannot be shown, in a sentence; and what can be, as names with their addresses' changes."""

    sentence: str
    instead: tuple[tuple[str, Mapping[str, object]], ...] = ()


@dataclass(frozen=True)
class Development:
    """The view, computed. lines: one a series, each with a reading for each of ``axis``, the periods of the axis.

    topics: those that are shown. base: the period that all others are compared with, where the way has one.
    possible_bases: periods with a figure, newest first. shown_loads: those that any shown figure is from.
    ``refusal``: why nothing is shown; there are then no lines.
    """

    view: DevelopmentView
    topics: list[Topic]
    axis: list[Period]
    lines: list[ReadingLine]
    base: Period | None
    possible_bases: list[Period]
    loads: Mapping[int, Load]
    shown_loads: list[Load]
    events: list[Placed]
    documents: Mapping[str, Document]
    refusal: Refusal | None = None

    @property
    def readings(self) -> list[Reading]:
        return [item for line in self.lines for item in line.readings]

    @property
    def has_figures(self) -> bool:
        """Whether any figure at all is known of what was asked for."""
        return any(figure.value is not None for item in self.readings for figure in item.figures)

    @property
    def has_values(self) -> bool:
        """Whether there is anything to draw."""
        return any(item.value is not None for item in self.readings)


def open_development(query: Query, services: Services) -> Opened:
    """The view that a query asks for, among what the store has on its day. Raises UsageError, a Dutch sentence, for one
    that cannot be read.
    """
    today = services.today()
    as_of = read_as_of(asked_values(query), today=today)
    shapes = [services.table_shape(table, as_of) for table in services.tables(as_of)]
    offered = offered_topics(shape for shape in shapes if shape is not None)
    return read_development_view(query, offered=offered, regions=services.regions(), today=today)


def build_development(services: Services, opened: Opened) -> Development:
    """All that the page needs for a view, in one question to the store and one to the ledger."""
    view = opened.view
    chosen = [opened.offered.topics[indicator] for indicator in view.indicators]
    topics = chosen[:1] if view.way is Way.SEIZOENSPAAR else chosen
    counts = {topic.indicator: topic.count for topic in chosen if topic.count}
    asked = list(dict.fromkeys([*view.indicators, *counts.values()]))
    figures = with_counts(services.figures_of(asked, [view.region], None, as_of=view.as_of), counts)
    own = [row for row in figures.rows.values() if row.indicator in view.indicators]
    periods = shown_periods(own, view, today=services.today())
    bases = _possible_bases(figures, topics, view, periods)
    base = view.base or (_first_base(figures, topics, view, periods) if view.way in {Way.INDEX, Way.BASIS} else None)
    refusal = refusal_of(view, topics)
    lines, axis = ([], periods) if refusal else _lines(figures, view, topics, periods, base)
    ledger = services.ledger(view.as_of)
    events = place_events(ledger.events, axis) if view.with_events else []
    used = _loads_used(figures, lines)
    return Development(
        view=view, topics=topics, axis=axis, lines=lines, base=base, possible_bases=bases, loads=figures.loads,
        shown_loads=[load for number, load in figures.loads.items() if number in used], events=events,
        documents=ledger.documents, refusal=refusal,
    )  # fmt: skip


def refusal_of(view: DevelopmentView, topics: Sequence[Topic]) -> Refusal | None:
    """Why these topics cannot be shown in this way, known before any figure is read; None where they can."""
    name = f"‘{WAY_NAMES[view.way]}’"
    if view.way in ONLY_HALVES and view.kind == "jaar":
        return Refusal(f"De weergave {name} is er alleen per halfjaar.", (("Toon per halfjaar", _halves()),))
    if view.way in OF_TWO and len(topics) < 2:
        both = {"indicators": tuple(INDICATORS)}
        return Refusal(f"Voor de weergave {name} zijn twee onderwerpen nodig.", (("Adviesvragen en meldingen", both),))
    units = {topic.unit for topic in topics}
    share = UNIT_PERCENT in units
    if view.way is Way.INDEX and share:
        return Refusal(NO_INDEX_OF_SHARE, _each(topics))
    if view.way is Way.GROEIVERSCHIL and share:
        return Refusal(
            "Een aandeel verandert in procentpunten, een aantal in procenten; hun groei is niet van elkaar af te"
            " trekken.",
            _each(topics),
        )
    if view.way is Way.VERHOUDING and (len(units) > 1 or share):
        return Refusal("Een verhouding is er alleen tussen twee cijfers met dezelfde eenheid.", _each(topics))
    apart = len(units) > 1 if view.way is Way.NIVEAU else share and len(units) > 1 and view.way in _CHANGES
    if not apart:
        return None
    index = () if share else (("Toon beide als index", {"way": Way.INDEX}),)
    return Refusal(
        "Deze twee onderwerpen hebben niet dezelfde eenheid en staan daarom niet samen op één as.",
        (*index, *_each(topics)),
    )


def _halves() -> Mapping[str, object]:
    return {"kind": "halfjaar", "base": None}


def _each(topics: Sequence[Topic]) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Each topic by itself, as figures."""
    return tuple(
        (f"Alleen {topic.title}", {"indicators": (topic.indicator,), "way": Way.NIVEAU}) for topic in topics
    )  # fmt: skip


def _lines(
    figures: FigureIndex, view: DevelopmentView, topics: Sequence[Topic], periods: list[Period], base: Period | None
) -> tuple[list[ReadingLine], list[Period]]:
    """The series, and the periods of their axis."""

    def points(topic: Topic, measure: Measure) -> list[Point]:
        return develop(
            figures, indicator=topic.indicator, region=view.region, periods=periods, measure=measure, base=base
        )

    if view.way is Way.SEIZOENSPAAR:
        return season_lines(read_points(points(topics[0], Measure.NIVEAU)))
    if view.way is Way.VERHOUDING:
        first, second = (topic.indicator for topic in topics)
        readings = read_ratios(figures, first=first, second=second, region=view.region, periods=periods)
        return [ReadingLine("Verhouding", readings)], periods
    if view.way is Way.GROEIVERSCHIL:
        measure = Measure.BASIS if base is not None else Measure.JAAR_EERDER
        one, other = (points(topic, measure) for topic in topics)
        return [ReadingLine("Verschil in groei", read_gaps(one, other))], periods
    measure = Measure(view.way.value)
    styles = _styles(topics)
    return [
        ReadingLine(topic.title, read_points(points(topic, measure)), style=style)
        for topic, style in zip(topics, styles, strict=True)
    ], periods  # fmt: skip


def _styles(topics: Sequence[Topic]) -> list[int]:
    """Followed indicators look the same everywhere; another one takes the last style, two of them one each."""
    followed = list(INDICATORS)
    taken = [followed.index(topic.indicator) if topic.indicator in followed else -1 for topic in topics]
    free = [place for place in (2, 0, 1) if place not in taken and place < len(SERIES)]
    return [free.pop(0) if place < 0 else place for place in taken]


def _has_figure(figures: FigureIndex, topic: Topic, view: DevelopmentView, period: Period) -> bool:
    found = find_observation(figures, indicator=topic.indicator, region=view.region, period=period)
    return found.observation.value is not None


def _possible_bases(
    figures: FigureIndex, topics: Sequence[Topic], view: DevelopmentView, periods: Sequence[Period]
) -> list[Period]:
    """Periods of which any topic has a figure, newest first."""
    return [
        period
        for period in reversed(periods)
        if any(_has_figure(figures, topic, view, period) for topic in topics)
    ]  # fmt: skip


def _first_base(
    figures: FigureIndex, topics: Sequence[Topic], view: DevelopmentView, periods: Sequence[Period]
) -> Period | None:
    """The first period of which all topics have a figure, with no break between it and the newest of those; None where
    there is none. The newest period of all says nothing: a region may have ended before it.
    """
    known = [period for period in periods if all(_has_figure(figures, topic, view, period) for topic in topics)]
    return next(
        (period for period in known if break_between(view.region, period, known[-1]) is None),
        None,
    )


def _loads_used(figures: FigureIndex, lines: Sequence[ReadingLine]) -> set[int | None]:
    """Of all shown figures; a year that was added up rests on both its halves, which may be of two loads."""
    shown = [figure for line in lines for item in line.readings for figure in item.figures]
    halves: list[Observation] = []
    for figure in shown:
        if figure.status_basis == SUM_OF_HALVES:
            found = find_observation(
                figures, indicator=figure.indicator, region=figure.region, period=Period.parse(figure.period)
            )
            halves += found.halves or ()
    return {figure.load for figure in (*shown, *halves)}
