"""Kerncijfers: the key figures and their tables in plain HTML, for who has no JavaScript."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.components.choices import kind_switch, view_form
from dashboard.components.number_card import number_card, season_hint
from dashboard.components.period_table import period_table
from dashboard.components.region_figures import region_figures
from dashboard.components.source_note import source_note
from dashboard.freshness import freshness
from dashboard.known_days import day_names
from dashboard.overview import Overview, build_overview
from dashboard.regions.newest import build_region_overview
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.trend_card import gap_panel
from dashboard.view import View, read_view
from data_sources.registry import BREAKS, INDICATORS
from metrics.text.description import describe_series
from metrics.text.numbers import day
from metrics.text.phrases import period_phrase

PATH = "/kerncijfers"
NAME = "Kerncijfers"


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page beneath the overview; the shell answers its address without a script (`static_page`)."""
    router.add(
        PATH, name=NAME, heading=NAME, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), parent="/", listed=True,
    )  # fmt: skip


def render(query: Query, services: Services) -> Component:
    """The page for a query, of parts that are plain HTML. Raises UsageError for one that cannot be shown."""
    regions = services.regions()
    view = read_view(query, regions=regions, today=services.today())
    found = build_overview(services, view)
    title = regions[view.region]
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.H1(NAME),
            html.P(f"Adviesvragen en meldingen bij Veilig Thuis: {title}, per {view.kind}", className="lead"),
            freshness(services.table_states(), found.headlines, due=services.next_due()),
            html.P(
                [
                    "Deze pagina werkt zonder JavaScript. ",
                    html.A("Dezelfde cijfers met grafiek", href=view.link("/")),
                    " staan op het overzicht.",
                ],
                className="hint",
            ),
            html.Div(
                [
                    kind_switch(view, PATH),
                    view_form(view, PATH, regions=regions, bases=found.possible_bases, days=day_names(services)),
                ],
                className="choices",
            ),
            *([_nothing(title, view)] if found.is_empty else _figures(found, view, title)),
            _by_region(services, view, regions),
        ]
    )


def _title(query: Query, services: Services) -> str:
    regions = services.regions()
    view = read_view(query, regions=regions, today=services.today())
    known = f", zoals bekend op {day(view.as_of)}" if view.as_of else ""
    return NAME if view == View() else f"{regions[view.region]}, per {view.kind}{known} · {NAME}"


def _nothing(region: str, view: View) -> Component:
    return html.P(
        f"Voor {region} is nog geen cijfer per {view.kind} bekend in deze opslag. Kies een andere regio, indeling of"
        " dag.",
        className="panel",
    )


def _figures(found: Overview, view: View, region: str) -> list[Component]:
    cards = [
        number_card(item.indicator, item.figure, item.base, item.growth, load=item.load, base_load=item.base_load)
        for item in found.headlines
    ]
    caption = f"Adviesvragen en meldingen, {region}, per {view.kind}"
    table = period_table(found.lines, found.periods, found.loads, caption=caption, history=lambda _figure: None)
    notes = [step.reason for step in BREAKS if view.region in step.regions]
    return [
        html.Div(cards, className="cards"),
        *season_hint(item.growth for item in found.headlines),
        *gap_panel(found),
        html.Section(
            [
                html.H2("Alle perioden"),
                *(html.P(describe_series(line.name, line.figures)) for line in found.lines),
                html.Ul([html.Li(note) for note in notes], className="notes") if notes else None,
                html.Div(table, className="table-wrap", tabIndex="0", role="region", **aria(label=f"Tabel: {caption}")),
                html.Div([source_note(load) for load in found.shown_loads], className="sources"),
            ],
            className="panel",
        ),
    ]


def _by_region(services: Services, view: View, regions: dict[str, str]) -> Component:
    found = build_region_overview(services, list(INDICATORS), kind=view.kind, as_of=view.as_of, titles=regions)
    heading = html.H2("Per Veilig Thuis-regio")
    if found is None:
        words = (
            f"In deze opslag staat geen cijfer per {view.kind} van een Veilig Thuis-regio. Cijfers per regio komen van"
            " CBS; ze zijn er zodra die zijn opgehaald."
        )
        return html.Section([heading, html.P(words)], className="panel")
    lead = f"Cijfers over {period_phrase(found.period.key)}. Aantallen zijn elk apart afgerond op vijf."
    return html.Section([heading, html.P(lead, className="hint"), region_figures(found)], className="panel")
