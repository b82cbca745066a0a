"""Which hosts a store was refreshed from with success."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data_sources.store.hosts import accepted_hosts
from data_sources.store.prepare import Store
from data_sources.store.writer import Ended

BEGUN = datetime(2026, 11, 24, 6, 45, tzinfo=UTC)


def _attempt(store: Store, host: str, outcome: str | None) -> None:
    number = store.writer.start_attempt(table="84847NED", host=host, started_at=BEGUN)
    if outcome is not None:
        later = BEGUN + timedelta(minutes=1)
        store.writer.finish_attempt(number, finished_at=later, outcome=outcome, ended=Ended())


def test_a_host_is_accepted_once_an_attempt_from_it_succeeded_though_it_brought_nothing(store: Store) -> None:
    assert accepted_hosts(store.engines.reader) == set()
    for host, outcome in (("een", "rejected"), ("een", "failed"), ("een", None), ("twee", "unchanged")):
        _attempt(store, host, outcome)
    assert accepted_hosts(store.engines.reader) == {"twee"}
    for _ in range(2):
        _attempt(store, "een", "stored")
    assert accepted_hosts(store.engines.reader) == {"een", "twee"}
