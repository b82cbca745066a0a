"""The tables of the store. Rows are only ever added; attempts alone are completed when they end.

A load is one vintage. An observation row says: from this load on, this cell has this value (or reason of
missing, or has disappeared). Titles, units, rounding and status belong to a load, since CBS changes them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Dialect, Double, ForeignKey, MetaData, SmallInteger, Text, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refuses naive datetimes, and gives aware UTC back on SQLite as well as on PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, datetime: UtcDateTime, date: Date, float: Double, dict[str, Any]: JSON}


class LoadRow(Base):
    __tablename__ = "load"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    table_id: Mapped[str]
    host: Mapped[str | None]
    known_on: Mapped[date] = mapped_column(index=True)
    known_on_precision: Mapped[str]
    known_on_basis: Mapped[str]
    published_on: Mapped[date | None]
    fetched_at: Mapped[datetime | None]
    source_key: Mapped[str | None]
    source_title: Mapped[str]
    source_url: Mapped[str]
    place: Mapped[int]
    modified: Mapped[str | None]
    content_hash: Mapped[str]
    warnings: Mapped[list[str]] = mapped_column(JSON)
    rows: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    removed: Mapped[int]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, server_default="[]")
    file_name: Mapped[str | None]
    file_hash: Mapped[str | None]


class AttemptRow(Base):
    """One try. ``stamp``: what CBS said of the table's change; ``compared``: whether every cell was looked at;
    ``messages``: whom was told of it, and whether that worked.
    """

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[str] = mapped_column(index=True)
    host: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"))
    modified: Mapped[str | None]
    error: Mapped[str | None]
    warnings: Mapped[list[str]] = mapped_column(JSON)
    stamp: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    compared: Mapped[bool] = mapped_column(server_default=true())
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, server_default="[]")
    messages: Mapped[list[str]] = mapped_column(JSON, server_default="[]")


class LeaseRow(Base):
    """Who is at work, and until when that holds without a sign of life (seconds since 1970, UTC)."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    expires_at: Mapped[float]


class ScheduleSlotRow(Base):
    """A moment of the schedule that somebody took on; its key lets only one do so."""

    __tablename__ = "schedule_slot"

    job: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    claimed_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    tries: Mapped[int]


class IndicatorRow(Base):
    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class RegionRow(Base):
    __tablename__ = "region"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class PeriodRow(Base):
    __tablename__ = "period"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class BreakdownRow(Base):
    __tablename__ = "breakdown"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class LoadIndicatorRow(Base):
    """A topic as one load has it: title, unit and rounding."""

    __tablename__ = "load_indicator"

    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    topic_key: Mapped[str | None]
    title: Mapped[str]
    group_title: Mapped[str]
    unit: Mapped[str]
    decimals: Mapped[int | None]
    rounding: Mapped[float | None]
    description: Mapped[str]


class LoadRegionRow(Base):
    __tablename__ = "load_region"

    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    title: Mapped[str]


class LoadPeriodRow(Base):
    """How certain one load says the figures of a period are."""

    __tablename__ = "load_period"

    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    title: Mapped[str]
    status: Mapped[str]
    status_basis: Mapped[str]


class LoadCategoryRow(Base):
    """What one load calls a code of a further dimension; ``place``: its place in the list of CBS."""

    __tablename__ = "load_category"

    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    dimension_title: Mapped[str]
    title: Mapped[str]
    place: Mapped[int]


class ObservationRow(Base):
    """In key order without a rowid: the primary key is the table, and a series is read in one stretch.

    No foreign keys: five look-ups for each of hundreds of thousands of cells, while the one writer makes the
    keys in the same transaction and nothing is ever deleted.
    """

    __tablename__ = "observation"
    __table_args__ = {"sqlite_with_rowid": False}

    indicator_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    region_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    period_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    breakdown_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    load_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[float | None]
    state: Mapped[int] = mapped_column(SmallInteger)


class PublishedChangeRow(Base):
    """A change as somebody published it; see data_sources/published/README.md."""

    __tablename__ = "published_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(unique=True)
    place: Mapped[int]
    source_key: Mapped[str]
    indicator: Mapped[str]
    period: Mapped[str]
    base: Mapped[str]
    kind: Mapped[str]
    value: Mapped[float | None]
    qualifier: Mapped[str]
    rounding: Mapped[float | None]
    text: Mapped[str]
    published_on: Mapped[date]
    published_on_precision: Mapped[str]
    published_on_basis: Mapped[str]
    source_title: Mapped[str]
    source_url: Mapped[str]
    note: Mapped[str]


class LedgerEntryRow(Base):
    """A row of the pilot ledger: its record as texts, the document it was read in, and who stands for it.

    One table for every kind of row, since being added, corrected and approved is the same for all of them.
    """

    __tablename__ = "ledger_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    document: Mapped[str]
    known_on: Mapped[date]
    record: Mapped[dict[str, Any]]
    content_hash: Mapped[str] = mapped_column(unique=True)
    approved_by: Mapped[str]


class DivisionLoadRow(Base):
    """One delivery of an edition of 'Gebieden in Nederland'. Dated like a load, but holds no figures."""

    __tablename__ = "division_load"

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[str]
    year: Mapped[int]
    title: Mapped[str]
    host: Mapped[str]
    known_on: Mapped[date]
    fetched_at: Mapped[datetime]
    modified: Mapped[str | None]
    source_url: Mapped[str]
    content_hash: Mapped[str]
    warnings: Mapped[list[str]] = mapped_column(JSON)


class DivisionMemberRow(Base):
    """Where one municipality lies, for one kind of division; without code and name where the table gives none."""

    __tablename__ = "division_member"

    load_id: Mapped[int] = mapped_column(ForeignKey("division_load.id"), primary_key=True)
    municipality: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    code: Mapped[str | None]
    division: Mapped[str | None]


class BoundaryLoadRow(Base):
    """One delivery of the outlines of the Veilig Thuis regions of a year. Dated like a load, but holds no figures."""

    __tablename__ = "boundary_load"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    host: Mapped[str]
    file_name: Mapped[str | None]
    known_on: Mapped[date]
    fetched_at: Mapped[datetime]
    source_url: Mapped[str]
    content_hash: Mapped[str]
    warnings: Mapped[list[str]] = mapped_column(JSON)


class BoundaryShapeRow(Base):
    """The outline of one region: polygons of rings of points, in whole metres of the Dutch grid."""

    __tablename__ = "boundary_shape"

    load_id: Mapped[int] = mapped_column(ForeignKey("boundary_load.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    polygons: Mapped[list[list[list[list[int]]]]] = mapped_column(JSON)
