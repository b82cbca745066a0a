"""The JSON answers of `pilots`, field by field as promised to scripts outside this repository."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.answers import Json, tidy
from data_sources.ledger import COUNTRYWIDE, Area, Document, Ledger, Milestone, Pilot, PilotFigure, RolloutStep, Source
from data_sources.moment import Moment
from metrics.rollout import AreaStanding, area_standings, coverage, region_standings


def pilots_json(ledger: Ledger, *, on: date) -> list[Json]:
    """What `pilots list` answers: one object a pilot, seen on a day."""
    return [
        {
            "pilot": pilot.slug,
            "title": pilot.title,
            "situation": pilot.situation,
            "ends": moment_json(pilot.ends),
            "ends_over": _ends_over(pilot, on),
            "figures": len(ledger.of(pilot.slug).figures),
            "source": source_json(pilot.source, ledger.documents),
        }
        for pilot in ledger.pilots.values()
    ]


def pilot_json(ledger: Ledger, slug: str, *, on: date, as_of: date | None) -> Json:
    """What `pilots show` answers: the pilot as known on ``as_of``, with its state on the day ``on``.

    One of which nothing was known yet has no title, and nothing in its lists.
    """
    own = ledger.of(slug)
    pilot = own.pilots.get(slug)
    areas = {area.slug: area for area in own.areas}
    return {
        "pilot": slug,
        **(_definition(pilot, own.documents, on=on) if pilot else {"title": None, "executors": [], "places": []}),
        "figures": [_figure(item, own.documents) for item in own.figures],
        "steps": [_step(item, areas, own.documents, on=on) for item in own.steps],
        "milestones": [_milestone(item, own.documents, on=on) for item in own.milestones],
        "on": on.isoformat(),
        "as_of": as_of.isoformat() if as_of else None,
        **(_rollout(own, on=on) if own.areas else {}),
    }


def moment_json(moment: Moment | None) -> Json | None:
    if moment is None:
        return None
    return {
        "text": moment.text,
        "from": moment.first.isoformat() if moment.first else None,
        "to": moment.last.isoformat() if moment.last else None,
        "precision": moment.precision,
    }


def source_json(source: Source, documents: Mapping[str, Document]) -> Json:
    document = documents[source.document]
    return {
        "name": document.title,
        "code": document.code,
        "date": document.known_on.isoformat(),
        "date_precision": document.precision,
        "date_basis": document.basis,
        "reference": document.reference or None,
        "part": source.part,
        "passage": source.passage,
    }


def _ends_over(pilot: Pilot, on: date) -> bool:
    """Whether its planned end is over; that it has ended is not said by that."""
    return pilot.ends is not None and pilot.ends.is_over(on)


def _definition(pilot: Pilot, documents: Mapping[str, Document], *, on: date) -> Json:
    return {
        "title": pilot.title,
        "what": pilot.what,
        "executors": list(pilot.executors),
        "partners": list(pilot.partners),
        "places": list(pilot.places),
        "method": pilot.method or None,
        "starts": moment_json(pilot.starts),
        "ends": moment_json(pilot.ends),
        "ends_over": _ends_over(pilot, on),
        "counts": pilot.counts,
        "is_not": pilot.is_not,
        "apart_from": list(pilot.apart_from),
        "apart_why": pilot.apart_why or None,
        "situation": pilot.situation,
        "source": source_json(pilot.source, documents),
    }


def _figure(figure: PilotFigure, documents: Mapping[str, Document]) -> Json:
    return {
        "figure": figure.figure,
        "title": figure.title,
        "place": figure.place or None,
        "period": figure.period or None,
        "qualifier": figure.qualifier or None,
        # Of what is masked there is no value; it is below ``below``, where that may be told.
        "value": tidy(figure.value),
        "masked": figure.masked is not None,
        "below": figure.masked.below if figure.masked else None,
        "text": figure.text,
        "unit": figure.unit or None,
        "denominator": figure.denominator,
        "denominator_qualifier": figure.denominator_qualifier or None,
        "denominator_value": tidy(figure.denominator_value),
        "denominator_masked": figure.size_masked is not None,
        "published": figure.published,
        "source": {**source_json(figure.source, documents), "withheld": figure.source.withheld},
    }


def _step(step: RolloutStep, areas: Mapping[str, Area], documents: Mapping[str, Document], *, on: date) -> Json:
    area = areas.get(step.area)
    return {
        "area": step.area,
        "area_title": area.title if area else None,
        "region": area.region if area else None,
        "region_title": area.region_title if area else None,
        "part": area.extent if area else COUNTRYWIDE if step.area == COUNTRYWIDE else None,
        "phase": step.phase,
        "certainty": step.certainty,
        "moment": moment_json(step.moment),
        "over": step.moment.is_over(on),
        "source": source_json(step.source, documents),
    }


def _milestone(milestone: Milestone, documents: Mapping[str, Document], *, on: date) -> Json:
    return {
        "milestone": milestone.slug,
        "text": milestone.title,
        "moment": moment_json(milestone.moment),
        "certainty": milestone.certainty,
        "over": milestone.moment.is_over(on),
        "reference": milestone.reference or None,
        "source": source_json(milestone.source, documents),
    }


def _rollout(ledger: Ledger, *, on: date) -> Json:
    standings = area_standings(ledger.areas, ledger.steps, on=on)
    return {
        "coverage": {state.value: count for state, count in coverage(standings).items()},
        "areas": [_standing(item) for item in standings],
        "regions": [
            {
                "region": item.region,
                "title": item.title,
                "state": item.state.value,
                "areas": [standing.area.slug for standing in item.areas],
                "rest": item.rest.value if item.rest else None,
            }
            for item in region_standings(standings)
        ],
    }


def _standing(item: AreaStanding) -> dict[str, Any]:
    return {
        "area": item.area.slug,
        "title": item.area.title,
        "region": item.area.region,
        "level": item.area.level,
        "state": item.state.value,
        "phase": item.phase.value,
        "planned": _planned(item.planned),
    }


def _planned(step: RolloutStep | None) -> Json | None:
    """The step by which it comes into use; ``area`` tells whether it is its own or the whole country's."""
    if step is None:
        return None
    return {"area": step.area, "certainty": step.certainty, "moment": moment_json(step.moment)}
