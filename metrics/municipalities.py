"""In which area of a rollout each municipality lies, and so in which phase it is. Pure.

A municipality lies in one politieregio. Where that region is one area, it lies in that area; where it is more, the
veiligheidsregio tells, if the letter's area is one. What neither tells is not guessed: the municipality then has all
areas it may lie in, and a phase only when they are all in the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_sources.divisions import Municipality
from metrics.rollout import AreaStanding, ParliamentPhase


@dataclass(frozen=True)
class MunicipalityStanding:
    """``areas``: those it may lie in; one where that is known, none where its politieregio is not in the rollout.

    ``phase`` None: not to be told, for the ``reason`` given, a Dutch sentence; '' where the area is known.
    """

    municipality: Municipality
    areas: Sequence[AreaStanding]
    phase: ParliamentPhase | None
    reason: str


def municipality_standings(
    municipalities: Sequence[Municipality], standings: Sequence[AreaStanding]
) -> list[MunicipalityStanding]:
    """One for each municipality, by name."""
    by_region: dict[str, list[AreaStanding]] = {}
    for item in standings:
        by_region.setdefault(_letters(item.area.region_title), []).append(item)
    found = [_standing(item, by_region) for item in municipalities]
    return sorted(found, key=lambda item: sort_name(item.municipality.title))


def sort_name(title: str) -> str:
    """By which Dutch lists sort a municipality: without 's- in front, accents and case."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return plain.lower().removeprefix("'s-").removeprefix("'t ")


def _standing(item: Municipality, by_region: Mapping[str, list[AreaStanding]]) -> MunicipalityStanding:
    region = item.politieregio
    if region is None:
        return MunicipalityStanding(item, (), None, "CBS geeft voor deze gemeente geen politieregio.")
    areas = by_region.get(_letters(region.title), [])
    if not areas:
        return MunicipalityStanding(item, (), None, f"Politieregio {region.title} komt in de bron niet voor.")
    possible = _possible(item, areas)
    phases = {area.phase for area in possible}
    reason = "" if len(possible) == 1 else _unknown(item, region.title, possible)
    return MunicipalityStanding(item, possible, phases.pop() if len(phases) == 1 else None, reason)


def _possible(item: Municipality, areas: list[AreaStanding]) -> list[AreaStanding]:
    if len(areas) == 1 or item.veiligheidsregio is None:
        return areas
    safety = _letters(item.veiligheidsregio.title)
    inside = [area for area in areas if _letters(area.area.within) == safety]
    # Not in a named one: then in one of those whose municipalities the source does not give, or it cannot be told.
    return inside or [area for area in areas if not area.area.within] or areas


def _unknown(item: Municipality, region: str, possible: Sequence[AreaStanding]) -> str:
    if item.veiligheidsregio is None:
        return "CBS geeft voor deze gemeente geen veiligheidsregio."
    names = " en welke bij ".join(area.area.title for area in possible)
    return f"Gemeenten niet in de bron: welke gemeenten van politieregio {region} bij {names} horen, staat er niet."


def _letters(name: str) -> str:
    """A name as it is compared: letters only, so that 'Hollands-Midden' is 'Hollands Midden'."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", plain.lower())
