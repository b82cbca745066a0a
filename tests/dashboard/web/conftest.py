"""A small app behind the door, with front-end files of our own making: these tests need no npm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import plotly.graph_objects as go
import pytest
from dash import Dash, Input, Output, dcc, html
from plotly.offline import get_plotlyjs_version

from dashboard.settings import Settings
from dashboard.web.door import open_door
from dashboard.web.fonts import WEIGHTS, font_name

MakeApp = Callable[..., Dash]

# With an inline script of our own, next to the two of Dash.
INDEX = """<!DOCTYPE html><html><head>{%metas%}<title>{%title%}</title>{%css%}<script>var ours = 1;</script></head>
<body>{%app_entry%}{%config%}{%scripts%}{%renderer%}</body></html>"""

ADDRESSES = {
    "page": "/",
    "unknown page": "/bestaat-niet",
    "layout": "/_dash-layout",
    "callbacks": "/_dash-dependencies",
    "our style": "/assets/style.css?m=1",
    "our style, plain": "/assets/style.css",
    "missing asset": "/assets/geen.css",
    "plotly": "/_dash-component-suites/plotly/package_data/plotly.min.js",
    "part of Dash": "/_dash-component-suites/dash/dcc/async-graph.js",
    "not of Dash": "/_dash-component-suites/dash/geen.js",
}


@pytest.fixture
def frontend(tmp_path: Path) -> Path:
    """A folder as `make frontend` leaves it, with other content."""
    folder = tmp_path / "frontend"
    folder.mkdir()
    version = get_plotlyjs_version()
    (folder / "plotly-basic.min.js").write_text(f"/**\n* plotly.js (basic - minified) v{version}\n*/\n" + "x;" * 2000)
    (folder / "regenerator-runtime.js").write_text("var regeneratorRuntime = {};" * 100)
    for weight in WEIGHTS:
        (folder / font_name(weight)).write_bytes(b"wOF2" + bytes([weight % 256]) * 2000)
    return folder


@pytest.fixture
def make_app(tmp_path: Path, frontend: Path) -> MakeApp:
    """Makes an app with one chart, an inline script, a callback that fails, and the door."""

    def make(settings: Settings | None = None, folder: Path = frontend, **options: object) -> Dash:
        assets = tmp_path / "assets"
        assets.mkdir(exist_ok=True)
        (assets / "style.css").write_text("p { color: black; }\n" * 200)
        app = Dash("behind_the_door", assets_folder=str(assets), index_string=INDEX)
        figure = go.Figure(go.Scatter(x=["a", "b"], y=[1, 2]))
        app.layout = html.Div([html.H1("Kop", id="head"), dcc.Graph(id="chart", figure=figure), html.P(id="word")])
        app.clientside_callback("function(x) { return '</'; }", Output("word", "children"), Input("head", "n_clicks"))

        def fail(clicks: int) -> str:
            raise ZeroDivisionError("secret detail")

        app.callback(Output("head", "children"), Input("word", "n_clicks"), prevent_initial_call=True)(fail)
        open_door(app, settings or Settings(), folder=folder, **options)  # type: ignore[arg-type]
        return app

    return make
