"""Opening the store: the one preparation every command goes through.

The schema is brought up to date and bundled releases that are not in it yet are loaded, each under the write
lock. When there is nothing to do nothing is locked, so that readers never wait for each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from data_sources.errors import StoreError
from data_sources.pilots.entries import Entry
from data_sources.pin import Pin
from data_sources.published.bundle import PublishedChange, PublishedSource
from data_sources.store.engine import Engines, open_engines
from data_sources.store.ledger import holds_entries
from data_sources.store.limits import pinned
from data_sources.store.migrate import migrate, schema_head, schema_revision
from data_sources.store.models import LoadRow, PublishedChangeRow
from data_sources.store.reader import Reader
from data_sources.store.writer import Writer


@dataclass(frozen=True)
class Store:
    """An opened, prepared store."""

    engines: Engines
    reader: Reader
    writer: Writer

    def at(self, pin: Pin) -> Store:
        """The same store as it was at a pin, to be read only."""
        engines = Engines(pinned(self.engines.reader, pin), pinned(self.engines.writer, pin))
        return Store(engines, Reader(engines.reader), Writer(engines.writer))


def prepare(
    database_url: str, *, sources: Sequence[PublishedSource] = (), changes: Sequence[PublishedChange] = (),
    ledger: Sequence[Entry] = (),
) -> Store:  # fmt: skip
    """The store at this address, ready. Raises SettingsError for a bad address, StoreError when it cannot open."""
    engines = open_engines(database_url)
    try:
        _bring_up_to_date(engines)
        store = Store(engines, Reader(engines.reader), Writer(engines.writer))
        if not _holds(engines, sources, changes, ledger):
            store.writer.add_bundle(sources, changes, ledger)
    except StoreError:
        engines.dispose()
        raise
    except DatabaseError as error:
        engines.dispose()
        raise StoreError(
            "De opslag is niet te openen. Controleer VT_DATABASE_URL, en of de map of de database bereikbaar en"
            " beschrijfbaar is.",
            url=engines.writer.url.render_as_string(hide_password=True), found=str(error.orig),
        ) from error  # fmt: skip
    return store


def _bring_up_to_date(engines: Engines) -> None:
    with engines.reader.connect() as connection:
        current = schema_revision(connection)
    if current != schema_head():
        with engines.writer.begin() as connection:
            migrate(connection)


def _holds(
    engines: Engines, sources: Sequence[PublishedSource], changes: Sequence[PublishedChange], ledger: Sequence[Entry]
) -> bool:
    with engines.reader.begin() as connection:
        loads = set(connection.execute(select(LoadRow.content_hash).where(LoadRow.kind == "published")).scalars())
        known = set(connection.execute(select(PublishedChangeRow.content_hash)).scalars())
        has_ledger = holds_entries(connection, ledger)
    return (
        has_ledger
        and {source.content_hash for source in sources} <= loads
        and {item.content_hash for item in changes} <= known
    )
