"""The audit trail as pages ask for it: whose role shows what. Nothing here changes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Engine

from data_sources.audit import AuditEvent, AuditFilter
from data_sources.people import ADMINISTRATOR, Person, may
from data_sources.store.audit_trail import actors, each_event, read_events


class AuditTrail:
    """Of one store. Events about accounts are for administrators, whatever a filter asks for."""

    def __init__(self, reader: Engine) -> None:
        self._reader = reader

    def events(self, person: Person, asked: AuditFilter, *, offset: int, limit: int) -> tuple[list[AuditEvent], int]:
        """A page of the events that were asked for, newest first; and how many there are in all."""
        return read_events(self._reader, _for(person, asked), offset=offset, limit=limit)

    def each(self, person: Person, asked: AuditFilter) -> Iterator[AuditEvent]:
        """All events that were asked for, newest first, read while they are used."""
        return each_event(self._reader, _for(person, asked))

    def actors(self, person: Person) -> list[tuple[str, str]]:
        """Who did anything that this person may see, by username and name."""
        return actors(self._reader, of_accounts=sees_accounts(person))


def sees_accounts(person: Person) -> bool:
    """Whether somebody sees what happened to accounts, too."""
    return may(person.role, ADMINISTRATOR)


def _for(person: Person, asked: AuditFilter) -> AuditFilter:
    return replace(asked, of_accounts=sees_accounts(person))
