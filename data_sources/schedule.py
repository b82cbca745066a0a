"""When to look at CBS: what is due (pure), and a thin loop around it that can be stopped.

The rhythm is a cron line in Amsterdam time; an empty one means never. Nothing is fetched at the start.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.triggers.cron import CronTrigger

from data_sources.days import AMSTERDAM

# The loop looks at the clock at least this often, so that a machine that slept does not sleep on.
_LONGEST_WAIT = 60.0

log = logging.getLogger(__name__)


def check_cron(line: str) -> str:
    """The line itself when it is empty or a cron line of five fields; raises ValueError otherwise."""
    if line:
        CronTrigger.from_crontab(line, timezone=AMSTERDAM)
    return line


def next_due(line: str, *, after: datetime) -> datetime | None:
    """The first moment after ``after`` (aware) that the cron line names, in UTC; None for never."""
    if not line:
        return None
    # The trigger counts a moment that fits exactly as due again.
    due = CronTrigger.from_crontab(line, timezone=AMSTERDAM).get_next_fire_time(after, after)
    return None if due is None else due.astimezone(UTC)


def run_schedule(
    line: str, *, now: Callable[[], datetime], refresh: Callable[[], object], stop: threading.Event
) -> None:
    """Refresh at each moment the line names, until ``stop`` is set.

    A refresh that ends in an error is logged and the next one still comes: it has left its attempt behind.
    """
    due = next_due(line, after=now())
    while due is not None and not stop.is_set():
        seconds = (due - now()).total_seconds()
        if seconds > 0:
            stop.wait(min(seconds, _LONGEST_WAIT))
            continue
        try:
            refresh()
        except Exception:
            log.exception("scheduled refresh failed")
        due = next_due(line, after=now())
