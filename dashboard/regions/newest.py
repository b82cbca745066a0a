"""The newest figures of all Veilig Thuis regions side by side: counts, and rates as CBS gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.components.region_figures import RegionOverview, RegionRow
from dashboard.regions.model import known_periods
from dashboard.services import Services
from dashboard.view import PeriodKindWord
from data_sources.contract import Observation
from data_sources.regions import VT_REGIONS, region_name, short_title, vt_regions
from data_sources.registry import rate_of
from metrics.derive import find_observation
from metrics.rates import with_counts


def build_region_overview(
    services: Services, indicators: Sequence[str], *, kind: PeriodKindWord, as_of: date | None,
    titles: Mapping[str, str],
) -> RegionOverview | None:  # fmt: skip
    """The newest period of a kind of which any region has a figure; None where no region has any.

    ``titles``: of regions, as CBS gives them. A year that is not there may be the sum of its halves.
    """
    rates = [rate_of(name) for name in indicators]
    read = services.figures_of([*indicators, *rates], list(VT_REGIONS), None, as_of=as_of)
    found = with_counts(read, dict(zip(rates, indicators, strict=True)))
    period = max((one for name in indicators for one in known_periods(found, name, kind=kind)), default=None)
    if period is None:
        return None

    def figures(code: str, names: Sequence[str]) -> tuple[Observation, ...]:
        asked = (find_observation(found, indicator=name, region=code, period=period) for name in names)
        return tuple(item.observation for item in asked)

    rows = [
        RegionRow(
            code, short_title(titles.get(code, region_name(code))), figures(code, indicators),
            figures(code, rates),
        )
        for code in vt_regions(period)
    ]  # fmt: skip
    used = {item.load for row in rows for item in (*row.figures, *row.rates)}
    return RegionOverview(
        tuple(indicators), period, tuple(sorted(rows, key=lambda row: row.name)),
        {number: load for number, load in found.loads.items() if number in used},
    )  # fmt: skip
