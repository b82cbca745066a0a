"""Proposals in the store: kept and changed within a write transaction, which whoever decides on them opens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from data_sources.people import Person
from data_sources.proposals import DRAFT, SUBMITTED, Decision, Origin, Proposal, ProposedRow
from data_sources.store.models import ProposalEntryRow, ProposalRow


def read_proposals(
    connection: Connection, *, states: Collection[str] | None = None, ids: Collection[int] | None = None
) -> list[Proposal]:
    """Proposals with their rows, newest first; of these states and numbers (None: all)."""
    query = select(ProposalRow.__table__).order_by(ProposalRow.id.desc())
    if states is not None:
        query = query.where(ProposalRow.state.in_(states))
    if ids is not None:
        query = query.where(ProposalRow.id.in_(ids))
    found = connection.execute(query).all()
    rows = _rows_of(connection, [row.id for row in found])
    return [_proposal(row, rows[row.id]) for row in found]


def count_waiting(connection: Connection, *, person: Person) -> int:
    """The submitted proposals of others than this person, under whatever account they made them."""
    query = select(func.count()).select_from(ProposalRow).where(
        ProposalRow.state == SUBMITTED, ProposalRow.author != person.username,
        ProposalRow.author_person != person.person,
    )  # fmt: skip
    return int(connection.execute(query).scalar_one())


def add_proposal(
    connection: Connection, rows: Sequence[ProposedRow], *, person: Person, at: datetime, origin: Origin,
    visible_from: datetime | None,
) -> int:  # fmt: skip
    """A new draft; gives its number."""
    row = {
        "state": DRAFT, "author": person.username, "author_name": person.name, "author_person": person.person,
        "created_at": at, "changed_at": at, "origin": origin.way, "file_name": origin.file_name,
        "file_hash": origin.file_hash, "visible_from": visible_from,
    }  # fmt: skip
    number = int(connection.execute(insert(ProposalRow).returning(ProposalRow.id), [row]).scalar_one())
    _add_rows(connection, number, rows)
    return number


def change_rows(
    connection: Connection, number: int, rows: Sequence[ProposedRow], *, at: datetime, visible_from: datetime | None
) -> None:
    """Put other rows, and another moment, in the place of those of a draft."""
    connection.execute(delete(ProposalEntryRow).where(ProposalEntryRow.proposal_id == number))
    _add_rows(connection, number, rows)
    _update(connection, number, {"changed_at": at, "visible_from": visible_from})


def mark_submitted(connection: Connection, number: int, *, state: str, at: datetime) -> None:
    _update(connection, number, {"state": state, "changed_at": at, "submitted_at": at})


def mark_decided(connection: Connection, number: int, *, state: str, by: Person, at: datetime, reason: str) -> None:
    """End a proposal: approved, rejected or taken back."""
    done = {
        "state": state, "changed_at": at, "decided_at": at, "decider": by.username, "decider_name": by.name,
        "decider_person": by.person, "decision_reason": reason,
    }  # fmt: skip
    _update(connection, number, done)


def _update(connection: Connection, number: int, values: dict[str, Any]) -> None:
    connection.execute(update(ProposalRow).where(ProposalRow.id == number).values(values))


def _add_rows(connection: Connection, number: int, rows: Sequence[ProposedRow]) -> None:
    kept = [{**vars(row), "record": dict(row.record), "proposal_id": number, "place": n} for n, row in enumerate(rows)]
    connection.execute(insert(ProposalEntryRow), kept)


def _rows_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[ProposedRow]]:
    query = select(ProposalEntryRow.__table__).order_by(ProposalEntryRow.proposal_id, ProposalEntryRow.place)
    found: dict[int, list[ProposedRow]] = {number: [] for number in numbers}
    for row in connection.execute(query.where(ProposalEntryRow.proposal_id.in_(numbers))):
        made = ProposedRow(row.kind, row.key, row.record, row.replaces, row.withdraws, row.reason)
        found[row.proposal_id].append(made)
    return found


def _proposal(row: Any, rows: Sequence[ProposedRow]) -> Proposal:
    decision = None
    if row.decided_at is not None:
        decision = Decision(row.decider, row.decider_name, row.decider_person, row.decided_at, row.decision_reason)
    return Proposal(
        id=row.id, state=row.state, author=row.author, author_name=row.author_name, author_person=row.author_person,
        created_at=row.created_at, changed_at=row.changed_at,
        origin=Origin(row.origin, row.file_name, row.file_hash), visible_from=row.visible_from,
        submitted_at=row.submitted_at, decision=decision, rows=rows,
    )  # fmt: skip
