"""How far a rollout is on a day: each area once, by its furthest step. Pure, on the rows of the ledger.

A planned step never counts as realised, whatever the day. A step that was planned or expected and whose whole band
is over counts apart: by the plan it has been taken, and nobody has confirmed that. The step of the whole country
stands in for areas without a moment of use of their own. A realised step counts from the first day of its band.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_sources.ledger import BY_PLAN, COUNTRYWIDE, IN_USE, PILOT, PREPARATION, REALISED, Area, RolloutStep


class AreaState(StrEnum):
    """From furthest to least far."""

    IN_USE = "in gebruik"
    UNCONFIRMED = "volgens planning, niet bevestigd"
    PREPARING = "in voorbereiding"
    NOT_YET = "nog niet"


class ParliamentPhase(StrEnum):
    """The words in which Parliament was promised an answer."""

    ROLLED_OUT = "uitgerold"
    UNDER_WAY = "in gang gezet"
    PLANNED = "gepland"


class RegionState(StrEnum):
    """How much of a politieregio is in use, by realised steps alone."""

    WHOLE = "geheel"
    PARTLY = "deels"
    NOT = "niet"


@dataclass(frozen=True)
class AreaStanding:
    """Where an area stands on a day. ``step``: the one that makes it so; None for nog niet.

    ``planned``: the step by which it comes into use, or the country's where it has none; None when in use.
    ``pilot``: a realised pilot in an area that is not in use; it is no use, but not nothing either.
    """

    area: Area
    state: AreaState
    phase: ParliamentPhase
    step: RolloutStep | None
    planned: RolloutStep | None
    pilot: RolloutStep | None = None


@dataclass(frozen=True)
class RegionStanding:
    """Where a politieregio stands on a day. ``rest``: the furthest state of its areas that are not in use."""

    region: str
    title: str
    state: RegionState
    areas: Sequence[AreaStanding]
    rest: AreaState | None

    @property
    def in_use(self) -> int:
        """The number of its areas in use."""
        return sum(item.state is AreaState.IN_USE for item in self.areas)


def area_standings(areas: Sequence[Area], steps: Sequence[RolloutStep], *, on: date) -> list[AreaStanding]:
    """Where each area stands on a day, in the order of the areas. Steps of other areas do not count."""
    by_area: dict[str, list[RolloutStep]] = {}
    for step in steps:
        by_area.setdefault(step.area, []).append(step)
    countrywide = [step for step in by_area.get(COUNTRYWIDE, []) if step.phase == IN_USE]
    return [_standing(area, by_area.get(area.slug, []), countrywide, on) for area in areas]


def _standing(area: Area, own: list[RolloutStep], countrywide: list[RolloutStep], on: date) -> AreaStanding:
    to_use = [step for step in own if step.phase == IN_USE] or countrywide
    used = next((step for step in to_use if _counts(step, on)), None)
    prepared = next((step for step in own if step.phase == PREPARATION and _counts(step, on)), None)
    planned = next((step for step in to_use if not _counts(step, on)), None)
    unconfirmed = next((step for step in to_use if step.certainty in BY_PLAN and step.moment.is_over(on)), None)
    phase = ParliamentPhase.ROLLED_OUT if used else ParliamentPhase.UNDER_WAY if prepared else ParliamentPhase.PLANNED
    if used:
        return AreaStanding(area, AreaState.IN_USE, phase, used, None)
    pilot = next((step for step in own if step.phase == PILOT and _counts(step, on)), None)
    if unconfirmed:
        return AreaStanding(area, AreaState.UNCONFIRMED, phase, unconfirmed, planned, pilot)
    if prepared:
        return AreaStanding(area, AreaState.PREPARING, phase, prepared, planned, pilot)
    return AreaStanding(area, AreaState.NOT_YET, phase, None, planned, pilot)


def _counts(step: RolloutStep, on: date) -> bool:
    return step.certainty == REALISED and step.moment.has_begun(on)


def coverage(standings: Sequence[AreaStanding]) -> Mapping[AreaState, int]:
    """The number of areas in each state; the states together are all areas."""
    found = Counter(item.state for item in standings)
    return {state: found[state] for state in AreaState}


def piloted(standings: Sequence[AreaStanding]) -> int:
    """The number of areas that are nog niet and had a realised pilot."""
    return sum(item.state is AreaState.NOT_YET and item.pilot is not None for item in standings)


def region_standings(standings: Sequence[AreaStanding]) -> list[RegionStanding]:
    """The politieregio's these areas make up, in the order in which they come."""
    regions: dict[str, list[AreaStanding]] = {}
    for item in standings:
        regions.setdefault(item.area.region, []).append(item)
    return [_region(areas) for areas in regions.values()]


def _region(areas: list[AreaStanding]) -> RegionStanding:
    used = [item.state is AreaState.IN_USE for item in areas]
    state = RegionState.WHOLE if all(used) else RegionState.PARTLY if any(used) else RegionState.NOT
    order = list(AreaState)
    rest = min((item.state for item in areas if item.state is not AreaState.IN_USE), key=order.index, default=None)
    return RegionStanding(areas[0].area.region, areas[0].area.region_title, state, areas, rest)
