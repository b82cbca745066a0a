"""Kerncijfers: finished HTML with the same figures as the overview, and nothing that needs a script."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.regions import VT_REGIONS
from data_sources.store.prepare import prepare
from demo.changes import small
from demo.standin import StandIn
from demo.table import build_release
from tests.dashboard.regions_store import country, regions_client

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    with build_dashboard(services, Settings()).server.test_client() as client:
        yield client


@pytest.fixture
def fetched(tmp_path: Path) -> Iterator[FlaskClient]:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with StandIn(small(build_release(2), regions=[*VT_REGIONS, "NL01"])) as stand_in:
        settings = Settings(database_url=url, cbs_url=stand_in.url)
        services = Services(store=prepare(url), settings=settings, now=lambda: NOW, load_kind="demo")
        (result,) = services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
    assert result.outcome == "stored"
    with build_dashboard(services, Settings()).server.test_client() as client:
        yield client


def _read(client: FlaskClient, address: str) -> str:
    """What is read of the document."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    body = answer.get_data(as_text=True).partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body).replace("&#39;", "'")).replace(" .", ".")


def test_the_key_figures_stand_in_the_first_answer(client: FlaskClient) -> None:
    text = _read(client, "/kerncijfers")
    for words in (
        "84.935", "66.270", "1e halfjaar 2025", "voorlopig", "+13,2% ten opzichte van het eerste halfjaar van 2024",
        "binnen de afronding +12,5% tot +14,0%", "2e halfjaar 2024 niet in de gegevens", "lading",
        "Het verschil in groei tussen adviesvragen (+13,2%)",
    ):  # fmt: skip
        assert words in text, words


def test_it_needs_no_script_and_is_a_whole_document(client: FlaskClient) -> None:
    page = client.get("/kerncijfers").get_data(as_text=True)
    assert "<script" not in page
    assert "on" + "click" not in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "<title>Kerncijfers · Veilig Thuis in cijfers</title>" in page
    for sheet in re.findall(r'<link rel="stylesheet" href="([^"]+)">', page):
        assert client.get(sheet).status_code == 200, sheet
    assert page.count('rel="stylesheet"') >= 2


def test_a_slash_at_the_end_makes_no_other_page(client: FlaskClient) -> None:
    assert client.get("/kerncijfers/").data == client.get("/kerncijfers").data


def test_choosing_works_by_address(client: FlaskClient) -> None:
    assert "66.155" in _read(client, "/kerncijfers?basis=2022HJ01")
    assert "zoals bekend op 4 november 2019" in _read(client, "/kerncijfers?zoals-bekend-op=2019-11-04")
    year = client.get("/kerncijfers?per=jaar").get_data(as_text=True)
    assert "<title>Nederland, per jaar · Kerncijfers · " in year
    assert 'action="/kerncijfers"' in year
    assert '<a href="/?per=jaar">Dezelfde cijfers met grafiek</a>' in year


def test_what_cannot_be_shown_is_said_and_nothing_asked_comes_back_as_html(client: FlaskClient) -> None:
    assert "Regio VT01 staat niet in deze opslag." in _read(client, "/kerncijfers?regio=VT01")
    page = client.get("/kerncijfers?regio=<script>alert(1)</script>").get_data(as_text=True)
    assert "<script" not in page
    assert "is geen regiocode" in page


def test_without_regions_it_says_so(client: FlaskClient) -> None:
    assert "geen cijfer per halfjaar van een Veilig Thuis-regio" in _read(client, "/kerncijfers")


def test_every_region_of_the_newest_period_has_a_row_or_a_reason(fetched: FlaskClient) -> None:
    page = fetched.get("/kerncijfers?per=jaar").get_data(as_text=True)
    rows = page.partition("<h2>Per Veilig Thuis-regio</h2>")[2]
    assert rows.count('<th scope="row">') == 25
    assert "Oost-Brabant" in rows
    assert "Zuidoost-Brabant" not in rows
    assert "2025 (nader voorlopig)" in rows
    assert "FICTIEVE cijfers" in page


def test_other_pages_lead_there_when_scripts_are_off(client: FlaskClient) -> None:
    page = client.get("/gegevens").get_data(as_text=True)
    assert 'De <a href="/kerncijfers">kerncijfers</a> zijn ook zonder JavaScript te lezen.' in page


def test_a_year_of_added_up_halves_is_the_newest_as_elsewhere_and_says_so(tmp_path: Path) -> None:
    halves = {**country("2025HJ01", "2025HJ02", {}), **country("2023JJ00", "2024JJ00", {})}
    text = _read(regions_client(tmp_path, ("2026-04-30", halves)), "/kerncijfers?per=jaar")
    assert "Cijfers over 2025." in text
    assert "1.900 som van twee halfjaren" in text


def test_a_region_that_is_no_more_does_not_decide_the_period(tmp_path: Path) -> None:
    cells = {**country("2025HJ01", "2025HJ02", {}), "meldingen VT16 2026HJ01": 500.0}
    assert "Cijfers over het tweede halfjaar van 2025." in _read(
        regions_client(tmp_path, ("2026-10-30", cells)), "/kerncijfers"
    )
