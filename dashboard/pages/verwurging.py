"""Verwurging: two pilots side by side, FARR and LOEF, which are never added up."""

from __future__ import annotations

from datetime import date

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.chart_card import chart_card
from dashboard.components.definition_card import definition_card
from dashboard.components.ledger_source import ledger_source
from dashboard.components.pilot_card import newest_figures
from dashboard.components.pilot_figure import is_counted, not_public_mark, pilot_figures, why_masked
from dashboard.ledger_page import Sight, add_ledger_page, look, nothing_known, page_head
from dashboard.pilot_pages import PILOTS
from dashboard.router import Query, Router
from dashboard.series_cards import series_cards
from dashboard.services import Services
from dashboard.shares_card import shares_card
from dashboard.visitor import Audience
from data_sources.contract import UNIT_PERCENT
from data_sources.ledger import Ledger, Pilot, PilotFigure
from metrics.pilots import why_apart
from metrics.text.phrases import period_phrase
from metrics.text.pilots import figure_phrase

PATH = "/verwurging"
NAME = "Verwurging"
HEADING = "Forensisch-medisch onderzoek bij niet-fatale verwurging"
SLUGS = ("farr", "loef")


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/verwurging'."""
    add_ledger_page(router, services, path=PATH, name=NAME, render=render, heading=HEADING, parent=PILOTS)


def render(query: Query, services: Services, audience: Audience) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    sight = look(query, services, audience)
    head = page_head(sight, PATH, heading=HEADING, lead="Twee afzonderlijke pilots, FARR en LOEF, naast elkaar")
    if not _is_there(sight.ledger):
        return html.Div([*head, *nothing_known("deze twee pilots", sight, services, is_there=_is_there)])
    return html.Div([*head, *_content(sight, services)])


def _is_there(ledger: Ledger) -> bool:
    return any(slug in ledger.pilots for slug in SLUGS)


def _content(sight: Sight, services: Services) -> list[Component]:
    ledger = sight.ledger
    shown = [ledger.pilots[slug] for slug in SLUGS if slug in ledger.pilots]
    shares = [shares_card(pilot, ledger.of(pilot.slug), sight.view, services) for pilot in shown]
    series = [card for pilot in shown for card in series_cards(pilot, ledger.of(pilot.slug), sight.view, services)]
    return [
        *_apart(shown),
        html.Div([_pilot(pilot, ledger.of(pilot.slug), sight.on) for pilot in shown], className="cards side-by-side"),
        *(chart_card(card) for card in [*shares, *series] if card is not None),
    ]


def _apart(shown: list[Pilot]) -> list[Component]:
    if len(shown) < 2:
        return []
    heading = "Niet bij elkaar optellen"
    return [
        html.Section(
            [html.H2(heading, id="apart"), html.P(why_apart(shown[0], shown[1]))],
            className="panel apart", **aria(labelledby="apart"),
        )
    ]  # fmt: skip


def _pilot(pilot: Pilot, own: Ledger, on: date) -> html.Article:
    heading = f"pilot-{pilot.slug}"
    counts = [item for item in newest_figures(own) if not item.is_fact and item.unit != UNIT_PERCENT]
    # The shares have a card of their own, with what each is a share of.
    words = [item for item in own.figures if item.is_fact]
    return html.Article(
        [
            html.H2(pilot.title, id=heading),
            html.P(pilot.what),
            *(_count(item, own) for item in counts),
            pilot_figures(words, own.documents),
            html.H3("Wat wordt geteld"),
            definition_card(pilot, own.documents, on=on),
        ],
        className="card",
        **aria(labelledby=heading),
    )


def _count(item: PilotFigure, own: Ledger) -> html.Div:
    period = f", {period_phrase(item.period)}" if item.period else ""
    place = f" ({item.place})" if item.place else ""
    return html.Div(
        [
            html.P(figure_phrase(item), className="card-value" if is_counted(item) else "figure-text"),
            *not_public_mark(item),
            html.P(f"{item.title}{place}{period}", className="card-period"),
            *why_masked(item),
            ledger_source(item.source, own.documents),
        ],
        className="counted-figure",
    )
