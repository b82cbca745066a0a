"""The audit trail in the store: each event is written in the transaction of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from data_sources.audit import ACTIONS
from data_sources.people import Person
from data_sources.store.models import AuditEventRow

# Who did what was done by a command, on the machine itself; and by somebody who is not logged in.
COMMAND_LINE, NOBODY = "opdrachtregel", "niemand"


def note(
    connection: Connection, *, at: datetime, person: Person | None, action: str, subject: str,
    proposal: int | None = None, old: Mapping[str, Any] | None = None, new: Mapping[str, Any] | None = None,
    reason: str = "", otherwise: str = COMMAND_LINE,
) -> None:  # fmt: skip
    """Write an event, within the write transaction of what it tells of. ``person`` None: by who ``otherwise`` says."""
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is no action")
    event = {
        "at": at, "actor": person.username if person else otherwise, "actor_name": person.name if person else "",
        "action": action, "subject": subject, "proposal_id": proposal, "old": dict(old) if old is not None else None,
        "new": dict(new) if new is not None else None, "reason": reason,
    }  # fmt: skip
    connection.execute(insert(AuditEventRow), [event])
