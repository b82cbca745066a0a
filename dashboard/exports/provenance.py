"""What every export says of itself: what was chosen, where it came from, how certain it is, and the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.words import document_phrase, known_on_phrase, source_name, stranger_phrase
from data_sources.contract import Load
from data_sources.ledger import Document, PilotFigure
from metrics.text.numbers import day
from metrics.text.pilots import NOT_PUBLIC

MARKS = (
    "Gevulde punten zijn definitieve cijfers, open punten voorlopige; met een stip is de status onbekend. Kruisjes zijn"
    " afgerond op duizendtallen;"
    " waar de lijn ontbreekt, is geen cijfer bekend."
)


def source_lines(loads: Iterable[Load]) -> list[str]:
    """One line with all sources, each with the day it was known; and a line for each stranger's host."""
    loads = list(loads)
    named = list(dict.fromkeys(f"{source_name(load)} ({known_on_phrase(load)})" for load in loads))
    strangers = dict.fromkeys(text for load in loads if (text := stranger_phrase(load)))
    return [f"Bron: {'; '.join(named)}." if named else "Bron: geen.", *(f"Let op: {text}." for text in strangers)]


def document_lines(documents: Iterable[Document]) -> list[str]:
    """One line a letter or note, as it is dated."""
    return [f"Bron: {item.title} ({document_phrase(item)})." for item in documents]


def not_public_lines(figures: Iterable[PilotFigure]) -> list[str]:
    """That figures are not public, for what goes along without the page; nothing where all are for everybody."""
    closed = [item for item in figures if item.is_for_editors]
    return [f"Let op: {NOT_PUBLIC}. Hierin staan cijfers die alleen de redactie ziet."] if closed else []


def state_line(as_of: date | None, *, today: date) -> str:
    """As of which day the export shows the figures; None: all that is known."""
    if as_of is not None:
        return f"Cijfers zoals bekend op {day(as_of)}; gemaakt op {day(today)}."
    return f"Cijfers zoals bekend op {day(today)}: alles wat toen in deze opslag stond."


def used_line(loads: Iterable[Load], as_of: date | None, *, today: date) -> str:
    """As of which day the figures of an export are shown, and by which loads they are found back."""
    return f"{state_line(as_of, today=today)} Gebruikt: {load_numbers(loads)}."


def stand_phrase(as_of: date | None, *, today: date) -> str:
    """As of which day a figure is shown: 'zoals bekend op 31 oktober 2022'."""
    return f"zoals bekend op {day(as_of or today)}"


def load_numbers(loads: Iterable[Load]) -> str:
    """The loads by number, to find them back: 'lading 3, 4 en 5'."""
    numbers = [str(load.id) for load in loads]
    if len(numbers) < 2:
        return f"lading {''.join(numbers)}" if numbers else "geen lading"
    return f"lading {', '.join(numbers[:-1])} en {numbers[-1]}"
