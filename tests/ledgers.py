"""Ledger rows made by hand, each read by the reader every row comes through; and the bundled ledger as it is now.

Columns that a test does not name are empty, or as ordinary as can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from data_sources.ledger import Area, Document, Ledger, Pilot, PilotFigure, RolloutStep
from data_sources.pilots.bundle import bundled_ledger
from data_sources.pilots.entries import KINDS, Entry, build_ledger, make_entry

# The moment at which the ledger is asked.
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)

_SOURCE = {"document": "L26", "part": "onderdeel k", "passage": "Zo staat het er."}
_ORDINARY: Mapping[str, Mapping[str, str]] = {
    "document": {
        "code": "L26", "title": "Voortgangsbrief", "short": "voortgangsbrief", "known_on": "2026-07-31",
        "precision": "maand", "basis": "afgeleid",
    },
    "pilot": {
        "pilot": "farr", "title": "FARR-pilot", "what": "Een proef.", "counts": "onderzochte personen",
        "is_not": "geen zaken", "situation": "loopt",
    },
    "figure": {"pilot": "farr", "figure": "personen-onderzocht", "title": "Personen onderzocht", "public": "ja"},
    "area": {
        "pilot": "slachtofferdevice", "area": "limburg", "title": "Limburg", "region": "limburg",
        "region_title": "Limburg", "extent": "geheel", "level": "politieregio",
    },
    "step": {
        "pilot": "slachtofferdevice", "area": "limburg", "phase": "in gebruik", "moment": "januari 2026",
        "certainty": "gerealiseerd",
    },
    "milestone": {"milestone": "debat", "title": "Debat", "moment": "28 mei 2026", "certainty": "gerealiseerd"},
    "event": {"event": "campagne", "title": "Campagne", "moment": "29 augustus 2023", "certainty": "gerealiseerd"},
}  # fmt: skip


def record(kind: str, **texts: str) -> dict[str, str]:
    """A row of a file as its texts."""
    known = {**({} if kind == "document" else _SOURCE), **_ORDINARY[kind], **texts}
    return {column: known.pop(column, "") for column in KINDS[kind].columns} | known


def read(kind: str, **texts: str) -> Any:
    """A row in its own shape."""
    return KINDS[kind].read(record(kind, **texts), 7)


def pilot(slug: str, **texts: str) -> Pilot:
    found: Pilot = read("pilot", pilot=slug, **texts)
    return found


def figure(value: str = "", unit: str = "", **texts: str) -> PilotFigure:
    """A figure of the FARR pilot; a count where no unit is given."""
    found: PilotFigure = read("figure", value=value, unit=unit or ("aantal" if value else ""), **texts)
    return found


def area(slug: str, region: str = "") -> Area:
    """An area; a politieregio of its own where none is given."""
    extent = "deel" if region else "geheel"
    found: Area = read(
        "area", area=slug, title=slug.title(), region=region or slug, region_title=(region or slug).title(),
        extent=extent,
    )  # fmt: skip
    return found


def step(
    where: str, phase: str = "in gebruik", moment: str = "januari 2026", certainty: str = "gerealiseerd"
) -> RolloutStep:
    found: RolloutStep = read("step", area=where, phase=phase, moment=moment, certainty=certainty)
    return found


def document(code: str, known_on: str) -> Document:
    found: Document = read("document", code=code, known_on=known_on)
    return found


def entry(kind: str, *, document_code: str = "L26", known_on: str = "2026-07-31", **texts: str) -> Entry:
    """An entry as the bundle makes it; known since a day of its document."""
    of = {"code": document_code, "known_on": known_on} if kind == "document" else {"document": document_code}
    return make_entry(kind, record(kind, **{**of, **texts}), document=document(document_code, known_on))


@cache
def bundled() -> Ledger:
    """The bundled ledger as it answers now: of each key the row that was known last."""
    answers: dict[tuple[str, str], Entry] = {}
    for item in bundled_ledger():
        key = (item.kind, item.key)
        if key not in answers or item.known_on >= answers[key].known_on:
            answers[key] = item
    return build_ledger(answers.values())


def on(text: str) -> date:
    return date.fromisoformat(text)
