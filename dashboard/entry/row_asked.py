"""Which row an address asks to write: a new one, one of a draft, or a correction of one that answers now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.entry.places import CORRECTS, KIND, OF, PLACE, SLUGS, asked_kind, asked_number
from dashboard.entry.written import written_texts
from dashboard.services import Services
from dashboard.workbench import Visit
from data_sources.errors import UsageError
from data_sources.pilots.intake import REASON, Known
from data_sources.proposals import Proposal


@dataclass(frozen=True)
class Asked:
    """Which row is asked for: of a kind; in a draft (None: a new one) in the place of one of its rows (None: besides
    them); as a correction of a key (None: whichever row it turns out to be).
    """

    kind: str
    known: Known
    proposal: Proposal | None = None
    place: int | None = None
    corrects: str | None = None

    @property
    def query(self) -> dict[str, object]:
        number = self.proposal.id if self.proposal else None
        return {KIND: SLUGS[self.kind], OF: number, PLACE: self.place, CORRECTS: self.corrects}

    def first_texts(self) -> Mapping[str, str]:
        """What the form holds when it is opened."""
        if self.proposal is not None and self.place is not None:
            row = self.proposal.rows[self.place]
            return {**written_texts(self.kind, row.record), REASON: row.reason}
        return self.before() or {}

    def before(self) -> Mapping[str, str] | None:
        """The row that is corrected, as people write it."""
        key = self.corrected_key
        standing = self.known.standing.get((self.kind, key)) if key is not None else None
        return written_texts(self.kind, standing.record) if standing else None

    @property
    def corrected_key(self) -> str | None:
        if self.corrects is None and self.proposal is not None and self.place is not None:
            row = self.proposal.rows[self.place]
            return row.key if row.replaces is not None else None
        return self.corrects


def read_asked(visit: Visit, services: Services) -> Asked:
    """Raises UsageError for a kind, proposal, place or row that is not there, or not to be changed by who asks."""
    desk = services.desk
    asked = Asked(asked_kind(visit.asked(KIND)), desk.known(), corrects=visit.asked(CORRECTS) or None)
    if asked.corrects is not None and (asked.kind, asked.corrects) not in asked.known.standing:
        raise UsageError("De rij die u wilt corrigeren is er niet, of niet meer.", found=asked.corrects)
    if not visit.asked(OF):
        return asked
    proposal = desk.proposal(asked_number(visit.asked(OF), "voorstel"))
    why = desk.why_not_change(visit.person, proposal)
    if why is not None:
        raise UsageError(why)
    if not visit.asked(PLACE):
        return replace(asked, proposal=proposal)
    place = asked_number(visit.asked(PLACE), "rij")
    if place >= len(proposal.rows) or proposal.rows[place].kind != asked.kind or proposal.rows[place].withdraws:
        raise UsageError("Deze rij staat niet in dit voorstel.", found=place)
    return replace(asked, proposal=proposal, place=place)
