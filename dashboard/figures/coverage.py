"""How far a rollout is through time: for each moment all its areas, stacked by how far they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.theme import FULL, INK, INK_SOFT, LIGHT, PAPER, chart, hatched, solid
from metrics.rollout import AreaState
from metrics.text.numbers import day

_MARKERS: Mapping[AreaState, dict[str, Any]] = {
    AreaState.IN_USE: solid(FULL),
    AreaState.UNCONFIRMED: hatched(FULL),
    AreaState.PREPARING: solid(LIGHT),
    AreaState.NOT_YET: solid(PAPER),
}


@dataclass(frozen=True)
class CoveragePoint:
    """How many areas are in each state on a day. ``label``: its name on the axis. ``pilots``: how many of those that
    are nog niet had a pilot.
    """

    label: str
    on: date
    counts: Mapping[AreaState, int]
    pilots: int


def coverage_figure(points: Sequence[CoveragePoint], *, today: date) -> go.Figure:
    """One bar a moment; together its parts are all areas. What lies after today is marked as looking ahead."""
    labels = [point.label for point in points]
    layout = {
        "barmode": "stack",
        "bargap": 0.25,
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        "margin": {"l": 40, "r": 16, "t": 56, "b": 72},
        "xaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": labels, "tickmode": "array",
            "tickvals": labels, "ticktext": [_tick(point.label) for point in points], "tickangle": 0,
        },
        "yaxis": {"tickformat": ",d", "rangemode": "tozero"},
        **_mark_ahead(points, today),
    }  # fmt: skip
    return chart([_bars(state, points, today) for state in _MARKERS], layout)


def _bars(state: AreaState, points: Sequence[CoveragePoint], today: date) -> dict[str, Any]:
    counts = [point.counts[state] for point in points]
    return {
        "type": "bar",
        "name": state.value,
        "x": [point.label for point in points],
        "y": counts,
        "marker": _MARKERS[state],
        "text": [str(count) if count else "" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": PAPER if state is AreaState.IN_USE else INK, "weight": 700},
        "customdata": [_point_text(point, state, today) for point in points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _tick(label: str) -> str:
    """'1e kwartaal 2026' below each other, so that it need not be turned."""
    quarter, year = label.rsplit(" ", 1)
    return f"{quarter.replace(' kwartaal', '<br>kwartaal')}<br>{year}"


def _point_text(point: CoveragePoint, state: AreaState, today: date) -> str:
    total = sum(point.counts.values())
    ahead = ", vooruit" if point.on > today else ""
    when = f"{point.label} (stand op {day(point.on)}{ahead})"
    return f"{when}, {state.value}: <b>{point.counts[state]}</b> van {total} gebieden"


def _mark_ahead(points: Sequence[CoveragePoint], today: date) -> dict[str, Any]:
    """A dotted line before the first moment that is to come."""
    ahead = next((n for n, point in enumerate(points) if point.on > today), None)
    if ahead is None or ahead == 0:
        return {}
    line = {
        "type": "line", "x0": ahead - 0.5, "x1": ahead - 0.5, "xref": "x", "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": INK_SOFT, "dash": "dot", "width": 1.5},
    }  # fmt: skip
    label = {
        "text": "vooruit: volgens planning", "x": ahead - 0.5, "xref": "x", "xanchor": "left", "xshift": 4,
        "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": INK_SOFT},
    }  # fmt: skip
    return {"shapes": [line], "annotations": [label]}
