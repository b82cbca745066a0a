"""What changed between loads: each change of what a question about a cell is answered with. Pure.

The answer is followed load by load, so that two loads of one day show both steps. A figure that appears is no
revision; one that disappears is. A bundled part of a table that is no longer answered because the table was fetched did
not disappear: it appears under CBS's code, and neither is a revision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from data_sources.period import Period
from data_sources.snapshot import CellState
from data_sources.store.selection import Selection
from data_sources.store.steps import Follower, Step


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


def find_revisions(selection: Selection) -> list[Revision]:
    """All changes in a selection, by indicator, region and time, and in load order within a cell."""
    return sorted(
        _revisions(selection), key=lambda item: (item.indicator, item.region, item.breakdown, Period.parse(item.period))
    )


def side_of(step: Step, selection: Selection) -> Side:
    """What a step answered."""
    gone = step.row.state == CellState.GONE
    status = "onbekend" if gone else selection.certainty(step.load, step.row.key).status
    return Side(step.row.value, step.row.state.missing, status, step.load)


def _revisions(selection: Selection) -> Iterator[Revision]:
    follower = Follower(selection)
    for key, cell in groupby(selection.rows, key=lambda row: row.key):
        names = selection.cell(key)
        for change in follower.changes(list(cell)):
            if change.kind is not None:
                old, new = side_of(change.old, selection), side_of(change.new, selection)
                yield Revision(*names, change.kind, old, new)
