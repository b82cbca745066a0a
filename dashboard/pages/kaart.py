"""Kaart van de regio's: the Veilig Thuis regions as they lie, in the official boundaries, shaded by their figures."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.chart_card import chart_card
from dashboard.components.source_note import source_note
from dashboard.known_days import day_names
from dashboard.regions.choropleth import MEASURES, PATH, build_map, find_map_regions
from dashboard.regions.choropleth_card import map_card
from dashboard.regions.files import register_map_csv
from dashboard.regions.form import measure_switch, regions_form, regions_kind_switch
from dashboard.regions.model import Regions
from dashboard.regions.table import elsewhen_list
from dashboard.regions.view import PATH as TILES
from dashboard.regions.view import Measure
from dashboard.regions.words import measure_title, national_sentence, season_of, span_phrase
from dashboard.router import Query, Router
from dashboard.services import Services
from data_sources.registry import KERNCIJFERS
from metrics.text.numbers import day
from metrics.text.phrases import period_label

NAME = "Kaart"
HEADING = "Kaart van de Veilig Thuis-regio's"

_AREAS_MISLEAD = (
    "Op een kaart valt een grote regio meer op dan een kleine, hoe weinig er ook gebeurt. Daarom staan hier geen"
    " aantallen, alleen cijfers per 100.000 inwoners en veranderingen."
)
_NO_BOUNDARIES = (
    "Deze opslag bevat nog geen grenzen van de Veilig Thuis-regio's. De officiële grenzen zijn van CBS en Kadaster"
    " (gebiedsindelingen, CC BY 4.0) en worden niet meegeleverd. De beheerder haalt ze op met dit commando, of leest ze"
    " uit een meegebracht GeoJSON-bestand:"
)
_COMMANDS = ("python app.py boundaries fetch", "python app.py boundaries fetch --from BESTAND")


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/regios/kaart', beneath Regio's, and its figures as a file beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), parent=TILES, listed=True,
        remembered=True,
    )  # fmt: skip
    register_map_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    found = find_map_regions(query, services)
    view = found.view
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.H1(HEADING),
            html.P(f"{found.topic.title}, {period_label(found.period.key)}", className="lead"),
            html.Div(
                [
                    html.Div(
                        [regions_kind_switch(view, PATH), measure_switch(found, PATH, offered=MEASURES)],
                        className="switches",
                    ),
                    regions_form(found, day_names(services), PATH),
                ],
                className="choices regions",
            ),
            html.P([f"{_AREAS_MISLEAD} ", _to_tiles(found, "Aantallen staan op de tegelkaart"), "."], className="hint"),
            *(_nothing(found) if found.is_empty else []),
            *_map(found, services),
            *elsewhen_list(found),
        ],
        className="regions-page",
    )


def _title(query: Query, services: Services) -> str:
    found = find_map_regions(query, services)
    known = f", zoals bekend op {day(found.view.as_of)}" if found.view.as_of else ""
    return f"{measure_title(found)}, {span_phrase(found)}{known} · {NAME}"


def _map(found: Regions, services: Services) -> list[Component]:
    shown = build_map(found, services)
    if shown is None:
        return [_no_boundaries(found)]
    # A map on which every region is hatched says less than the sentence above it.
    return [] if found.is_empty else [chart_card(map_card(shown, today=services.today()))]


def _no_boundaries(found: Regions) -> html.Section:
    return html.Section(
        [
            html.H2("Geen grenzen om te tekenen", id="geen-grenzen"),
            html.P(_NO_BOUNDARIES),
            html.Ul([html.Li(html.Code(command)) for command in _COMMANDS]),
            html.P([_to_tiles(found, "Naar de tegelkaart, die geen grenzen nodig heeft"), "."]),
        ],
        className="panel",
    )


def _to_tiles(found: Regions, words: str) -> html.A:
    return html.A(words, href=found.view.link(TILES))


def _nothing(found: Regions) -> list[Component]:
    """That there are no figures, and what would bring them."""
    when = f"Op {day(found.view.as_of)} was" if found.view.as_of else "Er is"
    said = (
        f"{when} over {period_label(found.period.key)} van geen enkele Veilig Thuis-regio een cijfer bekend in deze"
        f" opslag ({found.lower_title})."
    )
    more: list[str | Component] = (
        [
            html.A(
                f"Toon {period_label(found.periods[-1].key)}", href=found.view.link(PATH, period=None, base=None)
            ),
            ".",
        ]
        if found.periods
        else [f"De cijfers per regio komen met een verversing van tabel {KERNCIJFERS} bij CBS."]
    )  # fmt: skip
    national = national_sentence(found)
    season = season_of(found) if found.measure is Measure.GROWTH else []
    return [
        html.Section(
            [
                html.H2("Geen cijfers per regio", id="geen-cijfers"),
                html.P(said),
                html.P(more),
                *(
                    [
                        html.P(f"Wel bekend ({found.lower_title}, {period_label(found.period.key)}): {national}"),
                        *map(html.P, season),
                        *(source_note(load) for load in found.shown_loads),
                    ]
                    if national
                    else []
                ),
            ],
            className="panel",
        )
    ]
