"""A revision is a change of what was answered, from load to load and across the lanes."""

from __future__ import annotations

import pytest

from data_sources.snapshot import CellState
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, deliver, publication, publish

CELL = "adviezen NL01 2025HJ01"
OTHER = "adviezen PV20 2024HJ01"


def told(store: Store) -> list[tuple[str, float | None, float | None]]:
    """Kind, old and new value of each revision of the cell."""
    return [(item.kind, item.old.value, item.new.value) for item in store.reader.revisions() if item.region == "NL01"]


def test_another_value_is_a_revision_with_its_difference(store: Store) -> None:
    deliver(store, "2026-05-01", {CELL: 84935})
    deliver(store, "2026-06-01", {CELL: 85010}, statuses={"2025HJ01": "nader-voorlopig"})
    (revision,) = store.reader.revisions()
    loads = [load.id for load in store.reader.loads()]
    assert (revision.kind, revision.difference) == ("waarde", 75)
    assert (revision.old.value, revision.old.status, revision.old.load) == (84935, "voorlopig", loads[0])
    assert (revision.new.value, revision.new.status, revision.new.load) == (85010, "nader-voorlopig", loads[1])


def test_another_status_is_a_revision_though_no_cell_was_written(store: Store) -> None:
    deliver(store, "2026-05-01", {CELL: 84935, OTHER: 100}, statuses={"2024HJ01": "definitief"})
    deliver(
        store, "2026-06-01", {CELL: 84935, OTHER: 100}, statuses={"2024HJ01": "definitief", "2025HJ01": "definitief"}
    )
    (revision,) = store.reader.revisions()
    assert (revision.kind, revision.old.status, revision.new.status) == ("status", "voorlopig", "definitief")
    assert (revision.region, revision.difference) == ("NL01", 0)


@pytest.mark.parametrize(
    ("value", "rounding", "kind"),
    [
        (74870, 5, "preciezer"),
        (75000, 5, "preciezer"),
        (75500, 5, "preciezer"),
        (75505, 5, "waarde"),
        (74495, 5, "waarde"),
    ],
)
def test_a_finer_figure_within_what_was_rounded_is_no_other_value(
    store: Store, value: float, rounding: float, kind: str
) -> None:
    publish(store, [publication("nieuws", "2025-10-24", {CELL: 75000}, rounding=1000)])
    publish(store, [publication("pagina", "2025-12-01", {CELL: value}, rounding=rounding)])
    assert told(store) == [(kind, 75000, value)]


def test_a_coarser_repetition_is_no_revision(store: Store) -> None:
    publish(store, [publication("pagina", "2025-10-24", {CELL: 74870})])
    publish(store, [publication("nieuws", "2025-12-01", {CELL: 75000}, rounding=1000)])
    assert told(store) == []


def test_a_figure_that_appears_is_no_revision_and_one_that_disappears_is(store: Store) -> None:
    deliver(store, "2026-05-01", {OTHER: 100})
    deliver(store, "2026-06-01", {OTHER: 100, CELL: 84935})
    deliver(store, "2026-07-01", {OTHER: 100})
    deliver(store, "2026-08-01", {OTHER: 100, CELL: 85010})
    (revision,) = store.reader.revisions()
    loads = [load.id for load in store.reader.loads()]
    assert (revision.kind, revision.old.value, revision.new.missing) == ("verdwenen", 84935, "niet-aanwezig")
    assert (revision.old.load, revision.new.load) == (loads[1], loads[2])


@pytest.mark.parametrize(
    ("old", "new"), [(84935, SECRET), (SECRET, 84935), (0, SECRET), (SECRET, IMPOSSIBLE), (IMPOSSIBLE, 0)]
)
def test_between_a_value_and_a_reason_of_missing_there_is_no_difference(
    store: Store, old: float | CellState, new: float | CellState
) -> None:
    deliver(store, "2026-05-01", {CELL: old})
    deliver(store, "2026-06-01", {CELL: new})
    (revision,) = store.reader.revisions()
    assert (revision.kind, revision.difference) == ("waarde", None)
    assert (revision.old.missing, revision.new.missing) == tuple(
        held.missing if isinstance(held, CellState) else None for held in (old, new)
    )


def test_statline_is_held_against_the_bundle_it_replaces(store: Store) -> None:
    publish(
        store, [publication("nieuws", "2025-10-24", {CELL: 75000, "meldingen NL01 2025HJ01": 66270}, rounding=1000)]
    )
    deliver(store, "2026-05-01", {CELL: 74870, "meldingen NL01 2025HJ01": SECRET})
    publish(store, [publication("later", "2026-06-01", {CELL: 74900})])
    assert sorted(told(store)) == [("preciezer", 75000, 74870), ("waarde", 66270, None)]


def test_two_loads_of_one_day_are_both_shown(store: Store) -> None:
    for value in (84935, 85010, 84935):
        deliver(store, "2026-05-01", {CELL: value})
    assert told(store) == [("waarde", 84935, 85010), ("waarde", 85010, 84935)]


def test_the_old_side_is_what_was_answered_just_before(store: Store) -> None:
    deliver(store, "2026-05-01", {CELL: 84935, OTHER: 100})
    deliver(store, "2026-06-01", {CELL: 84935, OTHER: 105})
    deliver(store, "2026-07-01", {CELL: 85010, OTHER: 105})
    loads = [load.id for load in store.reader.loads()]
    revision = next(item for item in store.reader.revisions() if item.region == "NL01")
    assert (revision.old.load, revision.new.load) == (loads[1], loads[2])


def test_revisions_of_one_indicator_can_be_asked_for(bundled: Store) -> None:
    found = bundled.reader.revisions(indicators=["meldingen"])
    assert [(item.period, item.old.value, item.new.value, item.difference) for item in found] == [
        ("2019HJ01", 64960, 65075, 115)
    ]
