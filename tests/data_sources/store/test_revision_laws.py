"""The revisions, applied in order, lead from what was answered on one day to what is answered on the next."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from data_sources.contract import observations
from data_sources.snapshot import CellState
from data_sources.store.reader import Question
from data_sources.store.revisions import Side
from tests.data_sources.deliveries import IMPOSSIBLE, SECRET, publication, publish, snapshot, vintage
from tests.laws import NewStore, law

Delivery = tuple[int, bool, tuple[float | CellState | None, ...], str, float]
Answer = tuple[float | None, str | None, str]

ABSENT: Answer = (None, "niet-aanwezig", "onbekend")

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


@law(DELIVERIES, examples=settings().max_examples // 2)
def test_revisions_in_order_explain_every_difference_between_the_days(
    new_store: NewStore, deliveries: list[Delivery]
) -> None:
    with new_store() as store:
        day = date(2026, 1, 1)
        for n, (pause, live, held, status, rounding) in enumerate(deliveries):
            day += timedelta(days=pause)
            cells = {cell: item for cell, item in zip(CELLS, held, strict=True) if item is not None}
            if live:
                found = snapshot(
                    {"adviezen GM0001 2025HJ01": 5, **cells}, statuses={"2025HJ02": status}, rounding=rounding
                )
                store.writer.add_statline(found, vintage(str(day)))
            elif cells:
                publish(
                    store, [publication(f"bron-{n}", str(day), cells, rounding=rounding, status=status, place=n + 1)]
                )

        known_on = {load.id: load.known_on for load in store.reader.loads()}
        revisions = store.reader.revisions()
        state: dict[tuple[str, str], Answer] = {}
        for moment in sorted(set(known_on.values())):
            for revision in revisions:
                if known_on[revision.new.load] == moment:
                    cell = (revision.region, revision.period)
                    # A figure that appeared today, or came back, did so without a revision.
                    assert state.get(cell, ABSENT) in (_side(revision.old), ABSENT)
                    state[cell] = _side(revision.new)
            figures = store.reader.figures(Question(None, breakdowns=None, as_of=moment))
            for row in observations(figures.table):
                answer = (row.value, row.missing, row.status)
                assert state.get((row.region, row.period), ABSENT) in (answer, ABSENT)
                state[row.region, row.period] = answer


def _side(side: Side) -> Answer:
    return side.value, side.missing, side.status
