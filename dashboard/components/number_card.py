"""One figure large, with what it is, for when, how certain, and how it moved."""

from __future__ import annotations

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.source_note import source_note
from data_sources.contract import Load, Observation
from data_sources.registry import Indicator
from metrics.growth import Growth
from metrics.text.numbers import number, signed_percent
from metrics.text.phrases import missing_phrase, period_label, period_phrase, status_phrase


def number_card(indicator: Indicator, figure: Observation, growth: Growth, load: Load | None) -> html.Article:
    """The newest figure of an indicator and its change against a year earlier, in words."""
    value = missing_phrase(figure).capitalize() if figure.value is None else number(figure.value)
    heading = f"card-{indicator.slug}"
    return html.Article(
        [
            html.H2([indicator.title, html.Small(f"CBS: {indicator.cbs_term}")], id=heading),
            html.P(value, className="card-value"),
            html.P(f"{period_label(figure.period)} · {status_phrase(figure.status)}", className="card-period"),
            html.P(growth_sentence(growth), className="card-change"),
            html.Ul([html.Li(note) for note in growth.notes], className="card-notes") if growth.notes else None,
            source_note(load) if load else None,
        ],
        className="card",
        **aria(labelledby=heading),
    )


def growth_sentence(growth: Growth) -> str:
    """The change in one Dutch line; says so when rounding alone could explain it, or when it cannot be given."""
    against = f"ten opzichte van {period_phrase(growth.base)}"
    if growth.change_pct is None:
        return f"Geen verandering te geven {against}."
    interval = ""
    if growth.change_pct_low is not None and growth.change_pct_high is not None:
        low, high = signed_percent(growth.change_pct_low), signed_percent(growth.change_pct_high)
        interval = f" (binnen de afronding {low} tot {high})" if low != high else ""
    if growth.direction is None:
        return f"Geen verschil te noemen {against}{interval}."
    if growth.small_count:
        return f"{growth.direction.capitalize()} {against}; klein aantal."
    return f"{signed_percent(growth.change_pct)} {against}{interval}"
