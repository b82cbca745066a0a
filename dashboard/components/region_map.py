"""The ten politieregio's of a rollout: as tiles, and as the table the tiles lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.police_regions import PLACES
from dashboard.components.tile_map import Fill, LegendGroup, Mark, Place, Tile, tile_map
from dashboard.components.word_table import Cell, word_table
from metrics.rollout import AreaState, RegionStanding
from metrics.text.rollout import area_phrase, region_phrase, rest_phrase

_MARKS = {
    AreaState.UNCONFIRMED: Mark.HALF,
    AreaState.PREPARING: Mark.DIAMOND,
    AreaState.NOT_YET: Mark.RING,
}
_LEGEND = (
    LegendGroup(
        "In gebruik, volgens de bron gerealiseerd",
        {
            Fill.WHOLE: "in de hele politieregio",
            Fill.PARTLY: "in een deel van de politieregio",
            Fill.NOT: "nergens in de politieregio",
        },
    ),
    LegendGroup(
        "De verste stap van wat niet in gebruik is",
        {
            Mark.HALF: "niet bevestigd: volgens planning in gebruik, maar niet gemeld",
            Mark.DIAMOND: "in voorbereiding: gestart, volgens de bron",
            Mark.RING: "gepland: er is een moment gegeven",
        },
    ),
)


def region_map(regions: Sequence[RegionStanding]) -> html.Div:
    """A tile a politieregio: how much of it is in use, and how far the rest is."""
    places = _places(regions)
    return tile_map(
        [_tile(region, places[region.region]) for region in regions],
        name="politieregios", label="Het Slachtofferdevice per politieregio", legend=_LEGEND,
    )  # fmt: skip


def region_table(regions: Sequence[RegionStanding], *, on: date) -> html.Div:
    """A row a politieregio in the order of the tiles, with each of its areas."""
    places = _places(regions)
    rows: list[Sequence[Cell]] = [
        [
            html.Span(region.title, id=_anchor(region), tabIndex="-1"),
            region_phrase(region),
            html.Ul([html.Li(f"{item.area.title}: {area_phrase(item, on=on)}") for item in region.areas]),
        ]
        for region in sorted(regions, key=lambda item: places[item.region])
    ]
    table = word_table("Politieregio's en hun gebieden", ("Politieregio", "Stand", "Gebieden"), rows)
    return html.Div(
        table, className="table-wrap region-table", tabIndex="0", role="region",
        **aria(label="Tabel: politieregio's en hun gebieden"),
    )  # fmt: skip


def _places(regions: Sequence[RegionStanding]) -> dict[str, Place]:
    """The place of each; one that the map does not know stands in a row of its own beneath, rather than nowhere."""
    below = max(place.row for place in PLACES.values()) + 1
    strange = [item.region for item in regions if item.region not in PLACES]
    return {**PLACES, **{slug: Place(below, column) for column, slug in enumerate(strange, start=1)}}


def _tile(region: RegionStanding, place: Place) -> Tile:
    return Tile(
        slug=region.region, title=region.title, place=place, fill=Fill(region.state.value),
        state=region_phrase(region), mark=_MARKS[region.rest] if region.rest else None,
        mark_text=rest_phrase(region), href=f"#{_anchor(region)}",
    )  # fmt: skip


def _anchor(region: RegionStanding) -> str:
    return f"regio-{region.region}"
