"""Real examples out of the store, to explain with: a figure that changed, and a footnote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dashboard.selection import Selection
from dashboard.services import Services
from dashboard.words import known_on_phrase, stranger_phrase
from data_sources.contract import NATIONAL, Load, Observation, Period
from data_sources.days import day_of
from data_sources.registry import FILE_HOST, INDICATORS
from metrics.text.numbers import day
from metrics.text.phrases import period_label, status_phrase

INDICATOR = "adviezen"
_STATLINE_TABLE = re.compile(r"\d{5}[A-Z]{3}")
_CERTAINTY = {"definitief": "definitieve", "nader-voorlopig": "nader voorlopige", "voorlopig": "voorlopige"}


@dataclass(frozen=True)
class Sight:
    """A figure as one load gave it."""

    value: float
    status: str
    load: Load


@dataclass(frozen=True)
class ChangedFigure:
    """A national figure that was one thing at first and another later."""

    period: str
    first: Sight
    later: Sight


def changed_figure(services: Services, as_of: date | None = None) -> ChangedFigure | None:
    """The earliest period of which a figure changed by a day; None without one. A stand-in's figures do not count."""
    revisions, loads = services.revisions(INDICATOR, region=NATIONAL, as_of=as_of)
    for item in sorted(revisions, key=lambda item: Period.parse(item.period).start):
        old, new = item.old, item.new
        if (item.breakdown, item.kind) != ("", "waarde"):
            continue
        if old.value is None or new.value is None or any(stranger_phrase(loads[side.load]) for side in (old, new)):
            continue
        return ChangedFigure(
            item.period,
            Sight(old.value, old.status, loads[old.load]),
            Sight(new.value, new.status, loads[new.load]),
        )
    return None


def footnote_example(services: Services, as_of: date | None = None) -> str | None:
    """The footnote of the newest figure by a day that comes from a StatLine table; None without one."""
    figures, loads = services.figures(Selection(indicator=INDICATOR, as_of=as_of))
    for figure in reversed(figures):
        known = figure.value is not None and figure.load is not None and figure.table is not None
        if known and _STATLINE_TABLE.fullmatch(str(figure.table)):
            return footnote(figure, loads[int(figure.load or 0)])
    return None


def footnote(figure: Observation, load: Load) -> str:
    """Where a figure comes from, in the form of a footnote, with CBS's own term."""
    certainty = _CERTAINTY.get(figure.status)
    status = f"{certainty} cijfers" if certainty else status_phrase(figure.status)
    verb = "ingelezen" if load.host == FILE_HOST else "geraadpleegd"
    seen = f"{verb} op {day(day_of(load.fetched_at))}" if load.fetched_at else known_on_phrase(load)
    stranger = stranger_phrase(load)
    parts = (
        "CBS StatLine", f"tabel {figure.table}", INDICATORS[figure.indicator].cbs_term,
        f"{period_label(figure.period)} ({status})", figure.source_url or load.source_url, seen, stranger,
    )  # fmt: skip
    return f"{', '.join(part for part in parts if part)}."
