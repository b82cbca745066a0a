"""Addresses and pages over HTTP, without a browser: what the first layout holds, and what is refused."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from demo.changes import small
from demo.standin import StandIn
from demo.table import build_release
from tests.hurry import without_pauses

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "huisstijl"
    folder.mkdir()
    (folder / "theme.css").write_text(":root { --accent: #663399; }")
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "geheim.txt").write_text("niet voor buiten")
    return folder


@pytest.fixture
def services(tmp_path: Path) -> Services:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    return Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)


@pytest.fixture
def client(services: Services) -> Iterator[FlaskClient]:
    with build_dashboard(services, Settings()).server.test_client() as client:
        yield client


def _layout(client: FlaskClient, address: str | None) -> str:
    headers = {"Referer": f"http://localhost{address}"} if address is not None else {}
    # Read and written again: Dash escapes letters and slashes in its own way.
    return json.dumps(client.get("/_dash-layout", headers=headers).get_json(), ensure_ascii=False)


def _parts(layout: str) -> Iterator[dict[str, Any]]:
    todo = [json.loads(layout)]
    while todo:
        item = todo.pop()
        if isinstance(item, dict) and "props" in item:
            yield item
            todo.append(item["props"].get("children"))
        elif isinstance(item, list):
            todo += item


def test_the_first_layout_already_holds_the_chart(client: FlaskClient) -> None:
    charts = [part for part in _parts(_layout(client, "/")) if part["type"] == "Graph"]
    assert len(charts) == 1
    assert charts[0]["props"]["figure"]["data"][0]["y"][-3] == 84935


def test_a_browser_that_does_not_say_where_it_is_asks_once_more(client: FlaskClient) -> None:
    assert "84.935" not in _layout(client, None)
    question = {
        "output": "..page.children...shown-address.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "shown-address", "property": "data"}],
        "inputs": [{"id": "wanted-address", "property": "data", "value": "/?per=jaar"}],
        "changedPropIds": ["wanted-address.data"],
    }
    answer = client.post("/_dash-update-component", json=question).get_data(as_text=True)
    assert "143.210" in answer
    assert json.loads(answer)["response"]["shown-address"]["data"] == "/?per=jaar"


def test_a_referer_of_another_host_is_not_believed(client: FlaskClient) -> None:
    answer = client.get("/_dash-layout", headers={"Referer": "http://elders.example/?per=jaar"}).get_data(as_text=True)
    assert "143.210" not in answer


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/?per=jaar", "143.210"),
        ("/?zoals-bekend-op=2019-11-04", "53.080"),
        ("/?zoals-bekend-op=2019-11-04", "U ziet de cijfers zoals bekend op 4 november 2019"),
        ("/?basis=2022HJ01", "+28,4% ten opzichte van het eerste halfjaar van 2022"),
        ("/?per=maand", "Kies halfjaar of jaar"),
        ("/?regio=GM0363", "staat niet in deze opslag"),
        ("/?regio=NL01&regio=", "84.935"),
        ("/nergens", "Deze pagina bestaat niet"),
        ("/", "De onderliggende cijfers staan nog niet in deze opslag."),
        ("/?zoals-bekend-op=2019-01-01", "Op 1 januari 2019 was voor Nederland nog geen cijfer per halfjaar bekend"),
        ("/?zoals-bekend-op=2019-01-01", "Geen cijfers in deze weergave"),
        ("/?zoals-bekend-op=2031-01-01", "ligt in de toekomst"),
        ("/?basis=2025HJ01", "ligt niet voor 1e halfjaar 2025, de periode die u ziet"),
        ("/?onderwerp=meldingen", "U ziet alleen meldingen."),
        ("/", "Basis: 75.000 (1e halfjaar 2024, status onbekend)."),
        ("/?per=jaar", "Nieuwste cijfer: 2023 (datum onbekend)"),
    ],
)
def test_the_view_is_the_address(client: FlaskClient, address: str, words: str) -> None:
    assert words in _layout(client, address)


def test_a_published_change_is_not_older_than_the_day_looked_at(client: FlaskClient) -> None:
    then = _layout(client, "/?zoals-bekend-op=2022-12-31")
    assert "CBS-nieuws van 29 april 2022" in then
    assert "Voortgangsbrief" not in then
    assert "CBS-nieuws van 29 april 2022" not in _layout(client, "/?zoals-bekend-op=2022-04-28")


def test_the_past_does_not_show_what_was_known_later(client: FlaskClient) -> None:
    layout = _layout(client, "/?zoals-bekend-op=2019-11-04")
    assert "53.145" not in layout
    assert "84.935" not in layout


def test_an_unknown_address_is_a_404_with_a_dutch_title(client: FlaskClient) -> None:
    answer = client.get("/nergens")
    assert answer.status_code == 404
    assert "<title>Niet gevonden · Veilig Thuis in cijfers</title>" in answer.get_data(as_text=True)
    home = client.get("/?per=jaar").get_data(as_text=True)
    assert "<title>Nederland, per jaar · Overzicht · Veilig Thuis in cijfers</title>" in home
    assert "<title>Overzicht · Veilig Thuis in cijfers</title>" in client.get("/").get_data(as_text=True)
    assert "<title>Dit kan niet worden getoond" in client.get("/?per=maand").get_data(as_text=True)
    assert "Loading..." not in home


def test_the_csv_has_the_same_view(client: FlaskClient) -> None:
    answer = client.get("/csv/trend?per=jaar&onderwerp=meldingen")
    assert (
        answer.headers["Content-Disposition"]
        == 'attachment; filename="veilig-thuis-meldingen-NL01-per-jaar-bekend-op-2026-11-21.csv"'
    )
    text = answer.get_data().decode("utf-8-sig")
    assert "127410" in text
    assert "gestarte adviezen" not in text
    refused = client.get("/csv/trend?per=week")
    assert (refused.status_code, "Kies halfjaar of jaar" in refused.get_data(as_text=True)) == (400, True)


def test_a_theme_folder_gives_style_and_logo_and_nothing_else(services: Services, theme: Path) -> None:
    client = build_dashboard(services, Settings(theme_dir=str(theme))).server.test_client()
    assert '<link rel="stylesheet" href="/theme/theme.css">' in client.get("/").get_data(as_text=True)
    assert "/theme/logo.svg" in _layout(client, "/")
    with client.get("/theme/theme.css") as sheet:
        assert "#663399" in sheet.get_data(as_text=True)
    assert client.get("/theme/geheim.txt").status_code == 404
    assert client.get("/theme/../store.db").status_code == 404


def test_what_breaks_unforeseen_is_a_dutch_sentence_with_a_reference(
    services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = build_dashboard(services, Settings()).server.test_client()
    assert "84.935" in _layout(client, "/")
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        connection.execute("DROP TABLE observation")
    # Not asked before, so not remembered.
    said = _layout(client, "/?per=jaar")
    found = re.search(r"geef dan referentie ([0-9a-f]{8}) door aan de beheerder", said)
    assert found
    assert f"failure {found[1]}" in caplog.text
    answer = client.get("/csv/trend")
    assert (answer.status_code, "referentie" in answer.get_data(as_text=True)) == (500, True)
    assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["//[x", "http://[", "/\ud83d", None, 5, [], {}])
def test_what_is_no_address_is_a_page_that_does_not_exist(client: FlaskClient, address: object) -> None:
    asked = {
        "output": "..page.children...shown-address.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "shown-address", "property": "data"}],
        "inputs": [{"id": "wanted-address", "property": "data", "value": address}],
        "changedPropIds": ["wanted-address.data"], "state": [],
    }  # fmt: skip
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200
    assert "Deze pagina bestaat niet" in answer.get_data(as_text=True)


def test_a_referer_that_is_no_address_leaves_the_page_to_the_second_question(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout", headers={"Referer": "http://["}).get_data(as_text=True)
    assert "Hoofdmenu" in layout
    assert "Dit lukt nu niet" not in layout


def test_the_file_of_the_trend_refuses_a_base_that_is_not_before_the_figure(client: FlaskClient) -> None:
    refused = client.get("/csv/trend?basis=2030HJ01")
    assert (refused.status_code, "ligt niet voor" in refused.get_data(as_text=True)) == (400, True)


def test_a_wrong_request_is_refused_in_dutch(client: FlaskClient) -> None:
    assert client.post("/csv/trend").get_data(as_text=True) == "Dit verzoek is niet te beantwoorden (code 405)."
    assert client.get("/assets/geen.css").get_data(as_text=True) == "Dit adres bestaat niet."


def _with_clock(tmp_path: Path, cbs_url: str, now: datetime) -> Services:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    return Services(store=store, settings=Settings(database_url=url, cbs_url=cbs_url), now=lambda: now)


def _shown(services: Services) -> str:
    with build_dashboard(services, Settings()).server.test_client() as client:
        return _layout(client, "/")


def test_a_failed_check_and_old_figures_are_noticed_and_a_good_check_is_told(tmp_path: Path) -> None:
    with StandIn(small(build_release(1), regions=["NL01", "PV20"])) as cbs:
        (stored,) = _with_clock(tmp_path, cbs.url, NOW).fetching.refresh(
            None, accept_host=False, progress=lambda _n, _b: None
        )
        assert stored.outcome == "stored"
        good = _shown(_with_clock(tmp_path, cbs.url, NOW))
    assert "Laatst gecontroleerd: 21 november 2026 om 13:00 uur" in good
    assert "Volgende controle: 22 november 2026 om 06:45 uur" in good
    assert "Deze cijfers zijn niet van CBS (127.0.0.1)." in good
    assert "voor het laatst gecontroleerd" not in good
    assert "voor het laatst gecontroleerd op 21 november" in _shown(
        _with_clock(tmp_path, cbs.url, NOW + timedelta(days=4))
    )
    later = _with_clock(tmp_path, cbs.url, NOW + timedelta(days=1))
    with without_pauses():
        (failed,) = later.fetching.refresh(None, accept_host=False, progress=lambda _n, _b: None)
    assert failed.outcome == "failed"
    assert "De controle van 22 november 2026 om 13:00 uur is niet gelukt. CBS (127.0.0.1)" in _shown(later)
