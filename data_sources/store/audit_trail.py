"""Reading the audit trail: filtered in the database, newest first, a page at a time or all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, func, or_, select

from data_sources.audit import ACTIONS, OF_LEDGER, AuditEvent, AuditFilter
from data_sources.days import AMSTERDAM
from data_sources.store.models import AuditEventRow, ProposalRow

_TABLE = AuditEventRow.__table__
# Each with who made the proposal it belongs to.
_EVENTS = select(_TABLE, ProposalRow.author.label("author"), ProposalRow.author_name.label("author_name")).outerjoin(
    ProposalRow.__table__, AuditEventRow.proposal_id == ProposalRow.id
)
# Events read at once where all are asked for.
_CHUNK = 1_000
# Nothing happened before or after; a day near the ends of the calendar has no moment in another zone.
_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 30)


def read_events(engine: Engine, asked: AuditFilter, *, offset: int, limit: int) -> tuple[list[AuditEvent], int]:
    """A page of the events that were asked for, newest first; and how many there are in all."""
    limits = _limits(asked)
    query = _EVENTS.where(*limits).order_by(AuditEventRow.id.desc()).offset(offset).limit(limit)
    with engine.begin() as connection:
        total = connection.execute(select(func.count()).select_from(_TABLE).where(*limits)).scalar_one()
        return [_event(row) for row in connection.execute(query)], int(total)


def each_event(engine: Engine, asked: AuditFilter) -> Iterator[AuditEvent]:
    """All events that were asked for when this began, newest first, read a part at a time."""
    before: list[ColumnElement[bool]] = []
    while True:
        query = _EVENTS.where(*_limits(asked), *before).order_by(AuditEventRow.id.desc()).limit(_CHUNK)
        with engine.begin() as connection:
            found = [_event(row) for row in connection.execute(query)]
        yield from found
        if len(found) < _CHUNK:
            return
        # What is written meanwhile is newer than all of these.
        before = [AuditEventRow.id < found[-1].id]


def actors(engine: Engine, *, of_accounts: bool) -> list[tuple[str, str]]:
    """Who did anything, by username and the name they had last, sorted."""
    query = select(AuditEventRow.actor, AuditEventRow.actor_name).where(*_limits(AuditFilter(of_accounts=of_accounts)))
    latest = func.max(AuditEventRow.id)
    with engine.begin() as connection:
        rows = connection.execute(query.group_by(AuditEventRow.actor, AuditEventRow.actor_name).order_by(latest)).all()
    return sorted({row.actor: row.actor_name for row in rows}.items())


def _limits(asked: AuditFilter) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = [AuditEventRow.action.in_(list(ACTIONS if asked.of_accounts else OF_LEDGER))]
    if asked.actor:
        limits.append(AuditEventRow.actor == asked.actor)
    if asked.action:
        limits.append(AuditEventRow.action == asked.action)
    if asked.first is not None:
        limits.append(AuditEventRow.at >= _begin(asked.first))
    if asked.last is not None:
        limits.append(AuditEventRow.at < _begin(asked.last) + timedelta(days=1))
    if asked.words:
        limits.append(or_(_holds(AuditEventRow.subject, asked.words), _holds(AuditEventRow.reason, asked.words)))
    if asked.proposal is not None:
        limits.append(AuditEventRow.proposal_id == asked.proposal)
    return limits


def _begin(day: date) -> datetime:
    """Midnight in Amsterdam; the day after begins a day later by the calendar there, also when clocks change."""
    return datetime.combine(min(max(day, _EARLIEST), _LATEST), time(), AMSTERDAM)


def _holds(column: Any, words: str) -> ColumnElement[bool]:
    """Whether a text holds these words, whatever the case of their letters."""
    words = _small(words)
    # SQLite, and PostgreSQL with a plain collation, know no capitals beyond those of ASCII. A capital that is two
    # letters, like that of ß, stays as it is.
    others = sorted({letter for letter in words if not letter.isascii() and len(letter.upper()) == 1})
    capitals = "".join(letter.upper() for letter in others)
    return func.translate(func.lower(column), capitals, "".join(others)).contains(words, autoescape=True)


def _small(words: str) -> str:
    """Letter for letter, so that one that is two in another case stays as it is."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in words)


def _event(row: Row[Any]) -> AuditEvent:
    return AuditEvent(
        id=row.id, at=row.at, actor=row.actor, actor_name=row.actor_name, action=row.action, subject=row.subject,
        proposal=row.proposal_id, old=row.old, new=row.new, reason=row.reason,
        author=row.author or "", author_name=row.author_name or "",
    )  # fmt: skip
