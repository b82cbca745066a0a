"""The newest figures of all Veilig Thuis regions as a table: one row a region, one column a count or rate."""

from __future__ import annotations

from dataclasses import dataclass

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.source_note import source_note
from data_sources.contract import Load, Observation, Period
from data_sources.registry import INDICATORS
from metrics.predecessors import OUR_SUMS
from metrics.text.phrases import missing_phrase, period_label, status_phrase
from metrics.text.units import figure_text


@dataclass(frozen=True)
class RegionRow:
    """A region: its name, its figures and its rates in the order of the indicators, absent ones included."""

    code: str
    name: str
    figures: tuple[Observation, ...]
    rates: tuple[Observation, ...]


@dataclass(frozen=True)
class RegionOverview:
    """All regions that there are in ``period``, by name, and the loads that any figure is from."""

    indicators: tuple[str, ...]
    period: Period
    rows: tuple[RegionRow, ...]
    loads: dict[int, Load]

    @property
    def has_rates(self) -> bool:
        return any(item.value is not None for row in self.rows for item in row.rates)


def region_figures(found: RegionOverview) -> html.Div:
    """The table in a box that scrolls by itself, with its sources. A missing figure says why.

    How certain the figures are stands above the table where it is the same for all, else beside each.
    """
    titles = [INDICATORS[name].title for name in found.indicators]
    rates = [f"{title} per 100.000 inwoners" for title in titles] if found.has_rates else []
    head = html.Tr([html.Th("Regio", scope="col"), *(html.Th(name, scope="col") for name in [*titles, *rates])])
    shown = [item for row in found.rows for item in (*row.figures, *(row.rates if rates else ()))]
    statuses = {item.status for item in shown if item.value is not None}
    # Where nothing is there, nothing is certain.
    each = len(statuses) != 1
    rows = [
        html.Tr(
            [
                html.Th(row.name, scope="row"),
                *(_cell(item, with_status=each) for item in (*row.figures, *(row.rates if rates else ()))),
            ]
        )
        for row in found.rows
    ]
    certain = "" if each else f" ({status_phrase(statuses.pop())})"
    caption = f"Adviesvragen en meldingen per Veilig Thuis-regio, {period_label(found.period.key)}{certain}"
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(rows)], className="figures")
    return html.Div(
        [
            html.Div(table, className="table-wrap", tabIndex="0", role="region", **aria(label=f"Tabel: {caption}")),
            html.Div([source_note(load) for load in found.loads.values()], className="sources"),
        ]
    )


def _cell(figure: Observation, *, with_status: bool) -> html.Td:
    if figure.value is None:
        return html.Td(missing_phrase(figure), className="missing")
    details = [
        *([figure.status_basis] if figure.status_basis in OUR_SUMS else []),
        *([status_phrase(figure.status)] if with_status else []),
    ]
    return html.Td(
        [html.Span(figure_text(figure), className="value"), *(html.Span(text, className="detail") for text in details)]
    )
