"""Whole days in Europe/Amsterdam, the only days this product speaks of, and the minutes of their clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data_sources.errors import UsageError
from data_sources.moment import MONTHS

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Narrower than fromisoformat, which also takes 20251024 and 2025-W43-5.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MINUTE = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


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


def read_minute(day: str, clock: str) -> datetime:
    """The moment (UTC) of a day as 2025-10-24 and a time as 14:30 in Amsterdam. A time that comes twice, when summer
    time ends, is the later one. Raises UsageError for what is no day or time, and for one that the clock skips.
    """
    found = _MINUTE.fullmatch(clock.strip())
    if not found:
        raise UsageError(f"'{clock}' is geen tijd. Schrijf een tijd als 14:30.", found=clock)
    on = read_day(day.strip())
    local = datetime.combine(on, time(int(found[1]), int(found[2]), fold=1), AMSTERDAM)
    try:
        moment = local.astimezone(UTC)
        back = moment.astimezone(AMSTERDAM)
    except OverflowError as error:
        raise UsageError(f"'{day}' is geen dag waarop iets zichtbaar kan worden.", found=day) from error
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        after = (moment + timedelta(hours=1)).astimezone(AMSTERDAM)
        words = f"{on.day} {MONTHS[on.month - 1]} {on.year}"
        raise UsageError(
            f"Op {words} bestaat {local:%H:%M} uur niet: de klok gaat dan een uur vooruit. Kies een tijd vanaf"
            f" {after:%H}:00 uur.",
            found=clock,
        )
    return moment
