"""The page Audit over HTTP: what it tells of a row's life, to whom, and that nothing there can be changed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import text

from dashboard.trail.view import read_audit_view
from dashboard.trail.words import changes
from data_sources.audit import OF_ACCOUNTS, AuditEvent, AuditFilter
from data_sources.errors import UsageError
from data_sources.pilots.entries import build_ledger
from data_sources.pilots.intake import Known
from data_sources.store.audit import note
from tests.dashboard.entry_office import FIGURE, NOW, EntryOffice, open_entry, said
from tests.dashboard.people import PEOPLE, proof
from tests.databases import Databases

ADDED = "figure farr|personen-onderzocht||2026KW02"
TITLE = "Cijfer: FARR-pilot: Personen onderzocht: {}, het tweede kwartaal van 2026"
BY = "Voorgesteld door {} Redacteur ({}), goedgekeurd door {} ({})"
WRONG = "Verkeerd overgetikt."


@pytest.fixture(scope="module")
def office(databases: Databases) -> Iterator[EntryOffice]:
    """A figure that anna enters and bram approves, its correction, a draft that changes, and an account of carla's."""
    with open_entry(databases) as made:
        made.pass_by(timedelta(seconds=5))
        made.approved("anna", "bram", made.write("anna", **FIGURE))
        made.pass_by(timedelta(days=1))
        # Who logged in the day before does so again.
        made._clients.clear()
        corrects = f"/invoer/rij?soort=cijfer&corrigeer={ADDED.removeprefix('figure ')}"
        made.approved("bram", "carla", made.write("bram", corrects, **{**FIGURE, "value": "321", "reason": WRONG}))
        made.services.accounts.role("lotte", "redacteur", by=PEOPLE["carla"])
        made.services.accounts.role("lotte", "lezer", by=PEOPLE["carla"])
        yield made


