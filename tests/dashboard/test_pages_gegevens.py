"""The page Gegevens, the page of a load and of a figure, and their files: two releases and a correction, over HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.findings import Finding
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.stamp import Stamp
from data_sources.store.models import AttemptRow, LoadRow
from data_sources.store.prepare import Store, prepare
from data_sources.store.writer import Ended
from demo.changes import with_value, without_row
from demo.standin import StandIn
from tests.dashboard.reading import headed, links, parts, read, text
from tests.data_sources.deliveries import snapshot, vintage
from tests.data_sources.releases import quick
from tests.hurry import without_pauses

MAY, NOVEMBER = datetime(2026, 5, 2, 5, 0, tzinfo=UTC), datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FIGURE = "/gegevens/cijfer?onderwerp=adviezen&regio={}&periode={}"
ADVIEZEN = "Gestarte adviezen"


class Clock:
    """The one clock, moved by hand."""

    def __init__(self) -> None:
        self.now = MAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, Store]]:
    """Bundled figures; in May a release; in November another, one with corrections, an equal one, and no answer."""
    url, clock = f"sqlite:///{tmp_path_factory.mktemp('gegevens') / 'store.db'}", Clock()
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    corrected = with_value(quick(2), region="NL01", period="2025HJ01", topic_title=ADVIEZEN, value=80000)
    corrected = with_value(corrected, region="PV20", period="2025HJ01", topic_title=ADVIEZEN, value=".")
    corrected = without_row(corrected, region="PV21", period="2019HJ01")
    with StandIn(quick(1)) as cbs:
        services = Services(store=store, settings=Settings(database_url=url, cbs_url=cbs.url), now=clock)
        for table, moment, force in (
            (quick(1), MAY, False), (quick(2), NOVEMBER, False), (corrected, NOVEMBER, True),
            (corrected, NOVEMBER, False),
        ):  # fmt: skip
            clock.now = moment
            cbs.publish(table)
            services.fetching.refresh(None, accept_host=False, force=force, progress=lambda _name, _bytes: None)
    clock.now = NOVEMBER + timedelta(days=1)
    with without_pauses():
        services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
    yield build_dashboard(services, Settings()).server.test_client(), store
    store.engines.dispose()


@pytest.fixture
def client(told: tuple[FlaskClient, Store]) -> FlaskClient:
    return told[0]


@pytest.fixture
def loads(told: tuple[FlaskClient, Store]) -> list[int]:
    """The numbers of the three fetched loads."""
    return [load.id for load in told[1].reader.loads() if load.kind != "published"]


def _rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def _table(client: FlaskClient, address: str) -> list[list[str]]:
    """The cells of the last table of a page, row by row."""
    found = [part for part in parts(client, address) if part["type"] == "Table"]
    body = next(part for part in found[-1]["props"]["children"] if part["type"] == "Tbody")
    return [[text(cell) for cell in row["props"]["children"]] for row in body["props"]["children"]]


# ---- the log ----


def test_it_says_when_was_looked_how_that_ended_and_when_cbs_is_expected(client: FlaskClient) -> None:
    told = headed(client, "/gegevens", "Section")["Stand per tabel"]
    assert "Laatst gecontroleerd 21 november 2026 om 13:00 uur (24 uur geleden)." in told
    assert "Laatste poging 22 november 2026 om 13:00 uur. Mislukt: de oude cijfers blijven staan." in told
    assert "Volgende controle 23 november 2026 om 06:45 uur" in told
    assert "Verwacht: eind april 2027 (2e halfjaar 2026 en 2026); ons vermoeden, naar het ritme van CBS." in told


def test_a_table_that_nobody_set_to_be_refreshed_is_not_planned(told: tuple[FlaskClient, Store]) -> None:
    settings = Settings(tables="84850NED")
    services = Services(store=told[1], settings=settings, now=Clock())
    shown = headed(build_dashboard(services, settings).server.test_client(), "/gegevens", "Section")
    cards = shown["Stand per tabel"].split("Tabel 84847NED")
    assert ["Volgende controle niet gepland" in card for card in cards] == [False, True]


def test_loads_stand_newest_first_with_what_they_brought_and_whose_they_are(
    client: FlaskClient, loads: list[int]
) -> None:
    told = headed(client, "/gegevens", "Section")["Ladingen"]
    places = [told.index(f"Lading {number}, tabel 84847NED") for number in loads]
    assert places == sorted(places, reverse=True)
    assert "0 nieuw, 2 gewijzigd, 14 verdwenen, van 7.378 cijfers." in told
    assert "Eerste lading van deze tabel: 7.056 cijfers, alle nieuw." in told
    assert "Gepubliceerd op 30 oktober 2026" in told
    assert "Datum: de dag van ophalen; CBS noemde geen nieuwe dag van wijziging." in told
    assert "Let op: niet van CBS (127.0.0.1)." in told
    assert "alleen jaar bekend, telt vanaf 31 december 2022" in told


def test_attempts_stand_newest_first_with_how_they_ended(client: FlaskClient) -> None:
    told = headed(client, "/gegevens", "Section")["Controles"]
    outcomes = ["Mislukt: de oude cijfers blijven staan.", "Niets veranderd.", "Nieuwe lading bewaard."]
    assert [told.index(words) for words in outcomes] == sorted(told.index(words) for words in outcomes)
    assert "niet te bereiken of verbrak de verbinding" in told
    assert "alle cijfers vergeleken, in minder dan een seconde" in told
    assert told.count("Nieuwe lading bewaard.") == 3


def test_an_earlier_day_shows_what_had_happened_by_then(client: FlaskClient, loads: list[int]) -> None:
    told = read(client, "/gegevens?zoals-bekend-op=2026-05-02")
    assert "U ziet de gegevens zoals bekend op 2 mei 2026." in told
    assert f"Lading {loads[0]}, tabel" in told
    assert f"Lading {loads[1]}, tabel" not in told
    assert "Mislukt" not in told
    assert "Verwacht: eind oktober 2026 (1e halfjaar 2026)" in told
    assert "Laatst gecontroleerd 2 mei 2026 om 07:00 uur (17 uur voor het einde van 2 mei 2026)." in told
    assert "Er is tot en met 1 mei 2026 nog niet bij CBS gekeken." in read(
        client, "/gegevens?zoals-bekend-op=2026-05-01"
    )


def test_a_long_log_is_shown_a_page_at_a_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    for n in range(45):
        store.writer.start_attempt(
            table="84847NED", host="opendata.cbs.nl", started_at=datetime(2026, 1, 1, 6, 45, tzinfo=UTC) + timedelta(n)
        )
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOVEMBER)
    client = build_dashboard(services, Settings()).server.test_client()
    assert "1–20 van 45" in read(client, "/gegevens")
    onward = links(client, "/gegevens?zoals-bekend-op=2026-11-01")["Volgende"]
    assert onward == "/gegevens?controles-vanaf=20&zoals-bekend-op=2026-11-01#controles"
    last = read(client, "/gegevens?controles-vanaf=40")
    assert "41–45 van 45 Vorige" in last
    assert "Bezig of afgebroken. Tabel 84847NED." in last
    assert last.count("Bezig of afgebroken. Tabel") == 5
    assert "Was verwacht eind april 2026 (2e halfjaar 2025 en 2025), maar is hier nog niet" in last
    assert "is geen plaats in een lijst" in read(client, "/gegevens?controles-vanaf=-1")


def test_what_was_found_and_who_was_told_is_there_to_read(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url)
    attempt = store.writer.start_attempt(table="84847NED", host="opendata.cbs.nl", started_at=MAY)
    store.writer.finish_attempt(
        attempt, finished_at=MAY + timedelta(seconds=61.25), outcome="unchanged",
        ended=Ended(
            load=None, error=None, stamp=None, compared=False,
            findings=[Finding("regio-weg", "waarschuwing", "Regio PV21 is weg.", "PV21", "geen rijen")],
        ),
    )  # fmt: skip
    with store.engines.writer.begin() as connection:
        # As attempts were kept before findings, beside what is told.
        older = ["Regio PV21 is weg.", "Nieuw onderwerp: 'Iets' (iets)."]
        told_to = ["Bericht verstuurd naar beheer@voorbeeld.nl."]
        connection.execute(update(AttemptRow).values(warnings=older, messages=told_to))
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOVEMBER)
    told = headed(build_dashboard(services, Settings()).server.test_client(), "/gegevens", "Section")["Controles"]
    assert "CBS meldde geen wijziging; cijfers niet vergeleken, in 61,3 seconden." in told
    assert "Bericht verstuurd naar beheer@voorbeeld.nl." in told
    assert "2 waarschuwingen" in told
    assert "Waarschuwing: Regio PV21 is weg. Verwacht: PV21. Gevonden: geen rijen. Controle: regio-weg." in told
    assert told.count("Regio PV21 is weg.") == 1
    assert "Nieuw onderwerp: 'Iets' (iets)." in told


# ---- a load ----


def test_a_load_says_old_and_new_and_the_difference_and_a_secret_figure_none(
    client: FlaskClient, loads: list[int]
) -> None:
    address = f"/gegevens/lading?id={loads[2]}"
    assert _table(client, address) == [
        ["Adviesvragen Nederland, 1e halfjaar 2025", "79.410", "80.000", "+590", "nader voorlopig"],
        [
            "Adviesvragen Groningen (PV), 1e halfjaar 2025", "2.320", "geheim of onbekend bij CBS", "",
            "was nader voorlopig",
        ],
    ]  # fmt: skip
    told = read(client, address)
    assert "Gewijzigd: 2 Preciezer: 0 Verdwenen: 14 Nieuw: 0" in told
    assert "Status per periode" not in told
    gone = _table(client, f"{address}&soort=verdwenen")
    assert len(gone) == 14
    assert gone[0][2:] == ["verdwenen uit de tabel", "", "was definitief"]


def test_a_release_tells_the_status_once_a_period_and_pages_its_figures(client: FlaskClient, loads: list[int]) -> None:
    address = f"/gegevens/lading?id={loads[1]}"
    status = headed(client, address, "Section")["Status per periode"]
    assert "1e halfjaar 2025 voorlopig nader voorlopig" in status
    assert "2024 nader voorlopig definitief" in status
    assert "1e halfjaar 2026 nieuwe periode voorlopig" in status
    first = _table(client, address)
    assert len(first) == 50
    assert first[0] == [
        "Adviesvragen Nederland, 2e halfjaar 2024", "69.510", "69.520", "+10", "nader voorlopig → definitief"
    ]  # fmt: skip
    onward = links(client, f"{address}&zoals-bekend-op=2026-11-21")["Volgende"]
    assert onward == f"/gegevens/lading?id={loads[1]}&soort=gewijzigd&vanaf=50&zoals-bekend-op=2026-11-21#cijfers"
    assert _table(client, onward)[0] not in first
    new = _table(client, f"{address}&soort=nieuw&regio=PV&onderwerp=adviesvragen")
    assert new[0][0] == "Adviesvragen Groningen (PV), 1e halfjaar 2026"
    assert len(new) == 12


def test_a_first_load_says_how_many_and_what_it_put_in_the_place_of_bundled_figures(
    client: FlaskClient, loads: list[int]
) -> None:
    address = f"/gegevens/lading?id={loads[0]}"
    told = read(client, address)
    assert "De eerste lading van tabel 84847NED: 7.056 cijfers, alle nieuw" in told
    assert "Nieuw:" not in told
    row = next(row for row in _table(client, address) if row[0] == "Adviesvragen Nederland, 1e halfjaar 2025")
    assert row == ["Adviesvragen Nederland, 1e halfjaar 2025", "84.935", "79.410", "−5.525", "voorlopig", "gewijzigd"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("id=999", "Lading '999' staat niet in deze opslag."),
        ("", "Lading '' staat niet in deze opslag."),
        ("id={}&soort=raar", "is geen soort wijziging"),
        ("id={}&periode=2025", "is geen periode"),
        ("id={}&onderwerp=raar", "is geen bekend onderwerp"),
        ("id={}&vanaf=x", "is geen plaats in een lijst"),
        ("id={}&vanaf=9000", "Hier staan geen cijfers."),
        ("id={}&regio=VT05&periode=2019JJ00", "Niets met deze keuze."),
        ("id={}&zoals-bekend-op=2026-05-02", "was op 2 mei 2026 nog niet bekend"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_says_why(client: FlaskClient, loads: list[int], query: str, words: str) -> None:
    assert words in read(client, f"/gegevens/lading?{query.format(loads[2])}")


def test_the_file_of_a_load_has_all_changes_with_where_they_came_from(client: FlaskClient, loads: list[int]) -> None:
    answer = client.get(f"/csv/lading?id={loads[1]}&zoals-bekend-op=2026-11-01")
    name = f"veilig-thuis-lading-{loads[1]}-wijzigingen-bekend-op-2026-11-01.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    rows = _rows(client, f"/csv/lading?id={loads[1]}&zoals-bekend-op=2026-11-01")
    kinds = [row["Soort"] for row in rows]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {"Status": 7, "Gewijzigd": 195, "Nieuw": 336}
    changed = next(row for row in rows if row["Soort"] == "Gewijzigd")
    told = ("Regiocode", "Periodecode", "Was", "Werd", "Verschil", "Status was", "Status werd", "Lading was", "Lading")
    assert [changed[name] for name in told] == [
        "NL01", "2024HJ02", "69510", "69520", "10", "nader voorlopig", "definitief", str(loads[0]), str(loads[1]),
    ]  # fmt: skip
    assert {row["Stand"] for row in rows} == {"zoals bekend op 1 november 2026"}
    assert {row["Let op"] for row in rows} == {"niet van CBS (127.0.0.1)"}
    secret = next(row for row in _rows(client, f"/csv/lading?id={loads[2]}") if row["Regiocode"] == "PV20")
    assert [secret[name] for name in ("Was", "Werd", "Werd ontbreekt", "Verschil", "Stand")] == [
        "2320", "", "geheim of onbekend bij CBS", "", "zoals bekend op 22 november 2026",
    ]  # fmt: skip
    assert client.get("/csv/lading?id=999").status_code == 400


def test_a_load_out_of_a_file_names_the_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url)
    with StandIn(quick(1)) as cbs:
        services = Services(store=store, settings=Settings(database_url=url, cbs_url=cbs.url), now=lambda: NOVEMBER)
        services.fetching.refresh(None, accept_host=False, progress=lambda _name, _bytes: None)
    with store.engines.writer.begin() as connection:
        connection.execute(update(LoadRow).values(file_name="kerncijfers.csv", host="bestand"))
    client = build_dashboard(services, Settings()).server.test_client()
    assert "Let op: uit bestand kerncijfers.csv." in read(client, "/gegevens")
    assert "Let op: uit bestand kerncijfers.csv." in read(client, "/gegevens/lading?id=1")


# ---- a figure ----


def test_a_figure_tells_every_answer_it_had_and_the_words_sum_it_up(client: FlaskClient) -> None:
    address = FIGURE.format("NL01", "2025HJ01")
    assert [[row[1], row[2], row[3]] for row in _table(client, address)] == [
        ["84.935", "Voor het eerst bekend", "voorlopig"],
        ["79.410", "Gewijzigd −5.525", "voorlopig"],
        ["79.410", "Andere status", "nader voorlopig"],
        ["80.000", "Gewijzigd +590", "nader voorlopig"],
    ]
    told = read(client, address)
    assert "Gepubliceerd op 24 oktober 2025: 84.935, voorlopig." in told
    assert "Daarna 2 keer een ander antwoord en 1 keer alleen een andere status" in told
    assert "Het verschil tussen het eerste en het laatste antwoord is −4.935." in told
    then = read(client, f"{address}&zoals-bekend-op=2026-05-02")
    assert "80.000" not in then
    assert "Daarna 1 keer een ander antwoord; nu, gepubliceerd op 30 april 2026: 79.410, voorlopig." in then


def test_a_figure_that_is_gone_or_secret_has_neither_status_nor_difference(client: FlaskClient) -> None:
    assert _table(client, FIGURE.format("PV21", "2019HJ01"))[-1][1:] == [
        "verdwenen uit de tabel", "Verdwenen uit de tabel", "–",
    ]  # fmt: skip
    assert _table(client, FIGURE.format("PV20", "2025HJ01"))[-1][1:] == ["geheim of onbekend bij CBS", "Gewijzigd", "–"]
    assert "in deze opslag niet bekend" in read(client, FIGURE.format("PV20", "2031HJ01"))
    assert "is sindsdien niet veranderd" in read(client, FIGURE.format("PV22", "2019HJ01"))
    assert "Het adres noemt geen periode." in read(client, "/gegevens/cijfer?onderwerp=adviezen&regio=NL01")


def test_the_file_of_a_figure_has_its_answers_with_their_loads(client: FlaskClient, loads: list[int]) -> None:
    rows = _rows(client, FIGURE.format("NL01", "2025HJ01").replace("/gegevens/cijfer", "/csv/cijfer"))
    assert [(row["Waarde"], row["Verschil"], row["Wat er gebeurde"]) for row in rows] == [
        ("84935", "", "voor het eerst bekend"), ("79410", "-5525", "gewijzigd"), ("79410", "0", "andere status"),
        ("80000", "590", "gewijzigd"),
    ]  # fmt: skip
    assert [row["Lading"] for row in rows[1:]] == [str(number) for number in loads]
    assert {row["Stand"] for row in rows} == {"zoals bekend op 22 november 2026"}


def test_a_bundled_part_of_a_table_that_was_fetched_says_where_it_is_now(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources())
    advice, who = "84849NED:gestarte-adviezen", "KenmerkenAdviezenMeldingen"
    fetched = snapshot({f"{advice} NL01 2025HJ01 {who}=A9": 37600}, table="84849NED")
    store.writer.add_statline(fetched, vintage("2026-11-25"))
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOVEMBER + timedelta(days=9))
    client = build_dashboard(services, Settings()).server.test_client()
    address = f"?onderwerp={advice}&regio=NL01&periode=2025HJ01&uitsplitsing={who}%3Dniet-beroepsmatig-totaal"
    page = f"/gegevens/cijfer{address}"
    assert [row[1:] for row in _table(client, page)] == [
        ["37.510", "Voor het eerst bekend", "voorlopig"],
        ["niet in de gegevens", "Tabel opgehaald; daarin heeft dit een andere code", "–"],
    ]
    assert "kies de categorie op de pagina Verkenner" in read(client, page)
    assert [row["Wat er gebeurde"] for row in _rows(client, f"/csv/cijfer{address}")][1:] == [
        "tabel opgehaald; daarin heeft dit een andere code"
    ]
    before = read(client, f"{page}&zoals-bekend-op=2026-11-24")
    assert "37.510" in before
    assert "Verkenner." not in before
    store.engines.dispose()


# ---- the day, and the links between pages ----


def test_the_overview_leads_to_the_history_of_each_stored_figure(client: FlaskClient) -> None:
    found = links(client, "/?zoals-bekend-op=2026-11-01")
    history = "/gegevens/cijfer?onderwerp=meldingen&regio=NL01&periode=2026HJ01&zoals-bekend-op=2026-11-01"
    assert found["Geschiedenis van dit cijfer"] == history
    assert (
        found["79.410"] == "/gegevens/cijfer?onderwerp=adviezen&regio=NL01&periode=2025HJ01&zoals-bekend-op=2026-11-01"
    )


@pytest.mark.parametrize("page", ["/", "/gegevens", "/pilots", "/mijlpalen", "/toelichting", "/gegevens/cijfer"])
def test_the_day_stays_when_one_goes_to_another_page(client: FlaskClient, page: str) -> None:
    query = FIGURE.format("NL01", "2025HJ01").split("?")[1] if page.endswith("cijfer") else ""
    nav = next(
        part
        for part in parts(client, f"{page}?{query}&zoals-bekend-op=2026-05-02")
        if part["type"] == "Nav" and part["props"].get("aria-label") == "Hoofdmenu"
    )
    items = nav["props"]["children"]["props"]["children"]
    addresses = [item["props"]["children"]["props"]["href"] for item in items]
    assert all(address.endswith("?zoals-bekend-op=2026-05-02") for address in addresses)
    assert "zoals bekend op 2 mei 2026" in read(client, f"{page}?{query}&zoals-bekend-op=2026-05-02")
    assert all("?" not in item for item in _nav(client, "/?zoals-bekend-op=2031-01-01"))


def _nav(client: FlaskClient, address: str) -> list[str]:
    nav = next(part for part in parts(client, address) if part["props"].get("aria-label") == "Hoofdmenu")
    return [item["props"]["children"]["props"]["href"] for item in nav["props"]["children"]["props"]["children"]]


def test_the_explanation_of_an_earlier_day_knows_nothing_later(client: FlaskClient) -> None:
    assert "Impactmonitor aanpak" in read(client, "/toelichting")
    then = read(client, "/toelichting?zoals-bekend-op=2019-12-31")
    assert "Impactmonitor aanpak" not in then
    assert "NJi, Cijfers over jeugd" in then


# ---- a table that has ended ----


def test_a_table_that_cbs_has_stopped_says_so_on_each_page_with_its_figures(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = prepare(url, sources=bundled_sources(), changes=bundled_changes())
    services = Services(store=store, settings=Settings(database_url=url), now=lambda: NOVEMBER)
    client = build_dashboard(services, Settings()).server.test_client()
    assert "stopgezet" not in _whole(client, "/")
    for n, stamp in enumerate((Stamp(output_status="Gediscontinueerd"), None)):
        attempt = store.writer.start_attempt(
            table="84847NED", host="opendata.cbs.nl", started_at=MAY + timedelta(days=n)
        )
        with store.engines.writer.begin() as connection:
            kept = stamp.record() if stamp else None
            connection.execute(update(AttemptRow).where(AttemptRow.id == attempt).values(stamp=kept))
    words = "CBS heeft tabel 84847NED stopgezet: er komen geen nieuwe cijfers bij."
    for page in ("/", "/gegevens", "/toelichting"):
        assert words in _whole(client, page), page
    assert words not in _whole(client, "/pilots")
    assert "er wordt niets meer verwacht" in read(client, "/gegevens")


def _whole(client: FlaskClient, address: str) -> str:
    return text(next(part for part in parts(client, address) if part["type"] == "Main"))
