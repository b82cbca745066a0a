"""Each connection has its guarantees: one writer at a time, readers that see one moment, moments in UTC."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from data_sources.errors import LeaseHeld, StoreBusy
from data_sources.store.engine import Engines, open_engines, without_waiting
from data_sources.store.history import attempts
from data_sources.store.lease import hold
from data_sources.store.models import AttemptRow, RegionRow
from data_sources.store.prepare import Store
from data_sources.store.writer import Ended
from tests.databases import ON_POSTGRESQL, ON_SQLITE


@ON_SQLITE
@pytest.mark.parametrize("name", ["reader", "writer"])
def test_every_connection_to_sqlite_is_set_up(store: Store, name: str) -> None:
    with getattr(store.engines, name).connect() as connection:
        found = {
            pragma: connection.execute(text(f"PRAGMA {pragma}")).scalar_one()
            for pragma in ("foreign_keys", "journal_mode", "busy_timeout", "synchronous", "recursive_triggers")
        }
    assert found == {
        "foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 30000, "synchronous": 1, "recursive_triggers": 1
    }  # fmt: skip


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


@contextmanager
def opened(url: str, *, lock_timeout: float = 60, idle_timeout: float = 300) -> Iterator[Engines]:
    engines = open_engines(url, lock_timeout=lock_timeout, idle_timeout=idle_timeout)
    try:
        yield engines
    finally:
        engines.dispose()


def url_of(store: Store) -> str:
    return store.engines.writer.url.render_as_string(hide_password=False)


def limits(engines: Engines) -> list[str]:
    with engines.writer.begin() as connection:
        names = ("lock_timeout", "idle_in_transaction_session_timeout")
        return [connection.execute(text(f"SHOW {name}")).scalar_one() for name in names]


@ON_POSTGRESQL
def test_a_writer_on_postgresql_waits_a_minute_and_may_be_silent_for_five(store: Store) -> None:
    assert limits(store.engines) == ["1min", "5min"]
    with store.engines.writer.connect() as connection:
        info = connection.connection.driver_connection.info  # type: ignore[union-attr]
        asked = info.get_parameters()
    assert {name: value for name, value in asked.items() if name.startswith("keepalives")} == {
        "keepalives": "1", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3",
    }  # fmt: skip


@ON_POSTGRESQL
def test_what_the_address_says_of_waiting_goes_before(store: Store) -> None:
    with opened(f"{url_of(store)}&options=-c%20lock_timeout%3D7s&keepalives_idle=99") as engines:
        assert limits(engines) == ["7s", "5min"]
        with engines.writer.connect() as connection:
            info = connection.connection.driver_connection.info  # type: ignore[union-attr]
            assert info.get_parameters()["keepalives_idle"] == "99"


@ON_POSTGRESQL
def test_whoever_waits_too_long_for_a_writer_is_told_so_in_words_and_can_go_on_later(store: Store) -> None:
    with opened(url_of(store), lock_timeout=0.1) as waiting:
        with (
            store.engines.writer.begin(),
            pytest.raises(StoreBusy, match=r"De opslag is bezet: .*opnieuw\.$") as told,
            waiting.writer.begin(),
        ):
            raise AssertionError("two writers")
        assert told.value.exit_code == 1
        with waiting.writer.begin() as connection:
            connection.execute(insert(RegionRow), [{"code": "NL01"}])


def test_who_need_not_write_gives_up_at_once_and_keeps_nobody_else_from_waiting(store: Store) -> None:
    not_waiting = without_waiting(store.engines.writer)
    with store.engines.writer.begin():
        begun = time.monotonic()
        with pytest.raises(StoreBusy), not_waiting.begin():
            raise AssertionError("two writers")
        # A writer that waits does so for half a minute.
        assert time.monotonic() - begun < 10
    with not_waiting.begin() as connection:
        connection.execute(insert(RegionRow), [{"code": "NL01"}])
    with store.engines.writer.begin() as connection:
        asked = "PRAGMA busy_timeout" if connection.dialect.name == "sqlite" else "SHOW lock_timeout"
        assert connection.exec_driver_sql(asked).scalar_one() in {30_000, "1min"}


@ON_POSTGRESQL
def test_a_lease_takes_a_long_write_for_a_sign_of_life(store: Store) -> None:
    with opened(url_of(store), lock_timeout=0.1) as waiting:
        with store.engines.writer.begin(), pytest.raises(LeaseHeld):
            hold(waiting, "work", patience=0.3).__enter__()
        with hold(waiting, "work", patience=0.3, length=0.2), store.engines.writer.begin():
            # Not renewed meanwhile, and held all the same.
            time.sleep(0.5)


@ON_POSTGRESQL
def test_a_writer_that_vanishes_in_its_transaction_lets_the_next_one_in(store: Store) -> None:
    with opened(url_of(store), idle_timeout=0.3) as vanishing, opened(url_of(store), lock_timeout=5) as waiting:
        # Kept open and silent, as the server sees a machine that was cut off.
        gone = vanishing.writer.connect()
        gone.execute(insert(RegionRow), [{"code": "GM0001"}])
        with waiting.writer.begin() as connection:
            assert connection.execute(select(func.count()).select_from(RegionRow)).scalar_one() == 0
        gone.invalidate()
        gone.close()


@ON_SQLITE
def test_a_file_that_stays_locked_is_told_in_words_too(store: Store) -> None:
    with opened(url_of(store)) as waiting:
        with waiting.writer.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with (
            store.engines.writer.begin(),
            pytest.raises(StoreBusy, match="De opslag is bezet"),
            waiting.writer.begin(),
        ):
            raise AssertionError("two writers")
