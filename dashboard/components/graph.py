"""The one way to put a chart on a page: without plotly's upload button, logo or addresses elsewhere."""

from __future__ import annotations

from typing import Any, cast

import plotly.graph_objects as go
from dash import dcc

SAFE_CONFIG: dict[str, Any] = {
    # Defaults to True, and would send the chart's data to another host.
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "locale": "nl",
}


def graph(id: str, figure: go.Figure | dict[str, Any]) -> dcc.Graph:
    """A chart with the safe configuration; one of several on a page may be a plain dict, which is quicker to make."""
    return dcc.Graph(id=id, figure=figure, config=cast(Any, dict(SAFE_CONFIG)), className="chart")
