"""Where a milestone stands on a day, and the order in which milestones come. Pure, on the rows of the ledger.

What was planned never counts as done because its day has passed: a milestone whose whole band is over and that nobody
reported stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from data_sources.ledger import REALISED, Milestone
from data_sources.moment import Moment


class MilestoneState(StrEnum):
    """In the order in which a reader should look at them."""

    OVERDUE = "voorbij, niet bevestigd"
    AHEAD = "nu en straks"
    REALISED = "gerealiseerd"


def milestone_state(milestone: Milestone, *, on: date) -> MilestoneState:
    """Where it stands on a day. What is realised counts from the first day of its band, as a step does."""
    if milestone.certainty == REALISED:
        return MilestoneState.AHEAD if milestone.moment.is_to_come(on) else MilestoneState.REALISED
    return MilestoneState.OVERDUE if milestone.moment.is_over(on) else MilestoneState.AHEAD


def by_state(milestones: Iterable[Milestone], *, on: date) -> Mapping[MilestoneState, list[Milestone]]:
    """All milestones, each in its state on a day, in the order of their bands; a state without any is empty."""
    found: dict[MilestoneState, list[Milestone]] = {state: [] for state in MilestoneState}
    for item in in_order(milestones):
        found[milestone_state(item, on=on)].append(item)
    return found


def in_order(milestones: Iterable[Milestone]) -> list[Milestone]:
    """By the first day of the band, then by its last; those without a band come last."""
    return sorted(milestones, key=lambda item: band_order(item.moment))


def band_order(moment: Moment) -> tuple[date, date]:
    """What moments are sorted by."""
    first = moment.first or moment.last or date.max
    return first, moment.last or date.max
