"""Sizes of pictures for print and slides, in millimetres, with the type sizes that are read at that size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from data_sources.errors import UsageError

PictureFormat = Literal["png", "svg", "pdf"]
# Of a CSS pixel, which plotly draws in.
PIXELS_PER_MM = 96 / 25.4
LEAST_MM, MOST_MM = 40, 400


@dataclass(frozen=True)
class Preset:
    """A size. ``text_points``: of running text in the picture; names and titles follow from it.

    The width always holds. A picture with more rows, charts or lines of provenance than the height has room for first
    gets smaller type, down to ``least_points`` (None: type of this size is not made smaller), and then grows in height:
    nothing is left out or cut off.
    """

    slug: str
    title: str
    width_mm: int
    height_mm: int
    text_points: float
    least_points: float | None = None


PRESETS = {
    preset.slug: preset
    for preset in (
        Preset("breed", "Volle tekstbreedte (160 mm)", 160, 100, 9.0),
        Preset("half", "Halve tekstbreedte (78 mm)", 78, 70, 7.5),
        Preset("vierkant", "Vierkant (120 mm)", 120, 120, 9.0, 7.5),
        Preset("dia", "Dia 16:9 (254 mm)", 254, 143, 14.0, 9.0),
    )
}
USUAL = "breed"


def of_width(preset: Preset, width_mm: int) -> Preset:
    """The preset at another width, its height in the same ratio; type keeps its size.

    Raises UsageError for a width that no picture is made in.
    """
    if not LEAST_MM <= width_mm <= MOST_MM:
        raise UsageError(
            f"Een afbeelding is {LEAST_MM} tot en met {MOST_MM} millimeter breed, niet {width_mm}.", found=width_mm
        )
    return replace(
        preset, slug=f"{preset.slug}-{width_mm}mm", title=f"{width_mm} mm breed", width_mm=width_mm,
        height_mm=round(preset.height_mm * width_mm / preset.width_mm),
    )  # fmt: skip
