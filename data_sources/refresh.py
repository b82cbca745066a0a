"""One refresh of one table: look → fetch → map → check → store → report. Source, store and clock are arguments.

Bad data never goes live: whatever goes wrong, the old figures stay as they are, and the attempt says why. A first
look at CBS's own marks of change spares both sides the download; every cell is compared at least once a week, since
CBS has mended figures without saying so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from data_sources.attempt_progress import AttemptProgress
from data_sources.cbs.tables import Feed, UntypedNotAsDescribed, read_table
from data_sources.cbs.topics import TopicChoice
from data_sources.checks import LOST_VALUES, check_table
from data_sources.contract import Load
from data_sources.days import day_of
from data_sources.errors import LeaseHeld, SourceError, SourceUnreachable, TableRejected
from data_sources.findings import Finding, accepted, fault, warnings_of
from data_sources.host_guard import guard_host
from data_sources.known_on import is_older, known_on, read_modified
from data_sources.look import last_compared, mark
from data_sources.registry import CBS_HOST, SOURCES
from data_sources.snapshot import TableSnapshot
from data_sources.stamp import Stamp
from data_sources.store.before import read_before
from data_sources.store.history import (
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

# What people read of a fault of ours; what it was stands in the log.
UNEXPECTED = "Onverwachte fout tijdens het verversen; zie het logboek."


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
    """What is asked, and known so far, of a refresh under way; it ends up in the attempt, however it ends."""

    force: bool = False
    accept: Collection[str] = ()
    done: bool = False
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
        self, table: str, *, accept_host: bool = False, force: bool = False, accept: Collection[str] = (),
        progress: Progress,
    ) -> Refreshed:  # fmt: skip
        """Refresh one table; ``force`` compares every cell, whatever CBS says. ``accept``: the names of checks that may
        fail this time, since somebody looked into it; what they find is then kept as a warning. In a store one is at
        work at a time: a refresh that finds another waits, and is satisfied with what that one brought.

        Every SourceError becomes an outcome: failed or rejected. Any other error is a bug or a broken store; it ends
        the attempt as failed too, and is raised on.
        """
        begun, asked_at = time.monotonic(), self.now()
        seen = self._last_success(table, force)
        # Another one takes no longer than its own deadline, as long as this one's.
        patience = self.source.deadline_from_now() - begun
        course = _Course(force=force, accept=accept)
        try:
            with hold(self.store.engines, "refresh", patience=patience) as waited:
                # Only now: a backup that was put back meanwhile brought a history of its own.
                attempt = self._start(table)
                told = AttemptProgress(partial(self.store.writer.note_progress, attempt), progress)
                course.done = waited and self._was_done(table, asked_at, seen, course)
                return self._at_work(attempt, table, course, begun, accept_host=accept_host, progress=told)
        except LeaseHeld as raised:
            course.error = raised
            return self._end(self._start(table), table, course, begun)

    def _at_work(
        self, attempt: int, table: str, course: _Course, begun: float, *, accept_host: bool,
        progress: AttemptProgress,
    ) -> Refreshed:  # fmt: skip
        """The refresh itself, ended before the lease is free: whoever waits for it looks at how this one ended."""
        try:
            guard_host(self.store.engines.reader, self.source.host, table=table, accept_host=accept_host)
            # What somebody brings is read, whatever came in from CBS meanwhile.
            if self.source.file_name or not course.done:
                self._refresh(table, course, progress=progress)
        except SourceError as raised:
            course.error = raised
            course.findings += _rejection(raised, course.findings)
            log.info("refresh of %s ended: %s %s", table, raised.message, raised.facts)
        except Exception:
            self._finish(attempt, "failed", course, error=UNEXPECTED)
            raise
        return self._end(attempt, table, course, begun)

    def _start(self, table: str) -> int:
        return self.store.writer.start_attempt(table=table, host=self.source.host, started_at=self.now())

    def _end(self, attempt: int, table: str, course: _Course, begun: float) -> Refreshed:
        result = _result(table, attempt, course, seconds=time.monotonic() - begun)
        self._finish(attempt, result.outcome, course, error=result.error)
        return result

    def _refresh(self, table: str, course: _Course, *, progress: AttemptProgress) -> None:
        reader, now = self.store.engines.reader, self.now()
        end = self.source.deadline_from_now()
        look = not course.force and self.source.file_name is None
        last = last_compared(reader, table, host=self.source.host, now=now) if look else None
        if last is not None:
            course.stamp = self.source.stamp(table, end=end, progress=progress)
            if mark(course.stamp, self.topic_map) == last.stamp:
                course.rows = load_rows(reader, table)
                return
        # Before the table is asked for: whoever slept on the way must not store it over what came in meanwhile.
        newest = newest_load(reader, table)
        snapshot = self._snapshot(table, end=end, progress=progress)
        progress.all_in()
        course.stamp, course.compared, course.rows = snapshot.stamp, True, len(snapshot)
        before = read_before(reader, table)
        if before is not None and not self._pointed_at_as_before(table):
            before = replace(before, national={})
        course.findings += snapshot.findings
        course.findings += accepted(check_table(snapshot, before), course.accept)
        _refuse_faults(table, course.findings)
        course.stored = self.store.writer.add_statline(
            snapshot, self._vintage(snapshot, now), findings=course.findings,
            checked_against=newest.id if newest else None, may_lose=LOST_VALUES in course.accept,
        )  # fmt: skip

    def _last_success(self, table: str, force: bool) -> int | None:
        """The last success at the table, from wherever; with ``force`` only one that compared every cell."""
        last = last_success(self.store.engines.reader, table, compared=True if force else None)
        return last.id if last else None

    def _was_done(self, table: str, asked_at: datetime, seen: int | None, course: _Course) -> bool:
        """Whether somebody else refreshed the table while this one waited; ``seen``: the last success before that."""
        reader = self.store.engines.reader
        last = last_success(reader, table, compared=True if course.force else None)
        if last is None or last.id == seen or last.finished_at is None or last.finished_at < asked_at:
            return False
        course.rows = load_rows(reader, table)
        # So that the next look is held against what that one saw, as if this one had seen it.
        course.stamp = Stamp.read(last.stamp) if last.host == self.source.host else None
        return True

    def _pointed_at_as_before(self, table: str) -> bool:
        """Whether topics were last read by the same lines of VT_TOPIC_MAP: figures of another topic are no guide."""
        last = last_success(self.store.engines.reader, table, compared=True)
        here = mark(Stamp(), self.topic_map)["topic_map"]
        return last is None or (last.stamp or {}).get("topic_map", here) == here

    def _snapshot(self, table: str, *, end: float, progress: Progress) -> TableSnapshot:
        feed = self.source.fetch(table, end=end, progress=progress)
        self._check_not_replaced(feed, end=end, progress=progress)
        try:
            return read_table(feed, topic_map=self.topic_map)
        except UntypedNotAsDescribed as error:
            feed = self.source.with_typed(feed, why=error.message, end=end, progress=progress)
            self._check_not_replaced(feed, end=end, progress=progress)
            return read_table(feed, topic_map=self.topic_map)

    def _check_not_replaced(self, feed: Feed, *, end: float, progress: Progress) -> None:
        before = Stamp.of_info(feed.info)
        after = self.source.stamp(feed.table, end=end, progress=progress)
        if after != before:
            raise SourceUnreachable(
                f"CBS heeft tabel {feed.table} vervangen terwijl die werd opgehaald. De oude cijfers blijven staan."
                " Probeer het later opnieuw.",
                table=feed.table, expected=before, found=after,
            )  # fmt: skip

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
                load=load, error=error, stamp=mark(course.stamp, self.topic_map) if course.stamp else None,
                compared=course.compared, findings=course.findings,
            ),
        )  # fmt: skip


def _refuse_faults(table: str, findings: list[Finding]) -> None:
    faults = [finding for finding in findings if finding.severity == "fout"]
    if faults:
        names = " ".join(f"--accept '{name}'" for name in dict.fromkeys(finding.name for finding in faults))
        raise TableRejected(
            f"{' '.join(finding.message for finding in faults)} De oude cijfers blijven staan. Klopt dit toch, na"
            f" navraag bij CBS, ververs dan met {names}.",
            table=table, found=[finding.message for finding in faults],
        )  # fmt: skip


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
