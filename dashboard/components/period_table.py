"""The same figures as a real table: one row a period, one column an indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dash import html

from dashboard.components.attributes import aria
from dashboard.figures.trend import TrendLine
from data_sources.contract import Load, Observation, Period
from metrics.derive import SUM_OF_HALVES
from metrics.text.numbers import number
from metrics.text.phrases import missing_phrase, period_label, status_phrase


def period_table(
    lines: Sequence[TrendLine], periods: Sequence[Period], loads: Mapping[int, Load], *, caption: str,
    history: Callable[[Observation], str | None],
) -> html.Table:  # fmt: skip
    """Newest period first. A missing figure says why; each figure says how certain it is and from which load.

    ``history``: the address of a figure's history, to which its number leads; None for one that has none.
    """
    names = [html.Th(line.name, scope="col") for line in lines]
    rows = [
        html.Tr([html.Th(period_label(period.key), scope="row"), *(_cell(line, n, loads, history) for line in lines)])
        for n, period in reversed(list(enumerate(periods)))
    ]
    head = html.Thead(html.Tr([html.Th("Periode", scope="col"), *names]))
    return html.Table([html.Caption(caption), head, html.Tbody(rows)], className="figures")


def _cell(
    line: TrendLine, place: int, loads: Mapping[int, Load], history: Callable[[Observation], str | None]
) -> html.Td:
    figure = line.figures[place]
    address = history(figure)

    def leading(text: str) -> str | html.A:
        about = f"{text}, geschiedenis van {line.name.lower()} {period_label(figure.period)}"
        return html.A(text, href=address, className="quiet", **aria(label=about)) if address else text

    if figure.value is None:
        return html.Td(leading(missing_phrase(figure)), className="missing")
    rounded = "afgerond op duizendtallen, " if figure.rounding is not None and figure.rounding >= 1000 else ""
    load = loads[int(figure.load)] if figure.load is not None else None
    rounded += f"{SUM_OF_HALVES}, " if figure.status_basis == SUM_OF_HALVES else ""
    source = f"{status_phrase(figure.status)}, {rounded}{load.table}" if load else status_phrase(figure.status)
    return html.Td([html.Span(leading(number(figure.value)), className="value"), html.Span(source, className="detail")])
