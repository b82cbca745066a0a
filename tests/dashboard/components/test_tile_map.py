"""The tile map as it comes from the server: one stop, whole sentences, the order of reading, a legend."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.components.police_regions import PLACES
from dashboard.components.tile_map import Fill, LegendGroup, Mark, Place, Tile, tile_map


def tile(title: str, row: int = 1, column: int = 1, fill: Fill = Fill.NOT, mark: Mark | None = None) -> Tile:
    return Tile(
        slug=title.lower(), title=title, place=Place(row, column), fill=fill, state=f"{fill} in gebruik", mark=mark,
        mark_text="gepland" if mark else None, href=f"#{title.lower()}",
    )  # fmt: skip


def parts(component: Component, kind: type[Component]) -> list[Any]:
    """The parts of one kind, in the order of the page."""
    return [part for part in component._traverse() if isinstance(part, kind)]


def links(*tiles: Tile) -> list[Any]:
    return parts(tile_map(tiles, name="kaart", label="Kaart", legend=[]), html.A)


@pytest.mark.parametrize(
    ("fill", "mark", "sentence"),
    [
        (Fill.WHOLE, None, "Den Haag: geheel in gebruik."),
        (Fill.PARTLY, Mark.RING, "Den Haag: deels in gebruik; verste stap van de rest: gepland."),
        (Fill.NOT, Mark.RING, "Den Haag: niet in gebruik; verste stap: gepland."),
        (Fill.NOT, None, "Den Haag: niet in gebruik."),
    ],
)
def test_the_name_of_a_tile_is_all_that_it_says(fill: Fill, mark: Mark | None, sentence: str) -> None:
    (link,) = links(tile("Den Haag", fill=fill, mark=mark))
    assert getattr(link, "aria-label") == sentence
    assert link.className == f"tile {fill}"


def test_tiles_come_in_the_order_of_reading_and_the_first_is_the_one_stop() -> None:
    found = links(tile("C", 2, 1), tile("B", 1, 3), tile("A", 1, 2))
    assert [(link.href, link.tabIndex) for link in found] == [("#a", "0"), ("#b", "-1"), ("#c", "-1")]


def test_the_mark_of_a_tile_in_part_says_that_it_is_about_the_rest() -> None:
    partly, nothing = links(tile("A", fill=Fill.PARTLY, mark=Mark.HALF), tile("B", 2, mark=Mark.HALF))
    assert "rest: gepland" in str(partly)
    assert "rest:" not in str(nothing.children)


def test_words_between_brackets_stay_together() -> None:
    (link,) = links(replace(tile("A", fill=Fill.PARTLY), state="deels in gebruik (1 van 2 gebieden)"))
    (together,) = (span for span in parts(link, html.Span) if getattr(span, "className", "") == "together")
    assert together.children == "(1 van 2 gebieden)"


def test_the_signs_are_not_spoken() -> None:
    legend = [LegendGroup("Vulling", {Fill.WHOLE: "geheel"}), LegendGroup("Teken", {Mark.RING: "gepland"})]
    found = tile_map([tile("A", mark=Mark.RING)], name="kaart", label="Kaart", legend=legend)
    signs = [span for span in parts(found, html.Span) if getattr(span, "children", None) is None]
    assert len(signs) == 3
    assert all(getattr(sign, "aria-hidden") == "true" for sign in signs)


def test_a_map_of_many_columns_says_so() -> None:
    assert tile_map([tile("A", 1, 4)], name="a", label="", legend=[]).className == "tile-map"
    assert tile_map([tile("A", 1, 5)], name="a", label="", legend=[]).className == "tile-map many"


def test_the_ten_politieregios_each_have_a_place_of_their_own() -> None:
    assert len(PLACES) == len(set(PLACES.values())) == 10
    assert {place.row for place in PLACES.values()} == {1, 2, 3}
    assert {place.column for place in PLACES.values()} == {1, 2, 3, 4}
