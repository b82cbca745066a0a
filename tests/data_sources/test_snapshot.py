"""Two deliveries have the same content hash when they say the same, and only then."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.findings import warning
from data_sources.snapshot import Category, CellState, TableSnapshot
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, snapshot

CELLS: dict[str, float | CellState] = {
    "adviezen NL01 2024HJ01": 75060,
    "adviezen NL01 2025HJ01": 84935,
    "adviezen GM0363 2025HJ01": 0,
    "adviezen VT16 2025HJ01": SECRET,
    "meldingen NL01 2025HJ01": 66270,
    "meldingen VT16 2025HJ01": IMPOSSIBLE,
    "meldingen NL01 2025HJ01 Aard=A1": 31000,
    "meldingen NL01 2025HJ01 Aard=A2": 20,
}
SAME = snapshot(CELLS)


@given(st.permutations(list(CELLS)))
def test_the_order_of_rows_topics_regions_and_periods_does_not_count(order: list[str]) -> None:
    assert snapshot({cell: CELLS[cell] for cell in order}).content_hash() == SAME.content_hash()


@pytest.mark.parametrize(
    "other",
    [
        snapshot(CELLS, modified="2026-05-01T02:00:00"),
        replace(SAME, title="Nieuwe titel van de tabel"),
        replace(SAME, findings=[warning("controle", "een waarschuwing")]),
        replace(SAME, topics=[replace(topic, key=f"{topic.key}9") for topic in SAME.topics]),
        replace(SAME, topics=[replace(topic, description="toelichting") for topic in SAME.topics]),
        replace(SAME, topics=[replace(topic, group_title="groep") for topic in SAME.topics]),
        replace(SAME, periods=[replace(item, title="anders", status_basis="anders") for item in SAME.periods]),
    ],
    ids=["Modified", "table title", "warnings", "key numbers", "description", "group", "period title"],
)
def test_what_says_nothing_about_a_figure_does_not_count(other: TableSnapshot) -> None:
    assert other.content_hash() == SAME.content_hash()


@pytest.mark.parametrize(
    "other",
    [
        snapshot(CELLS, topic_titles={"adviezen": "Begonnen adviezen"}),
        snapshot(CELLS, unit="%"),
        snapshot(CELLS, decimals=1),
        snapshot(CELLS, decimals=None),
        snapshot(CELLS, region_titles={"VT16": "Noord-Brabant Noord (VT)"}),
        snapshot(CELLS, statuses={"2024HJ01": "definitief"}),
        replace(SAME, categories=[Category("Aard", "Aard van het geweld", "A1", "Mishandeling", 0)]),
        snapshot(CELLS | {"adviezen NL01 2025HJ01": 84940}),
        snapshot(CELLS | {"adviezen GM0363 2025HJ01": SECRET}),
        snapshot(CELLS | {"adviezen VT16 2025HJ01": 0}),
        snapshot(CELLS | {"adviezen VT16 2025HJ01": IMPOSSIBLE}),
        snapshot(CELLS | {"adviezen PV20 2025HJ01": 5}),
        snapshot({cell: held for cell, held in CELLS.items() if "GM0363" not in cell}),
        snapshot({cell.replace("Aard=A", "Aard=B"): held for cell, held in CELLS.items()}),
    ],
    ids=[
        "topic title", "unit", "decimals", "decimals unknown", "region title", "status", "category title", "value",
        "zero became secret", "secret became zero", "reason of missing", "new cell", "cell gone", "breakdown",
    ],
)  # fmt: skip
def test_what_says_something_about_a_figure_counts(other: TableSnapshot) -> None:
    assert other.content_hash() != SAME.content_hash()


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_equal_hashes_mean_equal_values(some: list[int], others: list[int]) -> None:
    def delivery(values: list[int]) -> TableSnapshot:
        return snapshot({f"adviezen GM{n:04d} 2025HJ01": value * 5.0 for n, value in enumerate(values)})

    assert (delivery(some).content_hash() == delivery(others).content_hash()) == (some == others)


def test_a_value_that_is_missing_is_not_a_number() -> None:
    assert np.isnan(SAME.value).tolist() == [held in (SECRET, IMPOSSIBLE) for held in CELLS.values()]
