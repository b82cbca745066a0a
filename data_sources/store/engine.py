"""Opening a database: one engine that writes, one that reads, with the same guarantees on both stores.

A write transaction is alone: on SQLite BEGIN IMMEDIATE, on PostgreSQL one advisory lock per transaction. So
whatever it reads is still true when it writes. A read transaction sees one moment. A writer that vanishes in the
middle keeps the others out for a while, not for ever: whoever waits too long is told so (StoreBusy).
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data_sources.errors import SettingsError, StoreBusy, StoreError

# Any number of ours will do, as long as every writer of this product uses the same one.
_WRITE_LOCK = 84847_001
_BUSY_MILLISECONDS = 30_000
# Seconds, on PostgreSQL: as long as a writer waits for another one, and as long as one may be silent in the middle
# before the server takes it for gone. A server that is gone is found out within half a minute.
_LOCK_TIMEOUT, _IDLE_TIMEOUT = 60.0, 300.0
_KEEPALIVES = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
_LOCK_NOT_AVAILABLE = "55P03"
_PATIENCE = "patience"
# The name under which an engine carries the pin up to which it sees the store (`store/limits.py`).
PIN = "pin"
# Else SQLite asks no trigger of rows that REPLACE takes away.
_WATCHFUL = ("recursive_triggers=ON",)


@dataclass(frozen=True)
class Engines:
    reader: Engine
    writer: Engine

    def dispose(self) -> None:
        self.reader.dispose()
        self.writer.dispose()


def open_engines(
    database_url: str, *, lock_timeout: float = _LOCK_TIMEOUT, idle_timeout: float = _IDLE_TIMEOUT
) -> Engines:
    """Engines for a SQLAlchemy URL; makes the folder of a SQLite file.

    ``lock_timeout``, ``idle_timeout``: seconds a writer on PostgreSQL waits for another, and may be silent in its
    transaction; what the URL says of either in ``options`` goes before. Raises SettingsError for a bad URL, StoreError
    when the folder cannot be made.
    """
    url = _url(database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return _postgresql(url, {"lock_timeout": lock_timeout, "idle_in_transaction_session_timeout": idle_timeout})


def without_waiting(writer: Engine) -> Engine:
    """The same engine for what may as well be left out: a transaction raises StoreBusy where somebody else writes."""
    return waiting(writer, 0)


def waiting(writer: Engine, seconds: float) -> Engine:
    """The same engine for what nobody is to wait for long: a transaction raises StoreBusy after so many seconds."""
    return writer.execution_options(**{_PATIENCE: round(1000 * seconds)})


def _patience(connection: Connection) -> int | None:
    """Milliseconds that a transaction waits for other writers; None for as long as any does."""
    found: int | None = connection.get_execution_options().get(_PATIENCE)
    return found


def _never_pinned(connection: Connection) -> None:
    if connection.get_execution_options().get(PIN) is not None:
        raise RuntimeError("a store as it was at a pin is only read")


def _postgresql(url: URL, timeouts: dict[str, float]) -> Engines:
    """``timeouts``: seconds, by the name that PostgreSQL gives them."""
    keepalives = {name: value for name, value in _KEEPALIVES.items() if name not in url.query}
    reader = create_engine(url, pool_pre_ping=True, connect_args=keepalives, isolation_level="REPEATABLE READ")
    writer = create_engine(url, pool_pre_ping=True, connect_args=keepalives)
    asked = str(url.query.get("options", ""))
    # For each transaction, since a pooler between us and the server may not pass on what is set at its start.
    limits = "; ".join(
        f"SET LOCAL {name} = {round(1000 * seconds)}" for name, seconds in timeouts.items() if name not in asked
    )

    @event.listens_for(writer, "begin")
    def _one_writer(connection: Connection) -> None:
        _never_pinned(connection)
        if limits:
            connection.exec_driver_sql(limits)
        patience = _patience(connection)
        if patience is not None:
            # Zero would be for ever.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(patience, 1)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")

    event.listen(writer, "handle_error", _tell_busy)
    return Engines(reader, writer)


def _tell_busy(context: ExceptionContext) -> None:
    """Say in words that somebody else wrote for longer than we wait."""
    error = context.original_exception
    # The code of SQLite has more of the story in its higher bits.
    busy = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_BUSY
    if busy or getattr(error, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
        raise StoreBusy(
            "De opslag is bezet: een ander onderdeel schrijft er al te lang in. Probeer het over enkele minuten"
            " opnieuw.",
            found=str(error),
        ) from error


def _url(database_url: str) -> URL:
    try:
        url = make_url(database_url)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise SettingsError(
            "VT_DATABASE_URL is geen adres van een database. Voorbeelden: sqlite:///instance/veiligthuis.db of"
            " postgresql://gebruiker@server/naam.",
            found=type(error).__name__,
        ) from error
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise SettingsError(
            f"VT_DATABASE_URL wijst naar '{url.get_backend_name()}'; ondersteund worden sqlite en postgresql.",
            found=url.get_backend_name(),
        )
    if url.get_backend_name() == "sqlite" and (not url.database or url.database == ":memory:"):
        raise SettingsError(
            "VT_DATABASE_URL noemt geen bestand; schrijf bijvoorbeeld sqlite:///instance/veiligthuis.db."
        )
    return url


def _sqlite(url: URL) -> Engines:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"De map {folder} voor de opslag is niet te maken. Controleer VT_DATABASE_URL en de rechten op de map.",
            path=str(folder), found=str(error),
        ) from error  # fmt: skip
    reader = create_engine(url)
    writer = create_engine(url)
    for engine, begin in ((reader, _begin_to_read), (writer, _begin_to_write)):
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", begin)
        event.listen(engine, "handle_error", _tell_busy)
    return Engines(reader, writer)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions itself: with its default the first SELECT stands outside one.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "foreign_keys=ON", "synchronous=NORMAL", *_WATCHFUL):
        cursor.execute(f"PRAGMA {pragma}")
    _use_wal(cursor)
    cursor.close()
    connection.create_function("translate", 3, _translate, deterministic=True)


def _translate(text: str | None, letters: str, others: str) -> str | None:
    """What PostgreSQL has of itself: each letter becomes the one at its place among the others."""
    return None if text is None else text.translate(str.maketrans(letters, others))


def _use_wal(cursor: sqlite3.Cursor) -> None:
    """Once for each file: WAL stays on. SQLite does not wait for others here, whatever its busy time-out says,
    so of several that open a fresh file at once all but one are told it is locked and have to ask again.
    """
    end = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    _never_pinned(connection)
    patience = _patience(connection)
    if patience is not None:
        usual = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.info.setdefault(_PATIENCE, usual)
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
    elif _PATIENCE in connection.info:
        # Used before by who does not wait.
        connection.exec_driver_sql(f"PRAGMA busy_timeout={connection.info.pop(_PATIENCE)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
