"""A desk to test with: a store with the bundled ledger, people with accounts, a clock of our own, rows to propose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, text, update

from dashboard.desk.desk import Desk
from data_sources.days import day_of
from data_sources.people import ADMINISTRATOR, EDITOR, READER, Person
from data_sources.pilots.bundle import bundled_ledger
from data_sources.pilots.entries import KINDS, Entry
from data_sources.pilots.lines import Book
from data_sources.proposals import ProposedRow
from data_sources.store.ledger import read_book, read_entries
from data_sources.store.models import AccountRow, AuditEventRow
from data_sources.store.prepare import Store, prepare
from tests.databases import Databases
from tests.ledgers import record

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

ANNE = Person("anne", "Anne de Boer", "p-anne", EDITOR)
BRAM = Person("bram", "Bram Visser", "p-bram", EDITOR)
CARLA = Person("carla", "Carla Smit", "p-carla", ADMINISTRATOR)
# Another account of Anne.
ANNE_TOO = Person("beheer-anne", "Anne (beheer)", "p-anne", ADMINISTRATOR)
LEO = Person("leo", "Leo Lezer", "p-leo", READER)
PEOPLE = (ANNE, BRAM, CARLA, ANNE_TOO, LEO)


class Clock:
    """The time, which stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, passed: timedelta) -> None:
        self.now += passed


class Office:
    """A desk with its store and its clock."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, Clock()
        self.desk = Desk(store, self.clock)

    def approved(self, rows: Sequence[ProposedRow], *, by: Person = ANNE, to: Person = BRAM, **how: Any) -> int:
        """A proposal made and submitted by one and approved by another; gives its number."""
        made = self.desk.create(by, rows, **how)
        self.desk.submit(by, made.id)
        self.desk.approve(to, made.id)
        return made.id

    def book(self) -> Book:
        with self.store.engines.reader.begin() as connection:
            return read_book(connection)

    def seen(self, kind: str, *, at: datetime | None = None, as_of: date | None = None) -> dict[str, Entry]:
        """What answers now, or at another moment, by key."""
        found = read_entries(self.store.engines.reader, at=at or self.clock.now, as_of=as_of)
        return {entry.key: entry for entry in found if entry.kind == kind}

    def events(self) -> list[Any]:
        with self.store.engines.reader.begin() as connection:
            return list(connection.execute(select(AuditEventRow.__table__).order_by(AuditEventRow.id)))

    def told(self) -> list[tuple[str, str, str]]:
        """Of each event who did what to what."""
        return [(event.actor, event.action, event.subject) for event in self.events()]

    def disable(self, *people: Person) -> None:
        names = [person.username for person in people]
        with self.store.engines.writer.begin() as connection:
            gone = update(AccountRow).where(AccountRow.username.in_(names))
            connection.execute(gone.values(disabled_at=NOW))

    def everything(self) -> list[list[tuple[Any, ...]]]:
        """All that acts may change, row by row."""
        names = ("proposal", "proposal_row", "ledger_entry", "audit_event")
        with self.store.engines.reader.begin() as connection:
            return [[tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))] for name in names]


def fill(url: str, people: Sequence[Person] = PEOPLE) -> None:
    """The bundled ledger, and accounts for these people."""
    store = prepare(url, ledger=bundled_ledger())
    with store.engines.writer.begin() as connection:
        connection.execute(insert(AccountRow), [{**vars(person), "created_at": NOW} for person in people])
    store.engines.dispose()


@contextmanager
def open_office(databases: Databases) -> Iterator[Office]:
    with databases.copy("office", fill) as url:
        store = prepare(url)
        try:
            yield Office(store)
        finally:
            store.engines.dispose()


def row(
    kind: str, *, replaces: int | None = None, reason: str = "", withdraws: bool = False, **texts: str
) -> ProposedRow:
    """A row to propose."""
    made = record(kind, **texts)
    key = "|".join(made[column] for column in KINDS[kind].key)
    return ProposedRow(kind, key, made, replaces=replaces, withdraws=withdraws, reason=reason)


def figure(value: str = "312", **more: Any) -> ProposedRow:
    """How many persons FARR examined in the second quarter."""
    return row("figure", **{"period": "2026KW02", "qualifier": "ruim", "value": value, "unit": "personen"} | more)


def document(code: str = "N27", day: str = "2026-11-20", **more: Any) -> ProposedRow:
    return row("document", code=code, known_on=day, precision="dag", basis="gedateerd", **more)


def correction(office: Office, wanted: ProposedRow, *, reason: str = "Verkeerd overgenomen.") -> ProposedRow:
    """A row in the place of the one that answers for its key."""
    standing = office.desk.known().standing[(wanted.kind, wanted.key)]
    return ProposedRow(wanted.kind, wanted.key, wanted.record, replaces=standing.entry, reason=reason)


def withdrawal(office: Office, kind: str, key: str, *, reason: str = "Hoort hier niet.") -> ProposedRow:
    standing = office.desk.known().standing[(kind, key)]
    return ProposedRow(kind, key, standing.record, replaces=standing.entry, withdraws=True, reason=reason)


def today(office: Office) -> date:
    return day_of(office.clock.now)
