"""Serving the dashboard in the foreground with waitress."""

from __future__ import annotations

import logging

import waitress
from dash import Dash

from data_sources.errors import SettingsError

log = logging.getLogger(__name__)


def serve_forever(app: Dash, *, host: str, port: int) -> None:
    """Serve until stopped. Raises SettingsError when the port cannot be had."""
    # One request before serving: Dash finishes its own set-up at the first, and several first ones race.
    app.server.test_client().get("/")
    try:
        server = waitress.create_server(app.server, host=host, port=port, ident=None)
    except OSError as error:
        raise SettingsError(
            f"Poort {port} op {host} is niet vrij of niet toegestaan. Kies een andere met --port of VT_PORT.",
            found=repr(error),
        ) from error
    print(f"Dashboard op http://{host}:{server.effective_port} (stoppen met Ctrl-C)", flush=True)
    server.run()
