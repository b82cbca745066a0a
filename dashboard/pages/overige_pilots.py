"""Overige pilots: all about each pilot that has no page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.chart_card import chart_card
from dashboard.components.definition_card import definition_card
from dashboard.components.moment_list import Dated, moment_list
from dashboard.components.pilot_card import newest_figures, situation
from dashboard.components.pilot_figure import pilot_figures
from dashboard.ledger_files import PILOTS_CSV
from dashboard.ledger_page import Sight, add_ledger_page, look, nothing_known, page_head
from dashboard.pilot_pages import MILESTONES, OTHER_PILOTS, PILOTS, milestone_place, other_pilots, with_pilots
from dashboard.router import Query, Router
from dashboard.series_cards import series_cards
from dashboard.services import Services
from dashboard.visitor import Audience
from data_sources.ledger import COUNTRYWIDE, Ledger, Pilot
from metrics.milestones import band_order, in_order

PATH = OTHER_PILOTS
NAME = "Overige pilots"
LEAD = "Pilots en programma's zonder eigen pagina: wat het is, wat er geteld wordt en hoe het staat"
NO_FIGURES = "De documenten geven hierover geen cijfers."


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/overige-pilots'."""
    add_ledger_page(router, services, path=PATH, name=NAME, render=render, parent=PILOTS)


def render(query: Query, services: Services, audience: Audience) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    sight = look(query, services, audience)
    pilots = other_pilots(sight.ledger.pilots.values())
    content = (
        [
            _contents(pilots),
            *(part for pilot in pilots for part in (_article(pilot, sight), *_series(pilot, sight, services))),
        ]
        if pilots
        else nothing_known("deze pilots", sight, services, is_there=lambda ledger: bool(_others(ledger)))
    )
    return html.Div([*page_head(sight, PATH, heading=NAME, lead=LEAD), *content])


def _others(ledger: Ledger) -> list[Pilot]:
    return other_pilots(ledger.pilots.values())


def _contents(pilots: Sequence[Pilot]) -> html.Nav:
    links = [html.Li(html.A(pilot.title, href=f"#{pilot.slug}")) for pilot in pilots]
    return html.Nav(html.Ol(links), className="contents", **aria(label="Op deze pagina"))


def _article(pilot: Pilot, sight: Sight) -> html.Article:
    own, heading = sight.ledger.of(pilot.slug), f"{pilot.slug}-titel"
    figures = newest_figures(own)
    return html.Article(
        [
            html.H2(pilot.title, id=heading),
            html.P(pilot.what, className="what"),
            situation(pilot, own.documents[pilot.source.document]),
            definition_card(pilot, own.documents, on=sight.on),
            html.H3("Cijfers en feiten"),
            *([pilot_figures(figures, own.documents), _csv(pilot, sight)] if figures else [html.P(NO_FIGURES)]),
            *_dated("Stappen", _steps(own), sight),
            *_dated("Mijlpalen", _milestones(own, sight), sight),
        ],
        id=pilot.slug,
        className="panel pilot",
        **aria(labelledby=heading),
    )


def _series(pilot: Pilot, sight: Sight, services: Services) -> list[html.Section]:
    """What there is of several periods, beneath the pilot itself."""
    return [chart_card(card) for card in series_cards(pilot, sight.ledger.of(pilot.slug), sight.view, services)]


def _csv(pilot: Pilot, sight: Sight) -> html.Div:
    address = with_pilots(sight.view.link(PILOTS_CSV), [pilot.slug])
    link = html.A(
        "Download CSV", href=address, className="button", download="", **aria(label=f"Download CSV: {pilot.title}")
    )
    return html.Div(link, className="ways-out")


def _dated(heading: str, items: Sequence[Dated], sight: Sight) -> list[Component]:
    return [html.H3(heading), moment_list(items, sight.ledger.documents, on=sight.on)] if items else []


def _steps(own: Ledger) -> list[Dated]:
    areas = {area.slug: area.title for area in own.areas} | {COUNTRYWIDE: "Landelijk"}
    return [
        Dated(f"{areas.get(step.area, step.area)}: {step.phase}", step.moment, step.certainty, step.source)
        for step in sorted(own.steps, key=lambda step: band_order(step.moment))
    ]


def _milestones(own: Ledger, sight: Sight) -> list[Dated]:
    """Each leads to its place among all milestones."""
    return [
        Dated(
            item.title, item.moment, item.certainty, item.source,
            details=[
                html.P(
                    html.A(
                        "Bij de mijlpalen", href=f"{sight.view.link(MILESTONES)}#{milestone_place(item.slug)}",
                        **aria(label=f"Bij de mijlpalen: {item.title}"),
                    ),
                    className="detail",
                )
            ],
        )
        for item in in_order(own.milestones)
    ]  # fmt: skip
