"""The road of a proposal: who may do what to it, what then stands in the ledger, and what the audit trail tells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.desk import desk as desk_module
from data_sources.errors import UsageError
from data_sources.people import Person
from data_sources.proposals import BY_FILE, Origin
from tests.desks import (
    ANNE,
    ANNE_TOO,
    BRAM,
    CARLA,
    LEO,
    MINUTE,
    NOW,
    Office,
    correction,
    document,
    figure,
    withdrawal,
)

KEY = "farr|personen-onderzocht||2026KW02"
BUNDLED_KEY = "farr|personen-onderzocht||2026KW01"


def refused(why: str) -> Any:
    return pytest.raises(UsageError, match=why)


def test_a_figure_goes_from_draft_to_ledger_by_two_people(office: Office) -> None:
    desk = office.desk
    made = desk.create(ANNE, [figure()], origin=Origin(BY_FILE, "cijfers.xlsx", "abc"))
    assert (made.state, made.author_name, made.origin.file_name) == ("concept", "Anne de Boer", "cijfers.xlsx")
    office.clock.pass_by(MINUTE)
    assert desk.submit(ANNE, made.id).submitted_at == NOW + MINUTE
    assert KEY not in office.seen("figure")
    office.clock.pass_by(MINUTE)
    done = desk.approve(BRAM, made.id)
    assert done.state == "goedgekeurd"
    assert done.decision is not None
    assert (done.decision.username, done.decision.at) == ("bram", NOW + 2 * MINUTE)
    entry = office.seen("figure")[KEY]
    assert (entry.record["value"], entry.document, entry.known_on) == ("312", "L26", date(2026, 11, 21))
    line = office.book().last(("figure", KEY))
    assert line is not None
    assert (line.author, line.author_name, line.author_person) == ("anne", "Anne de Boer", "p-anne")
    assert (line.approved_by, line.approver_name, line.approver_person) == ("bram", "Bram Visser", "p-bram")
    assert (line.approved_at, line.visible_from, line.proposal) == (NOW + 2 * MINUTE, NOW + 2 * MINUTE, made.id)
    assert office.told() == [
        ("anne", "voorstel-gemaakt", f"voorstel {made.id}"),
        ("anne", "voorstel-ingediend", f"voorstel {made.id}"),
        ("bram", "voorstel-goedgekeurd", f"voorstel {made.id}"),
        ("bram", "rij-toegevoegd", f"figure {KEY}"),
    ]
    added = office.events()[-1]
    assert added.old is None
    assert added.new == {**entry.record, "visible_from": (NOW + 2 * MINUTE).isoformat()}


@pytest.mark.parametrize("person", [ANNE, ANNE_TOO], ids=["the author", "another account of the author"])
def test_nobody_approves_or_rejects_their_own(office: Office, person: Person) -> None:
    made = office.desk.create(ANNE, [figure()])
    office.desk.submit(ANNE, made.id)
    before = office.everything()
    for act in (lambda: office.desk.approve(person, made.id), lambda: office.desk.reject(person, made.id, "nee")):
        with refused("Dit voorstel is van uzelf: een tweede persoon"):
            act()
    why = office.desk.why_not_approve(person, office.desk.proposal(made.id))
    assert why == "Dit voorstel is van uzelf: een tweede persoon moet het beoordelen."
    assert office.desk.why_not_approve(BRAM, office.desk.proposal(made.id)) is None
    assert office.everything() == before


def test_who_made_the_row_that_is_replaced_does_not_approve_its_correction(office: Office) -> None:
    office.approved([figure()], by=ANNE, to=BRAM)
    made = office.desk.create(BRAM, [correction(office, figure("321"))])
    office.desk.submit(BRAM, made.id)
    for person in (ANNE, ANNE_TOO):
        with refused("volgt op een rij die u zelf hebt ingevoerd"):
            office.desk.approve(person, made.id)
    office.desk.approve(CARLA, made.id)
    assert office.seen("figure")[KEY].record["value"] == "321"
    event = office.events()[-1]
    assert (event.actor, event.action, event.reason) == ("carla", "rij-gecorrigeerd", "Verkeerd overgenomen.")
    assert (event.old["value"], event.new["value"]) == ("312", "321")


def test_a_row_is_not_replaced_by_withdrawing_it_and_making_it_anew(office: Office) -> None:
    """Who made and withdrew it would else approve what comes in its place."""
    office.approved([figure()], by=ANNE, to=BRAM)
    office.approved([withdrawal(office, "figure", KEY)], by=ANNE, to=BRAM)
    made = office.desk.create(BRAM, [figure("999")])
    office.desk.submit(BRAM, made.id)
    for person in (ANNE, ANNE_TOO):
        with refused("volgt op een rij die u zelf hebt ingevoerd of ingetrokken"):
            office.desk.approve(person, made.id)
    office.desk.approve(CARLA, made.id)
    # Since then another's row answers.
    office.approved([correction(office, figure("321"))], by=CARLA, to=ANNE)
    assert office.seen("figure")[KEY].record["value"] == "321"


def test_who_withdrew_a_row_of_another_approves_no_new_one_and_neither_does_that_other(office: Office) -> None:
    office.approved([figure()], by=ANNE, to=BRAM)
    office.approved([withdrawal(office, "figure", KEY)], by=CARLA, to=BRAM)
    made = office.desk.create(BRAM, [figure("999")])
    with refused("wie de eerdere rij heeft ingevoerd of ingetrokken mag dit voorstel niet goedkeuren"):
        office.desk.submit(BRAM, made.id)
    office.approved([figure("999")], by=CARLA, to=BRAM)


def test_without_a_second_person_it_stays_a_draft_and_says_why(office: Office) -> None:
    office.disable(BRAM, CARLA)
    made = office.desk.create(ANNE, [figure()])
    with refused("Indienen kan niet: er is geen tweede persoon .* blijft dit een concept"):
        office.desk.submit(ANNE, made.id)
    assert office.desk.proposal(made.id).state == "concept"
    assert "geen tweede persoon" in str(office.desk.why_not_submit(ANNE, made))
    assert [editor.username for editor in office.desk.editors()] == ["anne"]


def test_where_the_only_other_person_made_the_row_that_is_replaced_it_stays_a_draft(office: Office) -> None:
    office.approved([figure()], by=ANNE, to=BRAM)
    office.disable(CARLA)
    made = office.desk.create(BRAM, [correction(office, figure("321"))])
    with refused("wie de eerdere rij heeft ingevoerd of ingetrokken mag dit voorstel niet goedkeuren"):
        office.desk.submit(BRAM, made.id)
    bundled = office.desk.create(BRAM, [withdrawal(office, "figure", BUNDLED_KEY)])
    assert office.desk.submit(BRAM, bundled.id).state == "ingediend"


@pytest.mark.parametrize("person", [LEO, Person("vreemd", "Vreemd", "p-v", "beheerder"), ANNE])
def test_without_an_enabled_account_with_the_role_nothing_can_be_done(office: Office, person: Person) -> None:
    made = office.desk.create(BRAM, [figure()])
    office.desk.submit(BRAM, made.id)
    office.disable(ANNE)
    before = office.everything()
    for act in (
        lambda: office.desk.create(person, [figure()]),
        lambda: office.desk.approve(person, made.id),
        lambda: office.desk.reject(person, made.id, "nee"),
    ):
        with refused("Hiervoor is de rol redacteur of beheerder nodig"):
            act()
    assert office.everything() == before


def test_only_the_author_changes_submits_and_takes_back(office: Office) -> None:
    made = office.desk.create(ANNE, [figure()])
    before = office.everything()
    for act in (
        lambda: office.desk.change(BRAM, made.id, [figure("1")], visible_from=None),
        lambda: office.desk.submit(CARLA, made.id),
        lambda: office.desk.take_back(BRAM, made.id),
    ):
        with refused("Dit voorstel is van Anne de Boer: alleen de indiener"):
            act()
    assert office.everything() == before
    assert office.desk.change(ANNE_TOO, made.id, [figure("313")], visible_from=None).rows[0].record["value"] == "313"
    assert office.desk.take_back(ANNE, made.id, "te vroeg").state == "ingetrokken"
    assert [event.action for event in office.events()[1:]] == ["voorstel-gewijzigd", "voorstel-teruggenomen"]


def test_what_is_decided_changes_no_more(office: Office) -> None:
    made = office.desk.create(ANNE, [figure()])
    with refused("nog niet ingediend"):
        office.desk.approve(BRAM, made.id)
    office.desk.submit(ANNE, made.id)
    with refused("is ingediend en verandert niet meer"):
        office.desk.change(ANNE, made.id, [figure("1")], visible_from=None)
    with refused("Geef een reden"):
        office.desk.reject(BRAM, made.id, " ")
    office.desk.reject(BRAM, made.id, "De bron zegt iets anders.")
    for act in (
        lambda: office.desk.approve(CARLA, made.id),
        lambda: office.desk.reject(CARLA, made.id, "nee"),
        lambda: office.desk.take_back(ANNE, made.id),
        lambda: office.desk.submit(ANNE, made.id),
        lambda: office.desk.change(ANNE, made.id, [figure("1")], visible_from=None),
    ):
        with refused("al afgewezen door Bram Visser"):
            act()
    assert len(office.book().lines) == max(line.id for line in office.book().lines if line.is_bundled)


def test_a_row_that_was_withdrawn_answers_no_more_and_may_come_back(office: Office) -> None:
    office.approved([figure()])
    office.approved([withdrawal(office, "figure", KEY)], by=CARLA, to=BRAM)
    assert KEY not in office.seen("figure")
    assert ("figure", KEY) not in office.desk.known().standing
    event = office.events()[-1]
    assert (event.action, event.old["value"], set(event.new)) == ("rij-ingetrokken", "312", {"visible_from"})
    office.approved([figure()], by=ANNE, to=BRAM)
    assert office.seen("figure")[KEY].record["value"] == "312"
    assert [line.withdrawn for line in office.desk.history("figure", KEY)] == [False, True, False]


def test_a_figure_may_return_to_what_it_was(office: Office) -> None:
    office.approved([figure("312")])
    office.approved([correction(office, figure("321"))], by=ANNE, to=BRAM)
    office.approved([correction(office, figure("312"))], by=ANNE, to=BRAM)
    assert [line.record["value"] for line in office.desk.history("figure", KEY)] == ["312", "321", "312"]
    assert len({line.content_hash for line in office.book().lines}) == len(office.book().lines)


def test_desk_lines_tell_who_stands_for_each_row_also_before_it_is_visible(office: Office) -> None:
    later = NOW + timedelta(days=3)
    office.approved([figure()], visible_from=later)
    lines = {line.key: line for line in office.desk.lines("figure")}
    assert (lines[KEY].author_name, lines[KEY].approver_name, lines[KEY].visible_from) == (
        "Anne de Boer", "Bram Visser", later,
    )  # fmt: skip
    assert (lines[BUNDLED_KEY].approved_by, lines[BUNDLED_KEY].author_name) == ("bron: L26", None)
    assert KEY not in office.seen("figure")


def test_proposals_come_newest_first_and_by_state(office: Office) -> None:
    first, second = office.desk.create(ANNE, [figure()]), office.desk.create(BRAM, [document(), figure()])
    office.desk.submit(BRAM, second.id)
    assert [item.id for item in office.desk.proposals()] == [second.id, first.id]
    assert [item.id for item in office.desk.proposals(["concept"])] == [first.id]
    assert [row.kind for row in office.desk.proposal(second.id).rows] == ["document", "figure"]
    with refused("Voorstel 99 is er niet"):
        office.desk.proposal(99)


def test_if_the_trail_cannot_be_written_nothing_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = office.desk.create(ANNE, [figure()])
    office.desk.submit(ANNE, made.id)
    before, note = office.everything(), desk_module.note

    def broken(connection: Any, **told: Any) -> None:
        if told["action"].startswith("rij-"):
            raise OSError("disk full")
        note(connection, **told)

    monkeypatch.setattr(desk_module, "note", broken)
    with pytest.raises(OSError, match="disk full"):
        office.desk.approve(BRAM, made.id)
    assert office.everything() == before
    monkeypatch.undo()
    assert office.desk.approve(BRAM, made.id).state == "goedgekeurd"


def test_people_with_two_accounts_count_once(office: Office) -> None:
    assert [editor.username for editor in office.desk.editors()] == ["anne", "bram", "carla"]
