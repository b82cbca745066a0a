"""A series of pilot figures in Dutch: each as its source has it, and the last change where there is one to tell."""

from __future__ import annotations

from data_sources.contract import UNIT_PERCENT
from data_sources.ledger import UNIT_EURO, PilotFigure
from metrics.pilot_series import PilotSeries, SeriesChange, Unsaid, change_of
from metrics.text.numbers import number, signed_percent
from metrics.text.phrases import period_phrase, upper_first
from metrics.text.pilots import figure_phrase, not_public, unit_behind
from metrics.text.units import decimals_of

SMALL = "klein aantal"
NOT_IN_SOURCES = "niet in de bronnen"


def series_sentences(series: PilotSeries) -> list[str]:
    """All its figures in one sentence, what no source has, and the change of the last two or why none is told."""
    told = [f"in {period_phrase(item.period)}: {figure_phrase(item)}{not_public(item)}" for item in series.figures]
    gaps = [period_phrase(period.key) for period in series.periods if series.of(period) is None]
    return [
        f"{series.name}. {upper_first(_listed(told))}.",
        *([f"Van {_listed(gaps)} staat er geen cijfer in de bronnen."] if gaps else []),
        change_sentence(series.figures[-2], series.figures[-1]),
    ]


def change_sentence(old: PilotFigure, new: PilotFigure) -> str:
    """'In 2023 is dat 2 procentpunt meer dan in 2020.', or why no change is told."""
    found = change_of(old, new)
    between = f"Tussen {period_phrase(old.period)} en {period_phrase(new.period)}"
    if found is Unsaid.NOT_SHOWN:
        return f"{between} is geen verschil te noemen: niet beide cijfers worden getoond."
    if found is Unsaid.NOT_EXACT:
        inexact = next(item for item in (new, old) if item.qualifier)
        return f"{between} is geen verschil te noemen: ‘{figure_phrase(inexact)}’ is geen exact getal."
    if not isinstance(found, SeriesChange):
        return f"{between} past het verschil binnen de afronding."
    if not found.difference:
        return f"In {period_phrase(new.period)} is dat even veel als in {period_phrase(old.period)}."
    more, about = "meer" if found.difference > 0 else "minder", "ongeveer " if found.rounded else ""
    return (
        f"In {period_phrase(new.period)} is dat {about}{_size(found)} {more} dan in"
        f" {period_phrase(old.period)}{_rate(found)}."
    )


def _size(change: SeriesChange) -> str:
    size = float(abs(change.difference))
    text = number(size, decimals_of(size))
    if change.new.unit == UNIT_PERCENT:
        return f"{text} procentpunt"
    return f"€ {text}" if change.new.unit == UNIT_EURO else f"{text}{unit_behind(change.new, size)}"


def _rate(change: SeriesChange) -> str:
    if change.small:
        return f" ({SMALL})"
    return f" ({signed_percent(change.percent)})" if change.percent is not None else ""


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
