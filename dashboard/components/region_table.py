"""Regions below each other, each with its figure, how that changed, and its rate, for one or more indicators."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from data_sources.contract import UNIT_COUNT, Observation
from metrics.growth import SMALL_COUNT
from metrics.predecessors import OUR_SUMS
from metrics.profile import Compared, Row, Standing
from metrics.text.changes import change_words
from metrics.text.phrases import SMALL, missing_phrase, period_label, status_phrase
from metrics.text.units import figure_text

History = Callable[[Observation], str | None]


def region_table(
    caption: str, corner: str, compared: Sequence[Compared], rows: Sequence[Row], *, name: Callable[[Row], Component],
    history: History | None = None,
) -> html.Table:  # fmt: skip
    """The rows in the order given; ``name`` makes what stands before one.

    How certain the figures are stands above a column where that holds for all of it, else beside each. A klein aantal
    is greyed and says so; what is missing or not to be compared says why. ``history``: the address of a figure's
    history, to which its number leads.
    """
    shared = [_shared_status([row.standings[place] for row in rows]) for place in range(len(compared))]
    head = html.Thead(
        [
            html.Tr(
                [
                    html.Th(corner, scope="col", rowSpan="2"),
                    *(
                        html.Th(_group(item, status), scope="colgroup", colSpan="3")
                        for item, status in zip(compared, shared, strict=True)
                    ),
                ]
            ),
            html.Tr([html.Th(text, scope="col") for item in compared for text in _columns(item)]),
        ]
    )
    body = [
        html.Tr(
            [
                html.Th(name(row), scope="row"),
                *(
                    cell
                    for item, status in zip(row.standings, shared, strict=True)
                    for cell in _cells(row, item, apart=status is None, history=history)
                ),
            ]
        )
        for row in rows
    ]
    return html.Table([html.Caption(caption), head, html.Tbody(body)], className="figures pivot regions")


def _group(item: Compared, status: str | None) -> list[Component | str]:
    certain = f", {status_phrase(status)}" if status else ""
    return [item.indicator.title, html.Span(f"{period_label(item.period.key)}{certain}", className="detail")]


def _columns(item: Compared) -> tuple[str, str, str]:
    return "Aantal", f"Verandering ten opzichte van {period_label(item.base.key)}", "Per 100.000 inwoners"


def _shared_status(standings: Sequence[Standing]) -> str | None:
    """The one status of these figures; None when there are several, or no figure."""
    statuses = {item.status for one in standings for item in (one.figure, one.rate) if item.value is not None}
    return statuses.pop() if len(statuses) == 1 else None


def _cells(row: Row, item: Standing, *, apart: bool, history: History | None) -> list[html.Td]:
    return [
        _figure_cell(row, item.figure, apart=apart, history=history),
        _change_cell(item),
        _figure_cell(row, item.rate, apart=apart, history=history),
    ]


def _figure_cell(row: Row, figure: Observation, *, apart: bool, history: History | None) -> html.Td:
    address = history(figure) if history is not None else None

    def leading(text: str) -> str | html.A:
        about = f"{text}, geschiedenis van dit cijfer: {row.title}, {period_label(figure.period)}"
        return html.A(text, href=address, className="quiet", **aria(label=about)) if address else text

    if figure.value is None:
        return html.Td(leading(missing_phrase(figure)), className="missing")
    small = figure.unit == UNIT_COUNT and figure.value < SMALL_COUNT
    rough = figure.rounding is not None and figure.rounding >= 1000
    details = [
        *(["afgerond op duizendtallen"] if rough else []), *([SMALL] if small else []),
        *([figure.status_basis] if figure.status_basis in OUR_SUMS else []),
        *([status_phrase(figure.status)] if apart else []),
    ]  # fmt: skip
    value = html.Span(leading(figure_text(figure)), className="value")
    return html.Td(
        [value, *(html.Span(text, className="detail") for text in details)], className="small-count" if small else ""
    )


def _change_cell(item: Standing) -> html.Td:
    words = change_words(item.growth)
    detail = html.Span(words.detail, className="detail") if words.detail else None
    if item.growth.change is None or not item.growth.comparable:
        return html.Td([html.Span(words.text, className="value"), detail], className="missing")
    return html.Td([html.Span(words.text, className="value"), detail], className="small-count" if words.small else "")
