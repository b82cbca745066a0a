"""The page Vergelijken over HTTP: charts and their scale, table, words, file, picture, and what explains itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.contract import UNIT_PER_100000
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from tests.dashboard.reading import NOW, Part, links, parts, read, text
from tests.data_sources.deliveries import SECRET, Cells, snapshot, vintage

RATE = "gestarte-adviezen-per-100000"
_TITLES = {
    "adviezen": "Gestarte adviezen", "meldingen": "Ontvangen meldingen", RATE: "Gestarte adviezen",
    "gestarte-casussen": "Gestarte casussen",
}  # fmt: skip
_REGIONS = {
    "NL01": "Nederland", "LD01": "Noord-Nederland (LD)", "LD02": "Oost-Nederland (LD)", "LD03": "West-Nederland (LD)",
    "LD04": "Zuid-Nederland (LD)", "VT08": "Groningen (VT)", "VT16": "Brabant Noordoost (VT)",
    "VT27": "Oost-Brabant (VT)", "GM0014": "Groningen",
}  # fmt: skip
_STATUSES = {"2022HJ01": "definitief", "2022HJ02": "definitief", "2023HJ01": "definitief"}


def _cells() -> Cells:
    periods = ("2022HJ01", "2022HJ02", "2023HJ01", "2023HJ02")
    rows: dict[str, tuple[object, ...]] = {
        "adviezen NL01": (52_000, 54_000, 58_000, 60_000), "meldingen NL01": (60_000, 61_000, 60_500, 61_000),
        "adviezen LD01": (5000, 5100, 5500, 6000), "adviezen LD02": (10_000, 10_500, 11_000, 12_000),
        "adviezen LD03": (20_000, 21_000, 22_000, 26_000), "adviezen LD04": (9000, 9100, 9300, SECRET),
        "adviezen VT08": (1000, 1050, 1100, 1200), "meldingen VT08": (1500, SECRET, 1400, 1450),
        "adviezen VT16": (1400, 1500, SECRET, SECRET), "adviezen VT27": (SECRET, SECRET, 3000, 3100),
        "adviezen GM0014": (40, 45, 60, 45), "gestarte-casussen NL01": (30_000, 30_500, 31_000, 31_500),
        f"{RATE} NL01": (295.1, 306.3, 326.0, 337.5), f"{RATE} LD01": (290.4, 295.0, 318.0, 347.0),
        f"{RATE} LD02": (301.0, 316.0, 331.2, 361.3),
    }  # fmt: skip
    return {
        f"{row} {period}": held  # type: ignore[misc]
        for row, values in rows.items()
        for period, held in zip(periods, values, strict=True)
    }


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A dashboard on a table of some regions, two of which are in one merger, and one rate."""
    url = f"sqlite:///{tmp_path_factory.mktemp('vergelijken') / 'store.db'}"
    store = prepare(url)
    made = snapshot(_cells(), topic_titles=_TITLES, region_titles=_REGIONS, statuses=_STATUSES)
    topics = [
        replace(topic, unit=UNIT_PER_100000, decimals=1, rounding=0.1) if topic.indicator == RATE else topic
        for topic in made.topics
    ]
    assert store.writer.add_statline(replace(made, topics=topics), vintage("2024-05-01")) is not None
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    with build_dashboard(services, Settings()).server.test_client() as opened:
        yield opened
    store.engines.dispose()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    url = f"sqlite:///{tmp_path_factory.mktemp('vergelijken') / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    with build_dashboard(services, Settings()).server.test_client() as opened:
        yield opened
    store.engines.dispose()


def _graphs(client: FlaskClient, address: str) -> list[Part]:
    return [part["props"]["figure"] for part in parts(client, address) if part["type"] == "Graph"]


def _drawn(graph: Part) -> dict[str, float]:
    """The values of a chart that are there, by period."""
    trace = graph["data"][0]
    return {key: value for key, value in zip(trace["x"], trace["y"], strict=True) if value is not None}


def _picture(client: FlaskClient, address: str) -> Part:
    return next(part["props"]["data"] for part in parts(client, address) if _is_picture(part))


def _is_picture(part: Part) -> bool:
    identity = part["props"].get("id")
    return isinstance(identity, dict) and identity.get("part") == "picture"


def _panels(client: FlaskClient, address: str) -> list[str]:
    found = [part for part in parts(client, address) if "multiple " in str(part["props"].get("className"))]
    return [text(part) for part in found]


