"""One refresh of one table: look → fetch → map → check → store → report. Source, store and clock are arguments.

Bad data never goes live: whatever goes wrong, the old figures stay as they are, and the attempt says why. A first
look at CBS's own marks of change spares both sides the download; every cell is compared at least once a week, since
CBS has mended figures without saying so.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from data_sources.cbs.tables import UntypedNotAsDescribed, read_table
from data_sources.cbs.topics import TopicChoice
from data_sources.checks import check_table
from data_sources.contract import Load
from data_sources.days import day_of
from data_sources.errors import SourceError, SourceUnreachable, TableRejected
from data_sources.findings import Finding, fault, warnings_of
from data_sources.host_guard import guard_host
from data_sources.known_on import is_older, known_on, read_modified
from data_sources.registry import CBS_HOST, SOURCES
from data_sources.snapshot import TableSnapshot
from data_sources.stamp import Stamp
from data_sources.store.before import read_before
from data_sources.store.history import (
    Attempt,
    count_successes,
    last_checked_modified,
    last_success,
    load_rows,
    newest_load,
    newest_modified,
)
from data_sources.store.lease import hold
from data_sources.store.prepare import Store
from data_sources.store.writer import Ended, Stored, Vintage
from data_sources.table_source import Progress, TableSource

log = logging.getLogger(__name__)

# However often CBS says that nothing changed, every cell is compared once in this time.
FULL_COMPARE = timedelta(days=7)


@dataclass(frozen=True)
class Refreshed:
    """How one refresh ended. ``rows`` counts cells; new, changed and removed those the load wrote.

    ``compared``: whether every cell was looked at, or only CBS's marks of change. ``findings``: what the checks said.
    """

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
    compared: bool = True
    findings: list[Finding] = field(default_factory=list)
    attempt: int = 0


@dataclass
class _Course:
    """What is known so far of a refresh under way; it ends up in the attempt, however it ends."""

    stamp: Stamp | None = None
    compared: bool = False
    rows: int = 0
    stored: Stored | None = None
    findings: list[Finding] = field(default_factory=list)
    error: SourceError | None = None


@dataclass(frozen=True)
class Refresh:
    """What a refresh works with. ``kind`` is 'demo' in a demo store."""

    source: TableSource
    store: Store
    now: Callable[[], datetime]
    topic_map: Mapping[str, TopicChoice] = field(default_factory=dict)
    kind: str = "statline"

    def run(
        self, table: str, *, accept_host: bool = False, force: bool = False, progress: Progress
    ) -> Refreshed:  # fmt: skip
        """Refresh one table; ``force`` compares every cell, whatever CBS says. In a store one is at work at a time: a
        refresh that finds another waits, and is satisfied with what that one brought.

        Every SourceError becomes an outcome: failed or rejected. Any other error is a bug or a broken store; it ends
        the attempt as failed too, and is raised on.
        """
        begun = time.monotonic()
        started_at = self.now()
        attempt = self.store.writer.start_attempt(table=table, host=self.source.host, started_at=started_at)
        course = _Course()
        try:
            guard_host(self.store.engines.reader, self.source.host, table=table, accept_host=accept_host)
            # Another one takes no longer than its own deadline, as long as this one's.
            patience = self.source.deadline_from_now() - time.monotonic()
            done = count_successes(self.store.engines.reader, table)
            with hold(self.store.engines, "refresh", patience=patience) as waited:
                # What somebody brings is read, whatever came in from CBS meanwhile.
                if self.source.file_name or not (waited and self._was_done(table, done, course)):
                    self._refresh(table, started_at, course, force=force, progress=progress)
                # Before the lease is free: whoever waits for it looks at how this one ended.
                return self._end(attempt, table, course, begun)
        except SourceError as raised:
            course.error = raised
            course.findings += _rejection(raised, course.findings)
            log.info("refresh of %s ended: %s %s", table, raised.message, raised.facts)
        except Exception:
            self._finish(attempt, "failed", course, error="Onverwachte fout tijdens het verversen; zie het logboek.")
            raise
        return self._end(attempt, table, course, begun)

    def _end(self, attempt: int, table: str, course: _Course, begun: float) -> Refreshed:
        result = _result(table, attempt, course, seconds=time.monotonic() - begun)
        self._finish(attempt, result.outcome, course, error=result.error)
        return result

    def _refresh(self, table: str, started_at: datetime, course: _Course, *, force: bool, progress: Progress) -> None:
        end = self.source.deadline_from_now()
        last = None if force or self.source.file_name else self._last_compared(table, started_at)
        if last is not None:
            course.stamp = self.source.stamp(table, end=end, progress=progress)
            if self._mark(course.stamp) == last.stamp:
                course.rows = load_rows(self.store.engines.reader, table)
                return
        snapshot = self._snapshot(table, end=end, progress=progress)
        course.stamp, course.compared, course.rows = snapshot.stamp, True, len(snapshot)
        course.findings += snapshot.findings
        course.findings += check_table(snapshot, read_before(self.store.engines.reader, table))
        _refuse_faults(table, course.findings)
        course.stored = self.store.writer.add_statline(
            snapshot, self._vintage(snapshot, started_at), findings=course.findings
        )

    def _was_done(self, table: str, before: int, course: _Course) -> bool:
        """Whether somebody else refreshed the table while this one waited; ``before``: the successes until then."""
        course.rows = load_rows(self.store.engines.reader, table)
        return count_successes(self.store.engines.reader, table) > before

    def _last_compared(self, table: str, started_at: datetime) -> Attempt | None:
        """The last success, when every cell was compared within the week and CBS gave a mark of change by then."""
        reader = self.store.engines.reader
        compared = last_success(reader, table, host=self.source.host, compared=True)
        last = last_success(reader, table, host=self.source.host)
        fresh = compared is not None and timedelta(0) <= started_at - compared.started_at < FULL_COMPARE
        return last if fresh and last is not None and (last.stamp or {}).get("modified") else None

    def _mark(self, stamp: Stamp) -> dict[str, object]:
        """The stamp as an attempt keeps it, with how topics were pointed at: another line may mean other figures."""
        lines = repr(sorted(self.topic_map.items(), key=lambda item: item[0]))
        return {**stamp.record(), "topic_map": hashlib.sha256(lines.encode()).hexdigest()[:16]}

    def _snapshot(self, table: str, *, end: float, progress: Progress) -> TableSnapshot:
        feed = self.source.fetch(table, end=end, progress=progress)
        try:
            snapshot = read_table(feed, topic_map=self.topic_map)
        except UntypedNotAsDescribed as error:
            feed = self.source.with_typed(feed, why=error.message, end=end, progress=progress)
            snapshot = read_table(feed, topic_map=self.topic_map)
        after = self.source.stamp(table, end=end, progress=progress)
        if after != snapshot.stamp:
            raise SourceUnreachable(
                f"CBS heeft tabel {table} vervangen terwijl die werd opgehaald. De oude cijfers blijven staan. Probeer"
                " het later opnieuw.",
                table=table, expected=snapshot.stamp, found=after,
            )  # fmt: skip
        return snapshot

    def _vintage(self, snapshot: TableSnapshot, fetched_at: datetime) -> Vintage:
        reader = self.store.engines.reader
        newest = newest_load(reader, snapshot.table)
        previous = newest.known_on if newest else None
        modified = read_modified(snapshot.modified)
        before = read_modified(newest_modified(reader, snapshot.table))
        seen = read_modified(last_checked_modified(reader, snapshot.table))
        # An old file that said nothing new was a check too; it does not make what came before it unseen.
        checked = max((moment for moment in (before, seen) if moment is not None), default=None)
        fetch_day = day_of(fetched_at)
        day, basis = known_on(modified=modified, checked=checked, fetch_day=fetch_day, previous=previous)
        older = self.source.file_name is not None and is_older(modified, before=before, previous=previous)
        if older and modified is not None:
            day, basis = modified.date(), "cbs-modified"
        landing = SOURCES[snapshot.table].landing_page if snapshot.table in SOURCES else None
        real = self.source.host == CBS_HOST and landing is not None
        return Vintage(
            kind=self.kind, host=self.source.host, known_on=day, known_on_precision="dag", known_on_basis=basis,
            published_on=modified.date() if modified and basis == "cbs-modified" else None, fetched_at=fetched_at,
            source_url=str(landing) if real else self.source.table_url(snapshot.table),
            file_name=self.source.file_name, file_hash=self.source.file_hash, older=older,
        )  # fmt: skip

    def _finish(self, attempt: int, outcome: str, course: _Course, *, error: str | None) -> None:
        load = course.stored.load.id if course.stored else None
        self.store.writer.finish_attempt(
            attempt, finished_at=self.now(), outcome=outcome, ended=Ended(
                load=load, error=error, stamp=self._mark(course.stamp) if course.stamp else None,
                compared=course.compared, findings=course.findings,
            ),
        )  # fmt: skip


def _refuse_faults(table: str, findings: list[Finding]) -> None:
    faults = [finding.message for finding in findings if finding.severity == "fout"]
    if faults:
        raise TableRejected(f"{' '.join(faults)} De oude cijfers blijven staan.", table=table, found=faults)


def _rejection(error: SourceError, findings: list[Finding]) -> list[Finding]:
    """What was refused while reading, as the finding it is; nothing where a check has said it already."""
    if not isinstance(error, TableRejected) or any(finding.severity == "fout" for finding in findings):
        return []
    expected, found = error.facts.get("expected", ""), error.facts.get("found", "")
    return [fault(str(error.facts.get("check", "tabel")), error.message, expected=expected, found=found)]


def _result(table: str, attempt: int, course: _Course, *, seconds: float) -> Refreshed:
    outcome, stored = "unchanged", course.stored
    if course.error is not None:
        outcome = course.error.outcome
    elif stored is not None:
        outcome = "stored"
    difference = stored.difference if stored else None
    return Refreshed(
        table=table, outcome=outcome, load=stored.load if stored else None, rows=0 if course.error else course.rows,
        new=difference.new if difference else 0, changed=difference.changed if difference else 0,
        removed=difference.removed if difference else 0, seconds=seconds, warnings=warnings_of(course.findings),
        error=course.error.message if course.error else None, compared=course.compared, findings=course.findings,
        attempt=attempt,
    )  # fmt: skip
