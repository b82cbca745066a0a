"""Whatever people do in whatever order: four eyes, no figure before its moment, and one event for each change."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.days import day_of
from data_sources.errors import UsageError
from data_sources.people import Person
from data_sources.pilots.entries import Entry
from data_sources.pilots.lines import Line
from data_sources.proposals import Proposal, ProposedRow
from tests.databases import Databases
from tests.desks import ANNE, ANNE_TOO, BRAM, CARLA, LEO, MINUTE, Office, correction, figure, open_office, withdrawal

WHO = (ANNE, ANNE_TOO, BRAM, CARLA, LEO)
HUMAN = {person.username: person.person for person in WHO}
PLACES = ("a", "b")
OF_ACTS = {"create": "voorstel-gemaakt", "submit": "voorstel-ingediend", "approve": "voorstel-goedgekeurd",
           "reject": "voorstel-afgewezen", "take_back": "voorstel-teruggenomen"}  # fmt: skip
OF_ROWS = {"rij-toegevoegd", "rij-gecorrigeerd", "rij-ingetrokken"}


def wanted_row(office: Office, random: Random) -> ProposedRow:
    wanted = figure(str(random.randint(100, 103)), place=random.choice(PLACES))
    if ("figure", wanted.key) not in office.desk.known().standing:
        return wanted
    if random.random() < 0.2:
        return withdrawal(office, "figure", wanted.key)
    return correction(office, wanted)


def somebody(proposal: Proposal | None, name: str, random: Random) -> Person:
    """Whoever; to submit often the author, or little would ever be decided on."""
    if proposal is not None and name == "submit" and random.random() < 0.7:
        return next(person for person in WHO if person.username == proposal.author)
    return random.choice(WHO)


def act(office: Office, name: str, random: Random) -> None:
    desk = office.desk
    found = random.choice(desk.proposals()[:3] or [None])
    number, who = found.id if found else 0, somebody(found, name, random)
    if name == "create":
        later = office.clock.now + timedelta(minutes=random.randint(1, 9)) if random.random() < 0.5 else None
        desk.create(who, [wanted_row(office, random)], visible_from=later)
    elif name in {"reject", "take_back"}:
        getattr(desk, name)(who, number, "daarom")
    else:
        getattr(desk, name)(who, number)


def check_ledger(office: Office) -> None:
    """No approver made the line, or what it came in the place of, also where that was withdrawn first."""
    lines = {line.id: line for line in office.book().lines}
    last: dict[str, Line] = {}
    for line in lines.values():
        if line.is_bundled:
            continue
        before = last.get(line.key)
        withdrawn = lines[before.replaces] if before is not None and before.withdrawn and before.replaces else None
        makers = {item.author_person for item in (line, before, withdrawn) if item is not None}
        assert line.approver_person not in makers
        last[line.key] = line
        assert line.approved_by in HUMAN
        assert line.approved_at is not None
        assert line.visible_from is not None
        assert line.visible_from >= line.approved_at
        seen = office.seen("figure", at=line.visible_from - MINUTE / 60)
        assert seen.get(line.key) is None or seen[line.key].id != line.id


def check_event(office: Office, name: str, done: bool, before: int) -> None:
    """One event for what was done and one for each line it added; none for what was refused."""
    events = office.events()[before:]
    assert [event.action for event in events if event.action not in OF_ROWS] == ([OF_ACTS[name]] if done else [])
    assert sum(event.action in OF_ROWS for event in events) == (done and name == "approve")


def pass_by(office: Office, passed: timedelta) -> dict[date, dict[str, Entry]]:
    """What answers for a day once it is over; nothing that is done later may change it."""
    day = day_of(office.clock.now)
    office.clock.pass_by(passed)
    return {day: office.seen("figure", as_of=day)} if day_of(office.clock.now) > day else {}


# How it begins is likely to lead somewhere; then anybody does anything.
ACTS = st.lists(st.sampled_from(["create", "submit", "approve", *OF_ACTS, "approve", "wait"]), min_size=12, max_size=40)


def test_whatever_people_do_four_eyes_saw_each_line_and_nobody_before_its_moment(databases: Databases) -> None:
    @settings(max_examples=16 if databases.kind == "sqlite" else 3)
    @given(st.randoms(use_true_random=False), ACTS)
    def example(random: Random, acts: list[str]) -> None:
        with open_office(databases) as office:
            over: dict[date, dict[str, Entry]] = {}
            for name in acts:
                if name == "wait":
                    over.update(pass_by(office, timedelta(minutes=random.choice((1, 5, 2000)))))
                    continue
                before, held = len(office.events()), office.everything()
                try:
                    act(office, name, random)
                    done = True
                except UsageError:
                    done = False
                    assert office.everything() == held
                check_event(office, name, done, before)
            check_ledger(office)
            assert {day: office.seen("figure", as_of=day) for day in over} == over

    example()