def _rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(f"/csv{address}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


FOUR = "/vergelijken?regio=LD01,LD02,LD03,LD04"


def test_regions_of_one_topic_stand_side_by_side_on_one_scale(client: FlaskClient) -> None:
    graphs = _graphs(client, FOUR)
    assert len(graphs) == 4
    assert [_drawn(graph)["2023HJ01"] for graph in graphs] == [5500, 11_000, 22_000, 9300]
    assert "2023HJ02" not in _drawn(graphs[3])
    assert len({tuple(graph["layout"]["yaxis"]["range"]) for graph in graphs}) == 1
    assert graphs[0]["layout"]["yaxis"]["range"][0] == 0
    assert _panels(client, FOUR)[0].startswith("Noord-Nederland 6.000 (2e halfjaar 2023, voorlopig)")
    page = read(client, FOUR)
    assert "Adviesvragen in de vier landsdelen Noord-Nederland, Oost-Nederland, West-Nederland en Zuid-" in page
    assert "De grafieken tonen de cijfers zelf. Alle grafieken hebben dezelfde schaal" in page
    assert "Alle grafieken hebben dezelfde schaal" in page
    assert "De regio's verschillen sterk in omvang" in page
    # One of the four has no figure of its own per 100.000: the way on is still offered, and explains itself there.
    assert links(client, FOUR)["per 100.000 inwoners"] == f"{FOUR}&weergave=per-100000".replace(
        "?", "?onderwerp=adviezen&"
    )


def test_an_own_scale_says_so_on_the_page_in_the_words_and_in_the_picture(client: FlaskClient) -> None:
    address = f"{FOUR}&schaal=eigen"
    assert len({tuple(graph["layout"]["yaxis"]["range"]) for graph in _graphs(client, address)}) == 4
    assert read(client, address).count("elke grafiek heeft een eigen schaal") >= 2
    said = " ".join(note["text"] for note in _picture(client, address)["layout"]["annotations"])
    assert "elke grafiek heeft een eigen schaal" in said
    assert "CBS StatLine, tabel 84847NED" in said
    assert "Gebruikt: lading 1." in said
    assert "Zuid-Nederland" in said
    assert "dezelfde schaal" not in said


def test_a_rate_is_cbs_own_figure_and_never_computed(client: FlaskClient) -> None:
    address = f"{FOUR}&weergave=per-100000"
    rates = [_drawn(graph).get("2023HJ02") for graph in _graphs(client, address)]
    assert rates == [347.0, 361.3, None, None]
    assert "De grafieken tonen de cijfers per 100.000 inwoners, zoals CBS ze geeft." in read(client, address)
    row = next(row for row in _rows(client, address) if row["Regiocode"] == "LD03" and row["Periodecode"] == "2023HJ01")
    assert (row["Waarde"], row["Ontbreekt"]) == ("", "niet in de gegevens")
    without = read(client, "/vergelijken?weergave=per-100000")
    assert "Meldingen: CBS geeft dit in deze opslag niet per 100.000 inwoners" in without


def test_topics_of_different_units_cannot_share_a_scale(client: FlaskClient) -> None:
    address = f"/vergelijken?onderwerp=adviezen,{RATE}"
    page = read(client, address)
    assert "Deze onderwerpen hebben verschillende eenheden en passen niet op één schaal" in page
    assert "elke grafiek heeft een eigen schaal" in page
    assert "dezelfde schaal" not in page.split("Let op")[1]
    one, other = _graphs(client, address)
    assert one["layout"]["yaxis"]["range"] != other["layout"]["yaxis"]["range"]
    index = f"{address}&weergave=index"
    assert "verschillende eenheden" not in read(client, index)
    assert len({tuple(graph["layout"]["yaxis"]["range"]) for graph in _graphs(client, index)}) == 1


def test_an_index_tells_its_base_and_names_the_highest_where_rounding_allows(client: FlaskClient) -> None:
    page = read(client, f"{FOUR}&weergave=index")
    assert "De basis is het eerste halfjaar van 2022: de eerste periode" in page
    # The fourth has no figure of the second half of 2023, so that the half before it is the newest to compare.
    assert "In het eerste halfjaar van 2023 is de index het laagst bij Zuid-Nederland (103,3)." in page
    three = read(client, "/vergelijken?regio=LD01,LD02,LD03&weergave=index")
    assert "In het tweede halfjaar van 2023 is de index het hoogst bij West-Nederland (130,0)." in three
    assert "2022HJ02" not in three
    assert "123,8" in read(client, "/vergelijken?regio=LD02,LD03&weergave=index&basis=2022HJ02")


def test_a_merged_region_begins_with_a_gap_and_is_not_indexed_across_its_break(client: FlaskClient) -> None:
    address = "/vergelijken?regio=VT16,VT27"
    old, new = map(_drawn, _graphs(client, address))
    assert old == {"2022HJ01": 1400, "2022HJ02": 1500}
    assert new == {"2023HJ01": 3000, "2023HJ02": 3100}
    page = read(client, address)
    assert "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27)." in page
    assert "regio bestond nog niet" in page
    assert "regio bestaat niet meer" in page
    # Cells of a region that was not there are no secrets.
    assert "geheim" not in page
    index = read(client, f"{address}&weergave=index")
    assert "geen enkele periode past bij alles wat hier staat" in index
    assert "Oost-Brabant: niet te vergelijken met het eerste halfjaar van 2022." in index
    shared = read(client, "/vergelijken?regio=VT08,VT27&weergave=index")
    assert "De basis is het eerste halfjaar van 2023" in shared


def test_a_secret_figure_says_so_and_stays_a_gap(client: FlaskClient) -> None:
    address = "/vergelijken?regio=VT08"
    assert _drawn(_graphs(client, address)[1]) == {"2022HJ01": 1500, "2023HJ01": 1400, "2023HJ02": 1450}
    page = read(client, address)
    assert "geheim of onbekend bij CBS" in page
    assert "nooit uit andere cijfers berekend" in page
    rows = [row for row in _rows(client, address) if row["Periodecode"] == "2022HJ02"]
    assert [(row["Waarde"], row["Ontbreekt"]) for row in rows] == [("1050", ""), ("", "geheim of onbekend bij CBS")]


def test_small_counts_have_no_percentage_in_table_words_or_file(client: FlaskClient) -> None:
    address = "/vergelijken?regio=GM0014,VT08&weergave=jaar-eerder"
    page = read(client, address)
    assert "+20 adviesvragen (klein aantal)" in page
    assert "50,0%" not in page
    rows = [row for row in _rows(client, address) if row["Periodecode"] == "2023HJ01"]
    assert [row["Uitkomst"] for row in rows] == ["", "10"]
    assert (rows[0]["Waarde"], rows[0]["Basiswaarde"], rows[0]["Klein aantal"]) == ("60", "40", "ja")
    assert rows[0]["Geen uitkomst"] == "Klein aantal: onder de 100."


def test_the_file_has_every_period_of_every_series_with_its_source(client: FlaskClient) -> None:
    rows = _rows(client, "/vergelijken?regio=LD01,LD02&weergave=index")
    assert len(rows) == 2 * 15
    row = next(row for row in rows if row["Regiocode"] == "LD01" and row["Periodecode"] == "2023HJ02")
    assert row["Uitkomst"] == "120"
    assert row["Weergave"] == "index (het eerste halfjaar van 2022 = 100)"
    assert (row["Waarde"], row["Basisperiodecode"], row["Basiswaarde"]) == ("6000", "2022HJ01", "5000")
    assert (row["CBS-term"], row["Tabel"], row["Lading"], row["Status"]) == (
        "gestarte adviezen", "84847NED", "1", "voorlopig",
    )  # fmt: skip
    assert row["Stand"] == "zoals bekend op 21 november 2026"
    refused = client.get("/csv/vergelijken?regio=VT99,VT08")
    assert (refused.status_code, "staat niet in deze opslag" in refused.get_data(as_text=True)) == (400, True)
    named = client.get("/csv/vergelijken?onderwerp=adviezen,meldingen,gestarte-casussen").headers["Content-Disposition"]
    assert named.endswith('vergelijken-3-onderwerpen-NL01-niveau-per-halfjaar-bekend-op-2026-11-21.csv"')


def test_the_form_writes_the_address_without_a_script(client: FlaskClient) -> None:
    found = parts(client, FOUR)
    form = next(part for part in found if part["type"] == "Form")
    assert (form["props"]["action"], form["props"]["method"]) == ("/vergelijken", "get")
    selects = [part["props"] for part in found if part["type"] == "Select"]
    assert [select["name"] for select in selects].count("regio") == 6
    chosen = [
        option["value"]
        for part in found
        if part["type"] == "Option" and (option := part["props"]).get("selected")
    ]  # fmt: skip
    assert chosen[:6] == ["LD01", "LD02", "LD03", "LD04", "", ""]
    assert links(client, FOUR)["De vier landsdelen"] == FOUR.replace("?", "?onderwerp=adviezen&")
    # Half-years and years are links, as on the other pages; what is chosen stays, and the form keeps the choice.
    yearly = f"{FOUR}&per=jaar&weergave=index".replace("?", "?onderwerp=adviezen&")
    assert links(client, f"{FOUR}&weergave=index&basis=2022HJ01")["Per jaar"] == yearly
    assert links(client, yearly)["Per halfjaar"] == yearly.replace("&per=jaar", "")
    hidden = [part["props"] for part in parts(client, yearly) if part["props"].get("type") == "hidden"]
    assert [(item["name"], item["value"]) for item in hidden] == [("per", "jaar")]
    assert links(client, "/vergelijken")["Regio's naast elkaar"] == FOUR.replace("?", "?onderwerp=adviezen&")
    assert links(client, FOUR)["Onderwerpen naast elkaar"] == "/vergelijken?regio=LD01"


def test_what_cannot_be_compared_keeps_the_form_and_says_what_to_do(client: FlaskClient) -> None:
    address = "/vergelijken?regio=LD01,LD02&onderwerp=adviezen,meldingen"
    page = read(client, address)
    assert "U koos 2 regio's en 2 onderwerpen." in page
    assert "Twee tot zes regio's" in page
    assert not _graphs(client, address)
    assert "Kies ten minste twee" in read(client, "/vergelijken?onderwerp=adviezen")
    assert "Twee tot zes onderwerpen" in read(client, "/vergelijken?onderwerp=adviezen")
    assert "ligt in de toekomst" in read(client, "/vergelijken?zoals-bekend-op=2031-01-01")
    assert "<title>Dit kan niet worden getoond" in client.get(address).get_data(as_text=True)
    named = client.get("/vergelijken?regio=LD01,LD02").get_data(as_text=True)
    assert "<title>Adviesvragen in Noord-Nederland en Oost-Nederland · Vergelijken" in named


@pytest.mark.parametrize(
    ("query", "title", "window"),
    [
        ("regio=LD01,LD02,LD04", "Adviesvragen in Noord-Nederland, Oost-Nederland en Zuid-Nederland", ""),
        ("regio=LD01,LD02,VT08,NL01", "Adviesvragen in vier regio's", ""),
        (
            "onderwerp=adviezen,meldingen,gestarte-casussen",
            "Adviesvragen, meldingen en gestarte casussen in Nederland",
            "",
        ),
        ("regio=VT08,NL01&weergave=per-100000", "Adviesvragen per 100.000 inwoners in Groningen (VT) en Nederland", ""),
        ("weergave=per-100000", "Adviesvragen en meldingen per 100.000 inwoners in Nederland", ""),
        (
            "regio=LD01,LD02,LD03,LD04&weergave=index",
            "Adviesvragen in de vier landsdelen: index (het eerste halfjaar van 2022 = 100)",
            "Adviesvragen in de vier landsdelen: index",
        ),
        (
            "regio=LD01,LD02&weergave=jaar-eerder",
            "Adviesvragen in Noord-Nederland en Oost-Nederland: verandering ten opzichte van dezelfde periode een jaar"
            " eerder",
            "",
        ),
    ],
)
def test_the_title_says_what_is_compared_where_and_how(
    client: FlaskClient, query: str, title: str, window: str
) -> None:
    address = f"/vergelijken?{query}"
    [headed] = [text(part) for part in parts(client, address) if part["type"] == "H2"] or [title]
    assert headed == title
    named = unescape(client.get(address).get_data(as_text=True))
    assert f"<title>{window or title} · Vergelijken" in named


def test_a_picture_names_the_regions_that_its_title_counts(client: FlaskClient) -> None:
    head = _picture(client, f"{FOUR}&weergave=index")["layout"]["title"]["text"].replace("<br>", " ")
    assert "<b>Adviesvragen in de vier landsdelen: index" in head
    assert "Noord-Nederland, Oost-Nederland, West-Nederland en Zuid-Nederland; per halfjaar, 1e halfjaar 2019" in head


def test_an_earlier_day_shows_what_was_known_then(client: FlaskClient) -> None:
    page = read(client, "/vergelijken?zoals-bekend-op=2024-04-30")
    assert "U ziet de cijfers zoals bekend op 30 april 2024" in page
    assert "Op 30 april 2024 was hiervan geen enkele waarde te geven" in page


def test_bundled_figures_are_the_country_alone_with_their_gaps(bundled: FlaskClient) -> None:
    page = read(bundled, "/vergelijken")
    assert "Adviesvragen en meldingen in Nederland" in page
    assert "84.935 (1e halfjaar 2025, voorlopig)" in page
    assert "In deze opslag staan alleen cijfers van Nederland" in page
    assert _graphs(bundled, "/vergelijken")[0]["data"][0]["y"][-3:] == [84_935, None, None]
    regions = read(bundled, "/vergelijken?regio=VT01,VT02")
    assert "Daarin staan alleen cijfers van Nederland. Kies daar twee tot zes onderwerpen van." in regions
    rate = "/vergelijken?weergave=per-100000"
    assert "Adviesvragen en meldingen: CBS geeft dit in deze opslag niet per 100.000 inwoners" in read(bundled, rate)
    assert links(bundled, rate)["toon de cijfers zelf"] == "/vergelijken"


def test_a_year_that_was_added_up_names_both_loads_and_says_so(bundled: FlaskClient) -> None:
    page = read(bundled, "/vergelijken?per=jaar")
    assert "som van twee halfjaren" in page
    rows = _rows(bundled, "/vergelijken?per=jaar")
    assert {row["Afgeleid"] for row in rows if row["Waarde"]} >= {"", "som van twee halfjaren"}
