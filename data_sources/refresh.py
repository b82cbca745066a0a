"""One refresh of one table: fetch → map → check → store → report. Client, store and clock are arguments.

Bad data never goes live: whatever goes wrong, the old figures stay as they are, and the attempt says why.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from data_sources.cbs.tables import UntypedNotAsDescribed, read_table
from data_sources.cbs.topics import TopicChoice
from data_sources.contract import Load
from data_sources.days import AMSTERDAM, day_of
from data_sources.errors import SourceError
from data_sources.host_guard import guard_host
from data_sources.registry import CBS_HOST, SOURCES
from data_sources.snapshot import TableSnapshot
from data_sources.store.history import last_checked_modified, newest_load, newest_modified, newest_topics
from data_sources.store.prepare import Store
from data_sources.store.writer import Stored, Vintage
from data_sources.table_source import Progress, TableSource

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refreshed:
    """How one refresh ended. ``rows`` counts cells; new, changed and removed those the load wrote."""

    table: str
    outcome: str
    load: Load | None
    rows: int
    new: int
    changed: int
    removed: int
    seconds: float
    warnings: list[str] = field(default_factory=list)
    error: str | None = None


@dataclass(frozen=True)
class Refresh:
    """What a refresh works with. ``kind`` is 'demo' in a demo store."""

    client: TableSource
    store: Store
    now: Callable[[], datetime]
    topic_map: Mapping[str, TopicChoice] = field(default_factory=dict)
    kind: str = "statline"

    def run(self, table: str, *, accept_host: bool = False, progress: Progress) -> Refreshed:
        """Refresh one table. Every SourceError becomes an outcome: failed or rejected.

        Any other error is a bug or a broken store; it ends the attempt as failed too, and is raised on.
        """
        begun = time.monotonic()
        started_at = self.now()
        attempt = self.store.writer.start_attempt(table=table, host=self.client.host, started_at=started_at)
        snapshot: TableSnapshot | None = None
        stored: Stored | None = None
        error: SourceError | None = None
        try:
            guard_host(self.store.engines.reader, self.client.host, table=table, accept_host=accept_host)
            snapshot = self._snapshot(table, progress)
            stored = self.store.writer.add_statline(snapshot, self._vintage(snapshot, started_at))
        except SourceError as raised:
            error = raised
            log.info("refresh of %s ended: %s %s", table, raised.message, raised.facts)
        except Exception:
            self.store.writer.finish_attempt(
                attempt, finished_at=self.now(), outcome="failed", load=None, modified=None,
                error="Onverwachte fout tijdens het verversen; zie het logboek.", warnings=[],
            )  # fmt: skip
            raise
        result = _result(table, snapshot, stored, error, seconds=time.monotonic() - begun)
        self.store.writer.finish_attempt(
            attempt, finished_at=self.now(), outcome=result.outcome, load=result.load.id if result.load else None,
            modified=snapshot.modified if snapshot else None, error=result.error, warnings=result.warnings,
        )  # fmt: skip
        return result

    def _snapshot(self, table: str, progress: Progress) -> TableSnapshot:
        end = self.client.deadline_from_now()
        feed = self.client.fetch(table, end=end, progress=progress)
        try:
            snapshot = read_table(feed, topic_map=self.topic_map)
        except UntypedNotAsDescribed as error:
            feed = self.client.with_typed(feed, why=error.message, end=end, progress=progress)
            snapshot = read_table(feed, topic_map=self.topic_map)
        return replace(snapshot, warnings=[*snapshot.warnings, *self._topic_changes(snapshot)])

    def _topic_changes(self, snapshot: TableSnapshot) -> list[str]:
        before = newest_topics(self.store.engines.reader, snapshot.table)
        if not before:
            return []
        after = {topic.indicator: topic.title for topic in snapshot.topics}
        return [
            *(f"Nieuw onderwerp: '{after[name]}' ({name})." for name in after if name not in before),
            *(f"Onderwerp verdwenen: '{before[name]}' ({name})." for name in before if name not in after),
            *(
                f"Onderwerp '{before[name]}' heet nu '{after[name]}' ({name})."
                for name in after
                if name in before and before[name] != after[name]
            ),
        ]

    def _vintage(self, snapshot: TableSnapshot, fetched_at: datetime) -> Vintage:
        reader = self.store.engines.reader
        previous = newest_load(reader, snapshot.table)
        modified = read_modified(snapshot.modified)
        before = read_modified(newest_modified(reader, snapshot.table))
        seen = read_modified(last_checked_modified(reader, snapshot.table))
        # An old file that said nothing new was a check too; it does not make what came before it unseen.
        checked = max((moment for moment in (before, seen) if moment is not None), default=None)
        fetch_day = day_of(fetched_at)
        day, basis = known_on(
            modified=modified, checked=checked, fetch_day=fetch_day, previous=previous.known_on if previous else None
        )
        older = self.client.file_name is not None and is_older(modified, before=before, previous=previous)
        if older and modified is not None:
            day, basis = modified.date(), "cbs-modified"
        landing = SOURCES[snapshot.table].landing_page if snapshot.table in SOURCES else None
        real = self.client.host == CBS_HOST and landing is not None
        return Vintage(
            kind=self.kind, host=self.client.host, known_on=day, known_on_precision="dag", known_on_basis=basis,
            published_on=modified.date() if modified and basis == "cbs-modified" else None, fetched_at=fetched_at,
            source_url=str(landing) if real else self.client.table_url(snapshot.table),
            file_name=self.client.file_name, file_hash=self.client.file_hash, older=older,
        )  # fmt: skip


def known_on(
    *, modified: datetime | None, checked: datetime | None, fetch_day: date, previous: date | None
) -> tuple[date, str]:
    """The day a StatLine load was known, and on what ground.

    The day of CBS's Modified when that moved since the table was last checked; else, or without one, the
    fetch day: CBS mended in place. Never after the fetch day, never before the previous load.
    """
    if modified is None or (checked is not None and modified <= checked) or modified.date() > fetch_day:
        day, basis = fetch_day, "opgehaald"
    else:
        day, basis = modified.date(), "cbs-modified"
    return (previous, "afgeleid") if previous is not None and day < previous else (day, basis)


def is_older(modified: datetime | None, *, before: datetime | None, previous: Load | None) -> bool:
    """Whether a file's own Modified is from before the newest load: before its Modified, or its day without one.

    CBS's answer of this moment is never older, whatever date it bears; a file may have lain somewhere for years.
    """
    if modified is None or previous is None:
        return False
    return modified < before if before is not None else modified.date() < previous.known_on


def read_modified(text: str | None) -> datetime | None:
    """CBS's Modified as a moment in Amsterdam (it bears no zone); None where there is none or it is unreadable."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        log.info("TableInfos.Modified is not a moment: %r", text)
        return None
    if moment is None:
        return None
    return moment.replace(tzinfo=AMSTERDAM) if moment.tzinfo is None else moment.astimezone(AMSTERDAM)


def _result(
    table: str, snapshot: TableSnapshot | None, stored: Stored | None, error: SourceError | None, *, seconds: float
) -> Refreshed:
    warnings = snapshot.warnings if snapshot else []
    rows = len(snapshot) if snapshot else 0
    if error is not None:
        return Refreshed(table, error.outcome, None, 0, 0, 0, 0, seconds, warnings, error.message)
    if stored is None:
        return Refreshed(table, "unchanged", None, rows, 0, 0, 0, seconds, warnings)
    difference = stored.difference
    return Refreshed(
        table, "stored", stored.load, rows, difference.new, difference.changed, difference.removed, seconds, warnings
    )
