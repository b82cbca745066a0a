"""What changed between loads: each change of what a question about a cell is answered with. Pure.

The answer is followed load by load, so that two loads of one day show both steps. A figure that appears is no
revision; one that disappears is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from data_sources.period import Period
from data_sources.snapshot import CellState
from data_sources.store.answers import CellKey, StoredRow, answer_cell, within
from data_sources.store.loads import is_statline
from data_sources.store.selection import Selection


@dataclass(frozen=True)
class Side:
    """What was answered on one side of a change. value: None where missing or gone."""

    value: float | None
    missing: str | None
    status: str
    load: int


@dataclass(frozen=True)
class Revision:
    """One change. kind: waarde, status, preciezer (within the old rounding), or verdwenen (no longer there)."""

    indicator: str
    region: str
    period: str
    breakdown: str
    kind: str
    old: Side
    new: Side

    @property
    def difference(self) -> float | None:
        if self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value


@dataclass(frozen=True)
class _Step:
    row: StoredRow
    load: int
    rounding: float | None


def find_revisions(selection: Selection) -> list[Revision]:
    """All changes in a selection, by indicator, region and time, and in load order within a cell."""
    moments = _status_moments(selection)
    place = {load: n for n, load in enumerate(selection.loads)}
    before = _loads_before(selection)
    found = []
    for key, cell in groupby(selection.rows, key=lambda row: row.key):
        for earlier, new in pairwise(_steps(list(cell), selection, moments, place)):
            # StatLine loads between two steps carried the cell as it was: the last of them answered.
            in_table = is_statline(selection.loads[earlier.load])
            old = _step(earlier.row, before[new.load], selection) if in_table else earlier
            kind = _kind(old, new, selection)
            if kind is not None:
                found.append(_revision(key, kind, old, new, selection))
    return sorted(found, key=lambda item: (item.indicator, item.region, item.breakdown, Period.parse(item.period)))


def _loads_before(selection: Selection) -> dict[int, int]:
    """For each statline load the one before it of the same table, where there is one."""
    before: dict[int, int] = {}
    last: dict[str, int] = {}
    for item in filter(is_statline, selection.loads.values()):
        if item.table in last:
            before[item.id] = last[item.table]
        last[item.table] = item.id
    return before


def _status_moments(selection: Selection) -> dict[tuple[str, int], list[int]]:
    """For each table and period the statline loads that gave it another status than the load before."""
    moments: dict[tuple[str, int], list[int]] = {}
    last: dict[tuple[str, int], str] = {}
    by_load: dict[int, list[tuple[int, str]]] = {}
    for (load, period), certainty in selection.certainties.items():
        by_load.setdefault(load, []).append((period, certainty.status))
    for item in selection.loads.values():
        if is_statline(item):
            for period, status in by_load.get(item.id, []):
                if last.setdefault((item.table, period), status) != status:
                    moments.setdefault((item.table, period), []).append(item.id)
                    last[item.table, period] = status
    return moments


def _steps(
    rows: Sequence[StoredRow],
    selection: Selection,
    moments: Mapping[tuple[str, int], list[int]],
    place: Mapping[int, int],
) -> Iterator[_Step]:
    """The successive answers for one cell."""
    loads = selection.loads
    statline = [row for row in rows if is_statline(loads[row.load])]
    before = place[statline[0].load] if statline else len(place)
    published = [row for row in rows if not is_statline(loads[row.load]) and place[row.load] < before]
    for count in range(1, len(published) + 1):
        answer = answer_cell(published[:count], loads, {})
        if answer is not None:
            yield _step(answer.row, answer.load, selection)
    if statline:
        yield from _statline_steps(statline, selection, moments, place)


def _statline_steps(
    rows: Sequence[StoredRow],
    selection: Selection,
    moments: Mapping[tuple[str, int], list[int]],
    place: Mapping[int, int],
) -> Iterator[_Step]:
    table = selection.loads[rows[0].load].table
    written = {row.load: row for row in rows}
    changed = [load for load in moments.get((table, rows[0].key[2]), []) if place[load] > place[rows[0].load]]
    current = rows[0]
    for load in sorted({*written, *changed}, key=place.__getitem__):
        current = written.get(load, current)
        yield _step(current, load, selection)


def _step(row: StoredRow, load: int, selection: Selection) -> _Step:
    topic = selection.topics.get((load, row.key[0]))
    return _Step(row, load, topic.rounding if topic else row.rounding)


def _kind(old: _Step, new: _Step, selection: Selection) -> str | None:
    if old.row.state == CellState.GONE:
        return None
    if new.row.state == CellState.GONE:
        return "verdwenen"
    if (old.row.value, old.row.state) != (new.row.value, new.row.state):
        return "preciezer" if _within(old, new) else "waarde"
    if old.rounding is not None and new.rounding is not None and new.rounding < old.rounding:
        return "preciezer"
    old_status = selection.certainty(old.load, old.row.key).status
    return "status" if old_status != selection.certainty(new.load, new.row.key).status else None


def _within(old: _Step, new: _Step) -> bool:
    """Whether the new value is one the old, rounded one already allowed."""
    if old.row.value is None or new.row.value is None or old.rounding is None:
        return False
    return within(new.row.value, old.row.value, rounding=old.rounding)


def _revision(key: CellKey, kind: str, old: _Step, new: _Step, selection: Selection) -> Revision:
    indicator, region, period, breakdown = selection.cell(key)
    return Revision(indicator, region, period, breakdown, kind, _side(old, selection), _side(new, selection))


def _side(step: _Step, selection: Selection) -> Side:
    gone = step.row.state == CellState.GONE
    status = "onbekend" if gone else selection.certainty(step.load, step.row.key).status
    return Side(step.row.value, step.row.state.missing, status, step.load)
