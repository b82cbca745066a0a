"""Sizes of pictures for print and slides, in millimetres, with the type sizes that are read at that size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PictureFormat = Literal["png", "svg", "pdf"]
# Of a CSS pixel, which plotly draws in.
PIXELS_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class Preset:
    """A size. ``text_points``: of running text in the picture; names and titles follow from it."""

    slug: str
    title: str
    width_mm: int
    height_mm: int
    text_points: float


PRESETS = {
    preset.slug: preset
    for preset in (
        Preset("breed", "Volle tekstbreedte (160 mm)", 160, 100, 9.0),
        Preset("half", "Halve tekstbreedte (78 mm)", 78, 70, 7.5),
        Preset("vierkant", "Vierkant (120 mm)", 120, 120, 9.0),
        Preset("dia", "Dia 16:9 (254 mm)", 254, 143, 14.0),
    )
}
USUAL = "breed"
