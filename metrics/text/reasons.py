"""Why a point of a series has no value, in a few words: for the cell of a table with many."""

from __future__ import annotations

from metrics.development import Point
from metrics.text.phrases import lower_first, missing_phrase, period_phrase


def short_reason(point: Point) -> str:
    """In a few words what ``point.reason`` says in full; '' for a point that has a value.

    'geheim of onbekend bij CBS', 'niet te vergelijken met 2022', 'basis ontbreekt: regio bestond nog niet'.
    """
    if point.value is not None:
        return ""
    if point.figure.value is None:
        return missing_phrase(point.figure)
    if point.growth is not None and point.base is not None:
        if not point.growth.comparable:
            return f"niet te vergelijken met {period_phrase(point.base.period)}"
        if point.base.value is None:
            return f"basis ontbreekt: {missing_phrase(point.base)}"
    return lower_first((point.reason or "").rstrip("."))
