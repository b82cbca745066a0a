"""All rows that answer now, also those that may be seen only later: who approved each, and the ways to change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.attributes import aria
from dashboard.components.choices import choice, options
from dashboard.components.stacked_table import Cell, stacked_table
from dashboard.entry.places import (
    CORRECTS,
    DATA,
    HISTORY,
    KEY,
    KIND,
    KINDS,
    ROW,
    SLUGS,
    WITHDRAW,
    address,
    asked_kind,
)
from dashboard.entry.rows import kind_name, row_pilots, row_source, row_title
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.words import known_day_phrase, moment_phrase
from dashboard.workbench import Visit
from data_sources.pilots.intake import Known
from data_sources.pilots.lines import Line
from data_sources.store.ledger import BUNDLED_APPROVAL
from metrics.text.numbers import day, number

NAME = "Gegevens van de pilots"
LEAD = "Wat nu geldt van de pilots: wie het goedkeurde en sinds wanneer het bekend is"
PILOT, WORDS = "pilot", "zoek"


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for; '' for all."""

    kind: str
    pilot: str
    words: str


def render(visit: Visit, services: Services) -> Static:
    """The rows that the address asks for. Raises UsageError for a kind or pilot that is not there."""
    desk = services.desk
    known, lines = desk.known(), [line for line in desk.lines() if line.kind in SLUGS]
    wanted = _wanted(visit, known)
    found = [line for line in lines if _fits(line, wanted, known)]
    by_kind = {kind: [line for line in found if line.kind == kind] for kind in KINDS.values()}
    tables = [_table(kind, of_kind, services, known) for kind, of_kind in by_kind.items() if of_kind]
    count = f"{number(len(found))} van {number(len(lines))} rijen."
    return Element(
        "div",
        Element("h1", NAME),
        Element("p", LEAD, class_="lead"),
        Element("div", _form(wanted, known), class_="choices"),
        Element("p", count, class_="selection"),
        *(tables or [Element("p", "Geen rij past bij wat u zoekt.", class_="panel")]),
        class_="entry",
    )


def approved_phrase(line: Line) -> str:
    """Who stands for a row: a document for a bundled one, else a person and since when."""
    if line.is_bundled:
        return line.approved_by or BUNDLED_APPROVAL.format(document=line.document)
    on = f" op {moment_phrase(line.approved_at)}" if line.approved_at else ""
    restored = f"; teruggezet uit {line.restored_from}" if line.restored_from else ""
    return f"{line.approver_name or line.approved_by}{on}{restored}"


def hidden_phrase(line: Line, services: Services) -> str:
    """From when it may be seen, where that is still to come."""
    if line.is_visible(services.now()) or line.visible_from is None:
        return ""
    return f"nog niet zichtbaar: vanaf {moment_phrase(line.visible_from)}"


def known_since(line: Line, known: Known) -> str:
    """Since when a row is known, no more exactly than the document is dated it is known by."""
    document = known.ledger.documents.get(line.document)
    if document is None or document.known_on != line.known_on:
        return day(line.known_on)
    return known_day_phrase(line.known_on, document.precision)


def _wanted(visit: Visit, known: Known) -> Wanted:
    kind = asked_kind(visit.asked(KIND)) if visit.asked(KIND) else ""
    pilot = known.ledger.pilot(visit.asked(PILOT)).slug if visit.asked(PILOT) else ""
    return Wanted(kind, pilot, visit.asked(WORDS).strip())


def _fits(line: Line, wanted: Wanted, known: Known) -> bool:
    if wanted.kind and line.kind != wanted.kind:
        return False
    if wanted.pilot and wanted.pilot not in row_pilots(line.kind, line.record):
        return False
    told = f"{row_title(line.kind, line.record, known.ledger)} {' '.join(line.record.values())}".casefold()
    return all(word in told for word in wanted.words.casefold().split())


def _form(wanted: Wanted, known: Known) -> Element:
    kinds = [("", "Alle soorten"), *((slug, kind_name(kind, 2)) for slug, kind in KINDS.items())]
    pilots = [("", "Alle pilots"), *((slug, pilot.title) for slug, pilot in known.ledger.pilots.items())]
    search = Element("input", type="search", name=WORDS, value=wanted.words)
    return Element(
        "form",
        choice("Soort", KIND, options(kinds, SLUGS.get(wanted.kind, ""))),
        choice("Pilot", PILOT, options(pilots, wanted.pilot)),
        Element("label", Element("span", "Zoek"), search),
        Element("button", "Toon", type="submit", class_="button primary"),
        action=DATA, method="get", aria_label="Kies welke rijen u wilt zien",
    )  # fmt: skip


def _table(kind: str, lines: Sequence[Line], services: Services, known: Known) -> Element:
    at = f"soort-{SLUGS[kind]}"
    name = kind_name(kind, 2)
    return Element(
        "section",
        Element("h2", name, id=at),
        Element(
            "div",
            stacked_table(
                f"{name} die nu gelden", ("Rij", "Bron", "Bekend sinds", "Goedgekeurd", "Doen"),
                [_row(line, services, known) for line in lines],
            ),
            class_="rows-now",
        ),
        class_="panel", **aria(labelledby=at),
    )  # fmt: skip


def _row(line: Line, services: Services, known: Known) -> list[Cell]:
    title, hidden = row_title(line.kind, line.record, known.ledger), hidden_phrase(line, services)
    about, slug = Element("span", f" van {title}", class_="heard"), SLUGS[line.kind]
    ways = (
        ("Corrigeren", address(ROW, **{KIND: slug, CORRECTS: line.key})),
        ("Intrekken", address(WITHDRAW, **{KIND: slug, KEY: line.key})),
        ("Geschiedenis", address(HISTORY, **{KIND: slug, KEY: line.key})),
    )
    return [
        Cell([title, Element("span", hidden, class_="detail overdue") if hidden else None]),
        Cell(row_source(line.kind, line.record, known.ledger.documents) or "—"),
        Cell(known_since(line, known)),
        Cell(approved_phrase(line)),
        Cell([Element("a", name, about, href=at) for name, at in ways]),
    ]
