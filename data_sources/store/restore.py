"""Putting a backup back: checked from end to end before anything is touched, then all of it or nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from sqlalchemy import Connection, Engine, MetaData, Table, delete, exists, inspect, select, text
from sqlalchemy.exc import DBAPIError

from data_sources.errors import StoreError, UsageError
from data_sources.store.archive import Manifest, Row, open_archive, read_manifest, read_rows, tables_of
from data_sources.store.ledger import BUNDLED_APPROVAL
from data_sources.store.migrate import known_revisions, migrate, schema_head
from data_sources.store.models import (
    AccountRow,
    AttemptRow,
    BoundaryLoadRow,
    CredentialRow,
    DivisionLoadRow,
    LedgerEntryRow,
    LoadRow,
    LoginFailureRow,
    ProposalRow,
    SessionRow,
)

# Rows held at once.
_CHUNK = 5_000
# The tables with triggers of ours, as SQL names them; foreign keys are triggers of PostgreSQL's own.
_GUARDED = text(
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
)


def restore_backup(
    writer: Engine, path: Path, *, replace: bool, then: Callable[[Connection], None] = lambda _: None
) -> Manifest:
    """Put the backup in the place of what the store holds, in one transaction, and give what its manifest says.
    ``then`` is done in that transaction, on what was put back.

    Raises UsageError for a file that is not there, and for a store that holds more than what came with the program
    unless ``replace``; StoreError for a backup that is damaged, of a newer program, or does not fit.
    """
    try:
        with open_archive(path) as archive:
            manifest = read_manifest(archive)
            tables = _checked_tables(archive, manifest)
            with writer.begin() as connection:
                if not replace:
                    _refuse_when_in_use(connection)
                _put_back(connection, archive, manifest, tables)
                then(connection)
    except (DBAPIError, _driver_error(writer)) as error:
        raise StoreError(
            f"'{path}' is niet terug te zetten in deze opslag; de opslag is gebleven zoals hij was.", found=str(error)
        ) from error
    return manifest


def _driver_error(engine: Engine) -> type[Exception]:
    # COPY is asked of the driver itself, whose errors SQLAlchemy then does not wrap.
    error: type[Exception] = engine.dialect.loaded_dbapi.Error
    return error


def _checked_tables(archive: ZipFile, manifest: Manifest) -> Sequence[Table]:
    """The tables of the backup, each read to its end. Raises StoreError unless all are there and whole."""
    if manifest.schema not in known_revisions():
        raise StoreError(
            "Deze reservekopie is gemaakt door een nieuwere versie van dit programma. Werk het programma bij.",
            expected=schema_head(), found=manifest.schema,
        )  # fmt: skip
    tables = tables_of(manifest.schema)
    columns = {table.name: [column.name for column in table.columns] for table in tables}
    if {name: said.columns for name, said in manifest.tables.items()} != columns:
        raise StoreError(
            f"'{archive.filename}' is geen hele reservekopie: de tabellen zijn niet die van dit programma.",
            expected=columns, found=sorted(manifest.tables),
        )  # fmt: skip
    for table in tables:
        deque(read_rows(archive, table, manifest.tables[table.name]), maxlen=0)
    return tables


def _refuse_when_in_use(connection: Connection) -> None:
    own = (
        select(AttemptRow.id),
        select(DivisionLoadRow.id),
        select(BoundaryLoadRow.id),
        select(LoadRow.id).where(LoadRow.kind != "published"),
        select(AccountRow.id),
        select(ProposalRow.id),
        select(LedgerEntryRow.id).where(LedgerEntryRow.approved_by.not_like(BUNDLED_APPROVAL.format(document="%"))),
    )
    if any(connection.execute(select(exists(query))).scalar_one() for query in own):
        raise UsageError(
            "De opslag bevat al opgehaalde of ingevoerde gegevens. Geef --replace om alles daarin te vervangen door de"
            " reservekopie."
        )


def _put_back(connection: Connection, archive: ZipFile, manifest: Manifest, tables: Sequence[Table]) -> None:
    if manifest.schema == schema_head():
        # Row by row, so that whoever reads meanwhile sees the old store until the new one is whole.
        _log_everyone_out(connection)
        with clearing(connection):
            for table in reversed(tables):
                connection.execute(table.delete())
    else:
        _make_anew(connection, manifest.schema)
    for table in tables:
        _insert(connection, table, read_rows(archive, table, manifest.tables[table.name]))
    migrate(connection)
    if connection.dialect.name == "postgresql":
        for table in inspect(connection).get_table_names():
            continue_numbers(connection, table)


@contextmanager
def clearing(connection: Connection) -> Iterator[None]:
    """Within this block rows may go that else are kept for ever, such as those of the audit trail. It ends before the
    transaction does, so that nobody else's may.
    """
    if connection.dialect.name == "postgresql":
        guarded = connection.execute(_GUARDED).scalars().all()
        for table in guarded:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in guarded:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, made in guards:
        connection.exec_driver_sql(made)


def _log_everyone_out(connection: Connection) -> None:
    """What is left out of a backup and belongs to accounts goes with the accounts: these are other ones now."""
    for secret in (SessionRow, CredentialRow, LoginFailureRow):
        connection.execute(delete(secret))


def _make_anew(connection: Connection, revision: str) -> None:
    """The tables of an older schema in the place of today's; the migrations after it then do what they always do."""
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)
    migrate(connection, to=revision)


def _insert(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    """Add rows by the driver's own fast way, in the values the driver wants."""
    dialect = connection.dialect
    quote = dialect.identifier_preparer.quote
    processors = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns]
    bound = (_bound(row, processors) for row in rows)
    into = f"{quote(table.name)} ({', '.join(quote(column.name) for column in table.columns)})"
    if dialect.name == "postgresql":
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("a connection without its driver connection")
        with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in bound:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(processors))
        while chunk := list(islice(bound, _CHUNK)):
            connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", chunk)


def _bound(row: Row, processors: Iterable[Callable[[Any], Any] | None]) -> Row:
    return tuple(value if process is None else process(value) for value, process in zip(row, processors, strict=True))


def continue_numbers(connection: Connection, table: str) -> None:
    """Let PostgreSQL number on after the rows put back, which brought numbers of their own."""
    quote = connection.dialect.identifier_preparer.quote
    for column in inspect(connection).get_columns(table):
        if column["autoincrement"]:
            last = f"SELECT coalesce(max({quote(column['name'])}), 0) + 1 FROM {quote(table)}"
            connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence(:table, :column), ({last}), false)"),
                {"table": quote(table), "column": column["name"]},
            )
