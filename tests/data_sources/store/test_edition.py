"""The edition of the store: another one after whatever is added, completed or put back, and else the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from data_sources.published.bundle import bundled_changes
from data_sources.store.backup import write_backup
from data_sources.store.edition import _ADDED as ADDED_TO
from data_sources.store.edition import read_edition
from data_sources.store.lease import hold
from data_sources.store.models import Base
from data_sources.store.prepare import Store, prepare
from data_sources.store.restore import restore_backup
from data_sources.store.writer import Ended
from tests.data_sources.deliveries import deliver, publication, publish
from tests.data_sources.store.backups import MADE
from tests.data_sources.store.backups import fill as fill_with_everything
from tests.data_sources.store.test_boundaries import MENDED as OUTLINES
from tests.data_sources.store.test_boundaries import add as add_outlines
from tests.data_sources.store.test_divisions import MENDED, add
from tests.ledgers import entry

CELL = "adviezen NL01 2025HJ02"


def begin(store: Store) -> int:
    return store.writer.start_attempt(table="84850NED", host="opendata.cbs.nl", started_at=MADE + timedelta(days=1))


def finish(store: Store, attempt: int) -> None:
    store.writer.finish_attempt(attempt, finished_at=MADE + timedelta(days=1), outcome="unchanged", ended=Ended())


ADDED: dict[str, Callable[[Store], object]] = {
    "a delivery": lambda store: deliver(store, "2026-11-01", {CELL: 5.0}),
    "a bundled source": lambda store: publish(store, [publication("a", "2026-11-01", {CELL: 5.0})]),
    "a row of the ledger": lambda store: store.writer.add_bundle([], [], [entry("document", code="X1")]),
    "an edition of the divisions": lambda store: add(store, MENDED, date(2026, 11, 1)),
    "outlines of regions": lambda store: add_outlines(store, OUTLINES, date(2026, 11, 1)),
    "an attempt": begin,
}


@pytest.mark.parametrize("what", ADDED)
def test_it_is_another_one_once_something_was_added_by_anyone(store: Store, what: str) -> None:
    fill_with_everything(store)
    other = prepare(store.engines.writer.url.render_as_string(hide_password=False))
    before = read_edition(store.engines.reader)
    ADDED[what](other)
    assert read_edition(store.engines.reader) != before
    assert read_edition(store.engines.reader) == read_edition(other.engines.reader)
    other.engines.dispose()


def test_a_published_change_makes_another_one(store: Store) -> None:
    before = read_edition(store.engines.reader)
    store.writer.add_bundle([], bundled_changes()[:1])
    assert read_edition(store.engines.reader) != before


def test_an_attempt_makes_another_one_when_it_ends_and_when_others_were_told_of_it(store: Store) -> None:
    first = begin(store)
    begin(store)
    editions = [read_edition(store.engines.reader)]
    finish(store, first)
    editions.append(read_edition(store.engines.reader))
    for message in ("Verteld aan a.", "Verteld aan b."):
        store.writer.add_messages(first, [message])
        editions.append(read_edition(store.engines.reader))
    assert len(set(editions)) == 4


def test_it_stays_the_same_while_nothing_that_is_shown_changes(store: Store) -> None:
    assert read_edition(store.engines.reader) == read_edition(store.engines.reader)
    fill_with_everything(store)
    before = read_edition(store.engines.reader)
    store.writer.add_bundle([], bundled_changes())
    with hold(store.engines, "refresh"):
        assert read_edition(store.engines.reader) == before


def test_a_backup_that_is_put_back_makes_another_one(store: Store, tmp_path: Path) -> None:
    fill_with_everything(store)
    kept = read_edition(store.engines.reader)
    write_backup(store.engines.reader, tmp_path / "kept.zip", made_at=MADE)
    finish(store, begin(store))
    deliver(store, "2026-11-01", {CELL: 5.0})
    assert read_edition(store.engines.reader) != kept
    restore_backup(store.engines.writer, tmp_path / "kept.zip", replace=True)
    assert read_edition(store.engines.reader) == kept


def test_each_table_is_told_of_or_comes_with_one_that_is_or_is_never_shown() -> None:
    told = {table.__tablename__ for table in ADDED_TO} | {"attempt"}
    comes_with_a_load = {
        "indicator", "region", "period", "breakdown", "load_indicator", "load_region", "load_period", "load_category",
        "observation",
    }  # fmt: skip
    # What people are at work on stands on pages that are made anew each time.
    of_people = {"account", "credential", "session", "login_failure", "proposal", "proposal_row", "audit_event"}
    never_shown = {"lease", "schedule_slot"} | of_people
    assert set(Base.metadata.tables) == told | comes_with_a_load | {"division_member", "boundary_shape"} | never_shown
