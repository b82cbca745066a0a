"""What the public may not read of the pilots is worked out once for an edition of the store, for all threads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from dashboard import hidden_numbers
from dashboard.hidden_numbers import HiddenNumbers
from dashboard.services import Services
from dashboard.settings import Settings
from data_sources.store.ledger_days import read_days
from metrics.small_numbers import Hidden, hidden_on_any
from tests.databases import Databases
from tests.desks import NOW, Office, figure, open_office

CLOSED = {"figure": "n", "title": "N", "unit": "personen", "public": "nee", "qualifier": "", "period": "2026KW02"}


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    with open_office(databases) as found:
        yield found


def add(office: Office, later: bool = False, **values: str) -> None:
    rows = [figure(value, **CLOSED, place=place.strip("_")) for place, value in values.items()]
    office.approved(rows, **({"visible_from": NOW + timedelta(hours=1)} if later else {}))


def told(office: Office) -> dict[str, float | None]:
    services = Services(store=office.store, settings=Settings(), now=office.clock)
    return {item.place: item.value for item in services.ledger().figures if item.figure == "n"}


def test_it_is_worked_out_once_for_any_number_of_threads_until_the_ledger_is_another(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[Hidden] = []

    def counted(days: object) -> Hidden:
        times.append(hidden_on_any(days))  # type: ignore[arg-type]
        return times[-1]

    monkeypatch.setattr(hidden_numbers, "hidden_on_any", counted)
    add(office, _="60", A="8", B="52")
    hidden = HiddenNumbers(office.store.engines.reader)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(hidden.at, [office.clock()] * 8))
    assert all(item is times[0] for item in found)
    assert len(times) == 1
    add(office, C="7")
    assert len(hidden.at(office.clock()).masks) > len(found[0].masks)
    assert len(times) == 2


def test_what_was_approved_and_is_not_seen_yet_is_counted_with(office: Office) -> None:
    add(office, _="20", A="12")
    assert told(office) == {"": 20, "A": 12}
    add(office, later=True, B="8")
    assert told(office) == {"": 20, "A": None}
    office.clock.pass_by(timedelta(hours=2))
    assert told(office) == {"": 20, "A": None, "B": None}


def test_the_days_to_come_stand_behind_those_that_may_be_seen(office: Office) -> None:
    add(office, A="12")
    add(office, later=True, B="8")
    at = office.clock()
    days = read_days(office.store.engines.reader, kind="figure", at=at)
    held = [{entry.record["place"] for entry in day if entry.record["figure"] == "n"} for day in days]
    assert {"A", "B"} in held
    assert held.index({"A", "B"}) > held.index({"A"})
    seen = read_days(office.store.engines.reader, kind="figure", at=at + timedelta(hours=1))
    assert {entry.record["place"] for entry in seen[-1] if entry.record["figure"] == "n"} == {"A", "B"}
