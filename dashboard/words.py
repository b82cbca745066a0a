"""Dutch for when something was known: the words under a card, in a source note and at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from data_sources.boundaries import LICENCE, PDOK_HOST, Boundaries
from data_sources.contract import Load
from data_sources.days import AMSTERDAM
from data_sources.divisions import Divisions
from data_sources.ledger import Document
from data_sources.registry import CBS_HOST, FILE_HOST
from metrics.text.numbers import day, month

# Beside figures of which some are missing, so that nobody takes a rest for one of them.
NEVER_COMPUTED = "Een ontbrekend cijfer wordt hier nooit uit andere cijfers berekend"
NOT_GIVEN = f"Waar geen cijfer staat, geeft CBS het niet. {NEVER_COMPUTED}."


def known_on_phrase(load: Load) -> str:
    """How a load is dated: 'gepubliceerd op 24 oktober 2025', 'opgehaald op …', 'datum onbekend'."""
    if load.known_on_basis == "gebundeld":
        return "datum onbekend"
    if load.host == FILE_HOST and load.known_on_basis == "opgehaald":
        return f"ingelezen op {day(load.known_on)}"
    verb = {"gezien": "gezien", "opgehaald": "opgehaald", "afgeleid": "bekend"}.get(load.known_on_basis, "gepubliceerd")
    on = "op" if load.known_on_precision == "dag" else "in"
    return f"{verb} {on} {known_day_phrase(load.known_on, load.known_on_precision)}"


def day_name(loads: Sequence[Load]) -> str:
    """A day on which these loads became known; figures without a date of their own count from the day of bundling."""
    undated = all(load.known_on_basis == "gebundeld" for load in loads)
    return f"{day(loads[0].known_on)}{' (cijfers zonder datum)' if undated else ''}"


def known_day_phrase(known_on: date, precision: str) -> str:
    """A day as precisely as it is known: '24 oktober 2025', 'juli 2026', '2022'."""
    return {"dag": day(known_on), "maand": month(known_on), "jaar": str(known_on.year)}[precision]


def source_name(load: Load) -> str:
    """What a source is called beside its figures: a table by its number, a publication by its own title."""
    if load.kind == "published":
        return load.source_title
    return f"{'CBS StatLine, tabel' if load.host == CBS_HOST else 'Tabel'} {load.table}, {load.source_title}"


def stranger_phrase(load: Load) -> str | None:
    """'niet van CBS (HOST)' for figures fetched elsewhere than at CBS itself; None for CBS's and bundled ones.

    Those out of a file say which: 'uit bestand NAAM'. Figures of the demonstration say that they are fiction as well.
    """
    if load.host in {None, CBS_HOST}:
        return None
    whose = f"uit bestand {load.file_name}" if load.host == FILE_HOST else f"niet van CBS ({load.host})"
    return f"{'FICTIEVE cijfers, ' if load.kind == 'demo' else ''}{whose}"


def moment_phrase(moment: datetime) -> str:
    """A moment in Dutch time: '21 november 2026 om 23:12 uur'."""
    local = moment.astimezone(AMSTERDAM)
    return f"{day(local.date())} om {local:%H:%M} uur"


def exact_moment_phrase(moment: datetime) -> str:
    """A moment to the second: '21 november 2026 om 23:12:05 uur'."""
    local = moment.astimezone(AMSTERDAM)
    return f"{day(local.date())} om {local:%H:%M:%S} uur"


def edition_phrase(divisions: Divisions) -> str:
    """An edition with its table, and whose it is where not CBS's own."""
    strange = "" if divisions.host == CBS_HOST else f", niet van CBS ({divisions.host})"
    return f"{divisions.title}, tabel {divisions.table}{strange}"


def boundaries_phrase(boundaries: Boundaries) -> str:
    """Whose boundaries these are, of which year, and when they came: 'CBS/Kadaster, gebiedsindelingen 2025, …'."""
    if boundaries.host == PDOK_HOST:
        return f"CBS/Kadaster, gebiedsindelingen {boundaries.year}, {LICENCE}, opgehaald op {day(boundaries.known_on)}"
    came = f"uit bestand {boundaries.file_name}, ingelezen" if boundaries.host == FILE_HOST else "opgehaald"
    whose = "niet door dit programma bij CBS/Kadaster opgehaald" if boundaries.host == FILE_HOST else (
        f"niet van CBS/Kadaster ({boundaries.host})"
    )  # fmt: skip
    return f"gebiedsindelingen {boundaries.year}, {came} op {day(boundaries.known_on)}; {whose}"


def document_phrase(document: Document) -> str:
    """How a letter or note is dated: '14 juni 2026, kenmerk 1100194-4421594', 'juli 2026, afgeleid uit de tekst'."""
    dated = known_day_phrase(document.known_on, document.precision)
    derived = ", afgeleid uit de tekst" if document.basis == "afgeleid" else ""
    return f"{dated}{derived}{f', kenmerk {document.reference}' if document.reference else ''}"
