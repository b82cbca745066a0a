"""Which edition of the store this is: one cheap question whose answer changes with whatever is added or put back.

Rows are only ever added, so the newest row of each table and the number of its rows tell whether anything was; a backup
that is put back brings other ones. What pages do not show (leases, slots of the schedule) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, Text, cast, func, select

from data_sources.store.models import (
    AttemptRow,
    BoundaryLoadRow,
    DivisionLoadRow,
    LedgerEntryRow,
    LoadRow,
    PublishedChangeRow,
)

# Compared for being equal, and for nothing else.
Edition = tuple[object, ...]

_Column = Any
# What is told of the newest row of each table that rows are only added to; what hangs on a row (the cells of a load,
# the members of a division) came with it. A table that pages come to show is one line more.
_ADDED: Mapping[type[Any], Sequence[_Column]] = {
    LoadRow: (LoadRow.id, LoadRow.content_hash, LoadRow.fetched_at),
    PublishedChangeRow: (PublishedChangeRow.id, PublishedChangeRow.content_hash),
    LedgerEntryRow: (LedgerEntryRow.id, LedgerEntryRow.content_hash),
    DivisionLoadRow: (DivisionLoadRow.id, DivisionLoadRow.content_hash, DivisionLoadRow.fetched_at),
    BoundaryLoadRow: (BoundaryLoadRow.id, BoundaryLoadRow.content_hash, BoundaryLoadRow.fetched_at),
}
# Attempts are completed, and told of, after they began. One at a time is at work, so that none further back changes.
_RECENT_ATTEMPTS = 64


def read_edition(engine: Engine) -> Edition:
    """The edition as it is now; equal to an earlier one when all that pages show of the store is."""
    with engine.begin() as connection:
        return tuple(connection.execute(_QUESTION).one())


def _question() -> Select[*tuple[Any, ...]]:
    marks = [mark for table, columns in _ADDED.items() for mark in _newest(table, columns)]
    recent = select(
        AttemptRow.id, AttemptRow.started_at, AttemptRow.outcome, AttemptRow.finished_at,
        func.length(cast(AttemptRow.messages, Text)).label("said"),
    ).order_by(AttemptRow.id.desc()).limit(_RECENT_ATTEMPTS).subquery().c  # fmt: skip
    attempts = (
        func.max(recent.id), func.max(recent.started_at), func.count(recent.outcome), func.max(recent.finished_at),
        func.sum(recent.said),
    )  # fmt: skip
    return select(*marks, *attempts)


def _newest(table: type[Any], columns: Sequence[_Column]) -> list[ColumnElement[Any]]:
    """How many rows there are, and what these columns are in the newest."""
    count = select(func.count()).select_from(table).scalar_subquery()
    return [count, *(select(column).order_by(table.id.desc()).limit(1).scalar_subquery() for column in columns)]


_QUESTION = _question()
