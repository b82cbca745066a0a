"""Where a first half-year is held against a second one every page says so: once, in its pictures and in its file."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from metrics.season import SEASON_CAUTION, SEASON_OF_SERIES
from tests.dashboard.reading import parts, read
from tests.dashboard.regions_store import RULES, country, regions_client

APART, ALIKE = "basis=2024HJ02", "basis=2024HJ01"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Three half-years of all regions, the first and the last of which are first halves."""
    cells = country("2024HJ01", "2024HJ02", RULES) | country("2024HJ02", "2025HJ01", RULES, plain=(1_000, 1_200))
    return regions_client(tmp_path_factory.mktemp("seizoen"), ("2026-04-30", cells))


def _pictures(client: FlaskClient, address: str) -> list[str]:
    def is_picture(part: dict[str, Any]) -> bool:
        identity = part["props"].get("id")
        return isinstance(identity, dict) and identity.get("part") == "picture"

    return [str(part["props"]["data"]) for part in parts(client, address) if is_picture(part)]


@pytest.mark.parametrize(
    "address",
    [
        "/?onderwerp=meldingen&", "/kerncijfers?onderwerp=meldingen&", "/?", "/regios/profiel?regio=VT05&",
        "/regios?onderwerp=meldingen&", "/regios?onderwerp=meldingen&maat=groei&",
        "/regios?onderwerp=meldingen&maat=bijdrage&", "/ontwikkeling?onderwerp=meldingen&weergave=basis&",
        "/ontwikkeling?onderwerp=meldingen&weergave=basis&regio=VT03&",
    ],
)  # fmt: skip
def test_a_page_with_a_base_of_another_half_says_it_once(client: FlaskClient, address: str) -> None:
    assert read(client, f"{address}{APART}").count(SEASON_CAUTION) == 1
    assert read(client, f"{address}{APART}").count("ook door het seizoen") == 1
    if "ontwikkeling" not in address:
        assert "door het seizoen" not in read(client, f"{address}{ALIKE}")


@pytest.mark.parametrize(
    "address",
    [
        "/regios?onderwerp=meldingen&maat=groei&", "/regios?onderwerp=meldingen&maat=bijdrage&",
        "/ontwikkeling?onderwerp=meldingen&weergave=basis&", "/ontwikkeling?onderwerp=meldingen&weergave=index&",
        "/vergelijken?onderwerp=meldingen&regio=VT05,VT06&weergave=index&",
    ],
)  # fmt: skip
def test_its_picture_says_it_too(client: FlaskClient, address: str) -> None:
    assert "seizoen" in _pictures(client, f"{address}{APART}")[0]


@pytest.mark.parametrize(
    "address",
    [
        "/ontwikkeling?onderwerp=meldingen&weergave=index&",
        "/ontwikkeling?onderwerp=meldingen&weergave=index&regio=VT03&",
        "/vergelijken?onderwerp=meldingen&regio=VT05,VT06&weergave=index&",
    ],
)  # fmt: skip
def test_an_index_says_that_both_halves_are_in_it_once(client: FlaskClient, address: str) -> None:
    for base in (APART, ALIKE, ""):
        words = read(client, f"{address}{base}")
        assert (words.count(SEASON_OF_SERIES), words.count("ook door het seizoen")) == (1, 1)


def test_without_another_half_nothing_is_said(client: FlaskClient) -> None:
    for address in ("/ontwikkeling?onderwerp=meldingen&weergave=jaar-eerder", "/vergelijken?regio=VT05,VT06", "/"):
        assert "door het seizoen" not in read(client, address)


@pytest.mark.parametrize(
    ("address", "column", "caution"),
    [
        ("/csv/ontwikkeling?onderwerp=meldingen&weergave=basis&basis=2024HJ02", "Opmerkingen", SEASON_CAUTION),
        ("/csv/ontwikkeling?onderwerp=meldingen&weergave=index&basis=2024HJ02", "Opmerkingen", SEASON_OF_SERIES),
        ("/csv/vergelijken?onderwerp=meldingen&regio=VT05,VT06&weergave=index&basis=2024HJ02", "Opmerkingen",
         SEASON_OF_SERIES),
        ("/csv/regios?onderwerp=meldingen&basis=2024HJ02", "Opmerking", SEASON_CAUTION),
        ("/csv/profiel?regio=VT05&onderwerp=meldingen&basis=2024HJ02", "Opmerkingen", SEASON_CAUTION),
    ],
)  # fmt: skip
def test_the_file_says_it_beside_what_is_compared(client: FlaskClient, address: str, column: str, caution: str) -> None:
    answer = client.get(address).get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(answer), delimiter=";"))
    said = {row["Periodecode"] for row in rows if caution in row[column]}
    assert "2025HJ01" in said
    assert "2024HJ02" not in said
