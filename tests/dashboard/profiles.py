"""A small demonstration for pages about regions: Haaglanden and the merged Oost-Brabant, with what they lie in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dashboard.services import Services
from dashboard.settings import Settings
from data_sources.store.prepare import prepare
from demo.changes import small, with_value
from demo.standin import StandIn
from demo.table import FictionalTable
from tests.data_sources.releases import LANDSDELEN, NATION, PROVINCES, release

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HAAGLANDEN = [f"GM{number}" for number in range(7093, 7102)]
# The last one was dissolved in 2022 and is in no edition.
OOST_BRABANT = ["GM7189", "GM7190", "GM7341", "GM7358", "GM7206"]
ABOVE = [*NATION, *LANDSDELEN, *PROVINCES]
REGIONS = [*ABOVE, *HAAGLANDEN, *OOST_BRABANT, "VT09", "VT16", "VT26", "VT27"]
# Of the smallest municipality one half-year is secret, and of the next one the base.
SECRET, SECRET_BASE = "GM7098", "GM7099"


def table() -> FictionalTable:
    """The second release with these regions and a few cells made secret; their rates stay, as CBS might leave them."""
    found = small(release(2), regions=REGIONS)
    for code, period in ((SECRET, "2026HJ01"), (SECRET_BASE, "2025HJ01")):
        found = with_value(found, region=code, period=period, topic_title="Ontvangen meldingen", value=".")
    return found


@contextmanager
def served(folder: Path, *editions: FictionalTable, tables: Sequence[FictionalTable] = ()) -> Iterator[Services]:
    """Services on a new store into which the table and these editions were fetched, each by its own name."""
    url = f"sqlite:///{folder / 'store.db'}"
    with StandIn(*(tables or [table()]), *editions) as cbs:
        store = prepare(url)
        settings = Settings(database_url=url, cbs_url=cbs.url)
        services = Services(store=store, settings=settings, now=lambda: NOW, load_kind="demo")
        [result] = services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
        assert result.outcome == "stored", result.error
        for edition in editions:
            fetched = services.fetching.fetch_divisions(
                edition.table_id, accept_host=False, progress=lambda _name, _bytes: None
            )
            assert fetched.outcome == "stored"
    yield services
    store.engines.dispose()
