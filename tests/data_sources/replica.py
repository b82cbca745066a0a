"""A replica of the product for tests: a process that follows the schedule on a store it shares with others.

python -m tests.data_sources.replica STORE CBS. Each line of standard input is a round: a real moment (seconds since
1970), the moment its clock then shows, and how many minutes it lasts; a minute takes half a second. It says "ready"
before the first and "done" after each, and ends with its input or by SIGTERM.
"""

from __future__ import annotations

import sys
import threading
import time
from datetime import datetime, timedelta

from dashboard.services import Services
from dashboard.serving import follow_in_foreground
from dashboard.settings import Settings
from data_sources.store.prepare import Store, prepare

CRON = "45 6 * * *"
_SPEED = 120


class _Round(threading.Event):
    """A clock that runs fast, and the event that stops the schedule when the round is over."""

    def __init__(self, begin: float, shown: datetime, minutes: float) -> None:
        super().__init__()
        self._begin, self._shown, self._minutes = begin, shown, minutes

    def now(self) -> datetime:
        return self._shown + timedelta(seconds=_SPEED * (time.time() - self._begin))

    def wait(self, timeout: float | None = None) -> bool:
        if self.now() > self._shown + timedelta(minutes=self._minutes):
            self.set()
        return super().wait(None if timeout is None else timeout / _SPEED)


def main(database_url: str, cbs_url: str) -> None:
    store = prepare(database_url)
    settings = Settings(database_url=database_url, cbs_url=cbs_url, refresh_cron=CRON)
    _say("ready")
    for line in sys.stdin:
        begin, shown, minutes = line.split()
        _follow(store, settings, _Round(float(begin), datetime.fromisoformat(shown), float(minutes)))
        _say("done")
    store.engines.dispose()


def _follow(store: Store, settings: Settings, stop: _Round) -> None:
    services = Services(store=store, settings=settings, now=stop.now)
    follow_in_foreground(lambda _: services.fetching.follow_schedule(stop), line=CRON)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
