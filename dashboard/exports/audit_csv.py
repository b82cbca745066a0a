"""The audit trail as a file: a line for each column that changed, and one for an event that changed none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.exports.csv import csv_parts
from dashboard.trail.words import Change, action_words, changes, key_words, named, subject_words
from data_sources.audit import AuditEvent
from data_sources.days import AMSTERDAM
from data_sources.pilots.intake import Known

_HEAD = (
    "Nummer", "Moment (tijd in Amsterdam)", "Gebruikersnaam", "Naam", "Handeling", "Onderwerp", "Sleutel", "Rij",
    "Veld", "Was", "Werd", "Reden", "Voorstel", "Voorgesteld door",
)  # fmt: skip


def audit_csv(events: Iterable[AuditEvent], known: Known) -> Iterator[bytes]:
    """In parts, while the events are read. A moment as a spreadsheet takes it for one; in the hour that comes twice,
    when summer time ends, the numbers tell the order.
    """
    return csv_parts(_HEAD, (line for event in events for line in _lines(event, known)))


def _lines(event: AuditEvent, known: Known) -> Iterator[list[object]]:
    moment = f"{event.at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M:%S}"
    author = named(event.author, event.author_name)
    for change in changes(event, known) or [Change("", "", "")]:
        yield [
            event.id, moment, event.actor, event.actor_name, action_words(event), subject_words(event, known),
            key_words(event), change.row, change.label, change.was, change.became, event.reason, event.proposal, author,
        ]  # fmt: skip
