"""The shape of the audit trail: who did what, when, and why. Whatever people change leaves an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

# Each action by the name it is kept under, and as it is shown. Those of OF_ACCOUNTS are about people, not figures, and
# for administrators only.
OF_ACCOUNTS: Mapping[str, str] = {
    "aangemeld": "aangemeld",
    "afgemeld": "afgemeld",
    "aanmelden-geblokkeerd": "aanmelden geblokkeerd",
    "account-gemaakt": "account gemaakt",
    "account-uitgezet": "account uitgezet",
    "account-aangezet": "account weer aangezet",
    "rol-gewijzigd": "rol gewijzigd",
    "wachtwoord-gezet": "wachtwoord gezet",
}
OF_LEDGER: Mapping[str, str] = {
    "voorstel-gemaakt": "voorstel gemaakt",
    "voorstel-gewijzigd": "voorstel gewijzigd",
    "voorstel-ingediend": "voorstel ingediend",
    "voorstel-teruggenomen": "voorstel ingetrokken",
    "voorstel-goedgekeurd": "voorstel goedgekeurd",
    "voorstel-afgewezen": "voorstel afgewezen",
    "rij-toegevoegd": "rij toegevoegd",
    "rij-gecorrigeerd": "rij gecorrigeerd",
    "rij-ingetrokken": "rij ingetrokken",
    "rij-teruggezet": "rij teruggezet uit een bestand",
    "verversen-gestart": "verversen gestart",
    "opslag-teruggezet": "opslag teruggezet uit een reservekopie",
}
ACTIONS: Mapping[str, str] = {**OF_LEDGER, **OF_ACCOUNTS}


@dataclass(frozen=True)
class AuditEvent:
    """One event. ``actor``: a username, or who else did it ('opdrachtregel'). ``subject``: what it was done to.
    ``old``, ``new``: as far as it changed something, else None; of a row of the ledger its record. ``author``,
    ``author_name``: whose proposal it belongs to, '' where it belongs to none.
    """

    id: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject: str
    proposal: int | None
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    reason: str
    author: str = ""
    author_name: str = ""


@dataclass(frozen=True)
class AuditFilter:
    """Which events are asked for; '' and None leave that open. ``first``, ``last``: days in Amsterdam, both included;
    ``words``: what stands in the subject or the reason, whatever its case. ``of_accounts``: whether those about people
    are among them.
    """

    actor: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None
    words: str = ""
    proposal: int | None = None
    of_accounts: bool = False
