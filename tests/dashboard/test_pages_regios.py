"""The page Regio's over HTTP: the worked rules, places, the merger, what is secret, the file, and what is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from tests.dashboard.reading import NOW, Part, links, parts, read, text
from tests.dashboard.regions_store import RULES, SECRET, country, regions_client

YEARS = "onderwerp=meldingen&periode=2025JJ00"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Two years of meldingen, with a region for each of the worked rules and one that fell."""
    return regions_client(tmp_path_factory.mktemp("regels"), ("2026-04-30", country("2024JJ00", "2025JJ00", RULES)))


def _tiles(client: FlaskClient, address: str) -> dict[str, Part]:
    """Each tile of the map by its region."""
    found = [part for part in parts(client, address) if "tile " in str(part["props"].get("className"))]
    return {part["props"]["id"].removeprefix("kaart-regios-"): part for part in found}


def _rows(client: FlaskClient, address: str, *, table: int = 0) -> dict[str, list[str]]:
    """The cells of each row of a table, by the name of its region."""
    tables = [part for part in parts(client, address) if part["type"] == "Table"]
    body = tables[table]["props"]["children"][-1]["props"]["children"]
    rows = [[text(cell) for cell in row["props"]["children"]] for row in body]
    return {row[1 if table == 0 else 0]: row for row in rows}


def _bars(client: FlaskClient, address: str, *, chart: int = 0) -> dict[str, Any]:
    charts = [part for part in parts(client, address) if part["type"] == "Graph"]
    trace: dict[str, Any] = charts[chart]["props"]["figure"]["data"][0]
    return trace


def _csv(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/csv/regios?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))


# ---- the worked rules ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("region", "tile", "row"),
    [
        ("Drenthe", "geen verschil te noemen klein aantal",
         "geen verschil te noemen past binnen de afronding; klein aantal"),
        ("Flevoland", "+20 meldingen klein aantal", "+20 meldingen klein aantal"),
        ("Friesland", "geen verschil te noemen", "geen verschil te noemen past binnen de afronding"),
        ("Gelderland-Midden", "+16,0%", "+16,0% +15,9% tot +16,1%"),
        ("Utrecht", "−10,0%", "−10,0% −10,5% tot −9,5%"),
    ],
)  # fmt: skip
def test_a_change_is_named_only_as_far_as_rounding_lets_it(
    rules: FlaskClient, region: str, tile: str, row: str
) -> None:
    address = f"/regios?{YEARS}&maat=groei"
    shown = [text(part) for part in _tiles(rules, address).values()]
    assert f"{region} {tile}" in shown
    assert _rows(rules, address)[region][4] == row


def test_each_tile_says_all_of_it_and_leads_to_the_region(rules: FlaskClient) -> None:
    tiles = _tiles(rules, f"/regios?{YEARS}&maat=groei")
    assert len(tiles) == 25
    said = {code: tile["props"]["aria-label"] for code, tile in tiles.items()}
    assert said["VT05"] == (
        "Gelderland-Midden: +16,0% ten opzichte van 2024 (binnen de afronding +15,9% tot +16,1%); plaats 1 van 23."
    )
    assert said["VT03"] == "Flevoland: +20 meldingen ten opzichte van 2024; klein aantal."
    assert said["VT04"] == (
        "Friesland: geen verschil te noemen ten opzichte van 2024: het past binnen de afronding; plaats 2 van 23."
    )
    assert "%" not in said["VT02"] + said["VT03"]
    looks = {code: tile["props"]["className"] for code, tile in tiles.items()}
    assert (looks["VT05"], looks["VT03"], looks["VT04"], looks["VT20"]) == (
        "tile rise-1", "tile small", "tile even", "tile fall-1"
    )  # fmt: skip
    assert tiles["VT05"]["props"]["href"] == "/regios/profiel?regio=VT05&onderwerp=meldingen&periode=2025JJ00&per=jaar"


def test_a_small_count_has_no_place_and_no_percentage_and_a_grey_bar(rules: FlaskClient) -> None:
    address = f"/regios?{YEARS}&maat=groei"
    rows = _rows(rules, address)
    assert rows["Flevoland"][0] == "–"
    assert rows["Gelderland-Midden"][0] == "1"
    bars = _bars(rules, address)
    greyed = [label for label, colour in zip(bars["y"], bars["marker"]["color"], strict=True) if colour == "#e4e8ec"]
    assert greyed == [
        "Flevoland  <b>+20 meldingen, klein aantal</b>", "Drenthe  <b>geen verschil te noemen, klein aantal</b>"
    ]  # fmt: skip
    assert "50,0%" not in read(rules, address)
    assert bars["error_x"]["array"][0] == pytest.approx(0.108, abs=1e-3)


