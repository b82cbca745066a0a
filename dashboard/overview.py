"""What the overview shows, computed: figures for every period, the newest of each, its change, and the gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.trend import TrendLine
from dashboard.services import Services
from dashboard.view import View
from data_sources.contract import Load, Observation, Period, half_years
from data_sources.errors import UsageError
from data_sources.regions import short_titles
from data_sources.registry import INDICATORS, Indicator, predecessors
from metrics.compare import Comparison, growth_gap
from metrics.derive import FigureIndex, Found, find_observation
from metrics.growth import Growth, growth
from metrics.predecessors import growth_with_predecessors, sum_of_predecessors
from metrics.text.phrases import period_label

FIRST_YEAR = 2019


@dataclass(frozen=True)
class Headline:
    """The newest figure of an indicator, what it is compared with, and its change.

    ``load`` and ``base_load`` are None where there is no such figure. ``parts``: of a base that was added up from the
    predecessors of the region, their figures.
    """

    indicator: Indicator
    figure: Observation
    base: Observation
    growth: Growth
    load: Load | None
    base_load: Load | None
    parts: tuple[Observation, ...] = ()


@dataclass(frozen=True)
class Overview:
    """lines: one an indicator, a figure for each of ``periods``. shown_loads: those that any shown figure is from.
    names: of regions, for sentences that say their codes.
    """

    periods: list[Period]
    lines: list[TrendLine]
    headlines: list[Headline]
    gap: Comparison | None
    loads: dict[int, Load]
    shown_loads: list[Load]
    possible_bases: list[Period]
    figures: FigureIndex
    names: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether no figure at all is known for the view."""
        return all(item.value is None for line in self.lines for item in line.figures)


def build_overview(services: Services, view: View) -> Overview:
    """All that the page needs for a view, in one question to the store."""
    # With the predecessors of a merged region, which it may be compared with.
    places = [view.region, *predecessors(view.region)]
    found = services.figures_of(list(INDICATORS), places, None, as_of=view.as_of)
    chosen = [INDICATORS[slug] for slug in view.indicators]
    periods = shown_periods(list(found.rows.values()), view, today=services.today())
    looked_up = [_figures(found, item, view, periods) for item in chosen]
    lines = [
        TrendLine(item.slug, item.title, [one.observation for one in figures])
        for item, figures in zip(chosen, looked_up, strict=True)
    ]
    names = short_titles(services.regions())
    headlines = [_headline(found, item, line, view, names) for item, line in zip(chosen, lines, strict=True)]
    # A year that was added up rests on both its halves, which may be of two loads.
    rests_on = [half for figures in looked_up for one in figures for half in (one.observation, *(one.halves or ()))]
    used = {item.load for item in rests_on} | {item.growth.base_load for item in headlines}
    used |= {part.load for item in headlines for part in item.parts}
    return Overview(
        periods=periods,
        lines=lines,
        headlines=headlines,
        gap=_gap(headlines),
        loads=dict(found.loads),
        shown_loads=[load for number, load in found.loads.items() if number in used],
        possible_bases=_possible_bases(found, lines, headlines, periods, view.region),
        figures=found,
        names=names,
    )


def shown_periods(rows: Sequence[Observation], view: View, *, today: date) -> list[Period]:
    """All periods of the chosen kind since 2019, up to the last one that is over, or the newest figure if later.

    ``as_of`` moves today back: what lay in the future then is not shown as missing.
    """
    today = min(today, view.as_of) if view.as_of else today
    known = [Period.parse(row.period) for row in rows if row.value is not None]
    if view.kind == "jaar":
        last_year = max([today.year - 1, *(item.year for item in known if item.kind == "JJ")])
        return [Period(year, "JJ", 0) for year in range(FIRST_YEAR, max(last_year, FIRST_YEAR) + 1)]
    halves = half_years(Period(FIRST_YEAR, "HJ", 1), Period(max(today.year, FIRST_YEAR), "HJ", 2))
    over = [half for half in halves if half.end < today] or halves[:1]
    last = max([over[-1], *(item for item in known if item.kind == "HJ")])
    return half_years(halves[0], last)


def _figures(found: FigureIndex, indicator: Indicator, view: View, periods: Sequence[Period]) -> list[Found]:
    return [find_observation(found, indicator=indicator.slug, region=view.region, period=period) for period in periods]


def _headline(
    found: FigureIndex, indicator: Indicator, line: TrendLine, view: View, names: Mapping[str, str]
) -> Headline:
    newest = next((item for item in reversed(line.figures) if item.value is not None), line.figures[-1])
    period = Period.parse(newest.period)
    base = view.base or period.year_earlier()
    asked = {"indicator": indicator.slug, "region": view.region}
    change = (
        growth_with_predecessors(found, period=period, base=base, names=names, **asked)
        if view.merged
        else growth(found, period=period, base=base, **asked)
    )
    if view.base is not None and not view.base < period:
        raise UsageError(
            f"{period_label(view.base.key)} ligt niet voor {period_label(newest.period)}, de periode die u ziet."
            " Kies een eerdere basis.",
            found=view.base.key,
        )
    total = sum_of_predecessors(found, period=base, **asked) if view.merged and change.comparable else None
    old = (total or find_observation(found, period=base, **asked)).observation
    load, base_load = (found.loads.get(item.load) if item.load is not None else None for item in (newest, old))
    return Headline(
        indicator, newest, old, change, load, base_load, parts=(total.halves or ()) if total is not None else ()
    )


def _gap(headlines: Sequence[Headline]) -> Comparison | None:
    """Only between two indicators whose newest figures are of the same period."""
    if len(headlines) != 2 or headlines[0].growth.period != headlines[1].growth.period:
        return None
    return growth_gap(headlines[0].growth, headlines[1].growth)


def _possible_bases(
    found: FigureIndex, lines: Sequence[TrendLine], headlines: Sequence[Headline], periods: Sequence[Period],
    region: str,
) -> list[Period]:  # fmt: skip
    """Periods with a figure, or with a sum of predecessors to be asked for, before the newest; newest first."""
    newest = {item.figure.period for item in headlines}
    known = {item.period for line in lines for item in line.figures if item.value is not None}
    known |= {
        period.key
        for period in periods
        for line in lines
        if sum_of_predecessors(found, indicator=line.indicator, region=region, period=period) is not None
    }
    return [period for period in reversed(periods) if period.key in known - newest]
