"""Words, footnotes and pictures as pandoc's tree has them. Text stays data all the way: nothing in it is a command."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any

Node = dict[str, Any]

LANGUAGE = "nl-NL"
# What XML cannot hold, and marks that turn the direction of all text after them.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_BREAK = re.compile(r"\r\n|\r|\n|\u2028|\u2029")


def clean(words: str) -> str:
    """Words without what no document can hold; a break within a line becomes a space."""
    return _UNWRITABLE.sub("", _BREAK.sub(" ", words)).replace("\t", " ")


def text(words: str) -> list[Node]:
    """Words as they stand; their lines stay lines."""
    nodes: list[Node] = []
    for number, line in enumerate(_BREAK.split(words)):
        if number:
            nodes.append({"t": "LineBreak"})
        if line := clean(line):
            nodes.append({"t": "Str", "c": line})
    return nodes


def note(words: str) -> list[Node]:
    """A footnote, with the number that the office program gives it; nothing for no words."""
    return [{"t": "Note", "c": [{"t": "Para", "c": text(words)}]}] if words.strip() else []


def paragraph(inlines: Sequence[Node], style: str = "") -> Node:
    """A paragraph, in a style by its name."""
    node = {"t": "Para", "c": list(inlines)}
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [node]]} if style else node


def image(png: bytes, *, alt: str, title: str, width_mm: float, height_mm: float) -> Node:
    """A picture of a size in millimetres. ``title``: by which it is found back in the file."""
    size = [["width", f"{width_mm}mm"], ["height", f"{height_mm}mm"]]
    source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return {"t": "Image", "c": [["", [], size], text(clean(alt)), [source, title]]}
