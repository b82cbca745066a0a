"""The changes of a load as tables: what it was, what it became, the difference, and how certain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.word_table import Cell, word_table
from dashboard.gegevens.view import FigureView
from dashboard.gegevens.words import TURNS, FigureWords, sides_words
from dashboard.load_history import REPLACED, CellChange, StatusChange
from metrics.text.phrases import period_label, status_phrase


def change_table(
    changes: Sequence[CellChange], kind: str, *, words: FigureWords, caption: str, as_of: date | None
) -> html.Div:
    """One row a figure, which leads to its history. Without 'was' for new ones."""
    if kind == "nieuw":
        head: Sequence[str] = ("Cijfer", "Waarde", "Status")
        rows: list[Sequence[Cell]] = [
            (_figure(item, words, as_of), sides_words(item)[1], status_phrase(item.new.status)) for item in changes
        ]
    else:
        how = ("Hoe",) if kind == REPLACED else ()
        head = ("Cijfer", "Was", "Werd", "Verschil", "Status", *how)
        rows = [
            (
                _figure(item, words, as_of), *sides_words(item), _status(item),
                *([TURNS[item.kind]] if kind == REPLACED else []),
            )
            for item in changes
        ]  # fmt: skip
    return scroller(word_table(caption, head, rows), caption, look="wide" if kind == "nieuw" else "wide changes")


def status_table(changes: Sequence[StatusChange], *, caption: str) -> html.Div:
    """One row a period."""
    rows = [
        (period_label(item.period), status_phrase(item.old) if item.old else "nieuwe periode", status_phrase(item.new))
        for item in changes
    ]
    return scroller(word_table(caption, ("Periode", "Was", "Werd"), rows), caption)


def scroller(table: html.Table, name: str, *, look: str = "") -> html.Div:
    """A table in a box of its own that scrolls on a narrow screen, also by keyboard."""
    return html.Div(
        table, className=f"table-wrap {look}".strip(), tabIndex="0", role="region", **aria(label=f"Tabel: {name}")
    )


def _figure(item: CellChange, words: FigureWords, as_of: date | None) -> Cell:
    link = FigureView(item.indicator, item.region, item.period, item.breakdown, as_of).link()
    place = words.place(region=item.region, period=item.period, breakdown=item.breakdown)
    parts: list[str | Component] = [
        html.A(words.indicator(item.indicator), href=link, **aria(label=f"{words.indicator(item.indicator)}, {place}")),
        html.Span(place, className="detail"),
    ]
    return parts


def _status(item: CellChange) -> str:
    """Once where both sides have the same; what is not there has none."""
    old = status_phrase(item.old.status) if item.old and item.old.value is not None else ""
    if item.new.value is None:
        return f"was {old}" if old else "–"
    new = status_phrase(item.new.status)
    return f"{old} → {new}" if old and old != new else new
