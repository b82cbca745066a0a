"""Dutch words for periods, status and reasons of missing. The same words on screen, in notes and in letters."""

from __future__ import annotations

from data_sources.contract import Observation, Period
from data_sources.registry import last_year, region_exists

# What a count under a hundred is called, of which no change is named in per cent.
SMALL = "klein aantal"
_HALVES = {1: "eerste", 2: "tweede"}
_QUARTERS = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde"}
_STATUS = {
    "definitief": "definitief",
    "nader-voorlopig": "nader voorlopig",
    "voorlopig": "voorlopig",
    "onbekend": "status onbekend",
}
_MISSING = {
    "geheim-of-onbekend": "geheim of onbekend bij CBS",
    "onmogelijk": "kan volgens CBS niet voorkomen",
    "niet-aanwezig": "niet in de gegevens",
}


def period_phrase(key: str) -> str:
    """A period in running text: 'het eerste halfjaar van 2025', '2025', 'het eerste kwartaal van 2026'."""
    period = Period.parse(key)
    if period.kind == "HJ":
        return f"het {_HALVES[period.number]} halfjaar van {period.year}"
    if period.kind == "KW":
        return f"het {_QUARTERS[period.number]} kwartaal van {period.year}"
    return str(period.year)


def period_label(key: str) -> str:
    """A period as a label in tables and charts, as CBS writes it: '1e halfjaar 2025', '2025'."""
    period = Period.parse(key)
    if period.kind == "HJ":
        return f"{period.number}e halfjaar {period.year}"
    if period.kind == "KW":
        return f"{period.number}e kwartaal {period.year}"
    return str(period.year)


def status_phrase(status: str) -> str:
    """A status in words: 'voorlopig', 'status onbekend'."""
    return _STATUS[status]


def missing_phrase(figure: Observation) -> str:
    """Why a figure is not there, in words: gone from the table, a region that was not there, or CBS's own reason."""
    if figure.gone:
        return "verdwenen uit de tabel"
    period = Period.parse(figure.period)
    if region_exists(figure.region, period) is False:
        ended = last_year(figure.region)
        return "regio bestaat niet meer" if ended is not None and period.year > ended else "regio bestond nog niet"
    return _MISSING[figure.missing or "niet-aanwezig"]


def upper_first(text: str) -> str:
    """A text that begins a sentence or stands alone; the rest as it is, since 'CBS' is no 'cbs'."""
    return f"{text[:1].upper()}{text[1:]}"


def lower_first(text: str) -> str:
    """A title or sentence that goes on within another; an abbreviation and Veilig Thuis keep their capitals."""
    kept = text[:2].isupper() or text.startswith("Veilig Thuis")
    return text if kept else f"{text[:1].lower()}{text[1:]}"
