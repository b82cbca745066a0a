"""A long list, a page at a time: where one is, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from metrics.text.numbers import number


def pager(what: str, *, start: int, shown: int, total: int, size: int, link: Callable[[int], str]) -> list[Component]:
    """'51–100 van 312' with links to the pages before and after; nothing when all is shown. ``what``: of what list."""
    if shown == total:
        return []
    where = f"{number(start + 1)}–{number(start + shown)} van {number(total)}" if shown else f"0 van {number(total)}"
    links = []
    if start:
        links.append(html.A("Vorige", href=link(max(0, start - size)), **aria(label=f"Vorige {what}")))
    if start + shown < total and shown:
        links.append(html.A("Volgende", href=link(start + shown), **aria(label=f"Volgende {what}")))
    return [html.Nav([html.Span(where), *links], className="pager", **aria(label=f"Bladeren door {what}"))]
