"""What may stand in the ledger: against what answers now, with what it refers to, and not before its moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from data_sources.errors import UsageError
from data_sources.proposals import Origin, ProposedRow
from tests.desks import ANNE, BRAM, CARLA, MINUTE, NOW, Office, correction, document, figure, row, withdrawal

KEY = "farr|personen-onderzocht||2026KW02"
LATER = datetime(2026, 12, 4, 8, 30, tzinfo=UTC)


def refused(why: str) -> Any:
    return pytest.raises(UsageError, match=why)


def proposed(office: Office, *rows: ProposedRow, visible_from: datetime | None = None) -> int:
    """A proposal that was submitted."""
    made = office.desk.create(ANNE, rows, visible_from=visible_from)
    office.desk.submit(ANNE, made.id)
    return made.id


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "minstens één rij"),
        ([figure(), figure("9")], "Cijfer farr · personen-onderzocht · 2026KW02 staat twee keer"),
        ([row("area")], "pilots en gebieden komen met het programma"),
        ([row("pilot")], "pilots en gebieden komen met het programma"),
        ([replace(figure(), key="farr|anders||2026KW02")], "sleutel die niet bij de inhoud past"),
        ([row("figure", figure="a|b", value="3", unit="aantal")], "sleutel die niet bij de inhoud past"),
        ([replace(figure(), record={"pilot": "farr"})], "niet de kolommen"),
        ([figure("ruim 3")], "niet te lezen"),
        ([row("step", moment="ooit")], "'ooit' is geen moment"),
        ([replace(figure(), withdraws=True)], "er staat geen rij"),
        ([replace(figure(), replaces=3)], "geef een reden"),
        ([replace(figure(), replaces=3, reason="fout")], "Intussen is .* ingetrokken; maak een nieuw voorstel"),
        ([row("figure", value="3", unit="aantal", period="2026KW01")], "Intussen is .* ingevoerd; maak een nieuw"),
    ],
)
def test_rows_that_cannot_stand_are_no_draft_either(office: Office, rows: list[ProposedRow], why: str) -> None:
    before = office.everything()
    with refused(why):
        office.desk.create(ANNE, rows)
    assert office.everything() == before


TROUBLE = {
    "a\x00b": "onzichtbaar teken", "a\u202eb": "onzichtbaar teken", "=HYPERLINK(1)": "formule", "<img src=x>": "HTML"
}  # fmt: skip


@pytest.mark.parametrize(("text", "why"), TROUBLE.items())
def test_what_nobody_could_read_as_it_stands_is_kept_nowhere(office: Office, text: str, why: str) -> None:
    waiting = office.desk.create(ANNE, [figure()])
    office.desk.submit(ANNE, waiting.id)
    standing = office.desk.known().standing["event", "campagne-2023"]
    before = office.everything()
    for act in (
        lambda: office.desk.take_back(ANNE, waiting.id, text),
        lambda: office.desk.reject(BRAM, waiting.id, text),
        lambda: office.desk.create(ANNE, [withdrawal(office, "event", "campagne-2023", reason=text)]),
        lambda: office.desk.create(ANNE, [figure(title=text)]),
        lambda: office.desk.change(ANNE, waiting.id, [replace(figure("5"), reason=text)], visible_from=None),
    ):
        with pytest.raises(UsageError):
            act()
    with refused(why):
        office.desk.reject(BRAM, waiting.id, text)
    assert office.everything() == before
    assert office.desk.known().standing["event", "campagne-2023"] == standing


def test_a_file_with_a_name_that_cannot_be_read_is_told_of_nowhere(office: Office) -> None:
    before = office.everything()
    for act in (
        lambda: office.desk.create(ANNE, [figure()], origin=Origin("bestand", "cijfers\x00.xlsx", "0")),
        lambda: office.desk.restore(ANNE, office.desk.all_lines(), file_name="\udce9.json"),
    ):
        with refused("De naam van het bestand: Teken"):
            act()
    assert office.everything() == before


def test_a_correction_that_changes_nothing_or_a_withdrawal_that_changes_something_is_refused(office: Office) -> None:
    office.approved([figure()])
    with refused("staat er al precies zo: er verandert niets"):
        office.desk.create(BRAM, [correction(office, figure())])
    with refused("wie een rij intrekt, verandert die niet"):
        office.desk.create(BRAM, [replace(correction(office, figure("1")), withdraws=True)])


def test_what_was_replaced_in_the_meantime_asks_for_a_new_proposal(office: Office) -> None:
    office.approved([figure()])
    first, second = (office.desk.create(BRAM, [correction(office, figure(text))]) for text in ("313", "314"))
    office.desk.submit(BRAM, first.id)
    office.desk.submit(BRAM, second.id)
    office.desk.approve(CARLA, first.id)
    why = office.desk.why_not_approve(CARLA, office.desk.proposal(second.id))
    assert why == "Intussen is Cijfer farr · personen-onderzocht · 2026KW02 gewijzigd; maak een nieuw voorstel."
    with refused("gewijzigd; maak een nieuw voorstel"):
        office.desk.approve(CARLA, second.id)
    assert office.desk.reject(CARLA, second.id, "Ingehaald.").state == "afgewezen"


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        (figure(document="N27"), "Document N27"),
        (figure(pilot="lief"), "Pilot lief"),
        (row("step", area="mokum", phase="pilot"), "Gebied slachtofferdevice · mokum"),
        (row("milestone", milestone="nieuw", pilots="farr; lief"), "Pilot lief"),
    ],
)
def test_what_a_row_refers_to_is_there_or_in_the_same_proposal(office: Office, wanted: ProposedRow, what: str) -> None:
    made = office.desk.create(ANNE, [wanted])
    with refused(f"verwijst naar {what}, dat er niet is"):
        office.desk.submit(ANNE, made.id)


def test_a_document_may_come_in_with_what_it_says(office: Office) -> None:
    office.approved([figure(document="N27"), document()])
    assert office.seen("figure")[KEY].document == "N27"
    assert office.seen("document")["N27"].known_on == date(2026, 11, 21)
    assert office.seen("figure", as_of=date(2026, 11, 20)).get(KEY) is None


def test_what_others_refer_to_is_not_withdrawn_before_them(office: Office) -> None:
    office.approved([figure(document="N27"), document()])
    made = office.desk.create(CARLA, [withdrawal(office, "document", "N27")])
    with refused("Cijfer farr .* verwijst naar Document N27: trek die rij eerst in"):
        office.desk.submit(CARLA, made.id)
    both = [withdrawal(office, "document", "N27"), withdrawal(office, "figure", KEY)]
    office.approved(both, by=CARLA, to=BRAM)
    assert "N27" not in office.seen("document")


def test_a_reference_withdrawn_while_a_proposal_waits_is_found_at_approval(office: Office) -> None:
    office.approved([document()])
    waiting = proposed(office, figure(document="N27"))
    office.approved([withdrawal(office, "document", "N27")], by=CARLA, to=BRAM)
    with refused("verwijst naar Document N27, dat er niet is"):
        office.desk.approve(BRAM, waiting)


def test_a_row_is_not_seen_before_what_it_refers_to(office: Office) -> None:
    office.approved([document()], visible_from=LATER)
    made = office.desk.create(ANNE, [figure(document="N27")])
    with refused("N27, dat pas zichtbaar wordt op 4 december 2026 om 09:30 uur: laat dit voorstel niet eerder"):
        office.desk.submit(ANNE, made.id)
    office.desk.change(ANNE, made.id, made.rows, visible_from=LATER)
    office.desk.submit(ANNE, made.id)
    office.desk.approve(BRAM, made.id)
    assert KEY not in office.seen("figure", at=LATER - MINUTE)
    assert office.seen("figure", at=LATER)[KEY].known_on == date(2026, 12, 4)


def test_a_document_stays_as_long_as_a_row_that_is_seen_refers_to_it(office: Office) -> None:
    office.approved([figure(document="N27"), document()])
    office.approved([withdrawal(office, "figure", KEY)], by=CARLA, to=BRAM, visible_from=LATER)
    gone = [withdrawal(office, "document", "N27")]
    made = office.desk.create(CARLA, gone)
    with refused("verwijst naar Document N27: trek die rij eerst in"):
        office.desk.submit(CARLA, made.id)
    office.desk.change(CARLA, made.id, gone, visible_from=LATER)
    assert office.desk.submit(CARLA, made.id).state == "ingediend"


def test_an_embargoed_figure_is_nowhere_before_its_moment_also_for_a_day_after_it(office: Office) -> None:
    office.approved([figure()], visible_from=LATER)
    assert KEY not in office.seen("figure", at=LATER - MINUTE, as_of=date(2027, 1, 1))
    seen = office.seen("figure", at=LATER)[KEY]
    assert seen.known_on == date(2026, 12, 4)
    assert KEY not in office.seen("figure", at=LATER + timedelta(days=99), as_of=date(2026, 12, 3))


def test_a_correction_never_leaks_a_figure_under_embargo(office: Office) -> None:
    office.approved([figure("312")], visible_from=LATER)
    made = office.desk.create(ANNE, [correction(office, figure("321"))], visible_from=LATER - MINUTE)
    with refused("versie die pas zichtbaar wordt op 4 december 2026 om 09:30 uur"):
        office.desk.submit(ANNE, made.id)
    gone = office.desk.create(ANNE, [withdrawal(office, "figure", KEY)])
    with refused("versie die pas zichtbaar wordt"):
        office.desk.submit(ANNE, gone.id)
    office.desk.change(ANNE, made.id, made.rows, visible_from=LATER)
    office.desk.submit(ANNE, made.id)
    office.desk.approve(BRAM, made.id)
    assert KEY not in office.seen("figure", at=LATER - MINUTE)
    assert office.seen("figure", at=LATER)[KEY].record["value"] == "321"


def test_an_asked_moment_that_has_passed_is_that_of_approval(office: Office) -> None:
    number = proposed(office, figure(), visible_from=NOW + MINUTE)
    office.clock.pass_by(timedelta(days=2))
    office.desk.approve(BRAM, number)
    line = office.book().last(("figure", KEY))
    assert line is not None
    assert (line.visible_from, line.known_on) == (NOW + timedelta(days=2), date(2026, 11, 23))


def test_a_key_that_is_withdrawn_under_embargo_does_not_come_back_before_it_goes(office: Office) -> None:
    office.approved([figure("312")])
    office.approved([withdrawal(office, "figure", KEY)], by=CARLA, to=BRAM, visible_from=LATER)
    made = office.desk.create(ANNE, [figure("400")])
    with refused("versie die pas zichtbaar wordt"):
        office.desk.submit(ANNE, made.id)
    office.desk.change(ANNE, made.id, made.rows, visible_from=LATER)
    office.desk.submit(ANNE, made.id)
    office.desk.approve(BRAM, made.id)
    assert office.seen("figure", at=LATER - MINUTE)[KEY].record["value"] == "312"
    assert office.seen("figure", at=LATER)[KEY].record["value"] == "400"


@pytest.mark.parametrize(
    ("day", "precision", "first"),
    [("2026-11-22", "dag", "22 november 2026"), ("2027-01-31", "maand", "1 januari 2027"),
     ("2027-12-31", "jaar", "1 januari 2027")],
)  # fmt: skip
def test_a_document_of_a_later_day_waits_for_it(office: Office, day: str, precision: str, first: str) -> None:
    made = office.desk.create(ANNE, [row("document", code="N27", known_on=day, precision=precision)])
    with refused(f"Document N27 is van later: laat dit voorstel pas zichtbaar worden op {first} of daarna"):
        office.desk.submit(ANNE, made.id)


def test_a_document_dated_by_the_month_may_come_in_during_it_and_counts_from_its_last_day(office: Office) -> None:
    made = row("document", code="N27", known_on="2026-11-30", precision="maand")
    office.approved([made, figure(document="N27")])
    assert office.seen("document")["N27"].known_on == office.seen("figure")[KEY].known_on == date(2026, 11, 30)


def test_a_correction_counts_from_the_day_of_what_it_replaces_and_no_earlier_answer_changes(office: Office) -> None:
    office.approved([figure("312")])
    before = office.seen("figure", as_of=date(2026, 11, 21))
    office.clock.pass_by(timedelta(days=1))
    office.approved([correction(office, figure("321"))], by=CARLA, to=BRAM)
    assert office.seen("figure", as_of=date(2026, 11, 21)) == before
    assert office.seen("figure")[KEY].known_on == date(2026, 11, 22)


def test_a_moment_is_to_the_minute(office: Office) -> None:
    with refused("op de minuut"):
        office.desk.create(ANNE, [figure()], visible_from=LATER + timedelta(seconds=1))
