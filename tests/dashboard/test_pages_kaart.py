"""The map of the regions as they lie: with boundaries that fit, with others, and without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.regions.choropleth import RegionMap, draw_map, find_map_regions
from dashboard.regions.choropleth_card import boundaries_line, map_notes
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from dashboard.words import boundaries_phrase
from data_sources.boundaries import Boundaries
from data_sources.cbs.geojson import read_boundaries
from data_sources.regions import VT_REGIONS
from data_sources.store.prepare import Store, prepare
from demo.boundaries import boundary_file, boundary_files, boundary_service
from demo.changes import small
from demo.standin import StandIn
from demo.table import build_release
from tests.dashboard.reading import client_of, links, parts, read

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGE = "/regios/kaart"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All Veilig Thuis regions and the country, and the boundaries of 2022 and 2026."""
    url = f"sqlite:///{tmp_path_factory.mktemp('map') / 'store.db'}"
    table = small(build_release(2), regions=["NL01", *VT_REGIONS])
    with StandIn(table, files=boundary_files()) as cbs:
        store = prepare(url)
        services = Services(store=store, settings=Settings(database_url=url, cbs_url=cbs.url), now=lambda: NOW)
        (result,) = services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
        assert result.outcome == "stored", result
        for year in (2022, 2026):
            fetched = services.fetching.fetch_boundaries(
                year, url=boundary_service(cbs.url), accept_host=False, progress=lambda _name, _bytes: None
            )
            assert fetched.outcome == "stored", fetched
    yield store
    store.engines.dispose()


@pytest.fixture(scope="module")
def services(store: Store) -> Services:
    return Services(store=store, settings=Settings(), now=lambda: NOW)


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    return build_dashboard(services, Settings()).server.test_client()


