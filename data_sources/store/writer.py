"""Adding to the store: bundled loads, a StatLine load of what changed, and the attempts to get one.

Each public method is one write transaction, alone in the database; nothing is ever written over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, insert, select, update

from data_sources.checks import LOST_VALUES
from data_sources.contract import Load
from data_sources.errors import SourceUnreachable, StoreBusy, TableRejected
from data_sources.findings import Finding, warnings_of
from data_sources.pilots.entries import Entry
from data_sources.published.bundle import PublishedChange, PublishedSource
from data_sources.snapshot import TableSnapshot
from data_sources.store.cells import Difference, compare_cells
from data_sources.store.engine import without_waiting
from data_sources.store.ledger import add_entries
from data_sources.store.load_rows import add_load, add_source, describe_load, ensure_snapshot_keys
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import (
    AttemptRow,
    LoadRow,
    PublishedChangeRow,
)
from data_sources.store.write_cells import write_cells

# The share of its values a table may lose before it is taken for one that has gone blank.
_MOST_LOST = 0.1


@dataclass(frozen=True)
class Vintage:
    """How a StatLine load is dated and where it came from. ``older``: out of a file from before the newest load."""

    kind: str
    host: str
    known_on: date
    known_on_precision: str
    known_on_basis: str
    published_on: date | None
    fetched_at: datetime
    source_url: str
    file_name: str | None = None
    file_hash: str | None = None
    older: bool = False


@dataclass(frozen=True)
class Ended:
    """What an attempt came to. ``stamp``: CBS's marks of change as it saw them; ``compared``: every cell was."""

    load: int | None = None
    error: str | None = None
    stamp: dict[str, Any] | None = None
    compared: bool = False
    findings: Sequence[Finding] = ()


@dataclass(frozen=True)
class Stored:
    """A load that was added, and what it changed."""

    load: Load
    difference: Difference


