"""Things with a moment, in a list: steps, milestones and events, each with how certain it is and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.ledger_source import ledger_source
from data_sources.ledger import REALISED, Document, Source
from data_sources.moment import Moment
from metrics.text.pilots import certainty_phrase


@dataclass(frozen=True)
class Dated:
    """Something with a moment. ``details``: more about it, in lines. ``name``: its place on the page, if it has one."""

    title: str
    moment: Moment
    certainty: str
    source: Source
    details: Sequence[Component] = ()
    name: str | None = None


def moment_list(items: Sequence[Dated], documents: Mapping[str, Document], *, on: date) -> html.Ul:
    """The items in the order given, as they stand on a day."""
    return html.Ul([_item(item, documents, on) for item in items], className="moments", role="list")


def certainty_mark(certainty: str, moment: Moment, *, on: date) -> html.Span:
    """How certain it is; what is over and was not confirmed is marked by a sign and by words."""
    words = certainty_phrase(certainty, moment, on=on)
    if certainty == REALISED or not moment.is_over(on):
        return html.Span(words)
    return html.Span([overdue_sign(), words], className="overdue")


def overdue_sign() -> html.Span:
    """Stands before the words that say the same."""
    return html.Span("!", className="sign", **aria(hidden="true"))


def _item(item: Dated, documents: Mapping[str, Document], on: date) -> html.Li:
    about = html.Div(
        [
            html.P(item.title, className="moment-title"),
            html.P(certainty_mark(item.certainty, item.moment, on=on), className="detail"),
            *item.details,
            ledger_source(item.source, documents),
        ]
    )
    place: dict[str, Any] = {"id": item.name} if item.name else {}
    return html.Li([html.P(item.moment.text, className="moment-when"), about], **place)
