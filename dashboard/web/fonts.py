"""Fira Sans from this server, when it is installed; the style sheets name system fonts after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dash import Dash

from dashboard.web.frontend import Fixed, fingerprint, read, seen_by_browser, serve_fixed

FAMILY = "Fira Sans"
# The weight of running text is wanted at once; the others when something on the page uses them.
FIRST_WEIGHT = 400
WEIGHTS = (400, 500, 700)


@dataclass(frozen=True)
class Fonts:
    """What the page's head says of the fonts: the style rules, and the one file to fetch early. Empty without fonts."""

    style: str = ""
    preload: str | None = None


def font_name(weight: int) -> str:
    """The name of the file, as @fontsource has it; Dutch needs no more than its Latin part."""
    return f"fira-sans-latin-{weight}-normal.woff2"


def serve_fonts(app: Dash, folder: Path, *, early: bool) -> Fonts:
    """Answer the addresses of the fonts that are installed; ``early``: have one fetched before it is met in the text.

    All weights, or none: half a family looks worse than none.
    """
    found = {weight: read(folder, font_name(weight)) for weight in WEIGHTS}
    files = {
        weight: Fixed(f"_frontend/fira-sans-{weight}.{fingerprint(content)}.woff2", content, "font/woff2")
        for weight, content in found.items()
        if content is not None
    }
    if set(files) != set(WEIGHTS):
        return Fonts()
    for file in files.values():
        serve_fixed(app, file)
    addresses = {weight: seen_by_browser(app, file) for weight, file in files.items()}
    style = "".join(_face(weight, address) for weight, address in addresses.items())
    return Fonts(style, addresses[FIRST_WEIGHT] if early else None)


def _face(weight: int, address: str) -> str:
    # swap: text is readable at once in a system font, and changes when the font is there.
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:swap;'
        f'src:url("{address}") format("woff2")}}'
    )
