"""The desk: where people propose rows for the ledger, and a second person decides. The only way in for either.

Each act is one write transaction, alone in the store, that asks its rules anew, changes something and leaves its audit
events; or it is refused with a UsageError and leaves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from dashboard.desk import rules
from dashboard.desk.acts import approved_lines, by_way, proposal_state, restored_event, row_event
from dashboard.desk.rules import Situation
from dashboard.desk.texts import why_not_file, why_not_reason
from data_sources.errors import UsageError
from data_sources.four_eyes import same_human
from data_sources.people import Person, check_username
from data_sources.pilots.intake import Known
from data_sources.pilots.lines import Book, Line
from data_sources.pilots.plain_text import tidy
from data_sources.proposals import APPROVED, BY_FORM, REJECTED, SUBMITTED, WITHDRAWN, Origin, Proposal, ProposedRow
from data_sources.store import proposals as stored
from data_sources.store.audit import note
from data_sources.store.editors import read_editors, read_persons
from data_sources.store.ledger import add_lines, read_book
from data_sources.store.prepare import Store
from data_sources.store.restored_ledger import check_lines, put_back

_BY_FORM = Origin()
_ENTERED = (
    "In dit grootboek hebben mensen al iets ingevoerd: goedkeuringen uit een bestand worden dan niet overgenomen."
)


class Desk:
    """Bound to one store and one clock. Whatever is refused raises UsageError with a Dutch sentence; every act gives
    the proposal as it then is.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._engines = store.engines
        self._now = now

    def editors(self) -> list[Person]:
        """The people who may enter and approve, each once, whatever number of accounts they have."""
        with self._engines.reader.begin() as connection:
            situation = self._situation(connection)
        found: list[Person] = []
        for editor in situation.editors:
            who = situation.marks(editor.username, editor.person)
            if not any(same_human(who, situation.marks(other.username, other.person)) for other in found):
                found.append(editor)
        return found

    def editor(self, username: str) -> Person:
        """The account of somebody who may enter and approve. Raises UsageError for a name that has no such account."""
        asked = check_username(username)
        with self._engines.reader.begin() as connection:
            found = next((editor for editor in read_editors(connection) if editor.username == asked), None)
        if found is None:
            raise UsageError(
                f"'{asked}' is geen account dat mag invoeren: het moet aan staan en de rol redacteur of beheerder"
                " hebben. 'users list' toont de accounts.",
                found=asked,
            )
        return found

    def known(self) -> Known:
        """What new rows are held against: all that was approved, also what may be seen only later."""
        return self._book().known()

    def lines(self, kind: str | None = None) -> list[Line]:
        """The lines that answer once all is visible, of one kind or all, in the order in which they first came in."""
        return [line for line in self._book().standing() if kind in {None, line.kind}]

    def seen(self) -> Book:
        """What anybody may see by now, for files that are handed out."""
        return self._book().seen(self._now())

    def history(self, kind: str, key: str) -> Sequence[Line]:
        """All lines of a key, those that were replaced or withdraw it too, the last one last."""
        return self._book().history((kind, key))

    def all_lines(self) -> Sequence[Line]:
        """All lines there are, in the order in which they were added."""
        return sorted(self._book().lines, key=lambda line: line.id)

    def is_untouched(self) -> bool:
        """Whether people have entered nothing yet: all that stands in the ledger came with the program."""
        return all(line.is_bundled for line in self._book().lines)

    def proposals(self, states: Collection[str] | None = None) -> list[Proposal]:
        """The proposals in these states (None: all), newest first."""
        with self._engines.reader.begin() as connection:
            return stored.read_proposals(connection, states=states)

    def waiting(self, person: Person) -> int:
        """How many proposals of others wait for a decision; one short question, since each page asks it."""
        with self._engines.reader.begin() as connection:
            return stored.count_waiting(connection, person=person)

    def proposal(self, number: int) -> Proposal:
        """One proposal. Raises UsageError for a number that is not there."""
        with self._engines.reader.begin() as connection:
            return _proposal(connection, number)

    def why_not_fit(self, rows: Sequence[ProposedRow], visible_from: datetime | None = None) -> str | None:
        """Why rows could not be approved now, whoever proposes and decides."""
        with self._engines.reader.begin() as connection:
            return rules.why_not_fit(rows, visible_from, self._situation(connection))

    def why_not_change(self, person: Person, proposal: Proposal) -> str | None:
        with self._engines.reader.begin() as connection:
            return rules.why_not_change(person, proposal, self._situation(connection))

    def why_not_submit(self, person: Person, proposal: Proposal) -> str | None:
        with self._engines.reader.begin() as connection:
            return rules.why_not_submit(person, proposal, self._situation(connection))

    def why_not_take_back(self, person: Person, proposal: Proposal) -> str | None:
        with self._engines.reader.begin() as connection:
            return rules.why_not_take_back(person, proposal, self._situation(connection))

    def why_not_approve(self, person: Person, proposal: Proposal) -> str | None:
        with self._engines.reader.begin() as connection:
            return rules.why_not_approve(person, proposal, self._situation(connection))

    def why_not_reject(self, person: Person, proposal: Proposal) -> str | None:
        with self._engines.reader.begin() as connection:
            return rules.why_not_reject(person, proposal, self._situation(connection))

    def create(
        self, person: Person, rows: Sequence[ProposedRow], *, origin: Origin = _BY_FORM,
        visible_from: datetime | None = None,
    ) -> Proposal:  # fmt: skip
        """A draft of these rows. ``visible_from``: aware, to the minute; None: as soon as it is approved."""
        with self._acting(person) as (connection, situation, actor):
            _refuse(why_not_file(origin) or rules.why_not_keep(rows, visible_from, situation))
            number = stored.add_proposal(
                connection, rows, person=actor, at=situation.at, origin=origin, visible_from=visible_from
            )
            made = _proposal(connection, number)
            _note(connection, situation, actor, "voorstel-gemaakt", made, new=proposal_state(made))
            return made

    def change(
        self, person: Person, number: int, rows: Sequence[ProposedRow], *, visible_from: datetime | None
    ) -> Proposal:
        """Other rows and another moment for a draft of one's own."""
        with self._acting(person) as (connection, situation, actor):
            before = _proposal(connection, number)
            _refuse(rules.why_not_change(actor, before, situation))
            _refuse(rules.why_not_keep(rows, visible_from, situation))
            stored.change_rows(connection, number, rows, at=situation.at, visible_from=visible_from)
            after = _proposal(connection, number)
            old, new = proposal_state(before), proposal_state(after)
            _note(connection, situation, actor, "voorstel-gewijzigd", after, old=old, new=new)
            return after

    def submit(self, person: Person, number: int, *, way: str = BY_FORM) -> Proposal:
        """Ask others to decide on a draft of one's own. ``way``: how that was done, as in Origin."""
        with self._acting(person) as (connection, situation, actor):
            before = _proposal(connection, number)
            _refuse(rules.why_not_submit(actor, before, situation))
            stored.mark_submitted(connection, number, state=SUBMITTED, at=situation.at)
            return _turned(connection, situation, actor, "voorstel-ingediend", before, way=way)

    def take_back(self, person: Person, number: int, reason: str = "") -> Proposal:
        """End a proposal of one's own that nobody decided on yet."""
        with self._acting(person) as (connection, situation, actor):
            before = _proposal(connection, number)
            _refuse(rules.why_not_take_back(actor, before, situation))
            reason = _reason(reason)
            stored.mark_decided(connection, number, state=WITHDRAWN, by=actor, at=situation.at, reason=reason)
            return _turned(connection, situation, actor, "voorstel-teruggenomen", before, reason=reason)

    def reject(self, person: Person, number: int, reason: str) -> Proposal:
        """Decide that somebody else's proposal does not go into the ledger, saying why."""
        with self._acting(person) as (connection, situation, actor):
            before = _proposal(connection, number)
            _refuse(rules.why_not_reject(actor, before, situation))
            _refuse(None if reason.strip() else "Geef een reden, zodat de indiener weet wat er anders moet.")
            reason = _reason(reason)
            stored.mark_decided(connection, number, state=REJECTED, by=actor, at=situation.at, reason=reason)
            return _turned(connection, situation, actor, "voorstel-afgewezen", before, reason=reason)

    def approve(self, person: Person, number: int) -> Proposal:
        """Put the rows of somebody else's proposal into the ledger."""
        with self._acting(person) as (connection, situation, actor):
            before = _proposal(connection, number)
            _refuse(rules.why_not_approve(actor, before, situation))
            stored.mark_decided(connection, number, state=APPROVED, by=actor, at=situation.at, reason="")
            after = _turned(connection, situation, actor, "voorstel-goedgekeurd", before)
            lines = approved_lines(before, situation, actor)
            add_lines(connection, lines)
            for line in lines:
                event = row_event(line, situation.book)
                note(connection, at=situation.at, person=actor, proposal=number, **event)
            return after

    def restore(self, person: Person, lines: Sequence[Line], *, file_name: str) -> int:
        """Make the ledger that of a file, with the approvals that the file tells of; gives how many lines that added.

        Raises UsageError where people have entered something, LedgerFileError for lines that cannot be true.
        """
        with self._acting(person) as (connection, situation, actor):
            _refuse(None if all(line.is_bundled for line in situation.book.lines) else _ENTERED)
            _refuse(why_not_file(Origin(file_name=file_name)))
            check_lines(lines, file_name, at=situation.at, persons=situation.persons)
            added = put_back(connection, lines, file_name=file_name)
            for line in added:
                note(connection, at=situation.at, person=actor, **restored_event(line, file_name))
            return len(added)

    def _book(self) -> Book:
        with self._engines.reader.begin() as connection:
            return read_book(connection)

    def _situation(self, connection: Connection) -> Situation:
        return Situation(read_book(connection), read_editors(connection), read_persons(connection), self._now())

    @contextmanager
    def _acting(self, person: Person) -> Iterator[tuple[Connection, Situation, Person]]:
        """A write transaction, what rules rest on in it, and the account of who acts."""
        with self._engines.writer.begin() as connection:
            situation = self._situation(connection)
            _refuse(rules.why_not_enter(person, situation))
            actor = situation.editor(person)
            if actor is None:
                raise RuntimeError("somebody who may enter has no account")
            yield connection, situation, actor


