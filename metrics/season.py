"""The caution where a first half-year is held against a second one: they differ by the season too."""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.contract import Period

_DIFFER = "verschillen ook door het seizoen"
SEASON_CAUTION = (
    f"Het eerste en het tweede halfjaar {_DIFFER}. Een verandering van het ene naar het andere zegt daarom weinig over"
    " de ontwikkeling; vergelijk liever met hetzelfde halfjaar van een ander jaar."
)
# Beside an index, which shows a course rather than one change.
SEASON_OF_SERIES = f"Deze reeks bevat eerste en tweede halfjaren; die {_DIFFER}."


def season_notes(period: Period, base: Period) -> list[str]:
    """The caution, where both are half-years and not the same half; else nothing."""
    differ = period.kind == base.kind == "HJ" and period.number != base.number
    return [SEASON_CAUTION] if differ else []


def season_said(notes: Iterable[str]) -> list[str]:
    """The cautions among these notes, each once: for a place that says them for all of its numbers together."""
    return [note for note in dict.fromkeys(notes) if is_of_season(note)]


def without_season(notes: Iterable[str]) -> list[str]:
    """The other notes, for beside a number where the caution is said elsewhere."""
    return [note for note in notes if not is_of_season(note)]


def is_of_season(note: str) -> bool:
    return _DIFFER in note
