"""Two indicators side by side: how much faster one grows, and how many of one come with each of the other."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.contract import Observation
from metrics.growth import Growth
from metrics.rounding import exact
from metrics.status import combined_status


@dataclass(frozen=True)
class Comparison:
    """A comparison of two indicators in one period, unrounded; None with ``missing`` set where it cannot be made.

    low/high: as far as the rounding of the figures allows, None where a rounding is not known.
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str
    status: str
    missing: str | None
    notes: tuple[str, ...]


def growth_gap(first: Growth, second: Growth) -> Comparison:
    """How many procentpunten the first grew more than the second over the same periods.

    Raises ValueError when the two are not about the same periods and region: such a gap means nothing.
    """
    if (first.period, first.base, first.region) != (second.period, second.base, second.region):
        raise ValueError("a growth gap needs the same period, base and region on both sides")
    value = low = high = None
    if first.change_pct is not None and second.change_pct is not None:
        value = float(exact(first.change_pct) - exact(second.change_pct))
        if first.change_pct_low is not None and second.change_pct_high is not None:
            low = first.change_pct_low - second.change_pct_high
        if first.change_pct_high is not None and second.change_pct_low is not None:
            high = first.change_pct_high - second.change_pct_low
    return Comparison(
        value=value, low=low, high=high, unit="procentpunt", status=combined_status((first.status, second.status)),
        missing=first.missing or second.missing, notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
    )  # fmt: skip


def ratio(first: Observation, second: Observation) -> Comparison:
    """How many of the first there are for each of the second, in one period: adviezen per melding."""
    if (first.period, first.region) != (second.period, second.region):
        raise ValueError("a ratio needs the same period and region on both sides")
    value = low = high = None
    notes: list[str] = []
    if first.value is not None and second.value is not None:
        if second.value == 0:
            notes.append("De noemer is nul; een verhouding is dan niet te geven.")
        else:
            value = float(exact(first.value) / exact(second.value))
            if first.rounding is not None and second.rounding is not None and second.value > second.rounding / 2:
                low = max(0.0, first.value - first.rounding / 2) / (second.value + second.rounding / 2)
                high = (first.value + first.rounding / 2) / (second.value - second.rounding / 2)
    return Comparison(
        value=value, low=low, high=high, unit=f"{first.indicator} per {second.indicator}",
        status=combined_status((first.status, second.status)), missing=first.missing or second.missing,
        notes=tuple(notes),
    )  # fmt: skip
