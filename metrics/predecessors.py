"""A merged region before it was there: the sum of the regions it was made from. An addition of ours, never CBS's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data_sources.contract import UNIT_COUNT, Observation, Period
from data_sources.registry import predecessors, region_exists
from metrics.derive import FigureIndex, Found, find_observation, note_on_derived
from metrics.growth import Growth, change_between
from metrics.status import combined_status
from metrics.text.phrases import period_phrase

SUM_OF_PREDECESSORS = "som van voorgangers"


def sum_of_predecessors(figures: FigureIndex, *, indicator: str, region: str, period: Period) -> Found | None:
    """The figure of a merged region in a period before the merger, added up; None where it may not be.

    Only counts of one lane (fetched or bundled), all of them there: a missing part makes no sum. Its rounding is the
    sum of theirs, None if one is not known; its load the latest of theirs; ``status_basis`` says what it is. A rate is
    never added up. ``halves`` are the parts.
    """
    parts = predecessors(region)
    if not parts or region_exists(region, period) is not False:
        return None
    found = [find_observation(figures, indicator=indicator, region=part, period=period).observation for part in parts]
    if any(item.value is None or item.unit != UNIT_COUNT or item.load is None for item in found):
        return None
    if len({figures.loads[int(item.load or 0)].kind == "published" for item in found}) > 1:
        return None
    order = list(figures.loads)
    latest = max(found, key=lambda item: order.index(int(item.load or 0)))
    steps = [item.rounding for item in found]
    total = replace(
        latest,
        region=region,
        value=sum(float(item.value or 0) for item in found),
        rounding=None if None in steps else sum(float(step or 0) for step in steps),
        status=combined_status(tuple(item.status for item in found)),
        status_basis=SUM_OF_PREDECESSORS,
    )
    return Found(total, tuple(found))


def growth_over_merger(
    figures: FigureIndex, *, indicator: str, region: str, period: Period, base: Period, names: Mapping[str, str]
) -> Growth | None:
    """The change of a merged region against the sum of its predecessors, with a note that says whose sum it is.

    None where there is no such sum to compare with. ``names``: of the predecessors, on screen.
    """
    old = sum_of_predecessors(figures, indicator=indicator, region=region, period=base)
    if old is None:
        return None
    new = find_observation(figures, indicator=indicator, region=region, period=period)
    notes = [note_on_predecessors(old.observation, names), *note_on_derived(new)]
    return change_between(new.observation, old.observation, notes=notes, bridged=True)


def note_on_predecessors(total: Observation, names: Mapping[str, str]) -> str:
    """Whose addition the base is: 'Basis 2022: … bij elkaar opgeteld door dit dashboard; CBS geeft deze som niet.'"""
    parts = " en ".join(f"{names.get(code, code)} ({code})" for code in predecessors(total.region))
    ours = "bij elkaar opgeteld door dit dashboard; CBS geeft deze som niet"
    return f"Basis {period_phrase(total.period)}: {parts}, {ours}."
