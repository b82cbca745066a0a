"""Two people at once: one of them wins, and the other is told so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from data_sources.errors import UsageError
from data_sources.proposals import Proposal
from tests.desks import ANNE, BRAM, CARLA, Office, correction, figure

KEY = "farr|personen-onderzocht||2026KW02"


def at_once(*acts: Callable[[], Proposal]) -> list[str]:
    """How each act ended: the state of the proposal, or why not."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Proposal]) -> str:
        together.wait()
        try:
            return act().state
        except UsageError as error:
            return error.message

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_who_approve_at_once_one_does(office: Office) -> None:
    for value in range(100, 104):
        rows = [figure(str(value), place=str(value))]
        made = office.desk.create(ANNE, rows)
        office.desk.submit(ANNE, made.id)
        ended = at_once(*(partial(office.desk.approve, person, made.id) for person in (BRAM, CARLA)))
        assert sorted(ended)[1] == "goedgekeurd"
        assert sorted(ended)[0].startswith("Dit voorstel is al goedgekeurd door")
        assert len(office.desk.history("figure", rows[0].key)) == 1
    assert [event.action for event in office.events()].count("rij-toegevoegd") == 4


def test_of_two_proposals_for_one_key_one_goes_in(office: Office) -> None:
    made = [office.desk.create(ANNE, [figure(value)]) for value in ("312", "313")]
    for item in made:
        office.desk.submit(ANNE, item.id)
    ended = at_once(lambda: office.desk.approve(BRAM, made[0].id), lambda: office.desk.approve(CARLA, made[1].id))
    assert sorted(ended)[1] == "goedgekeurd"
    assert sorted(ended)[0].startswith("Intussen is Cijfer farr")
    assert len(office.desk.history("figure", KEY)) == 1


def test_a_proposal_is_either_approved_or_taken_back(office: Office) -> None:
    office.approved([figure()], by=CARLA, to=BRAM)
    made = office.desk.create(ANNE, [correction(office, figure("313"))])
    office.desk.submit(ANNE, made.id)
    ended = at_once(lambda: office.desk.approve(BRAM, made.id), lambda: office.desk.take_back(ANNE, made.id))
    state = office.desk.proposal(made.id).state
    assert state in ended
    assert sum(text.startswith("Dit voorstel is al") for text in ended) == 1
    assert len(office.desk.history("figure", KEY)) == (2 if state == "goedgekeurd" else 1)
