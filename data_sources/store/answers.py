"""Which stored row answers a question: the two lanes and what replaces what. Pure, on rows already read.

Lane statline before lane published: once a statline load carried a cell, statline answers, also with 'gone'.
In the published lane the last row counts, but a coarser row never replaces a finer one it agrees with, and a
row without a date of its own never replaces a dated one. Rows that another code has taken the place of are left out
before (``Selection.in_force``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data_sources.contract import Load
from data_sources.snapshot import CellState
from data_sources.store.loads import is_statline

CellKey = tuple[int, int, int, int]


@dataclass(frozen=True)
class StoredRow:
    """One row of the observation table; ``rounding`` is that of its load's topic."""

    key: CellKey
    load: int
    value: float | None
    state: CellState
    rounding: float | None


@dataclass(frozen=True)
class Answer:
    """The row that answers, the newest load that carries the cell, and the load that brought this value."""

    row: StoredRow
    load: int
    since: int


def answer_cell(rows: Sequence[StoredRow], loads: Mapping[int, Load], newest: Mapping[str, int]) -> Answer | None:
    """The answer from the rows of one cell, given in load order; None without rows.

    ``newest``: for each table the newest statline load among those known, which carries all its live cells.
    """
    statline = [row for row in rows if is_statline(loads[row.load])]
    if statline:
        last = statline[-1]
        return Answer(last, newest[loads[last.load].table], last.load)
    answer: Answer | None = None
    for row in rows:
        answer = _next_published(answer, row, loads)
    return answer


def _next_published(answer: Answer | None, row: StoredRow, loads: Mapping[int, Load]) -> Answer:
    if answer is None:
        return Answer(row, row.load, row.load)
    if _undated(loads[row.load]) and not _undated(loads[answer.row.load]):
        return answer
    if _coarser(row.rounding, answer.row.rounding) and _agrees(coarse=row, fine=answer.row):
        return answer
    same = row.value == answer.row.value and row.state == answer.row.state
    return Answer(row, row.load, answer.since if same else row.load)


def _undated(load: Load) -> bool:
    return load.known_on_basis == "gebundeld"


def _coarser(new: float | None, old: float | None) -> bool:
    return old is not None and (new is None or new > old)


def _agrees(*, coarse: StoredRow, fine: StoredRow) -> bool:
    if coarse.value is None or fine.value is None:
        return False
    return within(fine.value, coarse.value, rounding=coarse.rounding or 0)


def within(value: float, rounded: float, *, rounding: float) -> bool:
    """Whether a value may have been rounded to this one. In decimals: 1.05 lies within 1.0 ± 0.05."""
    step = Decimal(repr(rounding))
    return 2 * abs(Decimal(repr(value)) - Decimal(repr(rounded))) <= step
