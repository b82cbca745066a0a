"""When areas enter each phase of a rollout: a bar is the band of days that the words of the letter may mean."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.theme import FULL, GRID, INK, INK_SOFT, LIGHT, PAPER, chart, hatched, solid
from data_sources.ledger import IN_USE, PILOT, PREPARATION, REALISED, RolloutStep
from data_sources.moment import MONTHS
from metrics.text.numbers import day
from metrics.text.pilots import certainty_phrase

_PHASES: Mapping[str, str] = {PILOT: INK_SOFT, PREPARATION: LIGHT, IN_USE: FULL}
_DAY = 86_400_000


@dataclass(frozen=True)
class TimelineRow:
    """An area with its steps, at most one a phase."""

    title: str
    steps: Sequence[RolloutStep]


def timeline_figure(rows: Sequence[TimelineRow], *, first: date, last: date, on: date) -> go.Figure:
    """The rows from top to bottom, one trace a phase. Stripes: planned or expected; a bar without a begin of its own
    starts at the edge of the chart.
    """
    titles = [html.escape(row.title) for row in rows]
    traces = []
    for phase, colour in _PHASES.items():
        steps = [next((step for step in row.steps if step.phase == phase), None) for row in rows]
        traces.append(_bars(phase, colour, titles, steps, first=first, on=on))
    quarters = _quarters(first, last)
    layout = {
        "barmode": "overlay",
        "bargap": 0.35,
        "showlegend": True,
        "height": 32 * len(rows) + 120,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        "margin": {"l": 16, "r": 32, "t": 56, "b": 48},
        "xaxis": {
            "type": "date", "range": [first.isoformat(), last.isoformat()], "showgrid": True, "gridcolor": GRID,
            "tickmode": "array", "tickvals": [item.isoformat() for item in quarters],
            "ticktext": [_tick(item) for item in quarters], "tickangle": 0,
        },
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": titles[::-1], "automargin": True,
            "tickformat": None, "rangemode": "normal", "showgrid": False,
        },
        **(_mark_day(on) if first <= on <= last else {}),
    }  # fmt: skip
    return chart(traces, layout)


def _bars(
    phase: str, colour: str, titles: list[str], steps: list[RolloutStep | None], *, first: date, on: date
) -> dict[str, Any]:
    bands = [_band(step, first) for step in steps]
    lengths = [None if band is None else ((band[1] - band[0]).days + 1) * _DAY for band in bands]
    full, planned = solid(colour), hatched(colour)
    striped = [step is not None and step.certainty != REALISED for step in steps]
    marker: dict[str, Any] = {
        **full, "color": colour,
        "pattern": {**planned["pattern"], "shape": ["/" if one else "" for one in striped]},
    }  # fmt: skip
    return {
        "type": "bar",
        "name": phase,
        "orientation": "h",
        "y": titles,
        "base": [None if band is None else band[0].isoformat() for band in bands],
        "x": lengths,
        "marker": marker,
        "text": [_shown(step, phase) for step in steps],
        "textposition": ["inside" if _is_open(step) else "outside" for step in steps],
        "insidetextanchor": "middle",
        "textangle": 0,
        "cliponaxis": False,
        "textfont": {"size": 12, "color": [PAPER if _is_open(step) else INK for step in steps]},
        "customdata": [_step_text(title, phase, step, on) for title, step in zip(titles, steps, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _band(step: RolloutStep | None, first: date) -> tuple[date, date] | None:
    if step is None or step.moment.last is None:
        return None
    return step.moment.first or first, step.moment.last


def _is_open(step: RolloutStep | None) -> bool:
    """Whether its begin is not given: the bar then begins where the chart does, and has to say so."""
    return step is not None and step.moment.first is None


def _shown(step: RolloutStep | None, phase: str) -> str:
    return step.moment.text if step is not None and (phase == IN_USE or _is_open(step)) else ""


def _step_text(title: str, phase: str, step: RolloutStep | None, on: date) -> str:
    """One bar in words; pseudo-HTML, so texts are escaped."""
    if step is None:
        return f"{title}, {phase}: geen eigen moment"
    certain = certainty_phrase(step.certainty, step.moment, on=on)
    return f"{title}, {phase}: <b>{html.escape(step.moment.text)}</b> ({certain})"


def _quarters(first: date, last: date) -> list[date]:
    starts = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    return [item for item in starts if first <= item <= last]


def _tick(quarter: date) -> str:
    month = MONTHS[quarter.month - 1][:3]
    return f"{month}<br>{quarter.year}" if quarter.month == 1 else month


def _mark_day(on: date) -> dict[str, Any]:
    """A dotted line on the day of the state."""
    line = {
        "type": "line", "x0": on.isoformat(), "x1": on.isoformat(), "xref": "x", "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": INK_SOFT, "dash": "dot", "width": 1.5},
    }  # fmt: skip
    label = {
        "text": f"stand op {day(on)}", "x": (on + timedelta(days=3)).isoformat(), "xref": "x", "xanchor": "left",
        "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": INK_SOFT},
    }  # fmt: skip
    return {"shapes": [line], "annotations": [label]}
