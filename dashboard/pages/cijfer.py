"""One figure: every answer it ever had, from which load, and what happened to it."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.gegevens.asked import ask_figure
from dashboard.gegevens.figure import in_words, turn_table
from dashboard.gegevens.files import register_figure_csv
from dashboard.gegevens.view import BREAKDOWN, FIGURE, FIGURE_CSV, LOG, PERIOD, FigureView
from dashboard.gegevens.words import FigureWords
from dashboard.known_days import day_form
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.view import INDICATOR, REGION, as_of_link
from data_sources.registry import INDICATORS
from metrics.text.numbers import day

NAME = "Geschiedenis van een cijfer"
HINT = "Hoe dit cijfer bekend werd, van het eerste antwoord tot nu. Een levering die hetzelfde zegt, staat er niet bij."


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/gegevens/cijfer', and the history as a file beside it."""
    router.add(
        FIGURE, name=NAME, heading=NAME, render=lambda query, _audience: render(query, services),
        title=lambda query: f"{_name(ask_figure(query, services)[0], FigureWords.of(services))} · {NAME}", parent=LOG,
    )  # fmt: skip
    register_figure_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    view, turns = ask_figure(query, services)
    words = FigureWords.of(services)
    name = _name(view, words)
    kept = {INDICATOR: view.indicator, REGION: view.region, PERIOD: view.period, BREAKDOWN: view.breakdown}
    content: list[Component] = [html.P(_nothing(view), className="panel")]
    if turns:
        csv = html.A("Download CSV", href=view.link(FIGURE_CSV), className="button", download="")
        content = [
            html.Section(
                [
                    html.H2("Van het eerste antwoord tot nu", id="woorden"),
                    html.Div([html.P(text) for text in in_words(turns, view)], className="in-words"),
                    html.Div(csv, className="ways-out"),
                    turn_table(turns, view, caption=name),
                ],
                className="panel",
                **aria(labelledby="woorden"),
            )
        ]
    term = f" (CBS: {INDICATORS[view.indicator].cbs_term})" if view.indicator in INDICATORS else ""
    return html.Div(
        [
            *as_of_banner("de geschiedenis van dit cijfer", view.as_of, now=view.link(as_of=None)),
            html.P(html.A("Alle gegevens", href=as_of_link(LOG, view.as_of)), className="back"),
            html.H1(NAME),
            html.P(f"{words.indicator(view.indicator)}{term}, {_place(view, words)}", className="lead"),
            html.P(HINT, className="hint"),
            html.Div(day_form(FIGURE, view.as_of, services, kept=kept), className="choices"),
            *content,
        ]
    )


def _name(view: FigureView, words: FigureWords) -> str:
    return f"{words.indicator(view.indicator)}, {_place(view, words)}"


def _place(view: FigureView, words: FigureWords) -> str:
    return words.place(region=view.region, period=view.period, breakdown=view.breakdown)


def _nothing(view: FigureView) -> str:
    when = f"Op {day(view.as_of)} was dit cijfer" if view.as_of else "Dit cijfer is"
    return f"{when} in deze opslag niet bekend: geen enkele bron of tabel gaf het."
