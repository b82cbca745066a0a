"""Years that were added up from their halves are said to be so, in words beside a view and in its picture."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from data_sources.contract import Observation, Period
from metrics.derive import FigureIndex, find_observation, note_on_sums
from tests.dashboard.reading import parts, read
from tests.dashboard.regions_store import country, regions_client
from tests.figure_rows import figure, index

SAID = "2024 en 2025: som van twee halfjaren."


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Two years in halves only, and one that CBS gives itself."""
    cells = (
        country("2024HJ01", "2024HJ02", {}) | country("2025HJ01", "2025HJ02", {}) | country("2022JJ00", "2023JJ00", {})
    )
    return regions_client(tmp_path_factory.mktemp("sommen"), ("2026-04-30", cells))


def _pictures(client: FlaskClient, address: str) -> list[str]:
    def is_picture(part: dict[str, Any]) -> bool:
        identity = part["props"].get("id")
        return isinstance(identity, dict) and identity.get("part") == "picture"

    return [str(part["props"]["data"]) for part in parts(client, address) if is_picture(part)]


@pytest.mark.parametrize(
    "address",
    [
        "/ontwikkeling?onderwerp=meldingen&per=jaar", "/ontwikkeling?onderwerp=meldingen&per=jaar&weergave=jaar-eerder",
        "/ontwikkeling?onderwerp=meldingen&per=jaar&weergave=index",
        "/vergelijken?onderwerp=meldingen&regio=VT05,VT06&per=jaar",
        "/vergelijken?onderwerp=meldingen&regio=VT05,VT06&per=jaar&weergave=index", "/?onderwerp=meldingen&per=jaar",
    ],
)  # fmt: skip
def test_a_view_by_year_names_the_added_up_years_once(client: FlaskClient, address: str) -> None:
    assert read(client, address).count(SAID) == 1
    assert SAID in _pictures(client, address)[0].replace("<br>", " ")
    assert "som van twee halfjaren" not in read(client, address.replace("&per=jaar", ""))


def test_a_profile_says_it_beneath_its_table_and_beside_each_figure(client: FlaskClient) -> None:
    words = read(client, "/regios/profiel?regio=VT05&onderwerp=meldingen&per=jaar")
    assert words.count(SAID) == 1
    assert "som van twee halfjaren" in words.split(SAID)[0].rsplit("Verandering ten opzichte van", 1)[1]


def _years(region: str, figures: FigureIndex, *years: int) -> list[Observation]:
    return [
        find_observation(figures, indicator="meldingen", region=region, period=Period(year, "JJ", 0)).observation
        for year in years
    ]


def test_the_note_names_the_series_only_where_they_differ() -> None:
    halves = [figure("NL01", f"2024HJ0{half}", 1000) for half in (1, 2)]
    own = [figure("VT05", "2024JJ00", 500), *(figure("VT05", f"2025HJ0{half}", 250) for half in (1, 2))]
    figures = index(*halves, *own)
    country, region = _years("NL01", figures, 2024, 2025), _years("VT05", figures, 2024, 2025)
    assert note_on_sums([("Nederland", country)]) == ["2024: som van twee halfjaren."]
    assert note_on_sums([("Nederland", country), ("PV", [])]) == ["2024: som van twee halfjaren."]
    assert note_on_sums([("Nederland", country), ("VT", region)]) == [
        "Som van twee halfjaren: Nederland: 2024; VT: 2025."
    ]
    assert note_on_sums([("VT", region[:1])]) == note_on_sums([("", [])]) == note_on_sums([]) == []