def events(page: str) -> list[str]:
    """What is read of each event on a page."""
    found = re.findall(r'<li id="gebeurtenis-[0-9]+">.*?</li>', page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", item)).split()) for item in found]


def shown(office: EntryOffice, username: str, query: str = "") -> list[str]:
    answer = office.client(username).get(f"/audit{query}")
    assert answer.status_code == 200, said(answer)
    return events(answer.get_data(as_text=True))


def rows_of(office: EntryOffice, username: str, query: str = "") -> list[dict[str, str]]:
    answer = office.client(username).get(f"/csv/audit{query}")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_an_event_says_when_who_what_and_about_which_row(office: EntryOffice) -> None:
    (added,) = shown(office, "anna", "?wat=rij-toegevoegd")
    when = "21 november 2026 om 13:00:05 uur"
    assert added.startswith(
        f"{when} Rij toegevoegd: {TITLE.format('ruim 312')} {BY.format('Anna', 'anna', 'Bram Redacteur', 'bram')}"
    )
    for words in ("Getal werd 312", "Periode werd 2e kwartaal 2026", "Pilot werd FARR-pilot", "Openbaar werd ja"):
        assert words in added
    assert added.endswith("Voorstel 1")
    assert "was " not in added


def test_a_correction_shows_what_was_and_became_in_the_columns_that_differ_and_why(office: EntryOffice) -> None:
    (mended,) = shown(office, "bram", "?wat=rij-gecorrigeerd")
    assert (
        f"Rij gecorrigeerd: {TITLE.format('ruim 321')} {BY.format('Bram', 'bram', 'Carla Beheerder', 'carla')}"
        in mended
    )
    assert f"Reden: {WRONG}" in mended
    # It may be seen as soon as it was approved, which is no embargo.
    assert "Wat er veranderde: 1 veld Getal was 312 werd 321 Voorstel 2" in mended
    page = office.client("bram").get("/audit").get_data(as_text=True)
    assert '<a href="/invoer/voorstel?id=2">Voorstel 2</a>' in page


def test_an_embargo_is_told_and_a_row_that_was_put_back_says_by_whom() -> None:
    at, later = NOW, NOW + timedelta(days=2)
    known = Known(build_ledger([]), {})
    event = AuditEvent(
        1, at, "carla", "Carla", "rij-ingetrokken", "figure x", 3, {"pilot": "x"},
        {"visible_from": later.isoformat()}, "", "bram", "Bram",
    )  # fmt: skip
    assert ("Zichtbaar vanaf", "23 november 2026 om 13:00 uur") in [
        (item.label, item.became) for item in changes(event, known)
    ]
    back = replace(event, action="rij-teruggezet", new={"approved_by": "dirk", "approved_at": at.isoformat()})
    assert [(item.label, item.became) for item in changes(back, known) if item.became] == [
        ("Goedgekeurd door", "dirk"), ("Goedgekeurd op", "21 november 2026 om 13:00 uur"),
    ]  # fmt: skip


def test_a_proposal_tells_its_rows_and_how_it_went_on(office: EntryOffice) -> None:
    told = shown(office, "anna", "?voorstel=1")
    assert [item.split("uur ")[1].split(" (")[0] for item in told] == [
        f"Rij toegevoegd: {TITLE.format('ruim 312')} Voorgesteld door Anna Redacteur",
        "Voorstel goedgekeurd: Voorstel 1 Bram Redacteur",
        "Voorstel ingediend: Voorstel 1 Anna Redacteur",
        "Voorstel gemaakt: Voorstel 1 Anna Redacteur",
    ]
    assert "Status was ingediend werd goedgekeurd" in told[1]
    assert f"Status werd concept {TITLE.format('ruim 312')} Pilot werd FARR-pilot" in told[3]


def test_what_happens_to_accounts_is_for_administrators(office: EntryOffice) -> None:
    changed = shown(office, "carla", "?wat=rol-gewijzigd")
    assert "Rol gewijzigd: lotte Carla Beheerder (carla) Wat er veranderde: 1 veld Rol was redacteur" in changed[0]
    for words in OF_ACCOUNTS:
        assert shown(office, "anna", f"?wat={words}") == []
        assert rows_of(office, "anna", f"?wat={words}") == []
    page = office.get("anna", "/audit")
    assert "Aangemeld" not in page
    assert "Rol gewijzigd" not in page
    assert "ziet alleen een beheerder" in page
    assert "ziet alleen een beheerder" not in office.get("carla", "/audit")


@pytest.mark.parametrize("address", ["/audit", "/csv/audit"])
def test_nobody_below_an_editor_gets_any_of_it(office: EntryOffice, address: str) -> None:
    anyone = office.app.server.test_client().get(address)
    assert (anyone.status_code, b"FARR" in anyone.get_data()) == (303 if address == "/audit" else 401, False)
    reader = office.client("lotte").get(address)
    assert (reader.status_code, b"FARR" in reader.get_data()) == (403, False)
    for editor in ("anna", "carla"):
        assert office.client(editor).get(address).status_code == 200


def test_the_form_asks_for_what_it_shows_and_keeps_it(office: EntryOffice) -> None:
    query = "?wie=carla&wat=rij-gecorrigeerd&van=2026-11-22&tot=2026-11-22&zoek=OVERGETIKT&voorstel=2"
    assert len(shown(office, "anna", query)) == 1
    assert shown(office, "anna", query.replace("wie=carla", "wie=bram")) == []
    assert shown(office, "anna", query.replace("2026-11-22", "2026-11-21")) == []
    page = office.client("anna").get(f"/audit{query}").get_data(as_text=True)
    for part in (
        '<option value="carla" selected="">Carla Beheerder (carla)</option>', 'value="rij-gecorrigeerd" selected="">',
        'name="van" id="veld-van" value="2026-11-22"', 'name="zoek" id="veld-zoek" value="OVERGETIKT"',
        'name="voorstel" id="veld-voorstel" value="2"',
        f'href="/csv/audit{query.replace("&", "&amp;")}"', "Eén handeling.",
    ):  # fmt: skip
        assert part in page
    assert "Geen handelingen." in office.get("anna", "/audit?wie=niemand")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?wat=alles", "'alles' is geen handeling"), ("?vanaf=-1", "geen plaats"), ("?vanaf=²", "geen plaats"),
        (f"?vanaf={'0' * 9}99999999999", "geen plaats"), ("?zoek=a%00b", "onzichtbaar teken"),
        ("?wie=%00", "onzichtbaar teken"), ("?wie=%E2%80%AEan", "onzichtbaar teken"),
    ],
)  # fmt: skip
def test_what_no_form_asks_for_is_refused_with_a_sentence(office: EntryOffice, query: str, words: str) -> None:
    for address in ("/audit", "/csv/audit"):
        answer = office.client("anna").get(f"{address}{query}")
        assert (answer.status_code, words in unescape(answer.get_data(as_text=True))) == (400, True)


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("?van=gisteren&zoek=brief", "van", "is geen dag"),
        ("?van=2026-02-02&tot=2026-01-01", "tot", "De eerste dag ligt na de laatste"),
        ("?voorstel=x&tot=2026-01-01", "voorstel", "geen nummer"),
        ("?voorstel=99999999999999999999", "voorstel", "geen nummer"),
        (f"?voorstel={'0' * 20}{2**31}", "voorstel", "geen nummer"),
    ],
)  # fmt: skip
def test_what_was_typed_wrong_stays_in_the_form_with_what_is_wrong_beside_it(
    office: EntryOffice, query: str, field: str, words: str
) -> None:
    answer = office.client("anna").get(f"/audit{query}")
    page = unescape(answer.get_data(as_text=True))
    assert (answer.status_code, events(page)) == (422, [])
    assert "<title>Fout: Audit" in page
    for name, value in (part.split("=") for part in query[1:].split("&")):
        assert f'name="{name}" id="veld-{name}" value="{value}"' in page
    assert f'<a href="#veld-{field}">' in page
    beside = page.split(f'id="veld-{field}-fout"')[1].split("</p>")[0]
    assert words in beside
    assert f'aria-describedby="veld-{field}-fout"' in page
    assert office.client("anna").get(f"/csv/audit{query}").status_code == 400


