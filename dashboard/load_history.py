"""What loads changed and how figures came to be, as the pages ask for it. Bound to one store and one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from data_sources.contract import Load
from data_sources.errors import UsageError
from data_sources.store.cell_history import Turn, cell_history
from data_sources.store.history import LoadCounts, load_counts
from data_sources.store.load_changes import (
    KINDS,
    CellChange,
    ChangeFilter,
    StatusChange,
    count_changes,
    load_before,
    read_changes,
    status_changes,
)
from data_sources.store.names import Contents, read_contents
from data_sources.store.replaced import replaced
from metrics.text.numbers import day

__all__ = ["KINDS", "REPLACED", "CellChange", "ChangeFilter", "LoadCounts", "LoadHistory", "StatusChange", "Turn"]

# The cells of which a bundled source answered before: a kind of their own beside those of `KINDS`.
REPLACED = "vervangen"


@dataclass(frozen=True)
class LoadHistory:
    """``as_of``: the day whose knowledge counts; None: all."""

    engine: Engine
    as_of: date | None

    def loads(self) -> list[LoadCounts]:
        """All loads known on the day with their counts, newest first."""
        found = [item for item in load_counts(self.engine) if self.as_of is None or item.load.known_on <= self.as_of]
        return found[::-1]

    def load(self, number: str) -> LoadCounts:
        """One load by its number. Raises UsageError for one that is unknown, or was not yet known on the day."""
        loads = {str(item.load.id): item for item in load_counts(self.engine)}
        found = loads.get(number)
        if found is None:
            raise UsageError(
                f"Lading '{number}' staat niet in deze opslag. Kies een lading uit de lijst.", found=number
            )
        if self.as_of is not None and found.load.known_on > self.as_of:
            raise UsageError(
                f"Lading {number} was op {day(self.as_of)} nog niet bekend. Kies een latere dag of een andere lading.",
                found=number,
            )
        return found

    def before(self, load: Load) -> Load | None:
        """The load of the same table just before; None for a first one and for a bundled source."""
        with self.engine.begin() as connection:
            return load_before(connection, load.id)

    def contents(self, load: Load) -> Contents:
        """The indicators and periods a load and the one before it speak of."""
        before = self.before(load)
        return read_contents(self.engine, [load.id, *([before.id] if before else [])])

    def counts(self, load: Load, asked: ChangeFilter) -> Mapping[str, int]:
        """How many cells of each kind the load wrote, among those asked for; REPLACED among the kinds.

        Of a first load only REPLACED is counted: all it wrote is new, as its own count says.
        """
        counts: dict[str, int] = dict.fromkeys(KINDS, 0)
        if self.before(load) is not None:
            counts |= {str(kind): n for kind, n in count_changes(self.engine, load.id, asked=asked).items()}
        return {**counts, REPLACED: len(replaced(self.engine, load.id, asked=asked))}

    def changes(
        self, load: Load, kinds: Sequence[str], asked: ChangeFilter, *, offset: int = 0, limit: int | None = None
    ) -> list[CellChange]:
        """A page of the cells of one or more of KINDS, or those of REPLACED alone."""
        if REPLACED in kinds:
            found = replaced(self.engine, load.id, asked=asked)
            return found[offset:] if limit is None else found[offset : offset + limit]
        wanted = [kind for kind in KINDS if kind in kinds]
        return read_changes(self.engine, load.id, kinds=wanted, asked=asked, offset=offset, limit=limit)

    def statuses(self, load: Load) -> list[StatusChange]:
        """The periods of which the load says otherwise how certain they are; none for a bundled source."""
        return [] if load.kind == "published" else status_changes(self.engine, load.id)

    def figure(self, *, indicator: str, region: str, period: str, breakdown: str) -> list[Turn]:
        """Every answer one figure had by the day, in load order."""
        return cell_history(
            self.engine, indicator=indicator, region=region, period=period, breakdown=breakdown, as_of=self.as_of
        )
