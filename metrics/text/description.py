"""A series of figures described in words: what a chart shows, for who does not see it."""

from __future__ import annotations

from collections.abc import Sequence

from data_sources.contract import Observation
from metrics.text.phrases import period_phrase, status_phrase
from metrics.text.units import figure_text

_KIND = {"HJ": ("halfjaar", "halfjaren"), "JJ": ("jaar", "jaren"), "KW": ("kwartaal", "kwartalen")}


def describe_series(name: str, figures: Sequence[Observation]) -> str:
    """Some Dutch sentences on one series of consecutive periods: first, last, highest, lowest, and what is missing.

    ``figures`` in time order, absent ones included. Figures are given as stored; no change is computed here.
    """
    known = [item for item in figures if item.value is not None]
    if not figures:
        return f"{name}: geen perioden gekozen."
    span = f"van {period_phrase(figures[0].period)} tot en met {period_phrase(figures[-1].period)}"
    if not known:
        return f"{name}, {span}: geen enkel cijfer bekend."
    sentences = [f"{name}, {span}.", _ends(known), _extremes(known), _gaps(len(figures) - len(known), figures)]
    return " ".join(sentence for sentence in sentences if sentence)


def _ends(known: Sequence[Observation]) -> str:
    first, last = known[0], known[-1]
    if len(known) == 1:
        return f"Er is één cijfer bekend: {_figure(first)}."
    return f"Het eerste bekende cijfer is {_figure(first)}, het laatste {_figure(last)}."


def _extremes(known: Sequence[Observation]) -> str:
    if len(known) < 3:
        return ""
    high = max(known, key=lambda item: item.value or 0)
    low = min(known, key=lambda item: item.value or 0)
    if high.value == low.value:
        return "Alle bekende cijfers zijn gelijk."
    top, bottom = (f"{_value(item)} in {period_phrase(item.period)}" for item in (high, low))
    return f"Het hoogste is {top}, het laagste {bottom}."


def _gaps(missing: int, figures: Sequence[Observation]) -> str:
    if not missing:
        return ""
    one, many = _KIND[figures[0].period[4:6]]
    word = one if len(figures) == 1 else many
    return f"Voor {missing} van de {len(figures)} {word} is geen cijfer bekend."


def _figure(item: Observation) -> str:
    certain = "" if item.status == "definitief" else f", {status_phrase(item.status)}"
    return f"{_value(item)} ({period_phrase(item.period)}{certain})"


def _value(item: Observation) -> str:
    rounded = "afgerond " if item.rounding is not None and item.rounding >= 1000 else ""
    return f"{rounded}{figure_text(item)}"


def describe_bars(name: str, bars: Sequence[tuple[str, Observation]]) -> str:
    """Some Dutch sentences on the bars of one period: the highest, the lowest, and how many have no figure.

    ``name``: what all of them are of; of a rate or share with its unit.
    """
    known = [(name, item) for name, item in bars if item.value is not None]
    if not known:
        return f"{name}. Er is geen enkel cijfer bekend."
    period = period_phrase(known[0][1].period)
    if len(known) == 1:
        sentence = f"{name}. Er is één cijfer bekend over {period}: {known[0][0]}, {_value(known[0][1])}."
    else:
        high, low = (pick(known, key=lambda bar: bar[1].value or 0.0) for pick in (max, min))
        sentence = f"{name}. Over {period} is het hoogste cijfer {_value(high[1])}, bij {high[0]}; het laagste"
        sentence += f" {_value(low[1])}, bij {low[0]}."
    missing = len(bars) - len(known)
    return f"{sentence} Voor {missing} van de {len(bars)} rijen is geen cijfer bekend." if missing else sentence
