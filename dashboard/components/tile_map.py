"""A tile map: one tile a region, roughly where the region lies, each a link to more about it.

The map is one stop for the Tab key; the arrow keys go from tile to tile as they lie on the screen, and what stands
under the cursor is said in full beneath (`assets/tile-map.js`). On a narrow screen the map is a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria

_HINT = (
    "De kaart is schematisch: elke regio is één tegel. Met de pijltjestoetsen loopt u langs de tegels; een tegel kiezen"
    " brengt u naar die regio verderop."
)
# From so many columns on, a map asks for more room before it becomes a list.
_MANY = 5


class Place(NamedTuple):
    """A place on the map; rows and columns count from 1."""

    row: int
    column: int


class Fill(StrEnum):
    """How much of a tile is filled."""

    WHOLE = "geheel"
    PARTLY = "deels"
    NOT = "niet"


class Mark(StrEnum):
    """A sign on a tile, drawn by the style sheet since the font lacks it. What it means is said beside it."""

    HALF = "half"
    DIAMOND = "diamond"
    RING = "ring"


@dataclass(frozen=True)
class Tile:
    """A region on the map. ``state``: the words for its fill. ``mark``: how far the rest is, with ``mark_text``.

    ``href``: where more is said about the region.
    """

    slug: str
    title: str
    place: Place
    fill: Fill
    state: str
    mark: Mark | None
    mark_text: str | None
    href: str

    @property
    def sentence(self) -> str:
        """All that the tile says: its accessible name, and the line beneath the map."""
        if not self.mark_text:
            return f"{self.title}: {self.state}."
        rest = "verste stap van de rest" if self.fill is Fill.PARTLY else "verste stap"
        return f"{self.title}: {self.state}; {rest}: {self.mark_text}."


@dataclass(frozen=True)
class LegendGroup:
    """Fills or marks of one kind: what they are about, and what each means."""

    title: str
    meanings: Mapping[Fill, str] | Mapping[Mark, str]


def tile_map(tiles: Sequence[Tile], *, name: str, label: str, legend: Sequence[LegendGroup]) -> html.Div:
    """The map with its legend. ``name`` is unique on the page, ``label`` says what the map shows.

    Tiles come in the order of reading, whatever the order in which they are given.
    """
    ordered = sorted(tiles, key=lambda tile: tile.place)
    columns = max((tile.place.column for tile in ordered), default=1)
    hint = f"{name}-uitleg"
    return html.Div(
        [
            html.P(_HINT, id=hint, className="hint"),
            html.Ul(
                [_tile(tile, name=name, first=tile is ordered[0]) for tile in ordered],
                # Without this role Safari does not say that an undotted list is one.
                className="tiles", role="list", style={"--columns": columns},
                **aria(label=label, describedby=hint),
            ),
            # Only to be seen: who hears the page has just heard the same as the name of the link.
            html.P("", className="readout", **aria(hidden="true")),
            html.Div([_group(item, f"{name}-legenda-{n}") for n, item in enumerate(legend)], className="tile-legend"),
        ],
        id=name,
        className="tile-map many" if columns >= _MANY else "tile-map",
    )  # fmt: skip


def _tile(tile: Tile, *, name: str, first: bool) -> html.Li:
    name_and_rest: list[Component] = [html.Span(tile.title, className="tile-title")]
    if tile.mark_text:
        # Beside "deels in gebruik" the mark would seem to be about that part.
        rest = f"rest: {tile.mark_text}" if tile.fill is Fill.PARTLY else tile.mark_text
        name_and_rest.append(html.Span([*_sign(tile.mark), html.Span(rest)], className="tile-mark"))
    return html.Li(
        html.A(
            [html.Span(name_and_rest), html.Span(_state(tile.state), className="tile-state")],
            id=f"{name}-{tile.slug}", href=tile.href, className=f"tile {tile.fill}",
            # One stop for the Tab key; the script moves it along.
            tabIndex="0" if first else "-1",
            **aria(label=tile.sentence),
        ),
        style={"--row": tile.place.row, "--column": tile.place.column},
    )  # fmt: skip


def _state(words: str) -> list[str | Component]:
    """What stands between brackets stays together on a line, where that is wide enough."""
    head, bracket, size = words.partition(" (")
    return [f"{head} ", html.Span(f"({size}", className="together")] if bracket else [words]


def _sign(mark: Mark | None) -> list[html.Span]:
    return [html.Span(className=f"tile-sign {mark}", **aria(hidden="true"))] if mark else []


def _group(group: LegendGroup, id: str) -> html.Div:
    items = [html.Li([_sample(key), html.Span(words)]) for key, words in group.meanings.items()]
    return html.Div(
        [html.P(group.title, id=id), html.Ul(items, role="list", **aria(labelledby=id))], className="legend-group"
    )


def _sample(key: Fill | Mark) -> html.Span:
    if isinstance(key, Mark):
        return html.Span(_sign(key), className="sample-mark")
    return html.Span(className=f"sample {key}", **aria(hidden="true"))
