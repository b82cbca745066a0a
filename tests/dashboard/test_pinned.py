"""Services as they were at a pin answer as they did then, whatever came into the store since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.visitor import EDITORS, PUBLIC
from data_sources.contract import Period
from data_sources.errors import UsageError
from data_sources.pin import Pin
from data_sources.store.prepare import Store
from data_sources.store.writer import Ended
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, publication, publish, snapshot, vintage
from tests.data_sources.store.generated import CELLS, DELIVERIES, Delivery, deliver_all
from tests.databases import Databases
from tests.desks import NOW, Office, correction, figure, open_office, withdrawal
from tests.laws import NewStore, law, opens_empty

CLOSED = {"unit": "personen", "public": "nee", "qualifier": ""}


@pytest.fixture(scope="module")
def new_store(databases: Databases) -> NewStore:
    return opens_empty(databases)


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    with new_store() as made:
        yield made


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    with open_office(databases) as found:
        yield found


def services_of(store: Store, now: Any = lambda: NOW) -> Services:
    return Services(store=store, settings=Settings(), now=now)


def answers(services: Services) -> dict[str, Any]:
    """All that pages read of figures."""
    selection = services.select(indicator="adviezen", period="2025HJ02")
    tables = services.tables()
    return {
        "figures": services.figures(selection),
        "growth": services.growth(selection, base=Period.parse("2025HJ01")),
        "series": services.series(["adviezen", "meldingen"], selection).loads,
        "of": services.figures_of(["adviezen"], ["NL01", "PV20"], None).rows,
        "loads": services.loads(),
        "days": services.known_days(),
        "regions": services.regions(),
        "names": services.names(),
        "tables": tables,
        "shapes": [services.table_shape(table) for table in tables],
        "revisions": services.revisions(),
        "history": services.load_history().figure(
            indicator="adviezen", region="NL01", period="2025HJ01", breakdown=""
        ),
        "counts": services.load_counts(),
        "recoded": services.recoded(selection),
        "indicators": services.indicators(),
    }  # fmt: skip


@law(DELIVERIES, DELIVERIES, examples=12)
def test_what_is_delivered_later_on_whatever_day_changes_no_pinned_answer(
    new_store: NewStore, first: list[Delivery], later: list[Delivery]
) -> None:
    with new_store() as store:
        deliver_all(store, first)
        # So that there is something to ask for.
        store.writer.add_statline(snapshot({"adviezen NL01 2024HJ02": 5}, table="84848NED"), vintage("2026-01-01"))
        services = services_of(store)
        before, pin = answers(services), services.pin()
        # From the last day on, that day included; what is published may also be of before.
        last = max(load.known_on for load in services.loads())
        deliver_all(store, later, day=last, name="later")
        publish(store, [publication("eerder", "2020-01-01", dict.fromkeys(CELLS, 75000.0), place=0)])
        more = {**dict.fromkeys(CELLS, 15), "meldingen PV30 2025HJ02": 10, "nieuw NL01 2025HJ01": SECRET}
        renamed = snapshot(more, statuses=dict.fromkeys(["2025HJ01", "2025HJ02"], "definitief"),
                           region_titles={"NL01": "Het land"}, topic_titles={"adviezen": "Anders"})  # fmt: skip
        store.writer.add_statline(renamed, vintage(str(max(load.known_on for load in services.loads()))))
        assert services.indicators() != before["indicators"]
        assert services.names() != before["names"]
        assert answers(services.pinned(pin)) == before


def test_a_load_of_the_same_day_is_not_there_yet(store: Store) -> None:
    services = services_of(store)
    store.writer.add_statline(snapshot({"adviezen NL01 2025HJ01": 84935}), vintage("2026-05-01"))
    pin = services.pin()
    store.writer.add_statline(snapshot({"adviezen NL01 2025HJ01": IMPOSSIBLE}), vintage("2026-05-01"))
    asked = services.select(indicator="adviezen", period="2025HJ01", as_of="2026-05-01")
    assert services.figures(asked)[0][0].missing == "onmogelijk"
    then, loads = services.pinned(pin).figures(asked)
    assert then[0].value == 84935
    assert list(loads) == [1]


def test_an_empty_store_has_a_pin_too_in_which_nothing_is_known(store: Store) -> None:
    services = services_of(store)
    pin = services.pin()
    assert pin.text == "20261121T120000Z.0.0"
    store.writer.add_statline(snapshot({"adviezen NL01 2025HJ01": 84935}), vintage("2026-05-01"))
    assert services.pinned(pin).loads() == []
    assert not services.pinned(pin).has_statline()


def test_the_clock_stands_at_the_pin_and_a_pin_of_pinned_services_is_that_pin(store: Store) -> None:
    moment = datetime(2026, 11, 20, 23, 30, 0, 700_000, tzinfo=UTC)
    services = services_of(store, lambda: moment)
    pin = services.pin()
    later = services_of(store, lambda: moment + timedelta(days=40))
    found = later.pinned(pin)
    assert found.now() == moment.replace(microsecond=0)
    assert found.today() == date(2026, 11, 21)
    assert found.pin() == pin
    assert found.pinned(later.pin()).now() > found.now()


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        (Pin(NOW + timedelta(seconds=1), 0, 0), "toekomst"),
        (Pin(NOW, 1, 0), "niet van deze opslag"),
        (Pin(NOW, 0, 1), "niet van deze opslag"),
    ],
)
def test_a_pin_of_what_is_not_there_is_refused(store: Store, pin: Pin, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        services_of(store).pinned(pin)


def test_nothing_can_be_changed_by_way_of_a_pin(store: Store) -> None:
    services = services_of(store)
    pinned = services.pinned(services.pin())
    for name in ("accounts", "desk", "fetching", "refresh_now", "audit"):
        with pytest.raises(RuntimeError, match="only read"):
            _ = getattr(pinned, name).anything
    at_pin = store.at(services.pin())
    with pytest.raises(RuntimeError, match="only read"):
        at_pin.writer.add_statline(snapshot({"adviezen NL01 2025HJ01": 5}), vintage("2026-05-01"))
    # The engines that it was made from write as before.
    store.writer.add_statline(snapshot({"adviezen NL01 2025HJ01": 5}), vintage("2026-05-01"))
    assert len(services.loads()) == 1


def test_attempts_that_ended_later_are_not_there_yet(store: Store) -> None:
    now = [NOW]
    services = services_of(store, lambda: now[0])
    attempt = store.writer.start_attempt(table="84847NED", host="opendata.cbs.nl", started_at=NOW)
    under_way = services.pin()
    now[0] += timedelta(minutes=1)
    store.writer.finish_attempt(attempt, finished_at=now[0], outcome="unchanged", ended=Ended())
    done = services.pin()
    assert services.pinned(under_way).attempts(as_of=None, offset=0, limit=5) == ([], 0)
    assert services.pinned(done).attempts(as_of=None, offset=0, limit=5)[1] == 1


# The ledger.


def values(services: Services, place: str = "", audience: Any = EDITORS) -> list[float | None]:
    return [
        item.value
        for item in services.ledger(audience=audience).figures
        if item.figure == "personen-onderzocht" and item.period == "2026KW02" and item.place == place
    ]


def test_what_is_corrected_or_withdrawn_later_stands_as_it_stood_also_within_one_day(office: Office) -> None:
    services = services_of(office.store, office.clock)
    office.approved([figure("312")])
    first, at_first = services.pin(), services.ledger()
    office.approved([correction(office, figure("313"))])
    second, at_second = services.pin(), services.ledger()
    office.approved([withdrawal(office, "figure", "farr|personen-onderzocht||2026KW02")])
    office.clock.pass_by(timedelta(days=3))
    assert values(services) == []
    assert values(services.pinned(first)) == [312]
    assert values(services.pinned(second)) == [313]
    assert services.pinned(first).ledger() == at_first
    assert services.pinned(second).ledger() == at_second


def test_what_was_under_embargo_at_the_moment_of_the_pin_stays_away(office: Office) -> None:
    services = services_of(office.store, office.clock)
    office.approved([figure("312")], visible_from=NOW + timedelta(hours=1))
    before = services.pin()
    office.clock.pass_by(timedelta(hours=2))
    after = services.pin()
    assert values(services.pinned(before)) == []
    assert services.pinned(before).visible_moments() == services.visible_moments()
    assert values(services.pinned(after)) == [312]
    # A moment before the embargo with the numbers of after it is no way around it.
    assert values(services.pinned(Pin(before.moment, after.load, after.entry))) == []


def test_what_is_hidden_since_is_hidden_in_what_was_known_before(office: Office) -> None:
    services = services_of(office.store, office.clock)
    office.approved([figure("20", **CLOSED), figure("12", **CLOSED, place="A")])
    pin = services.pin()
    assert values(services, "A", PUBLIC) == [12]
    # From now on 20 − 12 would tell it.
    office.approved([figure("8", **CLOSED, place="B")])
    assert values(services, "A", PUBLIC) == [None]
    assert values(services.pinned(pin), "A", PUBLIC) == [None]
    assert values(services.pinned(pin), "A", EDITORS) == [12]
    assert values(services.pinned(pin), "B", EDITORS) == []


def test_a_small_number_that_answered_for_part_of_a_day_only_is_hidden_in_the_pin_of_that_part(office: Office) -> None:
    services = services_of(office.store, office.clock)
    office.approved([figure("7", **CLOSED)])
    pin = services.pin()
    office.approved([correction(office, figure("70", **CLOSED))])
    shown = services.pinned(pin).ledger()
    assert [item.masked is not None for item in shown.figures if item.period == "2026KW02" and not item.published] == [
        True
    ]


def test_a_figure_that_was_called_public_by_mistake_is_not_public_in_a_pin_either(office: Office) -> None:
    services = services_of(office.store, office.clock)
    office.approved([figure("7", unit="personen", qualifier="", public="ja")])
    pin = services.pin()
    assert values(services, audience=PUBLIC) == [7]
    office.approved([correction(office, figure("7", **CLOSED))])
    assert values(services, audience=PUBLIC) == [None]
    assert values(services.pinned(pin), audience=PUBLIC) == [None]
    assert values(services.pinned(pin), audience=EDITORS) == [7]
