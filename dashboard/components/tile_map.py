"""A tile map of states: one tile a region, filled as far as its words say, each a link to more about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.tile_grid import GridTile, Place, legend_group, tile_grid

__all__ = ["Fill", "LegendGroup", "Mark", "Place", "Tile", "tile_map"]

_HINT = (
    "De kaart is schematisch: elke regio is één tegel. Met de pijltjestoetsen loopt u langs de tegels; een tegel kiezen"
    " brengt u naar die regio verderop."
)
# From so many columns on, a map asks for more room before it becomes a list.
_MANY = 5


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
    """The map with its legend. ``name`` is unique on the page, ``label`` says what the map shows."""
    columns = max((tile.place.column for tile in tiles), default=1)
    groups = [
        legend_group(
            item.title, [(_sample(key), words) for key, words in item.meanings.items()], id=f"{name}-legenda-{n}"
        )
        for n, item in enumerate(legend)
    ]
    looks = "many" if columns >= _MANY else ""
    return tile_grid([_tile(tile) for tile in tiles], name=name, label=label, hint=_HINT, legend=groups, looks=looks)


def _tile(tile: Tile) -> GridTile:
    name_and_rest: list[Component] = [html.Span(tile.title, className="tile-title")]
    if tile.mark_text:
        # Beside "deels in gebruik" the mark would seem to be about that part.
        rest = f"rest: {tile.mark_text}" if tile.fill is Fill.PARTLY else tile.mark_text
        name_and_rest.append(html.Span([*_sign(tile.mark), html.Span(rest)], className="tile-mark"))
    content = [html.Span(name_and_rest), html.Span(_state(tile.state), className="tile-state")]
    return GridTile(tile.slug, tile.place, tile.href, tile.sentence, content, looks=tile.fill)


def _state(words: str) -> list[str | Component]:
    """What stands between brackets stays together on a line, where that is wide enough."""
    head, bracket, size = words.partition(" (")
    return [f"{head} ", html.Span(f"({size}", className="together")] if bracket else [words]


def _sign(mark: Mark | None) -> list[html.Span]:
    return [html.Span(className=f"tile-sign {mark}", **aria(hidden="true"))] if mark else []


def _sample(key: Fill | Mark) -> html.Span:
    if isinstance(key, Mark):
        return html.Span(_sign(key), className="sample-mark")
    return html.Span(className=f"sample {key}", **aria(hidden="true"))
