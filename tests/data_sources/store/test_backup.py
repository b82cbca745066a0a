"""A backup holds all but locks, is the same from either kind of database, and gives back what was there to the bit."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal
from sqlalchemy import event, insert, select, text

from data_sources.errors import StoreError, UsageError
from data_sources.period import Period
from data_sources.pilots.bundle import bundled_ledger
from data_sources.store.boundaries import boundaries
from data_sources.store.divisions import divisions
from data_sources.store.history import attempts
from data_sources.store.ledger import read_entries
from data_sources.store.migrate import schema_head
from data_sources.store.models import Base, LeaseRow
from data_sources.store.prepare import Store, prepare
from data_sources.store.restore import restore_backup
from demo.changes import with_value
from tests.data_sources.deliveries import answer, deliver, table
from tests.data_sources.refreshing import ADVIEZEN, once
from tests.data_sources.releases import tiny
from tests.data_sources.store.backups import MADE, ODD, Rows, backup, fill, manifest, read_lines, rewrite
from tests.data_sources.store.test_divisions import EDITION
from tests.data_sources.store.test_divisions import add as add_edition
from tests.databases import ON_SQLITE, Databases
from tests.laws import NewStore
from tests.ledgers import AT


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store of either kind, whatever kind the other one is."""
    databases: Databases = request.getfixturevalue(f"on_{request.param}")
    with databases.copy("empty", lambda url: prepare(url).engines.dispose()) as url:
        made = prepare(url)
        yield made
        made.engines.dispose()


def restore(store: Store, file: Path, *, replace: bool = False) -> None:
    restore_backup(store.engines.writer, file, replace=replace)


def test_what_is_put_back_elsewhere_and_here_again_is_the_same_to_the_byte_and_answers_the_same(
    store: Store, elsewhere: Store, new_store: NewStore, tmp_path: Path
) -> None:
    fill(store)
    first = backup(store, tmp_path / "1.zip")
    restore(elsewhere, tmp_path / "1.zip")
    second = backup(elsewhere, tmp_path / "2.zip")
    with new_store() as again:
        restore(again, tmp_path / "2.zip")
        third = backup(again, tmp_path / "3.zip")
        assert first == second == third
        for other in (elsewhere, again):
            assert_frame_equal(table(store), table(other))
            assert store.reader.loads() == other.reader.loads()
            assert store.reader.revisions() == other.reader.revisions()
            assert store.reader.published_changes() == other.reader.published_changes()
            assert attempts(store.engines.reader) == attempts(other.engines.reader)
            assert read_entries(store.engines.reader, at=AT) == read_entries(other.engines.reader, at=AT)
            assert divisions(store.engines.reader) == divisions(other.engines.reader)
            outlines = [boundaries(one.engines.reader, Period(2026, "JJ", 0)) for one in (store, other)]
            assert outlines[0] == outlines[1]
            assert outlines[0] is not None
    assert manifest(tmp_path / "1.zip") == manifest(tmp_path / "3.zip")


def test_the_manifest_says_what_is_in_it_and_when_it_was_made(store: Store, tmp_path: Path) -> None:
    fill(store)
    held = backup(store, tmp_path / "1.zip")
    found = manifest(tmp_path / "1.zip")
    assert (found["schema"], found["made_at"]) == (schema_head(), "2026-11-21T12:30:00+00:00")
    # Whatever table comes is in it, unless somebody says here why not.
    assert set(found["tables"]) == set(Base.metadata.tables) - {"lease", "session", "credential", "login_failure"}
    assert {f"{name}.jsonl": len(read_lines(held[f"{name}.jsonl"])) for name in found["tables"]} == {
        f"{name}.jsonl": said["rows"] for name, said in found["tables"].items()
    }
    assert found["tables"]["schedule_slot"]["rows"] == 1
    everything = b"".join(held.values()) + json.dumps(found).encode()
    assert b"iemand" not in everything
    assert store.engines.writer.url.render_as_string(hide_password=False).encode() not in everything


