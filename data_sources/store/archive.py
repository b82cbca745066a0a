"""A backup as a file: one zip of a manifest and, for each table, lines of JSON. The same from either kind of database.

A line is one row, a list of values in the order of the manifest's columns, rows in the order of their key. Days and
moments are ISO texts, moments in UTC; a number is written so that the very same number is read.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import JSON, Column, Date, DateTime, MetaData, Table, create_engine, event

from data_sources.errors import StoreError, UsageError
from data_sources.store.migrate import migrate
from data_sources.store.models import UtcDateTime

MANIFEST = "manifest.json"
# The way a backup is written, apart from the schema of what is in it.
FORMAT = 1
# Who is at work or logged in says nothing about another database; a password is a secret, and so is a wrong guess at
# one; of which schema it is stands in the manifest.
OF_THIS_STORE = ("session", "credential", "login_failure", "lease")
LEFT_OUT = {*OF_THIS_STORE, "alembic_version"}

Row = tuple[Any, ...]


@dataclass(frozen=True)
class TableFile:
    """What the manifest says of one table's file."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. ``schema``: the revision of its tables; ``made_at``: ISO, UTC."""

    schema: str
    made_at: str
    tables: dict[str, TableFile]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def rows_of(self, table: str) -> int:
        """How many rows of a table it holds; none of one that its schema has not."""
        return self.tables[table].rows if table in self.tables else 0

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=2)


def file_of(table: str) -> str:
    """The name of a table's file in the zip."""
    return f"{table}.jsonl"


@cache
def tables_of(revision: str) -> Sequence[Table]:
    """The tables a backup of a schema holds, each after those it refers to: read off a scratch database of it."""
    metadata = MetaData()
    engine = create_engine("sqlite://")

    @event.listens_for(metadata, "column_reflect")
    def _plain_type(_inspector: object, _table: object, column: dict[str, Any]) -> None:
        column["type"] = _type_for_both(column["type"])

    with engine.begin() as connection:
        migrate(connection, to=revision)
        metadata.reflect(connection)
    engine.dispose()
    return tuple(table for table in metadata.sorted_tables if table.name not in LEFT_OUT)


def _type_for_both(found: Any) -> Any:
    plain = found.as_generic()
    if isinstance(plain, DateTime):
        return UtcDateTime()
    # Nothing in a JSON column is SQL's nothing, not the JSON word null.
    return JSON(none_as_null=True) if isinstance(plain, JSON) else plain


def line(row: Sequence[Any]) -> bytes:
    """A row as a line of its file. Raises ValueError for a number that is none: our stores hold none of those."""
    words = [value.isoformat() if isinstance(value, date) else value for value in row]
    return json.dumps(words, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFile]:
    """The zip at this path. Raises StoreError for a file that is none, UsageError for one that cannot be read."""
    try:
        # Only the opening: what goes wrong with the archive in use is for whoever uses it.
        with _whole(path):
            archive = ZipFile(path)
    except OSError as error:
        raise UsageError(f"'{path}' is niet te lezen.", found=repr(error)) from error
    with archive:
        yield archive


def read_manifest(archive: ZipFile) -> Manifest:
    """What a backup says of itself. Raises StoreError for a zip that is no backup, or one in a later format."""
    with _whole(archive.filename):
        said = json.loads(archive.read(MANIFEST))
        if said["format"] > FORMAT:
            raise StoreError(
                "Deze reservekopie is gemaakt door een nieuwere versie van dit programma. Werk het programma bij.",
                expected=FORMAT, found=said["format"],
            )  # fmt: skip
        tables = {str(name): TableFile(**fields) for name, fields in said["tables"].items()}
        return Manifest(schema=str(said["schema"]), made_at=str(said["made_at"]), tables=tables)


def read_rows(archive: ZipFile, table: Table, said: TableFile) -> Iterator[Row]:
    """The rows of a table, one by one. Raises StoreError, at the latest after the last, where they are not as said."""
    columns = [table.c[name] for name in said.columns]
    digest, count = hashlib.sha256(), 0
    with _whole(archive.filename), archive.open(file_of(table.name)) as file:
        for text in file:
            digest.update(text)
            count += 1
            yield _row(text, columns)
        if (count, digest.hexdigest()) != (said.rows, said.sha256):
            raise ValueError(f"{table.name}: {count} rows of {said.rows}, or another checksum")


_DAMAGED = "'{path}' is geen hele reservekopie van dit programma: er ontbreekt iets of er is iets in veranderd."


@contextmanager
def _whole(path: object) -> Iterator[None]:
    """Whatever can be wrong with the bytes of a backup is one sentence."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, TypeError, ValueError) as error:
        raise StoreError(_DAMAGED.format(path=path), found=repr(error)) from error


def _row(text: bytes, columns: Sequence[Column[Any]]) -> Row:
    values = json.loads(text)
    if not isinstance(values, list) or len(values) != len(columns):
        raise ValueError(f"not a row: {text[:100]!r}")
    return tuple(_value(value, column) for value, column in zip(values, columns, strict=True))


def _value(value: Any, column: Column[Any]) -> Any:
    if value is None or not isinstance(column.type, (Date, UtcDateTime)):
        return value
    return date.fromisoformat(value) if isinstance(column.type, Date) else datetime.fromisoformat(value)
