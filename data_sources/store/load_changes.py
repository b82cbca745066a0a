"""What one StatLine load changed, cell by cell, beside what was answered before it. Filtered and paged in SQL.

A load writes only the cells it changes, so the rows of a load are its changes. Status belongs to a period of a load and
is told once a period. What was put in the place of bundled figures is told by `data_sources.store.replaced`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, case, func, literal, null, select
from sqlalchemy.orm import aliased

from data_sources.contract import Load, Period
from data_sources.snapshot import CellState
from data_sources.store.keys import key_numbers
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import (
    BreakdownRow,
    IndicatorRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    ObservationRow,
    PeriodRow,
    RegionRow,
)
from data_sources.store.revisions import Side

ChangeKind = Literal["nieuw", "gewijzigd", "preciezer", "verdwenen"]
KINDS: tuple[ChangeKind, ...] = ("gewijzigd", "preciezer", "verdwenen", "nieuw")

# CBS's figures have at most five decimals: between exact decimals this decides as exact arithmetic does.
_LEAST = 1e-6


@dataclass(frozen=True)
class ChangeFilter:
    """Which cells are asked for; None means all. ``level``: the first letters of a region code, as GM."""

    indicator: str | None = None
    level: str | None = None
    region: str | None = None
    period: str | None = None

    def holds(self, *, indicator: str, region: str, period: str) -> bool:
        """Whether a cell is asked for."""
        asked = ((self.indicator, indicator), (self.region, region), (self.period, period))
        return all(wanted in {None, code} for wanted, code in asked) and region.startswith(self.level or "")


@dataclass(frozen=True)
class CellChange:
    """One cell a load wrote. ``old``: what StatLine answered just before; None where it had no such figure.

    kind: one of KINDS here; of a figure that replaced another source's (`replaced`) that of a revision, or gelijk.
    ``unit`` and ``rounding``: as the load says, or the one before it where the figure is gone.
    """

    indicator: str
    region: str
    period: str
    breakdown: str
    kind: str
    old: Side | None
    new: Side
    unit: str | None
    rounding: float | None

    @property
    def difference(self) -> float | None:
        """Only between two values."""
        if self.old is None or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value


@dataclass(frozen=True)
class StatusChange:
    """A period of which a load says otherwise how certain it is. ``old`` None: the period is new."""

    period: str
    old: str | None
    new: str


def load_before(connection: Connection, load: int) -> Load | None:
    """The statline load of the same table just before this one; None for a first one and for a bundled source."""
    loads = read_loads(connection)
    this = next((item for item in loads if item.id == load), None)
    if this is None or not is_statline(this):
        return None
    same = [item for item in loads if is_statline(item) and item.table == this.table]
    place = same.index(this)
    return same[place - 1] if place else None


def count_changes(engine: Engine, load: int, *, asked: ChangeFilter | None = None) -> dict[ChangeKind, int]:
    """How many cells of each kind a statline load wrote, among those asked for."""
    with engine.begin() as connection:
        rows = _changes(connection, load, asked or ChangeFilter()).subquery()
        found = connection.execute(select(rows.c.kind, func.count()).group_by(rows.c.kind)).all()
    counts = {str(kind): int(count) for kind, count in found}
    return {kind: counts.get(kind, 0) for kind in KINDS}


def read_changes(
    engine: Engine, load: int, *, kinds: Sequence[ChangeKind], asked: ChangeFilter | None = None, offset: int = 0,
    limit: int | None = None,
) -> list[CellChange]:  # fmt: skip
    """The cells of these kinds that a statline load wrote, in the order in which the store first met their names."""
    with engine.begin() as connection:
        rows = _changes(connection, load, asked or ChangeFilter()).subquery()
        query = (
            select(rows)
            .where(rows.c.kind.in_(kinds))
            .order_by(rows.c.indicator_id, rows.c.region_id, rows.c.period_id, rows.c.breakdown_id)
            .offset(offset)
        )
        found = connection.execute(query if limit is None else query.limit(limit)).all()
        return _named(connection, found, load)


def status_changes(engine: Engine, load: int) -> list[StatusChange]:
    """The periods whose status a load gives otherwise than the load before it, and new ones; in time order."""
    with engine.begin() as connection:
        before = load_before(connection, load)
        new = _statuses(connection, load)
        old = _statuses(connection, before.id) if before else {}
    found = [StatusChange(period, old.get(period), status) for period, status in new.items()]
    changed = [item for item in found if item.old != item.new]
    return sorted(changed, key=lambda item: Period.parse(item.period))


def _named(connection: Connection, rows: Sequence[Row[Any]], load: int) -> list[CellChange]:
    """Rows of numbers as changes, with the names of their cells and what both loads say of topic and period."""
    names = [
        {number: code for code, number in key_numbers(connection, table).items()}
        for table in (IndicatorRow, RegionRow, PeriodRow, BreakdownRow)
    ]
    before = load_before(connection, load)
    statuses, topics = _statuses(connection, load), _measures(connection, load)
    old_statuses = _statuses(connection, before.id) if before else {}
    old_topics = _measures(connection, before.id) if before else {}

    def side(value: float | None, state: int, period: str, said: Mapping[str, str], number: int) -> Side:
        held = CellState(state)
        status = "onbekend" if held == CellState.GONE else said.get(period, "onbekend")
        return Side(value, held.missing, status, number)

    found = []
    for row in rows:
        cell = [known[number] for known, number in zip(names, row[:4], strict=True)]
        indicator, region, period, breakdown = cell
        old = None
        if before is not None and row.old_state is not None and row.old_state != CellState.GONE:
            old = side(row.old_value, row.old_state, period, old_statuses, before.id)
        new = side(row.value, row.state, period, statuses, load)
        unit, rounding = topics.get(indicator) or old_topics.get(indicator) or (None, None)
        found.append(CellChange(indicator, region, period, breakdown, row.kind, old, new, unit, rounding))
    return found


def _measures(connection: Connection, load: int) -> dict[str, tuple[str, float | None]]:
    """Unit and rounding of what a load carries."""
    query = (
        select(IndicatorRow.code, LoadIndicatorRow.unit, LoadIndicatorRow.rounding)
        .join(IndicatorRow, IndicatorRow.id == LoadIndicatorRow.indicator_id)
        .where(LoadIndicatorRow.load_id == load)
    )
    return {code: (unit, rounding) for code, unit, rounding in connection.execute(query)}


def _statuses(connection: Connection, load: int) -> dict[str, str]:
    query = (
        select(PeriodRow.code, LoadPeriodRow.status)
        .join(PeriodRow, PeriodRow.id == LoadPeriodRow.period_id)
        .where(LoadPeriodRow.load_id == load)
    )
    return dict(connection.execute(query).all())


def _changes(connection: Connection, load: int, asked: ChangeFilter) -> Select[*tuple[Any, ...]]:
    """The rows of a load, each with the row StatLine answered with before it, and the kind of change."""
    before = load_before(connection, load)
    new = aliased(ObservationRow, name="new")
    keys = (new.indicator_id, new.region_id, new.period_id, new.breakdown_id)
    of_load = [new.load_id == load, *_limits(new, asked)]
    if before is None:
        # All that a first load wrote is new: nothing to look up.
        query = select(
            *keys, new.value, new.state, null().label("old_value"), null().label("old_state"),
            literal("nieuw").label("kind"),
        )  # fmt: skip
        return query.where(*of_load)
    old, topic = aliased(ObservationRow, name="old"), aliased(LoadIndicatorRow, name="topic")
    any_earlier = aliased(ObservationRow, name="earlier")
    earlier = [item.id for item in read_loads(connection) if _precedes(item, before)]
    last = (
        select(func.max(any_earlier.load_id))
        .where(_same_cell(any_earlier, new), any_earlier.load_id.in_(earlier))
        .correlate(new)
        .scalar_subquery()
    )
    kind = case(
        (new.state == CellState.GONE, "verdwenen"),
        (old.state.is_(None) | (old.state == CellState.GONE), "nieuw"),
        (2 * func.abs(new.value - old.value) <= topic.rounding + _LEAST, "preciezer"),
        else_="gewijzigd",
    )
    return (
        select(
            *keys, new.value, new.state, old.value.label("old_value"), old.state.label("old_state"), kind.label("kind")
        )
        .outerjoin(old, and_(_same_cell(old, new), old.load_id == last))
        .outerjoin(topic, and_(topic.load_id == before.id, topic.indicator_id == new.indicator_id))
        .where(*of_load)
    )


def _precedes(item: Load, before: Load) -> bool:
    """Whether a load is this one or an earlier one of its table: a table's loads are only added at the end."""
    return is_statline(item) and item.table == before.table and item.id <= before.id


def _same_cell(one: type[ObservationRow], other: type[ObservationRow]) -> ColumnElement[bool]:
    return and_(
        one.indicator_id == other.indicator_id, one.region_id == other.region_id, one.period_id == other.period_id,
        one.breakdown_id == other.breakdown_id,
    )  # fmt: skip


def _limits(new: type[ObservationRow], asked: ChangeFilter) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    for column, table, code in (
        (new.indicator_id, IndicatorRow, asked.indicator),
        (new.region_id, RegionRow, asked.region),
        (new.period_id, PeriodRow, asked.period),
    ):
        if code is not None:
            limits.append(column.in_(select(table.id).where(table.code == code)))
    if asked.level is not None:
        within = select(RegionRow.id).where(func.substr(RegionRow.code, 1, len(asked.level)) == asked.level)
        limits.append(new.region_id.in_(within))
    return limits
