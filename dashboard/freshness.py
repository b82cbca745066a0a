"""When was last looked at CBS, of when the figures are, and when there may be new ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dash import html

from dashboard.services import TableState
from dashboard.words import known_on_phrase, moment_phrase
from data_sources.contract import Load
from data_sources.registry import KERNCIJFERS, SOURCES


def freshness(states: Sequence[TableState], shown: Sequence[Load], *, due: datetime | None) -> html.P:
    """One line. What was never looked at, or bears no date, says so."""
    checked = [state.last_success.started_at for state in states if state.last_success is not None]
    looked = f"Laatst gecontroleerd: {moment_phrase(max(checked))}" if checked else "Nog nooit bij CBS gecontroleerd"
    dated = [load for load in shown if load.known_on_basis != "gebundeld"]
    newest = f"Nieuwste cijfers: {known_on_phrase(dated[-1])}" if dated else "Datum van de cijfers onbekend"
    following = f"Volgende controle: {moment_phrase(due)}" if due else "Geen volgende controle gepland"
    rhythm = f"CBS publiceert {SOURCES[KERNCIJFERS].rhythm}"
    return html.P(f"{looked} · {newest} · {following} · {rhythm}", className="fresh")
