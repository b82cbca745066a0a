"""The numbers of people that a figure of the ledger holds: what it says, and how many its denominator counts. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from data_sources.ledger import Mask, PilotFigure
from data_sources.people_units import counts_people
from metrics.rounding import exact
from metrics.small_counts import is_share, mask_alone, mask_size, per_whole, size_of, span
from metrics.text.units import decimals_of

# A number by what it is and says: pilot, figure (or denominator), place, period, number, and size of the denominator. A
# row that says the same again, on whatever day, is the same number; a correction is another one.
Cell = tuple[str, str, str, str, float | None, float | None]

# Places that are no part of anything.
_EVERYWHERE = frozenset(("nederland", "heel nederland", "landelijk", "totaal", "alle plaatsen", "alle gebieden",
                         "alle regio's", "samen"))  # fmt: skip
# Numbers of people are reckoned in whole thousandths.
ONE = 1000


@dataclass(frozen=True)
class Number:
    """A number of people. ``code``: what it is a number of, over places and periods. ``low``, ``high``: what it can be,
    by its qualifier and the digits it is written with, in thousandths. ``whole``: the size that it is a part of.
    ``mask``: why it is hidden whatever stands beside it.
    """

    cell: Cell
    code: str
    place: str
    period: str
    low: int
    high: int
    is_share: bool
    whole: Cell | None
    public: bool
    mask: Mask | None

    @property
    def is_nobody(self) -> bool:
        return self.low == self.high == 0


def figure_cell(figure: PilotFigure) -> Cell:
    return figure.pilot, figure.figure, figure.place, figure.period, figure.value, figure.denominator_value


def size_cell(figure: PilotFigure) -> Cell:
    """The size of its denominator: the same for all figures of a pilot, place and period that are of as many."""
    return figure.pilot, f"van {figure.denominator}", figure.place, figure.period, figure.denominator_value, None


def numbers_of(figure: PilotFigure) -> Iterator[Number]:
    """Those that can be reckoned with; of a share of nobody knows how many there is none."""
    sized = figure.denominator_value is not None and counts_people(figure.denominator or "")
    whole = size_cell(figure) if sized else None
    if figure.value is not None and size_of(figure) is not None:
        low, high = _reach(figure.value, figure.qualifier)
        if is_share(figure) and figure.denominator_value is not None:
            half = Fraction(1, 2 * 10 ** decimals_of(figure.value))
            part = exact(figure.denominator_value) / per_whole(figure.unit)
            low, high = (low - half) * part, (high + half) * part
        yield _number(
            figure, figure_cell(figure), figure.figure, low, high, whole, mask_alone(figure), share=is_share(figure)
        )
    if whole is not None and figure.denominator_value is not None:
        low, high = _reach(figure.denominator_value, figure.denominator_qualifier)
        yield _number(figure, whole, f"van {figure.figure}", low, high, None, mask_size(figure), share=False)


def _reach(value: float, qualifier: str) -> tuple[Fraction, Fraction]:
    found = span(value, qualifier)
    return found.low, 2 * exact(value) if found.high is None else found.high


def _number(
    figure: PilotFigure, cell: Cell, code: str, low: Fraction, high: Fraction, whole: Cell | None, mask: Mask | None, *,
    share: bool,
) -> Number:  # fmt: skip
    ends = math.floor(low * ONE), math.ceil(high * ONE)
    if figure.value == 0 and share and not figure.qualifier:
        ends = 0, 0
    everywhere = figure.place.strip().lower().replace("’", "'") in _EVERYWHERE
    place = "" if everywhere else figure.place
    return Number(cell, code, place, figure.period, *ends, share, whole, figure.published, mask)
