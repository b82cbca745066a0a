"""Choosing which changes of a load to see: of what, where and when. Writes the address, without a script."""

from __future__ import annotations

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.components.choices import choice, options, region_options
from dashboard.gegevens.asked import LoadAsked
from dashboard.gegevens.view import KIND, LOAD, NUMBER, PERIOD
from dashboard.gegevens.words import FigureWords
from dashboard.view import AS_OF, INDICATOR, REGION
from metrics.text.phrases import period_label

_LEVELS = {"LD": "Alle landsdelen", "PV": "Alle provincies", "VT": "Alle Veilig Thuis-regio's", "GM": "Alle gemeenten"}


def load_form(asked: LoadAsked, words: FigureWords) -> html.Form:
    """The choices hold what the load and the one before it speak of."""
    view = asked.view
    held = asked.history.contents(asked.load)
    topics = sorted(((slug, words.indicator(slug)) for slug in held.indicators), key=lambda pair: pair[1].lower())
    periods = [(period.key, period_label(period.key)) for period in reversed(held.periods)]
    place = view.asked.region or view.asked.level or ""
    places = options([("", "Alle gebieden"), *_LEVELS.items()], place)
    kept = {NUMBER: view.number, KIND: view.kind, AS_OF: view.as_of.isoformat() if view.as_of else ""}
    return html.Form(
        [
            *(dcc.Input(type="hidden", name=name, value=text) for name, text in kept.items() if text),
            choice("Onderwerp", INDICATOR, options([("", "Alle onderwerpen"), *topics], view.asked.indicator or "")),
            choice("Gebied", REGION, [*places, *region_options(words.regions, place)]),
            choice("Periode", PERIOD, options([("", "Alle perioden"), *periods], view.asked.period or "")),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=LOAD,
        method="get",
        **aria(label="Kies welke cijfers u wilt zien"),
    )