def traces(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    [graph] = [part for part in parts(client, address) if part["type"] == "Graph"]
    found: list[dict[str, Any]] = graph["props"]["figure"]["data"]
    return found


def said(client: FlaskClient, address: str) -> dict[str, str]:
    """What the map says of each region, by its name."""
    told = traces(client, address)[-1]["customdata"]
    return dict(text.split(": ", 1) for text in told)


def edition(year: int, *, host: str = "service.pdok.nl", file_name: str | None = None) -> Boundaries:
    return Boundaries(
        year=year, host=host, file_name=file_name, source_url="https://pdok/x", fetched_at=NOW,
        known_on=date(2026, 11, 21), shapes=read_boundaries(boundary_file(year), year=year).shapes, load=1,
    )  # fmt: skip


def drawn(services: Services, boundaries: Boundaries, **asked: str) -> RegionMap:
    found = find_map_regions({name: [text] for name, text in asked.items()}, services)
    return draw_map(found, boundaries, is_later=False)


def test_every_region_of_the_period_is_drawn_with_its_own_figure(client: FlaskClient) -> None:
    found = traces(client, PAGE)
    assert len(found) == 26
    assert {trace["fill"] for trace in found[:-1]} == {"toself"}
    told = said(client, PAGE)
    assert told["Oost-Brabant"].startswith("447,6 adviesvragen per 100.000 inwoners; voorlopig")
    page = read(client, PAGE)
    # The same figure in the table, and the country beside it.
    assert "447,6" in page
    assert "Nederland: 481,7 adviesvragen per 100.000 inwoners; voorlopig." in page
    assert "Cijfers over het eerste halfjaar van 2026: voorlopig." in page


def test_the_sentence_and_the_sign_of_a_region_agree_with_the_legend(client: FlaskClient) -> None:
    signs = traces(client, f"{PAGE}?onderwerp=meldingen&maat=groei")[-1]
    told = dict(zip((text.split(": ")[0] for text in signs["customdata"]), signs["text"], strict=True))
    words = said(client, f"{PAGE}?onderwerp=meldingen&maat=groei")
    for name, sign in told.items():
        expected = {"+": "+", "−": "−"}.get(words[name][0], "=")
        assert sign.strip("</b>")[0] == expected, (name, sign, words[name])
    legend = next(part for part in parts(client, f"{PAGE}?onderwerp=meldingen&maat=groei")
                  if "map-legend" in str(part["props"].get("className")))  # fmt: skip
    assert set(told.values()) <= {f"<b>{sign}</b>" for sign in ("−−", "−", "=", "+", "++")}
    assert "Verandering in procenten" in str(legend)


def test_a_region_is_not_compared_across_its_merger_and_the_map_says_so(client: FlaskClient) -> None:
    address = f"{PAGE}?maat=groei&periode=2023JJ00"
    assert said(client, address)["Oost-Brabant"] == "niet te vergelijken met 2022."
    east = next(trace for trace in traces(client, address) if str(trace.get("text")).startswith("Oost-Brabant"))
    assert east["fillpattern"]["shape"] == "/"
    assert "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant" in read(
        client, address
    )


def test_a_base_of_another_half_comes_with_the_caution_once(client: FlaskClient) -> None:
    address = f"{PAGE}?onderwerp=meldingen&maat=groei&periode=2025HJ01&basis=2024HJ0"
    assert read(client, f"{address}2").count("ook door het seizoen") == 1
    assert "ook door het seizoen" not in read(client, f"{address}1")
    [picture] = [
        part["props"]["data"] for part in parts(client, f"{address}2")
        if part["type"] == "Store" and "layout" in (part["props"].get("data") or {})
    ]  # fmt: skip
    assert "seizoen" in str(picture["layout"]["annotations"])


def test_an_older_period_is_drawn_in_its_own_regions(client: FlaskClient) -> None:
    told = said(client, f"{PAGE}?periode=2022JJ00")
    assert len(told) == 26
    assert "Oost-Brabant" not in told
    assert "Grenzen: gebiedsindelingen 2022" in read(client, f"{PAGE}?periode=2022JJ00")
    page = read(client, f"{PAGE}?periode=2021JJ00")
    assert "De grenzen zijn die van 2022; bij 2021 kunnen ze iets anders hebben gelopen." in page


def test_boundaries_of_other_regions_draw_those_that_fit_and_name_the_rest(services: Services) -> None:
    shown = drawn(services, edition(2026), periode="2022JJ00", maat="groei")
    assert (shown.undrawn, shown.strange) == (("VT16", "VT26"), ("VT27",))
    told = {area.outline.code: area for area in shown.areas}
    assert len(told) == 25
    # Oost-Brabant was not there yet: no figure of another region under its outline.
    assert (told["VT27"].shade, told["VT27"].sign) == ("absent", "×")
    assert told["VT27"].words.startswith("Oost-Brabant: bestond nog niet")
    assert [key.sign for key in shown.keys].count("×") == 1
    notes = map_notes(shown)
    assert "Zonder grens, en daarom alleen in de tabel: Brabant Noordoost, Zuidoost-Brabant." in notes
    assert "Wel een grens, maar geen regio van 2022, en daarom zonder cijfer: Oost-Brabant." in notes
    back = drawn(services, edition(2022), periode="2025JJ00")
    assert (back.undrawn, back.strange) == (("VT27",), ("VT16", "VT26"))
    assert [area.words.partition(": ")[2][:24] for area in back.areas if area.outline.code == "VT16"] == [
        "bestaat niet meer sinds "
    ]


def test_a_region_that_nobody_knows_gets_no_figure(services: Services) -> None:
    known = edition(2026)
    strange = replace(known, shapes=(*known.shapes[:-1], replace(known.shapes[-1], code="VT91", title="Elders")))
    shown = drawn(services, strange)
    assert shown.areas[-1].words == "Elders: geen regio waar cijfers van zijn."
    assert "zonder cijfer: Elders." in map_notes(shown)[-1]


def test_a_day_before_the_boundaries_came_shows_figures_of_that_day_and_says_whose_the_lines_are(
    store: Store,
) -> None:
    services = Services(store=store, settings=Settings(), now=lambda: NOW)
    client = build_dashboard(services, Settings()).server.test_client()
    page = read(client, f"{PAGE}?zoals-bekend-op=2026-11-20")
    assert "De grenzen kwamen pas op 21 november 2026 in deze opslag; de cijfers zijn die van de gekozen dag." in page
    assert "De grenzen kwamen pas" not in read(client, f"{PAGE}?zoals-bekend-op=2026-11-21")


@pytest.mark.parametrize("measure", ["aantal", "bijdrage"])
def test_a_count_is_refused_with_the_reason(client: FlaskClient, measure: str) -> None:
    page = read(client, f"{PAGE}?maat={measure}")
    assert f"'{measure}' staat daarom alleen op de tegelkaart. Kies per-100000 of groei." in page
    answer = client.get(f"/csv/kaart?maat={measure}")
    assert (answer.status_code, "tegelkaart" in answer.get_data(as_text=True)) == (400, True)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?per=maand", "Kies halfjaar of jaar"),
        ("?onderwerp=gezelligheid", "is geen bekend onderwerp"),
        ("?periode=2026HJ01&basis=2026HJ01", "ligt niet voor"),
        ("?zoals-bekend-op=2031-01-01", "ligt in de toekomst"),
        ("?zoals-bekend-op=2019-01-01", "Op 1 januari 2019 was over"),
        ("?periode=2031HJ01&maat=per-100000", "van geen enkele Veilig Thuis-regio een cijfer bekend"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence(client: FlaskClient, query: str, words: str) -> None:
    assert words in read(client, PAGE + query)


def test_without_boundaries_the_page_says_how_to_get_them(tmp_path: Path) -> None:
    client = client_of(tmp_path, ())
    page = read(client, f"{PAGE}?maat=groei")
    assert "Deze opslag bevat nog geen grenzen van de Veilig Thuis-regio's." in page
    assert "python app.py boundaries fetch" in page
    found = links(client, f"{PAGE}?maat=groei")
    assert found["Naar de tegelkaart, die geen grenzen nodig heeft"] == "/regios?maat=groei"
    assert [part for part in parts(client, PAGE) if part["type"] == "Graph"] == []


def test_the_file_holds_every_region_under_the_name_of_the_view(client: FlaskClient) -> None:
    answer = client.get("/csv/kaart?maat=groei&onderwerp=meldingen")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="kaart-regios-meldingen-2026HJ01-groei-bekend-op-2026-11-21.csv"'
    )
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert len([row for row in rows if row["Regiocode"] in VT_REGIONS and row["Waarde"]]) == 25


def test_whose_boundaries_they_are_is_said_by_where_they_came_from() -> None:
    assert boundaries_phrase(edition(2026)) == (
        "CBS/Kadaster, gebiedsindelingen 2026, CC BY 4.0, opgehaald op 21 november 2026"
    )
    assert boundaries_phrase(edition(2026, host="127.0.0.1")) == (
        "gebiedsindelingen 2026, opgehaald op 21 november 2026; niet van CBS/Kadaster (127.0.0.1)"
    )
    assert boundaries_phrase(edition(2025, host="bestand", file_name="a.json")) == (
        "gebiedsindelingen 2025, uit bestand a.json, ingelezen op 21 november 2026; niet door dit programma bij"
        " CBS/Kadaster opgehaald"
    )


def test_the_picture_says_where_figures_and_boundaries_came_from(client: FlaskClient, services: Services) -> None:
    shown = drawn(services, edition(2026))
    assert boundaries_line(shown) == (
        "Grenzen: CBS/Kadaster, gebiedsindelingen 2026, CC BY 4.0, opgehaald op 21 november 2026; getekend op 100 meter"
        " nauwkeurig."
    )
    stores = [part["props"].get("data") for part in parts(client, PAGE) if part["type"] == "Store"]
    [picture] = [data for data in stores if isinstance(data, dict) and "layout" in data]
    words = " ".join(item["text"] for item in picture["layout"]["annotations"])
    assert "Grenzen: gebiedsindelingen 2026" in words.replace("<br>", " ")
    assert "niet van CBS (127.0.0.1)" in words.replace("<br>", " ")


def test_a_page_carries_no_more_of_the_outlines_than_it_needs(client: FlaskClient) -> None:
    size = sum(len(str(value)) + 1 for trace in traces(client, PAGE)[:-1] for value in (*trace["x"], *trace["y"]))
    assert size < 60_000
