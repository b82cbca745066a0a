"""What a pilot is and what is counted in it, as a list of terms with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dash import html

from dashboard.components.ledger_source import ledger_source
from data_sources.ledger import Document, Pilot
from data_sources.moment import Moment
from metrics.text.pilots import overdue_end

NOT_GIVEN = "niet in de bron"


def definition_card(pilot: Pilot, documents: Mapping[str, Document], *, on: date) -> html.Div:
    """The definition. A planned end that is over by the day is said to be so, never to have been reached."""
    terms = [
        html.Div([html.Dt(name), *(html.Dd(text) for text in texts)]) for name, texts in _terms(pilot, on) if any(texts)
    ]
    return html.Div([html.Dl(terms), ledger_source(pilot.source, documents)], className="definition")


def _terms(pilot: Pilot, on: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "Geteld wordt", (pilot.counts,)
    yield "Dat is niet", (pilot.is_not,)
    if pilot.starts or pilot.ends:
        yield "Begin", (_text(pilot.starts),)
        over = overdue_end(pilot, on=on)
        yield "Gepland einde", (_text(pilot.ends), *([over] if over else []))
    yield "Uitvoering", (", ".join(pilot.executors),)
    yield "Partners", (", ".join(pilot.partners),)
    yield "Waar", (", ".join(pilot.places),)
    yield "Methode", (pilot.method,)
    yield "Niet optellen", (pilot.apart_why,)


def _text(moment: Moment | None) -> str:
    return moment.text if moment else NOT_GIVEN
