"""A chart as a picture file: at a size in millimetres, and saying of itself what it is, also within the file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.exports.exported import ExportedChart
from dashboard.exports.picture_pdf import pdf_file
from dashboard.exports.picture_png import png_file
from dashboard.exports.picture_svg import svg_file
from dashboard.exports.presets import PictureFormat, Preset
from dashboard.exports.renderer import Renderer
from dashboard.figures.fitting import fitted
from dashboard.figures.grey import in_grey
from dashboard.figures.picture import Provenance

DOTS_PER_INCH = 300
SOFTWARE = "Veilig Thuis in cijfers"
_LICENCE = "Cijfers van CBS: CC BY 4.0"


@dataclass(frozen=True)
class PictureWords:
    """What a picture file says of itself: its title, what is to be seen for who does not see it, sources, licence."""

    title: str
    alt: str
    source: str
    licence: str
    lines: tuple[str, ...]
    software: str = SOFTWARE


def picture_file(
    chart: ExportedChart, *, preset: Preset, format: PictureFormat, grey: bool = False, alt: str | None = None,
    renderer: Renderer,
) -> bytes:  # fmt: skip
    """The file. A PNG has 300 dots per inch and is placed at the width of the preset by what it says of itself; PDF and
    SVG are of that size. ``alt``: in place of the chart's own. The same chart gives the same file.

    Raises PictureUnavailable and PictureFailed, as `Renderer.render` does.
    """
    made = fitted(chart.picture, chart.provenance, preset, in_fira=renderer.has_font)
    if grey:
        made = replace(made, figure=in_grey(made.figure))
    words = picture_words(chart.provenance, alt or chart.alt)
    size = {"width": made.figure.layout.width, "height": made.figure.layout.height}
    if format == "png":
        content = renderer.render(made.figure, format="png", **size, scale=made.scale * DOTS_PER_INCH / 96)
        return png_file(content, words, width_mm=made.width_mm)
    if format == "svg":
        content = renderer.render(made.figure, format="svg", **size)
        return svg_file(content, words, made, frontend=renderer.frontend)
    content = renderer.render(made.figure, format="pdf", **size, scale=made.scale)
    return pdf_file(content, words, made)


def picture_words(provenance: Provenance, alt: str) -> PictureWords:
    """What goes into a file, from what the picture itself says."""
    title = f"{provenance.title} ({provenance.subtitle})" if provenance.subtitle else provenance.title
    sources = [line for line in provenance.lines if line.startswith(("Bron:", "Grenzen:"))]
    return PictureWords(
        title=f"FICTIEF: {title}" if provenance.fictional else title,
        alt=alt,
        source=" ".join(sources),
        licence="Fictieve cijfers, niet bedoeld voor gebruik" if provenance.fictional else _LICENCE,
        lines=tuple(provenance.lines),
    )
