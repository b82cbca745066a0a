"""The picture of a chart in a document, and what keeps its place where the office program draws it."""

from __future__ import annotations

import base64

from dashboard.exports.document import ChartBlock
from dashboard.exports.documents.inlines import Node, image

# One white point: what stands for a native chart until it is put in.
PLACE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2NAAAAABJRU5ErkJggg==")


def picture_of(block: ChartBlock, png: bytes) -> Node:
    """The picture at the size of the chart, with its words."""
    return image(png, alt=block.alt, title="", width_mm=block.width_mm, height_mm=block.height_mm)
