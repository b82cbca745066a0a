"""What the overview computes: every load that a shown figure rests on is named."""

from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.overview import build_overview
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.view import View
from data_sources.published.bundle import PublishedFigure, PublishedSource
from data_sources.snapshot import CellState
from data_sources.store.prepare import prepare


def _source(key: str, period: str, value: float, place: int) -> PublishedSource:
    figure = PublishedFigure(
        "adviezen", "NL01", period, "", value, CellState.VALUE, "aantal", 5.0, "definitief", "in de bron"
    )  # fmt: skip
    return PublishedSource(
        key,
        key,
        f"Bron {key}",
        "https://www.cbs.nl/",
        date(2022, 1, place),
        "dag",
        "gepubliceerd",
        place,
        (figure,),
        key,
    )


def test_a_year_that_was_added_up_names_the_loads_of_both_its_halves(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    sources = [_source("eerste", "2021HJ01", 67_545, 1), _source("tweede", "2021HJ02", 66_625, 2)]
    services = Services(
        store=prepare(url, sources=sources), settings=Settings(database_url=url),
        now=lambda: datetime(2022, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    found = build_overview(services, View(kind="jaar"))
    assert [item.value for item in found.lines[0].figures] == [None, None, 134_170.0]
    assert [load.source_title for load in found.shown_loads] == ["Bron eerste", "Bron tweede"]
