"""Loads and their rows as values: what the store knows of each vintage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from data_sources.contract import Load
from data_sources.store.limits import known_loads
from data_sources.store.models import LoadRow

_LOAD_COLUMNS = (
    LoadRow.id, LoadRow.kind, LoadRow.table_id, LoadRow.host, LoadRow.known_on, LoadRow.known_on_precision,
    LoadRow.known_on_basis, LoadRow.published_on, LoadRow.fetched_at, LoadRow.source_title, LoadRow.source_url,
    LoadRow.file_name,
)  # fmt: skip


def read_loads(connection: Connection, *, as_of: date | None = None) -> list[Load]:
    """The loads known on a day (None: all), in the order in which they count: day, place in the bundle, id."""
    query = select(*_LOAD_COLUMNS).order_by(LoadRow.known_on, LoadRow.place, LoadRow.id)
    query = query.where(*known_loads(connection, LoadRow.id))
    if as_of is not None:
        query = query.where(LoadRow.known_on <= as_of)
    return [_load(row._mapping) for row in connection.execute(query)]


def is_statline(load: Load) -> bool:
    """Whether a load belongs to the statline lane; demo loads fill it in a demo store."""
    return load.kind in {"statline", "demo"}


def _load(row: Mapping[Any, Any]) -> Load:
    fields = dict(row)
    return Load(table=fields.pop("table_id"), **fields)
