"""The cells of a StatLine table: what a new delivery changes.

A cell's four key numbers are packed into one 64-bit integer, so that 260 000 cells are compared in columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from data_sources.snapshot import CellState, Codes, TableSnapshot
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import LoadIndicatorRow, ObservationRow

# Bits for region, period and breakdown; the indicator has the rest (63 in all).
_REGION_BITS, _PERIOD_BITS, _BREAKDOWN_BITS = 17, 12, 18
Values = npt.NDArray[np.float64]
States = npt.NDArray[np.int8]


@dataclass(frozen=True)
class SnapshotKeys:
    """The numbers the store has for the names of a snapshot."""

    indicator: dict[str, int]
    region: dict[str, int]
    period: dict[str, int]
    breakdown: dict[str, int]


@dataclass(frozen=True)
class Difference:
    """The cells a load writes, in key order, and how many of each kind: new, changed, no longer there.

    had: the cells that had a value before; lost: those of them that have none now, missing or gone.
    """

    cells: Codes
    value: Values
    state: States
    new: int
    changed: int
    removed: int
    had: int
    lost: int


def compare_cells(connection: Connection, snapshot: TableSnapshot, keys: SnapshotKeys) -> Difference:
    """What the snapshot says otherwise than the statline loads of its table together do now."""
    cells = _pack(snapshot, keys)
    order = np.argsort(cells, kind="stable")
    cells, value, state = cells[order], snapshot.value[order], snapshot.state[order]
    old_cells, old_value, old_state = _current(connection, snapshot.table)
    place = np.searchsorted(old_cells, cells)
    known = np.zeros(len(cells), dtype=bool)
    inside = place < len(old_cells)
    known[inside] = old_cells[place[inside]] == cells[inside]
    alive, same = np.zeros(len(cells), dtype=bool), np.zeros(len(cells), dtype=bool)
    at = place[known]
    alive[known] = old_state[at] != CellState.GONE
    both_missing = np.isnan(old_value[at]) & np.isnan(value[known])
    same[known] = (old_state[at] == state[known]) & (both_missing | (old_value[at] == value[known]))
    lost = np.setdiff1d(old_cells[old_state != CellState.GONE], cells, assume_unique=True)
    return Difference(
        cells=np.concatenate([cells[~same], lost]),
        value=np.concatenate([value[~same], np.full(len(lost), np.nan)]),
        state=np.concatenate([state[~same], np.full(len(lost), CellState.GONE, dtype=np.int8)]),
        new=int((~alive).sum()),
        changed=int((alive & ~same).sum()),
        removed=len(lost),
        had=int((old_state == CellState.VALUE).sum()),
        lost=int(((old_state[at] == CellState.VALUE) & (state[known] != CellState.VALUE)).sum())
        + int((old_state[np.searchsorted(old_cells, lost)] == CellState.VALUE).sum()),
    )


def _current(connection: Connection, table: str) -> tuple[Codes, Values, States]:
    """Each cell the table's statline loads ever carried, as the last of them left it, in key order."""
    loads = {load.id: n for n, load in enumerate(read_loads(connection)) if is_statline(load) and load.table == table}
    indicators = select(LoadIndicatorRow.indicator_id).where(LoadIndicatorRow.load_id.in_(loads)).distinct()
    rows = connection.execute(
        select(
            ObservationRow.indicator_id, ObservationRow.region_id, ObservationRow.period_id,
            ObservationRow.breakdown_id, ObservationRow.load_id, ObservationRow.value, ObservationRow.state,
        ).where(ObservationRow.indicator_id.in_(indicators.scalar_subquery()), ObservationRow.load_id.in_(loads))
    ).all()  # fmt: skip
    if not rows:
        return np.empty(0, np.int64), np.empty(0, np.float64), np.empty(0, np.int8)
    columns = list(zip(*rows, strict=True))
    cells = _bits(*(np.array(column, dtype=np.int64) for column in columns[:4]))
    place = np.array([loads[load] for load in columns[4]], dtype=np.int64)
    order = np.lexsort((place, cells))
    last = order[np.append(np.diff(cells[order]) != 0, True)]
    value = np.array(columns[5], dtype=np.float64)
    return cells[last], value[last], np.array(columns[6], dtype=np.int8)[last]


def _pack(snapshot: TableSnapshot, keys: SnapshotKeys) -> Codes:
    def numbers(names: list[str], known: dict[str, int], codes: Codes) -> Codes:
        return np.array([known[name] for name in names], dtype=np.int64)[codes]

    return _bits(
        numbers([topic.indicator for topic in snapshot.topics], keys.indicator, snapshot.indicator),
        numbers([code for code, _ in snapshot.regions], keys.region, snapshot.region),
        numbers([item.period.key for item in snapshot.periods], keys.period, snapshot.period),
        numbers(snapshot.breakdowns, keys.breakdown, snapshot.breakdown),
    )


def _bits(indicator: Codes, region: Codes, period: Codes, breakdown: Codes) -> Codes:
    for codes, bits in ((region, _REGION_BITS), (period, _PERIOD_BITS), (breakdown, _BREAKDOWN_BITS)):
        if len(codes) and int(codes.max()) >> bits:
            raise OverflowError(f"more than {1 << bits} keys of one kind")
    return ((indicator << _REGION_BITS | region) << _PERIOD_BITS | period) << _BREAKDOWN_BITS | breakdown


def unpack(cells: Codes) -> tuple[Codes, Codes, Codes, Codes]:
    """The numbers of indicator, region, period and breakdown of these cells."""
    breakdown = cells & ((1 << _BREAKDOWN_BITS) - 1)
    rest = cells >> _BREAKDOWN_BITS
    period = rest & ((1 << _PERIOD_BITS) - 1)
    rest = rest >> _PERIOD_BITS
    return rest >> _REGION_BITS, rest & ((1 << _REGION_BITS) - 1), period, breakdown
