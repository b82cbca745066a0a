"""Overzicht: the newest half-year of each followed indicator, and the road to it since 2019."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import dash
from dash import Dash, html

from dashboard.components.attributes import aria
from dashboard.components.graph import graph
from dashboard.components.number_card import number_card
from dashboard.components.period_table import period_table
from dashboard.figures.trend import TrendLine, trend_figure
from dashboard.services import Selection, Services
from dashboard.words import AMSTERDAM
from data_sources.contract import Observation, Period, half_years, observations
from data_sources.registry import INDICATORS
from metrics.growth import growth

FIRST = Period(2019, "HJ", 1)


def register(app: Dash, services: Services) -> None:
    """Put the page at '/'. ``app`` is the app it belongs to; pages register with Dash itself."""
    del app
    dash.register_page(
        "overzicht", path="/", title="Overzicht · Veilig Thuis in cijfers", layout=lambda **_: _layout(services)
    )


def _layout(services: Services) -> html.Div:
    found = services.series(list(INDICATORS), Selection(indicator="adviezen"))
    rows = observations(found.table)
    periods = shown_periods(rows, services.now())
    lines = [TrendLine(item.title, _series(rows, item.slug, periods)) for item in INDICATORS.values()]
    cards = []
    for indicator, line in zip(INDICATORS.values(), lines, strict=True):
        newest = next((item for item in reversed(line.figures) if item.value is not None), line.figures[-1])
        period = Period.parse(newest.period)
        change = growth(
            found.table, loads=found.loads, indicator=indicator.slug, region=newest.region, period=period,
            base=period.year_earlier(),
        )  # fmt: skip
        cards.append(number_card(indicator, newest, change, found.loads.get(newest.load or 0)))
    caption = "Adviesvragen en meldingen per halfjaar, Nederland"
    return html.Div(
        [
            html.H1("Adviesvragen en meldingen bij Veilig Thuis"),
            html.P("Nederland, per halfjaar", className="lead"),
            html.Div(cards, className="cards"),
            html.Section(
                [
                    html.H2("Ontwikkeling sinds 2019", id="trend-heading"),
                    html.P(
                        "Open punten zijn voorlopige cijfers, kruisjes zijn afgerond op duizendtallen. Waar de lijn"
                        " ontbreekt, is geen cijfer bekend.",
                        className="hint",
                    ),
                    graph("overzicht-trend", trend_figure(lines, periods)),
                    period_table(lines, periods, found.loads, caption=caption),
                ],
                className="panel",
                **aria(labelledby="trend-heading"),
            ),
        ]
    )


def shown_periods(rows: Sequence[Observation], now: datetime) -> list[Period]:
    """All half-years from 2019 to the last one that is over, or to the newest figure if that is later."""
    today = now.astimezone(AMSTERDAM).date()
    this_year = [Period(today.year, "HJ", 1), Period(today.year, "HJ", 2)]
    over = [item for item in [Period(today.year - 1, "HJ", 2), *this_year] if item.end < today]
    known = [Period.parse(row.period) for row in rows if row.value is not None]
    return half_years(FIRST, max([over[-1], *(period for period in known if period.kind == "HJ")]))


def _series(rows: Sequence[Observation], indicator: str, periods: Sequence[Period]) -> list[Observation]:
    known = {row.period: row for row in rows if row.indicator == indicator}
    return [
        known.get(period.key) or Observation.absent(indicator=indicator, region="NL01", period=period.key)
        for period in periods
    ]
