"""The page Verkenner over HTTP: choices, what is bundled and what is fetched, wrong values, pages and the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from data_sources.categories import Category
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import Store, prepare
from tests.dashboard.reading import Part, links, parts, read, text
from tests.data_sources.deliveries import SECRET, Cells, snapshot, vintage

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
WHO = "uitsplitsing-KenmerkenAdviezenMeldingen"
ADVICE = "84849NED:gestarte-adviezen"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = prepare(f"sqlite:///{tmp_path / 'store.db'}", sources=bundled_sources(), changes=bundled_changes())
    yield made
    made.engines.dispose()


@pytest.fixture
def client(store: Store) -> FlaskClient:
    services = Services(store=store, settings=Settings(), now=lambda: NOW)
    return build_dashboard(services, Settings()).server.test_client()


def _fetch(store: Store, cells: Cells, *, day: str = "2026-05-01") -> None:
    totals = [Category("K", "Kenmerken", "T001", "Totaal", 0), Category("K", "Kenmerken", "A1", "Beroepsmatig", 1)]
    titles = {f"GM{n:04d}": f"Gemeente {n:04d}" for n in range(1000)} | {"NL01": "Nederland"}
    delivery = replace(snapshot(cells, table="84849NED", region_titles=titles), categories=totals)
    assert store.writer.add_statline(delivery, vintage(day)) is not None


def _table(client: FlaskClient, address: str) -> list[list[str]]:
    table = next(part for part in parts(client, address) if "pivot" in part["props"].get("className", ""))
    rows: list[list[str]] = []

    def walk(item: object) -> None:
        if isinstance(item, list):
            for one in item:
                walk(one)
        elif isinstance(item, dict):
            if item["type"] == "Tr":
                rows.append([text(cell) for cell in item["props"]["children"]])
            else:
                walk(item["props"].get("children"))

    walk(table)
    return rows


def _chart(client: FlaskClient, address: str) -> Part:
    return next(part for part in parts(client, address) if part["type"] == "Graph")["props"]["figure"]


def _file(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def test_a_visit_without_a_choice_shows_the_kerncijfers_with_their_gaps(client: FlaskClient) -> None:
    rows = _table(client, "/verkenner")
    assert rows[0][:3] == ["Regio", "1e halfjaar 2025 voorlopig", "2e halfjaar 2024"]
    assert rows[1][:4] == ["Nederland", "84.935", "niet in de gegevens", "75.000 afgerond op duizendtallen"]
    line = _chart(client, "/verkenner")["data"][0]
    assert (line["x"][-1], line["y"][-1], line["y"][-2], line["connectgaps"]) == ("2025HJ01", 84935, None, False)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/verkenner?tabel=84850NED", "Mensenhandel"),
        ("/verkenner?tabel=84850NED", "In één melding kunnen meer soorten geweld staan."),
        ("/verkenner?tabel=84852NED", "Huiselijk geweld; veiligheidsbeoordeling en -taxatie Veilig Thuis, regio"),
        ("/verkenner?tabel=85361NED&onderwerp=85361NED:hermelding-totaal-procent", "Hermelding: totaal (%)"),
        ("/verkenner?tabel=84849NED", "Deze tabel is nog niet bij CBS opgehaald."),
        ("/verkenner?tabel=84853NED", "Uitkomsten onderzoek"),
        ("/verkenner?tabel=85361NED&regio=alle-PV", "Provincies, per jaar"),
        (f"/verkenner?tabel=84849NED&regio=GM0080&{WHO}=alle", "geheim of onbekend bij CBS"),
        (f"/verkenner?tabel=84849NED&regio=GM0080&{WHO}=alle", "wordt hier nooit uit andere cijfers berekend"),
        ("/verkenner?tabel=84849NED&regio=GM0080&periode=2025HJ01", "heeft de tabel geen cijfers"),
        ("/verkenner?zoals-bekend-op=2022-10-31", "U ziet de cijfers zoals bekend op 31 oktober 2022"),
    ],
)
def test_the_view_is_the_address(client: FlaskClient, address: str, words: str) -> None:
    assert words in read(client, address)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tabel=37230ned", "hoort niet bij Veilig Thuis"),
        ("tabel=84855NED", "Van tabel 84855NED staat geen cijfer in deze opslag"),
        ("tabel=84849NED&zoals-bekend-op=2020-01-01", "was op die dag nog geen cijfer bekend"),
        ("zoals-bekend-op=2018-01-01", "Van Veilig Thuis was op die dag nog geen cijfer bekend"),
        ("zoals-bekend-op=2031-01-01", "ligt in de toekomst"),
        ("zoals-bekend-op=gisteren", "gisteren"),
        ("tabel=84849NED&onderwerp=adviezen", "staat niet in tabel 84849NED"),
        ("tabel=84849NED&regio=GM9999", "staat niet in tabel 84849NED"),
        ("tabel=84849NED&regio=alle-XX", "staat niet in tabel 84849NED"),
        ("tabel=84849NED&regio=x", "geen regiocode"),
        ("tabel=84849NED&periode=2025HJ03", "geen periode"),
        ("tabel=84849NED&periode=1999JJ00", "staat niet in tabel 84849NED"),
        ("tabel=84852NED&periode=kwartalen", "heeft geen kwartalen"),
        (f"tabel=84849NED&{WHO}=A1", "geen keuze bij Kenmerken adviezen/meldingen"),
        ("pagina=0", "geen bladzijde"),
        ("pagina=-1", "geen bladzijde"),
        ("pagina=²", "geen bladzijde"),
    ],
)
def test_a_value_that_cannot_be_is_a_dutch_sentence(client: FlaskClient, query: str, words: str) -> None:
    page = read(client, f"/verkenner?{query}")
    assert page.startswith("Dit kan niet worden getoond")
    assert words in page
    answer = client.get(f"/csv/verkenner?{query}")
    assert (answer.status_code, words in answer.get_data(as_text=True)) == (400, True)


def test_every_choice_offered_can_be_shown(client: FlaskClient) -> None:
    for table in ("84848NED", "84850NED"):
        address = f"/verkenner?tabel={table}"
        for chosen in (part for part in parts(client, address) if part["type"] == "Select"):
            if chosen["props"]["name"] == "tabel":
                continue
            for option in _options(chosen):
                page = read(client, f"{address}&{chosen['props']['name']}={option}")
                assert "Verkenner: alle tabellen" in page, (table, option, page)


def _options(select: Part) -> list[str]:
    found: list[str] = []
    for item in select["props"]["children"]:
        inner = item["props"]["children"] if item["type"] == "Optgroup" else [item]
        found += [option["props"]["value"] for option in inner if option["props"]["value"]]
    return found[:12]


def test_a_secret_cell_is_a_gap_and_never_zero(client: FlaskClient) -> None:
    address = f"/verkenner?tabel=84849NED&regio=GM0080&{WHO}=alle"
    bars = _chart(client, address)["data"][0]
    secret = [place for place, label in enumerate(bars["y"]) if "geheim of onbekend" in label]
    assert len(secret) == 9
    assert [bars["x"][place] for place in secret] == [None] * 9
    assert 0 not in bars["x"]


def test_half_years_and_years_are_never_in_one_view(client: FlaskClient) -> None:
    for kind, word in (("halfjaren", "halfjaar"), ("jaren", "20")):
        heads = _table(client, f"/verkenner?tabel=84852NED&periode={kind}")[0][1:]
        assert heads
        assert all(head.split(" ")[1 if kind == "halfjaren" else 0].startswith(word) for head in heads)


def test_once_a_table_is_fetched_its_bundled_figures_are_no_longer_among_it(client: FlaskClient, store: Store) -> None:
    address = "/verkenner?tabel=84849NED"
    assert "46.205" in read(client, f"{address}&{WHO}=beroepsmatig-totaal")
    _fetch(store, {f"{ADVICE} NL01 2025HJ01": 84940, f"{ADVICE} NL01 2025HJ01 K=A1": SECRET})
    page = read(client, f"{address}&uitsplitsing-K=alle")
    assert "84.940" in page
    assert "46.205" not in page
    assert "nog niet bij CBS opgehaald" not in page.split("Verkenner: alle tabellen")[1]
    before = read(client, f"{address}&{WHO}=beroepsmatig-totaal&zoals-bekend-op=2026-04-30")
    assert "46.205" in before


def test_long_answers_come_in_pages_and_the_file_has_them_all(client: FlaskClient, store: Store) -> None:
    cells: Cells = {f"{ADVICE} GM{n:04d} 2025HJ01": 100 + 5 * n for n in range(1, 451)}
    _fetch(store, {**cells, f"{ADVICE} NL01 2025HJ01": 84940})
    address = "/verkenner?tabel=84849NED&regio=alle-GM"
    first, last = _table(client, address), _table(client, f"{address}&pagina=3")
    assert [len(first), len(last)] == [201, 51]
    assert (first[1], last[-1]) == (["Gemeente 0001", "105"], ["Gemeente 0450", "2.350"])
    assert _table(client, f"{address}&pagina=9") == last
    page = read(client, f"{address}&pagina=2")
    assert "rij 201 tot en met 400 van 450" in page
    assert "Bladzijde 2 van 3" in page
    assert set(links(client, f"{address}&pagina=2")) >= {"Vorige rijen", "Volgende rijen"}
    assert _table(client, links(client, address)["Volgende rijen"])[1] == ["Gemeente 0201", "1.105"]
    rows = _file(client, links(client, f"{address}&pagina=2")["Download CSV"])
    assert [row["Waarde"] for row in rows] == [str(100 + 5 * n) for n in range(1, 451)]


def test_categories_stand_beside_each_other_for_several_regions_in_one_period(
    client: FlaskClient, store: Store
) -> None:
    _fetch(
        store,
        {
            f"{ADVICE} PV20 2025HJ01": 2500, f"{ADVICE} PV20 2025HJ01 K=A1": 1000, f"{ADVICE} PV21 2025HJ01": 2000,
            f"{ADVICE} PV21 2025HJ01 K=A1": SECRET, f"{ADVICE} PV20 2024HJ01": 5,
        },
    )  # fmt: skip
    rows = _table(client, "/verkenner?tabel=84849NED&regio=alle-PV&periode=2025HJ01&uitsplitsing-K=alle")
    assert rows == [
        ["Regio", "Totaal voorlopig", "Beroepsmatig voorlopig"],
        ["Regio PV20", "2.500", "1.000"],
        ["Regio PV21", "2.000", "geheim of onbekend bij CBS"],
    ]


def test_the_file_says_of_each_figure_what_it_is_and_where_it_is_from(client: FlaskClient) -> None:
    answer = client.get("/csv/verkenner?tabel=84850NED&onderwerp=84850NED:ontvangen-meldingen&regio=alle-VT")
    assert (
        'filename="84850NED-ontvangen-meldingen-alle-VT-jaren-bekend-op-2026-11-25.csv"'
        in (answer.headers["Content-Disposition"])
    )
    rows = _file(client, "/csv/verkenner?tabel=84850NED&onderwerp=84850NED:ontvangen-meldingen&regio=alle-VT")
    reasons = {item["Regiocode"]: (item["Waarde"], item["Ontbreekt"], item["Status"]) for item in rows}
    assert reasons["VT16"] == ("", "regio bestaat niet meer", "")
    assert ("", "geheim of onbekend bij CBS", "") in reasons.values()
    row = next(item for item in rows if item["Waarde"])
    assert (row["Status"], row["Ontbreekt"], row["Afronding"]) == ("voorlopig", "", "5")
    assert row["Aanvullende informatie"] == "Mensenhandel"
    assert row["Aard van het geweld"] == "Totaal"
    assert row["Uitsplitsing"] == "AanvullendeInformatie=mensenhandel;AardVanHetGeweld=totaal"
    assert row["Bron"] == "https://www.cbs.nl/nl-nl/cijfers/detail/84850NED?q=mensenhandel"
    assert row["Stand"] == "zoals bekend op 25 november 2026"
    assert row["Bekend"] == "datum onbekend"


def test_the_forms_write_the_address_without_a_script(client: FlaskClient) -> None:
    forms = [part for part in parts(client, "/verkenner?tabel=84850NED") if part["type"] == "Form"]
    assert [(form["props"]["action"], form["props"]["method"]) for form in forms] == [("/verkenner", "get")] * 2
    names = [part["props"]["name"] for part in parts(client, "/verkenner?tabel=84850NED") if part["type"] == "Select"]
    assert names == [
        "tabel", "onderwerp", "uitsplitsing-AanvullendeInformatie", "uitsplitsing-AardVanHetGeweld", "regio",
        "periode", "zoals-bekend-op",
    ]  # fmt: skip
