"""Deciding on proposals over HTTP: who may, who may not and why, and what everybody reads before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.dashboard.entry_office import FIGURE, KEY, EntryOffice, open_entry, said
from tests.databases import ON_SQLITE, Databases

pytestmark = ON_SQLITE
NEW_KEY = "farr|personen-onderzocht||2026KW02"


@pytest.fixture
def office(databases: Databases) -> Iterator[EntryOffice]:
    with open_entry(databases) as made:
        yield made


def stands(office: EntryOffice, key: str = NEW_KEY) -> str | None:
    found = office.services.desk.known().standing.get(("figure", key))
    return found.record["value"] if found else None


def test_nobody_approves_what_they_made_and_the_page_says_why(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    sent = office.do("anna", "indienen", number)
    assert sent.status_code == 303
    page = office.get("anna", sent.headers["Location"])
    assert "Ingediend. Een ander kan het nu beoordelen." in page
    assert "Dit voorstel is van uzelf: een tweede persoon moet het beoordelen." in page
    assert "Goedkeuren…" not in page
    assert office.do("anna", "goedkeuren", number).status_code == 400
    assert stands(office) is None
    # Nor does another account of the same person.
    own = office.write("bram", **{**FIGURE, "period": "3e kwartaal 2026"})
    office.do("bram", "indienen", own)
    assert "een tweede persoon moet het beoordelen" in office.get("bram-beheer", f"/invoer/voorstel?id={own}")
    assert office.do("bram-beheer", "goedkeuren", own).status_code == 400


def test_a_second_person_approves_on_a_page_that_shows_all_rows(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    office.do("anna", "indienen", number)
    assert f"Voorstel {number}: 1 cijfer" in office.get("bram", "/invoer").split("Nieuw")[0]
    page = office.get("bram", f"/invoer/voorstel?id={number}&besluit=goedkeuren")
    assert "U keurt alle rijen hieronder goed" in page
    assert "ruim 312 personen" in page
    done = office.do("bram", "goedkeuren", number)
    assert done.status_code == 303
    after = office.get("bram", done.headers["Location"])
    assert "Goedgekeurd. De rijen staan nu in de gegevens." in after
    assert "goedgekeurd door Bram Redacteur" in after
    assert stands(office) == "312"
    assert "Bram Redacteur op 21 november 2026 om 13:00 uur" in office.get("anna", "/invoer/gegevens?zoek=312")
    # The same click once more does nothing but say how it stands.
    again = office.do("bram", "goedkeuren", number)
    assert again.status_code == 400
    assert len(office.services.desk.history("figure", NEW_KEY)) == 1


def test_author_and_approver_are_told_what_is_odd_about_a_row_and_may_go_on(office: EntryOffice) -> None:
    number = office.write("anna", **{**FIGURE, "value": "241", "title": "Personen", "passage": "ruim 240 personen"})
    told = "Rij 1, Getal : 241 staat niet in de letterlijke tekst. Controleer het getal en de tekst."
    assert told in office.get("anna", f"/invoer/voorstel?id={number}")
    office.do("anna", "indienen", number)
    page = office.get("bram", f"/invoer/voorstel?id={number}&besluit=goedkeuren")
    assert told in page.split("Wat er zou veranderen")[0]
    assert "'Personen' lijkt op 'Personen onderzocht': is het dezelfde reeks?" in page
    assert office.do("bram", "goedkeuren", number).status_code == 303
    assert "Let op" not in office.get("bram", f"/invoer/voorstel?id={number}")
    plain = office.write("anna", **FIGURE)
    assert "Let op" not in office.get("anna", f"/invoer/voorstel?id={plain}")


def test_a_click_counts_only_for_what_was_on_the_page(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    stale = office.send("anna", f"/invoer/voorstel/indienen?id={number}", gezien="0" * 64)
    assert stale.status_code == 400
    assert "veranderd sinds u het bekeek" in said(stale)
    assert office.services.desk.proposal(number).state == "concept"


def test_a_reason_that_cannot_be_kept_is_told_beside_its_field_and_is_not_lost(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    office.do("anna", "indienen", number)
    withdrawing = f"/invoer/rij-intrekken?soort=cijfer&sleutel={KEY}"
    for sent in (
        office.do("bram", "afwijzen", number, reden="=1+1 klopt niet"),
        office.do("anna", "terugnemen", number, reden="=1+1 klopt niet"),
        office.send("anna", withdrawing, reason="=1+1 klopt niet"),
    ):
        page = said(sent)
        assert sent.status_code == 422
        assert "De reden: De tekst begint met '='; een rekenblad leest dat als een formule." in page
        assert "=1+1 klopt niet" in page
    assert office.services.desk.proposal(number).state == "ingediend"


def test_rejecting_takes_a_reason_which_the_author_reads(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    office.do("anna", "indienen", number)
    without = office.do("bram", "afwijzen", number, reden="  ")
    assert without.status_code == 422
    assert "Geef een reden" in said(without)
    assert "Wat er zou veranderen" in said(without)
    assert office.services.desk.proposal(number).state == "ingediend"
    assert office.do("bram", "afwijzen", number, reden="Zie bladzijde 3 & verder.").status_code == 303
    assert "Reden van het besluit Zie bladzijde 3 & verder." in office.get("anna", f"/invoer/voorstel?id={number}")
    assert "Reden: Zie bladzijde 3 & verder." in office.get("anna", "/invoer")
    assert stands(office) is None


def test_the_author_takes_a_proposal_back_and_nobody_else_does(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    theirs = office.get("bram", f"/invoer/voorstel?id={number}")
    assert "Voorstel intrekken…" not in theirs
    assert "alleen Anna Redacteur kan het indienen" in theirs
    assert office.do("bram", "terugnemen", number).status_code == 400
    assert office.do("anna", "terugnemen", number, reden="Dubbel").status_code == 303
    page = office.get("anna", f"/invoer/voorstel?id={number}&gedaan=teruggenomen")
    assert "Het voorstel is ingetrokken." in page
    assert "Wijzigen" not in page
    assert office.get("anna", f"/invoer/voorstel?id={number}&gedaan=iets-anders").count("iets-anders") == 0


def test_what_came_back_is_taken_over_as_a_new_concept_by_who_made_it(office: EntryOffice) -> None:
    moment = {"zichtbaar-dag": "2026-12-01", "zichtbaar-tijd": "09:00"}
    number = office.write("anna", **FIGURE, **moment)
    office.do("anna", "indienen", number)
    office.do("bram", "afwijzen", number, reden="Zie bladzijde 3.")
    home = office.get("anna", "/invoer")
    back = home.split("Te beoordelen")[0]
    assert f"Voorstel {number}: 1 cijfer – FARR-pilot: Personen onderzocht, 2e kwartaal 2026" in back
    assert "Reden: Zie bladzijde 3." in back
    assert home.count(f"Voorstel {number}:") == 1
    assert "Teruggekregen" not in office.get("bram", "/invoer")
    # Nobody else: a row has one author, who never approves it.
    assert "overnemen" not in office.get("bram", f"/invoer/voorstel?id={number}")
    assert office.send("bram", f"/invoer/voorstel/overnemen?id={number}").status_code == 400
    assert "Als nieuw concept overnemen" in office.get("anna", f"/invoer/voorstel?id={number}")
    done = office.send("anna", f"/invoer/voorstel/overnemen?id={number}")
    assert done.status_code == 303
    assert "Overgenomen als nieuw concept." in office.get("anna", done.headers["Location"])
    kept = office.services.desk.proposal(number + 1)
    before = office.services.desk.proposal(number)
    assert (kept.state, kept.visible_from, kept.author) == ("concept", before.visible_from, "anna")
    assert kept.rows == before.rows
    assert before.state == "afgewezen"
    assert "Teruggekregen" not in office.get("anna", "/invoer")
    # What is not ended is not taken over, and of what stands already nothing is left.
    assert office.send("anna", f"/invoer/voorstel/overnemen?id={number + 1}").status_code == 400
    office.approved("anna", "bram", number + 1)
    assert "niets meer over te nemen" in said(office.send("anna", f"/invoer/voorstel/overnemen?id={number}"))


def test_a_correction_that_came_back_is_held_against_what_answers_now(office: EntryOffice) -> None:
    address = f"/invoer/rij?soort=cijfer&corrigeer={KEY}"
    texts = {**FIGURE, "period": "1e kwartaal 2026", "figure": "personen-onderzocht", "reason": "Verbeterd."}
    first = office.write("anna", address, **texts | {"value": "226"})
    assert office.do("anna", "terugnemen", first).status_code == 303
    office.approved("carla", "bram", office.write("carla", address, **texts | {"value": "227"}))
    done = office.send("anna", f"/invoer/voorstel/overnemen?id={first}")
    assert done.status_code == 303
    assert "Getal 227 226" in office.get("anna", done.headers["Location"])


def test_a_list_says_since_when_rows_are_seen_and_nothing_of_what_came_to_nothing(office: EntryOffice) -> None:
    number = office.write("anna", **FIGURE)
    assert "zichtbaar zodra het is goedgekeurd" in office.get("anna", "/invoer")
    office.approved("anna", "bram", number)
    page = office.get("anna", "/invoer")
    assert "zichtbaar sinds 21 november 2026 om 13:00 uur" in page
    assert "zodra het is goedgekeurd" not in page
    taken_back = office.write("anna", **{**FIGURE, "period": "3e kwartaal 2025"})
    office.do("anna", "terugnemen", taken_back)
    assert "zichtbaar zodra" not in office.get("anna", "/invoer") + office.get(
        "anna", f"/invoer/voorstel?id={taken_back}"
    )


def test_one_editor_alone_is_told_that_only_concepts_can_be_made(office: EntryOffice) -> None:
    for username in ("bram", "bram-beheer", "carla"):
        office.services.accounts.disable(username)
    page = office.get("anna", "/invoer")
    assert "U kunt nu alleen concepten maken." in page
    assert "python app.py users add" in page
    number = office.write("anna", **FIGURE)
    page = office.get("anna", f"/invoer/voorstel?id={number}")
    assert "Indienen kan niet" in page
    assert "Indienen…" not in page
    assert office.do("anna", "indienen", number).status_code == 400


def test_who_made_the_row_that_is_corrected_does_not_approve_the_correction(office: EntryOffice) -> None:
    office.approved("anna", "bram", office.write("anna", **FIGURE))
    address = f"/invoer/rij?soort=cijfer&corrigeer={NEW_KEY}"
    number = office.write(
        "bram", address, **FIGURE | {"value": "314", "figure": "personen-onderzocht"}, reason="Teruggeteld."
    )
    office.do("bram", "indienen", number)
    page = office.get("anna", f"/invoer/voorstel?id={number}")
    assert (
        "Dit voorstel volgt op een rij die u zelf hebt ingevoerd of ingetrokken: iemand anders moet het beoordelen."
        in page
    )
    assert office.do("anna", "goedkeuren", number).status_code == 400
    assert stands(office) == "312"
    assert office.do("carla", "goedkeuren", number).status_code == 303
    assert stands(office) == "314"
    # What it replaced stays to be read, also on the page of the proposal.
    assert "Getal 312 314" in office.get("anna", f"/invoer/voorstel?id={number}")
    assert "Getal 312 314" in office.get("anna", f"/invoer/geschiedenis?soort=cijfer&sleutel={NEW_KEY}")


def test_a_row_that_changed_meanwhile_is_said_to_have_changed(office: EntryOffice) -> None:
    address = f"/invoer/rij?soort=cijfer&corrigeer={KEY}"
    texts = {**FIGURE, "period": "1e kwartaal 2026", "figure": "personen-onderzocht", "reason": "Verbeterd."}
    first = office.write("anna", address, **texts | {"value": "226"})
    second = office.write("carla", address, **texts | {"value": "227"})
    office.approved("carla", "bram", second)
    page = office.get("anna", f"/invoer/voorstel?id={first}")
    assert "Intussen is deze rij door iemand anders veranderd." in page
    assert "Getal 225 226" in page
    assert office.do("anna", "indienen", first).status_code == 400


def test_before_its_minute_a_row_is_told_apart_for_editors(office: EntryOffice) -> None:
    moment = {"zichtbaar-dag": "2026-12-01", "zichtbaar-tijd": "09:00"}
    number = office.write("anna", **FIGURE, **moment)
    assert office.do("anna", "indienen", number, **moment).status_code == 303
    page = office.get("bram", f"/invoer/voorstel?id={number}&besluit=goedkeuren")
    assert "De rijen zijn zichtbaar vanaf 1 december 2026 om 09:00 uur" in page
    assert office.do("bram", "goedkeuren", number).status_code == 303
    hidden = office.get("bram", "/invoer").split("Goedgekeurd, nog niet zichtbaar")[1].split("Onlangs")[0]
    assert f"Voorstel {number}" in hidden
    assert "nog niet zichtbaar: vanaf 1 december 2026 om 09:00 uur" in office.get("bram", "/invoer/gegevens?zoek=312")
    assert not [item for item in office.services.ledger().figures if item.value == 312]
    office.pass_by(timedelta(days=10))
    assert "nog niet zichtbaar" not in office.get("bram", "/invoer/gegevens?zoek=312")
    assert [item for item in office.services.ledger().figures if item.value == 312]


def test_the_preview_says_what_the_public_reads_of_a_small_number(office: EntryOffice) -> None:
    typed = {
        **FIGURE,
        "title": "Personen met letsel",
        "value": "4",
        "qualifier": "",
        "public": "nee",
        "passage": "… personen",
    }
    page = office.get("anna", f"/invoer/voorstel?id={office.write('anna', **typed)}")
    assert "Niet openbaar. Wie niet is aangemeld als redacteur of beheerder leest hier" in page
    assert "minder dan 10" in page
    assert "Getal 4" in page
    fact = {**typed, "title": "Stand", "value": "", "unit": "", "text": "Er is overleg.", "period": ""}
    assert "beheerder leest hier niets." in office.get("anna", f"/invoer/voorstel?id={office.write('anna', **fact)}")


def test_a_proposal_that_is_not_there_is_said_so(office: EntryOffice) -> None:
    for number in ("99", "x", "-1", ""):
        answer = office.client("anna").get(f"/invoer/voorstel?id={number}")
        assert answer.status_code == 400


def test_the_navigation_counts_what_waits_for_whoever_may_decide_on_it(databases: Databases) -> None:
    with open_entry(databases) as office:
        number = office.write("anna", **FIGURE)

        def counted(username: str) -> list[str]:
            page = office.client(username).get("/account").get_data(as_text=True)
            return re.findall(r"Invoer \((.*?)\)", re.sub(r"<[^>]*>", "", page))

        assert counted("bram") == []
        office.do("anna", "indienen", number)
        assert counted("bram") == counted("carla") == ["1 voorstel te beoordelen"]
        # One's own is for another one to decide, and a reader has no part in it.
        assert counted("anna") == counted("lotte") == []
        office.do("bram", "goedkeuren", number)
        assert counted("carla") == []


def test_a_row_is_known_since_a_day_no_more_exact_than_its_document(databases: Databases) -> None:
    with open_entry(databases) as office:
        page = office.get("anna", "/invoer/gegevens?soort=cijfer&pilot=farr")
        assert "juli 2026" in page
        assert "31 juli 2026" not in page
