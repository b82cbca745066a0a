"""Ontwikkeling: one or two topics over the periods, as figures, index, change, pair of seasons, gap or ratio."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.chart_card import chart_card
from dashboard.components.choices import kind_switch
from dashboard.components.development_form import development_form, way_switch
from dashboard.development.card import development_card
from dashboard.development.files import register_development_csv
from dashboard.development.model import Development, Refusal, build_development, open_development
from dashboard.development.view import ONLY_HALVES, DevelopmentView, Opened, Way
from dashboard.development.view import PATH as ADDRESS
from dashboard.development.words import view_title
from dashboard.known_days import day_names
from dashboard.router import Query, Router
from dashboard.services import Services
from metrics.text.numbers import day
from metrics.text.phrases import lower_first

PATH = ADDRESS
NAME = "Ontwikkeling"
HEADING = "Ontwikkeling door de tijd"

_LEAD = (
    "Volg een onderwerp vanaf 2019: de cijfers zelf, hun verandering, of twee onderwerpen naast elkaar. Elke uitkomst"
    " staat bij de cijfers waaruit zij volgt."
)


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/ontwikkeling', and its readings as a file beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), remembered=True,
    )  # fmt: skip
    register_development_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be read."""
    opened = open_development(query, services)
    view = opened.view
    found = build_development(services, opened)
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.H1(HEADING),
            html.P(_LEAD, className="lead"),
            way_switch(view, PATH),
            html.Div(
                [
                    # Of what is there per half-year only, the other division is not offered.
                    *([kind_switch(view, PATH)] if view.way not in ONLY_HALVES or view.kind == "jaar" else []),
                    development_form(
                        view, PATH, offered=opened.offered, regions=opened.regions, bases=found.possible_bases,
                        days=day_names(services),
                    ),
                ],
                className="choices",
            ),
            *([] if found.refusal else _only_one(view, opened)),
            *_content(found, opened, services),
        ],
        className="development-page",
    )  # fmt: skip


def _title(query: Query, services: Services) -> str:
    opened = open_development(query, services)
    view = opened.view
    if view == DevelopmentView():
        return NAME
    topics = [opened.offered.topics[indicator] for indicator in view.indicators]
    refusing = view.way in {Way.VERHOUDING, Way.GROEIVERSCHIL} and len(topics) < 2
    what = NAME if refusing else view_title(view, topics, view.base)
    known = f", zoals bekend op {day(view.as_of)}" if view.as_of else ""
    return f"{what}, {opened.regions[view.region]}, per {view.kind}{known} · {NAME}"


def _only_one(view: DevelopmentView, opened: Opened) -> list[html.P]:
    """A pair of seasons is of one topic; the other one is a link away."""
    if view.way is not Way.SEIZOENSPAAR or len(view.indicators) < 2:
        return []
    first, second = (opened.offered.topics[indicator] for indicator in view.indicators)
    other = html.A(
        f"Toon {lower_first(second.title)}", href=view.link(PATH, indicators=(second.indicator, first.indicator))
    )
    return [html.P([f"Halfjaren naast elkaar zijn van één onderwerp: {lower_first(first.title)}. ", other, "."])]


def _content(found: Development, opened: Opened, services: Services) -> list[Component]:
    """The card, or in its place why there is none."""
    if found.refusal:
        return [_refused(found.refusal, found.view)]
    region = opened.regions[found.view.region]
    if not found.has_figures:
        return [html.P(_no_figures(found.view, region), className="panel")]
    if not found.has_values:
        return [_no_values(found)]
    return [chart_card(development_card(found, region_title=region, today=services.today()))]


def _refused(refusal: Refusal, view: DevelopmentView) -> html.Div:
    links = [html.Li(html.A(name, href=view.link(PATH, **dict(changes)))) for name, changes in refusal.instead]
    return html.Div([html.P(refusal.sentence), *([html.Ul(links)] if links else [])], className="panel")


def _no_figures(view: DevelopmentView, region: str) -> str:
    when = f"Op {day(view.as_of)} was voor {region}" if view.as_of else f"Voor {region} is"
    return (
        f"{when} van dit onderwerp geen enkel cijfer per {view.kind} bekend in deze opslag. Kies een ander onderwerp,"
        " een andere regio, indeling of dag."
    )


def _no_values(found: Development) -> html.Div:
    """Figures there are, and none of them can be compared: the reasons, each once, the newest first."""
    readings = sorted(found.readings, key=lambda item: item.period, reverse=True)
    reasons = list(dict.fromkeys(item.text for item in readings))
    back = html.A("Toon de cijfers zelf", href=found.view.link(PATH, way=Way.NIVEAU))
    return html.Div(
        [
            html.P(["Deze weergave is voor geen enkele periode te geven. ", back, "."]),
            html.P("De redenen:"),
            html.Ul([html.Li(reason) for reason in reasons]),
        ],
        className="panel",
    )
