"""The pages of the ledger over HTTP, without a browser: Pilots, Overige pilots and Mijlpalen."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.dashboard.ledger_rows import document, row, small_ledger
from tests.dashboard.reading import client_of, headed, links, parts, read


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with client_of(tmp_path, small_ledger()) as client:
        yield client


def test_the_days_of_a_view_stand_in_the_title_of_its_window(client: FlaskClient) -> None:
    page = client.get("/mijlpalen?stand-op=2027-02-01").get_data(as_text=True)
    assert "<title>Mijlpalen, stand op 1 februari 2027 · " in page


# ---- Pilots ----


def test_a_card_says_what_how_it_stands_by_which_letter_and_its_newest_figures(client: FlaskClient) -> None:
    farr = headed(client, "/pilots", "Article")["FARR-pilot"]
    for words in (
        "Een proef.", "Stand volgens voortgangsbrief (juli 2026): loopt", "Personen onderzocht ruim 225",
        "90% van de onderzochte personen (ruim 225)", "78% van de onderzochte personen (aantal niet gegeven)",
        "1e kwartaal 2026", "Volgende mijlpaal : FARR-pilot loopt af, eind 2026 (gepland)", "(nog 1 cijfer)",
    ):  # fmt: skip
        assert words in farr
    assert "Opgekomen" not in farr


def test_a_card_shows_the_newest_period_of_a_topic_whichever_document_is_newer(tmp_path: Path) -> None:
    found = {"pilot": "cohortstudie", "figure": "gevolgd", "title": "Gezinnen gevolgd", "unit": "gezinnen"}
    rows = [
        document("N23"), document("L26"), row("pilot", pilot="cohortstudie", title="Cohortonderzoek", document="N23"),
        row("figure", **found, period="2023KW02", value="61", document="N23"),
        row("figure", **found, period="2022KW04", value="58"), row("figure", **found, period="2023KW01", value="57"),
        row("figure", **{**found, "figure": "duur", "title": "Duur"}, value="9"),
    ]  # fmt: skip
    with client_of(tmp_path, rows) as client:
        card = headed(client, "/pilots", "Article")["Cohortonderzoek"]
        assert "Gezinnen gevolgd 61 2e kwartaal 2023" in card
        assert not any(older in card for older in ("57", "58"))
        assert "(nog 2 cijfers)" in card
        every = headed(client, "/overige-pilots", "Article")["Cohortonderzoek"]
        assert [every.index(value) for value in ("61", "57", "58")] == sorted(
            every.index(value) for value in ("61", "57", "58")
        )


def test_the_card_of_a_rollout_names_each_document_its_coverage_rests_on(tmp_path: Path) -> None:
    used = {"phase": "in gebruik", "moment": "januari 2026", "certainty": "gerealiseerd"}
    place = {"pilot": "slachtofferdevice", "extent": "geheel", "level": "politieregio"}
    rows = [
        document("N23"), document("L26"), row("pilot", pilot="slachtofferdevice", title="Slachtofferdevice"),
        row("area", **place, area="limburg", title="Limburg", region="limburg", region_title="Limburg"),
        row("step", pilot="slachtofferdevice", area="limburg", **used, document="N23"),
    ]  # fmt: skip
    with client_of(tmp_path, rows) as client:
        card = headed(client, "/pilots", "Article")["Slachtofferdevice"]
        assert "1 van 1 gebieden in gebruik" in card
        assert "Bron: voortgangsbrief, onderdeel n" in card
        assert "Bron: nota 2023, onderdeel n" in card


def test_a_rollout_shows_its_coverage_on_the_day(client: FlaskClient) -> None:
    assert "1 van 2 gebieden in gebruik" in headed(client, "/pilots", "Article")["Slachtofferdevice"]
    assert "1 in voorbereiding" in headed(client, "/pilots", "Article")["Slachtofferdevice"]
    assert (
        "0 van 2 gebieden in gebruik" in headed(client, "/pilots?stand-op=2025-12-31", "Article")["Slachtofferdevice"]
    )


def test_a_planned_end_that_is_over_is_not_an_end(client: FlaskClient) -> None:
    before = headed(client, "/pilots?stand-op=2026-12-31", "Article")["FARR-pilot"]
    after = headed(client, "/pilots?stand-op=2027-01-01", "Article")["FARR-pilot"]
    assert "einddatum" not in before
    assert "De geplande einddatum (eind 2026) is voorbij; afronding niet bevestigd." in after
    assert "! Voorbij, niet bevestigd : FARR-pilot loopt af, eind 2026 (gepland)" in after
    assert "Volgende mijlpaal" not in after
    assert "Stand op 1 januari 2027." in read(client, "/pilots?stand-op=2027-01-01")
    assert "Stand op 21 november 2026." in read(client, "/pilots")


def test_each_card_leads_to_all_about_its_pilot_on_the_same_days(client: FlaskClient) -> None:
    found = links(client, "/pilots?stand-op=2027-01-01")
    assert found["Alles over Slachtofferdevice"] == "/slachtofferdevice?stand-op=2027-01-01"
    assert found["Alles over FARR-pilot (nog 1 cijfer)"] == "/verwurging?stand-op=2027-01-01"
    assert found["Alles over Tijdelijk huisverbod"] == "/overige-pilots?stand-op=2027-01-01#huisverbod"
    assert found["Download CSV van alle cijfers"] == "/csv/pilots?stand-op=2027-01-01"


@pytest.mark.parametrize("path", ["/pilots", "/overige-pilots"])
def test_an_earlier_day_shows_what_was_known_by_then(client: FlaskClient, path: str) -> None:
    address = f"{path}?zoals-bekend-op=2026-07-30"
    assert list(headed(client, address, "Article")) == ["Cohortonderzoek"]
    assert "U ziet de pilotgegevens zoals bekend op 30 juli 2026." in read(client, address)


@pytest.mark.parametrize(
    ("path", "what", "oldest"),
    [
        ("/pilots", "pilots", "1 september 2023 (nota 2023)"),
        ("/overige-pilots", "deze pilots", "1 september 2023 (nota 2023)"),
        ("/mijlpalen", "mijlpalen", "juli 2026 (voortgangsbrief)"),
    ],
)
def test_before_the_first_document_the_page_explains_that_it_is_empty(
    client: FlaskClient, path: str, what: str, oldest: str
) -> None:
    said = read(client, f"{path}?zoals-bekend-op=2023-08-31")
    assert f"Op 31 augustus 2023 was in deze opslag nog niets over {what} bekend." in said
    assert f"Het oudste document daarover is van {oldest}" in said


@pytest.mark.parametrize("path", ["/pilots", "/overige-pilots", "/mijlpalen"])
def test_an_empty_ledger_and_a_wrong_day_are_told(tmp_path: Path, path: str) -> None:
    with client_of(tmp_path, []) as client:
        assert "In deze opslag staat niets over" in read(client, path)
        assert "In deze opslag staat niets over" in read(client, f"{path}?zoals-bekend-op=2026-01-01")
        assert "'morgen' is geen dag" in read(client, f"{path}?stand-op=morgen")
        assert "ligt in de toekomst" in read(client, f"{path}?zoals-bekend-op=2027-01-01")


# ---- Overige pilots ----


def test_other_pilots_have_an_article_each_with_all_there_is(client: FlaskClient) -> None:
    articles = headed(client, "/overige-pilots", "Article")
    assert list(articles) == ["Tijdelijk huisverbod", "Cohortonderzoek"]
    for words in (
        "Geteld wordt onderzochte personen", "Dat is niet geen zaken", "Gepland einde eind 2026",
        "Begin niet in de bron", "Waar Den Haag, Utrecht", "Pilotsteden 4", "Bron: voortgangsbrief, onderdeel n",
        "“Zo staat het er.”",
        "eind 2026 Utrecht: praktijkproef gepland", "1e kwartaal 2027 Resultaten huisverbod verwacht",
    ):  # fmt: skip
        assert words in articles["Tijdelijk huisverbod"]
    assert "Stand volgens nota 2023 (1 september 2023)" in articles["Cohortonderzoek"]
    found = links(client, "/overige-pilots")
    assert found["Tijdelijk huisverbod"] == "#huisverbod"
    assert found["Bij de mijlpalen"] == "/mijlpalen#mijlpaal-huisverbod-resultaten"
    assert (
        "afronding niet bevestigd"
        in headed(client, "/overige-pilots?stand-op=2027-01-01", "Article")["Tijdelijk huisverbod"]
    )


def test_a_pilot_without_figures_says_so(tmp_path: Path) -> None:
    with client_of(tmp_path, [document("L26"), row("pilot", pilot="x", title="Zonder cijfers")]) as client:
        assert "De documenten geven hierover geen cijfers." in read(client, "/overige-pilots")
        assert "Alles over Zonder cijfers" in headed(client, "/pilots", "Article")["Zonder cijfers"]


# ---- Mijlpalen ----


def test_milestones_stand_by_what_the_day_makes_of_them(client: FlaskClient) -> None:
    overdue = headed(client, "/mijlpalen", "Section").get("Voorbij en niet bevestigd", "")
    ahead = headed(client, "/mijlpalen", "Section").get("Nu en straks", "")
    assert "zomer 2026 Nationaal Coördinator aangesteld ! gepland; moment voorbij, niet bevestigd" in overdue
    assert "FARR-pilot" not in overdue
    assert ahead.index("eind 2026") < ahead.index("1e kwartaal 2027") < ahead.index("medio 2027")
    assert ahead.index("medio 2027") < ahead.index("zonder datum")
    assert "Hoort bij: FARR-pilot" in ahead
    realised = headed(client, "/mijlpalen", "Section").get("Gerealiseerd", "")
    assert "28 mei 2026 Commissiedebat gerealiseerd Verwijzing: Kamerstuk 36 811, nr. 3" in realised


def test_the_state_of_another_day_moves_them(client: FlaskClient) -> None:
    later = headed(client, "/mijlpalen?stand-op=2027-01-01", "Section").get("Voorbij en niet bevestigd", "")
    assert "FARR-pilot loopt af" in later
    earlier = "/mijlpalen?stand-op=2026-05-01"
    assert "Commissiedebat gerealiseerd, na de dag die u bekijkt" in headed(client, earlier, "Section").get(
        "Nu en straks", ""
    )
    assert (
        headed(client, earlier, "Section").get("Voorbij en niet bevestigd", "")
        == headed(client, earlier, "Section").get("Gerealiseerd", "")
        == ""
    )


def test_the_convention_the_events_and_the_files_are_there(client: FlaskClient) -> None:
    said = read(client, "/mijlpalen")
    assert "zomer 21 juni tot en met 22 september 2026 bij ‘zomer 2026’" in said
    assert "eind augustus 2026 Campagne Waar ben je?" in headed(client, "/mijlpalen", "Section").get(
        "Gebeurtenissen voor de tijdas", ""
    )
    found = links(client, "/mijlpalen?stand-op=2027-01-01&zoals-bekend-op=2026-08-01")
    assert found["Agenda (ICS)"] == "/agenda/mijlpalen.ics"
    assert found["Download CSV"] == "/csv/mijlpalen?stand-op=2027-01-01&zoals-bekend-op=2026-08-01"


@pytest.mark.parametrize("path", ["/pilots", "/overige-pilots", "/mijlpalen"])
def test_names_on_a_page_are_unique_and_headings_go_down_in_order(client: FlaskClient, path: str) -> None:
    found = parts(client, path)
    names = [json.dumps(part["props"]["id"]) for part in found if "id" in part["props"]]
    assert len(names) == len(set(names))
    levels = [int(part["type"][1]) for part in found if part["type"] in {"H1", "H2", "H3", "H4"}]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
