"""Figures that were found again, as tables: as they were known then, and what is known otherwise now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.word_table import Cell, word_table
from dashboard.found_figures import FoundFigures
from dashboard.gegevens.changes import scroller
from dashboard.gegevens.view import FigureView, LoadView
from dashboard.gegevens.words import FigureWords, difference_words
from dashboard.vindplaats import PilotCell
from dashboard.words import document_phrase, known_on_phrase, moment_phrase, source_name, stranger_phrase
from data_sources.contract import Load, Observation
from data_sources.ledger import PilotFigure
from data_sources.registry import INDICATORS
from metrics.predecessors import OUR_SUMS
from metrics.text.numbers import number
from metrics.text.phrases import missing_phrase, period_label, status_phrase, upper_first
from metrics.text.pilots import figure_phrase, not_public, share_phrase
from metrics.text.units import decimals_of, figure_with_unit

GONE_NOW = "Staat er nu niet meer."


@dataclass(frozen=True)
class Newer:
    """A figure that is answered otherwise now."""

    then: Observation
    now: Observation


def figure_words(item: Observation) -> str:
    """A figure with its unit, or why there is none."""
    return missing_phrase(item) if item.value is None else figure_with_unit(item)


def rounding_words(item: Observation) -> str:
    """How a figure is rounded: 'afgerond op 5'; of a sum what the roundings of its parts come to."""
    if item.rounding is None:
        return "afronding niet bekend"
    step = number(item.rounding, decimals_of(item.rounding))
    return f"afrondingen samen {step}" if item.status_basis in OUR_SUMS else f"afgerond op {step}"


def certainty_words(item: Observation) -> str:
    """Status, rounding, and whose sum it is; '–' for what is not there."""
    if item.value is None:
        return "–"
    ours = [item.status_basis] if item.status_basis in OUR_SUMS else []
    return ", ".join([status_phrase(item.status), rounding_words(item), *ours])


def cbs_name(item: Observation, words: FigureWords) -> str:
    """What a figure is of, with the term of CBS where ours is another."""
    own = INDICATORS.get(item.indicator)
    return f"{words.indicator(item.indicator)}{f' (CBS: {own.cbs_term})' if own else ''}"


def place_words(item: Observation, words: FigureWords) -> str:
    return words.place(region=item.region, period=item.period, breakdown=item.breakdown)


def fetched_words(load: Load) -> str:
    """When we fetched a load ourselves; '' for what came with the program."""
    return f"opgehaald op {moment_phrase(load.fetched_at)}" if load.fetched_at else ""


def found_table(found: FoundFigures, words: FigureWords) -> html.Div:
    """One row a figure, with where it came from."""
    rows: list[Sequence[Cell]] = [
        (_name(item, words), figure_words(item), certainty_words(item), _source(item, found)) for item in found.figures
    ]
    caption = "Cijfers van tabellen en publicaties"
    return scroller(word_table(caption, ("Cijfer", "Waarde", "Status", "Bron"), rows), caption, look="wide")


def pilot_table(found: FoundFigures) -> html.Div:
    """One row a figure of a pilot, with its document and the passage itself."""
    rows: list[Sequence[Cell]] = [
        (
            _pilot_name(item),
            f"{figure_phrase(item)}{not_public(item)}",
            [html.Span(share_phrase(item) or "–")],
            _read_in(item, found),
        )
        for item in found.pilot_figures.values()
    ]
    caption = "Cijfers van pilots"
    return scroller(word_table(caption, ("Cijfer", "Waarde", "Aandeel van", "Bron"), rows), caption, look="wide")


def newer_figures(then: FoundFigures, now: FoundFigures) -> list[Newer]:
    """Those of which value, status or rounding is another now; a load that says the same again is nothing newer."""
    return [Newer(old, new) for old, new in zip(then.figures, now.figures, strict=True) if _told(old) != _told(new)]


def newer_table(newer: Sequence[Newer], now: FoundFigures, words: FigureWords) -> html.Div:
    """What it was then, what it is now, and the difference; each leads to its history."""
    rows: list[Sequence[Cell]] = [
        (
            _name(item.now, words),
            _side(item.then),
            _side(item.now),
            [html.Span(_difference(item)), html.Span(_since(item.now, now), className="detail")],
            _history(item.now, words),
        )
        for item in newer
    ]
    caption = "Wat nu anders bekend is"
    head = ("Cijfer", "Toen", "Nu", "Verschil", "Meer")
    return scroller(word_table(caption, head, rows), caption, look="wide")


def newer_pilot_figures(
    then: FoundFigures, now: FoundFigures
) -> list[tuple[PilotFigure, PilotFigure | None]]:  # fmt: skip
    """The figures of pilots that say something else now, or answer no more (None)."""
    pairs = [(old, now.pilot_figures.get(PilotCell.of(old))) for old in then.pilot_figures.values()]
    return [(old, new) for old, new in pairs if new is None or _said(old) != _said(new)]


def newer_pilot_table(newer: Sequence[tuple[PilotFigure, PilotFigure | None]]) -> html.Div:
    rows: list[Sequence[Cell]] = [
        (_pilot_name(old), " ".join(_said(old)), " ".join(_said(new)) if new else GONE_NOW) for old, new in newer
    ]
    caption = "Cijfers van pilots die nu anders bekend zijn"
    return scroller(word_table(caption, ("Cijfer", "Toen", "Nu"), rows), caption, look="wide")


def _told(item: Observation) -> tuple[object, ...]:
    return item.value, item.missing, item.gone, item.status, item.rounding, item.unit


def _said(item: PilotFigure) -> list[str]:
    return [part for part in (figure_phrase(item), share_phrase(item)) if part]


def _side(item: Observation) -> Cell:
    return [html.Span(figure_words(item)), html.Span(certainty_words(item), className="detail")]


def _difference(item: Newer) -> str:
    moved = difference_words(item.then.value, item.now.value, unit=item.now.unit or item.then.unit)
    if item.then.value == item.now.value and item.now.value is not None:
        return "alleen de status" if item.then.rounding == item.now.rounding else "alleen status of afronding"
    return moved or "–"


def _since(item: Observation, found: FoundFigures) -> str:
    brought = item.since if item.since is not None else item.load
    return upper_first(known_on_phrase(found.loads[brought])) if brought is not None else ""


def _history(item: Observation, words: FigureWords) -> Cell:
    if item.status_basis in OUR_SUMS:
        return "Som; zie de delen"
    view = FigureView(item.indicator, item.region, item.period, item.breakdown)
    about = f"Geschiedenis van {words.indicator(item.indicator)}, {place_words(item, words)}"
    link: Component = html.A("Geschiedenis", href=view.link(), **aria(label=about))
    return link


def _name(item: Observation, words: FigureWords) -> Cell:
    return [html.Span(cbs_name(item, words)), html.Span(place_words(item, words), className="detail")]


def _pilot_name(item: PilotFigure) -> Cell:
    about = ", ".join(part for part in (item.place, period_label(item.period) if item.period else "") if part)
    return [html.Span(item.title), html.Span(about, className="detail")]


def _read_in(item: PilotFigure, found: FoundFigures) -> Cell:
    """The document and the passage, in full: whoever comes here wants to check."""
    document = found.documents[item.source.document]
    passage = item.source.passage if item.source.withheld else f"“{item.source.passage}”"
    return [
        html.Span(f"{document.title}, {item.source.part}"),
        html.Span(document_phrase(document), className="detail"),
        html.Span(passage, className="detail said"),
    ]


def _source(item: Observation, found: FoundFigures) -> Cell:
    if item.load is None:
        return "–"
    load, stranger = found.loads[item.load], stranger_phrase(found.loads[item.load])
    dated = [part for part in (known_on_phrase(load), fetched_words(load)) if part]
    return [
        html.A(source_name(load), href=LoadView(str(load.id)).link()),
        html.Span(f"Tabel {item.table}, lading {load.id}; {', '.join(dict.fromkeys(dated))}", className="detail"),
        html.Span(html.A(load.source_url, href=load.source_url), className="detail web"),
        *([html.Span(f"Let op: {stranger}", className="detail")] if stranger else []),
    ]