def test_a_number_may_begin_with_noughts(office: EntryOffice) -> None:
    noughts = "0" * 5000
    assert shown(office, "anna", f"?voorstel={noughts}2&vanaf={noughts}") == shown(office, "anna", "?voorstel=2") != []


def test_days_at_the_ends_of_the_calendar_are_days(office: EntryOffice) -> None:
    assert len(shown(office, "anna", "?van=0001-01-01&tot=9999-12-31")) == 8


def test_an_address_is_the_filter_it_was_made_from() -> None:
    query = {"wie": ["an"], "wat": ["aangemeld"], "van": ["2026-01-02"], "zoek": ["a b&c=%é"], "voorstel": ["7"]}
    view = read_audit_view(query)
    assert view.asked == AuditFilter("an", "aangemeld", view.asked.first, None, "a b&c=%é", 7)
    assert view.link(start=50) == (
        "/audit?wie=an&wat=aangemeld&van=2026-01-02&zoek=a+b%26c%3D%25%C3%A9&voorstel=7&vanaf=50"
    )
    assert read_audit_view({}).link() == "/audit"
    with pytest.raises(UsageError):
        read_audit_view({"van": ["2026-13-01"]})


def test_the_file_holds_a_line_for_each_column_that_changed(office: EntryOffice) -> None:
    (line,) = rows_of(office, "anna", "?wat=rij-gecorrigeerd")
    assert line == {
        "Nummer": line["Nummer"], "Moment (tijd in Amsterdam)": "2026-11-22 13:00:05", "Gebruikersnaam": "carla",
        "Naam": "Carla Beheerder", "Handeling": "Rij gecorrigeerd", "Onderwerp": TITLE.format("ruim 321"),
        "Sleutel": ADDED.replace("figure", "cijfer"), "Rij": "", "Veld": "Getal", "Was": "312", "Werd": "321",
        "Reden": WRONG, "Voorstel": "2", "Voorgesteld door": "Bram Redacteur (bram)",
    }  # fmt: skip
    answer = office.client("anna").get("/csv/audit")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit-2026-11-22.csv"'
    numbers = {line["Nummer"] for line in rows_of(office, "carla")}
    with office.services._store.engines.reader.begin() as connection:
        kept = connection.execute(text("SELECT id FROM audit_event")).scalars()
        # Since then carla logged in to ask, at most.
        assert {str(number) for number in kept} - numbers == set()


def test_no_address_changes_or_removes_an_event(office: EntryOffice) -> None:
    def kept() -> list[tuple[object, ...]]:
        with office.services._store.engines.reader.begin() as connection:
            return [tuple(row) for row in connection.execute(text("SELECT * FROM audit_event ORDER BY id"))]

    client = office.client("carla")
    csrf, before = proof(client), kept()
    for rule in office.app.server.url_map.iter_rules():
        if "audit" in rule.rule:
            assert set(rule.methods or ()) <= {"GET", "HEAD", "OPTIONS"}
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                answer = client.open(rule.rule, method=method, data={"csrf": csrf, "id": "1"})
                assert answer.status_code in {403, 405}
    assert kept() == before


def test_fifty_events_stand_on_a_page_and_the_rest_is_further_on(databases: Databases) -> None:
    with open_entry(databases) as office:
        with office.services._store.engines.writer.begin() as connection:
            for number in range(120):
                note(
                    connection, at=NOW, person=None, action="rij-teruggezet", subject=f"event e{number}", reason="=1+1"
                )
            # Of a way of writing that this program does not know: shown as it was kept.
            note(
                connection, at=NOW, person=None, action="rij-toegevoegd", subject="figure oud|x",
                new={"pilot": "oud", "kleur": "<b>rood</b>"},
            )  # fmt: skip
        first, second, third = (shown(office, "anna", f"?vanaf={start}") for start in (0, 50, 100))
        assert [len(part) for part in (first, second, third)] == [50, 50, 21]
        assert "<b>rood" not in office.client("anna").get("/audit").get_data(as_text=True)
        assert len(set(first + second + third)) == 121
        assert "Rij toegevoegd: Cijfer oud|x Opdrachtregel" in first[0]
        assert "Wat er veranderde: 2 velden Pilot werd oud kleur werd <b>rood</b>" in first[0]
        assert "Rij teruggezet uit een bestand: Gebeurtenis e0 Opdrachtregel Reden: =1+1" in third[-1]
        page = office.client("anna").get("/audit?zoek=e&vanaf=0").get_data(as_text=True)
        assert 'href="/audit?zoek=e&amp;vanaf=50"' in page
        lines = rows_of(office, "anna")
        assert len(lines) == 122
        assert {line["Reden"] for line in lines} == {"", "'=1+1"}
