"""The profile of a region over HTTP: beside what it lies in, its municipalities, its past, and its file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.components.merger_choice import BACK, OFFER
from dashboard.profile.regions import known_of, lies_in, members_of
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.divisions import Division, Divisions, Municipality
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare
from demo.changes import small
from demo.gebieden import build_edition
from tests.dashboard.profiles import HAAGLANDEN, NOW, OOST_BRABANT, SECRET, SECRET_BASE, served
from tests.dashboard.reading import headed, links, parts, read, text

PROFILE = "/regios/profiel"
BESIDE = "{} naast waar zij in ligt"
EDITION = "Gebieden in Nederland 2026, tabel 86247NED, niet van CBS (127.0.0.1)"
PLACED = [*HAAGLANDEN, *(code for code in OOST_BRABANT if code != "GM7206")]
WHOSE = (
    "Basis 2022: Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26), bij elkaar opgeteld door dit dashboard; CBS geeft"
    " deze som niet."
)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    editions = [small(build_edition(year), regions=PLACED) for year in (2025, 2026)]
    with served(tmp_path_factory.mktemp("profile"), *editions) as found:
        yield found


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    return build_dashboard(services, Settings()).server.test_client()


@pytest.fixture
def bundled(tmp_path: Path) -> FlaskClient:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    return build_dashboard(
        Services(store=store, settings=Settings(database_url=url), now=lambda: NOW), Settings()
    ).server.test_client()


def address(region: str, **query: str) -> str:
    return f"{PROFILE}?regio={region}" + "".join(f"&{name.replace('_', '-')}={text}" for name, text in query.items())


def rows_of(client: FlaskClient, where: str, heading: str) -> dict[str, list[str]]:
    """The cells of each row of the table in the section with this heading, by the name before the row."""
    [section] = [
        part for part in parts(client, where)
        if part["type"] == "Section" and text(part["props"]["children"][0]) == heading
    ]  # fmt: skip
    found: list[list[str]] = []

    def walk(item: object) -> None:
        if isinstance(item, list):
            for one in item:
                walk(one)
        elif isinstance(item, dict) and "props" in item:
            if item["type"] == "Tr":
                found.append([text(cell) for cell in item["props"]["children"]])
            else:
                walk(item["props"].get("children"))

    walk(section)
    return {row[0]: row[1:] for row in found[2:]}


def csv_rows(client: FlaskClient, where: str) -> list[dict[str, str]]:
    answer = client.get(where.replace(PROFILE, "/csv/profiel"))
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


# ---- beside what it lies in ----


def test_a_region_stands_beside_its_province_landsdeel_and_country_in_the_same_period(client: FlaskClient) -> None:
    found = rows_of(client, address("VT09"), BESIDE.format("Haaglanden (VT)"))
    assert list(found) == ["Haaglanden (VT)", "Zuid-Holland (PV)", "West-Nederland (LD)", "Nederland"]
    section = headed(client, address("VT09"), "Section")[BESIDE.format("Haaglanden (VT)")]
    assert section.count("1e halfjaar 2026, voorlopig") == 2
    assert "Verandering ten opzichte van 1e halfjaar 2025" in section
    assert "Bron: Tabel 84847NED" in section
    own = found["Haaglanden (VT)"]
    assert [re.fullmatch(r"[\d.]+", own[0]) is not None, "%" in own[1], "," in own[2]] == [True, True, True]
    cards = headed(client, address("VT09"), "Article")
    assert f"{own[0]} 1e halfjaar 2026 · voorlopig {own[2]} per 100.000 inwoners" in cards[
        "Adviesvragen CBS: gestarte adviezen"
    ]  # fmt: skip


def test_the_rate_is_the_one_that_cbs_gives(client: FlaskClient, services: Services) -> None:
    selection = services.select(indicator="gestarte-adviezen-per-100000", region="PV28", period="2026HJ01")
    [figure], _ = services.figures(selection)
    found = rows_of(client, address("VT09"), BESIDE.format("Haaglanden (VT)"))
    assert figure.value is not None
    assert found["Zuid-Holland (PV)"][2] == f"{figure.value:.1f}".replace(".", ",")


def test_the_chart_is_of_rates_one_line_a_region_and_the_country_last(client: FlaskClient) -> None:
    charts = [part["props"]["figure"] for part in parts(client, address("VT09")) if part["type"] == "Graph"]
    assert len(charts) == 2
    assert [line["name"] for line in charts[0]["data"]] == [
        "Haaglanden (VT)", "Zuid-Holland (PV)", "West-Nederland (LD)", "Nederland",
    ]  # fmt: skip
    assert charts[0]["layout"]["yaxis"]["title"]["text"] == "per 100.000 inwoners"
    dashes = [line["line"]["dash"] for line in charts[0]["data"]]
    assert len(set(dashes)) == 4
    # Five lines are no longer told apart: of a municipality the landsdeel is left to the table.
    [first, _] = [part["props"]["figure"] for part in parts(client, address("GM7094")) if part["type"] == "Graph"]
    assert [line["name"] for line in first["data"]] == [
        "Kamillebeek", "Haaglanden (VT)", "Zuid-Holland (PV)", "Nederland",
    ]  # fmt: skip
    assert first["data"][-1]["line"] == charts[0]["data"][-1]["line"]


@pytest.mark.parametrize(
    ("region", "names", "inside"),
    [
        ("PV28", ["Zuid-Holland (PV)", "West-Nederland (LD)", "Nederland"], "Haaglanden (VT)"),
        ("LD03", ["West-Nederland (LD)", "Nederland"], "Zuid-Holland (PV)"),
    ],
)
def test_every_level_has_a_profile(client: FlaskClient, region: str, names: list[str], inside: str) -> None:
    assert list(rows_of(client, address(region), BESIDE.format(names[0]))) == names
    assert links(client, address(region))[inside].startswith(PROFILE)


def test_the_country_lies_in_nothing_and_its_municipalities_are_too_many(client: FlaskClient) -> None:
    page = read(client, PROFILE)
    assert "naast waar zij in ligt" not in page
    assert "Hierin liggen: Noord-Nederland (LD)" in page
    assert "voor heel Nederland zijn het er te veel" in page


# ---- municipalities ----


def test_the_municipalities_of_a_region_stand_by_name_with_their_edition(client: FlaskClient) -> None:
    where, heading = address("VT09"), "Gemeenten in Haaglanden (VT)"
    found = rows_of(client, where, heading)
    assert list(found) == [
        "Distellaar", "Esdoornlaar", "'s-Gagelhage", "Kamillebeek", "Klaverveen", "Libellenwolde", "Varenmond",
        "Vlierwolde", "Zuringhage",
    ]  # fmt: skip
    section = headed(client, where, "Section")[heading]
    assert f"9 gemeenten volgens {EDITION}, bekend op 10 februari 2026." in section
    assert "Gemeenten die in 2026 niet meer bestonden, staan er niet bij." in section
    assert links(client, where)["Distellaar"] == address("GM7097")


def test_a_secret_cell_says_so_and_neither_its_change_nor_its_rate_is_shown(client: FlaskClient) -> None:
    found = rows_of(client, address("VT09"), "Gemeenten in Haaglanden (VT)")
    titles = {"GM7098": "Zuringhage", "GM7099": "Libellenwolde"}
    assert found[titles[SECRET]][3:] == [
        "geheim of onbekend bij CBS", "niet te geven", "geheim of onbekend bij CBS",
    ]  # fmt: skip
    figure, change, _ = found[titles[SECRET_BASE]][3:]
    assert figure == "70 klein aantal"
    assert change.startswith("niet te geven Het eerste halfjaar van 2025: geheim of onbekend bij CBS.")
    chart = [part["props"]["figure"] for part in parts(client, address(SECRET)) if part["type"] == "Graph"][1]
    assert chart["data"][0]["y"][-1] is None


def test_a_small_count_is_greyed_and_has_no_percentage(client: FlaskClient) -> None:
    page = parts(client, address("VT09"))
    greyed = [text(part) for part in page if part["type"] == "Td" and part["props"].get("className") == "small-count"]
    assert greyed
    assert all(words.endswith("klein aantal") and "%" not in words for words in greyed)


def test_nothing_is_added_up_over_municipalities(client: FlaskClient) -> None:
    found = rows_of(client, address("PV30"), "Gemeenten in Noord-Brabant (PV)")
    assert set(found) == {"Otterkerke", "Distelschoten", "Egelsoord", "Mereldonk"}
    assert not {"Totaal", "Overig", "Rest"} & set(found)


def test_a_municipality_says_in_which_region_and_province_it_lies(client: FlaskClient) -> None:
    page = read(client, address("GM7094"))
    assert f"Ligt volgens {EDITION}, in: Haaglanden (VT) , Zuid-Holland (PV)" in page
    assert links(client, address("GM7094", per="jaar"))["Haaglanden (VT)"] == f"{PROFILE}?regio=VT09&per=jaar"
    assert "Gemeenten in" not in page


def test_a_municipality_that_the_edition_does_not_name_says_of_which_year_that_is(client: FlaskClient) -> None:
    page = read(client, address("GM7206"))
    assert f"{EDITION}, noemt deze gemeente niet: zij was in 2026 opgeheven of bestond nog niet." in page
    assert list(rows_of(client, address("GM7206"), BESIDE.format("Bremkerke"))) == ["Bremkerke", "Nederland"]


def test_an_older_edition_lacks_the_veilig_thuis_region_but_has_the_province(client: FlaskClient) -> None:
    # 2026 was known from 10 February 2026 on, and no figures were before April: those are absent then.
    then = {"zoals_bekend_op": "2026-02-09"}
    page = read(client, address("VT09", **then))
    older = EDITION.replace("2026", "2025").replace("86247NED", "86059NED")
    lacks = f"{older}, zegt niet in welke Veilig Thuis-regio een gemeente ligt."
    assert f"De gemeenten van deze regio staan niet in deze opslag: {lacks}" in page
    assert "Distellaar" in rows_of(client, address("PV28", **then), "Gemeenten in Zuid-Holland (PV)")
    one = read(client, address("GM7094", **then))
    assert "in: Zuid-Holland (PV)" in one
    assert lacks in one


# ---- mergers ----


def test_an_ended_region_says_when_and_into_what_with_links_both_ways(client: FlaskClient) -> None:
    page = read(client, address("VT16"))
    assert "Bestaat niet meer sinds 2023 ; ging op in Oost-Brabant (VT27) ." in page
    assert links(client, address("VT16"))["Oost-Brabant (VT27)"] == address("VT27")
    assert "2e halfjaar 2022" in headed(client, address("VT16"), "Section")[BESIDE.format("Brabant Noordoost (VT)")]
    assert f"{EDITION}, noemt geen gemeenten in deze regio. Zij bestond toen niet meer." in page
    heir = links(client, address("VT27"))
    assert (heir["Brabant Noordoost (VT16)"], heir["Zuidoost-Brabant (VT26)"]) == (address("VT16"), address("VT26"))
    assert "Bestaat sinds 2023; ontstaan uit" in read(client, address("VT27"))


def test_across_the_merger_the_profile_refuses_and_offers_the_sum(client: FlaskClient) -> None:
    across = address("VT27", per="jaar", basis="2022JJ00")
    page = read(client, across)
    assert "Geen verandering te geven ten opzichte van 2022." in page
    assert "niet te vergelijken 2022: regio bestond nog niet. Vanaf 2023 zijn" in page
    assert links(client, across)[OFFER] == f"{across}&optelling=voorgangers"
    assert WHOSE not in page


def test_with_the_sum_card_table_words_picture_and_file_say_whose_it_is(client: FlaskClient) -> None:
    merged = address("VT27", per="jaar", basis="2022JJ00", optelling="voorgangers")
    assert WHOSE in headed(client, merged, "Article")["Meldingen CBS: ontvangen meldingen"]
    assert WHOSE in headed(client, merged, "Section")[BESIDE.format("Oost-Brabant (VT)")]
    page = parts(client, merged)
    words = [text(part) for part in page if part["props"].get("className") == "in-words"]
    assert len(words) == 2
    assert all(WHOSE in item for item in words)
    pictures = [
        part["props"]["data"] for part in page if part["type"] == "Store" and "card" in str(part["props"]["id"])
    ]
    assert all(WHOSE in json.dumps(item, ensure_ascii=False).replace("<br>", " ") for item in pictures)
    assert links(client, merged)[BACK] == merged.removesuffix("&optelling=voorgangers")
    rows = csv_rows(client, merged)
    [own] = [
        row for row in rows
        if (row["Onderdeel"], row["Regiocode"], row["Onderwerp"])
        == ("regio en waar zij in ligt", "VT27", "Meldingen")
    ]  # fmt: skip
    assert (own["Vergelijkbaar"], own["Opmerkingen"]) == ("ja", WHOSE)
    base = [row for row in rows if row["Onderdeel"] == "deel van de basis" and row["Onderwerp"] == "Meldingen"]
    assert [(row["Regiocode"], row["Afgeleid"]) for row in base] == [
        ("VT27", "som van voorgangers"), ("VT16", ""), ("VT26", ""),
    ]  # fmt: skip
    assert int(own["Basiswaarde"]) == int(base[0]["Waarde"]) == int(base[1]["Waarde"]) + int(base[2]["Waarde"])
    # Another region of the trail is not asked for the sum.
    assert "optelling" not in links(client, merged)["Noord-Brabant (PV)"]


# ---- the file, the address, the title ----


def test_the_file_holds_regions_municipalities_and_the_course(client: FlaskClient) -> None:
    rows = csv_rows(client, address("VT09", onderwerp="meldingen"))
    assert {row["Onderdeel"] for row in rows} == {"regio en waar zij in ligt", "gemeente", "verloop"}
    assert {row["Onderwerp"] for row in rows} == {"Meldingen", "Meldingen per 100.000 inwoners"}
    members = {(row["Regiocode"], row["Onderwerp"]): row for row in rows if row["Onderdeel"] == "gemeente"}
    assert {code for code, _ in members} == set(HAAGLANDEN)
    secret = members[SECRET, "Meldingen"]
    assert (secret["Waarde"], secret["Ontbreekt"], secret["Verandering"], secret["Verandering (%)"]) == (
        "", "geheim of onbekend bij CBS", "", "",
    )  # fmt: skip
    assert members[SECRET, "Meldingen per 100.000 inwoners"]["Waarde"] == ""
    smalls = [row for row in members.values() if row["Klein aantal"] == "ja"]
    assert smalls
    assert {row["Verandering (%)"] for row in smalls} == {""}
    assert {row["Indeling"] for row in members.values()} == {EDITION}
    assert all("FICTIEVE cijfers" in row["Let op"] for row in rows if row["Lading"])
    assert client.get("/csv/profiel?regio=GM9999").status_code == 400


def test_the_window_bears_the_name_of_the_region(client: FlaskClient) -> None:
    for where, title in (
        (address("VT09", per="jaar"), "Haaglanden (VT), per jaar · Regioprofiel"),
        (address("GM7093"), "&#x27;s-Gagelhage, per halfjaar · Regioprofiel"),
        (PROFILE, "Nederland, per halfjaar · Regioprofiel"),
    ):
        assert f"<title>{title} · Veilig Thuis in cijfers</title>" in client.get(where).get_data(as_text=True)


def test_another_period_than_the_newest_can_be_asked_for_as_the_page_of_all_regions_does(client: FlaskClient) -> None:
    where = address("VT09", per="jaar", basis="2020JJ00", periode="2021JJ00", onderwerp="meldingen")
    page = read(client, where)
    assert "U ziet 2021. Toon het nieuwste cijfer ." in page
    assert "Verandering ten opzichte van 2020" in page
    assert "2021, definitief" in page
    found = links(client, where)
    assert "periode" not in found["Toon het nieuwste cijfer"]
    assert "periode" not in found["Per halfjaar"]
    assert found["Zuid-Holland (PV)"].endswith("&periode=2021JJ00")
    assert csv_rows(client, where)[0]["Periodecode"] == "2021JJ00"


def test_a_topic_that_is_not_followed_leads_to_those_that_are_and_says_so(client: FlaskClient) -> None:
    page = read(client, address("VT09", onderwerp="gestarte-casussen"))
    assert "Een profiel gaat over adviesvragen en meldingen." in page
    assert set(headed(client, address("VT09", onderwerp="gestarte-casussen"), "Article")) == {
        "Adviesvragen CBS: gestarte adviezen", "Meldingen CBS: ontvangen meldingen",
    }  # fmt: skip
    assert "Een profiel gaat over" not in read(client, address("VT09", onderwerp="adviesvragen,meldingen"))
    assert "'onzin' is geen bekend onderwerp" in read(client, address("VT09", onderwerp="onzin"))


def test_the_overview_of_a_region_leads_to_its_profile(client: FlaskClient) -> None:
    assert links(client, "/?regio=VT09&per=jaar")["Profiel van Haaglanden (VT)"] == address("VT09", per="jaar")
    assert not [name for name in links(client, "/") if name.startswith("Profiel van")]


def test_a_region_that_is_newer_than_what_is_known_of_regions_has_a_profile_too() -> None:
    new = Municipality(
        "GM0001", "Nieuwstad", None, None, None, Division("VT28", "Nieuw"), Division("PV32", "Nieuwland")
    )
    edition = Divisions(
        table="9", year=2027, title="Gebieden in Nederland 2027", host="opendata.cbs.nl", fetched_at=NOW,
        known_on=NOW.date(), source_url="", municipalities=(new,), load=1,
    )  # fmt: skip
    known = known_of({}, edition)
    assert (known.titles["VT28"], known.titles["PV32"], known.titles["GM0001"]) == (
        "Nieuw (VT)", "Nieuwland (PV)", "Nieuwstad",
    )  # fmt: skip
    assert lies_in("GM0001", edition) == ["VT28", "PV32", "NL01"]
    assert members_of("VT28", edition).municipalities == (new,)
    assert lies_in("GM0001", None) == ["NL01"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("regio=VT09&periode=2025JJ00", "Periode 2025JJ00 past niet bij cijfers per halfjaar."),
        ("regio=VT09&per=jaar&periode=2021JJ00&basis=2021JJ00", "2021 ligt niet voor deze periode (2021)."),
        ("regio=GM9999", "Regio GM9999 staat niet in deze opslag."),
        ("regio=haaglanden", "'haaglanden' is geen regiocode."),
        ("regio=VT09&basis=2026HJ01", "ligt niet voor het nieuwste cijfer (1e halfjaar 2026)"),
        ("regio=VT16&basis=2024HJ01", "ligt niet voor het nieuwste cijfer (2e halfjaar 2022)"),
        ("regio=VT09&per=maand", "Kies halfjaar of jaar"),
        ("regio=VT27&optelling=alles", "'alles' is geen optelling."),
        ("regio=VT09&zoals-bekend-op=2031-01-01", "ligt in de toekomst"),
    ],
)
def test_what_cannot_be_shown_is_said_in_dutch(client: FlaskClient, query: str, words: str) -> None:
    assert words in read(client, f"{PROFILE}?{query}")


def test_any_region_can_be_gone_to_by_a_plain_form(client: FlaskClient) -> None:
    page = parts(client, address("VT09", per="jaar"))
    [form] = [part for part in page if part["type"] == "Form"]
    assert (form["props"]["action"], form["props"]["method"]) == (PROFILE, "get")
    [select] = [part for part in page if part["type"] == "Select" and part["props"]["name"] == "regio"]
    groups = [part["props"]["label"] for part in select["props"]["children"] if part["type"] == "Optgroup"]
    assert groups == ["Landsdelen", "Provincies", "Veilig Thuis-regio's", "Gemeenten"]
    offered = [part["props"]["value"] for part in page if part["type"] == "Option"]
    assert {"NL01", "LD03", "PV28", "VT26", "VT27", "GM7206", *HAAGLANDEN} <= set(offered)


# ---- bundled figures ----


def test_with_bundled_figures_the_country_has_a_profile_and_a_region_explains_itself(bundled: FlaskClient) -> None:
    assert "84.935" in read(bundled, PROFILE)
    page = read(bundled, address("VT09"))
    assert "Voor Haaglanden (VT) is nog geen cijfer per halfjaar bekend in deze opslag." in page
    assert "zolang die niet is opgehaald, staan er alleen landelijke cijfers" in page
    assert "python app.py divisions fetch" in page
    found = rows_of(bundled, address("VT09"), BESIDE.format("Haaglanden (VT)"))
    assert found["Haaglanden (VT)"] == ["niet in de gegevens", "niet te geven", "niet in de gegevens"] * 2
    assert found["Nederland"][:2] == ["84.935", "+13,2% binnen de afronding +12,5% tot +14,0%"]
    assert "zijn zulke cijfers in deze weergave niet bekend" in page
    assert not [part for part in parts(bundled, address("VT09")) if part["type"] == "Graph"]
    assert csv_rows(bundled, address("VT09"))[0]["Ontbreekt"] == "niet in de gegevens"


def test_before_anything_was_known_the_profile_is_empty_and_says_since_when_it_looked(bundled: FlaskClient) -> None:
    page = read(bundled, f"{PROFILE}?zoals-bekend-op=2019-01-01")
    assert "Op 1 januari 2019 was voor Nederland nog geen cijfer per halfjaar bekend in deze opslag." in page


def test_the_period_is_chosen_in_the_form(client: FlaskClient) -> None:
    lists = {
        part["props"]["name"]: part["props"]["children"]
        for part in parts(client, "/regios/profiel?regio=VT09&per=jaar&periode=2025JJ00")
        if part["type"] == "Select"
    }
    offered = [(item["props"]["value"], item["props"].get("selected")) for item in lists["periode"]]
    assert ("2025JJ00", True) in offered
    assert offered[0] == ("", False)