def _refuse(why: str | None) -> None:
    if why is not None:
        raise UsageError(why)


def _reason(typed: str) -> str:
    """A reason as it is kept."""
    _refuse(why_not_reason(typed))
    return tidy(typed)


def _proposal(connection: Connection, number: int) -> Proposal:
    found = stored.read_proposals(connection, ids=[number])
    if not found:
        raise UsageError(f"Voorstel {number} is er niet.", found=number)
    return found[0]


def _turned(
    connection: Connection, situation: Situation, actor: Person, action: str, before: Proposal, *, reason: str = "",
    way: str = BY_FORM,
) -> Proposal:  # fmt: skip
    """The proposal in its new state, of which an event tells."""
    after = _proposal(connection, before.id)
    old, new = {"state": before.state}, {"state": after.state, **by_way(way)}
    _note(connection, situation, actor, action, after, old=old, new=new, reason=reason)
    return after


def _note(
    connection: Connection, situation: Situation, actor: Person, action: str, about: Proposal, *,
    old: Mapping[str, Any] | None = None, new: Mapping[str, Any], reason: str = "",
) -> None:  # fmt: skip
    note(
        connection, at=situation.at, person=actor, action=action, subject=f"voorstel {about.id}", proposal=about.id,
        old=old, new=new, reason=reason,
    )  # fmt: skip
