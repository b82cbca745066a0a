"""Where a region stands among the others: what it lies in, what lies in it, and what it went up in or was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from data_sources.registry import BREAKS, last_year, predecessors, successor

Link = Callable[[str], str]


def place_trail(within: Sequence[str], titles: Mapping[str, str], *, link: Link, edition: str | None) -> list[html.Nav]:
    """What a region lies in, from small to large, as links. ``edition``: by which edition, of a municipality."""
    if not within:
        return []
    by = f"Ligt volgens {edition} in: " if edition else "Ligt in: "
    parts: list[Component | str] = [by]
    for code in within:
        parts += [", "] * (len(parts) > 1) + [html.A(titles[code], href=link(code))]
    return [html.Nav(html.P(parts), className="places", **aria(label="Waar deze regio in ligt"))]


def contained_list(codes: Sequence[str], titles: Mapping[str, str], *, link: Link) -> list[html.Nav]:
    """The regions of the level below in it, as links; one that ended says until when it was there."""
    if not codes:
        return []
    parts: list[Component | str] = ["Hierin liggen: "]
    for code in codes:
        ended = last_year(code)
        name = titles[code] if ended is None else f"{titles[code]}, tot en met {ended}"
        parts += [", "] * (len(parts) > 1) + [html.A(name, href=link(code))]
    return [html.Nav(html.P(parts), className="places", **aria(label="Regio's die hierin liggen"))]


def region_history(region: str, names: Mapping[str, str], *, link: Link) -> list[html.P]:
    """That a region ended, since when and in what it went up; or from which ones it was made. Else nothing."""
    heir, parts = successor(region), predecessors(region)
    ended = last_year(region)
    if ended is not None:
        into: list[Component | str] = ["; ging op in ", _named(heir, names, link)] if heir else []
        return [html.P([f"Bestaat niet meer sinds {ended + 1}", *into, "."], className="notice")]
    if not parts:
        return []
    first = next(step.first.year for step in BREAKS if region in step.began)
    made: list[Component | str] = []
    for place, part in enumerate(parts):
        made += [" en "] * (place > 0) + [_named(part, names, link)]
    return [html.P([f"Bestaat sinds {first}; ontstaan uit ", *made, "."], className="notice")]


def _named(code: str, names: Mapping[str, str], link: Link) -> html.A:
    return html.A(f"{names[code]} ({code})", href=link(code))
