"""Pilots: one card for each pilot in the ledger, as it stands on a day."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.pilot_card import pilot_card
from dashboard.ledger_files import PILOTS_CSV, register_pilots_csv
from dashboard.ledger_page import Sight, add_ledger_page, look, nothing_known, page_head
from dashboard.pilot_pages import PILOTS, pilot_address
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.visitor import Audience

PATH = PILOTS
NAME = "Pilots"
LEAD = "Wat er wordt beproefd en ingevoerd, met de cijfers en momenten uit brieven en nota's"


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/pilots', and the figures of all pilots as a file beside it."""
    add_ledger_page(router, services, path=PATH, name=NAME, render=render)
    register_pilots_csv(app, services)


def render(query: Query, services: Services, audience: Audience) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    sight = look(query, services, audience)
    content = (
        _cards(sight)
        if sight.ledger.pilots
        else nothing_known("pilots", sight, services, is_there=lambda ledger: bool(ledger.pilots))
    )
    return html.Div([*page_head(sight, PATH, heading=NAME, lead=LEAD), *content])


def _cards(sight: Sight) -> list[Component]:
    cards = [
        pilot_card(sight.ledger, slug, on=sight.on, address=pilot_address(slug, sight.view))
        for slug in sight.ledger.pilots
    ]
    csv = html.A("Download CSV van alle cijfers", href=sight.view.link(PILOTS_CSV), className="button", download="")
    return [html.Div(cards, className="cards"), html.Div(csv, className="ways-out")]
