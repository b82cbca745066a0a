"""What was known on a day: whole days, the day itself included."""

from __future__ import annotations

import pytest

from data_sources.store.prepare import Store
from tests.data_sources.deliveries import answer, ask, deliver, publication, publish


@pytest.mark.parametrize(
    ("cell", "as_of", "value", "source"),
    [
        ("adviezen NL01 2019HJ01", "2019-11-03", None, None),
        ("adviezen NL01 2019HJ01", "2019-11-04", 53080, "CBS-cijfers in NJi-databank"),
        ("adviezen NL01 2019HJ01", "2022-12-30", 53080, "CBS-cijfers in NJi-databank"),
        ("adviezen NL01 2019HJ01", "2022-12-31", 53145, "Impactmonitor 2022, figuur 4.1"),
        ("adviezen NL01 2019HJ01", None, 53145, "Impactmonitor 2022, figuur 4.1"),
        ("meldingen NL01 2019HJ01", "2022-12-30", 64960, "CBS-cijfers in NJi-databank"),
        ("meldingen NL01 2019HJ01", "2022-12-31", 65075, "Impactmonitor 2022, figuur 4.1"),
        ("adviezen NL01 2022HJ01", "2022-10-30", None, None),
        ("adviezen NL01 2022HJ01", "2022-10-31", 66155, "CBS-nieuwsbericht"),
        ("adviezen NL01 2025HJ01", "2025-10-23", None, None),
        ("adviezen NL01 2025HJ01", "2025-10-24", 84935, "84849NED"),
        # Pages that bear no date are known from the day the file was made.
        ("meldingen NL01 2020JJ00", "2026-11-20", None, None),
        ("meldingen NL01 2020JJ00", "2026-11-21", 127410, "84852NED"),
        ("adviezen NL01 2023JJ00", "2026-11-20", None, None),
        ("adviezen NL01 2023JJ00", "2026-11-21", 143210, "84849NED"),
        # Nothing was ever published for it: a gap stays a gap.
        ("adviezen NL01 2024HJ02", None, None, None),
    ],
)
def test_a_bundled_figure_is_known_from_its_own_day(
    bundled: Store, cell: str, as_of: str | None, value: float | None, source: str | None
) -> None:
    found = ask(bundled, cell, as_of=as_of)
    assert (found and found.value, found and found.table) == (value, source)


def test_the_step_and_the_certainty_come_with_the_source_that_answers(bundled: Store) -> None:
    first = answer(bundled, "adviezen NL01 2019HJ01", as_of="2019-11-04")
    later = answer(bundled, "adviezen NL01 2019HJ01")
    press = answer(bundled, "adviezen NL01 2024HJ01")
    assert (first.status, later.status) == ("onbekend", "definitief")
    assert (press.value, press.rounding, press.status) == (75000, 1000, "onbekend")


def test_an_undated_page_does_not_replace_a_dated_source_that_says_the_same(bundled: Store) -> None:
    found = answer(bundled, "meldingen NL01 2020HJ01")
    assert (found.value, found.table) == (64505, "Impactmonitor 2022, figuur 4.1")


def test_a_source_that_repeats_a_figure_carries_it_and_the_first_one_brought_it(bundled: Store) -> None:
    found = answer(bundled, "meldingen NL01 2022HJ01")
    loads = {load.id: load for load in bundled.reader.loads()}
    assert found.load is not None
    assert found.since is not None
    assert (loads[found.load].table, loads[found.since].known_on.isoformat()) == (
        "Impactmonitor 2022, figuur 4.1",
        "2022-10-31",
    )


def test_statline_answers_from_the_day_it_first_carried_the_cell_and_the_bundle_before_it(store: Store) -> None:
    publish(store, [publication("nieuws", "2025-10-24", {"adviezen NL01 2025HJ01": 84935})])
    deliver(store, "2026-05-01", {"adviezen NL01 2025HJ01": 85010, "adviezen NL01 2025HJ02": 86000})
    before = answer(store, "adviezen NL01 2025HJ01", as_of="2026-04-30")
    after = answer(store, "adviezen NL01 2025HJ01", as_of="2026-05-01")
    assert (before.value, before.table) == (84935, "CBS-nieuwsbericht")
    assert (after.value, after.table) == (85010, "84847NED")
    assert ask(store, "adviezen NL01 2025HJ02", as_of="2026-04-30") is None


def test_a_publication_after_statline_does_not_answer(store: Store) -> None:
    deliver(store, "2026-05-01", {"adviezen NL01 2025HJ01": 85010})
    publish(store, [publication("nieuws", "2026-06-01", {"adviezen NL01 2025HJ01": 85015})])
    found = answer(store, "adviezen NL01 2025HJ01")
    assert (found.value, found.table) == (85010, "84847NED")
    assert ask(store, "adviezen NL01 2025HJ01", as_of="2026-04-30") is None
