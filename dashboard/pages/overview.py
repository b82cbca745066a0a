"""Overzicht: the newest figure of each followed indicator, how it moved, and the road to it since 2019."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.chart_card import chart_card
from dashboard.components.choices import kind_switch, view_form
from dashboard.components.merger_choice import merger_choice
from dashboard.components.number_card import number_card, season_hint
from dashboard.components.published_list import published_list
from dashboard.freshness import freshness
from dashboard.gegevens.view import figure_link
from dashboard.known_days import day_names
from dashboard.overview import Overview, build_overview
from dashboard.profile.card import PROFILE_PATH
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.trend_card import gap_panel, nothing_known, register_trend_csv, trend_card
from dashboard.view import View, read_view
from data_sources.contract import NATIONAL, Period
from data_sources.registry import INDICATORS
from metrics.growth import growth
from metrics.text.numbers import day

PATH = "/"
NAME = "Overzicht"
HEADING = "Adviesvragen en meldingen bij Veilig Thuis"


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/', and the CSV of its chart beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), remembered=True,
    )  # fmt: skip
    register_trend_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    regions = services.regions()
    view = read_view(query, regions=regions, today=services.today())
    found = build_overview(services, view)
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.H1(HEADING),
            html.P(f"{regions[view.region]}, per {view.kind}", className="lead"),
            *_profile(view, regions[view.region]),
            freshness(services.table_states(), found.headlines, due=services.next_due()),
            html.Div(
                [
                    kind_switch(view, PATH),
                    view_form(view, PATH, regions=regions, bases=found.possible_bases, days=day_names(services)),
                ],
                className="choices",
            ),
            *_only_some(view),
            *(_nothing(view, regions[view.region]) if found.is_empty else _figures(found, view, regions, services)),
            *_published(services, view, found),
        ]
    )


def _title(query: Query, services: Services) -> str:
    regions = services.regions()
    view = read_view(query, regions=regions, today=services.today())
    known = f", zoals bekend op {day(view.as_of)}" if view.as_of else ""
    return NAME if view == View() else f"{regions[view.region]}, per {view.kind}{known} · {NAME}"


def _profile(view: View, region: str) -> list[html.P]:
    """The way to the profile of a region; of the country this page says most of it."""
    if view.region == NATIONAL:
        return []
    return [html.P(html.A(f"Profiel van {region}", href=view.link(PROFILE_PATH)), className="back")]


def _only_some(view: View) -> list[html.P]:
    if view.indicators == View().indicators:
        return []
    names = " en ".join(INDICATORS[slug].title.lower() for slug in view.indicators)
    both = html.A("Toon adviesvragen en meldingen", href=view.link(PATH, indicators=View().indicators))
    return [html.P([f"U ziet alleen {names}. ", both, "."], className="hint")]


def _nothing(view: View, region: str) -> list[Component]:
    """An empty view says that it is, and since when there would be something."""
    return [html.P(nothing_known(view, region), className="panel")]


def _figures(found: Overview, view: View, regions: dict[str, str], services: Services) -> list[Component]:
    cards = [
        number_card(
            item.indicator, item.figure, item.base, item.growth, load=item.load, base_load=item.base_load,
            history=figure_link(item.figure, view.as_of),
        )
        for item in found.headlines
    ]  # fmt: skip
    card = trend_card(found, view, region_title=regions[view.region], today=services.today())
    growths, bridged = [item.growth for item in found.headlines], any(item.parts for item in found.headlines)
    choice = merger_choice(view, PATH, growths, bridged=bridged)
    return [html.Div(cards, className="cards"), *season_hint(growths), *choice, *gap_panel(found), chart_card(card)]


def _published(services: Services, view: View, found: Overview) -> list[html.Section]:
    """Published statements are about the country, and none is older than the day that is looked at."""
    changes = [
        change
        for change in sorted(services.published_changes(), key=lambda change: change["published_on"], reverse=True)
        if change["indicator"] in view.indicators and (view.as_of is None or change["published_on"] <= view.as_of)
    ]
    if not changes or view.region != View().region:
        return []
    growths = [
        growth(
            found.figures, indicator=change["indicator"], region=view.region,
            period=Period.parse(change["period"]), base=Period.parse(change["base"]),
        )
        for change in changes
    ]  # fmt: skip
    hint = "Veranderingen die in brieven en berichten stonden, naast wat de cijfers hier geven."
    return [
        html.Section(
            [
                html.H2("Zoals gepubliceerd", id="gepubliceerd"),
                html.P(hint, className="hint"),
                published_list(changes, growths, past=view.as_of is not None),
            ],
            className="panel",
        )
    ]
