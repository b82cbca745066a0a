"""Of several who add the same at once, one does; nobody fails and nobody sees half a load."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from data_sources.store.prepare import Store
from data_sources.store.writer import Stored
from tests.data_sources.deliveries import deliver, publication, publish, snapshot, table, vintage

REGIONS = [f"GM{number:04d}" for number in range(300)]


def national(value: float) -> dict[str, float]:
    return {f"{topic} {region} 2025HJ01": value for topic in ("adviezen", "meldingen") for region in REGIONS}


@pytest.mark.parametrize("writers", [2, 6])
def test_writers_with_the_same_delivery_make_one_load(store: Store, writers: int) -> None:
    together = Barrier(writers)

    def add(_: int) -> Stored | None:
        together.wait()
        return deliver(store, "2026-05-01", national(5))

    with ThreadPoolExecutor(writers) as pool:
        stored = [item for item in pool.map(add, range(writers)) if item is not None]
    assert len(stored) == len(store.reader.loads()) == 1
    assert stored[0].difference.new == len(table(store)) == 600


def test_writers_with_different_deliveries_are_stored_one_after_the_other(store: Store) -> None:
    together = Barrier(4)

    def add(number: int) -> Stored | None:
        together.wait()
        return deliver(store, "2026-05-01", {"adviezen NL01 2025HJ01": number, "adviezen NL01 2025HJ02": 5})

    with ThreadPoolExecutor(4) as pool:
        stored = [item for item in pool.map(add, range(4)) if item is not None]
    assert len(stored) == 4
    assert sorted((item.difference.new, item.difference.changed) for item in stored) == [(0, 1)] * 3 + [(2, 0)]
    assert len(store.reader.revisions()) == 3


def test_the_same_publication_added_at_once_is_one_load(store: Store) -> None:
    together = Barrier(4)

    def add(_: int) -> None:
        together.wait()
        publish(store, [publication("nieuws", "2025-10-24", national(5))])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    assert len(store.reader.loads()) == 1


def test_a_reader_never_sees_half_a_load(store: Store) -> None:
    deliver(store, "2026-05-01", national(0))

    def write() -> None:
        for value in range(1, 6):
            store.writer.add_statline(snapshot(national(value)), vintage("2026-05-01"))

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        seen = []
        while not writing.done():
            values = table(store)["value"]
            assert values.nunique() == 1
            seen.append(values.iloc[0])
        writing.result()
    assert seen == sorted(seen)
    assert set(table(store)["value"]) == {5}
