"""Tiles on a grid, roughly as regions lie in the country: what every tile map is made of.

The map is one stop for the Tab key; the arrow keys go from tile to tile as they lie on the screen, and what stands
under the cursor is said in full beneath (`assets/tile-map.js`). On a narrow screen the map is a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria


class Place(NamedTuple):
    """A place on the map; rows and columns count from 1."""

    row: int
    column: int


@dataclass(frozen=True)
class GridTile:
    """A tile: where it lies, where it leads, all that it says (``sentence``: its accessible name), and how it looks."""

    slug: str
    place: Place
    href: str
    sentence: str
    content: Sequence[Component]
    looks: str


def tile_grid(
    tiles: Sequence[GridTile], *, name: str, label: str, hint: str, legend: Sequence[Component], looks: str = ""
) -> html.Div:
    """The map with its legend. ``name`` is unique on the page, ``label`` says what it shows, ``hint`` how it works.

    Tiles come in the order of reading, whatever the order in which they are given.
    """
    ordered = sorted(tiles, key=lambda tile: tile.place)
    columns = max((tile.place.column for tile in ordered), default=1)
    hint_id = f"{name}-uitleg"
    return html.Div(
        [
            html.P(hint, id=hint_id, className="hint"),
            html.Ul(
                [_tile(tile, name=name, first=tile is ordered[0]) for tile in ordered],
                # Without this role Safari does not say that an undotted list is one.
                className="tiles", role="list", style={"--columns": columns},
                **aria(label=label, describedby=hint_id),
            ),
            # Only to be seen: who hears the page has just heard the same as the name of the link.
            html.P("", className="readout", **aria(hidden="true")),
            html.Div(list(legend), className="tile-legend"),
        ],
        id=name,
        className=f"tile-map {looks}".rstrip(),
    )  # fmt: skip


def legend_group(title: str, meanings: Sequence[tuple[Component, str]], *, id: str) -> html.Div:
    """Samples of one kind, each with what it means."""
    items = [html.Li([sample, html.Span(words)]) for sample, words in meanings]
    return html.Div(
        [html.P(title, id=id), html.Ul(items, role="list", **aria(labelledby=id))], className="legend-group"
    )


def _tile(tile: GridTile, *, name: str, first: bool) -> html.Li:
    return html.Li(
        html.A(
            list(tile.content),
            id=f"{name}-{tile.slug}", href=tile.href, className=f"tile {tile.looks}",
            # One stop for the Tab key; the script moves it along.
            tabIndex="0" if first else "-1",
            **aria(label=tile.sentence),
        ),
        style={"--row": tile.place.row, "--column": tile.place.column},
    )  # fmt: skip
