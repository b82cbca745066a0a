"""On what day the figures of a StatLine load were known, and on what ground."""

from __future__ import annotations

import logging
from datetime import date, datetime

from data_sources.days import AMSTERDAM

log = logging.getLogger(__name__)


def known_on(
    *, modified: datetime | None, checked: datetime | None, fetch_day: date, previous: date | None
) -> tuple[date, str]:
    """The day a StatLine load was known, and on what ground.

    The day of CBS's Modified when that moved since the table was last checked; else, or without one, the
    fetch day: CBS mended in place. Never after the fetch day, never before the previous load.
    """
    if modified is None or (checked is not None and modified <= checked) or modified.date() > fetch_day:
        day, basis = fetch_day, "opgehaald"
    else:
        day, basis = modified.date(), "cbs-modified"
    return (previous, "afgeleid") if previous is not None and day < previous else (day, basis)


def is_older(modified: datetime | None, *, before: datetime | None, previous: date | None) -> bool:
    """Whether a file's own Modified is from before the newest load: before its Modified, or its day without one.

    CBS's answer of this moment is never older, whatever date it bears; a file may have lain somewhere for years.
    """
    if modified is None or previous is None:
        return False
    return modified < before if before is not None else modified.date() < previous


def read_modified(text: str | None) -> datetime | None:
    """CBS's Modified as a moment in Amsterdam (it bears no zone); None where there is none or it is unreadable."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        log.info("TableInfos.Modified is not a moment: %r", text)
        return None
    if moment is None:
        return None
    return moment.replace(tzinfo=AMSTERDAM) if moment.tzinfo is None else moment.astimezone(AMSTERDAM)
