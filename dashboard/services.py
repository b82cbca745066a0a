"""What pages and commands may ask for. The only way from the screen to the store.

An answer names the loads it rests on. ``now`` is the one clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from dashboard.accounts import Accounts
from dashboard.audit import AuditTrail
from dashboard.desk.desk import Desk
from dashboard.exports.renderer import Renderer
from dashboard.fetching import Fetching
from dashboard.hidden_numbers import HiddenNumbers
from dashboard.load_history import LoadHistory
from dashboard.refresh_now import RefreshNow
from dashboard.selection import Selection, read_breakdown
from dashboard.settings import Settings
from dashboard.table_state import TableState, end_of, table_state
from dashboard.visitor import EDITORS, PUBLIC, Audience
from data_sources.boundaries import Boundaries
from data_sources.contract import NATIONAL, Load, Observation, Period, check_region
from data_sources.days import day_of, read_day
from data_sources.divisions import Divisions
from data_sources.ledger import Ledger
from data_sources.notify import Channel
from data_sources.pilots.entries import build_ledger
from data_sources.regions import short_titles
from data_sources.registry import CBS_HOST, FILE_HOST, INDICATORS, canonical_indicator, predecessors, table_of
from data_sources.schedule import next_due
from data_sources.shapes import Choice, TableShape
from data_sources.store.archive import Manifest
from data_sources.store.attempt_log import newest_attempts, table_log, tried_tables
from data_sources.store.audit import note
from data_sources.store.backup import write_backup
from data_sources.store.boundaries import boundaries
from data_sources.store.browse import cells_of, rows_present, table_days, table_shape, tables_with_figures
from data_sources.store.divisions import divisions
from data_sources.store.edition import Edition, read_edition
from data_sources.store.history import Attempt, LoadCounts, load_counts
from data_sources.store.lease import hold
from data_sources.store.ledger import read_entries, visible_moments
from data_sources.store.loads import is_statline
from data_sources.store.names import Names, read_names
from data_sources.store.prepare import Store
from data_sources.store.reader import Question
from data_sources.store.restore import restore_backup
from data_sources.store.revisions import Revision
from metrics.derive import FigureIndex
from metrics.growth import Growth, growth
from metrics.predecessors import growth_with_predecessors
from metrics.rates import rates_of_counts, with_counts
from metrics.small_numbers import as_public


class Services:
    """Bound to one store, its settings and one clock. ``load_kind`` is 'demo' for a store with fiction; by
    ``channels`` others are told of new figures; with ``hasher`` new passwords are hashed (None: as argon2 advises).
    ``fetching``: what brings something new. ``renderer``: what makes pictures (None: one that starts at its first one).
    """

    def __init__(
        self, *, store: Store, settings: Settings, now: Callable[[], datetime], load_kind: str = "statline",
        channels: Sequence[Channel] = (), hasher: PasswordHasher | None = None, renderer: Renderer | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._settings = settings
        self._load_kind = load_kind
        self.now = now
        self.fetching = Fetching(
            store=store, settings=settings, now=lambda: self.now(), load_kind=load_kind, channels=channels
        )
        self.accounts = Accounts(store, settings, lambda: self.now(), hasher=hasher)
        self.renderer = renderer or Renderer(settings.browser_path)
        self.desk = Desk(store, lambda: self.now())
        self.audit = AuditTrail(store.engines.reader)
        self._hidden_numbers = HiddenNumbers(store.engines.reader)
        self.refresh_now = RefreshNow(store, settings, self.fetching, lambda: self.now())

    def select(
        self, *, indicator: str, region: str = NATIONAL, period: str | None = None, breakdown: str = "",
        as_of: str | None = None,
    ) -> Selection:  # fmt: skip
        """A checked selection from texts. Raises UsageError for what is unknown or malformed."""
        return Selection(
            indicator=canonical_indicator(indicator, stored=self._store.reader.indicators()),
            region=check_region(region),
            period=Period.parse(period) if period is not None else None,
            breakdown=read_breakdown(breakdown),
            as_of=read_day(as_of) if as_of is not None else None,
        )

    def figures(self, selection: Selection) -> tuple[list[Observation], dict[int, Load]]:
        """The figures of a selection in time order, and their loads; one absent figure where there is none."""
        rows, loads = self._read([selection.indicator], selection, _keys(selection))
        if not rows and selection.period is not None:
            rows = [
                Observation.absent(
                    indicator=selection.indicator, region=selection.region, period=selection.period.key,
                    breakdown=selection.breakdown,
                )
            ]  # fmt: skip
        return rows, loads

    def recoded(self, selection: Selection) -> list[Load]:
        """The loads since which bundled figures of a selection are no longer answered: CBS has other codes for them."""
        return self._store.reader.recoded(self._question([selection.indicator], selection, _keys(selection)))

    def growth(
        self, selection: Selection, *, base: Period | None = None, with_predecessors: bool = False
    ) -> tuple[Growth, dict[int, Load]]:
        """The change of the selected period against a base (default: a year earlier), and the loads.

        ``with_predecessors``: of a merged region, before its merger, against the sum of the regions it was made from.
        """
        if selection.period is None:
            raise ValueError("growth needs a period")
        asked = {
            "indicator": selection.indicator, "region": selection.region, "breakdown": selection.breakdown,
        }  # fmt: skip
        base = base or selection.period.year_earlier()
        if not with_predecessors:
            found = self._with_count(selection)
            return growth(found, period=selection.period, base=base, **asked), dict(found.loads)
        places = [selection.region, *predecessors(selection.region)]
        read = self._store.reader.figures(
            Question([selection.indicator], places, None, [selection.breakdown], selection.as_of)
        )
        found = FigureIndex.of(read.table, read.loads)
        names = short_titles(self.regions())
        change = growth_with_predecessors(found, period=selection.period, base=base, names=names, **asked)
        return change, dict(found.loads)

    def _with_count(self, selection: Selection) -> FigureIndex:
        """All periods of the selected indicator; of a rate also those of the count it belongs to."""
        indicator = selection.indicator
        shape = None if indicator in INDICATORS else self.table_shape(table_of(indicator), selection.as_of)
        found = rates_of_counts(shape.topics if shape else ())
        counts = {rate: count for count, rate in found.items() if rate == indicator}
        return with_counts(self.series([indicator, *counts.values()], selection), counts)

    def series(self, indicators: Sequence[str], selection: Selection) -> FigureIndex:
        """All periods of some indicators for the selected region, breakdown and day."""
        return FigureIndex.of_rows(*self._read(indicators, selection, None))

    def figures_of(
        self, indicators: Sequence[str], regions: Sequence[str], periods: Sequence[Period] | None, *,
        as_of: date | None = None,
    ) -> FigureIndex:  # fmt: skip
        """The figures of some indicators in some regions and periods (None: all), of no breakdown, as of a day."""
        keys = None if periods is None else [period.key for period in periods]
        return FigureIndex.of_rows(*self._store.reader.rows(Question(indicators, regions, keys, [""], as_of)))

    def today(self) -> date:
        """The day in Amsterdam."""
        return day_of(self.now())

    def regions(self) -> dict[str, str]:
        """The regions the store has figures for, code to title, in the order of CBS's own list; NL01 always."""
        return {NATIONAL: "Nederland", **self._store.reader.regions()}

    def loads(self, as_of: date | None = None) -> list[Load]:
        """The loads known on a day, in the order in which they count."""
        return self._store.reader.loads(as_of=as_of)

    def known_days(self) -> dict[date, list[Load]]:
        """The days on which something new became known, newest first, and what: between them no answer changes."""
        days: dict[date, list[Load]] = {}
        for load in reversed(self._store.reader.loads()):
            days.setdefault(load.known_on, []).append(load)
        return days

    def ledger(self, as_of: date | None = None, *, audience: Audience = PUBLIC) -> Ledger:
        """The pilot ledger as known on a day (None: all of it), as an audience may see it. What may be seen only from a
        later moment on is not in it, for nobody.
        """
        at = self.now()
        ledger = build_ledger(read_entries(self._store.engines.reader, at=at, as_of=as_of))
        if audience == EDITORS or all(item.published for item in ledger.figures):
            return ledger
        return as_public(ledger, hidden=self._hidden_numbers.at(at))

    def visible_moments(self) -> list[datetime]:
        """The moments from which rows of the ledger that people made may be seen."""
        return visible_moments(self._store.engines.reader)

    def tables(self, as_of: date | None = None) -> list[str]:
        """The tables that something is known of on a day, those of Veilig Thuis first."""
        return tables_with_figures(self._store.engines.reader, as_of=as_of)

    def table_shape(self, table: str, as_of: date | None = None) -> TableShape | None:
        """What can be chosen in a table as known on a day; None where nothing of it is known."""
        return table_shape(self._store.engines.reader, table, as_of=as_of)

    def table_days(self, table: str) -> dict[date, list[Load]]:
        """The days on which something new became known of a table, newest first, with all that did."""
        known = table_days(self._store.engines.reader, table)
        return {known_on: loads for known_on, loads in self.known_days().items() if known_on in known}

    def rows_present(self, shape: TableShape, choice: Choice) -> list[tuple[str, str]]:
        """The region and breakdown of each row of a choice that has a cell, in the order of CBS's lists."""
        return rows_present(self._store.engines.reader, shape, choice)

    def cells_of(self, shape: TableShape, choice: Choice, rows: Sequence[tuple[str, str]]) -> list[Observation]:
        """The cells of these rows of a choice, in no order."""
        return cells_of(self._store.engines.reader, shape, choice, rows)

    def published_changes(self) -> list[dict[str, Any]]:
        """Changes as somebody published them; see data_sources/published/README.md."""
        return self._store.reader.published_changes()

    def revisions(
        self, indicator: str | None = None, *, region: str | None = None, as_of: date | None = None
    ) -> tuple[list[Revision], dict[int, Load]]:
        """Each change of what figures answer, as known on a day, and the loads."""
        reader = self._store.reader
        slugs = None if indicator is None else [canonical_indicator(indicator, stored=reader.indicators())]
        regions = None if region is None else [region]
        loads = {load.id: load for load in reader.loads(as_of=as_of)}
        return reader.revisions(indicators=slugs, regions=regions, as_of=as_of), loads

    def load_counts(self) -> list[LoadCounts]:
        return load_counts(self._store.engines.reader)

    def table_states(self, as_of: date | None = None) -> list[TableState]:
        """One for each table that is set to be refreshed, or was ever tried; as it stood at the end of a day."""
        tried = tried_tables(self._store.engines.reader, before=end_of(as_of))
        tables = dict.fromkeys([*self._settings.tables.split(), *tried])
        reader, now = self._store.engines.reader, self.now()
        newest = {load.table: load for load in self._store.reader.loads(as_of=as_of) if is_statline(load)}
        return [table_state(reader, self._settings, table, newest.get(table), now=now, as_of=as_of) for table in tables]

    def attempts(self, *, as_of: date | None, offset: int, limit: int) -> tuple[list[Attempt], int]:
        """A page of the attempts up to and including a day (None: all), newest first; and how many there are."""
        return newest_attempts(self._store.engines.reader, before=end_of(as_of), offset=offset, limit=limit)

    def load_history(self, as_of: date | None = None) -> LoadHistory:
        """Everything about what loads changed, as known on a day."""
        return LoadHistory(self._store.engines.reader, as_of)

    def indicators(self) -> list[str]:
        """The slugs of everything ever stored, sorted."""
        return self._store.reader.indicators()

    def names(self) -> Names:
        """What CBS calls topics and the codes of breakdowns."""
        return read_names(self._store.engines.reader)

    def other_hosts(self) -> list[str]:
        """Hosts other than CBS's own whose figures this store holds; marked wherever they are shown."""
        return sorted({load.host for load in self._store.reader.loads() if load.host} - {CBS_HOST, FILE_HOST})

    def files(self) -> list[str]:
        """The names of the files this store holds figures from; marked wherever they are shown."""
        return sorted({load.file_name for load in self._store.reader.loads() if load.file_name})

    def divisions(self, as_of: date | None = None) -> Divisions | None:
        """Where each municipality lies, by the latest edition known on a day (None: by now); None before the first."""
        return divisions(self._store.engines.reader, as_of)

    def boundaries(self, period: Period, as_of: date | None = None) -> Boundaries | None:
        """The outlines of the Veilig Thuis regions that fit a period best, of those known on a day (None: by now).

        That of its year, else the nearest with exactly its regions, else the nearest; None before the first.
        """
        return boundaries(self._store.engines.reader, period, as_of)

    def has_statline(self) -> bool:
        """Whether any StatLine load was ever stored."""
        return any(load.kind != "published" for load in self._store.reader.loads())

    def backup(self, path: Path) -> Manifest:
        """Write the whole store to a new file; gives what is in it. Raises UsageError for a file already there."""
        return write_backup(self._store.engines.reader, path, made_at=self.now())

    def restore(self, path: Path, *, replace: bool) -> Manifest:
        """Put a backup in the place of what the store holds. Raises UsageError for a store in use unless replaced,
        StoreError for a file that is no whole backup; the store is then as it was.
        """
        # Not while a refresh is at work: its attempt would have nowhere to end.
        with hold(self._store.engines, "refresh", patience=self._settings.cbs_deadline):
            return restore_backup(
                self._store.engines.writer, path, replace=replace,
                then=partial(note, at=self.now(), person=None, action="opslag-teruggezet", subject=path.name),
            )  # fmt: skip

    @property
    def is_demo(self) -> bool:
        """Whether all figures of this store are fiction; then every page and export says so."""
        return self._load_kind == "demo"

    def next_due(self, *, after: datetime | None = None) -> datetime | None:
        """When CBS is looked at next by the schedule, after a moment (None: now); None for never."""
        return next_due(self._settings.refresh_cron, after=after or self.now())

    def edition(self) -> Edition:
        """Which edition of the store this is; another one as soon as anything that pages show of it is another."""
        return read_edition(self._store.engines.reader)

    def fresh_until(self) -> dict[str, datetime]:
        """Of the tables of VT_TABLES that were ever looked at with success, the last moment at which each is not stale
        yet, unless it is looked at again.
        """
        patience = timedelta(days=self._settings.stale_days)
        logs = {table: table_log(self._store.engines.reader, table) for table in self._settings.tables.split()}
        return {table: log.last_success.started_at + patience for table, log in logs.items() if log.last_success}

    def _read(
        self, indicators: Sequence[str], selection: Selection, periods: Sequence[str] | None
    ) -> tuple[list[Observation], dict[int, Load]]:
        return self._store.reader.rows(self._question(indicators, selection, periods))

    @staticmethod
    def _question(indicators: Sequence[str], selection: Selection, periods: Sequence[str] | None) -> Question:
        return Question(indicators, [selection.region], periods, [selection.breakdown], selection.as_of)


def _keys(selection: Selection) -> list[str] | None:
    """The selected period as a question asks for it."""
    return [selection.period.key] if selection.period else None
