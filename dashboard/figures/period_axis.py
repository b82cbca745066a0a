"""The horizontal axis of a chart over periods: a place for each, and years beneath what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.figures.theme import INK_SOFT
from data_sources.contract import Period


def period_axis(periods: Sequence[Period], *, most_years: int | None = None) -> dict[str, Any]:
    """A category axis with all its values, or plotly reads years as numbers and closes the gaps.

    A period is one wide, with its point in the middle. The name of a year stands in the middle of its shown periods,
    and marks on the axis stand at its ends: under one half-year it would seem to begin there. ``most_years``: where
    there are more, every second one is named, the last one among them.
    """
    keys = [period.key for period in periods]
    years = [(year, [place for place, _ in found]) for year, found in _by_year(periods)]
    named = years if most_years is None or len(years) <= most_years else years[::-1][::2][::-1]
    return {
        "type": "category", "categoryorder": "array", "categoryarray": keys, "range": [-0.5, len(keys) - 0.5],
        "tickmode": "array", "tickvals": [(places[0] + places[-1]) / 2 for _, places in named],
        "ticktext": [str(year) for year, _ in named], "ticks": "",
        "minor": {
            "tickmode": "array", "tickvals": [*(places[0] - 0.5 for _, places in years), len(keys) - 0.5],
            "ticks": "outside", "ticklen": 6, "tickcolor": INK_SOFT,
        },
    }  # fmt: skip


def _by_year(periods: Sequence[Period]) -> groupby[int, tuple[int, Period]]:
    return groupby(enumerate(periods), key=lambda item: item[1].year)
