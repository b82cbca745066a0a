"""The municipalities of a rollout by phase: what Parliament was promised, with what cannot be told said as such."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components.word_table import Cell, word_table
from metrics.municipalities import MunicipalityStanding
from metrics.rollout import AreaStanding, ParliamentPhase
from metrics.text.rollout import area_phrase

UNKNOWN = "niet te bepalen"
_MEANING = {
    ParliamentPhase.ROLLED_OUT: "het Slachtofferdevice is er in gebruik",
    ParliamentPhase.UNDER_WAY: "de voorbereiding is er gestart",
    ParliamentPhase.PLANNED: "op deze dag niet begonnen; er is een moment gegeven",
}


def municipality_list(municipalities: Sequence[MunicipalityStanding], *, on: date) -> list[Component]:
    """A section for each phase, also an empty one, and one for municipalities of which the phase cannot be told."""
    parts: list[Component] = []
    for phase in ParliamentPhase:
        chosen = [item for item in municipalities if item.phase is phase]
        parts += _section(f"{phase.value.capitalize()}: {_MEANING[phase]}", phase.value, chosen, on)
    unknown = [item for item in municipalities if item.phase is None]
    return [*parts, *(_section(f"{UNKNOWN.capitalize()}", UNKNOWN, unknown, on) if unknown else [])]


def area_list(standings: Sequence[AreaStanding], *, on: date) -> html.Table:
    """The areas by phase, for when no list of municipalities is there."""
    order = list(ParliamentPhase)
    rows: list[Sequence[Cell]] = [
        [item.area.title, item.phase.value, area_phrase(item, on=on)]
        for item in sorted(standings, key=lambda item: order.index(item.phase))
    ]
    return word_table("Gebieden per fase", ("Gebied", "Fase", "Stand"), rows)


def _section(heading: str, anchor: str, chosen: Sequence[MunicipalityStanding], on: date) -> list[Component]:
    count = f"{len(chosen)} {'gemeente' if len(chosen) == 1 else 'gemeenten'}"
    title = html.H3(heading, id=f"fase-{anchor.replace(' ', '-')}")
    if not chosen:
        return [title, html.P("Geen gemeenten.", className="hint")]
    groups: dict[str, list[MunicipalityStanding]] = {}
    for item in sorted(chosen, key=_first_area):
        groups.setdefault(_group(item, on), []).append(item)
    return [
        title,
        html.P(f"{count}.", className="hint"),
        html.Dl([part for name, items in groups.items() for part in _names(name, items)], className="municipalities"),
    ]


def _first_area(item: MunicipalityStanding) -> tuple[bool, str]:
    """Areas by name; what cannot be told last."""
    return bool(item.reason), item.areas[0].area.title if item.areas else ""


def _group(item: MunicipalityStanding, on: date) -> str:
    if item.reason:
        return item.reason
    area = item.areas[0]
    return f"{area.area.title}: {area_phrase(area, on=on)}"


def _names(heading: str, items: Sequence[MunicipalityStanding]) -> list[Component]:
    names = ", ".join(item.municipality.title for item in items)
    return [html.Dt(f"{heading} ({len(items)})"), html.Dd(f"{names}")]
