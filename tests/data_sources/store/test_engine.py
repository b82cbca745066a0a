"""Each connection has its guarantees: one writer at a time, readers that see one moment, moments in UTC."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from data_sources.store.history import attempts
from data_sources.store.models import AttemptRow, RegionRow
from data_sources.store.prepare import Store
from data_sources.store.writer import Ended
from tests.databases import ON_SQLITE


@ON_SQLITE
@pytest.mark.parametrize("name", ["reader", "writer"])
def test_every_connection_to_sqlite_is_set_up(store: Store, name: str) -> None:
    with getattr(store.engines, name).connect() as connection:
        found = {
            pragma: connection.execute(text(f"PRAGMA {pragma}")).scalar_one()
            for pragma in ("foreign_keys", "journal_mode", "busy_timeout", "synchronous")
        }
    assert found == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 30000, "synchronous": 1}


def test_a_row_that_points_nowhere_is_refused(store: Store) -> None:
    attempt = store.writer.start_attempt(table="84847NED", host="opendata.cbs.nl", started_at=datetime.now(UTC))
    with pytest.raises(IntegrityError):
        store.writer.finish_attempt(attempt, finished_at=datetime.now(UTC), outcome="stored", ended=Ended(load=999))


def test_writers_that_first_read_queue_up(store: Store) -> None:
    together = Barrier(6)

    def add_one_when_empty(number: int) -> bool:
        together.wait()
        with store.engines.writer.begin() as connection:
            if connection.execute(select(func.count()).select_from(RegionRow)).scalar_one():
                return False
            connection.execute(insert(RegionRow), [{"code": f"GM{number:04d}"}])
            return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(add_one_when_empty, range(6))) == [False] * 5 + [True]


def test_a_reader_sees_one_moment_and_is_not_held_up_by_a_writer(store: Store) -> None:
    count = select(func.count()).select_from(RegionRow)
    with store.engines.reader.begin() as reading, store.engines.writer.begin() as writing:
        assert reading.execute(count).scalar_one() == 0
        writing.execute(insert(RegionRow), [{"code": "NL01"}])
        writing.commit()
        assert reading.execute(count).scalar_one() == 0
    with store.engines.reader.begin() as later:
        assert later.execute(count).scalar_one() == 1


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 7, 1, 6, 45, tzinfo=ZoneInfo("Europe/Amsterdam")),
        datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Amsterdam")),
        datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(-timedelta(hours=3))),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(store: Store, moment: datetime) -> None:
    store.writer.start_attempt(table="84847NED", host="opendata.cbs.nl", started_at=moment)
    (found,) = attempts(store.engines.reader)
    assert found.started_at == moment.astimezone(UTC)
    assert found.started_at.tzinfo is UTC
    assert found.finished_at is None


def test_a_moment_without_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="without time zone"), store.engines.writer.begin() as connection:
        connection.execute(
            insert(AttemptRow),
            [{"table_id": "84847NED", "host": "x", "started_at": datetime(2026, 7, 1), "warnings": []}],
        )
