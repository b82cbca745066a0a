"""The successive answers for one cell, load by load and across the lanes, and what changed from one to the next. Pure.

Shared by the revisions of many cells and the history of one, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data_sources.snapshot import CellState
from data_sources.store.answers import StoredRow, answer_cell, within
from data_sources.store.loads import is_statline
from data_sources.store.selection import Selection


@dataclass(frozen=True)
class Step:
    """An answer: its row, the load whose status counts with it, and the rounding of that load.

    ``recoded``: no answer any more, since this load brought the table under CBS's own codes; the row says GONE.
    """

    row: StoredRow
    load: int
    rounding: float | None
    recoded: bool = False


@dataclass(frozen=True)
class Change:
    """From one answer to the next.

    kind: waarde, status, preciezer or verdwenen; None where the answer stayed or came back, and where CBS has
    another code for the cell: the figure is there under that one, not revised. ``old`` is the answer as it stood
    just before, with the last load that carried it.
    """

    old: Step
    new: Step
    kind: str | None


class Follower:
    """Follows the cells of one selection."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._moments = _status_moments(selection)
        self._place = {load: n for n, load in enumerate(selection.loads)}
        self._before = _loads_before(selection)

    def steps(self, rows: Sequence[StoredRow]) -> list[Step]:
        """The successive answers for one cell, from its rows in load order."""
        loads, place = self._selection.loads, self._place
        statline = [row for row in rows if is_statline(loads[row.load])]
        starts = place[statline[0].load] if statline else len(place)
        recoded = self._selection.recoded_by(rows[0].key) if rows else None
        before = starts if recoded is None else min(starts, place[recoded])
        published = [row for row in rows if not is_statline(loads[row.load]) and place[row.load] < before]
        found = []
        for count in range(1, len(published) + 1):
            answer = answer_cell(published[:count], loads, {})
            if answer is not None:
                found.append(self._step(answer.row, answer.load))
        if found and recoded is not None and place[recoded] < starts:
            found.append(Step(StoredRow(rows[0].key, recoded, None, CellState.GONE, None), recoded, None, recoded=True))
        return [*found, *self._statline_steps(statline)]

    def changes(self, rows: Sequence[StoredRow]) -> Iterator[Change]:
        """From each answer for one cell to the next."""
        for earlier, new in pairwise(self.steps(rows)):
            # StatLine loads between two steps carried the cell as it was: the last of them answered.
            in_table = is_statline(self._selection.loads[earlier.load])
            old = self._step(earlier.row, self._before[new.load]) if in_table else earlier
            yield Change(old, new, self._kind(old, new))

    def _statline_steps(self, rows: Sequence[StoredRow]) -> Iterator[Step]:
        if not rows:
            return
        place = self._place
        table = self._selection.loads[rows[0].load].table
        written = {row.load: row for row in rows}
        moments = self._moments.get((table, rows[0].key[2]), [])
        changed = [load for load in moments if place[load] > place[rows[0].load]]
        current = rows[0]
        for load in sorted({*written, *changed}, key=place.__getitem__):
            current = written.get(load, current)
            yield self._step(current, load)

    def _step(self, row: StoredRow, load: int) -> Step:
        topic = self._selection.topics.get((load, row.key[0]))
        return Step(row, load, topic.rounding if topic else row.rounding)

    def _kind(self, old: Step, new: Step) -> str | None:
        if new.recoded or old.row.state == CellState.GONE:
            return None
        if new.row.state == CellState.GONE:
            return "verdwenen"
        if (old.row.value, old.row.state) != (new.row.value, new.row.state):
            return "preciezer" if _within(old, new) else "waarde"
        if old.rounding is not None and new.rounding is not None and new.rounding < old.rounding:
            return "preciezer"
        old_status = self._selection.certainty(old.load, old.row.key).status
        return "status" if old_status != self._selection.certainty(new.load, new.row.key).status else None


def _within(old: Step, new: Step) -> bool:
    """Whether the new value is one the old, rounded one already allowed."""
    if old.row.value is None or new.row.value is None or old.rounding is None:
        return False
    return within(new.row.value, old.row.value, rounding=old.rounding)


def _loads_before(selection: Selection) -> dict[int, int]:
    """For each statline load the one before it of the same table, where there is one."""
    before: dict[int, int] = {}
    last: dict[str, int] = {}
    for item in filter(is_statline, selection.loads.values()):
        if item.table in last:
            before[item.id] = last[item.table]
        last[item.table] = item.id
    return before


def _status_moments(selection: Selection) -> Mapping[tuple[str, int], list[int]]:
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
