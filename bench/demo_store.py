"""The store of the demonstration, filled over HTTP as `app.py demo` does, at one moment."""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard.services import Services
from dashboard.settings import Settings
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.prepare import prepare
from demo.boundaries import boundary_files, boundary_service
from demo.gebieden import build_editions
from demo.ledger import LEDGER_FOLDER
from demo.sisters import build_sisters
from demo.standin import StandIn
from demo.table import build_release

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def fill_demo(url: str) -> None:
    """Two releases, the sister tables, divisions and boundaries as a stand-in gives them, and the fictional ledger."""
    sisters = build_sisters(2)
    with StandIn(build_release(1), *sisters, *build_editions(), files=boundary_files()) as stand_in:
        settings = Settings(database_url=url, cbs_url=stand_in.url)
        store = prepare(url, ledger=bundled_ledger(LEDGER_FOLDER))
        services = Services(store=store, settings=settings, now=lambda: NOW, load_kind="demo")
        for release in (1, 2):
            stand_in.publish(build_release(release))
            (result,) = services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
            assert result.outcome == "stored"
        tables = [table.table_id for table in sisters]
        fetched = services.fetching.refresh(tables, accept_host=False, progress=lambda _name, _bytes: None)
        assert {result.outcome for result in fetched} == {"stored"}
        assert (
            services.fetching.fetch_divisions(None, accept_host=False, progress=lambda _name, _bytes: None).error
            is None
        )
        for year in (2022, 2026):
            outlines = services.fetching.fetch_boundaries(
                year, url=boundary_service(stand_in.url), accept_host=False, progress=lambda _name, _bytes: None
            )
            assert outlines.error is None
        store.engines.dispose()


def demo_services(url: str) -> Services:
    """Services on a store that was filled so."""
    return Services(store=prepare(url), settings=Settings(database_url=url), now=lambda: NOW, load_kind="demo")
