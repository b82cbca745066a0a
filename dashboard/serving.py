"""Serving the dashboard in the foreground with waitress, and the schedule beside it or alone."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any, NoReturn

from dash import Dash

from dashboard.web.bodies import create_server
from data_sources.errors import SettingsError

log = logging.getLogger(__name__)

# Who opens many connections and says nothing is not to keep the others out: so many are open at once, for so many
# seconds of silence. More than a thousand is more than select() can look after.
PATIENCE: Mapping[str, Any] = {
    "connection_limit": 1000, "channel_timeout": 30, "cleanup_interval": 10, "asyncore_use_poll": True,
}  # fmt: skip

FollowSchedule = Callable[[threading.Event], None]


def serve_forever(
    app: Dash, *, host: str, port: int, follow_schedule: FollowSchedule | None, said: Sequence[str] = ()
) -> None:  # fmt: skip
    """Serve until stopped, with the schedule in one background thread where one is given.

    ``said``: lines to print after the address. What proxies say of who asks comes through; the door knows what of it to
    believe. Raises SettingsError when the address or port cannot be had.
    """
    # One request before serving: Dash finishes its own set-up at the first, and several first ones race.
    app.server.test_client().get("/")
    try:
        server = create_server(
            app.server, host=host, port=port, ident=None, clear_untrusted_proxy_headers=False, **PATIENCE
        )
    # waitress has a ValueError for a host it cannot find.
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"Poort {port} op {host} is niet vrij of niet toegestaan. Kies een andere met --port of VT_PORT.",
            found=repr(error),
        ) from error
    stop = threading.Event()
    if follow_schedule is not None:
        threading.Thread(target=follow_schedule, args=(stop,), name="schedule", daemon=True).start()
    signal.signal(signal.SIGTERM, _interrupt)
    print(f"Dashboard op http://{host}:{server.effective_port} (stoppen met Ctrl-C)", flush=True)
    for line in said:
        print(line, flush=True)
    try:
        server.run()
    finally:
        stop.set()


def follow_in_foreground(follow_schedule: FollowSchedule, *, line: str) -> None:
    """Follow the schedule of a cron line until Ctrl-C or SIGTERM."""
    stop = threading.Event()
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        print(f"Verversen volgens VT_REFRESH_CRON = {line} (stoppen met Ctrl-C)", flush=True)
        follow_schedule(stop)
    except KeyboardInterrupt:
        stop.set()


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """SIGTERM ends like Ctrl-C, so that what is open is closed."""
    raise KeyboardInterrupt
