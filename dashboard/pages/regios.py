"""Regio's: the Veilig Thuis regions beside each other on a map and in a ranking, and which of them make the growth."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.components.chart_card import chart_card
from dashboard.components.merger_choice import BACK, OFFER
from dashboard.components.source_note import source_note
from dashboard.known_days import day_names
from dashboard.regions.cards import contribution_card, ranking_card
from dashboard.regions.files import register_regions_csv
from dashboard.regions.form import measure_switch, regions_form, regions_kind_switch
from dashboard.regions.map import region_tiles
from dashboard.regions.measures import places
from dashboard.regions.model import Regions, find_regions
from dashboard.regions.table import elsewhen_list
from dashboard.regions.view import PATH, Measure
from dashboard.regions.words import (
    DIFFER_IN_SIZE,
    SMALL_RATES,
    certainty,
    key_facts,
    measure_title,
    national_sentence,
    predecessor_notes,
    refusal_phrase,
    refused_regions,
    season_of,
    span_phrase,
)
from dashboard.router import Query, Router
from dashboard.services import Services
from data_sources.registry import INDICATORS, KERNCIJFERS
from metrics.text.contribution import describe_contributions
from metrics.text.numbers import day
from metrics.text.phrases import period_label

NAME = "Regio's"
HEADING = "Veilig Thuis per regio"


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/regios', and all of it as a file beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), remembered=True,
    )  # fmt: skip
    register_regions_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    found = find_regions(query, services)
    view = found.view
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(as_of=None)),
            html.H1(HEADING),
            html.P(_lead(found), className="lead"),
            html.Div(
                [
                    html.Div([regions_kind_switch(view), measure_switch(found)], className="switches"),
                    regions_form(found, day_names(services)),
                ],
                className="choices regions",
            ),
            *(_nothing(found) if found.is_empty else _figures(found, services)),
        ],
        className="regions-page",
    )


def _title(query: Query, services: Services) -> str:
    found = find_regions(query, services)
    known = f", zoals bekend op {day(found.view.as_of)}" if found.view.as_of else ""
    return f"{measure_title(found)}, {span_phrase(found)}{known} · {NAME}"


def _lead(found: Regions) -> str:
    term = INDICATORS[found.topic.slug].cbs_term if found.topic.slug in INDICATORS else ""
    named = f"{found.topic.title} (CBS: {term})" if term else found.topic.title
    return f"{named}, {period_label(found.period.key)}"


def _nothing(found: Regions) -> list[Component]:
    """An empty view says that it is, what would fill it, and what is known."""
    when = f"Op {day(found.view.as_of)} was" if found.view.as_of else "Er is"
    period = period_label(found.period.key)
    empty = (
        f"{when} over {period} van geen enkele Veilig Thuis-regio een cijfer bekend in deze opslag"
        f" ({found.lower_title})."
    )
    known = national_sentence(found)
    return [
        html.Section(
            [
                html.H2("Geen cijfers per regio", id="geen-cijfers"),
                html.P(empty),
                html.P(_what_would_fill_it(found)),
                *(
                    [html.P(" ".join([f"Wel bekend over {period}: {known}", *_season_of_change(found)]))]
                    if known
                    else []
                ),
                *(source_note(load) for load in found.shown_loads),
            ],
            className="panel",
            **aria(labelledby="geen-cijfers"),
        ),
        *elsewhen_list(found),
    ]


def _season_of_change(found: Regions) -> list[str]:
    return season_of(found) if found.measure in {Measure.GROWTH, Measure.CONTRIBUTION} else []


def _what_would_fill_it(found: Regions) -> list[str | Component]:
    if found.periods:
        link = html.A(f"toon {period_label(found.periods[-1].key)}", href=found.view.link(period=None, base=None))
        return ["Over andere perioden wel: ", link, "."]
    said = (
        f"De cijfers per regio komen met een verversing van tabel {KERNCIJFERS} bij CBS; meegeleverd zijn alleen"
        " cijfers over heel Nederland. "
    )
    return [said, html.A("Bekijk wat er in deze opslag staat", href="/gegevens"), "."]


def _figures(found: Regions, services: Services) -> list[Component]:
    order = places(found)
    return [
        html.P([key_facts(found)], className="panel gap"),
        *(html.P(note, className="hint") for note in season_of(found)),
        *_merger(found),
        html.Section(
            [
                html.H2(measure_title(found), id="kaart"),
                html.P(" ".join(_about(found)), className="hint"),
                region_tiles(found, order),
            ],
            className="panel",
            **aria(labelledby="kaart"),
        ),
        chart_card(ranking_card(found, today=services.today())),
        *elsewhen_list(found),
        *_contribution(found, services),
    ]


def _about(found: Regions) -> list[str]:
    """What is to be known before the map is read."""
    said = [f"{span_phrase(found)}.", certainty(found), national_sentence(found)]
    if found.measure is Measure.COUNT:
        said.append(DIFFER_IN_SIZE)
    if found.measure is Measure.RATE and any(row.small_count for row in found.rows):
        said.append(SMALL_RATES)
    return [sentence for sentence in said if sentence]


def _merger(found: Regions) -> list[html.P]:
    """That a region is not compared across its merger, and the way to add up what it was made of; or that it was."""
    base = period_label(found.base.key)
    said: list[str | Component] = []
    if refused_regions(found) and found.view.merged:
        said = [f"{refusal_phrase(found)} De voorgangers zijn over {base} niet op te tellen: een cijfer ontbreekt."]
    elif refused_regions(found):
        link = html.A(OFFER, href=found.view.link(merged=True))
        said = [f"{refusal_phrase(found)} Met {base} wordt daarom niet vergeleken. ", link, "."]
    elif predecessor_notes(found):
        link = html.A(BACK, href=found.view.link(merged=False))
        said = [f"{' '.join(predecessor_notes(found))} ", link, "."]
    return [html.P(said, className="notice merger")] if said else []


def _contribution(found: Regions, services: Services) -> list[Component]:
    """Sentences and bars; only the sentences where the ranking already has the bars, or none can be given."""
    if found.contributions.is_given and found.measure is not Measure.CONTRIBUTION:
        return [chart_card(contribution_card(found, today=services.today()))]
    told = describe_contributions(found.contributions, found.names)
    return [
        html.Section(
            [
                html.H2(f"Bijdrage aan de landelijke groei van {found.lower_title}", id="bijdrage"),
                html.Div([html.P(text) for text in told], className="in-words"),
            ],
            className="panel",
            **aria(labelledby="bijdrage"),
        )
    ]
