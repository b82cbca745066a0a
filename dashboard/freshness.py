"""When was last looked at CBS, of when the figures are, and when there may be new ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dash import html

from dashboard.overview import Headline
from dashboard.table_state import TableState
from dashboard.words import known_on_phrase, moment_phrase
from data_sources.contract import Period
from data_sources.registry import KERNCIJFERS, SOURCES
from metrics.text.phrases import period_label


def freshness(states: Sequence[TableState], headlines: Sequence[Headline], *, due: datetime | None) -> html.P:
    """One line: when was last looked, of when the newest figure is, when is looked next, when CBS publishes."""
    checked = [state.last_success.started_at for state in states if state.last_success is not None]
    looked = f"Laatst gecontroleerd: {moment_phrase(max(checked))}" if checked else "Nog nooit bij CBS gecontroleerd"
    dated = [item for item in headlines if item.load is not None]
    newest = max(dated, key=lambda item: Period.parse(item.figure.period), default=None)
    following = f"Volgende controle: {moment_phrase(due)}" if due else "Geen volgende controle gepland"
    rhythm = f"CBS publiceert {SOURCES[KERNCIJFERS].rhythm}"
    return html.P(" · ".join([looked, _newest_phrase(newest), following, rhythm]), className="fresh")


def _newest_phrase(newest: Headline | None) -> str:
    if newest is None or newest.load is None:
        return "Geen cijfers in deze weergave"
    return f"Nieuwste cijfer: {period_label(newest.figure.period)} ({known_on_phrase(newest.load)})"
