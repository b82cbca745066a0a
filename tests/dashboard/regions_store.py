"""A dashboard on a store with figures of Veilig Thuis regions that a test makes by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.contract import NATIONAL, UNIT_PER_100000, Period
from data_sources.regions import VT_REGIONS, vt_regions
from data_sources.snapshot import CellState
from data_sources.store.prepare import prepare
from tests.dashboard.reading import NOW
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, Cells, snapshot, vintage

RATE = "ontvangen-meldingen-per-100000"
Held = float | CellState

# Those of the worked rules: not named, a klein aantal, not named, and a growth.
RULES: Mapping[str, tuple[Held, Held]] = {
    "VT02": (40.0, 45.0), "VT03": (40.0, 60.0), "VT04": (5_000.0, 5_005.0), "VT05": (5_000.0, 5_800.0),
}  # fmt: skip


def country(
    base: str, period: str, changes: Mapping[str, tuple[Held, Held]], *, plain: tuple[float, float] = (1_000, 900)
) -> Cells:
    """Meldingen of all regions in two periods: ``plain`` but for ``changes``, secret where a region is not there; the
    country is the sum of all regions, each hidden one counting for 100.
    """
    cells: dict[str, Held] = {}
    for place, key in enumerate((base, period)):
        there = vt_regions(Period.parse(key))
        held = {code: changes.get(code, plain)[place] for code in there}
        cells[f"meldingen {NATIONAL} {key}"] = sum(
            100.0 if isinstance(one, CellState) else float(one) for one in held.values()
        )
        cells |= {f"meldingen {code} {key}": held.get(code, SECRET) for code in VT_REGIONS}
    return cells


def rates(cells: Cells) -> Cells:
    """A rate beside each count: a tenth of it, missing where the count is."""
    return {
        cell.replace("meldingen", RATE, 1): one if isinstance(one, CellState) else one / 10
        for cell, one in cells.items()
    }


def regions_client(folder: Path, *deliveries: tuple[str, Cells], status: str = "definitief") -> FlaskClient:
    """A client of a dashboard on these deliveries, each known on its day, on 21 November 2026."""
    url = f"sqlite:///{folder / 'store.db'}"
    store = prepare(url)
    for day, cells in deliveries:
        periods = {cell.split(" ")[2] for cell in cells}
        made = snapshot(
            {**cells, **rates(cells)}, statuses=dict.fromkeys(periods, status), region_titles=_titles(VT_REGIONS),
            topic_titles={"meldingen": "Ontvangen meldingen", RATE: "Ontvangen meldingen"},
        )  # fmt: skip
        topics = [
            replace(topic, unit=UNIT_PER_100000, decimals=1, rounding=0.1) if topic.indicator == RATE else topic
            for topic in made.topics
        ]
        store.writer.add_statline(replace(made, topics=topics), vintage(day))
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    return build_dashboard(services, Settings()).server.test_client()


def _titles(regions: Iterable[str]) -> dict[str, str]:
    return {code: f"{VT_REGIONS[code].name} (VT)" for code in regions}


__all__ = ["IMPOSSIBLE", "RATE", "RULES", "SECRET", "country", "rates", "regions_client"]
