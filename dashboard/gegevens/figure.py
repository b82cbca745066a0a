"""The history of one figure: as a table, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.word_table import word_table
from dashboard.gegevens.changes import scroller
from dashboard.gegevens.view import FigureView, LoadView
from dashboard.gegevens.words import TURNS, counted, difference_words, value_words
from dashboard.load_history import Turn
from dashboard.words import known_on_phrase, source_name, stranger_phrase
from metrics.text.phrases import status_phrase, upper_first


def turn_table(turns: Sequence[Turn], view: FigureView, *, caption: str) -> html.Div:
    """One row a change, the first answer first."""
    rows = [
        (
            [html.Span(upper_first(known_on_phrase(turn.load))), *_source(turn, view.as_of)],
            turn_value(turn, view),
            [html.Span(upper_first(TURNS[turn.kind])), html.Span(_moved(turn), className="detail")],
            "–" if turn.answer.value is None else status_phrase(turn.answer.status),
        )
        for turn in turns
    ]
    head = ("Bekend", "Cijfer", "Wat er gebeurde", "Status")
    return scroller(word_table(caption, head, rows), caption, look="wide")


def in_words(turns: Sequence[Turn], view: FigureView) -> list[str]:
    """The first answer, the present one, and how often it changed in between."""
    first, last = turns[0], turns[-1]
    sentences = [f"{upper_first(known_on_phrase(first.load))}: {_with_status(first, view)}."]
    later = turns[1:]
    if not later:
        return [*sentences, "Dit cijfer is sindsdien niet veranderd."]
    values = sum(turn.kind not in {"status"} for turn in later)
    statuses = len(later) - values
    times = [
        *([f"{counted(values, 'keer', 'keer')} een ander antwoord"] if values else []),
        *([f"{counted(statuses, 'keer', 'keer')} alleen een andere status"] if statuses else []),
    ]
    sentences.append(f"Daarna {' en '.join(times)}; nu, {known_on_phrase(last.load)}: {_with_status(last, view)}.")
    if last.kind == "andere-code":
        sentences.append(
            "De tabel is toen opgehaald en noemt haar categorieën met de codes van CBS zelf: kies de categorie op de"
            " pagina Verkenner."
        )
    old, new = first.answer.value, last.answer.value
    if old is not None and new is not None and old != new:
        moved = difference_words(old, new, unit=last.unit)
        sentences.append(f"Het verschil tussen het eerste en het laatste antwoord is {moved}.")
    return sentences


def turn_value(turn: Turn, view: FigureView) -> str:
    """The answer in words, with its rounding where that is coarse."""
    answer = turn.answer
    words = value_words(
        answer.value, answer.missing, unit=turn.unit, region=view.region, period=view.period, gone=turn.gone,
        rounding=turn.rounding,
    )  # fmt: skip
    coarse = answer.value is not None and turn.rounding is not None and turn.rounding >= 1000
    return f"{words} (afgerond op duizendtallen)" if coarse else words


def _with_status(turn: Turn, view: FigureView) -> str:
    words = turn_value(turn, view)
    return words if turn.answer.value is None else f"{words}, {status_phrase(turn.answer.status)}"


def _moved(turn: Turn) -> str:
    """The difference with the answer before, where that is a value too."""
    if turn.old is None or turn.difference == 0:
        return ""
    return difference_words(turn.old.value, turn.answer.value, unit=turn.unit)


def _source(turn: Turn, as_of: date | None) -> list[html.Span]:
    load, origin = turn.load, stranger_phrase(turn.load)
    link = html.A(source_name(load), href=LoadView(str(load.id), as_of=as_of).link())
    return [
        html.Span([link, f" (lading {load.id})"], className="detail"),
        *([html.Span(f"Let op: {origin}", className="detail")] if origin else []),
    ]
