"""A StatLine load answers for all it carries, also for what it did not write, and for what is gone."""

from __future__ import annotations

import pytest

from data_sources.snapshot import CellState
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import (
    IMPOSSIBLE,
    SECRET,
    Cells,
    answer,
    deliver,
    publication,
    publish,
    snapshot,
    vintage,
)

NATIONAL = "adviezen NL01 2025HJ01"
MERGED = "adviezen VT16 2025HJ01"
SMALL = "adviezen GM0363 2025HJ01"
FIRST: Cells = {NATIONAL: 84935, MERGED: 1200, SMALL: SECRET, "meldingen NL01 2025HJ01": 66270}


def test_a_cell_that_did_not_change_has_its_status_and_step_from_the_newest_load(store: Store) -> None:
    first = deliver(store, "2026-05-01", FIRST)
    second = store.writer.add_statline(
        snapshot(FIRST, statuses={"2025HJ01": "definitief"}, rounding=1.0, decimals=1), vintage("2026-11-01")
    )
    assert first is not None
    assert second is not None
    now, then = answer(store, NATIONAL), answer(store, NATIONAL, as_of="2026-10-31")
    assert (now.status, now.rounding, now.load, now.since) == ("definitief", 1.0, second.load.id, first.load.id)
    assert (then.status, then.rounding, then.load, then.since) == ("voorlopig", 5.0, first.load.id, first.load.id)


@pytest.mark.parametrize(
    ("held", "value", "missing"),
    [(0, 0.0, None), (SECRET, None, "geheim-of-onbekend"), (IMPOSSIBLE, None, "onmogelijk")],
)
def test_zero_is_a_value_and_each_reason_of_missing_is_kept(
    store: Store, held: float | CellState, value: float | None, missing: str | None
) -> None:
    deliver(store, "2026-05-01", {NATIONAL: 5, SMALL: 5})
    deliver(store, "2026-06-01", {NATIONAL: 5, SMALL: held})
    found = answer(store, SMALL)
    assert (found.value, found.missing, found.gone) == (value, missing, False)
    assert found.load is not None


def test_a_cell_gone_from_the_table_is_not_there_and_the_bundle_does_not_come_back(store: Store) -> None:
    publish(store, [publication("nieuws", "2025-10-24", {NATIONAL: 84935, MERGED: 1195})])
    deliver(store, "2026-05-01", FIRST)
    without = deliver(store, "2026-11-01", {NATIONAL: 84935})
    assert without is not None
    assert without.difference.removed == 3
    found = answer(store, MERGED)
    assert (found.missing, found.gone, found.load, found.since) == ("niet-aanwezig", True, None, without.load.id)
    assert (found.value, found.table, found.status) == (None, None, "onbekend")
    assert answer(store, MERGED, as_of="2026-10-31").value == 1200
    assert answer(store, MERGED, as_of="2026-04-30").value == 1195


def test_a_cell_that_comes_back_answers_again_and_counts_as_new(store: Store) -> None:
    deliver(store, "2026-05-01", FIRST)
    deliver(store, "2026-06-01", {NATIONAL: 84935})
    back = deliver(store, "2026-07-01", {NATIONAL: 84935, MERGED: 1200})
    assert back is not None
    assert (back.difference.new, back.difference.changed, back.difference.removed) == (1, 0, 0)
    found = answer(store, MERGED)
    assert (found.value, found.gone, found.load, found.since) == (1200, False, back.load.id, back.load.id)
    assert answer(store, MERGED, as_of="2026-06-30").gone


def test_a_value_that_returns_counts_from_its_return(store: Store) -> None:
    loads = [deliver(store, f"2026-0{month}-01", {NATIONAL: value}) for month, value in ((5, 1), (6, 2), (7, 1))]
    found = answer(store, NATIONAL)
    assert loads[-1] is not None
    assert (found.value, found.since) == (1, loads[-1].load.id)


def test_a_region_that_ended_and_one_that_took_its_place_stand_side_by_side(store: Store) -> None:
    deliver(store, "2026-05-01", {"meldingen VT16 2022HJ01": 1500, "meldingen VT16 2023HJ01": SECRET,
                                  "meldingen VT27 2022HJ01": IMPOSSIBLE, "meldingen VT27 2023HJ01": 2600})  # fmt: skip
    assert answer(store, "meldingen VT16 2022HJ01").value == 1500
    assert answer(store, "meldingen VT16 2023HJ01").missing == "geheim-of-onbekend"
    assert answer(store, "meldingen VT27 2022HJ01").missing == "onmogelijk"
    assert answer(store, "meldingen VT27 2023HJ01").value == 2600


def test_a_region_has_its_newest_title_also_when_it_is_gone(store: Store) -> None:
    old = snapshot(FIRST, region_titles={"NL01": "Nederland", "VT16": "Brabant Noordoost (VT)"})
    store.writer.add_statline(old, vintage("2026-05-01"))
    new = snapshot({NATIONAL: 84935}, region_titles={"NL01": "Nederland (totaal)"})
    store.writer.add_statline(new, vintage("2026-11-01"))
    assert store.reader.regions() == {
        "NL01": "Nederland (totaal)", "VT16": "Brabant Noordoost (VT)", "GM0363": "Regio GM0363"
    }  # fmt: skip
