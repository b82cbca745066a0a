"""Dutch words for pilot figures and for how certain things are: 'ruim 225', '95% van de … (ruim 225)'."""

from __future__ import annotations

import re
from datetime import date

from data_sources.contract import UNIT_COUNT, UNIT_PERCENT
from data_sources.ledger import REALISED, UNIT_EURO, UNIT_YEARS, Pilot, PilotFigure
from data_sources.moment import Moment
from metrics.text.nouns import unit_noun
from metrics.text.numbers import number
from metrics.text.phrases import period_phrase

SIZE_NOT_GIVEN = "aantal niet gegeven"
NOT_CONFIRMED = "niet bevestigd"
NOT_PUBLIC = "niet openbaar"
WHY_FEW = "Het precieze aantal is niet openbaar: het zou over herkenbare personen kunnen gaan."
LATER = "gerealiseerd, na de dag die u bekijkt"
# Words that stand before a number; any other qualifier is said behind it.
_BEFORE = ("ruim", "bijna", "ongeveer", "vrijwel alle", "meer dan", "minder dan")
_MILLION = 1_000_000
# Units with a sign, and those that say no more than that something was counted.
_NOT_BEHIND = ("", UNIT_COUNT, UNIT_PERCENT, UNIT_EURO)


def figure_phrase(figure: PilotFigure) -> str:
    """The figure with its qualifier and unit, without what it is a share of; a fact in words as it is, and of a number
    that is not shown what stands in its place.
    """
    if figure.masked is not None:
        below = figure.masked.below
        return figure.masked.words if below is None else f"{figure.masked.words}{unit_behind(figure, below)}"
    if figure.value is None:
        return figure.text or ""
    return qualified(f"{_amount(figure.value, figure.unit)}{unit_behind(figure, figure.value)}", figure.qualifier)


def unit_behind(figure: PilotFigure, value: float) -> str:
    """What stands behind a number in the unit of a figure: ' dagen', ' jaar'; '' where the title has that word, and
    where the unit has a sign or is none.
    """
    unit = figure.unit.strip()
    in_title = re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", figure.title, re.IGNORECASE)
    return "" if unit.lower() in _NOT_BEHIND or (in_title and unit != UNIT_YEARS) else f" {unit_noun(unit, value)}"


def qualified(amount: str, qualifier: str) -> str:
    """'ruim 225', '€ 1 miljoen (globale inschatting)'."""
    if not qualifier:
        return amount
    return f"{qualifier} {amount}" if qualifier in _BEFORE else f"{amount} ({qualifier})"


def share_phrase(figure: PilotFigure) -> str:
    """Of what a share is a share, with how many that were only where the source says so; '' for what is no share."""
    if figure.denominator is None:
        return ""
    return f"van de {figure.denominator} ({size_phrase(figure)})"


def size_phrase(figure: PilotFigure) -> str:
    """How many the denominator counts: 'ruim 225', or that the source does not give it."""
    if figure.size_masked is not None:
        return figure.size_masked.words
    if figure.denominator_value is None:
        return SIZE_NOT_GIVEN
    return qualified(number(figure.denominator_value), figure.denominator_qualifier)


def figure_sentence(figure: PilotFigure) -> str:
    """The whole figure in one line: title, figure, share and period; and that it is not public, for who may read it."""
    period = f", {period_phrase(figure.period)}" if figure.period else ""
    place = f" ({figure.place})" if figure.place else ""
    if figure.masked is not None and figure.masked.below is None:
        share = f", {share_phrase(figure)}" if share_phrase(figure) else ""
        return f"{figure.title}{place}{share}{period}: {figure_phrase(figure)}"
    parts = [figure_phrase(figure), share_phrase(figure)]
    return f"{figure.title}{place}: {' '.join(part for part in parts if part)}{period}{not_public(figure)}"


def not_public(figure: PilotFigure) -> str:
    """' (niet openbaar)' behind a figure that only those read who enter figures; '' behind any other."""
    return f" ({NOT_PUBLIC})" if figure.is_for_editors else ""


def certainty_phrase(certainty: str, moment: Moment, *, on: date) -> str:
    """How certain a step or milestone is, as seen on a day.

    What should have been by then and was not reported says so; so does what was realised only later.
    """
    if certainty == REALISED:
        return LATER if moment.is_to_come(on) else certainty
    return f"{certainty}; moment voorbij, {NOT_CONFIRMED}" if moment.is_over(on) else certainty


def overdue_end(pilot: Pilot, *, on: date) -> str | None:
    """That the planned end is over and nobody confirmed it; None while it is not over, or where none is given."""
    if pilot.ends is None or not pilot.ends.is_over(on):
        return None
    return f"de geplande einddatum ({pilot.ends.text}) is voorbij; afronding {NOT_CONFIRMED}"


def _amount(value: float, unit: str) -> str:
    decimals = next(count for count in (0, 1, 2) if count == 2 or round(value, count) == value)
    if unit == UNIT_PERCENT:
        return f"{number(value, decimals)}%"
    return _euros(value) if unit == UNIT_EURO else number(value, decimals)


def _euros(value: float) -> str:
    """Whole millions and their tenths in words, as sources write them; anything else in full."""
    tenths = value / _MILLION * 10
    if value >= _MILLION and tenths == int(tenths):
        return f"€ {number(value / _MILLION, 0 if value % _MILLION == 0 else 1)} miljoen"
    return f"€ {number(value, 0 if value == int(value) else 2)}"
