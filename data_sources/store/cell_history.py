"""The history of one figure: every answer it ever had, as loads advance, across both lanes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from data_sources.contract import Load
from data_sources.snapshot import CellState
from data_sources.store.revisions import Side, side_of
from data_sources.store.selection import Question, Selection, select_rows
from data_sources.store.steps import Change, Follower, Step


@dataclass(frozen=True)
class Turn:
    """From ``load`` on this was the answer; ``old`` is the one just before, None for the first.

    kind: eerste, the first answer; terug, in the table again; waarde, preciezer, status, verdwenen, as a revision;
    andere-code, no answer any more since the table was fetched and CBS has another code for it (not ``gone``).
    ``unit`` None where the figure is gone.
    """

    load: Load
    kind: str
    old: Side | None
    answer: Side
    gone: bool
    unit: str | None
    rounding: float | None

    @property
    def difference(self) -> float | None:
        """Only between two values."""
        if self.old is None or self.old.value is None or self.answer.value is None:
            return None
        return self.answer.value - self.old.value


def cell_history(
    engine: Engine, *, indicator: str, region: str, period: str, breakdown: str = "", as_of: date | None = None
) -> list[Turn]:
    """The turns of one figure in load order; empty where no known load ever answered it.

    A load that gives the same answer again makes no turn.
    """
    with engine.begin() as connection:
        selection = select_rows(connection, Question([indicator], [region], [period], [breakdown], as_of))
    follower = Follower(selection)
    turns = [_turn("eerste", None, first, selection) for first in follower.steps(selection.rows)[:1]]
    for change in follower.changes(selection.rows):
        kind = _kind(change)
        if kind is not None:
            turns.append(_turn(kind, side_of(change.old, selection), change.new, selection))
    return turns


def _turn(kind: str, old: Side | None, new: Step, selection: Selection) -> Turn:
    topic = selection.topics.get((new.load, new.row.key[0]))
    return Turn(
        load=selection.loads[new.load], kind=kind, old=old, answer=side_of(new, selection),
        gone=new.row.state == CellState.GONE and not new.recoded, unit=topic.unit if topic else None,
        rounding=new.rounding,
    )  # fmt: skip


def _kind(change: Change) -> str | None:
    if change.new.recoded:
        return "andere-code"
    if change.kind is None and change.old.row.state == CellState.GONE and change.new.row.state != CellState.GONE:
        return "terug"
    return change.kind
