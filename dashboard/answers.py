"""The JSON answers of the command line, field by field as promised to scripts outside this repository."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.selection import Selection
from data_sources.contract import Load, Observation
from data_sources.fetch_boundaries import FetchedBoundaries
from data_sources.fetch_divisions import FetchedDivisions
from data_sources.refresh import Refreshed
from data_sources.store.history import LoadCounts
from data_sources.store.revisions import Revision, Side
from metrics.growth import Growth

Json = dict[str, Any]


def load_json(load: Load | None) -> Json | None:
    if load is None:
        return None
    return {
        "id": load.id,
        "kind": load.kind,
        "table": load.table,
        "host": load.host,
        "known_on": load.known_on.isoformat(),
        "known_on_precision": load.known_on_precision,
        "known_on_basis": load.known_on_basis,
        "published_on": load.published_on.isoformat() if load.published_on else None,
        "fetched_at": load.fetched_at.isoformat() if load.fetched_at else None,
        "source_title": load.source_title,
        "source_url": load.source_url,
        "file_name": load.file_name,
    }


def figure_json(figure: Observation, loads: Mapping[int, Load]) -> Json:
    return {
        "indicator": figure.indicator,
        "region": figure.region,
        "period": figure.period,
        "breakdown": figure.breakdown,
        "value": tidy(figure.value),
        "unit": figure.unit,
        "status": figure.status,
        "status_basis": figure.status_basis,
        "missing": figure.missing,
        "rounding": tidy(figure.rounding),
        "load": load_json(_load(figure.load, loads)),
        "since": load_json(_load(figure.since, loads)),
        "source_url": figure.source_url,
        "note": "verdwenen uit de tabel" if figure.gone else None,
    }


def absent_series_json(selection: Selection) -> Json:
    """The one item for a well-formed question to which the store has no figure of any period."""
    absent = Observation.absent(
        indicator=selection.indicator, region=selection.region, period="", breakdown=selection.breakdown
    )
    return {**figure_json(absent, {}), "period": None}


def growth_json(growth: Growth, loads: Mapping[int, Load]) -> Json:
    fields = {**vars(growth), "notes": list(growth.notes)}
    for name in ("value", "base_value", "change", "change_low", "change_high"):
        fields[name] = tidy(fields[name])
    return {
        **fields,
        "load": load_json(_load(growth.load, loads)),
        "base_load": load_json(_load(growth.base_load, loads)),
    }


def revision_json(revision: Revision, loads: Mapping[int, Load]) -> Json:
    return {
        "indicator": revision.indicator,
        "region": revision.region,
        "period": revision.period,
        "breakdown": revision.breakdown,
        "kind": revision.kind,
        "old": _side_json(revision.old, loads),
        "new": _side_json(revision.new, loads),
        "difference": tidy(revision.difference),
    }


def refreshed_json(result: Refreshed) -> Json:
    return {
        **vars(result),
        "load": load_json(result.load),
        "seconds": round(result.seconds, 3),
        "findings": [finding.record() for finding in result.findings],
    }


def fetched_divisions_json(result: FetchedDivisions) -> Json:
    return {**vars(result), "seconds": round(result.seconds, 3)}


def fetched_boundaries_json(result: FetchedBoundaries) -> Json:
    return {**vars(result), "seconds": round(result.seconds, 3)}


def load_counts_json(item: LoadCounts) -> Json:
    counts = {"rows": item.rows, "new": item.new, "changed": item.changed, "removed": item.removed}
    findings = [finding.record() for finding in item.findings]
    return {
        **(load_json(item.load) or {}),
        **counts,
        "warnings": item.warnings,
        "findings": findings,
        "file_hash": item.file_hash,
    }


def tidy(number: float | None) -> float | int | None:
    """A whole number without its '.0': a count of persons is 84935, not 84935.0."""
    return int(number) if number is not None and number == int(number) else number


def _side_json(side: Side, loads: Mapping[int, Load]) -> Json:
    return {
        "value": tidy(side.value),
        "missing": side.missing,
        "status": side.status,
        "load": load_json(_load(side.load, loads)),
    }


def _load(number: int | None, loads: Mapping[int, Load]) -> Load | None:
    return None if number is None else loads[number]