class Writer:
    """The only way in."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start_attempt(self, *, table: str, host: str, started_at: datetime) -> int:
        """A row for an attempt that has begun; without outcome until it is finished."""
        row = {
            "table_id": table, "host": host, "started_at": started_at, "warnings": [], "compared": False,
            "findings": [], "messages": [],
        }  # fmt: skip
        with self._engine.begin() as connection:
            return int(connection.execute(insert(AttemptRow).returning(AttemptRow.id), [row]).scalar_one())

    def finish_attempt(
        self, attempt: int, *, finished_at: datetime, outcome: str, ended: Ended
    ) -> None:  # fmt: skip
        """Complete an attempt with how it ended."""
        done = {
            "finished_at": finished_at, "outcome": outcome, "load_id": ended.load, "error": ended.error,
            "modified": (ended.stamp or {}).get("modified"), "stamp": ended.stamp, "compared": ended.compared,
            "warnings": warnings_of(ended.findings), "findings": [finding.record() for finding in ended.findings],
            "progress": None,
        }  # fmt: skip
        with self._engine.begin() as connection:
            # One that has ended stays as it ended.
            this = (AttemptRow.id == attempt, AttemptRow.outcome.is_(None))
            connection.execute(update(AttemptRow).where(*this).values(done))

    def note_progress(self, attempt: int, progress: str) -> None:
        """Keep how far an attempt under way is (data_sources/attempt_progress.py). Where somebody else is writing it is
        left out: the next note tells more.
        """
        this = (AttemptRow.id == attempt, AttemptRow.outcome.is_(None))
        with suppress(StoreBusy), without_waiting(self._engine).begin() as connection:
            connection.execute(update(AttemptRow).where(*this).values(progress=progress))

    def add_messages(self, attempt: int, messages: Sequence[str]) -> None:
        """Keep with an attempt whom was told of its load, and whether that worked: Dutch sentences."""
        this = AttemptRow.id == attempt
        with self._engine.begin() as connection:
            before = connection.execute(select(AttemptRow.messages).where(this)).scalar_one()
            connection.execute(update(AttemptRow).where(this).values(messages=[*before, *messages]))

    def add_statline(
        self, snapshot: TableSnapshot, vintage: Vintage, *, findings: Sequence[Finding] = (),
        checked_against: int | Literal["anything"] | None = "anything", may_lose: bool = True,
    ) -> Stored | None:  # fmt: skip
        """Add a load when the snapshot says something else than the newest load of its table; None when not.
        ``findings``: what the checks said of it, kept with the load; ``checked_against``: the load it was held against.

        Raises SourceUnreachable when another load came in since, and TableRejected when more values would be lost than
        a correction ever took, unless it ``may_lose`` them.

        Compared inside the write transaction, so that of several refreshes at once one stores. Raises
        TableRejected for other figures that were known before the newest load: a load is only added at the end.
        """
        digest = snapshot.content_hash()
        with self._engine.begin() as connection:
            newest = _newest_statline(connection, snapshot.table)
            if newest is not None and _content_hash(connection, newest) == digest:
                return None
            if checked_against != "anything" and (newest.id if newest else None) != checked_against:
                raise SourceUnreachable(
                    f"Terwijl tabel {snapshot.table} werd nagekeken, is een andere lading bewaard. Die blijft staan."
                    " Probeer het later opnieuw.",
                    table=snapshot.table, expected=checked_against, found=newest,
                )  # fmt: skip
            if newest is not None and (vintage.older or vintage.known_on < newest.known_on):
                raise TableRejected(
                    f"Deze cijfers van tabel {snapshot.table} ({vintage.known_on}) zijn ouder dan wat er al is"
                    f" ({newest.known_on}). De nieuwere cijfers blijven staan.",
                    table=snapshot.table, expected=newest.known_on, found=vintage.known_on,
                )  # fmt: skip
            keys = ensure_snapshot_keys(connection, snapshot)
            difference = compare_cells(connection, snapshot, keys)
            if not may_lose:
                _refuse_loss(snapshot, difference)
            load = add_load(
                connection,
                kind=vintage.kind, table_id=snapshot.table, host=vintage.host, known_on=vintage.known_on,
                known_on_precision=vintage.known_on_precision, known_on_basis=vintage.known_on_basis,
                published_on=vintage.published_on, fetched_at=vintage.fetched_at, source_key=None,
                source_title=snapshot.title, source_url=vintage.source_url, place=0, modified=snapshot.modified,
                content_hash=digest, warnings=warnings_of(findings), rows=len(snapshot), new=difference.new,
                changed=difference.changed, removed=difference.removed,
                findings=[finding.record() for finding in findings], file_name=vintage.file_name,
                file_hash=vintage.file_hash,
            )  # fmt: skip
            describe_load(connection, load, snapshot, keys)
            write_cells(connection, difference, load=load)
            stored = next(item for item in read_loads(connection) if item.id == load)
            return Stored(stored, difference)

    def add_bundle(
        self, sources: Iterable[PublishedSource], changes: Iterable[PublishedChange], ledger: Iterable[Entry] = ()
    ) -> int:
        """Add what is bundled and not in the store yet: sources, changes, ledger rows; gives the number added."""
        added = 0
        with self._engine.begin() as connection:
            present = set(
                connection.execute(select(LoadRow.source_key, LoadRow.content_hash).where(LoadRow.kind == "published"))
            )
            for source in sources:
                if (source.key, source.content_hash) not in present:
                    add_source(connection, source)
                    added += 1
            known = set(connection.execute(select(PublishedChangeRow.content_hash)).scalars())
            rows = [change.row() for change in changes if change.content_hash not in known]
            if rows:
                connection.execute(insert(PublishedChangeRow), rows)
            added += len(rows) + add_entries(connection, ledger)
        return added


def _refuse_loss(snapshot: TableSnapshot, difference: Difference) -> None:
    if difference.lost > _MOST_LOST * difference.had:
        raise TableRejected(
            f"Tabel {snapshot.table} heeft geen waarde meer voor {difference.lost} van de {difference.had} cijfers die"
            f" er waren. De oude cijfers blijven staan. Klopt dit toch, na navraag bij CBS, ververs dan met --accept"
            f" '{LOST_VALUES}'.",
            check=LOST_VALUES, table=snapshot.table, expected=difference.had, found=difference.had - difference.lost,
        )  # fmt: skip


def _newest_statline(connection: Connection, table: str) -> Load | None:
    """The newest statline load of a table, which is what the next one is held against."""
    loads = [load for load in read_loads(connection) if is_statline(load) and load.table == table]
    return loads[-1] if loads else None


def _content_hash(connection: Connection, load: Load) -> str:
    return connection.execute(select(LoadRow.content_hash).where(LoadRow.id == load.id)).scalar_one()
