"""Overzicht: the newest figure of each followed indicator, how it moved, and the road to it since 2019."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.chart_card import chart_card
from dashboard.components.choices import kind_switch, view_form
from dashboard.components.number_card import number_card
from dashboard.components.published_list import published_list
from dashboard.freshness import freshness
from dashboard.overview import Overview, build_overview
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.trend_card import register_trend_csv, trend_card
from dashboard.view import View, read_view
from data_sources.contract import Period
from metrics.derive import FigureIndex
from metrics.growth import growth
from metrics.text.numbers import day
from metrics.text.sentences import gap_sentence

PATH = "/"
HEADING = "Adviesvragen en meldingen bij Veilig Thuis"


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/', and the CSV of its chart beside it."""
    router.add(PATH, name="Overzicht", heading=HEADING, render=lambda query: render(query, services))
    register_trend_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    regions = services.regions()
    view = read_view(query, regions=regions)
    found = build_overview(services, view)
    title = regions[view.region]
    return html.Div(
        [
            *_as_of_banner(view),
            html.H1(HEADING),
            html.P(f"{title}, per {view.kind}", className="lead"),
            freshness(services.table_states(), found.shown_loads, due=services.next_due()),
            html.Div(
                [
                    kind_switch(view, PATH),
                    view_form(view, PATH, regions=regions, bases=found.possible_bases, days=services.known_days()),
                ],
                className="choices",
            ),
            html.Div(
                [number_card(item.indicator, item.figure, item.growth, item.load) for item in found.headlines],
                className="cards",
            ),
            *_gap(found),
            chart_card(trend_card(found, view, region_title=title, today=services.today())),
            *_published(services, view, found.figures),
        ]
    )


def _as_of_banner(view: View) -> list[html.P]:
    if view.as_of is None:
        return []
    now = html.A("Toon alles wat nu bekend is", href=view.link(PATH, as_of=None))
    return [html.P([f"U ziet de cijfers zoals bekend op {day(view.as_of)}. ", now, "."], className="notice as-of")]


def _gap(found: Overview) -> list[html.P]:
    if found.gap is None:
        return []
    first, second = found.headlines
    names = (first.indicator.title.lower(), second.indicator.title.lower())
    sentence = gap_sentence(*names, (first.growth, second.growth), found.gap)
    return [html.P(sentence, className="panel gap")] if sentence else []


def _published(services: Services, view: View, figures: FigureIndex) -> list[html.Section]:
    """Published statements are about the country; beside another region they would mislead."""
    changes = services.published_changes()
    if not changes or view.region != View().region:
        return []
    changes = sorted(changes, key=lambda change: change["published_on"], reverse=True)
    growths = [
        growth(
            figures, indicator=change["indicator"], region=view.region,
            period=Period.parse(change["period"]), base=Period.parse(change["base"]),
        )
        for change in changes
    ]  # fmt: skip
    return [
        html.Section(
            [
                html.H2("Zoals gepubliceerd", id="gepubliceerd"),
                html.P(
                    "Veranderingen die in brieven en berichten stonden, naast wat de cijfers hier geven.",
                    className="hint",
                ),
                published_list(changes, growths),
            ],
            className="panel",
        )
    ]
