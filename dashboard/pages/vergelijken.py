"""Vergelijken: two to six regions, or two to six topics, as small charts side by side, on one scale or each its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.comparison.card import PATH as ADDRESS
from dashboard.comparison.card import comparison_card
from dashboard.comparison.files import register_comparison_csv
from dashboard.comparison.hints import comparison_hints
from dashboard.comparison.model import Comparison, build_comparison, offered_choices, open_comparison
from dashboard.comparison.names import Offered, comparison_title
from dashboard.comparison.view import FEWEST, MOST, ComparisonView, nearest_view
from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.chart_card import chart_card
from dashboard.components.choices import kind_links
from dashboard.components.comparison_form import comparison_form, ready_choices, way_switch
from dashboard.known_days import day_names
from dashboard.router import Query, Router
from dashboard.services import Services
from data_sources.contract import NATIONAL, Period
from data_sources.errors import UsageError
from data_sources.regions import LANDSDELEN, PROVINCES, VT_REGIONS, vt_regions
from metrics.text.numbers import day

PATH = ADDRESS
NAME = "Vergelijken"
HEADING = "Vergelijken: regio's of onderwerpen naast elkaar"

_LEAD = "Twee tot zes regio's, of twee tot zes onderwerpen, elk in een kleine grafiek over dezelfde perioden."
_NATIONAL_ONLY = "In deze opslag staan alleen cijfers van Nederland; regio's zijn er pas na het ophalen bij CBS."


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/vergelijken', and its figures as a file beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), remembered=True,
    )  # fmt: skip
    register_comparison_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query; for one that cannot be shown the form, with a sentence of what to do."""
    try:
        view, offered = open_comparison(query, services)
    except UsageError as error:
        return _problem(query, services, error)
    found = build_comparison(services, view, offered)
    return _page(
        view, offered, services, by_region=view.by_region, base=found.base, bases=found.possible_bases,
        content=[*comparison_hints(found, offered, PATH), *_charts(found, services)],
    )  # fmt: skip


def _title(query: Query, services: Services) -> str:
    view, offered = open_comparison(query, services)
    known = f", zoals bekend op {day(view.as_of)}" if view.as_of else ""
    return NAME if view == ComparisonView() else f"{comparison_title(view, offered, view.base)}{known} · {NAME}"


def _problem(query: Query, services: Services, error: UsageError) -> Component:
    """Choosing goes on from what could be understood."""
    offered = offered_choices(services, None)
    view = nearest_view(query, regions=offered.regions, topics=offered.topics, today=services.today())
    by_region = view.by_region or view.regions != (NATIONAL,)
    sentence = html.P(error.message, className="notice", role="alert")
    return _page(view, offered, services, by_region=by_region, base=None, bases=[], content=[sentence])


def _page(
    view: ComparisonView, offered: Offered, services: Services, *, by_region: bool, base: Period | None,
    bases: Sequence[Period], content: Sequence[Component],
) -> Component:  # fmt: skip
    ready = _ready(view, offered, services.today().year)
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.H1(HEADING),
            html.P(_LEAD, className="lead"),
            html.Div(
                [
                    *_ways(view, ready, by_region=by_region),
                    kind_links(lambda kind: view.link(PATH, kind=kind, base=None), view.kind),
                    comparison_form(
                        PATH, view, by_region=by_region, regions=offered.regions, topics=offered.topics,
                        base=base, bases=bases, days=day_names(services),
                    ),
                ],
                className="choices comparison",
            ),
            *content,
        ]
    )  # fmt: skip


def _ways(view: ComparisonView, ready: Mapping[str, str], *, by_region: bool) -> list[Component]:
    """Regions or topics, and ready choices of the former; that there is but one region, where that is so."""
    if not ready:
        return [html.P(_NATIONAL_ONLY, className="hint")]
    switch = way_switch(next(iter(ready.values())), _topics_link(view), by_region=by_region)
    return [switch, *ready_choices(ready if by_region else {})]


def _ready(view: ComparisonView, offered: Offered, year: int) -> dict[str, str]:
    """Choices of regions that the country itself defines, as far as the store has them all: by name the address.

    ``year``: of which the Veilig Thuis regions are.
    """
    sets = {"De vier landsdelen": list(LANDSDELEN)}
    present = sorted(vt_regions(Period(year, "JJ", 0)), key=lambda code: VT_REGIONS[code].within)
    for province, codes in groupby(present, key=lambda code: VT_REGIONS[code].within):
        sets[f"Veilig Thuis-regio's in {PROVINCES[province].name}"] = list(codes)
    return {
        name: view.link(PATH, indicators=view.indicators[:1], regions=tuple(codes))
        for name, codes in sets.items()
        if FEWEST <= len(codes) <= MOST and set(codes) <= set(offered.regions)
    }


def _topics_link(view: ComparisonView) -> str:
    topics = view.indicators if len(view.indicators) > 1 else ComparisonView().indicators
    return view.link(PATH, indicators=topics, regions=view.regions[:1])


def _charts(found: Comparison, services: Services) -> list[Component]:
    if not found.is_empty:
        return [chart_card(comparison_card(found, today=services.today()))]
    when = f"Op {day(found.view.as_of)} was" if found.view.as_of else "Er is"
    what = "hiervan geen enkele waarde te geven in deze weergave. Kies andere regio's, onderwerpen, weergave of dag"
    levels = html.A("toon de cijfers zelf", href=found.view.link(PATH, shown="niveau"))
    ways = [", of ", levels, "."] if found.view.shown != "niveau" else ["."]
    return [html.P([f"{when} {what}", *ways], className="panel")]
