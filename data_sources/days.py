"""Whole days in Europe/Amsterdam, the only days this product speaks of."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from data_sources.errors import UsageError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Narrower than fromisoformat, which also takes 20251024 and 2025-W43-5.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(moment: datetime) -> date:
    """The day of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()


def read_day(text: str) -> date:
    """A day from a text as 2025-10-24. Raises UsageError for anything else."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError("not year-month-day")
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is geen dag. Schrijf een dag als 2025-10-24.", found=text) from error
