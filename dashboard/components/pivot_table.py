"""A grid of figures as a real table: a name before each row, a period or category above each column."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from data_sources.contract import Observation
from metrics.text.phrases import missing_phrase, status_phrase
from metrics.text.units import figure_text


def pivot_table(
    caption: str, corner: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Observation]]]
) -> html.Table:
    """How certain the figures are stands above a column where that holds for all of it, else beside each.

    A missing figure says why.
    """
    shared = [_shared_status([figures[place] for _, figures in rows]) for place in range(len(columns))]
    heads = [
        html.Th([name, html.Span(status_phrase(status), className="detail")] if status else name, scope="col")
        for name, status in zip(columns, shared, strict=True)
    ]
    body = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                *(_cell(figure, apart=status is None) for figure, status in zip(figures, shared, strict=True)),
            ]
        )
        for name, figures in rows
    ]
    head = html.Thead(html.Tr([html.Th(corner, scope="col"), *heads]))
    return html.Table([html.Caption(caption), head, html.Tbody(body)], className="figures pivot")


def _shared_status(figures: Sequence[Observation]) -> str | None:
    """The one status of these figures; None when there are several, or no figure."""
    statuses = {figure.status for figure in figures if figure.value is not None}
    return statuses.pop() if len(statuses) == 1 else None


def _cell(figure: Observation, *, apart: bool) -> html.Td:
    if figure.value is None:
        return html.Td(missing_phrase(figure), className="missing")
    status = html.Span(status_phrase(figure.status), className="detail") if apart else None
    rough = figure.rounding is not None and figure.rounding >= 1000
    return html.Td(
        [
            html.Span(figure_text(figure), className="value"),
            html.Span("afgerond op duizendtallen", className="detail") if rough else None,
            status,
        ]
    )