def test_how_many_rose_fell_or_cannot_be_told_apart(rules: FlaskClient) -> None:
    assert (
        "2025 ten opzichte van 2024, 25 regio's: in 1 regio steeg het aantal meldingen; in 21 regio's daalde het;"
        " in 1 regio is geen verschil te noemen (het past binnen de afronding); 2 regio's met een klein aantal, hier"
        " niet meegeteld."
    ) in read(rules, f"/regios?{YEARS}")


def test_equal_values_share_a_place_and_rounding_leaves_theirs_open(rules: FlaskClient) -> None:
    rows = _rows(rules, f"/regios?{YEARS}&maat=aantal")
    assert list(rows)[:4] == ["Nederland", "Gelderland-Midden", "Friesland", "Amsterdam-Amstelland"]
    assert [rows[name][0] for name in ("Gelderland-Midden", "Friesland", "Utrecht", "Flevoland", "Drenthe")] == [
        "1", "2", "3 3 t/m 23", "24", "25",
    ]  # fmt: skip


def test_counts_are_not_compared_without_saying_that_regions_differ_in_size(rules: FlaskClient) -> None:
    words = "Regio's verschillen in aantal inwoners"
    assert words in read(rules, f"/regios?{YEARS}&maat=aantal")
    by_rate = read(rules, f"/regios?{YEARS}")
    assert "Nederland: 2.981,0 meldingen per 100.000 inwoners; definitief." in by_rate
    assert words not in by_rate
    assert "Bij een klein aantal verschuift het cijfer per 100.000 inwoners al sterk" in by_rate


def test_the_rate_is_the_one_of_cbs_and_the_classes_say_their_ends(rules: FlaskClient) -> None:
    address = f"/regios?{YEARS}"
    assert _rows(rules, address)["Gelderland-Midden"][2:4] == ["5.800", "580,0"]
    page = read(rules, address)
    assert "90,0 (21 regio's)" in page
    assert "500,5 tot en met 580,0 (2 regio's)" in page
    assert "klein aantal: onder de 100" in page


# ---- what regions add ---------------------------------------------------------------------------------------
def test_contributions_add_up_to_the_national_growth(rules: FlaskClient) -> None:
    page = read(rules, f"/regios?{YEARS}")
    assert "De grootste bijdragen: Gelderland-Midden (+2,57 procentpunt), Flevoland (+0,06 procentpunt)." in page
    assert "Alle 25 regio's samen: −4,09 procentpunt; dat is precies de landelijke groei." in page
    rows = _rows(rules, f"/regios?{YEARS}", table=1)
    assert rows["Gelderland-Midden"] == ["Gelderland-Midden", "5.800 definitief", "5.000 definitief",
                                         "+2,57 +2,56 tot +2,59"]  # fmt: skip
    assert list(rows)[-1] == "Nederland"
    # By the measure bijdrage the ranking has the bars, and the section only the words.
    charts = [part for part in parts(rules, f"/regios?{YEARS}&maat=bijdrage") if part["type"] == "Graph"]
    assert len(charts) == 1


def test_a_single_secret_figure_has_neither_rest_nor_sum(tmp_path: Path) -> None:
    cells = country("2024JJ00", "2025JJ00", {**RULES, "VT09": (1_000.0, SECRET)})
    client = regions_client(tmp_path, ("2026-04-30", cells))
    page = read(client, f"/regios?{YEARS}")
    file = _csv(client, YEARS)
    assert "Niet te geven: Haaglanden (2025: geheim of onbekend bij CBS)." in page
    assert "staan hier geen som van de andere regio's en geen rest" in page
    assert "daaruit zou een cijfer af te leiden zijn dat CBS niet geeft." in page
    assert "samen:" not in page
    assert "Overige regio's" not in page
    assert [row["Regio"] for row in file if row["Regio"].startswith("Overige")] == []
    haaglanden = next(row for row in file if row["Regiocode"] == "VT09")
    assert (haaglanden["Waarde"], haaglanden["Ontbreekt"], haaglanden["Bijdrage (procentpunt)"]) == (
        "", "geheim of onbekend bij CBS", "",
    )  # fmt: skip
    assert haaglanden["Plaats"] == ""