def test_each_kind_of_value_is_written_exactly(store: Store, tmp_path: Path) -> None:
    fill(store)
    held = backup(store, tmp_path / "1.zip")
    values = [row[5] for row in read_lines(held["observation.jsonl"])]
    assert {0.1 + 0.2, 1e-300, 0.0, None, 85015.0} <= set(values)
    assert b"0.30000000000000004" in held["observation.jsonl"]
    [done, killed] = [dict(zip(columns("attempt"), row, strict=True)) for row in read_lines(held["attempt.jsonl"])]
    assert (done["started_at"], done["compared"]) == ("2026-11-21T12:30:00+00:00", False)
    assert done["stamp"] == {"modified": None, "ž": ODD, "a": [1, 2.5, True, None]}
    assert (killed["started_at"], killed["stamp"], killed["error"]) == ("2026-11-21T12:30:00.000007+00:00", None, ODD)
    assert {row[5] for row in read_lines(held["load.jsonl"])} >= {"dag", "jaar"}


def columns(name: str) -> list[str]:
    return [column.name for column in Base.metadata.tables[name].columns]


def test_rows_stand_in_the_order_of_their_key(store: Store, tmp_path: Path) -> None:
    fill(store)
    held = backup(store, tmp_path / "1.zip")
    members = [row[:3] for row in read_lines(held["division_member.jsonl"])]
    cells = [row[:5] for row in read_lines(held["observation.jsonl"])]
    assert (members, cells) == (sorted(members), sorted(cells))


@ON_SQLITE
def test_after_a_restore_the_next_refresh_adds_a_load(elsewhere: Store, store: Store, tmp_path: Path) -> None:
    once(store, tiny(1))
    backup(store, tmp_path / "1.zip")
    restore(elsewhere, tmp_path / "1.zip")
    mended = with_value(tiny(1), region="NL01", period="2025HJ01", topic_title=ADVIEZEN, value=79500)
    assert once(elsewhere, mended).outcome == "stored"
    assert answer(elsewhere, "adviezen NL01 2025HJ01").value == 79500
    assert [attempt.outcome for attempt in attempts(elsewhere.engines.reader)] == ["stored", "stored"]
    # And into an empty one, whose numbers begin at one.
    assert deliver(elsewhere, "2026-12-01", {"adviezen GM9999 2025HJ01": 5}) is not None


def test_a_store_with_only_what_came_with_the_program_counts_as_empty(
    begun: Store, new_store: NewStore, tmp_path: Path
) -> None:
    with new_store() as source:
        deliver(source, "2026-05-01", {"adviezen NL01 2025HJ01": 85010})
        backup(source, tmp_path / "1.zip")
    restore(begun, tmp_path / "1.zip")
    assert [load.kind for load in begun.reader.loads()] == ["statline"]
    assert begun.reader.published_changes() == []


def person_enters(store: Store) -> None:
    store.writer.add_bundle([], [], bundled_ledger()[:1])
    with store.engines.writer.begin() as connection:
        columns = "kind, key, document, known_on, record"
        connection.execute(
            text(
                f"INSERT INTO ledger_entry ({columns}, content_hash, approved_by)"
                f" SELECT {columns}, 'another', 'J. de Vries' FROM ledger_entry"
            )
        )


@pytest.mark.parametrize(
    "use",
    [
        lambda store: deliver(store, "2026-05-01", {"adviezen NL01 2025HJ01": 85010}),
        lambda store: store.writer.start_attempt(table="84847NED", host="opendata.cbs.nl", started_at=MADE),
        lambda store: add_edition(store, EDITION, MADE.date()),
        person_enters,
    ],
    ids=["a load", "an attempt", "an edition", "a person's entry"],
)
def test_a_store_in_use_is_left_alone_unless_it_may_be_replaced(
    store: Store, new_store: NewStore, tmp_path: Path, use: Callable[[Store], object]
) -> None:
    with new_store() as empty:
        backup(empty, tmp_path / "empty.zip")
    use(store)
    before = backup(store, tmp_path / "before.zip")
    with pytest.raises(UsageError, match=r"al opgehaalde of ingevoerde gegevens\. Geef --replace"):
        restore(store, tmp_path / "empty.zip")
    assert backup(store, tmp_path / "after.zip") == before
    restore(store, tmp_path / "empty.zip", replace=True)
    assert set(backup(store, tmp_path / "replaced.zip").values()) == {b""}


