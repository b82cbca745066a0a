"""One figure of a pilot: what it is, the figure with its qualifier, what it is a share of, when, and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.ledger_source import ledger_source
from data_sources.ledger import Document, PilotFigure
from metrics.text.phrases import period_label, upper_first
from metrics.text.pilots import NOT_PUBLIC, WHY_FEW, figure_phrase, share_phrase


def pilot_figures(figures: Sequence[PilotFigure], documents: Mapping[str, Document]) -> html.Ul:
    """All of these as a list of cards, each with its source."""
    return html.Ul([pilot_figure(item, documents) for item in figures], className="pilot-figures", role="list")


def pilot_figure(figure: PilotFigure, documents: Mapping[str, Document]) -> html.Li:
    """One card of such a list."""
    return html.Li([*figure_words(figure), ledger_source(figure.source, documents)], className="pilot-figure")


def short_figures(figures: Sequence[PilotFigure]) -> html.Ul:
    """These as a list of lines, for where their source stands beside them already."""
    return html.Ul(
        [html.Li(figure_words(item), className="counted" if is_counted(item) else "said") for item in figures],
        className="pilot-figures short",
        role="list",
    )


def figure_words(figure: PilotFigure) -> list[Component]:
    """The figure without its source."""
    title = f"{figure.title} ({figure.place})" if figure.place else figure.title
    about = [share_phrase(figure), period_label(figure.period) if figure.period else ""]
    details = [html.P(text, className="detail") for text in about if text]
    value = html.P(figure_phrase(figure), className="figure-value" if is_counted(figure) else "figure-text")
    return [html.P(title, className="figure-title"), value, *not_public_mark(figure), *details, *why_masked(figure)]


def is_counted(figure: PilotFigure) -> bool:
    """Whether a number stands there, be it only what it is less than; else words."""
    return figure.value is not None or (figure.masked is not None and figure.masked.below is not None)


def not_public_mark(figure: PilotFigure) -> list[Component]:
    """That a figure is not public, beside what is shown to those who may read it all the same."""
    return [html.P(upper_first(NOT_PUBLIC), className="not-public")] if figure.is_for_editors else []


def why_masked(figure: PilotFigure) -> list[Component]:
    """Why a count says only what it is less than; what is not shown at all says that itself."""
    is_few = figure.masked is not None and figure.masked.below is not None
    return [html.P(WHY_FEW, className="why-masked detail")] if is_few else []