def test_two_secret_figures_have_a_rest_together(tmp_path: Path) -> None:
    cells = country("2024JJ00", "2025JJ00", {"VT09": (SECRET, SECRET), "VT10": (SECRET, SECRET)})
    client = regions_client(tmp_path, ("2026-04-30", cells))
    page = read(client, f"/regios?{YEARS}")
    tiles = _tiles(client, f"/regios?{YEARS}")
    rows = _rows(client, f"/regios?{YEARS}", table=1)
    file = _csv(client, YEARS)
    assert (
        "Overige regio's, waarvan een cijfer ontbreekt (Haaglanden, Hollands-Midden), samen: geen verschil te noemen"
        in page
    )
    assert "Alle 25 regio's samen" not in page
    assert tiles["VT09"]["props"]["className"] == "tile absent"
    assert tiles["VT09"]["props"]["aria-label"] == "Haaglanden: geheim of onbekend bij CBS."
    assert "Overige regio's samen (2)" in rows
    rest = next(row for row in file if row["Regio"] == "Overige regio's samen")
    assert rest["Opmerking"] == "Haaglanden, Hollands-Midden"
    assert "Een ontbrekend cijfer wordt hier nooit uit andere cijfers berekend." in page


# ---- the merger ---------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def merger(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """2022 and 2023: Brabant Noordoost and Zuidoost-Brabant became Oost-Brabant."""
    changes: dict[str, Any] = {"VT16": (4_000.0, 0), "VT26": (5_000.0, 0), "VT27": (0, 9_900.0)}
    cells = country("2022JJ00", "2023JJ00", changes)
    return regions_client(tmp_path_factory.mktemp("fusie"), ("2024-04-30", cells))


def test_across_its_merger_a_region_is_refused_with_the_reason_and_a_way_on(merger: FlaskClient) -> None:
    address = "/regios?onderwerp=meldingen&periode=2023JJ00&maat=groei"
    page, rows = read(merger, address), _rows(merger, address)
    assert len(_tiles(merger, address)) == 25
    assert rows["Oost-Brabant"][4] == "niet te vergelijken met 2022"
    assert (
        "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27). Met 2022"
        in page
    )
    assert "Oost-Brabant is niet te vergelijken met 2022 en telt hier niet mee." in page
    assert "1 regio zonder vergelijking" in page
    way = links(merger, address)["Tel de voorgangers bij elkaar op"]
    assert "optelling=voorgangers" in way
    assert "periode=2023JJ00" in way


def test_with_the_predecessors_added_up_the_change_is_shown_and_whose_sum_it_is(merger: FlaskClient) -> None:
    address = "/regios?onderwerp=meldingen&periode=2023JJ00&maat=groei&optelling=voorgangers"
    page = read(merger, address)
    assert _rows(merger, address)["Oost-Brabant"][4] == "+10,0% +9,9% tot +10,1%"
    ours = (
        "Basis 2022: Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26), bij elkaar opgeteld door dit dashboard; CBS"
        " geeft deze som niet."
    )
    assert ours in page
    assert "Zonder deze optelling" in links(merger, address)
    row = next(row for row in _csv(merger, address.partition("?")[2]) if row["Regiocode"] == "VT27")
    assert row["Afgeleid (basis)"] == "som van voorgangers"
    assert ours in row["Opmerking"]
    charts = [part for part in parts(merger, address) if str(part["props"].get("id", "")).count("picture")]
    assert all("bij elkaar opgeteld door dit" in str(part["props"]["data"]) for part in charts[:1])


def test_regions_of_other_years_are_never_silently_absent(merger: FlaskClient) -> None:
    now = read(merger, "/regios?onderwerp=meldingen&periode=2023JJ00")
    assert "Brabant Noordoost (VT16): bestaat niet meer sinds 2023; ging op in Oost-Brabant." in now
    address = "/regios?onderwerp=meldingen&periode=2022JJ00"
    then = read(merger, address)
    assert len(_tiles(merger, address)) == 26
    assert "Oost-Brabant (VT27): bestond nog niet; is er sinds 2023, uit Brabant Noordoost en Zuidoost-Brabant." in then
    ended = {row["Regiocode"]: row["Ontbreekt"] for row in _csv(merger, "onderwerp=meldingen&periode=2023JJ00")}
    assert ended["VT26"] == "bestaat niet meer sinds 2023; ging op in Oost-Brabant"


