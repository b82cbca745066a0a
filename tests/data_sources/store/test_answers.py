"""Which published source answers: by day, and neither coarser over finer nor undated over dated."""

from __future__ import annotations

import pytest

from data_sources.snapshot import CellState
from data_sources.store.answers import within
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import SECRET, answer, publication, publish

CELL = "adviezen NL01 2024HJ01"


@pytest.mark.parametrize(
    ("later", "rounding", "basis", "answers"),
    [
        (75000, 1000, "gepubliceerd", "bron-0"),  # coarser, and it agrees
        (75500, 1000, "gepubliceerd", "bron-1"),  # coarser, and it does not
        (74870, None, "gepubliceerd", "bron-0"),  # who gives no step is coarser
        (74870, 5, "gepubliceerd", "bron-1"),  # as fine: the last that says it
        (74870, 1, "gezien", "bron-1"),  # finer
        (74900, 5, "gepubliceerd", "bron-1"),
        (74900, 5, "gebundeld", "bron-0"),  # undated
        (SECRET, 5, "gepubliceerd", "bron-1"),
        (SECRET, 1000, "gepubliceerd", "bron-1"),
    ],
)
def test_a_later_source_replaces_an_earlier_one_or_not(
    store: Store, later: float | CellState, rounding: float | None, basis: str, answers: str
) -> None:
    publish(store, [publication("bron-0", "2025-01-01", {CELL: 74870})])
    publish(store, [publication("bron-1", "2025-02-01", {CELL: later}, rounding=rounding, basis=basis)])
    found = answer(store, CELL)
    assert found.source_url == f"https://nieuws/{answers}"


def test_of_two_sources_of_one_day_the_later_in_the_bundle_answers(store: Store) -> None:
    publish(store, [publication("laatste", "2025-01-01", {CELL: 74875}, place=2)])
    publish(store, [publication("eerste", "2025-01-01", {CELL: 74870}, place=1)])
    found = answer(store, CELL)
    assert found.value == 74875


def test_a_corrected_source_answers_and_its_first_version_stays_in_the_store(store: Store) -> None:
    publish(store, [publication("bron", "2025-01-01", {CELL: 74780})])
    publish(store, [publication("bron", "2025-01-01", {CELL: 74870})])
    found = answer(store, CELL)
    assert found.value == 74870
    assert len(store.reader.loads()) == 2


@pytest.mark.parametrize(("value", "inside"), [(1.05, True), (1.06, False), (0.95, True), (0.94, False)])
def test_a_step_is_measured_in_decimals(value: float, inside: bool) -> None:
    assert within(value, 1.0, rounding=0.1) == inside
