"""The events that stand on the axis of a chart, in words beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dash import html

from dashboard.components.ledger_source import ledger_source
from dashboard.components.moment_list import certainty_mark
from dashboard.figures.events import Placed
from data_sources.ledger import Document
from metrics.text.moments import band_phrase

EVENTS_CAUTION = (
    "Gebeurtenissen staan alleen op de tijdas om ze te kunnen plaatsen. Of zij iets aan de cijfers veranderden, is hier"
    " niet onderzocht."
)


def event_list(placed: Sequence[Placed], documents: Mapping[str, Document], *, on: date) -> html.Ol:
    """Each with its number in the chart, its moment, how certain it is as seen on a day, and where it was read."""
    return html.Ol([_item(item, documents, on) for item in placed], className="events", role="list")


def _item(item: Placed, documents: Mapping[str, Document], on: date) -> html.Li:
    event = item.event
    days = "" if item.is_line else f" (op de as: {band_phrase(event.moment)})"
    return html.Li(
        [
            html.Span(item.mark, className="event-mark"),
            html.Div(
                [
                    html.P(event.title),
                    html.P(
                        [f"{event.moment.text}{days}, ", certainty_mark(event.certainty, event.moment, on=on)],
                        className="detail",
                    ),
                    ledger_source(event.source, documents, about=event.title),
                ]
            ),
        ]
    )
