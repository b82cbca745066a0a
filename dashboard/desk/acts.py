"""What an act on a proposal adds to the ledger, and what the audit trail tells of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypedDict

from dashboard.desk.rules import Situation
from data_sources.people import Person
from data_sources.pilots.fitting import new_lines
from data_sources.pilots.lines import Book, Line
from data_sources.proposals import BY_COMMAND, Proposal
from data_sources.store.ledger import line_hash


class Told(TypedDict):
    """An event of the audit trail, but for who, when and about which proposal."""

    action: str
    subject: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    reason: str


def approved_lines(proposal: Proposal, situation: Situation, approver: Person) -> list[Line]:
    """The lines of a proposal that is approved now."""
    visible_from = situation.visible_from(proposal.visible_from)
    lines = [
        Line(
            id=0, kind=made.row.kind, key=made.row.key, document=made.document, known_on=made.known_on,
            record=made.row.record, content_hash="", approved_by=approver.username, author=proposal.author,
            author_name=proposal.author_name, author_person=proposal.author_person, approver_name=approver.name,
            approver_person=approver.person, approved_at=situation.at, visible_from=visible_from,
            replaces=made.row.replaces, proposal=proposal.id, reason=made.row.reason.strip() or None,
            withdrawn=made.row.withdraws,
        )
        for made in new_lines(proposal.rows, situation.book, visible_from)
    ]  # fmt: skip
    return [replace(line, content_hash=line_hash(line)) for line in lines]


def row_event(line: Line, before: Book) -> Told:
    """What a line that was added changed of what was there before."""
    shown = {"visible_from": line.visible_from.isoformat()} if line.visible_from else {}
    replaced = before.last(line.row) if line.replaces is not None else None
    action = "rij-ingetrokken" if line.withdrawn else "rij-toegevoegd" if replaced is None else "rij-gecorrigeerd"
    return Told(
        action=action, subject=f"{line.kind} {line.key}", old=dict(replaced.record) if replaced else None,
        new=shown if line.withdrawn else {**line.record, **shown}, reason=line.reason or "",
    )  # fmt: skip


def restored_event(line: Line, file_name: str) -> Told:
    """What a line out of a file tells of itself: who made and approved it, and when, elsewhere."""
    moments = {"approved_at": line.approved_at, "visible_from": line.visible_from}
    by = {"author": line.author, "approved_by": line.approved_by, "restored_from": file_name}
    told = {name: moment.isoformat() for name, moment in moments.items() if moment is not None}
    return Told(
        action="rij-teruggezet", subject=f"{line.kind} {line.key}", old=None,
        new={
            **line.record, **told, **{name: text for name, text in by.items() if text is not None},
            **by_way(BY_COMMAND),
        },
        reason=line.reason or "",
    )  # fmt: skip


def proposal_state(proposal: Proposal) -> Mapping[str, Any]:
    """A proposal with its rows, as the audit trail keeps it."""
    asked = proposal.visible_from.isoformat() if proposal.visible_from else None
    rows = [{**vars(row), "record": dict(row.record)} for row in proposal.rows]
    return {"state": proposal.state, "visible_from": asked, "rows": rows, **by_way(proposal.origin.way)}


def by_way(way: str) -> Mapping[str, Any]:
    """What the trail tells of how something was done: on a command line one may say to be anybody."""
    return {"origin": way} if way == BY_COMMAND else {}
