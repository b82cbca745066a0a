"""Figures for tests of pure functions: a table of what is given, all else as CBS's counts usually are."""

from collections.abc import Mapping
from datetime import date

from data_sources.contract import Load, Observation
from metrics.derive import FigureIndex

Key = tuple[str, str]


def load(number: int = 1, kind: str = "statline") -> Load:
    """A load of the table of kerncijfers."""
    return Load(
        id=number, kind=kind, table="84847NED", host=None, known_on=date(2026, 4, 30), known_on_precision="dag",
        known_on_basis="cbs-modified", published_on=None, fetched_at=None, source_title="", source_url="",
    )  # fmt: skip


def figure(
    region: str, period: str, value: float | None, *, indicator: str = "meldingen", unit: str = "aantal",
    rounding: float | None = 5.0, status: str = "definitief", missing: str = "geheim-of-onbekend", load: int = 1,
) -> Observation:  # fmt: skip
    """One figure; ``missing`` is why, where ``value`` is None."""
    return Observation(
        indicator=indicator, region=region, period=period, breakdown="", value=value, unit=unit, status=status,
        status_basis="", missing=missing if value is None else None, rounding=rounding, table="84847NED", load=load,
        source_url="https://example.org", since=load,
    )  # fmt: skip


def index(*figures: Observation, loads: Mapping[int, Load] | None = None) -> FigureIndex:
    """These figures, laid out for looking up."""
    rows = {(item.indicator, item.region, item.period, item.breakdown): item for item in figures}
    return FigureIndex(rows, loads or {1: load()})


def counts(values: Mapping[Key, float | None], *, indicator: str = "meldingen") -> FigureIndex:
    """Counts rounded to 5, by region and period."""
    return index(*(figure(*key, value, indicator=indicator) for key, value in values.items()))