# ---- the address --------------------------------------------------------------------------------------------
def test_the_newest_period_and_the_year_before_are_shown_unless_asked_otherwise(rules: FlaskClient) -> None:
    page = read(rules, "/regios?onderwerp=meldingen&per=jaar")
    assert "Meldingen (CBS: ontvangen meldingen), 2025" in page
    assert "2025 ten opzichte van 2024" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("periode=2025HJ03", "is geen periode"),
        ("periode=2025JJ00&per=halfjaar", "Periode 2025JJ00 past niet bij cijfers per halfjaar."),
        ("periode=2025JJ00&basis=2024HJ01", "Basis 2024HJ01 past niet bij cijfers per jaar."),
        ("periode=2024JJ00&basis=2025JJ00", "2025 ligt niet voor 2024. Kies een eerdere basis."),
        ("maat=grootte", "'grootte' is geen maat."),
        ("per=maand", "Kies halfjaar of jaar"),
        ("optelling=alles", "'alles' is geen optelling."),
        ("onderwerp=niets", "is geen bekend onderwerp"),
        ("onderwerp=ontvangen-meldingen-per-100000", "is geen bekend onderwerp"),
        ("zoals-bekend-op=2031-01-01", "ligt in de toekomst"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(rules: FlaskClient, query: str, words: str) -> None:
    assert words in read(rules, f"/regios?{query}")
    answer = rules.get(f"/csv/regios?{query}")
    assert answer.status_code == 400
    assert words in answer.get_data(as_text=True)


def test_the_form_keeps_what_the_links_chose(rules: FlaskClient) -> None:
    found = parts(rules, f"/regios?{YEARS}&maat=groei&optelling=voorgangers")
    hidden = {part["props"]["name"]: part["props"]["value"] for part in found if part["props"].get("type") == "hidden"}
    assert hidden == {"per": "jaar", "maat": "groei", "optelling": "voorgangers"}
    named = [part["props"]["name"] for part in found if part["type"] == "Select"]
    assert named == ["onderwerp", "periode", "basis", "zoals-bekend-op"]


def test_an_earlier_day_shows_what_was_known_then(tmp_path: Path) -> None:
    first = country("2024JJ00", "2025JJ00", {"VT05": (5_000.0, 5_500.0)})
    second = country("2024JJ00", "2025JJ00", {"VT05": (5_000.0, 5_800.0)})
    client = regions_client(tmp_path, ("2026-04-30", first), ("2026-10-30", second), status="voorlopig")
    then = f"/regios?{YEARS}&maat=groei&zoals-bekend-op=2026-05-01"
    assert _rows(client, then)["Gelderland-Midden"][4].startswith("+10,0%")
    assert "U ziet de cijfers zoals bekend op 1 mei 2026." in read(client, then)
    now = f"/regios?{YEARS}&maat=groei"
    assert _rows(client, now)["Gelderland-Midden"][4].startswith("+16,0%")
    assert "Cijfers over 2025: voorlopig." in read(client, now)
    assert _bars(client, now)["marker"]["pattern"]["shape"][0] == "/"
    assert "bijdragen kunnen nog veranderen" in read(client, now)
    title = client.get(then).get_data(as_text=True)
    assert (
        "<title>Verandering van het aantal meldingen per regio, 2025 ten opzichte van 2024, zoals bekend op 1 mei 2026"
        " ·" in title
    )


# ---- the file -----------------------------------------------------------------------------------------------
def test_the_file_has_every_region_with_its_source(rules: FlaskClient) -> None:
    rows = _csv(rules, f"{YEARS}&maat=groei")
    assert len(rows) == 1 + 25 + 2
    assert [row["Regiocode"] for row in rows[:3]] == ["NL01", "VT05", "VT04"]
    arnhem = rows[1]
    assert (arnhem["Plaats"], arnhem["Waarde"], arnhem["Basiswaarde"], arnhem["Verschil"]) == (
        "1",
        "5800",
        "5000",
        "800",
    )
    assert arnhem["Verandering (%)"] == "16"
    assert arnhem["Per 100.000 inwoners"] == "580"
    assert (arnhem["Tabel"], arnhem["Lading"], arnhem["Stand"]) == ("84847NED", "1", "zoals bekend op 21 november 2026")
    assert arnhem["Bron"] == "https://cbs/84847NED"
    small = next(row for row in rows if row["Regiocode"] == "VT03")
    assert (small["Verschil"], small["Verandering (%)"], small["Klein aantal"]) == ("20", "", "ja")


def test_the_picture_says_where_it_came_from(rules: FlaskClient) -> None:
    stores = [
        part["props"].get("data") for part in parts(rules, f"/regios?{YEARS}&maat=groei") if part["type"] == "Store"
    ]
    pictures = [str(data["layout"]) for data in stores if isinstance(data, dict) and "layout" in data]
    assert len(pictures) == 2
    for words in ("Verandering van het aantal meldingen per regio", "2025 ten opzichte van 2024", "84847NED",
                  "Gebruikt: lading 1", "Cijfers over 2025: definitief."):  # fmt: skip
        assert words in pictures[0], words


# ---- nothing there ------------------------------------------------------------------------------------------
@pytest.fixture
def bundled(tmp_path: Path) -> FlaskClient:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOW)
    return build_dashboard(services, Settings()).server.test_client()


