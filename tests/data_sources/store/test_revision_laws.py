"""The revisions, applied in order, lead from what was answered on one day to what is answered on the next."""

from __future__ import annotations

from hypothesis import settings

from data_sources.contract import observations
from data_sources.store.reader import Question
from data_sources.store.revisions import Side
from tests.data_sources.store.generated import DELIVERIES, Delivery, deliver_all
from tests.laws import NewStore, law

Answer = tuple[float | None, str | None, str]

ABSENT: Answer = (None, "niet-aanwezig", "onbekend")


@law(DELIVERIES, examples=settings().max_examples // 2)
def test_revisions_in_order_explain_every_difference_between_the_days(
    new_store: NewStore, deliveries: list[Delivery]
) -> None:
    with new_store() as store:
        deliver_all(store, deliveries)
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
