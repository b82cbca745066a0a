"""The map of the regions as they lie: what the page Regio's finds, in the outlines that fit its period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.components.shaded_map import LEVELS, Shade
from dashboard.figures.choropleth import Area, Key
from dashboard.figures.outline import Outline, outlines
from dashboard.regions.map import Legend, region_shades
from dashboard.regions.measures import places
from dashboard.regions.model import Regions, find_regions
from dashboard.regions.view import Measure
from dashboard.regions.words import elsewhen_phrase, region_sentence
from dashboard.router import Query
from dashboard.services import Services
from data_sources.boundaries import Boundaries
from data_sources.errors import UsageError

PATH, CSV_PATH = "/regios/kaart", "/csv/kaart"
CHART = "regio-kaart"
MEASURES = (Measure.RATE, Measure.GROWTH)

_SIGNS = {
    Shade.FALL_2: "−−", Shade.FALL_1: "−", Shade.EVEN: "=", Shade.RISE_1: "+", Shade.RISE_2: "++", Shade.SMALL: "k",
    Shade.ABSENT: "×",
}  # fmt: skip


@dataclass(frozen=True)
class RegionMap:
    """The regions of a period, each in its outline, and the ``keys`` of the shades that occur.

    grid: the metres that places are rounded to. undrawn: the regions of the period without an outline. strange: those
    with an outline that are none of the period's, drawn without figure. is_later: whether the outlines came only after
    the day that is looked at.
    """

    found: Regions
    boundaries: Boundaries
    areas: tuple[Area, ...]
    keys: tuple[Key, ...]
    grid: int
    undrawn: tuple[str, ...]
    strange: tuple[str, ...]
    is_later: bool


def find_map_regions(query: Query, services: Services) -> Regions:
    """What the page Regio's finds for the same query, by a measure that a map can show.

    Raises UsageError for a count, which a map of areas would make a lie of.
    """
    found = find_regions(query, services)
    if found.view.measure is not None and found.view.measure not in MEASURES:
        raise UsageError(
            "Op deze kaart valt een grote regio meer op dan een kleine, ook bij een gelijk cijfer;"
            f" '{found.view.measure}' staat daarom alleen op de tegelkaart. Kies {' of '.join(MEASURES)}.",
            found=found.view.measure,
        )  # fmt: skip
    return found if found.measure in MEASURES else replace(found, measure=Measure.GROWTH)


def build_map(found: Regions, services: Services) -> RegionMap | None:
    """The regions in their outlines; None for a store without any."""
    known = services.boundaries(found.period, found.view.as_of)
    # Outlines are no figures: those that came later show nothing that was not known then, and the map says so.
    boundaries = known or services.boundaries(found.period)
    return draw_map(found, boundaries, is_later=known is None) if boundaries is not None else None


def draw_map(found: Regions, boundaries: Boundaries, *, is_later: bool) -> RegionMap:
    """The same from outlines that are given. A region that is not of the period is drawn without figure."""
    drawn, grid = outlines(boundaries.shapes)
    shades, legend = region_shades(found)
    signs = _signs([shade for shade, _ in legend])
    order = places(found)
    rows = {row.region: row for row in found.rows}
    titles = {shape.code: shape.title for shape in boundaries.shapes}
    strange = tuple(outline.code for outline in drawn if outline.code not in rows)

    def area(outline: Outline) -> Area:
        code = outline.code
        if code not in rows:
            words = _strange_words(found, code, titles[code])
            return Area(outline, Shade.ABSENT.value, _SIGNS[Shade.ABSENT], words)
        words = region_sentence(found, rows[code], order[code])
        return Area(outline, shades[code].value, signs[shades[code]], words)

    areas = tuple(map(area, drawn))
    return RegionMap(
        found=found, boundaries=boundaries, areas=areas, grid=grid, keys=_keys(legend, signs, areas),
        undrawn=tuple(code for code in rows if code not in titles), strange=strange, is_later=is_later,
    )  # fmt: skip


def _keys(legend: Legend, signs: Mapping[Shade, str], areas: Sequence[Area]) -> tuple[Key, ...]:
    """What each shade means; of the hatched ones how many there are, also where these are none of the period's."""
    given = [Key(shade.value, signs[shade], words) for shade, words in legend if shade is not Shade.ABSENT]
    absent = sum(area.shade == Shade.ABSENT for area in areas)
    if not absent:
        return tuple(given)
    size = f"{absent} regio" if absent == 1 else f"{absent} regio's"
    return (*given, Key(Shade.ABSENT.value, signs[Shade.ABSENT], f"geen cijfer te geven ({size})"))


def _signs(shades: list[Shade]) -> Mapping[Shade, str]:
    """Levels are numbered from 1, however few there are; the rest has a sign of its own."""
    levels = [shade for shade in shades if shade in LEVELS]
    return {**_SIGNS, **{shade: str(number) for number, shade in enumerate(levels, start=1)}}


def _strange_words(found: Regions, code: str, title: str) -> str:
    name = found.names.get(code, title)
    return f"{name}: {elsewhen_phrase(found, code) or 'geen regio waar cijfers van zijn'}."
