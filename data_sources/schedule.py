"""When to look at CBS: what is due (pure), and a thin loop around it that can be stopped.

The rhythm is a cron line in Amsterdam time; an empty one means never. Any number of processes may follow it on
one store: the lease says who is at work, the row of a moment that it was served. Nothing is fetched at the start.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from data_sources.days import AMSTERDAM
from data_sources.errors import LeaseHeld
from data_sources.store.engine import Engines
from data_sources.store.lease import hold
from data_sources.store.slots import Slot, claim, finish, newest_slot

_JOB, _LEASE = "refresh", "schedule"
# The loop looks at the clock and the store at least this often, so that a machine that slept does not sleep on,
# and the moment of a runner that died is taken over.
_LONGEST_WAIT = timedelta(seconds=60)
# What was missed before the start is not caught up at once: a process that starts over and over would ask each time.
_GRACE = timedelta(seconds=60)
# Far enough back for any line that ever comes: 29 February, over a century without one.
_LOOK_BACK = timedelta(days=8 * 366)

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
    # The trigger counts a moment that fits exactly as due again; told what came before, it still does so in the hour
    # that the clock goes through twice.
    later = after + timedelta(microseconds=1)
    due = CronTrigger.from_crontab(line, timezone=AMSTERDAM).get_next_fire_time(None, later)
    return None if due is None else due.astimezone(UTC)


def latest_due(line: str, *, until: datetime) -> datetime | None:
    """The last moment up to and including ``until`` (aware) that the cron line names, in UTC; None without one."""

    def due_by_then(after: datetime) -> bool:
        due = next_due(line, after=after)
        return due is not None and due <= until

    # The trigger only looks ahead: halve the time in which the moment lies. Moments are whole minutes.
    early, late = until - _LOOK_BACK, until
    if not due_by_then(early):
        return None
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) / 2
        early, late = (middle, late) if due_by_then(middle) else (early, middle)
    return next_due(line, after=early)


def slot_to_serve(line: str, *, now: datetime, begun: datetime, newest: Slot | None) -> datetime | None:
    """The moment that has to be served by now; None where there is none.

    ``begun``: since when this process follows the schedule; ``newest``: the latest moment by now that any took on.
    Of several missed moments only the latest counts. One from before ``begun`` is caught up after a minute's grace,
    and only in a store whose schedule was followed before: a fresh one never fetches by itself at its start.
    """
    latest = latest_due(line, until=now)
    if latest is None:
        return None
    if newest is not None and newest.due_at == latest and newest.is_over:
        return None
    if latest > begun:
        return latest
    return latest if newest is not None and now >= begun + _GRACE else None


def run_schedule(
    line: str, *, engines: Engines, now: Callable[[], datetime], refresh: Callable[[], object], stop: threading.Event
) -> None:
    """Refresh once for each moment the line names, whoever else does so on this store, until ``stop`` is set.

    A refresh that ends in an error is logged and the next one still comes: it has left its attempt behind. So is
    a store that is out of reach for a while.
    """
    begun = now()
    while line and not stop.is_set():
        try:
            moment = now()
            # A clock that was ahead at the start and was put right: begun is then not before that.
            begun = min(begun, moment)
            newest = newest_slot(engines.reader, _JOB, now=moment)
            due = slot_to_serve(line, now=moment, begun=begun, newest=newest)
            if due is not None:
                _serve(due, engines=engines, now=now, refresh=refresh)
        except Exception:
            log.exception("the schedule could not be followed")
        stop.wait(_until_next_look(line, now=now(), begun=begun).total_seconds())


def _serve(due: datetime, *, engines: Engines, now: Callable[[], datetime], refresh: Callable[[], object]) -> None:
    """Refresh for this moment, unless somebody else does or did."""
    try:
        with hold(engines, _LEASE, patience=0):
            if not claim(engines.writer, _JOB, due, at=now()):
                return
            try:
                refresh()
            except Exception:
                log.exception("scheduled refresh failed")
            # Not when the process is stopped in the middle: whoever comes next then takes this moment over.
            finish(engines.writer, _JOB, due, at=now())
    except LeaseHeld:
        log.info("the moment %s is served by another process", due)


def _until_next_look(line: str, *, now: datetime, begun: datetime) -> timedelta:
    moments = [now + _LONGEST_WAIT, next_due(line, after=now), begun + _GRACE]
    return min(moment - now for moment in moments if moment is not None and moment > now)
