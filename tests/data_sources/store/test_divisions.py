"""Editions in the store: added, never changed; the newest known on a day answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from data_sources.divisions import Division, Edition, Municipality
from data_sources.store.divisions import add_divisions, division_hosts, divisions, newest_division_load
from data_sources.store.models import DivisionMemberRow
from data_sources.store.prepare import Store

FETCHED = datetime(2026, 11, 21, 12, tzinfo=UTC)
FEBRUARY, MARCH, MAY = date(2026, 2, 10), date(2026, 3, 1), date(2026, 5, 4)
# Texts that databases sort in different orders, and one municipality that the table leaves blank twice.
GRONINGEN = Municipality(
    "GM0014", "Groningen", Division("RE01", "Noord-Nederland"), Division("AR05", "Noord-Nederland"),
    Division("VR01", "Groningen"),
)  # fmt: skip
FRYSLAN = Municipality("GM0080", "Ljouwert", None, Division("AR05", "Noord-Nederland"), None)
EDITION = Edition(
    "86247NED", 2026, "Gebieden in Nederland 2026", "2026-02-10T02:00:00", (GRONINGEN, FRYSLAN), ["let op"]
)  # fmt: skip
OLDER = replace(EDITION, table="86059NED", year=2025, title="Gebieden in Nederland 2025")
MENDED = replace(EDITION, municipalities=(GRONINGEN, replace(FRYSLAN, veiligheidsregio=Division("VR02", "Fryslân"))))


def add(store: Store, edition: Edition, known_on: date, *, host: str = "opendata.cbs.nl") -> int | None:
    return add_divisions(
        store.engines.writer, edition, host=host, known_on=known_on, fetched_at=FETCHED, source_url="https://cbs/x"
    )


def known(store: Store, as_of: date | None = None) -> tuple[int, tuple[Municipality, ...]] | None:
    found = divisions(store.engines.reader, as_of)
    return (found.load, found.municipalities) if found else None


def test_an_edition_comes_back_as_it_was_given_with_where_it_came_from(store: Store) -> None:
    assert divisions(store.engines.reader) is None
    load = add(store, EDITION, FEBRUARY)
    found = divisions(store.engines.reader)
    assert found is not None
    assert (found.table, found.year, found.title, found.load) == (
        "86247NED", 2026, "Gebieden in Nederland 2026", load,
    )  # fmt: skip
    assert (found.host, found.known_on, found.fetched_at, found.source_url) == (
        "opendata.cbs.nl", FEBRUARY, FETCHED, "https://cbs/x",
    )  # fmt: skip
    assert found.municipalities == (GRONINGEN, FRYSLAN)


def test_optional_kinds_come_back_and_an_edition_that_lacks_them_has_no_rows_of_them(store: Store) -> None:
    placed = replace(GRONINGEN, veiligthuisregio=Division("VT08", "Groningen"), provincie=None)
    add(store, EDITION, FEBRUARY)
    add(store, replace(EDITION, municipalities=(placed, FRYSLAN)), MAY)
    before, after = divisions(store.engines.reader, FEBRUARY), divisions(store.engines.reader)
    assert before is not None
    assert after is not None
    assert (before.knows("veiligthuisregio"), after.knows("veiligthuisregio"), after.knows("provincie")) == (
        False, True, False,
    )  # fmt: skip
    assert after.municipalities == (placed, FRYSLAN)
    assert after.members("veiligthuisregio", "VT08") == (placed,)
    assert after.members("veiligthuisregio", "VT99") == before.members("veiligthuisregio", "VT08") == ()
    with store.engines.reader.begin() as connection:
        kinds = connection.execute(select(DivisionMemberRow.load_id, DivisionMemberRow.kind).distinct()).all()
    assert sorted(kind for load, kind in kinds if load == before.load) == [
        "arrondissement", "politieregio", "veiligheidsregio",
    ]  # fmt: skip
    assert len([kind for load, kind in kinds if load == after.load]) == 4


def test_what_says_the_same_is_not_added_again(store: Store) -> None:
    assert add(store, EDITION, FEBRUARY) is not None
    turned = replace(EDITION, municipalities=(FRYSLAN, GRONINGEN), modified="2026-05-04T02:00:00", warnings=[])
    assert add(store, turned, MAY) is None
    with store.engines.reader.begin() as connection:
        assert connection.execute(select(func.count()).select_from(DivisionMemberRow)).scalar_one() == 6


def test_a_day_is_answered_by_what_was_known_then(store: Store) -> None:
    first, mended = add(store, EDITION, FEBRUARY), add(store, MENDED, MAY)
    assert known(store, date(2026, 2, 9)) is None
    assert known(store, FEBRUARY) == known(store, date(2026, 5, 3)) == (first, EDITION.municipalities)
    assert known(store, MAY) == known(store) == (mended, MENDED.municipalities)
    # Mended back again: the newest load is what the next is held against, not any load.
    back = add(store, EDITION, MAY)
    assert back is not None
    assert known(store, MAY) == (back, EDITION.municipalities)


def test_the_latest_year_answers_also_when_an_older_edition_was_mended_after_it(store: Store) -> None:
    newest = add(store, EDITION, FEBRUARY)
    older = add(store, OLDER, MAY)
    assert older is not None
    assert known(store, MAY) == known(store) == (newest, EDITION.municipalities)
    found = divisions(store.engines.reader)
    assert found is not None
    assert found.year == 2026


def test_before_the_newest_edition_the_one_before_it_answers(store: Store) -> None:
    older = add(store, OLDER, date(2025, 2, 11))
    add(store, EDITION, FEBRUARY)
    assert known(store, date(2026, 2, 9)) == (older, OLDER.municipalities)


@pytest.mark.parametrize("table", ["86247NED", "86059NED"])
def test_each_edition_has_a_newest_load_of_its_own(store: Store, table: str) -> None:
    assert newest_division_load(store.engines.reader, table) is None
    for edition in (OLDER, EDITION):
        add(store, edition, FEBRUARY)
        add(store, replace(edition, municipalities=(GRONINGEN,), modified=None), MARCH)
    newest = newest_division_load(store.engines.reader, table)
    assert newest is not None
    assert (newest.known_on, newest.modified) == (MARCH, None)


def test_hosts_are_those_of_every_load(store: Store) -> None:
    assert division_hosts(store.engines.reader) == set()
    add(store, EDITION, FEBRUARY)
    add(store, MENDED, MAY, host="127.0.0.1")
    assert division_hosts(store.engines.reader) == {"opendata.cbs.nl", "127.0.0.1"}


def test_of_several_at_once_one_stores(store: Store) -> None:
    with ThreadPoolExecutor(6) as pool:
        loads = list(pool.map(lambda _: add(store, EDITION, FEBRUARY), range(6)))
    assert sorted(load for load in loads if load is not None) == [1]
