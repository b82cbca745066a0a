"""Slachtofferdevice and Verwurging over HTTP, without a browser, on the bundled ledger: every fact with its source."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data_sources.pilots.bundle import bundled_ledger
from tests.dashboard.ledger_rows import document, row
from tests.dashboard.reading import client_of, headed, links, parts, read, text

DEVICE, STRANGULATION = "/slachtofferdevice", "/verwurging"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with client_of(tmp_path, bundled_ledger()) as client:
        yield client


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


# ---- Slachtofferdevice ----


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        ("2026-03-01", "4 gebieden in gebruik 0 gebieden volgens planning, niet bevestigd 0 gebieden in voorbereiding"
                       " 9 gebieden nog niet"),
        ("2026-10-01", "4 gebieden in gebruik 3 gebieden volgens planning, niet bevestigd 3 gebieden in voorbereiding"
                       " 3 gebieden nog niet"),
        ("2027-02-01", "4 gebieden in gebruik 7 gebieden volgens planning, niet bevestigd 0 gebieden in voorbereiding"
                       " 2 gebieden nog niet"),
        ("2027-08-01", "4 gebieden in gebruik 9 gebieden volgens planning, niet bevestigd 0 gebieden in voorbereiding"
                       " 0 gebieden nog niet"),
    ],
)  # fmt: skip
def test_on_a_chosen_day_every_area_counts_once(client: FlaskClient, on: str, counts: str) -> None:
    assert counts in read(client, f"{DEVICE}?stand-op={on}")


def test_the_map_says_geheel_deels_or_niet_and_how_far_the_rest_is(client: FlaskClient) -> None:
    tiles = [
        part["props"]["aria-label"]
        for part in parts(client, f"{DEVICE}?stand-op=2026-03-01")
        if part["type"] == "A" and "tile" in str(part["props"].get("className"))
    ]
    assert len(tiles) == 10
    assert [tile for tile in tiles if "geheel in gebruik" in tile] == ["Noord-Nederland: geheel in gebruik."]
    partly = {tile.split(":")[0] for tile in tiles if "deels in gebruik (1 van 2 gebieden)" in tile}
    assert partly == {"Den Haag", "Rotterdam", "Zeeland-West-Brabant"}
    later = read(client, f"{DEVICE}?stand-op=2026-11-21")
    assert "Den Haag" in later
    assert "rest: niet bevestigd" in later


def test_a_moment_is_never_more_precise_than_the_letter(client: FlaskClient) -> None:
    for on in ("2026-03-01", "2026-11-21", "2028-01-01"):
        body = headed(client, f"{DEVICE}?stand-op={on}", "Section")
        told = " ".join(words for heading, words in body.items() if heading != "Zo wordt geteld")
        assert "zomer 2026" in told
        for day in ("21 juni 2026", "22 september 2026", "1 juli 2026", "1 november 2026", "1 juni 2027"):
            assert not re.search(rf"(?<!\d){day}", told), (on, day)


def test_each_step_shows_its_words_certainty_and_passage(client: FlaskClient) -> None:
    table = headed(client, DEVICE, "Section")["Tijdlijn per gebied"]
    for words in (
        "vóór 2026 gerealiseerd", "januari 2026 gerealiseerd", "zomer 2026 gepland; moment voorbij, niet bevestigd",
        "in of vlak na de zomer 2026 verwacht; moment voorbij, niet bevestigd", "juni 2026 gerealiseerd",
        "eind 2026 verwacht", "januari 2027 verwacht", "medio 2027 verwacht",
        "in de regio Zeeland West-Brabant kan naar verwachting in of vlak na de zomer worden gestart",
    ):  # fmt: skip
        assert words in table
    assert table.count("“") == 21


def test_what_it_is_and_what_it_is_not_are_explained(client: FlaskClient) -> None:
    sections = headed(client, DEVICE, "Section")
    assert "enkelband" in sections["Wat het is"]
    assert "Preventieve inzet" in sections["Wat het is"]
    aware = sections["AWARE is een ander hulpmiddel"]
    assert "AWARE telt op deze pagina nergens mee." in aware
    assert "na afloop wordt idealiter weer AWARE aangeboden" in aware
    assert "namelijk de AWARE-noodknop" in aware
    assert "AWARE en het device na elkaar" not in sections["Wat het is"]
    assert "volgens planning, niet bevestigd" in sections["Zo wordt geteld"]
    assert "21 juni tot en met 22 september 2026" in sections["Zo wordt geteld"]


def test_without_divisions_the_areas_stand_in_for_the_municipalities(client: FlaskClient) -> None:
    words = headed(client, DEVICE, "Section")["Gemeenten per fase"]
    assert "python app.py divisions fetch" in words
    assert "Haaglanden uitgerold in gebruik (januari 2026, gerealiseerd)" in words
    found = rows(client, "/csv/slachtofferdevice-gemeenten?stand-op=2026-10-01")
    assert [item["Fase"] for item in found].count("uitgerold") == 4
    assert [item["Fase"] for item in found].count("in gang gezet") == 3
    assert {item["Gemeente"] for item in found} == {""}
    assert all("divisions fetch" in item["Opmerking"] for item in found)
    (rest,) = [item for item in found if item["Gebied"].startswith("Zeeland-West-Brabant")]
    assert rest["Passage"].endswith("in of vlak na de zomer worden gestart.")
    assert {item["Bekend"] for item in found} == {"juli 2026, afgeleid uit de tekst"}


def test_the_files_hold_what_the_charts_show(client: FlaskClient) -> None:
    coverage = rows(client, "/csv/slachtofferdevice-dekking")
    states = ("In gebruik", "Volgens planning, niet bevestigd", "In voorbereiding", "Nog niet")
    assert [(item["Kwartaal"], [item[state] for state in states], item["Vooruit"]) for item in coverage] == [
        ("4e kwartaal 2025", ["0", "0", "0", "13"], "nee"),
        ("1e kwartaal 2026", ["4", "0", "0", "9"], "nee"),
        ("2e kwartaal 2026", ["4", "0", "3", "6"], "nee"),
        ("3e kwartaal 2026", ["4", "3", "3", "3"], "nee"),
        ("4e kwartaal 2026", ["4", "4", "3", "2"], "nee"),
        ("1e kwartaal 2027", ["4", "7", "0", "2"], "ja"),
        ("2e kwartaal 2027", ["4", "7", "0", "2"], "ja"),
        ("3e kwartaal 2027", ["4", "9", "0", "0"], "ja"),
    ]
    assert {item["Stand"] for item in coverage} == {"zoals bekend op 21 november 2026"}
    assert all(item["Bron"].startswith("Voortgangsbrief") for item in coverage)
    steps = rows(client, "/csv/slachtofferdevice-stappen")
    assert len(steps) == 21
    (rest,) = [item for item in steps if item["Moment"] == "in of vlak na de zomer 2026"]
    assert (rest["Van"], rest["Tot en met"], rest["Deel"]) == ("2026-06-21", "2026-10-31", "deel")
    assert rest["Bekend"] == "juli 2026, afgeleid uit de tekst"
    assert client.get("/csv/slachtofferdevice-stappen?stand-op=ooit").status_code == 400


def test_before_the_letter_there_is_nothing_and_the_page_says_why(client: FlaskClient) -> None:
    assert "Op 30 juli 2026 was in deze opslag nog niets over het Slachtofferdevice bekend." in read(
        client, f"{DEVICE}?zoals-bekend-op=2026-07-30"
    )
    assert "nog niets over deze twee pilots bekend" in read(client, f"{STRANGULATION}?zoals-bekend-op=2026-07-30")


def test_of_a_day_to_come_nothing_is_said_to_be_so(client: FlaskClient) -> None:
    ahead = read(client, f"{DEVICE}?stand-op=2027-08-01")
    assert (
        "Vooruit naar 1 augustus 2027, volgens wat nu bekend is: het Slachtofferdevice is in 4 van de 13 gebieden al in"
        " gebruik; in 9 zou het dan volgens de planning in gebruik zijn." in ahead
    )
    assert "Op 1 augustus 2027 is" not in ahead
    assert "Op 30 september 2027 is" not in read(client, DEVICE)


def test_on_a_day_before_it_was_realised_a_step_does_not_read_as_done(client: FlaskClient) -> None:
    before = headed(client, f"{DEVICE}?stand-op=2025-12-31", "Section")
    words = "Haaglanden: nog niet (pilot: vóór 2026); in gebruik: januari 2026, gerealiseerd, na de dag die u bekijkt"
    assert words in before["Per politieregio"]
    assert (
        "in geen van de 13 gebieden in gebruik; in 13 nog niet (in 4 daarvan was er een pilot, die niet als gebruik"
        " telt)." in read(client, f"{DEVICE}?stand-op=2025-12-31")
    )
    assert "januari 2026 gerealiseerd, na de dag die u bekijkt" in before["Tijdlijn per gebied"]
    steps = rows(client, "/csv/slachtofferdevice-stappen?stand-op=2025-12-31")
    assert {step["Zekerheid"] for step in steps if step["Moment"] == "januari 2026"} == {
        "gerealiseerd, na de dag die u bekijkt"
    }


def test_a_bar_without_a_begin_says_so_and_the_running_quarter_its_day(client: FlaskClient) -> None:
    (timeline,) = [
        part["props"]["data"]
        for part in parts(client, f"{DEVICE}?stand-op=2026-10-01")
        if part["type"] == "Store" and "tijdlijn" in str(part["props"]["id"])
    ]
    pilot = timeline["data"][0]
    assert [text for text in pilot["text"] if text] == ["vóór 2026"] * 4
    shown = json.dumps(timeline["layout"], ensure_ascii=False)
    assert "stand op 1 oktober 2026" in shown
    (coverage,) = [
        part["props"]["data"]
        for part in parts(client, DEVICE)
        if part["type"] == "Store" and "per-kwartaal" in str(part["props"]["id"])
    ]
    assert "4e kwartaal 2026: op 21 november 2026" in json.dumps(coverage["layout"], ensure_ascii=False)


def test_a_rollout_without_moments_or_with_a_region_off_the_map_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    device = {"pilot": "slachtofferdevice"}
    ledger = [
        document("L26"),
        row("pilot", title="Slachtofferdevice", **device),
        row("area", area="elders", title="Elders", region="elders", region_title="Elders", **device),
        row("step", area="elders", phase="in gebruik", moment="zonder datum", certainty="ambitie", **device),
    ]
    with client_of(tmp_path, ledger) as client:
        page = read(client, DEVICE)
    assert "Elders: nog niet; in gebruik: zonder datum, ambitie" in page
    # An ambition without a date is no plan.
    assert "Elders geen moment gegeven niet in gebruik" in page
    assert "Tijdlijn per gebied" not in page


def test_a_day_of_ones_own_can_be_typed_and_goes_before_the_choice(client: FlaskClient) -> None:
    typed = read(client, f"{DEVICE}?stand-op=2026-03-31&dag=2026-10-01")
    assert "Op 1 oktober 2026 is het Slachtofferdevice in 4 van de 13 gebieden in gebruik" in typed
    assert "Van de 10 politieregio's: 1 geheel in gebruik, 3 deels en 6 niet." in typed
    assert "'1 oktober' is geen dag." in read(client, f"{DEVICE}?dag=1 oktober")


def test_steps_that_nobody_confirmed_stand_among_what_is_overdue(client: FlaskClient) -> None:
    sections = headed(client, "/mijlpalen", "Section")
    overdue = sections["Voorbij en niet bevestigd"]
    for area in ("Hollands Midden", "Amsterdam", "Zuid-Holland Zuid", "Zeeland-West-Brabant (zonder Hart van Brabant)"):
        assert f"Slachtofferdevice in gebruik: {area}" in overdue
    assert "Slachtofferdevice in gebruik: Noord-Holland" not in overdue
    assert "Toezegging gedaan" in sections["Gerealiseerd"]


# ---- Verwurging ----


def test_the_two_pilots_stand_side_by_side_and_are_not_added_up(client: FlaskClient) -> None:
    articles = headed(client, STRANGULATION, "Article")
    assert list(articles) == ["FARR-pilot", "LOEF-pilot"]
    assert "ruim 225 Personen onderzocht, het eerste kwartaal van 2026" in articles["FARR-pilot"]
    assert "bijna 100 Personen bij wie de methode is toegepast" in articles["LOEF-pilot"]
    assert "niet genoeg" in articles["LOEF-pilot"]
    apart = headed(client, STRANGULATION, "Section")["Niet bij elkaar optellen"]
    assert "andere uitvoerders, een andere methode en een andere telling" in apart
    everything = read(client, STRANGULATION)
    for computed in ("325", "12 minderjarigen", "elf", "22%", "8%", "25%", "54%"):
        # By whole words: 'elf' is in 'dezelfde', and '8%' in '78%'.
        assert not re.search(rf"(?<!\w){re.escape(computed)}(?!\w)", everything), computed


@pytest.mark.parametrize(
    "line",
    [
        "Volwassen 95% van de onderzochte personen (ruim 225)",
        "Minderjarig 5% van de onderzochte personen (ruim 225)",
        "Vrouw 90% van de onderzochte personen (ruim 225)",
        "Man 10% van de onderzochte personen (ruim 225)",
        "Vermoedelijk partnergeweld 78% van de gevallen (aantal niet gegeven)",
        "Kinderen aanwezig of betrokken 46% van de gevallen (aantal niet gegeven)",
        "Onderzoek binnen 24 uur 75% van de aanvragen (aantal niet gegeven)",
        "Opgekomen voor het onderzoek 92% van de te onderzoeken personen (aantal niet gegeven)",
    ],
)
def test_each_share_says_what_it_is_a_share_of_and_where_it_was_read(client: FlaskClient, line: str) -> None:
    table = headed(client, STRANGULATION, "Section")["Aandelen in de pilot van FARR"]
    assert f"{line} Bron: Voortgangsbrief van zomer 2026, onderdeel n" in table


def test_the_files_of_the_chart_and_the_links_lead_somewhere(client: FlaskClient) -> None:
    found = links(client, STRANGULATION)
    assert found["Download CSV"] == "/csv/pilots?pilot=farr"
    assert len(rows(client, found["Download CSV"])) == 11


def test_how_old_the_figures_of_cbs_are_is_said_only_where_they_are_shown(client: FlaskClient) -> None:
    def notices(address: str) -> list[str]:
        found = [part for part in parts(client, address) if part["props"].get("className") == "notice"]
        return [text(part) for part in found if "cijfers bij CBS opgehaald" in text(part)]

    assert len(notices("/")) == 1
    assert [notices(address) for address in (DEVICE, STRANGULATION, "/pilots", "/mijlpalen")] == [[], [], [], []]
