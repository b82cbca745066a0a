"""The tables of the store. Rows of figures and of the ledger are only ever added; attempts are completed when they end,
and what people are at work on (accounts, sessions, proposals) changes with them, each change leaving an audit event.

A load is one vintage. An observation row says: from this load on, this cell has this value (or reason of
missing, or has disappeared). Titles, units, rounding and status belong to a load, since CBS changes them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Dialect, Double, ForeignKey, MetaData, SmallInteger, Text, false, true
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
    ``messages``: whom was told of it, and whether that worked; ``progress``: how far one under way is
    (data_sources/attempt_progress.py).
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
    progress: Mapped[str | None]


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

    Rows are only added; but a ledger that people left alone is written anew when a file of another one is put back
    (store/restored_ledger). One table for every kind of row, since being added, corrected and approved is the same for
    all of them. Of a row that came with the program the document stands for it (``approved_by``: 'bron: L26'), and what
    people do is None.
    ``approved_by`` is else the username of who approved; ``visible_from``: nobody sees it before; ``replaces``: the
    entry it corrects; ``withdrawn``: from this row on the key answers no more; ``restored_from``: the file that says
    so, where the approval was not given in this store.
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
    author: Mapped[str | None]
    author_name: Mapped[str | None]
    author_person: Mapped[str | None]
    approver_name: Mapped[str | None]
    approver_person: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    visible_from: Mapped[datetime | None]
    replaces: Mapped[int | None]
    proposal_id: Mapped[int | None]
    restored_from: Mapped[str | None]
    reason: Mapped[str | None]
    withdrawn: Mapped[bool] = mapped_column(server_default=false())


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


class AccountRow(Base):
    """Who may log in. ``person``: whose account it is; one person may have several. ``role``: see
    data_sources/people.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    person: Mapped[str]
    role: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class CredentialRow(Base):
    """The password of an account, hashed; apart from it, since a backup holds no secrets."""

    __tablename__ = "credential"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    password_hash: Mapped[str]
    changed_at: Mapped[datetime]


class SessionRow(Base):
    """Somebody who is logged in: the hash of what their browser shows, and until when that holds."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LoginFailureRow(Base):
    """A guess at a password that was wrong, by the name and from the address it came."""

    __tablename__ = "login_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class ProposalRow(Base):
    """Rows for the ledger that wait for a second person; see data_sources/proposals."""

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    author: Mapped[str]
    author_name: Mapped[str]
    author_person: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    origin: Mapped[str]
    file_name: Mapped[str | None]
    file_hash: Mapped[str | None]
    visible_from: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decider: Mapped[str | None]
    decider_name: Mapped[str | None]
    decider_person: Mapped[str | None]
    decision_reason: Mapped[str | None]


class ProposalEntryRow(Base):
    """One row of a proposal. ``replaces``: the entry that answered for its key when the row was made."""

    __tablename__ = "proposal_row"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    record: Mapped[dict[str, Any]]
    replaces: Mapped[int | None]
    withdraws: Mapped[bool]
    reason: Mapped[str]


class AuditEventRow(Base):
    """Who did what, when, and why; ``old`` and ``new`` as far as it changed something."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str]
    actor_name: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    proposal_id: Mapped[int | None]
    old: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    new: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str]
