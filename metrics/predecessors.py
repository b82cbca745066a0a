"""A merged region before it was there: the sum of the regions it was made from. An addition of ours, never CBS's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_sources.contract import NATIONAL, UNIT_COUNT, Observation, Period
from data_sources.registry import break_between, predecessors, region_exists
from metrics.derive import SUM_OF_HALVES, FigureIndex, Found, find_observation, note_on_derived
from metrics.growth import Growth, change_between, growth
from metrics.status import combined_status
from metrics.text.phrases import missing_phrase, period_phrase, upper_first

SUM_OF_PREDECESSORS = "som van voorgangers"
# What a status_basis says of a figure that was added up here.
OUR_SUMS = (SUM_OF_HALVES, SUM_OF_PREDECESSORS)


def sum_of_predecessors(
    figures: FigureIndex, *, indicator: str, region: str, period: Period, breakdown: str = ""
) -> Found | None:
    """The figure of a merged region in a period before the merger, added up; None where it may not be.

    Only counts of one lane (fetched or bundled), all of them there: a missing part makes no sum. Its rounding is the
    sum of theirs, None if one is not known; its load the latest of theirs; ``status_basis`` says what it is. A rate is
    never added up. ``halves`` are the parts.
    """
    if not _was_to_come(region, period):
        return None
    found = _parts(figures, indicator, region, period, breakdown)
    if _why_no_sum(found, figures) is not None:
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
    figures: FigureIndex, *, indicator: str, region: str, period: Period, base: Period, names: Mapping[str, str],
    breakdown: str = "",
) -> Growth | None:  # fmt: skip
    """The change of a merged region against the sum of its predecessors, with a note that says whose sum it is.

    None where there is no such sum to compare with, and where more than the merger stands between. ``names``: of the
    predecessors, on screen.
    """
    if break_between(NATIONAL, base, period) is not None:
        return None
    old = sum_of_predecessors(figures, indicator=indicator, region=region, period=base, breakdown=breakdown)
    if old is None:
        return None
    new = find_observation(figures, indicator=indicator, region=region, period=period, breakdown=breakdown)
    notes = [note_on_predecessors(old.observation, names), *note_on_derived(new)]
    if any(part.status_basis == SUM_OF_HALVES for part in old.halves or ()):
        notes.append(f"{upper_first(period_phrase(base.key))}: {SUM_OF_HALVES}.")
    return change_between(new.observation, old.observation, notes=notes, bridged=True)


def growth_with_predecessors(
    figures: FigureIndex, *, indicator: str, region: str, period: Period, base: Period, names: Mapping[str, str],
    breakdown: str = "",
) -> Growth:  # fmt: skip
    """The change as `growth` gives it, but where a merger refuses it against the sum of the predecessors.

    Where there is no such sum the refusal stays, with a note that says why. A region that was not made out of others
    is answered as ever.
    """
    plain = growth(figures, indicator=indicator, region=region, period=period, base=base, breakdown=breakdown)
    if plain.comparable or not predecessors(region):
        return plain
    bridged = growth_over_merger(
        figures, indicator=indicator, region=region, period=period, base=base, names=names, breakdown=breakdown
    )
    if bridged is not None:
        return bridged
    parts = _parts(figures, indicator, region, base, breakdown)
    why = _why_no_sum(parts, figures, names) if _was_to_come(region, base) else None
    because = f": {why}" if why else ""
    note = f"Een som van de voorgangers is als basis ({period_phrase(base.key)}) niet te geven{because}."
    return replace(plain, notes=(*plain.notes, note))


def _was_to_come(region: str, period: Period) -> bool:
    """Whether a region was made out of others, and only after this period."""
    return bool(predecessors(region)) and region_exists(region, period) is False


def _parts(figures: FigureIndex, indicator: str, region: str, period: Period, breakdown: str) -> Sequence[Observation]:
    return [
        find_observation(figures, indicator=indicator, region=part, period=period, breakdown=breakdown).observation
        for part in predecessors(region)
    ]


def _why_no_sum(
    parts: Sequence[Observation], figures: FigureIndex, names: Mapping[str, str] | None = None
) -> str | None:
    """Why parts make no sum, in words; None where they do."""
    missing = [item for item in parts if item.value is None or item.load is None]
    if missing:
        named = [f"{(names or {}).get(item.region, item.region)} ({item.region})" for item in missing]
        return "; ".join(
            f"van {name} ontbreekt het cijfer ({missing_phrase(item)})"
            for name, item in zip(named, missing, strict=True)
        )
    if any(item.unit != UNIT_COUNT for item in parts):
        return "alleen aantallen worden opgeteld"
    if len({figures.loads[int(item.load or 0)].kind == "published" for item in parts}) > 1:
        return "de delen komen niet uit dezelfde bron"
    return None


def note_on_predecessors(total: Observation, names: Mapping[str, str]) -> str:
    """Whose addition the base is: 'Basis 2022: … bij elkaar opgeteld door dit dashboard; CBS geeft deze som niet.'"""
    parts = " en ".join(f"{names.get(code, code)} ({code})" for code in predecessors(total.region))
    ours = "bij elkaar opgeteld door dit dashboard; CBS geeft deze som niet"
    return f"Basis {period_phrase(total.period)}: {parts}, {ours}."
