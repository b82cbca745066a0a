"""The shapes of a proposal: rows for the ledger that one person makes and another one approves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data_sources.records import Record

DRAFT, SUBMITTED, APPROVED, REJECTED, WITHDRAWN = "concept", "ingediend", "goedgekeurd", "afgewezen", "ingetrokken"
STATES = (DRAFT, SUBMITTED, APPROVED, REJECTED, WITHDRAWN)
# How the rows came in.
BY_FORM, BY_FILE, BY_COMMAND = "formulier", "bestand", "opdrachtregel"


@dataclass(frozen=True)
class ProposedRow:
    """A row as it is to stand in the ledger. ``key``: which row it is. ``replaces``: the entry that answered for the
    key when this was made (None: nothing did). ``withdraws``: the key is to answer no more; the record is then the old
    one. ``reason``: why, which a row that replaces another must have.
    """

    kind: str
    key: str
    record: Record
    replaces: int | None = None
    withdraws: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Origin:
    """How the rows of a proposal came in; with the name and SHA-256 of the file, where it was one."""

    way: str = BY_FORM
    file_name: str | None = None
    file_hash: str | None = None


@dataclass(frozen=True)
class Decision:
    """Who approved or rejected a proposal, or took it back, when and why."""

    username: str
    name: str
    person: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Proposal:
    """One proposal with its rows, in their order. ``visible_from``: the moment before which nobody may see it on a page
    (None: as soon as it is approved). ``decision`` None: not decided yet.
    """

    id: int
    state: str
    author: str
    author_name: str
    author_person: str
    created_at: datetime
    changed_at: datetime
    origin: Origin
    visible_from: datetime | None
    submitted_at: datetime | None
    decision: Decision | None
    rows: Sequence[ProposedRow]
