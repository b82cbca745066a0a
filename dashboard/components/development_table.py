"""A development as a real table: a row a period and series, with the figures it rests on and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.figures.development import ReadingLine
from data_sources.contract import Load, Observation
from metrics.derive import SUM_OF_HALVES
from metrics.readings import Reading
from metrics.season import SEASON_OF_SERIES
from metrics.text.phrases import missing_phrase, period_label, status_phrase
from metrics.text.units import figure_text

History = Callable[[Observation], str | None]

# Columns of words begin at the left, as their heads do.
_WORDS = {"Reeks": "name", "Status": "name"}
# Said by the text of the cell itself, or beside the figures of the row.
_SAID_ALREADY = ("Klein aantal: onder de 100.", SUM_OF_HALVES, "afgerond op duizendtallen", SEASON_OF_SERIES)


def development_table(
    lines: Sequence[ReadingLine], loads: Mapping[int, Load], *, caption: str, figures: Sequence[str],
    outcome: str | None, history: History, load_link: Callable[[Load], str],
) -> html.Table:  # fmt: skip
    """Newest period first. ``figures``: the names of the columns of figures; ``outcome``: that of what is computed,
    None where the figures themselves are shown. A value that is missing says why.

    ``history``: the address of a figure's history; ``load_link``: that of a load.
    """
    rows = sorted(
        ((item, line.name) for line in lines for item in line.readings), key=lambda row: row[0].period, reverse=True
    )
    several, open_ = len({name for _, name in rows}) > 1, any(item.interval for item, _ in rows)
    heads = [
        "Periode", *(["Reeks"] if several else []), *figures, *([outcome] if outcome else []),
        *(["Binnen de afronding"] if open_ else []), "Status", "Lading",
    ]  # fmt: skip
    body = [
        html.Tr(
            [
                html.Th(period_label(item.key), scope="row"),
                *([html.Td(name, className="name")] if several else []),
                *(figure_cell(_at(item, place), item, history, alone=not outcome) for place in range(len(figures))),
                *([_outcome_cell(item)] if outcome else []),
                *([html.Td(item.interval)] if open_ else []),
                html.Td(status_phrase(item.status) if item.value is not None else "", className="name"),
                html.Td(load_links(item.figures, loads, load_link)),
            ]
        )
        for item, name in rows
    ]
    head = html.Thead(html.Tr([html.Th(name, scope="col", className=_WORDS.get(name, "")) for name in heads]))
    return html.Table([html.Caption(caption), head, html.Tbody(body)], className="figures development")


def _at(item: Reading, place: int) -> Observation | None:
    return item.figures[place] if place < len(item.figures) else None


def figure_cell(figure: Observation | None, item: Reading, history: History, *, alone: bool) -> html.Td:
    """A figure with the way to its history. ``alone``: whether the status of the row is that of the figure."""
    if figure is None:
        return html.Td("")
    text = missing_phrase(figure) if figure.value is None else figure_text(figure)
    address = history(figure)
    about = f"{text}, geschiedenis van {period_label(figure.period)}"
    shown = html.A(text, href=address, className="quiet", **aria(label=about)) if address else text
    if figure.value is None:
        when = f" ({period_label(figure.period)})" if figure.period != item.key else ""
        return html.Td([shown, when], className="missing")
    words = _detail(figure, item, status=not alone)
    detail = [html.Span(words, className="detail")] if words else []
    return html.Td([html.Span(shown, className="value"), *detail])


def _detail(figure: Observation, item: Reading, *, status: bool) -> str:
    """For when, if not for the period of the row; how certain and how coarse it is, and whether it was added up."""
    when = [period_label(figure.period)] if figure.period != item.key else []
    certain = [status_phrase(figure.status)] if status else []
    coarse = ["afgerond op duizendtallen"] if figure.rounding is not None and figure.rounding >= 1000 else []
    derived = [SUM_OF_HALVES] if figure.status_basis == SUM_OF_HALVES else []
    return ", ".join([*when, *certain, *coarse, *derived])


def _outcome_cell(item: Reading) -> html.Td:
    if item.value is None:
        return html.Td(item.text, className="missing")
    notes = [note for note in item.notes if not any(said in note for said in _SAID_ALREADY) and _is_short(note)]
    return html.Td(
        [
            html.Span(item.text, className="value faint" if item.faint else "value"),
            *(html.Span(note, className="detail") for note in notes),
        ]
    )


def _is_short(note: str) -> bool:
    """What holds for a whole way of showing is said once beside the chart, not in each row."""
    return len(note) < 100


def load_links(
    figures: Sequence[Observation], loads: Mapping[int, Load], load_link: Callable[[Load], str]
) -> list[Component | str]:
    """The loads of all figures in a row, each once."""
    found = [loads[number] for number in dict.fromkeys(figure.load for figure in figures) if number is not None]
    links: list[Component | str] = []
    for load in found:
        links += [", "] if links else []
        links.append(html.A(str(load.id), href=load_link(load), **aria(label=f"Lading {load.id}, {load.table}")))
    return links
