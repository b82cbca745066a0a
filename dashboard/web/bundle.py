"""Plotly for the browser: the small bundle when it is installed, else Dash's own; Dutch either way.

Dash ships all of plotly.js (1.4 MB compressed). Our charts are lines, bars and pies, which the basic bundle draws at a
quarter of that. A trace of another kind would draw nothing: `BASIC_TRACES` is what figures may use.
"""

from __future__ import annotations

import logging
from importlib.resources import files
from pathlib import Path

from dash import Dash
from flask import Response
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboard.web.frontend import Fixed, fingerprint, fixed_response, read, seen_by_browser, serve_fixed

log = logging.getLogger(__name__)

BASIC_TRACES = frozenset({"scatter", "bar", "pie"})
BUNDLE = "plotly-basic.min.js"
_FOLDER = "_dash-component-suites/plotly/package_data/"
_LOCALE = "plotly_nl.js"


def serve_plotly(app: Dash, folder: Path) -> str:
    """Answer the addresses at which dcc.Graph asks for plotly. Gives the one to name in the page.

    dcc.Graph asks for `plotly.min.js`, or for what the page's configuration names: that one bears a fingerprint, and
    is kept by browsers. Both give the same.
    """
    content = plotly_script(folder)
    # As Dash writes its own fingerprints: v<version>m<hexadecimal>.
    version = get_plotlyjs_version().replace(".", "_")
    kept = Fixed(f"{_FOLDER}plotly.v{version}m{fingerprint(content)}.min.js", content, "text/javascript")
    serve_fixed(app, kept)

    def plain() -> Response:
        return fixed_response(kept)

    app.server.add_url_rule(f"{app.config.routes_pathname_prefix}{_FOLDER}plotly.min.js", view_func=plain)
    return seen_by_browser(app, kept)


def plotly_script(folder: Path) -> bytes:
    """The bundle with our Dutch after it."""
    locale = files("dashboard.web").joinpath(_LOCALE).read_bytes()
    bundle = _small_bundle(folder) or get_plotlyjs().encode()
    return bundle + b"\n;\n" + locale


def _small_bundle(folder: Path) -> bytes | None:
    bundle = read(folder, BUNDLE)
    # Figures are made for the plotly.js that the Python package was made for.
    if bundle is not None and f"v{get_plotlyjs_version()}\n".encode() not in bundle[:200]:
        log.warning(
            "frontend/%s is not plotly.js %s, so Dash's own bundle is served; set the version in package.json",
            BUNDLE, get_plotlyjs_version(),
        )  # fmt: skip
        return None
    return bundle
