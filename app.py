"""The composition root: settings → store → services → pages; and the entry of the command line.

Importing this file does nothing; ``server`` is built when a WSGI server first asks for it (gunicorn app:server).
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import Any

from dash import Dash

from dashboard.cli import Program, main
from dashboard.logs import set_up_logging
from dashboard.services import Services
from dashboard.serving import serve_forever
from dashboard.settings import Settings, load_settings
from dashboard.shell import build_dashboard
from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import prepare


def clock() -> datetime:
    """The one clock: aware, UTC."""
    return datetime.now(UTC)


def create_services(settings: Settings) -> Services:
    """An opened store, prepared and with the bundled figures in it, behind the services."""
    store = prepare(settings.database_url, sources=bundled_sources(), changes=bundled_changes())
    return Services(store=store, settings=settings, now=clock)


def create_app(settings: Settings) -> Dash:
    """The dashboard on the store these settings name."""
    return build_dashboard(create_services(settings))


def _settings() -> Settings:
    settings = load_settings()
    set_up_logging(settings.log_format, level=logging.WARNING)
    return settings


def _serve(settings: Settings, services: Services) -> None:
    set_up_logging(settings.log_format, level=logging.INFO)
    serve_forever(build_dashboard(services), host=settings.host, port=settings.port)


def _stand_in(port: int) -> None:
    # Imported here: the demo is for those who ask for it.
    from demo.standin import StandIn, serve_until_stopped
    from demo.table import build_release

    stand_in = StandIn(build_release(1), port=port)
    print(f"Stand-in voor CBS met FICTIEVE cijfers op {stand_in.url} (VT_CBS_URL). Stoppen met Ctrl-C.", flush=True)
    serve_until_stopped(stand_in)


def __getattr__(name: str) -> Any:
    if name == "server":
        settings = _settings()
        set_up_logging(settings.log_format, level=logging.INFO)
        globals()["server"] = create_app(settings).server
        return globals()["server"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


if __name__ == "__main__":
    try:
        code = main(
            sys.argv[1:], Program(settings=_settings, services=create_services, serve=_serve, stand_in=_stand_in)
        )
    except KeyboardInterrupt:
        logging.getLogger(__name__).info("stopped by hand")
        code = 130
    sys.exit(code)
