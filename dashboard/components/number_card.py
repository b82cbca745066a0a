"""One figure large, with what it is, for when, how certain, and how it moved."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.source_note import source_note
from data_sources.contract import Load, Observation
from data_sources.registry import Indicator
from metrics.growth import Growth
from metrics.predecessors import SUM_OF_PREDECESSORS
from metrics.season import season_said, without_season
from metrics.text.numbers import number
from metrics.text.phrases import missing_phrase, period_label, status_phrase, upper_first
from metrics.text.sentences import growth_sentence


def number_card(
    indicator: Indicator, figure: Observation, base: Observation, growth: Growth, *, load: Load | None,
    base_load: Load | None, history: str | None = None, more: str = "",
) -> html.Article:  # fmt: skip
    """The newest figure of an indicator and its change against a base, each with its status and source.

    ``history``: the address of the figure's history, where it has one; ``more``: what else is known of the period. The
    caution of the season is left to `season_hint`, once for all that a page compares.
    """
    certain = f" · {status_phrase(figure.status)}" if figure.value is not None else ""
    value = upper_first(missing_phrase(figure)) if figure.value is None else number(figure.value)
    heading, notes = f"card-{indicator.slug}", without_season(growth.notes)
    return html.Article(
        [
            html.H2([indicator.title, html.Small(f"CBS: {indicator.cbs_term}")], id=heading),
            html.P(value, className="card-value" if figure.value is not None else "card-value absent"),
            html.P(f"{period_label(figure.period)}{certain}", className="card-period"),
            html.P(more, className="card-more") if more else None,
            html.P(growth_sentence(growth), className="card-change"),
            html.Ul([html.Li(note) for note in notes], className="card-notes") if notes else None,
            source_note(load) if load else None,
            *_base_note(base, base_load, load),
            *([_history_link(history, indicator, figure)] if history else []),
        ],
        className="card",
        **aria(labelledby=heading),
    )


def season_hint(growths: Iterable[Growth]) -> list[html.P]:
    """The caution that first and second half-years differ, where any of these changes needs it."""
    said = season_said(note for growth in growths for note in growth.notes)
    return [html.P(note, className="hint") for note in said]


def _history_link(address: str, indicator: Indicator, figure: Observation) -> html.P:
    words = "Geschiedenis van dit cijfer"
    about = f"{words}: {indicator.title.lower()}, {period_label(figure.period)}"
    return html.P(html.A(words, href=address, **aria(label=about)), className="source more")


def _base_note(base: Observation, base_load: Load | None, load: Load | None) -> list[html.P]:
    """What the change is measured against; its source too when that is another than the figure's own."""
    if base.value is None:
        return []
    added_up = f", {SUM_OF_PREDECESSORS}" if base.status_basis == SUM_OF_PREDECESSORS else ""
    words = f"Basis: {number(base.value)} ({period_label(base.period)}, {status_phrase(base.status)}{added_up})"
    if base_load is None or base_load == load:
        return [html.P(f"{words}, zelfde bron.", className="source")]
    return [html.P(f"{words}.", className="source"), source_note(base_load)]
