"""Divisions in the store: an edition is only ever added, and the newest one known on a day answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from data_sources.divisions import ALL_KINDS, Division, Divisions, Edition, Municipality, kinds_in
from data_sources.store.limits import fetched_by
from data_sources.store.models import DivisionLoadRow, DivisionMemberRow


@dataclass(frozen=True)
class DivisionLoad:
    """One stored delivery of an edition, without its municipalities. ``modified`` is CBS's own text."""

    id: int
    known_on: date
    modified: str | None


def add_divisions(
    writer: Engine, edition: Edition, *, host: str, known_on: date, fetched_at: datetime, source_url: str
) -> int | None:
    """Add an edition when it says something else than its newest load, and give the load; None when not.

    Compared inside the write transaction, so that of several fetches at once one stores.
    """
    digest = edition.content_hash()
    with writer.begin() as connection:
        newest = _newest(connection, table=edition.table)
        if newest is not None and newest.content_hash == digest:
            return None
        load = {
            "table_id": edition.table, "year": edition.year, "title": edition.title, "host": host,
            "known_on": known_on, "fetched_at": fetched_at, "modified": edition.modified, "source_url": source_url,
            "content_hash": digest, "warnings": edition.warnings,
        }  # fmt: skip
        number = int(connection.execute(insert(DivisionLoadRow).returning(DivisionLoadRow.id), [load]).scalar_one())
        connection.execute(insert(DivisionMemberRow), list(_members(number, edition.municipalities)))
        return number


def newest_division_load(reader: Engine, table: str) -> DivisionLoad | None:
    """The newest load of one edition; None before the first."""
    with reader.begin() as connection:
        newest = _newest(connection, table=table)
    return DivisionLoad(newest.id, newest.known_on, newest.modified) if newest is not None else None


def divisions(reader: Engine, as_of: date | None = None) -> Divisions | None:
    """The edition of the latest year known on that day (None: by now), in its newest load; None where there is none."""
    with reader.begin() as connection:
        load = _newest(connection, as_of=as_of)
        if load is None:
            return None
        table = DivisionMemberRow.__table__
        members = connection.execute(select(table).where(table.c.load_id == load.id)).all()
    return Divisions(
        table=load.table_id, year=load.year, title=load.title, host=load.host, fetched_at=load.fetched_at,
        known_on=load.known_on, source_url=load.source_url, municipalities=_municipalities(members), load=load.id,
    )  # fmt: skip


def division_hosts(reader: Engine) -> set[str]:
    """The hosts that divisions were fetched from."""
    with reader.begin() as connection:
        return set(connection.execute(select(DivisionLoadRow.host).distinct()).scalars())


def _newest(connection: Connection, *, table: str | None = None, as_of: date | None = None) -> Row[Any] | None:
    # The year first: an older edition that CBS mends, or that is fetched late, does not come before a newer one.
    columns = DivisionLoadRow.__table__.c
    query = select(DivisionLoadRow.__table__).order_by(columns.year.desc(), columns.known_on.desc(), columns.id.desc())
    query = query.where(*fetched_by(connection, columns.fetched_at))
    if table is not None:
        query = query.where(columns.table_id == table)
    if as_of is not None:
        query = query.where(columns.known_on <= as_of)
    return connection.execute(query.limit(1)).one_or_none()


def _members(load: int, municipalities: Sequence[Municipality]) -> Iterable[dict[str, object]]:
    """A row for each kind that the edition has; of one that it lacks there are no rows."""
    kinds = kinds_in(municipalities)
    for item in municipalities:
        for kind in kinds:
            found = item.division(kind)
            yield {
                "load_id": load, "municipality": item.code, "kind": kind, "title": item.title,
                "code": found.code if found else None, "division": found.title if found else None,
            }  # fmt: skip


def _municipalities(members: Iterable[Row[Any]]) -> tuple[Municipality, ...]:
    titles: dict[str, str] = {}
    found: dict[str, dict[str, Division | None]] = {}
    for row in members:
        titles[row.municipality] = row.title
        division = Division(row.code, row.division) if row.code is not None else None
        found.setdefault(row.municipality, dict.fromkeys(ALL_KINDS))[row.kind] = division
    # Sorted here, since databases sort text differently.
    return tuple(Municipality(code, titles[code], **found[code]) for code in sorted(found))
