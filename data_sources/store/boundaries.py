"""Boundaries in the store: an edition is only ever added; of each year the newest load known on a day answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from data_sources.boundaries import Boundaries, BoundaryEdition, Polygon, Shape, fitting_year
from data_sources.period import Period
from data_sources.store.limits import fetched_by
from data_sources.store.models import BoundaryLoadRow, BoundaryShapeRow


def add_boundaries(
    writer: Engine, edition: BoundaryEdition, *, host: str, file_name: str | None, source_url: str, known_on: date,
    fetched_at: datetime,
) -> int | None:  # fmt: skip
    """Add an edition when it says something else than the newest load of its year, or comes from another host, and give
    the load; None when not. Whose outlines they are stands beside the map, so the same from elsewhere is another load.

    ``known_on``: never before that load's. Compared inside the write transaction, so that of several one stores.
    """
    digest = edition.content_hash()
    with writer.begin() as connection:
        newest = _newest_loads(connection).get(edition.year)
        if newest is not None and (newest.content_hash, newest.host) == (digest, host):
            return None
        load = {
            "year": edition.year, "host": host, "file_name": file_name, "source_url": source_url,
            "known_on": max(known_on, newest.known_on) if newest is not None else known_on,
            "fetched_at": fetched_at, "content_hash": digest, "warnings": edition.warnings,
        }  # fmt: skip
        number = int(connection.execute(insert(BoundaryLoadRow).returning(BoundaryLoadRow.id), [load]).scalar_one())
        rows = [
            {"load_id": number, "code": item.code, "title": item.title, "polygons": item.polygons}
            for item in edition.shapes
        ]
        connection.execute(insert(BoundaryShapeRow), rows)
        return number


def boundaries(reader: Engine, period: Period, as_of: date | None = None) -> Boundaries | None:
    """The outlines that fit a period best (`fitting_year`), as known on a day (None: by now); None without any."""
    shapes = BoundaryShapeRow.__table__
    with reader.begin() as connection:
        loads = _newest_loads(connection, as_of)
        codes: dict[int, set[str]] = {year: set() for year in loads}
        years = {load.id: year for year, load in loads.items()}
        for row in connection.execute(select(shapes.c.load_id, shapes.c.code).where(shapes.c.load_id.in_(years))):
            codes[years[row.load_id]].add(row.code)
        year = fitting_year(codes, period)
        if year is None:
            return None
        load = loads[year]
        found = connection.execute(select(shapes).where(shapes.c.load_id == load.id)).all()
    return Boundaries(
        year=load.year, host=load.host, file_name=load.file_name, source_url=load.source_url,
        fetched_at=load.fetched_at, known_on=load.known_on, shapes=_shapes(found), load=load.id,
    )  # fmt: skip


def boundary_hosts(reader: Engine) -> set[str]:
    """The hosts that boundaries came from."""
    with reader.begin() as connection:
        return set(connection.execute(select(BoundaryLoadRow.host).distinct()).scalars())


def _newest_loads(connection: Connection, as_of: date | None = None) -> dict[int, Row[Any]]:
    """The newest load of each year."""
    columns = BoundaryLoadRow.__table__.c
    query = select(BoundaryLoadRow.__table__).order_by(columns.known_on, columns.id)
    query = query.where(*fetched_by(connection, columns.fetched_at))
    if as_of is not None:
        query = query.where(columns.known_on <= as_of)
    return {row.year: row for row in connection.execute(query)}


def _shapes(rows: Sequence[Row[Any]]) -> tuple[Shape, ...]:
    # Sorted here, since databases sort text differently.
    return tuple(
        Shape(row.code, row.title, tuple(map(_polygon, row.polygons)))
        for row in sorted(rows, key=lambda row: str(row.code))
    )


def _polygon(rings: list[list[list[int]]]) -> Polygon:
    return tuple(tuple((x, y) for x, y in ring) for ring in rings)
