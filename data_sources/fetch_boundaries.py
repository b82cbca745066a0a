"""One fetch of the outlines of the Veilig Thuis regions: ask → read → store. Source, store and clock are arguments.

Whatever goes wrong, the old outlines stay as they are. There are no attempts here: those are of figures.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from data_sources.boundaries import BoundaryEdition
from data_sources.cbs.geojson import read_boundaries
from data_sources.cbs.pdok import Absent, BoundarySource, Delivery
from data_sources.days import day_of
from data_sources.errors import SourceError, SourceUnreadable, TableRejected
from data_sources.host_guard import guard_boundary_host
from data_sources.registry import FILE_HOST
from data_sources.store.boundaries import add_boundaries
from data_sources.store.prepare import Store
from data_sources.table_source import Progress

log = logging.getLogger(__name__)

# How many years back an edition is looked for, when nobody says which.
_YEARS_BACK = 3


@dataclass(frozen=True)
class FetchedBoundaries:
    """How one fetch ended: outcome stored, unchanged, rejected or failed. ``year`` None: no edition was found."""

    year: int | None
    outcome: str
    regions: int
    host: str
    seconds: float
    warnings: list[str] = field(default_factory=list)
    error: str | None = None


@dataclass(frozen=True)
class BoundariesJob:
    """What a fetch works with. ``now`` is the one clock: aware, UTC."""

    source: BoundarySource
    store: Store
    now: Callable[[], datetime]

    def run(self, year: int | None = None, *, accept_host: bool = False, progress: Progress) -> FetchedBoundaries:
        """Fetch the outlines of this year, or the newest that the source has. Every SourceError becomes an outcome.

        Raises UsageError for a file that cannot be read or does not tell its year.
        """
        begun = time.monotonic()
        fetched_at = self.now()
        try:
            guard_boundary_host(self.store.engines.reader, self.source.host, accept_host=accept_host)
            year, delivery, absent = self._delivered(year, fetched_at, progress)
            edition = read_boundaries(delivery.body, year=year)
            _check_year(edition.year, this_year=day_of(fetched_at).year)
            load = self._keep(edition, delivery, fetched_at)
        except SourceError as error:
            log.info("fetch of boundaries ended: %s %s", error.message, error.facts)
            return FetchedBoundaries(
                year, error.outcome, 0, self.source.host, time.monotonic() - begun, error=error.message
            )
        return FetchedBoundaries(
            edition.year, "unchanged" if load is None else "stored", len(edition.shapes), self.source.host,
            time.monotonic() - begun, [*absent, *edition.warnings],
        )  # fmt: skip

    def _delivered(
        self, year: int | None, fetched_at: datetime, progress: Progress
    ) -> tuple[int | None, Delivery, list[str]]:
        """What the source gives, of which year, and a warning for each later year that it does not have."""
        end = self.source.deadline_from_now()
        this_year = day_of(fetched_at).year
        if year is not None or self.source.host == FILE_HOST:
            tried: list[int | None] = [year]
        else:
            tried = list(range(this_year, this_year - _YEARS_BACK - 1, -1))
        reasons = []
        for place, one in enumerate(tried):
            delivery = self.source.fetch(one, end=end, progress=progress)
            if isinstance(delivery, Absent):
                reasons.append(delivery.reason)
            else:
                return one, delivery, [f"Van {late} zijn er bij PDOK nog geen grenzen." for late in tried[:place]]
        years = f"{tried[-1]}" if len(tried) == 1 else f"{tried[-1]} tot en met {tried[0]}"
        # A service that knows the layer by another name refuses every year, and says so.
        said = next((f" De dienst zegt: '{reason}'." for reason in reasons if reason), "")
        raise SourceUnreadable(
            f"PDOK ({self.source.host}) heeft geen grenzen van Veilig Thuis-regio's van {years}.{said} De oude grenzen"
            " blijven staan. Noem een ander jaar met --year, een ander adres met --url, of een bestand met --from.",
            found=tried,
        )  # fmt: skip

    def _keep(self, edition: BoundaryEdition, delivery: Delivery, fetched_at: datetime) -> int | None:
        """The load it was stored as; None when it says what the newest load of its year does."""
        return add_boundaries(
            self.store.engines.writer, edition, host=self.source.host, file_name=self.source.file_name,
            source_url=delivery.url, known_on=day_of(fetched_at), fetched_at=fetched_at,
        )  # fmt: skip


def _check_year(year: int, *, this_year: int) -> None:
    """Of no later year than the next: an edition of 2099 would be drawn for every period to come."""
    if year > this_year + 1:
        raise TableRejected(
            f"De grenzen zijn van het jaar {year}; van dat jaar kunnen er nog geen zijn. De oude grenzen blijven"
            " staan.",
            expected=this_year + 1, found=year,
        )  # fmt: skip
