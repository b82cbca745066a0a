"""Opening a database: one engine that writes, one that reads, with the same guarantees on both stores.

A write transaction is alone: on SQLite BEGIN IMMEDIATE, on PostgreSQL one advisory lock per transaction. So
whatever it reads is still true when it writes. A read transaction sees one moment.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data_sources.errors import SettingsError, StoreError

# Any number of ours will do, as long as every writer of this product uses the same one.
_WRITE_LOCK = 84847_001
_BUSY_MILLISECONDS = 30_000


@dataclass(frozen=True)
class Engines:
    reader: Engine
    writer: Engine

    def dispose(self) -> None:
        self.reader.dispose()
        self.writer.dispose()


def open_engines(database_url: str) -> Engines:
    """Engines for a SQLAlchemy URL; makes the folder of a SQLite file.

    Raises SettingsError for a bad URL, StoreError when the folder cannot be made.
    """
    url = _url(database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    reader = create_engine(url, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    writer = create_engine(url, pool_pre_ping=True)

    @event.listens_for(writer, "begin")
    def _one_writer(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")

    return Engines(reader, writer)


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
    for engine, begin in ((reader, "BEGIN"), (writer, "BEGIN IMMEDIATE")):
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_with(begin))
    return Engines(reader, writer)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions itself: with its default the first SELECT stands outside one.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "foreign_keys=ON", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    _use_wal(cursor)
    cursor.close()


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


def _begin_with(statement: str) -> Any:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
