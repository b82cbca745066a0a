"""Where the navigation leads: the places of the site, and within a place its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.dashboard.ledger_rows import small_ledger
from tests.dashboard.reading import client_of, parts, text


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with client_of(tmp_path, small_ledger()) as client:
        yield client


def _nav(client: FlaskClient, address: str, label: str) -> list[tuple[str, str | None]]:
    """The names in a navigation, each with its aria-current."""
    found = [part for part in parts(client, address) if part["props"].get("aria-label") == label]
    assert all(part["type"] == "Nav" for part in found)
    items = [item["props"]["children"] for part in found for item in part["props"]["children"]["props"]["children"]]
    return [(text(item), item["props"].get("aria-current")) for item in items]


def test_the_places_stand_in_the_order_in_which_one_asks(client: FlaskClient) -> None:
    assert [name for name, _ in _nav(client, "/", "Hoofdmenu")] == [
        "Overzicht", "Ontwikkeling", "Regio's", "Vergelijken", "Verkenner", "Pilots", "Mijlpalen", "Gegevens",
        "Toelichting",
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["/pilots", "/verwurging", "/slachtofferdevice", "/overige-pilots"])
def test_the_pages_of_a_place_stand_beneath_it(client: FlaskClient, address: str) -> None:
    current = {"/pilots": "Pilots", "/verwurging": "Verwurging", "/slachtofferdevice": "Slachtofferdevice"}
    within = _nav(client, address, "Binnen dit onderdeel")
    assert [name for name, _ in within] == ["Pilots", "Verwurging", "Slachtofferdevice", "Overige pilots"]
    assert [name for name, here in within if here == "page"] == [current.get(address, "Overige pilots")]
    place = "page" if address == "/pilots" else "true"
    assert [item for item in _nav(client, address, "Hoofdmenu") if item[1]] == [("Pilots", place)]


@pytest.mark.parametrize("address", ["/mijlpalen", "/nergens"])
def test_a_place_of_one_page_has_nothing_beneath_it(client: FlaskClient, address: str) -> None:
    assert _nav(client, address, "Binnen dit onderdeel") == []


def test_the_figures_of_letters_are_found_beneath_the_data(client: FlaskClient) -> None:
    assert ("Vindplaats", None) in _nav(client, "/gegevens", "Binnen dit onderdeel")
    assert ("Vindplaats", "page") in _nav(client, "/vindplaats", "Binnen dit onderdeel")


def test_the_day_that_is_looked_at_stays_within_a_place(client: FlaskClient) -> None:
    found = [
        part["props"]["href"] for part in parts(client, "/pilots?zoals-bekend-op=2026-10-01") if part["type"] == "A"
    ]
    assert "/verwurging?zoals-bekend-op=2026-10-01" in found
