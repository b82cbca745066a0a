"""The page Verkenner says what a figure is in: no rate or share passes for a count, and no two topics are one name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.contract import UNIT_COUNT
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from demo.sisters import build_sisters
from demo.standin import StandIn
from metrics.text.units import topic_names
from tests.dashboard.reading import Part, links, parts, read, text
from tests.data_sources.releases import KERNCIJFERS, tiny

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
RATE, RATE_NAME = "gestarte-adviezen-per-100000", "Gestarte adviezen per 100.000 inwoners"
SHARE, SHARE_NAME = "85361NED:hermelding-totaal-procent", "Hermelding: totaal (%)"


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The fictional kerncijfers and all their sisters, fetched."""
    url, sisters = f"sqlite:///{tmp_path_factory.mktemp('units') / 'store.db'}", build_sisters(2)
    store = prepare(url)
    with StandIn(tiny(2), *sisters) as cbs:
        made = Services(store=store, settings=Settings(database_url=url, cbs_url=cbs.url), now=lambda: NOW)
        tables = [KERNCIJFERS, *(table.table_id for table in sisters)]
        ran = made.fetching.refresh(tables, accept_host=False, progress=lambda _name, _bytes: None)
        assert [item.outcome for item in ran] == ["stored"] * len(tables)
        yield made
    store.engines.dispose()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The bundled figures alone."""
    url = f"sqlite:///{tmp_path_factory.mktemp('bundled') / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    yield Services(store=store, settings=Settings(), now=lambda: NOW)
    store.engines.dispose()


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    return build_dashboard(services, Settings()).server.test_client()


def _address(topic: str, more: str = "") -> str:
    table = topic.partition(":")[0] if ":" in topic else KERNCIJFERS
    return f"/verkenner?tabel={table}&onderwerp={quote(topic)}{more}"


def _part(client: FlaskClient, address: str, kind: str) -> Part:
    return next(part for part in parts(client, address) if part["type"] == kind)["props"]


def _picture(client: FlaskClient, address: str) -> Part:
    stores = [part["props"] for part in parts(client, address) if part["type"] == "Store"]
    return next(store["data"] for store in stores if '"picture"' in str(store["id"]).replace("'", '"'))["layout"]


@pytest.mark.parametrize("of", ["services", "bundled"])
def test_no_two_topics_of_a_table_have_one_name_and_only_counts_go_without_unit(
    of: str, request: pytest.FixtureRequest
) -> None:
    held: Services = request.getfixturevalue(of)
    shapes = [held.table_shape(table, None) for table in held.tables(None)]
    assert len(shapes) == {"services": 1 + len(build_sisters(2)), "bundled": 8}[of]
    for shape in shapes:
        assert shape is not None
        assert shape.is_fetched == (of == "services")
        names = topic_names(shape)
        assert len(set(names.values())) == len(shape.topics), shape.table
        for topic in shape.topics:
            ending = ("",) if topic.unit == UNIT_COUNT else (" per 100.000 inwoners", " (%)")
            assert names[topic.indicator].endswith(ending), topic


def test_the_choice_of_topics_tells_a_rate_from_its_count(client: FlaskClient) -> None:
    select = next(part["props"] for part in parts(client, "/verkenner") if part["props"].get("name") == "onderwerp")
    offered = text({"type": "Select", "props": select})
    assert offered.count("Gestarte adviezen") == 2
    assert RATE_NAME in offered


@pytest.mark.parametrize(("topic", "name"), [(RATE, RATE_NAME), (SHARE, SHARE_NAME)])
@pytest.mark.parametrize("more", ["", "&regio=alle-PV&periode=2025JJ00", "&regio=NL01&periode=2025JJ00"])
def test_title_caption_words_and_picture_say_the_unit(client: FlaskClient, topic: str, name: str, more: str) -> None:
    address = _address(topic, more)
    drawn = next(part["props"] for part in parts(client, address) if part["type"] == "Graph")["figure"]["layout"]
    words = next(part for part in parts(client, address) if part["props"].get("className") == "in-words")
    labels = [part["props"].get("aria-label", "") for part in parts(client, address)]
    assert text(_card_title(client, address)) == name
    assert text({"type": "Caption", "props": _part(client, address, "Caption")}).startswith(f"{name}, ")
    assert text(words).startswith((f"{name}, ", f"{name}. "))
    assert any(label.startswith(f"Grafiek: {name}.") for label in labels)
    picture = _picture(client, address)
    assert picture["title"]["text"].startswith(f"<b>{name}</b>")
    unit = name.removeprefix("Gestarte adviezen ") if topic == RATE else "%"
    for layout in (drawn, picture):
        assert unit in {layout[axis].get("title", {}).get("text") for axis in ("xaxis", "yaxis")}


def _card_title(client: FlaskClient, address: str) -> Part:
    return next(part for part in parts(client, address) if part["type"] == "H2")


def test_table_and_words_write_a_rate_with_the_same_decimals(client: FlaskClient) -> None:
    address = _address(RATE, "&regio=NL01&periode=2025JJ00")
    [row] = csv.DictReader(io.StringIO(client.get(_csv(client, address)).get_data().decode("utf-8-sig")), delimiter=";")
    assert (row["Onderwerp"], row["Eenheid"], row["Afronding"]) == (RATE_NAME, "per 100 000 inwoners", "0,1")
    whole, _, decimal = row["Waarde"].partition(",")
    shown = f"{int(whole):,}".replace(",", ".") + f",{decimal or 0}"
    page = read(client, address)
    assert page.count(shown) >= 2
    assert f"Nederland, {shown}." in page


def _csv(client: FlaskClient, address: str) -> str:
    return links(client, address)["Download CSV"]


def test_a_count_goes_by_its_title_alone(client: FlaskClient) -> None:
    address = "/verkenner?onderwerp=adviezen"
    assert text(_card_title(client, address)) == "Gestarte adviezen"
    layout = _part(client, address, "Graph")["figure"]["layout"]
    assert not any(layout[axis].get("title", {}).get("text") for axis in ("xaxis", "yaxis"))


def test_the_history_of_a_rate_says_its_unit_too(client: FlaskClient) -> None:
    page = read(client, f"/gegevens/cijfer?onderwerp={quote(RATE)}&regio=NL01&periode=2025JJ00")
    assert f"Adviezen en meldingen: {RATE_NAME[0].lower()}{RATE_NAME[1:]}" in page
