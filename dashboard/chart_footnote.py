"""The footnote of a chart: for each load the table, CBS's terms, the periods, how certain, the address and the day."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts import Charted
from dashboard.words import document_phrase, known_on_phrase, source_name, stranger_phrase
from data_sources.contract import Load, Observation, Period
from data_sources.days import day_of
from data_sources.registry import INDICATORS
from metrics.text.numbers import day
from metrics.text.phrases import lower_first, period_label

_PROVISIONAL = {"voorlopig", "nader-voorlopig"}


def chart_footnote(made: Charted) -> str:
    """'' for a chart that rests on nothing. Loads and documents in the order in which they count."""
    told = [_of_load(load, made) for load in made.loads]
    told += [f"{item.title} ({document_phrase(item)})" for item in made.documents]
    return f"{'; '.join(told)}." if told else ""


def _of_load(load: Load, made: Charted) -> str:
    own = [item for item in made.figures if item.load == load.id and item.value is not None]
    certain = _certainty(own)
    parts = [source_name(load), _subject(own, made), f"{_span(own)}{certain}" if own else "", load.source_url]
    asked = f"geraadpleegd op {day(day_of(load.fetched_at))}" if load.fetched_at else known_on_phrase(load)
    stranger = stranger_phrase(load)
    return ", ".join(part for part in (*parts, asked, stranger or "") if part)


def _subject(figures: Sequence[Observation], made: Charted) -> str:
    """CBS's own terms; what the chart is called where they are not known here."""
    slugs = list(dict.fromkeys(item.indicator for item in figures))
    if not slugs:
        return ""
    if any(slug not in INDICATORS for slug in slugs):
        return lower_first(made.card.title)
    return " en ".join(lower_first(INDICATORS[slug].cbs_term) for slug in slugs)


def _span(figures: Sequence[Observation]) -> str:
    keys = sorted({item.period for item in figures}, key=Period.parse)
    first, last = (period_label(key) for key in (keys[0], keys[-1]))
    return first if first == last else f"{first} tot en met {last}"


def _certainty(figures: Sequence[Observation]) -> str:
    provisional = [item.status in _PROVISIONAL for item in figures]
    if not any(provisional):
        return ""
    return " (voorlopige cijfers)" if all(provisional) else " (deels voorlopige cijfers)"
