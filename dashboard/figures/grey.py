"""A chart for paper without colours: each colour becomes the grey that is as light as it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import plotly.graph_objects as go

_HEX = re.compile(r"#([0-9a-fA-F]{6})")


def in_grey(figure: go.Figure) -> go.Figure:
    """The figure in greys. The colours of series have different ones (`theme.SERIES`); dash, mark and hatching stay.
    Two shades of a map that are equally light are told apart by their signs.
    """
    drawn = figure.to_plotly_json()
    layout = {name: part for name, part in drawn["layout"].items() if name != "template"}
    return go.Figure(data=_greyed(drawn["data"]), layout=_greyed(layout))


def _greyed(part: Any) -> Any:
    if isinstance(part, str):
        found = _HEX.fullmatch(part)
        return grey_of(found[1]) if found else part
    if isinstance(part, Mapping):
        return {name: _greyed(one) for name, one in part.items()}
    if isinstance(part, (list, tuple)):
        return [_greyed(one) for one in part]
    return part


@cache
def grey_of(colour: str) -> str:
    """The grey of the same luminance, which is what contrast is measured in. colour: six hexadecimal digits."""
    level = _encoded(luminance(colour))
    return f"#{level:02x}{level:02x}{level:02x}"


def luminance(colour: str) -> float:
    """From 0, black, to 1, white, as WCAG defines it. colour: six hexadecimal digits."""
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(light: float) -> int:
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * part)
