"""Whatever a table holds: file and page give the visible cells of the table, and no number that is not one of them."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.categories import Category
from data_sources.store.prepare import Store, prepare
from tests.dashboard.reading import parts, text
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, Cells, snapshot, vintage

REPORTS = "84852NED:ontvangen-meldingen"
REGIONS = ("NL01", "PV20", "PV21", "VT05")
PERIODS = ("2024HJ01", "2024HJ02", "2024JJ00", "2025HJ01")
DIMENSIONS = {"A": ("T001", "A1", "A2"), "B": ("T002", "B1")}
BREAKDOWNS = [
    "" if pair == ("T001", "T002") else f"A={pair[0]};B={pair[1]}" for pair in itertools.product(*DIMENSIONS.values())
]
CATEGORIES = [
    Category(key, f"Indeling {key}", code, "Totaal" if code.startswith("T") else code, place)
    for key, codes in DIMENSIONS.items()
    for place, code in enumerate(codes)
]
NAMES = [" ".join(key).strip() for key in itertools.product([REPORTS], REGIONS, PERIODS, BREAKDOWNS)]
# The total is always there, so that the table can be chosen.
TABLES = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(st.sampled_from([SECRET, IMPOSSIBLE]), st.integers(2, 400).map(lambda n: n * 5))
)
DAYS = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = prepare(f"sqlite:///{tmp_path_factory.mktemp('laws') / 'store.db'}")
    yield made
    made.engines.dispose()


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    services = Services(store=store, settings=Settings(), now=lambda: datetime(2030, 1, 1, tzinfo=UTC))
    return build_dashboard(services, Settings()).server.test_client()


def _deliver(store: Store, cells: Cells) -> None:
    """As the next load: what earlier ones had and this one has not is gone."""
    day = (date(2026, 1, 1) + timedelta(days=next(DAYS))).isoformat()
    delivery = replace(snapshot(cells, table="84852NED"), categories=CATEGORIES)
    store.writer.add_statline(delivery, vintage(day))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES)
def test_file_and_page_hold_the_visible_cells_and_nothing_derived(
    client: FlaskClient, store: Store, table: dict[str, object]
) -> None:
    cells: Cells = {f"{REPORTS} NL01 2025HJ01": 1000.0, **table}  # type: ignore[dict-item]
    _deliver(store, cells)
    address = "tabel=84852NED&uitsplitsing-A=alle&uitsplitsing-B=alle"
    for region, kind in itertools.product(("NL01", "alle-PV", "alle-VT"), ("halfjaren", "jaren")):
        wanted = {
            name: held
            for name, held in cells.items()
            if _within(name, region, kind) and isinstance(held, int | float) and not isinstance(held, type(SECRET))
        }
        answer = client.get(f"/csv/verkenner?{address}&regio={region}&periode={kind}")
        if answer.status_code == 400:
            # No region or period of that kind in the table: nothing to show.
            assert not wanted
            continue
        rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
        given_by_file = {
            " ".join([REPORTS, row["Regiocode"], row["Periodecode"], row["Uitsplitsing"]]).strip(): float(row["Waarde"])
            for row in rows
            if row["Waarde"]
        }
        assert given_by_file == wanted
        assert all(bool(row["Waarde"]) != bool(row["Ontbreekt"]) for row in rows)
        if (region, kind) in {("NL01", "halfjaren"), ("alle-PV", "jaren")}:
            shown = _shown_numbers(client, f"/verkenner?{address}&regio={region}&periode={kind}")
            assert sorted(shown) == sorted(wanted.values())


def _within(name: str, region: str, kind: str) -> bool:
    _, code, period, *_ = name.split(" ")
    wanted_kind = "HJ" if kind == "halfjaren" else "JJ"
    return period[4:6] == wanted_kind and region in {code, f"alle-{code[:2]}"}


def _shown_numbers(client: FlaskClient, address: str) -> list[float]:
    """The numbers in the cells of the table of a page."""
    cells = [part for part in parts(client, address) if part["type"] == "Td"]
    return [float(text(cell).split(" ")[0].replace(".", "")) for cell in cells if text(cell)[:1].isdigit()]
