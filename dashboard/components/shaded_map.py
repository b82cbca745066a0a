"""A tile map of figures: one tile a region, with its figure, shaded by its class; a tile without figure is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.tile_grid import GridTile, Place, legend_group, tile_grid

_HINT = (
    "De kaart is schematisch: elke regio is één tegel. Met de pijltjestoetsen loopt u langs de tegels; een tegel kiezen"
    " brengt u naar de pagina van die regio."
)


class Shade(StrEnum):
    """How a tile looks. The colours are in the style sheet, each with an ink that can be read on it."""

    LEVEL_1 = "shade-1"
    LEVEL_2 = "shade-2"
    LEVEL_3 = "shade-3"
    LEVEL_4 = "shade-4"
    LEVEL_5 = "shade-5"
    FALL_2 = "fall-2"
    FALL_1 = "fall-1"
    EVEN = "even"
    RISE_1 = "rise-1"
    RISE_2 = "rise-2"
    SMALL = "small"
    ABSENT = "absent"


LEVELS = (Shade.LEVEL_1, Shade.LEVEL_2, Shade.LEVEL_3, Shade.LEVEL_4, Shade.LEVEL_5)


@dataclass(frozen=True)
class ShadedTile:
    """A region: its figure as it is written, or why there is none; ``detail`` under it, empty for nothing to add.

    ``sentence`` says all of it in full.
    """

    slug: str
    title: str
    place: Place
    shade: Shade
    text: str
    detail: str
    sentence: str
    href: str


def shaded_map(
    tiles: Sequence[ShadedTile], *, name: str, label: str, legend_title: str, legend: Sequence[tuple[Shade, str]]
) -> html.Div:
    """The map with what each shade means. ``name`` is unique on the page, ``label`` says what the map shows."""
    meanings = [(html.Span(className=f"sample {shade}", **aria(hidden="true")), words) for shade, words in legend]
    return tile_grid(
        [_tile(tile) for tile in tiles], name=name, label=label, hint=_HINT, looks="shaded",
        legend=[legend_group(legend_title, meanings, id=f"{name}-legenda")],
    )  # fmt: skip


def _tile(tile: ShadedTile) -> GridTile:
    # Words take more room than a number.
    looks = "tile-value" if any(sign.isdigit() for sign in tile.text[:3]) else "tile-value words"
    figure = [html.Span(tile.text, className=looks)]
    if tile.detail:
        figure.append(html.Span(tile.detail, className="tile-detail"))
    content = [html.Span(html.Span(tile.title, className="tile-title")), html.Span(figure, className="tile-state")]
    return GridTile(tile.slug, tile.place, tile.href, tile.sentence, content, looks=tile.shade)
