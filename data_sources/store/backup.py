"""Writing a backup: the whole store as of one moment, streamed, under its own name only when it is whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, Text, collate, select

from data_sources.errors import StoreError, UsageError
from data_sources.store.archive import MANIFEST, Manifest, TableFile, file_of, line, tables_of
from data_sources.store.migrate import schema_head

# Rows held at once.
_CHUNK = 5_000


def write_backup(reader: Engine, path: Path, *, made_at: datetime) -> Manifest:
    """Write everything but locks to a new file, and give what its manifest says.

    Raises UsageError for a file that is already there or cannot be written, StoreError for what cannot be kept.
    """
    schema = schema_head()
    files: dict[str, TableFile] = {}
    with new_file(path) as unfinished, ZipFile(unfinished, "w") as archive, reader.begin() as connection:
        for table in tables_of(schema):
            files[table.name] = _write_table(connection, archive, table, made_at)
        manifest = Manifest(schema=schema, made_at=made_at.astimezone(UTC).isoformat(), tables=files)
        archive.writestr(_entry(MANIFEST, made_at), manifest.to_json())
    return manifest


def _write_table(connection: Connection, archive: ZipFile, table: Table, made_at: datetime) -> TableFile:
    digest, count = hashlib.sha256(), 0
    # More than 4 GB of one table is far away, but has to be said beforehand.
    with (
        archive.open(_entry(file_of(table.name), made_at), "w", force_zip64=True) as file,
        connection.execute(_in_key_order(connection, table), execution_options={"yield_per": _CHUNK}) as rows,
    ):
        for row in rows:
            try:
                written = line(row)
            except ValueError as error:
                raise StoreError(
                    f"In de opslag staat in {table.name} een waarde die niet te bewaren is. Meld dit aan de beheerder.",
                    found=repr(row),
                ) from error  # fmt: skip
            digest.update(written)
            file.write(written)
            count += 1
    return TableFile([column.name for column in table.columns], count, digest.hexdigest())


def _in_key_order(connection: Connection, table: Table) -> Select[Any]:
    def by_bytes(column: ColumnElement[Any]) -> ColumnElement[Any]:
        # PostgreSQL sorts text by its locale; SQLite, and "C", by its bytes.
        by_locale = connection.dialect.name == "postgresql" and isinstance(column.type, Text)
        return collate(column, "C") if by_locale else column

    return select(table).order_by(*(by_bytes(column) for column in table.primary_key.columns))


def _entry(name: str, made_at: datetime) -> ZipInfo:
    entry = ZipInfo(name, made_at.astimezone(UTC).timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file beside the wished one, which gets its name when it is whole and goes when it is not."""
    _refuse_existing(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        os.close(handle)
    except OSError as error:
        raise UsageError(f"Naar '{path}' kan niet geschreven worden.", found=repr(error)) from error
    unfinished = Path(name)
    try:
        yield unfinished
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        _refuse_existing(path)
        unfinished.rename(path)
    except OSError as error:
        raise UsageError(f"Naar '{path}' kan niet geschreven worden.", found=repr(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise UsageError(f"'{path}' bestaat al en wordt niet overschreven. Kies een andere naam.", path=str(path))
