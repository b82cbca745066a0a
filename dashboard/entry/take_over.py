"""A proposal that came back, rejected or taken back, as a new draft: its rows as they may stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dashboard.desk.desk import Desk
from data_sources.errors import UsageError
from data_sources.people import Person
from data_sources.pilots.intake import Known
from data_sources.proposals import REJECTED, WITHDRAWN, Proposal, ProposedRow

# For how long a rejected proposal stands high on the page.
_SHOWN_FOR = timedelta(days=60)
_NOTHING_LEFT = "Van dit voorstel is niets meer over te nemen: alles staat intussen zo in de gegevens."


def is_own(proposal: Proposal, person: Person) -> bool:
    return person.person == proposal.author_person or person.username == proposal.author


def may_take_over(person: Person, proposal: Proposal) -> bool:
    """Whoever made it, and nobody else: a row has one author, who never approves it."""
    return proposal.state in {REJECTED, WITHDRAWN} and is_own(proposal, person)


def take_over(desk: Desk, person: Person, proposal: Proposal, *, now: datetime) -> Proposal:
    """A new draft of its rows. Raises UsageError where that cannot be, or nothing is left of it."""
    if not may_take_over(person, proposal):
        raise UsageError(
            "Alleen wie dit voorstel maakte kan het overnemen, en pas als het is afgewezen of ingetrokken."
        )
    known = desk.known()
    rows = [row for before in proposal.rows if (row := _row_now(before, known)) is not None]
    if not rows:
        raise UsageError(_NOTHING_LEFT)
    moment = proposal.visible_from if proposal.visible_from is not None and proposal.visible_from > now else None
    return desk.create(person, rows, origin=proposal.origin, visible_from=moment)


def came_back(proposals: Sequence[Proposal], person: Person, *, now: datetime) -> list[Proposal]:
    """Those of somebody that were rejected and whose rows they have not proposed since; the latest first."""
    mine = [one for one in proposals if is_own(one, person)]
    return [
        one
        for one in sorted(mine, key=lambda one: one.id, reverse=True)
        if one.state == REJECTED and one.decision is not None and now - one.decision.at < _SHOWN_FOR
        and not any(later.id > one.id and _keys(later) & _keys(one) for later in mine)
    ]  # fmt: skip


def _keys(proposal: Proposal) -> set[tuple[str, str]]:
    return {(row.kind, row.key) for row in proposal.rows}


def _row_now(row: ProposedRow, known: Known) -> ProposedRow | None:
    """A row against what answers now; None where it would change nothing any more."""
    standing = known.standing.get((row.kind, row.key))
    if standing is None:
        return None if row.withdraws else replace(row, replaces=None, reason="")
    if row.withdraws:
        return replace(row, record=standing.record, replaces=standing.entry)
    return None if dict(row.record) == dict(standing.record) else replace(row, replaces=standing.entry)
