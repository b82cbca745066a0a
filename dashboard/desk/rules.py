"""What people may do with a proposal: each rule gives the Dutch sentence of why not, or None. Pure.

Pages ask them beforehand, to say why something cannot be done; the desk asks the same ones within the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.desk.texts import text_faults
from data_sources.four_eyes import Makers, Marks, marks, same_human, why_nobody_can, why_not_decide
from data_sources.people import EDITOR, Person, may
from data_sources.pilots.fitting import own_faults, standing_faults, together_faults
from data_sources.pilots.lines import Book
from data_sources.proposals import APPROVED, DRAFT, REJECTED, SUBMITTED, WITHDRAWN, Proposal, ProposedRow

_ENDED = {APPROVED: "goedgekeurd", REJECTED: "afgewezen", WITHDRAWN: "ingetrokken"}


@dataclass(frozen=True)
class Situation:
    """What rules rest on, all of one moment. ``persons``: the person of each account there ever was, by username."""

    book: Book
    editors: Sequence[Person]
    persons: Mapping[str, str]
    at: datetime

    def marks(self, username: str | None, person: str | None) -> Marks:
        """Who somebody is, also by what accounts say of the username now."""
        return marks(username, person, self.persons.get(username) if username else None)

    def editor(self, person: Person) -> Person | None:
        """The account of somebody who may enter and approve; None for one that may not, or no more."""
        found = next((editor for editor in self.editors if editor.username == person.username), None)
        return found if may(person.role, EDITOR) else None

    def makers(self, proposal: Proposal) -> Makers:
        asked = {row.replaces for row in proposal.rows if row.replaces is not None}
        replaced = [line for line in self.book.lines if line.id in asked]
        # Else a row would only have to be withdrawn first to be replaced by who wrote it.
        anew = [
            line for row in proposal.rows if row.replaces is None for line in self.book.followed((row.kind, row.key))
        ]
        return Makers(
            author=self.marks(proposal.author, proposal.author_person),
            followed=[self.marks(line.author, line.author_person) for line in [*replaced, *anew] if line.author],
        )

    def visible_from(self, asked: datetime | None) -> datetime:
        """From when on it may be seen, were it approved now."""
        return max(self.at, asked) if asked else self.at


def why_not_enter(person: Person, situation: Situation) -> str | None:
    """Why somebody may enter and decide nothing at all."""
    if situation.editor(person) is None:
        return "Hiervoor is de rol redacteur of beheerder nodig. Vraag een beheerder om die rol."
    return None


def why_not_change(person: Person, proposal: Proposal, situation: Situation) -> str | None:
    if (why := why_not_enter(person, situation) or _why_not_own(person, proposal, situation)) is not None:
        return why
    if proposal.state == SUBMITTED:
        return "Dit voorstel is ingediend en verandert niet meer: trek het in en maak een nieuw voorstel."
    return _why_ended(proposal)


def why_not_submit(person: Person, proposal: Proposal, situation: Situation) -> str | None:
    if (why := why_not_enter(person, situation) or _why_not_own(person, proposal, situation)) is not None:
        return why
    if proposal.state == SUBMITTED:
        return "Dit voorstel is al ingediend."
    if (why := _why_ended(proposal) or why_not_fit(proposal.rows, proposal.visible_from, situation)) is not None:
        return why
    others = [situation.marks(editor.username, editor.person) for editor in situation.editors]
    return why_nobody_can(others, situation.makers(proposal))


def why_not_take_back(person: Person, proposal: Proposal, situation: Situation) -> str | None:
    why = why_not_enter(person, situation) or _why_not_own(person, proposal, situation)
    return why or _why_ended(proposal)


def why_not_reject(person: Person, proposal: Proposal, situation: Situation) -> str | None:
    if (why := why_not_enter(person, situation) or _why_ended(proposal)) is not None:
        return why
    if proposal.state == DRAFT:
        return "Dit voorstel is nog niet ingediend."
    return why_not_decide(situation.marks(person.username, person.person), situation.makers(proposal))


def why_not_approve(person: Person, proposal: Proposal, situation: Situation) -> str | None:
    why = why_not_reject(person, proposal, situation)
    return why or why_not_fit(proposal.rows, proposal.visible_from, situation)


def why_not_keep(rows: Sequence[ProposedRow], visible_from: datetime | None, situation: Situation) -> str | None:
    """Why rows cannot even be a draft."""
    if visible_from is not None and (visible_from.second or visible_from.microsecond):
        return "Zichtbaar vanaf is een moment op de minuut, zoals 14:30 uur."
    return _sentences(own_faults(rows) or text_faults(rows) or standing_faults(rows, situation.book))


def why_not_fit(rows: Sequence[ProposedRow], visible_from: datetime | None, situation: Situation) -> str | None:
    """Why rows cannot be approved now, whoever does."""
    if (why := why_not_keep(rows, visible_from, situation)) is not None:
        return why
    return _sentences(together_faults(rows, situation.book, situation.visible_from(visible_from)))


def _why_not_own(person: Person, proposal: Proposal, situation: Situation) -> str | None:
    author = situation.marks(proposal.author, proposal.author_person)
    if not same_human(situation.marks(person.username, person.person), author):
        return (
            f"Dit voorstel is van {proposal.author_name}: alleen de indiener mag het wijzigen, indienen of intrekken."
        )
    return None


def _why_ended(proposal: Proposal) -> str | None:
    if proposal.decision is None:
        return None
    return f"Dit voorstel is al {_ENDED[proposal.state]} door {proposal.decision.name}; er verandert niets meer aan."


def _sentences(faults: Sequence[str]) -> str | None:
    return " ".join(faults) or None
