"""A worked example of growth: its figures as a table, the question, the answer as computed now, and the lesson."""

from __future__ import annotations

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.word_table import word_table
from data_sources.contract import UNIT_COUNT, UNIT_PERCENT, Observation, Period
from data_sources.registry import slug
from metrics.derive import FigureIndex
from metrics.examples import EXAMPLE_LOADS, Example
from metrics.growth import Growth, growth
from metrics.text.numbers import number, percent
from metrics.text.phrases import missing_phrase, period_label, period_phrase, status_phrase
from metrics.text.sentences import growth_sentence

_LANES = {"published": "uit een bericht", "statline": "uit de tabel"}


def worked_example(example: Example) -> html.Article:
    """The answer comes from the same function, and in the same words, as on the other pages."""
    computed = answer(example)
    heading = f"voorbeeld-{slug(example.title)}"
    mixed = len({row.load for row in example.rows if row.load is not None}) > 1
    table = word_table(
        f"Cijfers bij ‘{example.title}’",
        ("Periode", "Cijfer"),
        [(period_label(row.period), _figure(row, say_lane=mixed)) for row in example.rows],
    )
    return html.Article(
        [
            html.H3(example.title, id=heading),
            table,
            html.Dl(
                [
                    html.Dt("Vraag"),
                    html.Dd(question(example)),
                    html.Dt("Antwoord"),
                    html.Dd([html.Strong(growth_sentence(computed)), *map(html.P, computed.notes)]),
                    html.Dt("Uitleg"),
                    html.Dd(example.lesson),
                ]
            ),
        ],
        className="example",
        **aria(labelledby=heading),
    )


def answer(example: Example) -> Growth:
    """The growth that the example asks for, computed."""
    first = example.rows[0]
    return growth(
        FigureIndex.of_rows(example.rows, EXAMPLE_LOADS), indicator=first.indicator, region=first.region,
        period=Period.parse(example.period), base=Period.parse(example.base),
    )  # fmt: skip


def question(example: Example) -> str:
    """What the example asks, in words."""
    return f"Wat is de verandering in {period_phrase(example.period)} ten opzichte van {period_phrase(example.base)}?"


def _figure(row: Observation, *, say_lane: bool) -> list[html.Span]:
    """The figure with how certain it is and how it was rounded; or why it is not there."""
    lane = [_LANES[EXAMPLE_LOADS[row.load].kind]] if say_lane and row.load is not None else []
    if row.value is None:
        return [html.Span(", ".join([missing_phrase(row), *lane]), className="missing")]
    value = percent(row.value) if row.unit == UNIT_PERCENT else number(row.value)
    detail = ", ".join([status_phrase(row.status), _rounded(row), *lane])
    return [html.Span(value, className="value"), html.Span(detail, className="detail")]


def _rounded(row: Observation) -> str:
    if row.rounding is None:
        return "afronding niet bekend"
    return f"afgerond op {number(row.rounding, 0 if row.unit == UNIT_COUNT else 1)}"
