"""The ledger in the store: rows are only added, each once, and what was known on a day can always be asked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from hypothesis import settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from sqlalchemy import inspect, text

from data_sources.pilots.bundle import bundled_ledger
from data_sources.pilots.entries import Entry, build_ledger
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.engine import open_engines
from data_sources.store.ledger import entry_hash, read_entries
from data_sources.store.migrate import _config, schema_head, schema_revision
from data_sources.store.prepare import Store, prepare
from data_sources.store.reader import Reader
from data_sources.store.writer import Writer
from tests.data_sources.deliveries import deliver, table
from tests.databases import ON_SQLITE
from tests.laws import NewStore, law
from tests.ledgers import AT, bundled, entry, on

ROOT = Path(__file__).resolve().parents[3]
Open = Callable[..., Store]
SOME = settings().max_examples // 4  # each example makes a database
ENTRIES = bundled_ledger()
START = on("2026-01-01")
OPEN = """
import sys
from datetime import UTC, datetime
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.ledger import read_entries
from data_sources.store.prepare import prepare
print(len(read_entries(prepare(sys.argv[1], ledger=bundled_ledger()).engines.reader, at=datetime.now(UTC))))
"""


@pytest.fixture
def opened(database_url: str) -> Iterator[Open]:
    """Opens the store at the one address, with the real ledger unless said otherwise."""
    stores: list[Store] = []

    def make(ledger: Sequence[Entry] = ENTRIES) -> Store:
        stores.append(prepare(database_url, ledger=ledger))
        return stores[-1]

    yield make
    for store in stores:
        store.engines.dispose()


def step(moment: str, certainty: str, *, document: str, day: str, area: str = "limburg") -> Entry:
    return entry("step", area=area, moment=moment, certainty=certainty, document_code=document, known_on=day)


def add(store: Store, entries: Sequence[Entry]) -> int:
    return store.writer.add_bundle([], [], entries)


def rows(store: Store) -> list[tuple[object, ...]]:
    """All rows there are, answered by or not."""
    with store.engines.reader.connect() as connection:
        found = connection.execute(text("SELECT * FROM ledger_entry ORDER BY id")).all()
    return [tuple(row) for row in found]


def plain(entries: Sequence[Entry]) -> list[Entry]:
    return [replace(item, id=0) for item in entries]


def moments(store: Store, as_of: str | None = None) -> list[tuple[str, str]]:
    """The steps that answer on a day, in their order."""
    found = read_entries(store.engines.reader, at=AT, as_of=on(as_of) if as_of else None)
    return [(item.record["area"], item.record["moment"]) for item in found]


def test_a_fresh_store_holds_every_row_as_it_was_written(opened: Open) -> None:
    store = opened()
    found = read_entries(store.engines.reader, at=AT)
    assert sorted(map(entry_hash, found)) == sorted(map(entry_hash, ENTRIES))
    assert plain(found) == ENTRIES
    assert [item.id for item in found] == list(range(1, len(ENTRIES) + 1))


def test_what_is_read_from_the_store_is_the_ledger_of_the_files(opened: Open) -> None:
    ledger, files = build_ledger(read_entries(opened().engines.reader, at=AT)), bundled()
    assert list(ledger.documents.values()) == list(files.documents.values())
    assert list(ledger.pilots) == list(files.pilots)
    assert [replace(item, entry=0) for item in ledger.figures] == list(files.figures)
    assert [replace(item, entry=0) for item in ledger.steps] == list(files.steps)
    assert len({item.entry for item in [*ledger.figures, *ledger.steps]}) == len(files.figures) + len(files.steps)


def test_a_bundled_row_is_approved_by_its_source(opened: Open) -> None:
    with opened().engines.reader.connect() as connection:
        found = connection.execute(text("SELECT DISTINCT document, approved_by FROM ledger_entry")).all()
    assert sorted(found) == [(code, f"bron: {code}") for code in sorted({item.document for item in ENTRIES})]


def test_preparing_again_adds_nothing_whether_the_store_is_open_or_reopened(opened: Open) -> None:
    first = opened()
    before = rows(first)
    assert rows(opened()) == before
    first.engines.dispose()
    assert rows(opened()) == before
    assert len(before) == len(ENTRIES)
    assert add(first, ENTRIES) == 0


def test_without_a_ledger_there_is_none_and_one_that_comes_later_is_added(opened: Open) -> None:
    assert read_entries(opened([]).engines.reader, at=AT) == []
    assert plain(read_entries(opened().engines.reader, at=AT)) == ENTRIES
    assert plain(read_entries(opened([]).engines.reader, at=AT)) == ENTRIES


def test_a_newer_release_adds_only_what_is_new(opened: Open) -> None:
    before = rows(opened())
    more = [
        entry("document", document_code="N27", known_on="2027-03-01"),
        step("2 november 2026", "gerealiseerd", document="N27", day="2027-03-01", area="amsterdam"),
    ]
    after = rows(opened([*ENTRIES, *more]))
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2


def test_an_older_program_on_a_newer_store_takes_nothing_away(opened: Open) -> None:
    newer = rows(opened([*ENTRIES, step("2027", "gepland", document="N27", day="2027-03-01")]))
    assert rows(opened()) == newer


def test_a_correction_answers_from_the_day_of_its_document_and_the_order_of_rows_stays(store: Store) -> None:
    add(store, [step("zomer 2026", "gepland", document="L26", day="2026-07-31", area=area) for area in ("a", "b", "c")])
    add(store, [step("28 augustus 2026", "gerealiseerd", document="N27", day="2027-03-01", area="a")])
    before = [("a", "zomer 2026"), ("b", "zomer 2026"), ("c", "zomer 2026")]
    after = [("a", "28 augustus 2026"), *before[1:]]
    assert moments(store, "2026-07-30") == []
    assert moments(store, "2026-07-31") == moments(store, "2027-02-28") == before
    assert moments(store, "2027-03-01") == moments(store) == after
    assert len(rows(store)) == 4


def test_an_older_letter_that_is_added_later_falls_into_its_place(store: Store) -> None:
    add(store, [step("zomer 2026", "gepland", document="L26", day="2026-07-31")])
    add(store, [step("voorjaar 2026", "verwacht", document="N25", day="2025-11-11")])
    assert moments(store, "2025-11-10") == []
    assert moments(store, "2026-07-30") == [("limburg", "voorjaar 2026")]
    assert moments(store) == [("limburg", "zomer 2026")]


def test_of_one_day_the_row_that_was_added_later_wins(store: Store) -> None:
    add(store, [step("zomer 2026", "gepland", document="L26", day="2026-07-31")])
    add(store, [step("eind 2026", "verwacht", document="B26", day="2026-07-31")])
    assert moments(store, "2026-07-31") == moments(store) == [("limburg", "eind 2026")]


def test_a_correction_back_to_what_it_was_needs_a_document_of_its_own(store: Store) -> None:
    first = step("zomer 2026", "gepland", document="L26", day="2026-07-31")
    add(store, [first, step("eind 2026", "verwacht", document="N27", day="2027-03-01")])
    assert add(store, [first]) == 0
    add(store, [step("zomer 2026", "gepland", document="N28", day="2027-04-01")])
    assert [moments(store, day)[0][1] for day in ("2027-02-01", "2027-03-01", "2027-04-01")] == [
        "zomer 2026", "eind 2026", "zomer 2026"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "documents"),
    [
        ("2023-08-31", set()),
        ("2023-09-01", {"N23"}),
        ("2025-11-10", {"N23"}),
        ("2025-11-11", {"N23", "N25"}),
        ("2026-07-30", {"N23", "N25", "N26"}),
        ("2026-07-31", {"N23", "N25", "N26", "L26", "B26"}),
    ],
)
def test_a_document_and_its_rows_are_known_from_its_own_day(opened: Open, as_of: str, documents: set[str]) -> None:
    found = read_entries(opened().engines.reader, at=AT, as_of=on(as_of))
    assert {item.document for item in found} == documents
    assert set(build_ledger(found).documents) == documents


def test_the_same_words_of_another_kind_or_document_are_another_row() -> None:
    one = step("2027", "gepland", document="L26", day="2026-07-31")
    others = [
        replace(one, document="B26"), replace(one, kind="milestone"), replace(one, known_on=on("2026-08-01")),
        replace(one, record={**one.record, "passage": "Zo staat het er nu."}),
    ]  # fmt: skip
    assert len({entry_hash(item) for item in [one, *others]}) == 5
    assert entry_hash(replace(one, record=dict(reversed(one.record.items())), id=99)) == entry_hash(one)


def test_a_store_of_the_first_schema_keeps_its_loads_and_gets_the_ledger(database_url: str) -> None:
    engines = open_engines(database_url)
    with engines.writer.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    old = Store(engines, Reader(engines.reader), Writer(engines.writer))
    deliver(old, "2026-05-01", {"adviezen NL01 2025HJ01": 85010, "meldingen NL01 2025HJ01": 66270})
    deliver(old, "2026-06-01", {"adviezen NL01 2025HJ01": 85015, "meldingen NL01 2025HJ01": 66270})
    loads, figures = old.reader.loads(), table(old)
    # Today's code writes today's schema only; taken back to the first one, the store is as it was left then.
    with engines.writer.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    assert "ledger_entry" not in inspect(engines.reader).get_table_names()
    engines.dispose()

    store = prepare(database_url, ledger=ENTRIES)
    with store.engines.reader.connect() as connection:
        assert schema_revision(connection) == schema_head()
    assert len(loads) == 2
    assert store.reader.loads() == loads
    assert_frame_equal(table(store), figures)
    assert plain(read_entries(store.engines.reader, at=AT)) == ENTRIES
    store.engines.dispose()


def test_the_published_figures_and_the_ledger_are_loaded_side_by_side(database_url: str) -> None:
    sources, changes = bundled_sources(), bundled_changes()
    store = prepare(database_url, sources=sources, changes=changes, ledger=ENTRIES)
    assert len(store.reader.loads()) == len(sources)
    assert len(store.reader.published_changes()) == len(changes)
    assert len(rows(store)) == len(ENTRIES)
    store.engines.dispose()


def test_threads_that_prepare_at_once_load_each_row_once(opened: Open) -> None:
    together = Barrier(8)

    def make(_: int) -> Store:
        together.wait()
        return opened()

    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(make, range(8)))
    assert plain(read_entries(stores[0].engines.reader, at=AT)) == ENTRIES
    assert {len(rows(store)) for store in stores} == {len(ENTRIES)}


def test_threads_that_add_the_same_rows_at_once_add_each_once(store: Store) -> None:
    together = Barrier(4)

    def make(_: int) -> int:
        together.wait()
        return add(store, ENTRIES)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(make, range(4))) == [0, 0, 0, len(ENTRIES)]
    assert len(rows(store)) == len(ENTRIES)


# On PostgreSQL a test of test_prepare.py shows the same.
@ON_SQLITE
def test_processes_that_prepare_at_once_load_each_row_once(opened: Open, database_url: str) -> None:
    arguments = [sys.executable, "-c", OPEN, database_url]
    running = [
        subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    ended = [process.communicate(timeout=60) for process in running]
    assert ended == [(f"{len(ENTRIES)}\n", "")] * 3
    assert len(rows(opened([]))) == len(ENTRIES)


# Rows of three steps out of letters of different days, each letter read to the end before the next.
LETTERS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(["zomer 2026", "eind 2026", "2027"]), min_size=1),
    min_size=1, max_size=5,
).map(
    lambda drawn: [
        [step(moment, "gepland", document=f"L{n}", day=str(START + timedelta(days=n)), area=area)
         for area, moment in letter.items()]
        for n, letter in enumerate(drawn)
    ]
)  # fmt: skip


@law(LETTERS, examples=SOME)
def test_what_was_known_on_a_day_is_what_a_store_of_that_day_answers(
    new_store: NewStore, letters: list[list[Entry]]
) -> None:
    with new_store() as whole, new_store() as growing:
        add(whole, [item for letter in letters for item in letter])
        assert read_entries(whole.engines.reader, at=AT, as_of=START - timedelta(days=1)) == []
        for letter in letters:
            add(growing, letter)
            found = read_entries(whole.engines.reader, at=AT, as_of=letter[0].known_on)
            assert plain(found) == plain(read_entries(growing.engines.reader, at=AT))
        assert read_entries(whole.engines.reader, at=AT, as_of=date(9999, 12, 31)) == read_entries(
            whole.engines.reader, at=AT
        )


@law(LETTERS, st.randoms(use_true_random=False), examples=SOME)
def test_letters_of_different_days_answer_alike_in_whatever_order_they_come_in(
    new_store: NewStore, letters: list[list[Entry]], random: object
) -> None:
    with new_store() as in_order, new_store() as shuffled:
        for letter in letters:
            add(in_order, letter)
        for letter in random.sample(letters, len(letters)):  # type: ignore[attr-defined]
            add(shuffled, letter)
            add(shuffled, letter)
        assert len(rows(in_order)) == len(rows(shuffled))
        for letter in letters:
            day = letter[0].known_on
            one, other = (read_entries(item.engines.reader, at=AT, as_of=day) for item in (in_order, shuffled))
            assert sorted(map(entry_hash, one)) == sorted(map(entry_hash, other))
            assert len({item.key for item in one}) == len(one)
            assert {entry_hash(item) for item in letter} <= {entry_hash(item) for item in one}
