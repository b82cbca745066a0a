"""Whole days in Europe/Amsterdam, the only days this product speaks of."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from data_sources.errors import UsageError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """The day of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()


def read_day(text: str) -> date:
    """A day from a text as 2025-10-24. Raises UsageError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is geen dag. Schrijf een dag als 2025-10-24.", found=text) from error