def test_with_bundled_figures_alone_it_says_what_would_fill_it_and_what_is_known(bundled: FlaskClient) -> None:
    page = read(bundled, "/regios")
    assert "Er is over 1e halfjaar 2025 van geen enkele Veilig Thuis-regio een cijfer bekend in deze opslag" in page
    assert "De cijfers per regio komen met een verversing van tabel 84847NED bij CBS" in page
    assert "Wel bekend over 1e halfjaar 2025: Nederland: 84.935 adviesvragen; " in page
    assert "Bron: " in page
    for query in ("per=jaar", "maat=groei", "maat=bijdrage&onderwerp=meldingen", "zoals-bekend-op=2019-01-01"):
        assert "Geen cijfers per regio" in read(bundled, f"/regios?{query}"), query
    assert len(_csv(bundled, "")) == 28


def test_a_period_without_figures_points_to_one_that_has_them(rules: FlaskClient) -> None:
    address = "/regios?onderwerp=meldingen&periode=2020JJ00"
    assert "Over andere perioden wel: toon 2025" in read(rules, address)
    assert links(rules, address)["toon 2025"] == "/regios?onderwerp=meldingen&per=jaar"


def test_across_the_information_protocol_nothing_is_compared(tmp_path: Path) -> None:
    client = regions_client(tmp_path, ("2026-04-30", country("2018JJ00", "2019JJ00", {})))
    page = read(client, "/regios?onderwerp=meldingen&periode=2019JJ00&maat=groei")
    assert "2019 ten opzichte van 2018: geen enkele regio is te vergelijken." in page
    assert "Vanaf het eerste halfjaar van 2019 wordt geteld volgens een nieuw informatieprotocol" in page
    assert "Wat regio's daaraan bijdragen, is niet te geven." in page


def test_predecessors_of_which_a_figure_is_missing_are_not_added_up(tmp_path: Path) -> None:
    cells = country("2022JJ00", "2023JJ00", {"VT16": (SECRET, 0), "VT27": (0, 9_900.0)})
    client = regions_client(tmp_path, ("2024-04-30", cells))
    page = read(client, "/regios?onderwerp=meldingen&periode=2023JJ00&optelling=voorgangers")
    assert "De voorgangers zijn over 2022 niet op te tellen: een cijfer ontbreekt." in page
    assert "daaruit zou een cijfer af te leiden zijn" in page
    assert "samen:" not in page


def test_the_rest_in_the_file_says_what_it_rests_on(tmp_path: Path) -> None:
    cells = country("2024JJ00", "2025JJ00", {"VT06": (SECRET, SECRET), "VT07": (SECRET, SECRET)})
    client = regions_client(tmp_path, ("2026-04-30", cells), status="voorlopig")
    [rest] = [row for row in _csv(client, YEARS) if row["Regio"] == "Overige regio's samen"]
    assert (rest["Status"], rest["Basisperiodecode"], rest["Tabel"], rest["Lading"]) == (
        "voorlopig", "2024JJ00", "84847NED", "1",
    )  # fmt: skip
    assert rest["Bron"].startswith("http")


def test_added_up_years_are_said_beside_the_chart_and_in_the_picture(tmp_path: Path) -> None:
    halves = {**country("2024HJ01", "2024HJ02", {}), **country("2025HJ01", "2025HJ02", {})}
    client = regions_client(tmp_path, ("2026-04-30", halves))
    assert "2025: som van twee halfjaren." in read(client, "/regios?onderwerp=meldingen&per=jaar")
    pictures = [part for part in parts(client, "/regios?onderwerp=meldingen&per=jaar") if part["type"] == "Store"]
    assert any("2024: som van twee halfjaren." in str(part["props"].get("data")) for part in pictures)
