"""An event of the audit trail in words: what it was about, and what was there before and after, by column.

The trail outlives the ways in which it was written: what is not known here is shown as it was kept, never left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.entry.row_form import choice_label
from dashboard.entry.rows import kind_name, row_title
from dashboard.entry.written import written_texts
from dashboard.words import moment_phrase
from data_sources.audit import ACTIONS, OF_ACCOUNTS, AuditEvent
from data_sources.errors import UsageError
from data_sources.pilots.entries import KINDS
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import ENTERED, Known
from metrics.text.phrases import lower_first, upper_first

_REFRESH = "verversen-gestart"
_MOMENTS = ("visible_from", "approved_at")
_LABELS: Mapping[str, str] = {
    "state": "Status", "visible_from": "Zichtbaar vanaf", "role": "Rol", "name": "Naam", "person": "Persoon",
    "withdraws": "Intrekken", "reason": "Reden", "replaces": "In plaats van rij", "kind": "Soort", "key": "Sleutel",
    "tables": "Tabellen", "force": "Alles vergelijken", "author": "Voorgesteld door", "approved_by": "Goedgekeurd door",
    "approved_at": "Goedgekeurd op", "restored_from": "Teruggezet uit",
    "origin": "Gedaan met",
}  # fmt: skip
# Of a row of a proposal: what says which row it is, and stands above its columns.
_WHICH = {"kind", "key", "record"}


@dataclass(frozen=True)
class Change:
    """A column by its label, as it was and became; '' for nothing. ``row``: of which row of several, '' of the one."""

    label: str
    was: str
    became: str
    row: str = ""


def action_words(event: AuditEvent) -> str:
    """What was done: 'Rij gecorrigeerd'."""
    return upper_first(ACTIONS[event.action])


def subject_words(event: AuditEvent, known: Known) -> str:
    """What it was done to: 'Cijfer: FARR, personen onderzocht …', 'Voorstel 12', 'anna'."""
    if event.action in OF_ACCOUNTS:
        return event.subject
    if event.action == _REFRESH:
        return f"{'Tabellen' if ' ' in event.subject else 'Tabel'} {event.subject}"
    kind, key = _row(event)
    if kind:
        return _named(kind, key, event.old if event.action == "rij-ingetrokken" else event.new or event.old, known)
    return upper_first(event.subject)


def changes(event: AuditEvent, known: Known) -> list[Change]:
    """Each column that differs, in the order in which people fill them in."""
    kind, _ = _row(event)
    old, new = event.old or {}, event.new or {}
    if kind:
        return _of_record(kind, old, _without_its_own_moment(event, new), known)
    found = [
        Change(_LABELS.get(name, name), _text(old.get(name), name), _text(new.get(name), name))
        for name in dict.fromkeys([*old, *new])
        if name != "rows" and old.get(name) != new.get(name)
    ]
    return [*found, *_of_rows(old, new, known)]


def by_words(event: AuditEvent) -> str:
    """Who did it; of a row that was approved who proposed it, too, since the row and its reason are theirs."""
    actor = named(event.actor, event.actor_name)
    if not (event.author and _row(event)[0]):
        return upper_first(actor)
    return f"Voorgesteld door {named(event.author, event.author_name)}, goedgekeurd door {actor}"


def named(username: str, name: str) -> str:
    """'Anna Jansen (anna)', or whatever did it by its own word."""
    return f"{name} ({username})" if name else username


def key_words(event: AuditEvent) -> str:
    """What an event was done to, as it is kept, with the kind of a row in Dutch: 'cijfer farr|…'."""
    kind, key = _row(event)
    return f"{lower_first(kind_name(kind))} {key}" if kind in ENTERED else event.subject


def _without_its_own_moment(event: AuditEvent, new: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row that may be seen at once is kept with the moment of its approval, which is no embargo."""
    seen_from = new.get("visible_from")
    if not seen_from or datetime.fromisoformat(str(seen_from)) > event.at:
        return new
    return {name: value for name, value in new.items() if name != "visible_from"}


def _row(event: AuditEvent) -> tuple[str, str]:
    """The kind and key of the row an event is about; '' for one about something else."""
    kind, _, key = event.subject.partition(" ")
    return (kind, key) if event.action.startswith("rij-") and kind in KINDS else ("", "")


def _of_rows(old: Mapping[str, Any], new: Mapping[str, Any], known: Known) -> Iterator[Change]:
    """The rows of a proposal, of which those in both are held against each other."""
    if "rows" not in old and "rows" not in new:
        return
    before, after = _by_place(old), _by_place(new)
    for place in dict.fromkeys([*before, *after]):
        was, became = before.get(place, {}), after.get(place, {})
        kind, key, _ = place
        about = _named(kind, key, (became or was).get("record"), known)
        found = [
            *_of_record(kind, was.get("record") or {}, became.get("record") or {}, known),
            *_of_record(kind, _beside(was), _beside(became), known),
        ]
        for change in found:
            yield Change(change.label, change.was, change.became, row=about)


def _by_place(state: Mapping[str, Any]) -> dict[tuple[str, str, int], Mapping[str, Any]]:
    found: dict[tuple[str, str, int], Mapping[str, Any]] = {}
    for row in state.get("rows") or ():
        number = sum((row["kind"], row["key"]) == place[:2] for place in found)
        found[row["kind"], row["key"], number] = row
    return found


def _beside(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in row.items() if name not in _WHICH}


def _of_record(kind: str, old: Mapping[str, Any], new: Mapping[str, Any], known: Known) -> list[Change]:
    labels = {**{item.column: item.label for item in FIELDS.get(kind, ())}, **_LABELS}
    before, after = _shown(kind, old, known), _shown(kind, new, known)
    order = [*(name for name in labels if name in old or name in new), *old, *new]
    return [
        Change(labels.get(name, name), before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys(order)
        if before.get(name, "") != after.get(name, "")
    ]


def _shown(kind: str, record: Mapping[str, Any], known: Known) -> dict[str, str]:
    """A record as people read it, as far as this program knows its columns; the rest as it was kept."""
    found = {name: _text(value, name) for name, value in record.items()}
    columns = KINDS[kind].columns if kind in KINDS else ()
    if kind in FIELDS and all(name in record for name in columns):
        try:
            found |= written_texts(kind, {name: record[name] for name in columns})
        except (ValueError, UsageError):
            # Written by a program that had other rules.
            return found
        choices = {item.column: item.choices(known) for item in FIELDS[kind] if item.choices}
        found |= {name: choice_label(found[name], offered) for name, offered in choices.items() if name in found}
    return found


def _named(kind: str, key: str, record: Mapping[str, Any] | None, known: Known) -> str:
    """A row by its title, or by its key where its record is not there or cannot be read any more."""
    name = kind_name(kind) if kind in ENTERED else kind
    columns = KINDS[kind].columns if kind in KINDS else ()
    if kind in ENTERED and record is not None and all(column in record for column in columns):
        try:
            return f"{name}: {row_title(kind, {column: record[column] for column in columns}, known.ledger)}"
        except (ValueError, UsageError):
            return f"{name} {key}"
    return f"{name} {key}"


def _text(value: object, name: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if name in _MOMENTS:
        return moment_phrase(datetime.fromisoformat(str(value)))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
