"""What is compared: our first page on the bundled figures, and a bare, compressed Dash app with the same chart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import waitress
from dash import Dash, dcc, html

from app import create_app
from dashboard.settings import Settings

PAGE = "/"


def our_app(folder: Path) -> Dash:
    """The dashboard as `make run` serves it where CBS cannot be reached."""
    return create_app(Settings(database_url=f"sqlite:///{folder / 'store.db'}"))


def bare_app(figure: dict[str, Any]) -> Dash:
    """What Dash does by itself: a heading and one chart, compressed as Dash does it."""
    app = Dash("bare", compress=True, include_assets_files=False)
    app.layout = html.Div([html.H1("Een grafiek"), dcc.Graph(id="chart", figure=figure)])
    return app


def first_figure(app: Dash) -> dict[str, Any]:
    """The figure of the first chart on our page."""
    answer = app.server.test_client().get("/_dash-layout", headers={"Referer": f"http://localhost{PAGE}"})
    found = next(_figures(answer.get_json()), None)
    if found is None:
        raise LookupError("the first layout holds no chart")
    return found


def _figures(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _figures(item)
    elif isinstance(node, dict) and "props" in node:
        if node.get("type") == "Graph":
            yield node["props"]["figure"]
        yield from _figures(node["props"].get("children"))


@contextmanager
def served(app: Dash) -> Iterator[str]:
    """Serve an app with waitress on a free port; gives the address of its first page."""
    app.server.test_client().get("/")  # Dash finishes its own set-up at the first request
    server = waitress.create_server(app.server, host="127.0.0.1", port=0, ident=None, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}{PAGE}"
    finally:
        # First those at work, who would else tell a closed server that they are done.
        server.task_dispatcher.shutdown()
        server.close()
