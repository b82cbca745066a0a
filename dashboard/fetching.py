"""What brings figures, divisions and outlines into the store: a refresh, by hand or on schedule, and what CBS says."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic

from dashboard.news import Announcer
from dashboard.selection import check_table
from dashboard.settings import Settings, load_topic_map
from data_sources.cbs.client import CbsClient
from data_sources.cbs.describe import describe_table
from data_sources.cbs.files import open_files
from data_sources.cbs.pdok import PDOK_URL, BoundaryFile, BoundarySource, PdokClient, check_service
from data_sources.days import day_of
from data_sources.errors import UsageError, VeiligThuisError
from data_sources.fetch_boundaries import BoundariesJob, FetchedBoundaries
from data_sources.fetch_divisions import DivisionsJob, FetchedDivisions
from data_sources.notify import Channel
from data_sources.refresh import UNEXPECTED, Refresh, Refreshed
from data_sources.schedule import run_schedule
from data_sources.store.known import known_table
from data_sources.store.prepare import Store
from data_sources.table_source import Progress, TableSource

log = logging.getLogger(__name__)


class Fetching:
    """Bound to one store, its settings and one clock, as the services it belongs to (`dashboard/services.py`)."""

    def __init__(
        self, *, store: Store, settings: Settings, now: Callable[[], datetime], load_kind: str,
        channels: Sequence[Channel],
    ) -> None:  # fmt: skip
        self._store = store
        self._settings = settings
        self._load_kind = load_kind
        self._announcer = Announcer(store, channels, settings.public_url)
        self._now = now

    def refresh(
        self, tables: Sequence[str] | None, *, accept_host: bool, force: bool = False,
        accept: Collection[str] = (), progress: Progress, done: Callable[[Refreshed], None] | None = None,
    ) -> list[Refreshed]:  # fmt: skip
        """Refresh these tables (None: those of VT_TABLES), one after the other, whatever happens to one of them.

        ``force`` compares every cell, whatever CBS says; ``accept``: the checks that may fail this time; ``done`` is
        told of each table before the next one begins.
        Raises UsageError for no table name.
        """
        names = [check_table(name) for name in tables or self._settings.tables.split()]
        job = self._refresh_job(self._client())
        results = []
        for table in names:
            results.append(
                self._run(job, table, accept_host=accept_host, force=force, accept=accept, progress=progress)
            )
            if done is not None:
                done(results[-1])
        return results

    def refresh_from(
        self, path: Path, tables: Sequence[str] | None, *, accept_host: bool, accept: Collection[str] = (),
        progress: Progress,
    ) -> Refreshed:  # fmt: skip
        """Read a folder of cbsodata or a CSV of StatLine as if it came from CBS.

        Raises UsageError for a wrong path, several tables, a CSV without table or a folder of another one.
        """
        if tables and len(tables) > 1:
            raise UsageError("Uit een map of bestand komt één tabel: geef --table hoogstens eenmaal mee.", found=tables)
        source = open_files(
            path, table=check_table(tables[0]) if tables else None,
            known=lambda table: known_table(self._store.engines.reader, table),
        )  # fmt: skip
        job = self._refresh_job(source)
        table = check_table(source.table)
        return self._run(job, table, accept_host=accept_host, force=False, accept=accept, progress=progress)

    def fetch_divisions(self, table: str | None, *, accept_host: bool, progress: Progress) -> FetchedDivisions:
        """Fetch this edition of 'Gebieden in Nederland' (None: CBS's newest). Raises UsageError for no table name."""
        job = DivisionsJob(client=self._client(), store=self._store, now=self._now)
        return job.run(check_table(table) if table is not None else None, accept_host=accept_host, progress=progress)

    def fetch_boundaries(
        self, year: int | None, *, url: str | None = None, path: Path | None = None, accept_host: bool,
        progress: Progress,
    ) -> FetchedBoundaries:  # fmt: skip
        """Fetch the outlines of this year (None: the newest) from PDOK, another service or a file.

        Raises UsageError for a year to come, no address, or a file that cannot be read or does not tell its year.
        """
        if year is not None and year > day_of(self._now()).year + 1:
            raise UsageError(f"Van {year} kunnen er nog geen grenzen zijn.", found=year)
        source: BoundarySource = BoundaryFile(path) if path is not None else self._pdok(url)
        job = BoundariesJob(source=source, store=self._store, now=self._now)
        return job.run(year, accept_host=accept_host, progress=progress)

    def follow_schedule(self, stop: threading.Event) -> None:
        """Refresh the tables of VT_TABLES at each moment of VT_REFRESH_CRON that nobody else serves, until stopped."""
        run_schedule(
            self._settings.refresh_cron, engines=self._store.engines, now=self._now, stop=stop,
            refresh=lambda: self.refresh(None, accept_host=False, progress=lambda _name, _bytes: None),
        )  # fmt: skip

    def describe(self, table: str) -> str:
        """What CBS says of a table, as text for a person."""
        return describe_table(self._client(), check_table(table))

    def _run(
        self, job: Refresh, table: str, *, accept_host: bool, force: bool, accept: Collection[str], progress: Progress
    ) -> Refreshed:
        """One refresh, after which others were told of what it stored. What it raises is logged and makes it failed."""
        begun = monotonic()
        try:
            result = job.run(table, accept_host=accept_host, force=force, accept=accept, progress=progress)
        except Exception as error:
            # A server logs this; a command, whose stderr is one line for people, does not.
            log.info("refresh of %s broke off", table, exc_info=True)
            return Refreshed(
                table=table, outcome="failed", load=None, rows=0, new=0, changed=0, removed=0,
                seconds=monotonic() - begun, compared=False,
                error=error.message if isinstance(error, VeiligThuisError) else UNEXPECTED,
            )  # fmt: skip
        self._announcer.announce(result)
        return result

    def _refresh_job(self, source: TableSource) -> Refresh:
        return Refresh(
            source=source, store=self._store, now=self._now, kind=self._load_kind,
            topic_map=load_topic_map(self._settings.topic_map),
        )  # fmt: skip

    def _client(self) -> CbsClient:
        return CbsClient(
            base_url=self._settings.cbs_url, timeout=self._settings.cbs_timeout, deadline=self._settings.cbs_deadline,
            proxy=self._settings.https_proxy, ca_bundle=self._settings.ca_bundle,
        )  # fmt: skip

    def _pdok(self, url: str | None) -> PdokClient:
        return PdokClient(
            url=check_service(url) if url is not None else PDOK_URL,
            timeout=self._settings.cbs_timeout, deadline=self._settings.cbs_deadline,
            proxy=self._settings.https_proxy, ca_bundle=self._settings.ca_bundle,
        )  # fmt: skip
