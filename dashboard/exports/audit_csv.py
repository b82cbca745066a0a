"""The audit trail as a file: a line for each column that changed, and one for an event that changed none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.exports.csv import csv_parts
from dashboard.trail.words import Change, action_words, changes, subject_words
from data_sources.audit import AuditEvent
from data_sources.days import AMSTERDAM
from data_sources.pilots.intake import Known

_HEAD = (
    "Nummer", "Moment", "Gebruikersnaam", "Naam", "Handeling", "Onderwerp", "Sleutel", "Rij", "Kolom", "Was", "Werd",
    "Reden", "Voorstel",
)  # fmt: skip


def audit_csv(events: Iterable[AuditEvent], known: Known) -> Iterator[bytes]:
    """In parts, while the events are read. Moments in Amsterdam, with how far that is from UTC."""
    return csv_parts(_HEAD, (line for event in events for line in _lines(event, known)))


def _lines(event: AuditEvent, known: Known) -> Iterator[list[object]]:
    moment = event.at.astimezone(AMSTERDAM).isoformat(timespec="seconds")
    for change in changes(event, known) or [Change("", "", "")]:
        yield [
            event.id, moment, event.actor, event.actor_name, action_words(event), subject_words(event, known),
            event.subject, change.row, change.label, change.was, change.became, event.reason, event.proposal,
        ]  # fmt: skip
