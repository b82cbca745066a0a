"""Whether one figure may be about fewer than ten people, held against nothing but itself. Pure, and exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from data_sources.ledger import Mask, PilotFigure
from data_sources.people_units import counts_people, share_of
from metrics.rounding import exact
from metrics.text.units import decimals_of
from metrics.text.wording import allowance

FEWEST = 10

FEW = Mask("minder dan 10", below=FEWEST)
MAY_BE_FEW = Mask("niet getoond, want het kan om minder dan 10 personen gaan")
# Words of the ledger that the table of wordings has not.
_ALIKE = {"vrijwel alle": "bijna"}


@dataclass(frozen=True)
class Span:
    """What a number can be, as far as its qualifier tells; both ends in. ``high`` None: there is no end."""

    low: Fraction
    high: Fraction | None


def is_share(figure: PilotFigure) -> bool:
    """Whether it is so many of each hundred or thousand, or a difference between such: all that a unit may call so."""
    return share_of(figure.unit) is not None


def per_whole(unit: str) -> int:
    """Of how many a share in this unit is so many. Raises ValueError for a unit of no shares."""
    found = share_of(unit)
    if found is None:
        raise ValueError(f"no unit of shares: {unit}")
    return found


def is_about_people(figure: PilotFigure) -> bool:
    """Whether it is a count of people, or a share of them; a share of nobody knows what is."""
    return counts_people((figure.denominator or "") if is_share(figure) else figure.unit)


def size_of(figure: PilotFigure) -> Fraction | None:
    """How many people a figure stands for: the count, or the share of its denominator; None where that is not told."""
    if figure.value is None or not is_about_people(figure):
        return None
    if not is_share(figure):
        return exact(figure.value)
    if figure.denominator_value is None:
        return None
    return exact(figure.value) / per_whole(figure.unit) * exact(figure.denominator_value)


def mask_alone(figure: PilotFigure) -> Mask | None:
    """What must stand in the place of a figure by its own numbers; None where it may be shown.

    A count from 1 to 9; a share of which it, or what is left of it, is 1 to 9 people, or of nobody knows how many.
    """
    if figure.value is None or not is_about_people(figure):
        return None
    if is_share(figure):
        return _mask_share(figure)
    return _mask_count(exact(figure.value), figure.qualifier)


def mask_size(figure: PilotFigure) -> Mask | None:
    """The same of the size of the denominator."""
    if figure.denominator_value is None or not counts_people(figure.denominator or ""):
        return None
    return _mask_count(exact(figure.denominator_value), figure.denominator_qualifier)


def span(number: float, qualifier: str) -> Span:
    """What a number with its qualifier can be."""
    value = exact(number)
    if not qualifier:
        return Span(value, value)
    if qualifier == "minder dan":
        return Span(Fraction(0), value)
    if qualifier == "meer dan" or value == 0:
        return Span(value, None)
    if qualifier == "globale inschatting":
        return Span(value / 2, value * 2)
    step = Fraction(1, 10 ** decimals_of(number))
    allowed = allowance(value, step=step, qualifier=_ALIKE.get(qualifier, qualifier), is_count=True)
    return Span(allowed.low, allowed.high)


def _mask_count(value: Fraction, qualifier: str) -> Mask | None:
    found = span(float(value), qualifier)
    if found.high == 0 or found.low >= FEWEST:
        return None
    below_ten = found.high is not None and (found.high < FEWEST or (found.high == FEWEST == value))
    return FEW if below_ten else MAY_BE_FEW


def _mask_share(figure: PilotFigure) -> Mask | None:
    if figure.denominator_value is None or figure.value is None:
        return MAY_BE_FEW
    share = span(figure.value, figure.qualifier)
    whole = span(figure.denominator_value, figure.denominator_qualifier)
    each = per_whole(figure.unit)
    low, high = share.low / each, None if share.high is None else share.high / each
    own = _may_be_few(low, high, whole)
    rest = low < 1 and _may_be_few(Fraction(0) if high is None else max(Fraction(0), 1 - high), 1 - low, whole)
    return MAY_BE_FEW if own or rest else None


def _may_be_few(low: Fraction, high: Fraction | None, whole: Span) -> bool:
    """Whether a share from low to high of a whole can be more than nobody and fewer than ten."""
    someone = high != 0 and whole.high != 0
    return someone and low * whole.low < FEWEST
