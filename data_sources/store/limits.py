"""What a connection may see of the store: all of it, or what there was at a pin.

A pin rides along with an engine (`pinned`). Whoever asks for rows that later loads or entries add asks here for the
limits of the connection, so that a store that is pinned answers as it did then.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, func, or_, select

from data_sources.days import day_of
from data_sources.pin import Pin
from data_sources.store.engine import PIN
from data_sources.store.models import AttemptRow, LedgerEntryRow, LoadRow, PublishedChangeRow

# Of a column that is known to hold numbers, moments or days.
_Column = Any


def pinned(engine: Engine, pin: Pin) -> Engine:
    """The same engine, with the same connections, that sees the store as it was; an engine that writes refuses."""
    return engine.execution_options(**{PIN: pin})


def pin_of(connection: Connection) -> Pin | None:
    """None where all of the store may be seen."""
    found: Pin | None = connection.get_execution_options().get(PIN)
    return found


def known_loads(connection: Connection, load: _Column) -> list[ColumnElement[bool]]:
    """That a column names a load that was there; nothing where no pin limits it."""
    pin = pin_of(connection)
    return [] if pin is None else [load <= pin.load]


def known_entries(connection: Connection) -> list[ColumnElement[bool]]:
    """That an entry of the ledger was there."""
    pin = pin_of(connection)
    return [] if pin is None else [LedgerEntryRow.id <= pin.entry]


def fetched_by(connection: Connection, fetched_at: _Column) -> list[ColumnElement[bool]]:
    """That something a pin has no number for was fetched; to the second, as a pin tells time."""
    pin = pin_of(connection)
    return [] if pin is None else [fetched_at < _end(pin)]


def ended_attempts(connection: Connection) -> list[ColumnElement[bool]]:
    """That an attempt was over. One that was under way then is left out: how it ended was not known."""
    pin = pin_of(connection)
    if pin is None:
        return []
    ended = or_(AttemptRow.finished_at.is_(None), AttemptRow.finished_at < _end(pin))
    return [AttemptRow.started_at < _end(pin), ended, or_(AttemptRow.load_id.is_(None), AttemptRow.load_id <= pin.load)]


def published_by(connection: Connection) -> list[ColumnElement[bool]]:
    """That a change was published by then."""
    pin = pin_of(connection)
    return [] if pin is None else [PublishedChangeRow.published_on <= _day(pin)]


def last_numbers(reader: Engine) -> tuple[int, int]:
    """The last load and the last entry of the ledger; 0 for none."""
    load = select(func.coalesce(func.max(LoadRow.id), 0)).scalar_subquery()
    entry = select(func.coalesce(func.max(LedgerEntryRow.id), 0)).scalar_subquery()
    with reader.begin() as connection:
        row = connection.execute(select(load, entry)).one()
    return int(row[0]), int(row[1])


def _end(pin: Pin) -> datetime:
    return pin.moment.astimezone(UTC) + timedelta(seconds=1)


def _day(pin: Pin) -> date:
    return day_of(pin.moment)
