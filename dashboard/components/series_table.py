"""Several series as one table: a period before each row, a series above each column, in the measure that is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from dash import html

from dashboard.components.attributes import aria
from data_sources.contract import Observation, Period
from metrics.derive import SUM_OF_HALVES
from metrics.development import Point
from metrics.readings import Reading
from metrics.text.phrases import period_label, status_phrase
from metrics.text.reasons import short_reason


class Column(Protocol):
    """A series: its name, and for each period its point and the words for it."""

    @property
    def name(self) -> str: ...
    @property
    def points(self) -> list[Point]: ...
    @property
    def readings(self) -> list[Reading]: ...


def series_table(
    columns: Sequence[Column], periods: Sequence[Period], *, caption: str, history: Callable[[Observation], str | None]
) -> html.Table:
    """Newest period first. What has no value says why; how certain a row is stands before it where that holds for all
    of it, else beside each.

    ``history``: the address of a figure's history, to which its number leads; None for one that has none.
    """
    heads = [html.Th(column.name, scope="col") for column in columns]
    rows = [_row(columns, place, period, history) for place, period in reversed(list(enumerate(periods)))]
    head = html.Thead(html.Tr([html.Th("Periode", scope="col"), *heads]))
    return html.Table([html.Caption(caption), head, html.Tbody(rows)], className="figures series")


def _row(
    columns: Sequence[Column], place: int, period: Period, history: Callable[[Observation], str | None]
) -> html.Tr:
    statuses = {column.readings[place].status for column in columns if column.readings[place].value is not None}
    shared = statuses.pop() if len(statuses) == 1 else None
    certain = [html.Span(status_phrase(shared), className="detail")] if shared else []
    head = html.Th([period_label(period.key), *certain], scope="row")
    return html.Tr([head, *(_cell(column, place, history, apart=shared is None) for column in columns)])


def _cell(column: Column, place: int, history: Callable[[Observation], str | None], *, apart: bool) -> html.Td:
    point, reading = column.points[place], column.readings[place]
    address = history(point.figure)

    def leading(text: str) -> str | html.A:
        about = f"{text}, geschiedenis van {column.name}, {period_label(point.period.key)}"
        return html.A(text, href=address, className="quiet", **aria(label=about)) if address else text

    if point.value is None:
        return html.Td(leading(short_reason(point)), className="missing")
    details = [html.Span(text, className="detail") for text in _details(point, reading, apart=apart)]
    return html.Td([html.Span(leading(reading.text), className="value"), *details])


def _details(point: Point, reading: Reading, *, apart: bool) -> list[str]:
    """How far rounding leaves it open, how it was added up, and how certain it is."""
    between = [f"binnen de afronding {reading.interval}"] if reading.interval else []
    known = [figure for figure in reading.figures if figure.value is not None]
    added = [SUM_OF_HALVES] if any(figure.status_basis == SUM_OF_HALVES for figure in known) else []
    rough = [figure.rounding for figure in known if figure.rounding is not None and figure.rounding >= 1000]
    coarse = ["afgerond op duizendtallen"] if rough and point.base is None else []
    return [*between, *coarse, *added, *([status_phrase(reading.status)] if apart else [])]
