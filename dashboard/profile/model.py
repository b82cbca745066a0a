"""What the profile of a region shows, computed: it beside what it lies in, its rates, and its municipalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.figures.trend import TrendLine
from dashboard.overview import shown_periods
from dashboard.profile.regions import Known, Members, lies_in, members_of
from dashboard.services import Services
from dashboard.view import View
from data_sources.contract import NATIONAL, Load, Observation, Period
from data_sources.errors import UsageError
from data_sources.registry import INDICATORS, Indicator, predecessors
from metrics.derive import FigureIndex
from metrics.municipalities import sort_name
from metrics.predecessors import sum_of_predecessors
from metrics.profile import Compared, Row, newest_period, rate_of, rate_slug, standing
from metrics.text.phrases import period_label


@dataclass(frozen=True)
class Profile:
    """rows: the region itself, then what it lies in, from small to large. rates: of each indicator a line a region.

    members: the municipalities in it, and ``member_rows`` how they stand, by name. loads: all that are referred to.
    """

    view: View
    known: Known
    compared: Sequence[Compared]
    periods: Sequence[Period]
    rows: Sequence[Row]
    rates: Mapping[str, Sequence[TrendLine]]
    members: Members
    member_rows: Sequence[Row]
    possible_periods: Sequence[Period]
    possible_bases: Sequence[Period]
    loads: Mapping[int, Load]

    @property
    def title(self) -> str:
        return self.rows[0].title

    @property
    def is_empty(self) -> bool:
        """Whether the region itself has no figure of anything that is shown."""
        own = self.rows[0]
        return all(item.figure.value is None for item in own.standings) and not any(
            figure.value is not None for lines in self.rates.values() for figure in lines[0].figures
        )

    @property
    def has_fetched(self) -> bool:
        """Whether any figure at all was fetched, not bundled, as far as this profile goes."""
        return any(load.kind != "published" for load in self.loads.values())

    def loads_of(self, figures: Sequence[Observation]) -> list[Load]:
        """The loads that these figures are from, in the order in which they count."""
        used = {item.load for item in figures}
        return [load for number, load in self.loads.items() if number in used]


def build_profile(services: Services, view: View, known: Known) -> Profile:
    """All that the page needs for a view: one question for the region and what it lies in, one for municipalities.

    Raises UsageError for a base that is not before the newest figure.
    """
    indicators = [INDICATORS[slug] for slug in view.indicators]
    asked = [*view.indicators, *map(rate_slug, indicators)]
    within = lies_in(view.region, known.divisions)
    places = list(dict.fromkeys([view.region, *within, *predecessors(view.region), NATIONAL]))
    found = services.figures_of(asked, places, None, as_of=view.as_of)
    periods = shown_periods(list(found.rows.values()), view, today=services.today())
    compared = [_compared(found, indicator, view, periods) for indicator in indicators]
    members = members_of(view.region, known.divisions)
    codes = sorted(
        (item.code for item in members.municipalities), key=lambda code: (sort_name(known.titles[code]), code)
    )
    theirs = services.figures_of(asked, codes, _needed(compared), as_of=view.as_of) if codes else FigureIndex({}, {})
    return Profile(
        view=view,
        known=known,
        compared=compared,
        periods=periods,
        rows=[_row(found, code, compared, known, merged=view.merged) for code in (view.region, *within)],
        rates={
            indicator.slug: [_rates(found, indicator, code, known, periods) for code in (view.region, *within)]
            for indicator in indicators
        },
        members=members,
        member_rows=[_row(theirs, code, compared, known, merged=False) for code in codes],
        possible_periods=[period for period in reversed(periods) if _is_known(found, indicators, view.region, period)],
        possible_bases=_possible_bases(found, compared, periods, view.region),
        loads={**found.loads, **theirs.loads},
    )


def _compared(found: FigureIndex, indicator: Indicator, view: View, periods: Sequence[Period]) -> Compared:
    """The period asked for; else the newest of the region itself, or of the country where the region has no figure."""
    newest = (
        newest_period(found, indicator=indicator, region=region, periods=periods) for region in (view.region, NATIONAL)
    )
    period = view.period or next((item for item in newest if item is not None), periods[-1])
    if view.base is not None and not view.base < period:
        what = "deze periode" if view.period else "het nieuwste cijfer"
        raise UsageError(
            f"{period_label(view.base.key)} ligt niet voor {what} ({period_label(period.key)})."
            " Kies een eerdere basis.",
            found=view.base.key,
        )
    return Compared(indicator, period, view.base or period.year_earlier())


def _needed(compared: Sequence[Compared]) -> list[Period]:
    """The periods compared, and the halves of those that are years, which a year may be the sum of."""
    both = dict.fromkeys(period for item in compared for period in (item.period, item.base))
    return [part for period in both for part in (period, *(period.halves() if period.kind == "JJ" else ()))]


def _row(found: FigureIndex, code: str, compared: Sequence[Compared], known: Known, *, merged: bool) -> Row:
    standings = [
        standing(
            found, indicator=item.indicator, region=code, period=item.period, base=item.base, names=known.names,
            merged=merged,
        )
        for item in compared
    ]  # fmt: skip
    return Row(code, known.titles[code], standings)


def _rates(found: FigureIndex, indicator: Indicator, code: str, known: Known, periods: Sequence[Period]) -> TrendLine:
    rates = [rate_of(found, indicator=indicator, region=code, period=period) for period in periods]
    return TrendLine(rate_slug(indicator), known.titles[code], rates)


def _is_known(found: FigureIndex, indicators: Sequence[Indicator], region: str, period: Period) -> bool:
    return any(newest_period(found, indicator=one, region=region, periods=[period]) is not None for one in indicators)


def _possible_bases(
    found: FigureIndex, compared: Sequence[Compared], periods: Sequence[Period], region: str
) -> list[Period]:
    """Periods with a figure of the region, or with a sum of its predecessors, before the newest; newest first."""

    def is_known(item: Compared, period: Period) -> bool:
        asked = {"indicator": item.indicator.slug, "region": region, "period": period}
        own = newest_period(found, indicator=item.indicator, region=region, periods=[period])
        return own is not None or sum_of_predecessors(found, **asked) is not None  # type: ignore[arg-type]

    first = min((item.period for item in compared), default=None)
    return [
        period
        for period in reversed(periods)
        if first is not None and period < first and any(is_known(item, period) for item in compared)
    ]
