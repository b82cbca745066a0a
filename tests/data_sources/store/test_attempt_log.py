"""The log of attempts a page at a time, what the newest of a table say, and what things are called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data_sources.contract import Period
from data_sources.stamp import Stamp
from data_sources.store.attempt_log import newest_attempts, table_log, tried_tables
from data_sources.store.history import newest_period
from data_sources.store.names import bundled_loads, read_contents, read_names
from data_sources.store.prepare import Store
from data_sources.store.writer import Ended
from tests.data_sources.deliveries import deliver, snapshot, vintage

BEGUN = datetime(2026, 5, 1, 4, 45, tzinfo=UTC)
STOPPED = Stamp(modified="2026-04-30T02:00:00", output_status="Gediscontinueerd")


def _attempt(store: Store, day: int, outcome: str | None, stamp: Stamp | None, *, table: str = "84847NED") -> None:
    begun = BEGUN + timedelta(days=day)
    attempt = store.writer.start_attempt(table=table, host="opendata.cbs.nl", started_at=begun)
    if outcome is not None:
        # As a refresh keeps it: with more in it than what CBS says.
        kept = {**stamp.record(), "topic_map": "00"} if stamp else None
        store.writer.finish_attempt(attempt, finished_at=begun, outcome=outcome, ended=Ended(stamp=kept))


def test_the_log_is_read_from_the_newest_on_a_page_at_a_time_and_up_to_a_moment(store: Store) -> None:
    for day in range(5):
        _attempt(store, day, "unchanged", None)
    page, total = newest_attempts(store.engines.reader, offset=1, limit=2)
    assert ([item.started_at.day for item in page], total) == ([4, 3], 5)
    page, total = newest_attempts(store.engines.reader, before=BEGUN + timedelta(days=2), limit=9)
    assert ([item.started_at.day for item in page], total) == ([2, 1], 2)


def test_what_cbs_last_said_of_a_table_outlives_attempts_that_heard_nothing(store: Store) -> None:
    _attempt(store, 0, "unchanged", Stamp(output_status="Regulier"))
    _attempt(store, 1, "stored", STOPPED)
    _attempt(store, 2, "failed", None)
    _attempt(store, 3, None, None)
    _attempt(store, 3, "unchanged", Stamp(), table="84850NED")
    log = table_log(store.engines.reader, "84847NED")
    assert (log.stamp, log.attempts) == (STOPPED, 4)
    assert log.last is not None
    assert log.last_success is not None
    assert (log.last.outcome, log.last_success.outcome) == (None, "stored")
    early = table_log(store.engines.reader, "84847NED", before=BEGUN + timedelta(days=1))
    assert early.stamp == Stamp(output_status="Regulier")
    assert table_log(store.engines.reader, "84849NED").stamp is None
    assert tried_tables(store.engines.reader) == ["84847NED", "84850NED"]


def test_names_are_those_of_the_newest_load_that_has_the_thing(store: Store) -> None:
    first = {"adviezen NL01 2024HJ01": 5, "onderzoek NL01 2024HJ01": 5}
    store.writer.add_statline(snapshot(first, topic_titles={"adviezen": "Oud"}), vintage("2026-04-30"))
    store.writer.add_statline(
        snapshot({"adviezen NL01 2024JJ00": 5}, topic_titles={"adviezen": "Nieuw"}), vintage("2026-10-30")
    )
    names = read_names(store.engines.reader)
    assert {code: topic.title for code, topic in names.topics.items()} == {
        "adviezen": "Nieuw",
        "onderzoek": "Onderzoek",
    }
    assert names.regions == {"NL01": "Regio NL01"}
    loads = [load.id for load in store.reader.loads()]
    assert read_contents(store.engines.reader, loads).indicators == ["adviezen", "onderzoek"]
    assert read_contents(store.engines.reader, loads[1:]).periods == [Period(2024, "JJ", 0)]
    assert newest_period(store.engines.reader, loads) == Period(2024, "JJ", 0)
    assert newest_period(store.engines.reader, []) is None


def test_bundled_sources_name_what_no_load_has_yet(bundled: Store) -> None:
    names = read_names(bundled.engines.reader)
    assert "adviezen" not in names.topics
    assert names.topics
    assert all(topic.title != code for code, topic in names.topics.items())
    main = bundled_loads(bundled.engines.reader, "84847NED")
    assert newest_period(bundled.engines.reader, main) == Period(2025, "HJ", 1)
    assert bundled_loads(bundled.engines.reader, "99999NED") == []


def test_a_region_keeps_its_place_and_gets_its_newest_title(store: Store) -> None:
    deliver(store, "2026-04-30", {"adviezen PV20 2024HJ01": 5, "adviezen NL01 2024HJ01": 5})
    found = snapshot({"adviezen NL01 2024HJ01": 10, "adviezen GM0003 2024HJ01": 5}, region_titles={"NL01": "Nederland"})
    store.writer.add_statline(found, vintage("2026-10-30"))
    assert list(store.reader.regions().items()) == [
        ("PV20", "Regio PV20"), ("NL01", "Nederland"), ("GM0003", "Regio GM0003"),
    ]  # fmt: skip
