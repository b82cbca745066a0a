"""CBS's rates on every page that shows them: none tells a secret count, and each stands at its own count."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.readable import growth_lines
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.contract import UNIT_PER_100000
from data_sources.store.prepare import prepare
from tests.dashboard.reading import NOW, read
from tests.dashboard.regions_store import RATE, RULES, SECRET, Cells, country, rates
from tests.data_sources.deliveries import snapshot, vintage

SMALL = "+2 per 100.000 inwoners (klein aantal)"


def _services(folder: Path, cells: Cells, titles: dict[str, str], groups: dict[str, str]) -> Services:
    url = f"sqlite:///{folder / 'store.db'}"
    store = prepare(url)
    made = snapshot(cells, statuses={"2024HJ01": "definitief", "2025HJ01": "definitief"}, topic_titles=titles)
    topics = [replace(topic, group_title=groups.get(topic.indicator, "")) for topic in made.topics]
    topics = [
        replace(topic, unit=UNIT_PER_100000, decimals=1, rounding=0.1)
        if topic.indicator.endswith("per-100000")
        else topic
        for topic in topics
    ]
    store.writer.add_statline(replace(made, topics=topics), vintage("2026-04-30"))
    return Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)


def _rows(client: FlaskClient, address: str, region: str) -> dict[str, str]:
    """The row of a region in the newest period."""
    answer = client.get(address)
    assert answer.status_code == 200
    read_rows = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";")
    return next(row for row in read_rows if row["Regiocode"] == region and row["Periodecode"] == "2025HJ01")


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """The count of VT06 is secret in 2025, its rate is not; VT03 has a klein aantal."""
    cells = country("2024HJ01", "2025HJ01", {**RULES, "VT06": (1_000.0, SECRET)})
    cells = {**cells, **rates(cells), f"{RATE} VT06 2025HJ01": 77.7}
    titles = {"meldingen": "Ontvangen meldingen", RATE: "Ontvangen meldingen"}
    return _services(tmp_path_factory.mktemp("tarief"), cells, titles, {})


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    return build_dashboard(services, Settings()).server.test_client()


@pytest.mark.parametrize(
    "address",
    [
        "/kerncijfers",
        "/regios?onderwerp=meldingen&maat=per-100000",
        "/regios/profiel?regio=VT06",
        "/vergelijken?regio=VT06,VT05&onderwerp=meldingen&weergave=per-100000",
        f"/vergelijken?regio=VT06,VT05&onderwerp={RATE}",
        f"/ontwikkeling?regio=VT06&onderwerp={RATE}",
        "/csv/regios?onderwerp=meldingen",
        "/csv/vergelijken?regio=VT06,VT05&onderwerp=meldingen&weergave=per-100000",
        f"/csv/ontwikkeling?regio=VT06&onderwerp={RATE}",
    ],
)
def test_the_rate_of_a_secret_count_is_told_nowhere(client: FlaskClient, address: str) -> None:
    page = client.get(address).get_data(as_text=True) if "/csv/" in address or "kern" in address else ""
    page = page or read(client, address)
    assert "77,7" not in page
    assert "geheim of onbekend bij CBS" in page


def test_the_secret_rate_is_in_no_picture_either(client: FlaskClient) -> None:
    for address in ("/regios?onderwerp=meldingen", f"/ontwikkeling?regio=VT06&onderwerp={RATE}"):
        layout = client.get("/_dash-layout", headers={"Referer": f"http://localhost{address}"}).get_data(as_text=True)
        assert "77.7" not in layout
        assert "77,7" not in layout


def test_a_rate_of_a_small_count_has_no_percentage(client: FlaskClient) -> None:
    for way in ("jaar-eerder", "index"):
        one = f"ontwikkeling?regio=VT03&onderwerp={RATE}&weergave={way}"
        two = f"vergelijken?regio=VT03,VT05&onderwerp={RATE}&weergave={way}"
        for address in (one, two):
            page = read(client, f"/{address}")
            assert SMALL in page
            assert "50,0%" not in page
            assert " 150,0" not in page
            assert _rows(client, f"/csv/{address}", "VT03")["Uitkomst"] == ""
    assert _rows(client, f"/csv/{one}".replace("VT03", "VT05"), "VT05")["Uitkomst"] == "116"


def test_a_growth_that_is_asked_for_knows_the_count_of_a_rate(services: Services) -> None:
    small, large = (
        services.growth(services.select(indicator=RATE, region=region, period="2025HJ01"))[0]
        for region in ("VT03", "VT05")
    )
    assert (small.change, small.small_count, large.small_count) == (2, True, False)
    assert not any("%" in line for line in growth_lines(small))
    secret, _ = services.growth(services.select(indicator=RATE, region="VT06", period="2025HJ01"))
    assert (secret.change, secret.missing) == (None, "geheim-of-onbekend")


def test_the_change_of_a_small_count_has_no_outcome_in_the_file(client: FlaskClient) -> None:
    row = _rows(client, "/csv/ontwikkeling?regio=VT03&onderwerp=meldingen&weergave=jaar-eerder", "VT03")
    assert (row["Uitkomst"], row["In woorden"]) == ("", "'+20 meldingen (klein aantal)")
    level = _rows(client, "/csv/ontwikkeling?regio=VT03&onderwerp=meldingen", "VT03")
    assert level["Uitkomst"] == "60"


def test_a_count_without_a_rate_is_not_given_that_of_another_group(tmp_path: Path) -> None:
    cells = country("2024HJ01", "2025HJ01", {})
    names = ("onderzoek-totaal", "voorwaarden-totaal", "onderzoek-totaal-per-100000")
    several = {cell.replace("meldingen", name): held for name in names for cell, held in cells.items()}
    groups = dict(zip(names, ("Onderzoek", "Voorwaarden", "Onderzoek"), strict=True))
    services = _services(tmp_path, {**cells, **several}, dict.fromkeys(names, "Totaal"), groups)
    client = build_dashboard(services, Settings()).server.test_client()
    for name, rate in (("onderzoek-totaal", "900"), ("voorwaarden-totaal", "")):
        assert _rows(client, f"/csv/regios?onderwerp={name}", "VT05")["Per 100.000 inwoners"] == rate
        compared = f"/csv/vergelijken?regio=VT05,VT07&weergave=per-100000&onderwerp={name}"
        assert _rows(client, compared, "VT05")["Waarde"] == rate
