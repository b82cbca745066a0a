"""Stores made of generated deliveries, of both lanes: what laws about histories are tested on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st

from data_sources.snapshot import CellState
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, publication, publish, snapshot, vintage

Delivery = tuple[int, bool, tuple[float | CellState | None, ...], str, float]

# Deliveries of two regions and two periods, some on one day; None: not in the delivery.
HELD = st.sampled_from([0.0, 5.0, 1000.0, 1005.0, SECRET, IMPOSSIBLE, None])
CELLS = [f"adviezen {region} {period}" for region in ("NL01", "PV20") for period in ("2025HJ01", "2025HJ02")]
DELIVERIES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.booleans(),
        st.tuples(*[HELD] * len(CELLS)),
        st.sampled_from(["voorlopig", "definitief"]),
        st.sampled_from([5.0, 1000.0]),
    ),
    min_size=2, max_size=6,
)  # fmt: skip


FIRST_DAY = date(2026, 1, 1)


def deliver_all(store: Store, deliveries: Iterable[Delivery], *, day: date = FIRST_DAY, name: str = "bron") -> None:
    """Add the deliveries to the store, from a day on; publications under a name of their own."""
    for n, (pause, live, held, status, rounding) in enumerate(deliveries):
        day += timedelta(days=pause)
        cells = {cell: item for cell, item in zip(CELLS, held, strict=True) if item is not None}
        if live:
            found = snapshot({"adviezen GM0001 2025HJ01": 5, **cells}, statuses={"2025HJ02": status}, rounding=rounding)
            store.writer.add_statline(found, vintage(str(day)))
        elif cells:
            publish(store, [publication(f"{name}-{n}", str(day), cells, rounding=rounding, status=status, place=n + 1)])