@ON_SQLITE
def test_a_lock_stays_with_its_own_store(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    fill(store)
    backup(store, tmp_path / "1.zip")
    with elsewhere.engines.writer.begin() as connection:
        connection.execute(insert(LeaseRow), [{"name": "ververs", "owner": "een ander", "expires_at": 9.0}])
    restore(elsewhere, tmp_path / "1.zip")
    with elsewhere.engines.reader.connect() as connection:
        assert connection.execute(select(LeaseRow.owner)).scalars().all() == ["een ander"]


@ON_SQLITE
def test_a_backup_of_an_older_schema_is_put_back_and_then_migrated(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    file = tmp_path / "old.zip"
    fill(store)
    held = backup(store, file)
    later = {"schedule_slot", "load_category", "ledger_entry", "division_load", "division_member"}
    later |= {"boundary_load", "boundary_shape", "account", "proposal", "proposal_row", "audit_event"}
    of_attempt = {"stamp", "compared", "findings", "messages", "progress"}
    newer = {"attempt": of_attempt, "load": {"findings", "file_name", "file_hash"}}

    def as_first_schema(said: dict[str, object], rows: Rows) -> None:
        tables = {name: fields for name, fields in manifest(file)["tables"].items() if name not in later}
        for name in later:
            del rows[name]
        for name, gone in newer.items():
            kept = [n for n, column in enumerate(tables[name]["columns"]) if column not in gone]
            tables[name]["columns"] = [tables[name]["columns"][n] for n in kept]
            rows[name] = [[row[n] for n in kept] for row in rows[name]]
        said |= {"schema": "0001", "tables": tables}

    rewrite(file, as_first_schema)
    once(elsewhere, tiny(1))
    restore(elsewhere, file, replace=True)
    after = backup(elsewhere, tmp_path / "after.zip")
    assert {name: after[name] for name in ("observation.jsonl", "load_period.jsonl", "region.jsonl")} == {
        name: held[name] for name in ("observation.jsonl", "load_period.jsonl", "region.jsonl")
    }
    assert after["ledger_entry.jsonl"] == b""
    assert_frame_equal(table(elsewhere), table(store))
    assert len(attempts(elsewhere.engines.reader)) == 2
    assert deliver(elsewhere, "2026-12-01", {"adviezen NL01 2025HJ01": 85020}) is not None


@ON_SQLITE
def test_a_file_that_is_there_is_never_written_over(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "1.zip"
    file.write_text("van iemand anders")
    with pytest.raises(UsageError, match="bestaat al en wordt niet overschreven") as error:
        backup(store, file)
    assert error.value.exit_code == 2
    assert (file.read_text(), os.listdir(tmp_path)) == ("van iemand anders", ["1.zip"])


@ON_SQLITE
def test_a_place_that_cannot_be_written_to_is_one_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kan niet geschreven worden"):
        backup(store, tmp_path / "nergens" / "1.zip")


def test_a_number_that_is_none_is_not_written_and_no_half_file_stays(on_postgresql: Databases, tmp_path: Path) -> None:
    with on_postgresql.copy("empty", lambda url: prepare(url).engines.dispose()) as url, ExitStack() as ending:
        store = prepare(url)
        ending.callback(store.engines.dispose)
        fill(store)
        with store.engines.writer.begin() as connection:
            connection.execute(text("UPDATE observation SET value = 'NaN' WHERE value = 0"))
        with pytest.raises(StoreError, match="in observation een waarde die niet te bewaren is"):
            backup(store, tmp_path / "1.zip")
    assert os.listdir(tmp_path) == []


def test_a_load_that_comes_in_during_a_backup_is_not_half_in_it(store: Store, tmp_path: Path) -> None:
    came = []

    @event.listens_for(store.engines.reader, "after_cursor_execute")
    def write_meanwhile(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        # With the first rows read; a transaction that has only begun has not seen anything yet.
        if statement.startswith("SELECT") and not came:
            came.append(deliver(store, "2026-05-01", {"adviezen NL01 2025HJ01": 85010}))

    held = backup(store, tmp_path / "1.zip")
    assert len(store.reader.loads()) == len(came) == 1
    assert set(held.values()) == {b""}
