"""A bundled part of a table under a code of our own is answered until the table is fetched, and not after that."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from data_sources.snapshot import CellState
from data_sources.store.cell_history import cell_history
from data_sources.store.prepare import Store
from data_sources.store.reader import Question
from data_sources.store.replaced import replaced
from tests.data_sources.deliveries import SECRET, answer, ask, publication, publish, snapshot, vintage
from tests.laws import NewStore, law

ADVICE = "84849NED:gestarte-adviezen"
OURS, OF_CBS = "Wie=niet-beroepsmatig", "Wie=A9"
CELL, CBS_CELL, TOTAL = (f"{ADVICE} NL01 2025HJ01{part}" for part in (f" {OURS}", f" {OF_CBS}", ""))
OTHER = f"84850NED:gestarte-adviezen NL01 2025HJ01 {OURS}"
FOLLOWED = f"adviezen NL01 2025HJ01 {OURS}"


def _fetch(store: Store, day: str, cells: dict[str, float | CellState], *, table: str = "84849NED") -> int:
    stored = store.writer.add_statline(snapshot(cells, table=table), vintage(day))
    assert stored is not None
    return stored.load.id


def _kinds(store: Store) -> list[str]:
    place = {"indicator": ADVICE, "region": "NL01", "period": "2025HJ01", "breakdown": OURS}
    return [turn.kind for turn in cell_history(store.engines.reader, **place)]


def test_once_its_table_is_fetched_a_bundled_part_is_no_longer_answered(store: Store) -> None:
    publish(store, [publication("blad", "2026-01-01", {CELL: 63200, TOTAL: 84000, OTHER: 0, FOLLOWED: 5})])
    assert answer(store, CELL).value == 63200
    first = _fetch(store, "2026-02-01", {CBS_CELL: 63300, TOTAL: 84000})
    assert ask(store, CELL) is None
    assert answer(store, CBS_CELL).value == 63300
    assert answer(store, CELL, as_of="2026-01-31").value == 63200
    assert ask(store, CELL, as_of="2026-02-01") is None
    # A total has no code, another table was not fetched, and a followed indicator is not of the table alone.
    assert (answer(store, TOTAL).load, answer(store, OTHER).value, answer(store, FOLLOWED).value) == (first, 0, 5)


def test_it_is_known_which_load_ended_the_answer(store: Store) -> None:
    publish(store, [publication("blad", "2026-01-01", {CELL: SECRET, TOTAL: 84000})])
    asked = Question([ADVICE], ["NL01"], None, [OURS])
    assert store.reader.recoded(asked) == []
    first = _fetch(store, "2026-02-01", {CBS_CELL: 5})
    _fetch(store, "2026-03-01", {CBS_CELL: 10})
    assert [load.id for load in store.reader.recoded(asked)] == [first]
    assert store.reader.recoded(Question([ADVICE], ["NL01"], None, [OURS], as_of=date(2026, 1, 31))) == []
    assert store.reader.recoded(Question([ADVICE], ["NL01"])) == []
    assert store.reader.recoded(Question([ADVICE], ["PV20"], None, [OURS])) == []


def test_another_code_is_no_revision_but_a_turn_in_the_history(store: Store) -> None:
    publish(store, [publication("blad", "2026-01-01", {CELL: 63200}), publication("later", "2026-01-05", {CELL: 100})])
    first = _fetch(store, "2026-02-01", {CBS_CELL: 63300})
    assert [(item.kind, item.new.value) for item in store.reader.revisions()] == [("waarde", 100)]
    assert replaced(store.engines.reader, first) == []
    place = {"indicator": ADVICE, "region": "NL01", "period": "2025HJ01", "breakdown": OURS}
    last = cell_history(store.engines.reader, **place)[-1]
    assert (last.kind, last.load.id, last.gone) == ("andere-code", first, False)
    assert (last.answer.value, last.answer.missing, last.answer.status) == (None, "niet-aanwezig", "onbekend")
    assert _kinds(store) == ["eerste", "waarde", "andere-code"]


def test_what_is_bundled_after_the_table_was_fetched_never_answers(store: Store) -> None:
    _fetch(store, "2026-02-01", {CBS_CELL: 63300})
    publish(store, [publication("blad", "2026-03-01", {CELL: 63200})])
    assert ask(store, CELL) is None
    assert (_kinds(store), store.reader.revisions()) == ([], [])


def test_a_code_that_is_that_of_cbs_too_is_replaced_as_any_figure(store: Store) -> None:
    publish(store, [publication("blad", "2026-01-01", {CELL: 63200})])
    _fetch(store, "2026-02-01", {CELL: 63300})
    assert answer(store, CELL).value == 63300
    assert _kinds(store) == ["eerste", "waarde"]
    assert [item.kind for item in store.reader.revisions()] == ["waarde"]


# Figures of our code (published), of CBS's code and of our code at CBS (fetched), on one day or a later one.
_HELD = st.sampled_from([0.0, 5.0, 10.0, SECRET, None])
_STEPS = st.lists(st.tuples(st.integers(0, 2), st.booleans(), _HELD, _HELD), min_size=2, max_size=5)


@law(_STEPS, examples=settings().max_examples // 4)
def test_the_last_turn_known_on_a_day_is_the_answer_of_that_day_and_revisions_are_turns(
    new_store: NewStore, steps: list[tuple[int, bool, float | CellState | None, float | CellState | None]]
) -> None:
    place = {"indicator": ADVICE, "region": "NL01", "period": "2025HJ01", "breakdown": OURS}
    with new_store() as store:
        day = date(2026, 1, 1)
        for n, (pause, live, ours, theirs) in enumerate(steps):
            day += timedelta(days=pause)
            held = {cell: item for cell, item in ((CELL, ours), (CBS_CELL, theirs)) if item is not None}
            if live:
                store.writer.add_statline(snapshot({TOTAL: 5, **held}, table="84849NED"), vintage(str(day)))
            elif CELL in held:
                publish(store, [publication(f"blad-{n}", str(day), {CELL: held[CELL]}, place=n + 1)])
        turns = cell_history(store.engines.reader, **place)
        for known_on in sorted({load.known_on for load in store.reader.loads()}):
            known = [turn for turn in turns if turn.load.known_on <= known_on]
            assert cell_history(store.engines.reader, **place, as_of=known_on) == known
            found = ask(store, CELL, as_of=str(known_on))
            told = known[-1].answer if known and known[-1].kind != "andere-code" else None
            assert (told and (told.value, told.missing)) == (found and (found.value, found.missing))
        revised = [item for item in store.reader.revisions() if item.breakdown == OURS]
        assert [(item.kind, item.new) for item in revised] == [
            (turn.kind, turn.answer) for turn in turns if turn.kind not in ("eerste", "terug", "andere-code")
        ]
