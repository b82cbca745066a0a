"""Slachtofferdevice: where it is in use, where that is under way or planned, on a chosen day, by municipality too."""

from __future__ import annotations

from collections.abc import Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.chart_card import ChartCard, chart_card, heading_id
from dashboard.components.definition_card import definition_card
from dashboard.components.ledger_source import document_notes
from dashboard.components.moment_conventions import conventions
from dashboard.components.municipality_list import area_list, municipality_list
from dashboard.components.pilot_figure import pilot_figures
from dashboard.components.region_map import region_map, region_table
from dashboard.ledger_page import Sight, add_ledger_page, look, nothing_known, page_head
from dashboard.ledger_view import LedgerView
from dashboard.pilot_pages import PILOTS
from dashboard.rollout import DEVICE, Rollout, build_rollout, quarter_choices
from dashboard.rollout_cards import DEVICE_NAME, PATH, coverage_card, timeline_card
from dashboard.rollout_downloads import MUNICIPALITIES_CSV, register_rollout_downloads
from dashboard.router import Query, Router
from dashboard.series_cards import series_cards
from dashboard.services import Services
from dashboard.texts_pilots import NO_DIVISIONS, NOT_AWARE, ROLLOUT_RULES
from dashboard.visitor import Audience
from dashboard.words import edition_phrase
from data_sources.divisions import Divisions
from data_sources.ledger import Ledger, PilotFigure
from metrics.rollout import AreaState, coverage, piloted
from metrics.text.numbers import day
from metrics.text.rollout import coverage_sentence, regions_sentence

NAME = "Slachtofferdevice"
# The facts about the other tool, which no count of this rollout has anything to do with.
AWARE = ("aware", "aware-en-device")
_AWARE_HEADING = "AWARE is een ander hulpmiddel"
_MAP, _MUNICIPALITIES, _WHAT, _AWARE = "kaart", "gemeenten", "wat-is-het", "aware"


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/slachtofferdevice', and its files beside it."""
    add_ledger_page(router, services, path=PATH, name=NAME, render=render, parent=PILOTS)
    register_rollout_downloads(app, services)


def render(query: Query, services: Services, audience: Audience) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    sight = look(query, services, audience)
    found = build_rollout(sight, services)
    head = page_head(
        sight, PATH, heading=NAME, lead="De landelijke uitrol: waar het in gebruik is, en waar dat volgt",
        days=quarter_choices(sight.everything.of(DEVICE), today=sight.today),
    )  # fmt: skip
    if not found.standings:
        return html.Div([*head, *nothing_known("het Slachtofferdevice", sight, services, is_there=_is_there)])
    return html.Div([*head, *_content(found, sight, services)])


def _is_there(ledger: Ledger) -> bool:
    return bool(ledger.of(DEVICE).areas)


def _content(found: Rollout, sight: Sight, services: Services) -> list[Component]:
    counts = coverage(found.standings)
    # Without any moment there is nothing to draw along.
    builders = (coverage_card, timeline_card) if found.points else ()
    cards = [build(found, sight, fictional=services.is_demo) for build in builders]
    cards += series_cards(found.ledger.pilots[DEVICE], found.ledger, sight.view, services)
    panels = [
        _map(found), *map(chart_card, cards), _municipalities(found, sight.view), _what(found), *_aware(found), _rules()
    ]  # fmt: skip
    return [
        html.Div([html.P(text) for text in _in_words(found)], className="in-words"),
        *document_notes([step.source.document for step in found.ledger.steps], found.ledger.documents),
        html.Ul([_count(state, counts[state]) for state in AreaState], className="state-counts", role="list"),
        _contents(found, cards),
        *panels,
    ]


def _contents(found: Rollout, cards: Sequence[ChartCard]) -> html.Nav:
    aware = [(_AWARE, _AWARE_HEADING)] if _aware_facts(found) else []
    places = [
        (_MAP, "Per politieregio"), *((heading_id(card), card.title) for card in cards),
        (_MUNICIPALITIES, "Gemeenten per fase"), (_WHAT, "Wat het is"), *aware,
        (ROLLOUT_RULES.anchor, ROLLOUT_RULES.heading),
    ]  # fmt: skip
    links = [html.Li(html.A(heading, href=f"#{place}")) for place, heading in places]
    return html.Nav(html.Ol(links), className="contents", **aria(label="Op deze pagina"))


def _map(found: Rollout) -> html.Section:
    return _panel(_MAP, "Per politieregio", [region_map(found.regions), region_table(found.regions, on=found.on)])


def _what(found: Rollout) -> html.Section:
    own = found.ledger
    facts = [item for item in own.figures if item.figure not in AWARE]
    return _panel(
        _WHAT, "Wat het is",
        [definition_card(own.pilots[DEVICE], own.documents, on=found.on), pilot_figures(facts, own.documents)],
    )  # fmt: skip


def _aware(found: Rollout) -> list[html.Section]:
    """What AWARE is, as far as a document says it."""
    facts = _aware_facts(found)
    if not facts:
        return []
    return [_panel(_AWARE, _AWARE_HEADING, [html.P(NOT_AWARE), pilot_figures(facts, found.ledger.documents)])]


def _aware_facts(found: Rollout) -> list[PilotFigure]:
    return [item for item in found.ledger.figures if item.figure in AWARE]


def _rules() -> html.Section:
    rules = html.Ul([html.Li(text) for text in ROLLOUT_RULES.paragraphs])
    return _panel(ROLLOUT_RULES.anchor, ROLLOUT_RULES.heading, [rules, conventions()])


def _in_words(found: Rollout) -> list[str]:
    counts, pilots = coverage(found.standings), piloted(found.standings)
    areas = coverage_sentence(DEVICE_NAME, counts, on=found.on, today=found.today, pilots=pilots)
    return [areas, regions_sentence(found.regions)]


def _count(state: AreaState, count: int) -> html.Li:
    words = "gebied" if count == 1 else "gebieden"
    return html.Li([html.Span(str(count), className="count"), " ", html.Span(f"{words} {state.value}")])


def _municipalities(found: Rollout, view: LedgerView) -> html.Section:
    if found.divisions is None:
        body: list[Component] = [html.P(NO_DIVISIONS, className="notice"), area_list(found.standings, on=found.on)]
    else:
        body = [
            html.P(_edition(found.divisions), className="hint"),
            *municipality_list(found.municipalities, on=found.on),
        ]
    link = html.A(
        "Download CSV", href=view.link(MUNICIPALITIES_CSV), className="button", download="",
        **aria(label="Download CSV: gemeenten per fase"),
    )  # fmt: skip
    return _panel(
        _MUNICIPALITIES, "Gemeenten per fase",
        [html.P(f"Stand op {day(found.on)}, in de woorden van de Tweede Kamer.", className="hint"), *body,
         html.Div(link, className="ways-out")],
    )  # fmt: skip


def _edition(divisions: Divisions) -> str:
    known = f"bekend op {day(divisions.known_on)}"
    return f"{len(divisions.municipalities)} gemeenten volgens {edition_phrase(divisions)}, {known}."


def _panel(anchor: str, heading: str, body: list[Component]) -> html.Section:
    return html.Section([html.H2(heading, id=anchor), *body], className="panel explained", **aria(labelledby=anchor))
