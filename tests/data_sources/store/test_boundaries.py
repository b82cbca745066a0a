"""Boundaries in the store: added, never changed; of each year the newest known on a day answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

from data_sources.boundaries import BoundaryEdition
from data_sources.cbs.geojson import read_boundaries
from data_sources.contract import Period
from data_sources.store.boundaries import add_boundaries, boundaries, boundary_hosts
from data_sources.store.prepare import Store
from demo.boundaries import boundary_file

FETCHED = datetime(2026, 11, 21, 12, tzinfo=UTC)
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 4)
OLD, NEW = (read_boundaries(boundary_file(year), year=year) for year in (2022, 2025))
MENDED = replace(NEW, shapes=(replace(NEW.shapes[0], title="Amsterdam en Amstelland"), *NEW.shapes[1:]))


def add(store: Store, edition: BoundaryEdition, known_on: date = MARCH, host: str = "service.pdok.nl") -> int | None:
    return add_boundaries(
        store.engines.writer, edition, host=host, file_name=None, source_url="https://pdok/x", known_on=known_on,
        fetched_at=FETCHED,
    )  # fmt: skip


def test_an_edition_comes_back_as_it_was_given_with_where_it_came_from(store: Store) -> None:
    assert boundaries(store.engines.reader, Period(2025, "HJ", 1)) is None
    load = add(store, NEW)
    found = boundaries(store.engines.reader, Period(2025, "HJ", 1))
    assert found is not None
    assert (found.year, found.host, found.file_name, found.source_url, found.known_on, found.fetched_at) == (
        2025, "service.pdok.nl", None, "https://pdok/x", MARCH, FETCHED,
    )  # fmt: skip
    assert (found.shapes, found.load) == (NEW.shapes, load)


def test_the_edition_answers_that_fits_the_period(store: Store) -> None:
    for edition in (OLD, NEW):
        add(store, edition)
    found = [boundaries(store.engines.reader, Period.parse(key)) for key in ("2019HJ01", "2022JJ00", "2023HJ01")]
    assert [item.year for item in found if item] == [2022, 2022, 2025]


def test_what_says_the_same_is_not_added_again_and_what_was_mended_answers_from_its_day(store: Store) -> None:
    first = add(store, NEW)
    assert add(store, replace(NEW, warnings=["let op"]), MAY) is None
    mended = add(store, MENDED, MAY)
    period = Period(2025, "JJ", 0)
    loads = [boundaries(store.engines.reader, period, day) for day in (date(2026, 5, 3), MAY, None)]
    assert [item.load for item in loads if item] == [first, mended, mended]
    assert boundaries(store.engines.reader, period, date(2026, 2, 28)) is None
    # The clock of another replica may be behind; a load is never known before the one it takes the place of.
    back = add(store, NEW, MARCH)
    found = boundaries(store.engines.reader, period)
    assert found is not None
    assert (found.load, found.known_on) == (back, MAY)


def test_the_same_outlines_from_another_host_are_a_load_of_their_own(store: Store) -> None:
    brought = add(store, NEW, MARCH, host="bestand")
    official = add(store, NEW, MAY)
    assert add(store, NEW, MAY) is None
    period = Period(2025, "JJ", 0)
    loads = [boundaries(store.engines.reader, period, day) for day in (MARCH, None)]
    assert [(item.load, item.host) for item in loads if item] == [(brought, "bestand"), (official, "service.pdok.nl")]


def test_hosts_are_those_of_every_load(store: Store) -> None:
    assert boundary_hosts(store.engines.reader) == set()
    add(store, NEW)
    add(store, MENDED, host="bestand")
    assert boundary_hosts(store.engines.reader) == {"service.pdok.nl", "bestand"}


def test_of_several_at_once_one_stores(store: Store) -> None:
    with ThreadPoolExecutor(6) as pool:
        loads = list(pool.map(lambda _: add(store, NEW), range(6)))
    assert [load for load in loads if load is not None] == [1]
