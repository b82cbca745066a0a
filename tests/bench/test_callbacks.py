"""What the bench of the callbacks reckons with: its percentile, its ratios, its turns, and a store of more values."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.callbacks import ADDRESSES, BARE, BARE_LARGE, OURS, OURS_LARGE, measure, p95, ratio, report
from bench.larger_store import multiply, values_in
from data_sources.store.models import ObservationRow
from data_sources.store.prepare import prepare
from tests.data_sources.deliveries import SECRET, answer, deliver

FIRST = {"adviezen NL01 2025HJ01": 100.0, "adviezen NL01 2025HJ02": SECRET, "meldingen NL01 2025HJ01": 205.0}


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [([3.0], 3.0), ([2.0, 1.0], 2.0), ([float(n) for n in range(20, 0, -1)], 19.0), ([1.0] * 39 + [9.0], 1.0),
     ([1.0] * 37 + [9.0] * 3, 9.0)],
)  # fmt: skip
def test_ninety_five_of_a_hundred_stay_within_it(seconds: list[float], expected: float) -> None:
    assert p95(seconds) == expected


def test_a_ratio_is_taken_in_each_round_and_the_one_in_the_middle_counts() -> None:
    rounds = [{("/", OURS): [ours], ("/", BARE): [bare]} for ours, bare in ((2.0, 1.0), (30.0, 10.0), (5.0, 1.0))]
    assert ratio(rounds, "/", OURS, BARE) == 3.0


def test_each_target_is_asked_as_often_and_each_goes_first_in_its_turn() -> None:
    order: list[str] = []
    asks = {name: lambda address, name=name: order.append(name + address) or float(len(order)) for name in "abc"}
    found = measure(asks, ["/", "/x"], asked=3, turn=1)
    assert order == ["b/", "c/", "a/", "c/", "a/", "b/", "a/", "b/", "c/", *(f"{name}/x" for name in "bcacababc")]
    assert found["/", "b"] == [1.0, 6.0, 8.0]
    assert {len(seconds) for seconds in found.values()} == {3}


def test_the_worst_page_decides_and_a_miss_is_told() -> None:
    found = {(address, name): [0.001] for address in ADDRESSES for name in (OURS, BARE, OURS_LARGE, BARE_LARGE)}
    found[ADDRESSES[2], OURS_LARGE] = [0.0015]
    out = io.StringIO()
    with redirect_stdout(out):
        report([found], {address: {OURS: 0.05, OURS_LARGE: 0.05} for address in ADDRESSES})
    goals = out.getvalue().splitlines()[-3:]
    assert [line.split("  ")[-1].strip() for line in goals] == ["PASS", "PASS", "MISSED by 0.20 ×"]


def test_a_larger_store_holds_so_many_times_the_values_and_shows_the_last_correction(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    store = prepare(url)
    deliver(store, "2026-04-30", FIRST)
    deliver(store, "2026-10-30", {**FIRST, "adviezen NL01 2025HJ01": 110.0})
    before = values_in(url)
    multiply(url, times=4)
    assert (before, values_in(url)) == (4, 16)
    assert answer(store, "adviezen NL01 2025HJ01").value == 110.0 + 3 * 5
    assert answer(store, "adviezen NL01 2025HJ01", as_of="2026-05-01").value == 100.0 + 3 * 5
    assert answer(store, "adviezen NL01 2025HJ02").missing == "geheim-of-onbekend"
    with store.engines.reader.begin() as connection:
        loads = connection.execute(select(func.count(ObservationRow.load_id.distinct()))).scalar_one()
    assert loads == 8
    store.engines.dispose()
