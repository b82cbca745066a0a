"""Regioprofiel: a region beside what it lies in, how its rate developed, and its municipalities."""

from __future__ import annotations

from dataclasses import replace

from dash import Dash, html
from dash.development.base_component import Component
from flask import Response

from dashboard.charts import Chart, Charted
from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.choices import kind_switch, view_form
from dashboard.components.region_places import region_history
from dashboard.exports.csv import table_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.exported import ValueTable
from dashboard.exports.profile_csv import profile_table
from dashboard.exports.provenance import stand_phrase
from dashboard.known_days import day_names
from dashboard.profile.card import CHART, CSV_PATH, PROFILE_PATH, file_name, has_rates, rate_card
from dashboard.profile.model import Profile, build_profile
from dashboard.profile.parts import (
    beside,
    cards,
    contents,
    development,
    municipalities,
    nothing_known,
    other_period,
    places,
    profile_link,
)
from dashboard.profile.regions import Known, known_regions
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.view import INDICATOR, View, asked_values, read_as_of, read_period, read_view
from dashboard.visitor import Audience
from data_sources.contract import UNIT_PER_100000
from data_sources.errors import UsageError
from data_sources.registry import INDICATORS, canonical_indicator
from metrics.text.numbers import day
from metrics.text.units import unit_words

PATH = PROFILE_PATH
NAME = HEADING = "Regioprofiel"
REGIONS = "/regios"

_KIND_WORDS = {
    "NL": "Het hele land", "LD": "Landsdeel", "PV": "Provincie", "VT": "Veilig Thuis-regio", "GM": "Gemeente",
}  # fmt: skip


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/regios/profiel', and its figures as a file beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), parent=REGIONS, remembered=True,
    )  # fmt: skip
    _register_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    view, known = _asked(query, services)
    found = build_profile(services, view, known)
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.P(html.A("Alle regio's", href=view.link(REGIONS, merged=False)), className="back"),
            html.H1(f"{HEADING}: {found.title}"),
            html.P(f"{_KIND_WORDS[view.region[:2]]}, per {view.kind}", className="lead"),
            *places(found),
            html.Div(
                [
                    kind_switch(view, PATH),
                    view_form(
                        view, PATH, regions=known.titles, bases=found.possible_bases, days=day_names(services),
                        municipalities=True, periods=found.possible_periods,
                    ),
                ],
                className="choices",
            ),
            *_not_followed(query),
            *other_period(found),
            *region_history(view.region, known.names, link=profile_link(view)),
            *(nothing_known(found) if found.is_empty else cards(found)),
            *contents(found, today=services.today()),
            *beside(found),
            *development(found, today=services.today()),
            *municipalities(found),
        ],
        className="profile",
    )  # fmt: skip


def _asked(query: Query, services: Services) -> tuple[View, Known]:
    """A topic that is kept but not followed counts as not asked: a profile is of those that are."""
    today = services.today()
    known = known_regions(services, read_as_of(asked_values(query), today=today))
    view = read_view(_followed(query, services), regions=known.titles, today=today)
    return replace(view, period=read_period(query, view)), known


def _followed(query: Query, services: Services) -> Query:
    asked = asked_values(query).get(INDICATOR, "")
    stored = services.indicators() if asked else []
    names = [canonical_indicator(name, stored=stored) for name in asked.split(",") if name]
    return {**query, INDICATOR: [",".join(name for name in names if name in INDICATORS)]}


def _not_followed(query: Query) -> list[html.P]:
    """What a profile is about, for who asks it of something else."""
    names = asked_values(query).get(INDICATOR, "").split(",")
    known = {alias for item in INDICATORS.values() for alias in (item.slug, *item.aliases)}
    words = "Een profiel gaat over adviesvragen en meldingen. Andere onderwerpen staan in de Verkenner."
    return [html.P(words, className="hint")] if any(name and name not in known for name in names) else []


def _title(query: Query, services: Services) -> str:
    view, known = _asked(query, services)
    stand = f", zoals bekend op {day(view.as_of)}" if view.as_of else ""
    return f"{known.titles[view.region]}, per {view.kind}{stand} · {NAME}"


def _register_csv(app: Dash, services: Services) -> None:
    def answer(query: Query) -> Response:
        view, known = _asked(query, services)
        values = _values(build_profile(services, view, known), services)
        return csv_answer(table_csv(values), file_name(view, None, today=services.today()))

    register_download(app, CSV_PATH, answer)


def _values(found: Profile, services: Services) -> ValueTable:
    return profile_table(found, found.loads, stand=stand_phrase(found.view.as_of, today=services.today()))


def _build(query: Query, _audience: Audience, services: Services) -> Charted:
    view, known = _asked(query, services)
    if len(view.indicators) > 1:
        raise UsageError(
            f"Een profiel heeft een grafiek per onderwerp. Kies er een: {' of '.join(view.indicators)}.",
            found=",".join(view.indicators),
        )
    found, indicator = build_profile(services, view, known), INDICATORS[view.indicators[0]]
    if not has_rates(found, indicator):
        raise UsageError(
            f"Van {found.title} en waar dat in ligt zijn geen cijfers per 100.000 inwoners bekend"
            f" ({indicator.title.lower()}, per {view.kind}). Kies een andere regio, indeling of dag."
        )
    figures = tuple(item for line in found.rates[indicator.slug] for item in line.figures)
    return Charted(
        card=rate_card(found, indicator, today=services.today()),
        values=_values(found, services),
        loads=tuple(found.loads_of(figures)),
        figures=figures,
        unit=unit_words(UNIT_PER_100000),
    )


CHARTS = (Chart(CHART, "Regioprofiel: een regio naast waar zij in ligt", PATH, _build),)
