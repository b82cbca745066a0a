"""One fetch of 'Gebieden in Nederland': find the edition → fetch → read → store. Client, store and clock are arguments.

Whatever goes wrong, the old edition stays as it is. There are no attempts here: those are of figures.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from data_sources.cbs.client import CbsClient
from data_sources.cbs.divisions import EDITIONS, newest_edition, read_divisions
from data_sources.days import day_of
from data_sources.divisions import Divisions, Edition, Municipality
from data_sources.errors import SourceError, TableRejected
from data_sources.host_guard import guard_host
from data_sources.known_on import known_on, read_modified
from data_sources.registry import CBS_HOST, TABLE_PAGE
from data_sources.store.divisions import add_divisions, divisions, newest_division_load
from data_sources.store.prepare import Store
from data_sources.table_source import Progress

log = logging.getLogger(__name__)

# Municipalities merge, a few a year; a list that loses more than a tenth was cut off.
_FEWEST = 0.9


@dataclass(frozen=True)
class FetchedDivisions:
    """How one fetch ended: outcome stored, unchanged, rejected or failed. ``table`` None: no edition was found."""

    table: str | None
    title: str | None
    outcome: str
    municipalities: int
    seconds: float
    warnings: list[str] = field(default_factory=list)
    error: str | None = None


@dataclass(frozen=True)
class DivisionsJob:
    """What a fetch works with. ``now`` is the one clock: aware, UTC."""

    client: CbsClient
    store: Store
    now: Callable[[], datetime]

    def run(self, table: str | None = None, *, accept_host: bool = False, progress: Progress) -> FetchedDivisions:
        """Fetch this table, or the edition of the latest year that CBS has. Every SourceError becomes an outcome."""
        begun = time.monotonic()
        fetched_at = self.now()
        try:
            guard_host(self.store.engines.reader, self.client.host, table=table, accept_host=accept_host)
            end = self.client.deadline_from_now()
            table = table or newest_edition(self.client.titles(EDITIONS, end=end, progress=progress))
            edition = read_divisions(self.client.fetch(table, end=end, progress=progress))
            _check_whole(edition, divisions(self.store.engines.reader))
            load = self._keep(edition, fetched_at)
        except SourceError as error:
            log.info("fetch of divisions ended: %s %s", error.message, error.facts)
            return FetchedDivisions(table, None, error.outcome, 0, time.monotonic() - begun, error=error.message)
        return FetchedDivisions(
            table, edition.title, "unchanged" if load is None else "stored", len(edition.municipalities),
            time.monotonic() - begun, edition.warnings,
        )  # fmt: skip

    def _keep(self, edition: Edition, fetched_at: datetime) -> int | None:
        """The load it was stored as; None when it says what the newest load of its table does."""
        previous = newest_division_load(self.store.engines.reader, edition.table)
        day, _basis = known_on(
            modified=read_modified(edition.modified),
            # There are no attempts to ask when it was last checked; the newest load tells what Modified was then.
            checked=read_modified(previous.modified) if previous else None,
            fetch_day=day_of(fetched_at),
            previous=previous.known_on if previous else None,
        )
        real = self.client.host == CBS_HOST
        return add_divisions(
            self.store.engines.writer, edition, host=self.client.host, known_on=day, fetched_at=fetched_at,
            source_url=TABLE_PAGE + edition.table if real else self.client.table_url(edition.table),
        )  # fmt: skip


def _check_whole(edition: Edition, kept: Divisions | None) -> None:
    """Raise TableRejected for half an edition: far fewer municipalities than the one kept, or a politieregio less."""
    if kept is None:
        return
    before, after = len(kept.municipalities), len(edition.municipalities)
    known, found = _police_regions(kept.municipalities), _police_regions(edition.municipalities)
    lost = [title for code, title in known.items() if code not in found]
    if after < before * _FEWEST or lost:
        gone = f"; niet meer genoemd: {', '.join(lost)}" if lost else ""
        raise TableRejected(
            f"Tabel {edition.table} lijkt niet volledig: {after} gemeenten, waar er {before} waren{gone}. De oude"
            " indeling blijft staan.",
            table=edition.table, expected=before, found=after,
        )  # fmt: skip


def _police_regions(municipalities: Iterable[Municipality]) -> dict[str, str]:
    """Code and name of each politieregio that is named."""
    return {item.politieregio.code: item.politieregio.title for item in municipalities if item.politieregio}
