"""A StatLine load writes only what changed, and is only added at the end."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from data_sources.errors import TableRejected
from data_sources.store.history import load_counts, newest_load, newest_topics, statline_hosts
from data_sources.store.models import ObservationRow
from data_sources.store.prepare import Store
from tests.data_sources.deliveries import SECRET, Cells, answer, deliver, publication, publish, snapshot, vintage

NATIONAL = "adviezen NL01 2025HJ01"
MERGED = "adviezen VT16 2025HJ01"
NEW_REGION = "adviezen VT27 2025HJ01"
SMALL = "adviezen GM0363 2025HJ01"
FIRST: Cells = {NATIONAL: 84935, MERGED: 1200, SMALL: SECRET, "meldingen NL01 2025HJ01": 66270}


def rows(store: Store) -> int:
    with store.engines.reader.connect() as connection:
        return connection.execute(select(func.count()).select_from(ObservationRow)).scalar_one()


def test_the_first_load_writes_every_cell_and_the_next_only_what_changed(store: Store) -> None:
    first = deliver(store, "2026-05-01", FIRST)
    second = deliver(store, "2026-11-01", {**FIRST, NATIONAL: 85010, SMALL: 0, NEW_REGION: 2300, MERGED: SECRET})
    assert first is not None
    assert second is not None
    assert (first.difference.new, first.difference.changed, first.difference.removed) == (4, 0, 0)
    assert (second.difference.new, second.difference.changed, second.difference.removed) == (1, 3, 0)
    assert rows(store) == 4 + 4
    assert [(item.rows, item.new, item.changed, item.removed) for item in load_counts(store.engines.reader)] == [
        (4, 4, 0, 0),
        (5, 1, 3, 0),
    ]


def test_a_delivery_that_says_the_same_adds_no_load(store: Store) -> None:
    deliver(store, "2026-05-01", FIRST)
    again = snapshot({cell: FIRST[cell] for cell in sorted(FIRST)}, modified="2026-06-01T02:00:00")
    assert store.writer.add_statline(again, vintage("2026-06-01")) is None
    assert len(store.reader.loads()) == 1
    assert rows(store) == 4


def test_a_new_title_adds_a_load_without_a_single_row(store: Store) -> None:
    deliver(store, "2026-05-01", FIRST)
    renamed = store.writer.add_statline(
        snapshot(FIRST, topic_titles={"adviezen": "Begonnen adviezen"}), vintage("2026-06-01")
    )
    assert renamed is not None
    assert rows(store) == 4
    assert answer(store, NATIONAL).load == renamed.load.id
    assert newest_topics(store.engines.reader, "84847NED") == {
        "adviezen": "Begonnen adviezen",
        "meldingen": "Meldingen",
    }


def test_tables_do_not_touch_each_other(store: Store) -> None:
    deliver(store, "2026-05-01", {NATIONAL: 84935})
    sister = {"84849NED:adviezen NL01 2025HJ01": 84935, "84849NED:adviezen NL01 2025HJ01 Kenmerken=K1": 37510}
    store.writer.add_statline(snapshot(sister, table="84849NED"), vintage("2026-04-01"))
    sister["84849NED:adviezen NL01 2025HJ01"] = 84940
    store.writer.add_statline(snapshot(sister, table="84849NED"), vintage("2026-06-01"))
    own = answer(store, NATIONAL)
    assert (own.value, own.table, own.gone) == (84935, "84847NED", False)
    part = answer(store, "84849NED:adviezen NL01 2025HJ01 Kenmerken=K1")
    newest = newest_load(store.engines.reader, "84849NED")
    assert newest is not None
    assert (part.value, part.breakdown, part.load) == (37510, "Kenmerken=K1", newest.id)


def test_a_load_is_only_added_at_the_end(store: Store) -> None:
    deliver(store, "2026-05-01", {NATIONAL: 84935})
    with pytest.raises(TableRejected, match="ouder dan wat er al is"):
        deliver(store, "2026-04-30", {NATIONAL: 84000})
    assert deliver(store, "2026-04-30", {NATIONAL: 84935}) is None
    assert deliver(store, "2026-05-01", {NATIONAL: 84940}) is not None
    assert answer(store, NATIONAL).value == 84940


def test_a_demo_load_fills_the_lane_of_statline(store: Store) -> None:
    publish(store, [publication("nieuws", "2025-10-24", {NATIONAL: 84935})])
    stored = store.writer.add_statline(snapshot({NATIONAL: 1}), vintage("2026-05-01", kind="demo"))
    assert stored is not None
    assert (stored.load.kind, stored.load.known_on) == ("demo", date(2026, 5, 1))
    assert answer(store, NATIONAL).value == 1
    assert statline_hosts(store.engines.reader) == {"opendata.cbs.nl"}
