"""The chart card: a chart, the same as a table, in words, with its source, and ways to take it along.

A chart is walked through with the arrow keys; what stands under the cursor is spoken and shown beneath
(`assets/chart-card.js`, which also makes the pictures).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.dependencies import MATCH
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.graph import graph
from dashboard.figures.picture import Provenance

_WALK = "Met de pijltjestoetsen loopt u langs de punten."
_NARROW = "Deze grafiek past niet op een smal scherm. De tabel hieronder geeft dezelfde cijfers."
_MAP_WALK = "Met de pijltjestoetsen gaat u naar de regio in die richting, met Page Up en Page Down langs alle regio's."


@dataclass(frozen=True)
class ChartPanel:
    """One of several small charts: its name, its newest value in words, the chart as plotly takes it, and which of the
    series' colours it has, from 1 on.
    """

    name: str
    last: str
    figure: dict[str, Any]
    series: int


@dataclass(frozen=True)
class ChartCard:
    """Everything a card shows. ``name`` is unique on the page and names the files. ``picture``: the chart to keep, with
    its ``provenance`` in it. ``chart``: its name among all charts (`dashboard/charts.py`); ``address``: path and query
    of the page it stands on, from whose query it is built again.

    ``panels``: small charts that stand in the place of ``figure``, in as many columns as there is room for.
    ``rows``: its points lie in rows below each other, as the bars of a timeline do; up and down then go along them.
    ``wide``: it needs more room than a narrow screen has, and scrolls there in a box of its own; rows make way for the
    table there, since their names would leave no room for the bars. ``is_map``: its points
    lie as on a map (`assets/kaart.js`). ``legend``: what its shades mean, beneath it. ``below``: what else belongs
    beneath the chart, before its table. ``subtitle``: of which region and periods it is, where the title does not say.
    """

    name: str
    chart: str
    address: str
    title: str
    figure: go.Figure
    picture: go.Figure
    provenance: Provenance
    table: html.Table
    description: Sequence[str]
    hint: str
    notes: Sequence[str]
    sources: Sequence[Component]
    csv_address: str
    rows: bool = False
    wide: bool = False
    is_map: bool = False
    legend: Component | None = None
    below: Sequence[Component] = ()
    panels: Sequence[ChartPanel] = ()
    subtitle: str = ""


def chart_card(card: ChartCard) -> html.Section:
    """The card as a section of a page."""
    heading, words = heading_id(card), f"{card.name}-words"
    return html.Section(
        [
            html.H2(card.title, id=heading),
            html.P(card.subtitle, className="selection") if card.subtitle else None,
            html.P(card.hint, className="hint"),
            html.Div(
                [_panel(card, place) for place in range(len(card.panels))] or graph(f"{card.name}-graph", card.figure),
                className=_looks(card),
                tabIndex="0", role="group",
                **aria(label=_label(card), describedby=words),
            ),
            html.P("", className="readout", role="status", **aria(live="polite")),
            html.P(_NARROW, className="hint narrow-only") if card.rows and card.wide else None,
            card.legend,
            _ways_out(card),
            html.Div([html.P(text) for text in card.description], id=words, className="in-words"),
            html.Ul([html.Li(note) for note in card.notes], className="notes") if card.notes else None,
            *card.below,
            html.Details([html.Summary("Tabel"), _scroller(card)], open=True),
            html.Div(list(card.sources), className="sources"),
            dcc.Store(id=_part(card, "picture"), data=card.picture.to_plotly_json()),
        ],
        className="panel chart-card",
        **aria(labelledby=heading),
    )  # fmt: skip


def _looks(card: ChartCard) -> str:
    asked = {"rows": card.rows, "wide": card.wide, "map": card.is_map, "multiples": bool(card.panels)}
    return " ".join(["chart-walk", *(name for name, wanted in asked.items() if wanted)])


def _label(card: ChartCard) -> str:
    if card.panels:
        return f"{len(card.panels)} grafieken: {card.title}. {_WALK} Omhoog en omlaag gaat u naar een andere grafiek."
    return f"{'Kaart' if card.is_map else 'Grafiek'}: {card.title}. {_MAP_WALK if card.is_map else _WALK}"


def heading_id(card: ChartCard) -> str:
    """The place of a card on its page."""
    return f"{card.name}-title"


def register_chart_cards(app: Dash) -> None:
    """The buttons of every card on every page, handled in the browser."""
    for kind in ("png", "svg"):
        app.clientside_callback(
            ClientsideFunction("chartCard", kind),
            Output({"card": MATCH, "part": "done"}, "children", allow_duplicate=True),
            Input({"card": MATCH, "part": kind}, "n_clicks"),
            State({"card": MATCH, "part": "picture"}, "data"),
            State({"card": MATCH, "part": kind}, "id"),
            prevent_initial_call=True,
        )
    app.clientside_callback(
        ClientsideFunction("chartCard", "copyLink"),
        Output({"card": MATCH, "part": "done"}, "children", allow_duplicate=True),
        Input({"card": MATCH, "part": "link"}, "n_clicks"),
        prevent_initial_call=True,
    )


def _panel(card: ChartCard, place: int) -> html.Div:
    panel = card.panels[place]
    return html.Div(
        [
            html.H3(panel.name),
            html.P(panel.last, className="detail"),
            # A chart takes the height of what it stands in.
            html.Div(graph(f"{card.name}-graph-{place + 1}", panel.figure), className="place"),
        ],
        className=f"multiple series-{panel.series}",
    )


def _scroller(card: ChartCard) -> html.Div:
    """The table in a box of its own that scrolls on a narrow screen, also by keyboard."""
    return html.Div(
        card.table, className="table-wrap", tabIndex="0", role="region", **aria(label=f"Tabel: {card.title}")
    )


def _ways_out(card: ChartCard) -> html.Div:
    buttons = (("png", "Download PNG"), ("svg", "Download SVG"), ("link", "Kopieer link"))
    return html.Div(
        [
            *(
                html.Button(
                    text,
                    id=_part(card, part),
                    type="button",
                    className="button",
                    **aria(label=f"{text}: {card.title}"),
                )
                for part, text in buttons
            ),
            html.A(
                "Download CSV",
                href=card.csv_address,
                className="button",
                download="",
                **aria(label=f"Download CSV: {card.title}"),
            ),
            html.Span(id=_part(card, "done"), className="done", role="status"),
        ],
        className="ways-out",
    )


def _part(card: ChartCard, part: str) -> dict[str, str]:
    return {"card": card.name, "part": part}
