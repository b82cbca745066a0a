"""A series of figures described in words: what a chart shows, for who does not see it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from data_sources.contract import Observation
from metrics.growth import bounds
from metrics.rounding import exact
from metrics.text.phrases import period_phrase, status_phrase
from metrics.text.units import figure_text

_KIND = {"HJ": ("halfjaar", "halfjaren"), "JJ": ("jaar", "jaren"), "KW": ("kwartaal", "kwartalen")}


def describe_series(name: str, figures: Sequence[Observation]) -> str:
    """Some Dutch sentences on one series of consecutive periods: first, last, highest, lowest, and what is missing.

    ``figures`` in time order, absent ones included. Figures are given as stored; no change is computed here. A
    highest or lowest that several share is that of all of them; where rounding leaves open which it is, none is named.
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
    if len({item.value for item in known}) == 1:
        return "Alle bekende cijfers zijn gelijk."
    high, low = (_at_end(known, highest=highest) for highest in (True, False))
    top, bottom = (f"{_value(items[0])} in {_when(items)}" if items else "" for items in (high, low))
    if top and bottom:
        return f"Het hoogste is {top}, het laagste {bottom}."
    return f"Het hoogste is {top}." if top else f"Het laagste is {bottom}." if bottom else ""


def _at_end(known: Sequence[Observation], *, highest: bool) -> list[Observation]:
    """The figures that share the highest or lowest value; none where another may be beyond them by its rounding.

    Where a rounding is not known the figure itself decides.
    """
    sign = 1 if highest else -1
    best = max(sign * _number(item) for item in known)
    ends = [item for item in known if sign * _number(item) == best]
    rest = [item for item in known if sign * _number(item) != best]
    inner, outer = (0, 1) if highest else (1, 0)
    sure = min(sign * _span(item)[inner] for item in ends) >= max(
        (sign * _span(item)[outer] for item in rest), default=best
    )
    return ends if sure else []


def _number(item: Observation) -> Fraction:
    return exact(item.value or 0.0)


def _span(item: Observation) -> tuple[Fraction, Fraction]:
    """The lowest and highest it can be."""
    interval = bounds(item)
    if interval is None or interval.high is None:
        return _number(item), _number(item)
    return interval.low, interval.high


def _when(items: Sequence[Observation]) -> str:
    """When a shared value was: its periods, or how many if they are more than two."""
    if len(items) > 2:
        return f"{len(items)} {_KIND[items[0].period[4:6]][1]}"
    return " en ".join(period_phrase(item.period) for item in items)


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
        sentence = f"{name}. {_bar_ends(known)}"
    missing = len(bars) - len(known)
    return f"{sentence} Voor {missing} van de {len(bars)} rijen is geen cijfer bekend." if missing else sentence


def _bar_ends(known: Sequence[tuple[str, Observation]]) -> str:
    period = period_phrase(known[0][1].period)
    figures = [item for _, item in known]
    if len({item.value for item in figures}) == 1:
        return f"Over {period} zijn alle bekende cijfers gelijk: {_value(figures[0])}."
    high, low = (_at_end(figures, highest=highest) for highest in (True, False))
    top, bottom = (f"{_value(items[0])}, bij {_whose(known, items)}" if items else "" for items in (high, low))
    if top and bottom:
        return f"Over {period} is het hoogste cijfer {top}; het laagste {bottom}."
    if not top and not bottom:
        return f"Over {period} is door de afronding niet te zeggen welk cijfer het hoogst of laagst is."
    return f"Over {period} is het {f'hoogste cijfer {top}' if top else f'laagste cijfer {bottom}'}."


def _whose(known: Sequence[tuple[str, Observation]], items: Sequence[Observation]) -> str:
    names = [name for name, item in known if any(item is one for one in items)]
    return f"{len(names)} rijen" if len(names) > 2 else " en ".join(names)
