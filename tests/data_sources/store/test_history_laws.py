"""A figure's history and a load's changes say the same as what is answered from day to day, and as the revisions."""

from __future__ import annotations

from hypothesis import settings

from data_sources.contract import Load
from data_sources.store.cell_history import cell_history
from data_sources.store.history import load_counts
from data_sources.store.load_changes import CellChange, count_changes, read_changes, status_changes
from data_sources.store.loads import is_statline
from data_sources.store.prepare import Store
from data_sources.store.replaced import SAME, replaced
from data_sources.store.revisions import Revision
from tests.data_sources.deliveries import ask
from tests.data_sources.store.generated import CELLS, DELIVERIES, Delivery, deliver_all
from tests.laws import NewStore, law

_NAMES = {"gewijzigd": "waarde"}


@law(DELIVERIES, examples=settings().max_examples // 4)
def test_the_last_turn_known_on_a_day_is_the_answer_of_that_day(
    new_store: NewStore, deliveries: list[Delivery]
) -> None:
    with new_store() as store:
        deliver_all(store, deliveries)
        revisions = store.reader.revisions()
        for cell in CELLS:
            indicator, region, period = cell.split()
            place = {"indicator": indicator, "region": region, "period": period}
            turns = cell_history(store.engines.reader, **place)
            for day in sorted({load.known_on for load in store.reader.loads()}):
                known = [turn for turn in turns if turn.load.known_on <= day]
                assert cell_history(store.engines.reader, **place, as_of=day) == known
                answer = ask(store, cell, as_of=str(day))
                told = (known[-1].answer.value, known[-1].answer.missing, known[-1].answer.status) if known else None
                assert told == ((answer.value, answer.missing, answer.status) if answer else None)
            assert [
                (turn.kind, turn.old, turn.answer, turn.difference)
                for turn in turns
                if turn.kind not in ("eerste", "terug")
            ] == [
                (item.kind, item.old, item.new, item.difference)
                for item in revisions
                if (item.region, item.period) == (region, period)
            ]


@law(DELIVERIES, examples=settings().max_examples // 4)
def test_the_changes_of_each_load_are_its_counts_and_its_revisions(
    new_store: NewStore, deliveries: list[Delivery]
) -> None:
    with new_store() as store:
        deliver_all(store, deliveries)
        revisions = store.reader.revisions()
        for item in load_counts(store.engines.reader):
            took_over = replaced(store.engines.reader, item.load.id)
            told = [_as_told(change) for change in took_over if change.kind != SAME]
            if is_statline(item.load):
                _check_counts(store, item.load, (item.new, item.changed, item.removed))
                written = read_changes(
                    store.engines.reader, item.load.id, kinds=("gewijzigd", "preciezer", "verdwenen")
                )
                told += [_as_told(change) for change in written]
                moved = {change.period for change in status_changes(store.engines.reader, item.load.id)}
                assert {
                    revision.period
                    for revision in revisions
                    if revision.new.load == item.load.id
                    and revision.kind == "status"
                    and not _took_over(revision, store)
                } <= moved
            expected = [
                _as_revised(revision)
                for revision in revisions
                if revision.new.load == item.load.id
                # Status and rounding alone are told once a period and topic, unless another source answered before.
                and (_took_over(revision, store) or _says_otherwise(revision))
            ]
            assert sorted(told, key=repr) == sorted(expected, key=repr)


def _check_counts(store: Store, load: Load, counted: tuple[int, int, int]) -> None:
    counts = count_changes(store.engines.reader, load.id)
    assert (counts["nieuw"], counts["gewijzigd"] + counts["preciezer"], counts["verdwenen"]) == counted
    new = read_changes(store.engines.reader, load.id, kinds=("nieuw",))
    assert all(change.old is None for change in new)
    assert len(new) == counts["nieuw"]


def _took_over(revision: Revision, store: Store) -> bool:
    loads = {load.id: load for load in store.reader.loads()}
    return not is_statline(loads[revision.old.load])


def _says_otherwise(revision: Revision) -> bool:
    return (revision.old.value, revision.old.missing) != (revision.new.value, revision.new.missing)


def _as_told(change: CellChange) -> tuple[object, ...]:
    kind = _NAMES.get(change.kind, change.kind)
    return kind, change.region, change.period, change.old, change.new, change.difference


def _as_revised(revision: Revision) -> tuple[object, ...]:
    return revision.kind, revision.region, revision.period, revision.old, revision.new, revision.difference
