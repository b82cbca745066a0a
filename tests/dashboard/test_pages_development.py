"""The page Ontwikkeling over HTTP: on bundled figures, and on a small table of the stand-in."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.pilots.bundle import bundled_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from demo.changes import small
from demo.ledger import LEDGER_FOLDER
from demo.sisters import build_sisters
from demo.standin import StandIn
from demo.table import build_release
from tests.dashboard.reading import links, parts, read, text

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
REGIONS = ("NL01", "VT27", "VT16", "GM7260")
RATES = "gestarte-adviezen-per-100000,ontvangen-meldingen-per-100000"


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    url = f"sqlite:///{tmp_path_factory.mktemp('bundled') / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes(), ledger=bundled_ledger())
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    return build_dashboard(services, Settings()).server.test_client()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}"
    shares = next(table for table in build_sisters(2) if table.table_id == "85361NED")
    with StandIn(small(build_release(2), REGIONS), small(shares, ["NL01"])) as cbs:
        settings = Settings(database_url=url, cbs_url=cbs.url, tables="84847NED 85361NED")
        store = prepare(url, ledger=bundled_ledger(LEDGER_FOLDER))
        services = Services(store=store, settings=settings, now=lambda: NOW, load_kind="demo")
        services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
    return build_dashboard(services, settings).server.test_client()


def _figure(client: FlaskClient, query: str) -> dict[str, Any]:
    [chart] = [part for part in parts(client, f"/ontwikkeling{query}") if part["type"] == "Graph"]
    figure: dict[str, Any] = chart["props"]["figure"]
    # Without the traces that only stand in the key.
    return figure | {"data": [trace for trace in figure["data"] if "customdata" in trace]}


def _rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/csv/ontwikkeling{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def _bars(figure: dict[str, Any], line: int, period: str) -> float:
    trace = figure["data"][line]
    return float(trace.get("error_y", {}).get("array", [0.0] * len(trace["x"]))[trace["x"].index(period)])


def test_the_page_begins_with_the_figures_of_both(bundled: FlaskClient) -> None:
    figure = _figure(bundled, "")
    assert [trace["name"] for trace in figure["data"]] == ["Adviesvragen", "Meldingen"]
    assert figure["data"][0]["y"][-3:] == [84935, None, None]
    words = read(bundled, "/ontwikkeling")
    assert "84.935" in words
    assert "<title>Ontwikkeling · Veilig Thuis in cijfers</title>" in bundled.get("/ontwikkeling").get_data(
        as_text=True
    )


def test_region_and_periods_stand_at_the_chart(demo: FlaskClient) -> None:
    def under_the_title(address: str) -> list[str]:
        return [text(part) for part in parts(demo, address) if part["props"].get("className") == "selection"]

    spans = ("1e halfjaar 2019 tot en met 1e halfjaar 2026", "2019 tot en met 2025")
    assert under_the_title("/ontwikkeling") == [f"Nederland, per halfjaar, {spans[0]}"]
    assert under_the_title("/ontwikkeling?regio=VT27&per=jaar") == [f"Oost-Brabant (VT), per jaar, {spans[1]}"]
    assert under_the_title("/") == [f"Nederland, per halfjaar, {spans[0]}"]
    assert under_the_title("/vergelijken?per=jaar") == [f"Per jaar, {spans[1]}"]


def test_the_changes_are_named_as_on_the_page_that_compares(bundled: FlaskClient) -> None:
    nav = next(part for part in parts(bundled, "/ontwikkeling") if part["props"].get("className") == "ways")
    assert text(nav) == (
        "Cijfers Index Halfjaren naast elkaar Verschil in groei Verhouding"
        " Verandering ten opzichte van: een jaar eerder het vorige halfjaar een gekozen periode"
    )
    choices = [text(part) for part in parts(bundled, "/vergelijken") if part["type"] == "Option"]
    assert {"Cijfers", "Index", "Verandering ten opzichte van een jaar eerder"} <= set(choices)


def test_a_rounded_base_leaves_an_interval_that_is_drawn_and_said(bundled: FlaskClient) -> None:
    query = "?weergave=jaar-eerder&onderwerp=adviezen"
    assert _bars(_figure(bundled, query), 0, "2025HJ01") == pytest.approx(0.765, abs=0.01)
    words = read(bundled, f"/ontwikkeling{query}")
    assert "75.000 1e halfjaar 2024, status onbekend, afgerond op duizendtallen +13,2% +12,5% tot +14,0%" in words
    [row] = [row for row in _rows(bundled, query) if row["Periodecode"] == "2025HJ01"]
    assert (row["In woorden"], row["Basis: periodecode"], row["Basis: waarde"]) == ("'+13,2%", "2024HJ01", "75000")
    assert float(row["Laag"].replace(",", ".")) < float(row["Uitkomst"].replace(",", ".")) < 14.1


@pytest.mark.parametrize(("query", "period"), [("", "2025HJ01"), ("&per=jaar", "2025JJ00")])
def test_of_the_country_no_interval_is_drawn(demo: FlaskClient, query: str, period: str) -> None:
    for way in ("jaar-eerder", "index", "niveau"):
        figure = _figure(demo, f"?weergave={way}{query}")
        assert [_bars(figure, line, period) for line in (0, 1)] == [0.0, 0.0]


def test_a_small_count_is_grey_and_said_as_a_number(demo: FlaskClient) -> None:
    figure = _figure(demo, "?weergave=jaar-eerder&regio=GM7260")
    rows = _rows(demo, "?weergave=jaar-eerder&regio=GM7260")
    small = [row for row in rows if "(klein aantal)" in row["In woorden"]]
    assert small
    assert all("%" not in row["In woorden"] + row["Binnen de afronding"] for row in small)
    assert {row[name] for row in small for name in ("Uitkomst", "Laag", "Hoog", "Eenheid uitkomst")} == {""}
    assert all(row["Cijfer: waarde"] and row["Basis: waarde"] for row in small)
    grey = sum(colour == "#52606d" for trace in figure["data"] for colour in trace["marker"]["line"]["color"])
    assert grey >= len(small)


def test_the_file_gives_no_index_or_gap_of_a_small_count_but_its_base_and_ratio(demo: FlaskClient) -> None:
    for way in ("index", "groeiverschil"):
        rows = _rows(demo, f"?weergave={way}&regio=GM7260&basis=2019HJ01")
        small = [row for row in rows if "klein aantal" in row["In woorden"]]
        assert small
        assert {row["Uitkomst"] for row in small} == {""}
        assert any(row["Uitkomst"] in {"100", "0"} for row in rows if row["Periodecode"] == "2019HJ01")
    ratios = [row for row in _rows(demo, "?weergave=verhouding&regio=GM7260") if "klein" in row["In woorden"]]
    assert all(row["Uitkomst"] for row in ratios)


def test_the_index_has_its_base_in_the_title_and_is_100_there(demo: FlaskClient) -> None:
    figure = _figure(demo, "?weergave=index&basis=2022HJ01")
    assert [trace["y"][trace["x"].index("2022HJ01")] for trace in figure["data"]] == [100.0, 100.0]
    assert "index (het eerste halfjaar van 2022 = 100)" in read(demo, "/ontwikkeling?weergave=index&basis=2022HJ01")
    assert "(het eerste halfjaar van 2019 = 100)" in read(demo, "/ontwikkeling?weergave=index")
    # The first period on this side of the merger.
    assert "(het eerste halfjaar van 2023 = 100)" in read(demo, "/ontwikkeling?weergave=index&regio=VT27")


def test_a_region_that_ended_has_an_index_of_its_own_years(demo: FlaskClient) -> None:
    for way in ("index", "basis"):
        rows = _rows(demo, f"?weergave={way}&regio=VT16&onderwerp=adviezen")
        assert {row["Basis: periodecode"] for row in rows} == {"2019HJ01"}
        assert [row["Uitkomst"] for row in rows if row["Periodecode"] == "2022HJ02"] != [""]
    assert "geen basisperiode" not in read(demo, "/ontwikkeling?weergave=index&regio=VT16")


def test_a_change_against_a_later_base_is_not_given(demo: FlaskClient) -> None:
    for way in ("basis", "groeiverschil"):
        for row in _rows(demo, f"?weergave={way}&basis=2025HJ01"):
            before = row["Periodecode"] < "2025HJ01"
            assert not before or row["Uitkomst"] == row["Laag"] == ""
            assert not before or row["In woorden"].startswith("Ligt vóór de basis (het eerste halfjaar van 2025)")
    index = {row["Periodecode"]: row["Uitkomst"] for row in _rows(demo, "?weergave=index&basis=2025HJ01")}
    assert index["2024HJ01"]


def test_a_break_stands_on_the_axis_and_refuses_the_comparison(demo: FlaskClient) -> None:
    figure = _figure(demo, "?weergave=jaar-eerder&regio=VT27&gebeurtenissen=uit")
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["breuk"]
    words = read(demo, "/ontwikkeling?weergave=jaar-eerder&regio=VT27")
    assert "Niet te vergelijken met het eerste halfjaar van 2022. Vanaf 2023 zijn Brabant Noordoost" in words
    assert not any(note["text"] == "breuk" for note in _figure(demo, "?regio=NL01")["layout"]["annotations"])


def test_the_half_year_before_comes_with_its_caution(demo: FlaskClient) -> None:
    assert "verschillen ook door het seizoen" in read(demo, "/ontwikkeling?weergave=vorig-halfjaar")
    assert all("seizoen" in row["Opmerkingen"] for row in _rows(demo, "?weergave=vorig-halfjaar") if row["Uitkomst"])
    assert "seizoen" not in read(demo, "/ontwikkeling?weergave=jaar-eerder")


def test_a_pair_of_seasons_is_of_one_topic_over_the_years(demo: FlaskClient) -> None:
    figure = _figure(demo, "?weergave=seizoenspaar")
    assert [trace["name"] for trace in figure["data"]] == ["Eerste halfjaar", "Tweede halfjaar"]
    assert figure["data"][0]["x"][-1] == "2026JJ00"
    assert (figure["data"][0]["marker"]["color"][-1], figure["data"][1]["x"][-1]) == ("#ffffff", "2025JJ00")
    words = read(demo, "/ontwikkeling?weergave=seizoenspaar")
    assert "Jaar 1e halfjaar 2e halfjaar Lading 2026 " in words
    assert " voorlopig nog niet voorbij " in words
    # What is not over is neither a row nor missing.
    assert "tweede halfjaar van 2026" not in words
    assert "geen cijfer bekend" not in words.split("Let op")[0].split("Download CSV")[1]
    assert "1e halfjaar 2019 tot en met 1e halfjaar 2026" in words
    assert {row["Periodecode"] for row in _rows(demo, "?weergave=seizoenspaar")} >= {"2025HJ02", "2026HJ01"}
    assert not [row for row in _rows(demo, "?weergave=seizoenspaar") if row["Periodecode"] == "2026HJ02"]
    assert links(demo, "/ontwikkeling?weergave=seizoenspaar")["Toon meldingen"].startswith(
        "/ontwikkeling?onderwerp=meldingen,adviezen"
    )


def test_a_pair_of_seasons_offers_no_second_topic_and_no_years(demo: FlaskClient) -> None:
    def offered(address: str) -> set[str]:
        found = parts(demo, address)
        return {text(part) for part in found if part["type"] in {"Span", "A"}}

    assert {"Tweede onderwerp", "Per jaar"} <= offered("/ontwikkeling")
    pair = "/ontwikkeling?weergave=seizoenspaar"
    assert not {"Tweede onderwerp", "Per jaar"} & offered(pair)
    hidden = [part["props"] for part in parts(demo, pair) if part["props"].get("type") == "hidden"]
    assert {item["name"]: item["value"] for item in hidden} == {"weergave": "seizoenspaar", "ook": "meldingen"}
    refused = read(demo, f"{pair}&per=jaar")
    assert "is er alleen per halfjaar. Toon per halfjaar" in refused
    assert "zijn van één onderwerp" not in refused


def test_a_gap_and_a_ratio_rest_on_the_figures_beside_them(demo: FlaskClient) -> None:
    [gap] = [row for row in _rows(demo, "?weergave=groeiverschil") if row["Periodecode"] == "2025HJ01"]
    first, base, second, other = (
        float(gap[f"{name}: waarde"])
        for name in ("Adviesvragen", "Basis van adviesvragen", "Meldingen", "Basis van meldingen")
    )
    assert float(gap["Uitkomst"].replace(",", ".")) == pytest.approx((first / base - second / other) * 100)
    [ratio] = [row for row in _rows(demo, "?weergave=verhouding") if row["Periodecode"] == "2025HJ01"]
    assert float(ratio["Uitkomst"].replace(",", ".")) == pytest.approx(first / second)
    assert "Adviesvragen per melding" in read(demo, "/ontwikkeling?weergave=verhouding")


def test_other_topics_are_offered_by_table_and_shown_in_their_unit(demo: FlaskClient) -> None:
    groups = [part["props"]["label"] for part in parts(demo, "/ontwikkeling") if part["type"] == "Optgroup"]
    assert any("(85361NED)" in group for group in groups)
    offered = [text(part) for part in parts(demo, "/ontwikkeling") if part["type"] == "Option"]
    assert {"Adviesvragen per 100.000 inwoners", "Meldingen per 100.000 inwoners"} <= set(offered)
    # In two lists, of which the second may stay empty; the name of each topic is that of no other.
    assert all(offered.count(name) == 2 for name in offered if name.startswith(("Adviesvragen", "Meldingen")))
    assert any(name.endswith(" (85361NED)") for name in offered)
    [rate] = [row for row in _rows(demo, f"?onderwerp={RATES.split(',')[0]}") if row["Periodecode"] == "2025HJ01"]
    assert (rate["Cijfer: onderwerp"], rate["Cijfer: cbs-term"]) == (
        "Adviesvragen per 100.000 inwoners", "gestarte adviezen",
    )  # fmt: skip
    figure = _figure(demo, f"?onderwerp={RATES}")
    assert figure["layout"]["yaxis"]["title"]["text"] == "per 100.000 inwoners"
    assert [trace["line"]["dash"] for trace in figure["data"]] == ["dot", "solid"]
    share = _figure(demo, "?onderwerp=85361NED:hermelding-totaal-procent&weergave=jaar-eerder")
    assert share["layout"]["yaxis"]["title"]["text"] == "procentpunt"


def test_units_that_differ_are_not_drawn_on_one_axis(demo: FlaskClient) -> None:
    query = "?onderwerp=adviezen,gestarte-adviezen-per-100000"
    assert "staan daarom niet samen op één as" in read(demo, f"/ontwikkeling{query}")
    assert "Toon beide als index" in links(demo, f"/ontwikkeling{query}")
    assert demo.get(f"/csv/ontwikkeling{query}").status_code == 400
    assert len(_figure(demo, f"{query}&weergave=index")["data"]) == 2


def test_events_stand_on_the_axis_in_words_in_the_picture_and_in_the_file(bundled: FlaskClient) -> None:
    page = parts(bundled, "/ontwikkeling")
    listed = [text(part) for part in page if part["type"] == "Ol"]
    assert len(listed) == 1
    assert "① Campagne Huiselijk geweld en kindermishandeling gestart 29 augustus 2023, gerealiseerd" in listed[0]
    assert "⑤ Wetsvoorstel psychisch geweld" in listed[0]
    # After the last shown period, and planned.
    assert "Waar ben je" not in listed[0]
    [kept] = [part["props"]["data"] for part in page if part["type"] == "Store" and "data" in part["props"]
              and isinstance(part["props"]["data"], dict)]  # fmt: skip
    assert any("niet onderzocht" in note["text"] and "① Campagne" in note["text"]
               for note in kept["layout"]["annotations"])  # fmt: skip
    assert [note["text"] for note in _figure(bundled, "")["layout"]["annotations"]] == list("①②③④⑤")
    rows = {row["Periodecode"]: row["Gebeurtenissen"] for row in _rows(bundled, "?onderwerp=adviezen")}
    assert rows["2023HJ01"] == ""
    assert rows["2023HJ02"].startswith("① Campagne")
    assert "② Nieuw digitaal platform" in rows["2025HJ01"]
    assert "② Nieuw digitaal platform" in rows["2025HJ02"]


def test_events_can_be_left_out_and_are_as_known_on_the_day(bundled: FlaskClient) -> None:
    hidden = "/ontwikkeling?gebeurtenissen=uit"
    assert links(bundled, "/ontwikkeling")["Verberg gebeurtenissen"] == hidden
    assert links(bundled, hidden)["Toon gebeurtenissen"] == "/ontwikkeling"
    assert not _figure(bundled, "?gebeurtenissen=uit")["layout"].get("annotations")
    assert all(row["Gebeurtenissen"] == "" for row in _rows(bundled, "?gebeurtenissen=uit"))
    assert "Campagne" not in read(bundled, "/ontwikkeling?zoals-bekend-op=2022-12-31")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("?weergave=vorig-halfjaar&per=jaar", "is er alleen per halfjaar. Toon per halfjaar"),
        ("?weergave=verhouding&onderwerp=adviezen", "zijn twee onderwerpen nodig"),
        ("?zoals-bekend-op=2019-01-01", "Op 1 januari 2019 was voor Nederland van dit onderwerp geen enkel cijfer"),
        ("?onderwerp=85361NED:hermelding-totaal", "Voor Nederland is van dit onderwerp geen enkel cijfer per halfjaar"),
        ("?onderwerp=85361NED:hermelding-totaal&per=jaar&weergave=jaar-eerder", "voor geen enkele periode te geven"),
        ("?onderwerp=bestaat-niet", "geen bekend onderwerp"),
        ("?weergave=index&basis=2030HJ01", "De basis (het eerste halfjaar van 2030) ontbreekt: niet in de gegevens."),
        ("?onderwerp=85361NED:hermelding-totaal&regio=PV20&per=jaar", "Groningen"),
    ],
)
def test_empty_and_impossible_views_explain_themselves(bundled: FlaskClient, address: str, words: str) -> None:
    assert words in read(bundled, f"/ontwikkeling{address}")


def test_the_title_of_the_window_says_what_is_shown(bundled: FlaskClient) -> None:
    page = bundled.get("/ontwikkeling?weergave=jaar-eerder&onderwerp=meldingen&per=jaar").get_data(as_text=True)
    assert (
        "<title>Meldingen: verandering ten opzichte van het jaar ervoor, Nederland, per jaar · Ontwikkeling ·" in page
    )
    refused = bundled.get("/ontwikkeling?weergave=verhouding&onderwerp=adviezen").get_data(as_text=True)
    assert "<title>Ontwikkeling, Nederland, per halfjaar · Ontwikkeling" in refused


def test_a_figure_leads_to_its_history_and_a_row_to_its_load(bundled: FlaskClient) -> None:
    found = links(bundled, "/ontwikkeling?onderwerp=adviezen")
    assert found["84.935"].startswith("/gegevens/cijfer?onderwerp=adviezen&regio=NL01&periode=2025HJ01")
    assert any(address.startswith("/gegevens/lading?id=") for address in found.values())


def test_the_file_has_every_period_and_says_why_there_is_no_value(demo: FlaskClient) -> None:
    rows = _rows(demo, "?weergave=jaar-eerder&onderwerp=meldingen&regio=VT27")
    assert len(rows) == 15
    [old] = [row for row in rows if row["Periodecode"] == "2022HJ01"]
    assert (old["Uitkomst"], old["In woorden"]) == ("", "Regio bestond nog niet.")
    assert rows[-1]["Let op"].startswith("FICTIEVE cijfers")
    assert "bekend op 21 november 2026" in rows[0]["Stand"]
    refused = demo.get("/csv/ontwikkeling?weergave=taart")
    assert (refused.status_code, "is geen weergave" in refused.get_data(as_text=True)) == (400, True)
