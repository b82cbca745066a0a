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
    """From ``load`` on this was the answer.

    kind: eerste, the first answer; terug, in the table again; waarde, preciezer, status, verdwenen, as a revision.
    ``difference`` only between two values. ``unit`` None where the figure is gone.
    """

    load: Load
    kind: str
    answer: Side
    gone: bool
    unit: str | None
    rounding: float | None
    difference: float | None


def cell_history(
    engine: Engine, *, indicator: str, region: str, period: str, breakdown: str = "", as_of: date | None = None
) -> list[Turn]:
    """The turns of one figure in load order; empty where no known load ever carried it.

    A load that gives the same answer again makes no turn.
    """
    with engine.begin() as connection:
        selection = select_rows(connection, Question([indicator], [region], [period], [breakdown], as_of))
    if not selection.rows:
        return []
    follower = Follower(selection)
    first = follower.steps(selection.rows)[0]
    turns: list[tuple[Step, str, float | None]] = [(first, "eerste", None)]
    turns += [
        (change.new, kind, _difference(change))
        for change in follower.changes(selection.rows)
        if (kind := _kind(change)) is not None
    ]
    return [_turn(step, kind, difference, selection) for step, kind, difference in turns]


def _turn(step: Step, kind: str, difference: float | None, selection: Selection) -> Turn:
    topic = selection.topics.get((step.load, step.row.key[0]))
    return Turn(
        load=selection.loads[step.load], kind=kind, answer=side_of(step, selection),
        gone=step.row.state == CellState.GONE, unit=topic.unit if topic else None, rounding=step.rounding,
        difference=difference,
    )  # fmt: skip


def _kind(change: Change) -> str | None:
    if change.kind is None and change.old.row.state == CellState.GONE and change.new.row.state != CellState.GONE:
        return "terug"
    return change.kind


def _difference(change: Change) -> float | None:
    old, new = change.old.row.value, change.new.row.value
    return None if old is None or new is None else new - old
