"""A rollout in Dutch: where an area or politieregio stands, and how many areas are how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data_sources.ledger import BY_PLAN, COUNTRYWIDE, REALISED, RolloutStep
from metrics.rollout import AreaStanding, AreaState, RegionStanding, RegionState
from metrics.text.numbers import day
from metrics.text.pilots import certainty_phrase

_REGION_WORDS = {
    RegionState.WHOLE: "geheel in gebruik",
    RegionState.PARTLY: "deels in gebruik",
    RegionState.NOT: "niet in gebruik",
}
# The furthest state of what is not in use, in a word or two.
_REST_WORDS = {
    AreaState.UNCONFIRMED: "niet bevestigd",
    AreaState.PREPARING: "in voorbereiding",
    AreaState.NOT_YET: "gepland",
}
_NO_PLAN = "geen moment gegeven"
_NOW = {
    AreaState.UNCONFIRMED: "in {count} zou het volgens de planning in gebruik zijn, maar is dat niet bevestigd",
    AreaState.PREPARING: "in {count} is de voorbereiding gestart",
    AreaState.NOT_YET: "in {count} nog niet",
}
_AHEAD = {
    AreaState.UNCONFIRMED: "in {count} zou het dan volgens de planning in gebruik zijn",
    AreaState.PREPARING: "in {count} is de voorbereiding gestart, en is het dan volgens de planning nog niet zover",
    AreaState.NOT_YET: "in {count} is het dan volgens de planning nog niet zover",
}


def coverage_sentence(what: str, counts: Mapping[AreaState, int], *, on: date, today: date, pilots: int = 0) -> str:
    """How far all areas are on a day, each counted once: 'Op … is het … in 4 van de 13 gebieden in gebruik; …'.

    Of a day to come nothing is said to be so: only what is known now, and what would be by the plan. ``pilots``: in how
    many of those that are nog niet there was a pilot, which does not count as use.
    """
    used = f"{counts[AreaState.IN_USE] or 'geen'} van de {sum(counts.values())} gebieden"
    ahead = on > today
    if ahead:
        head = f"Vooruit naar {day(on)}, volgens wat nu bekend is: {what} is in {used} al in gebruik"
    else:
        head = f"Op {day(on)} is {what} in {used} in gebruik"
    parts = [text.format(count=counts[state]) for state, text in (_AHEAD if ahead else _NOW).items() if counts[state]]
    last = f" (in {pilots} daarvan was er een pilot, die niet als gebruik telt)" if pilots else ""
    return f"{'; '.join([head, *parts])}{last}."


def area_phrase(standing: AreaStanding, *, on: date) -> str:
    """Where an area stands, with the words of its moments, never more precise than those."""
    step = standing.step
    if standing.state is AreaState.IN_USE and step is not None:
        return f"in gebruik ({step.moment.text}, gerealiseerd)"
    if standing.state is AreaState.UNCONFIRMED and step is not None:
        return f"volgens planning in gebruik ({_when(standing)}), niet bevestigd"
    pilot = f" (pilot: {standing.pilot.moment.text})" if standing.pilot is not None else ""
    begun = f"in voorbereiding (sinds {step.moment.text})" if step is not None else f"nog niet{pilot}"
    return f"{begun}; in gebruik: {_planned(standing, on)}"


def region_phrase(standing: RegionStanding) -> str:
    """How much of a politieregio is in use: 'deels in gebruik (1 van 2 gebieden)'."""
    count = len(standing.areas)
    size = f" ({standing.in_use} van {count} gebieden)" if count > 1 else ""
    return f"{_REGION_WORDS[standing.state]}{size}"


def regions_sentence(standings: Sequence[RegionStanding]) -> str:
    """How many politieregio's are in use as a whole, in part, or not."""
    count = {state: sum(item.state is state for item in standings) for state in RegionState}
    return (
        f"Van de {len(standings)} politieregio's: {count[RegionState.WHOLE]} geheel in gebruik,"
        f" {count[RegionState.PARTLY]} deels en {count[RegionState.NOT]} niet."
    )


def rest_phrase(standing: RegionStanding) -> str | None:
    """The furthest state of the areas that are not in use, in a word or two; None where all are. What nobody planned
    is not called planned.
    """
    if standing.rest is AreaState.NOT_YET and not any(_is_planned(item.planned) for item in standing.areas):
        return _NO_PLAN
    return _REST_WORDS[standing.rest] if standing.rest is not None else None


def _is_planned(step: RolloutStep | None) -> bool:
    return step is not None and step.certainty in {*BY_PLAN, REALISED}


def _planned(standing: AreaStanding, on: date) -> str:
    if standing.planned is None:
        return _NO_PLAN
    certain = certainty_phrase(standing.planned.certainty, standing.planned.moment, on=on)
    return f"{_when(standing)}, {certain}"


def _when(standing: AreaStanding) -> str:
    """The words of the moment; that of the whole country says that it is."""
    planned = standing.planned
    if planned is None:
        return _NO_PLAN
    return f"{planned.moment.text}{', landelijk' if planned.area == COUNTRYWIDE else ''}"
