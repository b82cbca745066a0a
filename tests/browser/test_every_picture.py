"""Every chart of the demonstration at every preset: no word is cut off, and none stands on another."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Page

from bench.callbacks import ADDRESSES
from dashboard.exports.exported import ExportedChart
from dashboard.exports.pictures import picture_file
from dashboard.exports.presets import PRESETS, Preset
from dashboard.exports.renderer import Renderer
from dashboard.figures.picture import Provenance
from dashboard.services import Services
from dashboard.settings import Settings
from dashboard.shell import build_dashboard
from tests.dashboard.exports.exported_chart import exported
from tests.dashboard.reading import parts

PLACES = (
    *ADDRESSES, "/ontwikkeling?weergave=seizoenspaar", "/regios?maat=groei", "/regios/kaart?maat=groei", "/verwurging",
    "/slachtofferdevice",
)  # fmt: skip

# Of all texts: where each lies within the picture, and its words; the mark of fiction lies across everything.
_PLACES_OF_TEXTS = """() => {
    const around = document.querySelector("svg.main-svg").getBoundingClientRect();
    return {
        width: around.width, height: around.height,
        texts: [...document.querySelectorAll("svg text")].flatMap((text) => {
            const lines = [...text.querySelectorAll("tspan.line")];
            return (lines.length ? lines : [text]).map((line) => {
                const box = line.getBoundingClientRect();
                return [line.textContent, box.left - around.left, box.top - around.top, box.width, box.height];
            });
        }).filter(([words, , , width]) => words.trim() && words !== "FICTIEF" && width),
    };
}"""


@pytest.fixture(scope="module")
def charts(fictional: Services) -> list[ExportedChart]:
    """The pictures of all pages, as they are kept by their cards."""
    client = build_dashboard(fictional, Settings()).server.test_client()
    return [_chart(part["props"]["data"]) for address in PLACES for part in parts(client, address) if _is_picture(part)]


def _is_picture(part: dict[str, Any]) -> bool:
    identity = part["props"].get("id")
    return isinstance(identity, dict) and identity.get("part") == "picture"


def _chart(data: dict[str, Any]) -> ExportedChart:
    """With the title and the lines that its picture bears."""
    title = re.findall(r"<b>(.*?)</b>", data["layout"]["title"]["text"])
    subtitle = re.findall(r"<(?:sup|span[^>]*)>(.*?)</", data["layout"]["title"]["text"])
    foot = next(note["text"] for note in data["layout"]["annotations"] if note.get("name") == "herkomst")
    provenance = Provenance(
        html.unescape(" ".join(title)), html.unescape(" ".join(subtitle)),
        [html.unescape(line) for line in foot.split("<br>")], fictional=True,
    )  # fmt: skip
    return replace(exported(provenance), picture=go.Figure(data))


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_no_words_are_cut_off_or_stand_on_others(
    preset: Preset, charts: list[ExportedChart], renderer: Renderer, page: Page
) -> None:
    def made(chart: ExportedChart) -> str:
        return picture_file(chart, preset=preset, format="svg", renderer=renderer).decode().partition("?>")[2]

    with ThreadPoolExecutor(4) as callers:
        pictures = list(callers.map(made, charts))
    assert len(pictures) > 20
    wrong = []
    for chart, picture in zip(charts, pictures, strict=True):
        page.set_content(f"<body style='margin:0'>{picture}</body>")
        page.evaluate("document.fonts.ready")
        found = page.evaluate(_PLACES_OF_TEXTS)
        wrong += [f"{chart.title}: {problem}" for problem in _cut_off(found) + _overlapping(found["texts"])]
    assert wrong == []


def _cut_off(found: dict[str, Any]) -> list[str]:
    return [
        f"'{words}' leaves the picture"
        for words, left, top, width, height in found["texts"]
        if left < 0 or top < 0 or left + width > found["width"] or top + height > found["height"]
    ]


def _overlapping(texts: Sequence[Sequence[Any]]) -> list[str]:
    """Boxes are higher than their letters, so that a little of them may meet."""
    found = []
    for n, (words, left, top, width, height) in enumerate(texts):
        for others, left_2, top_2, width_2, height_2 in texts[n + 1 :]:
            across = min(left + width, left_2 + width_2) - max(left, left_2)
            along = min(top + height, top_2 + height_2) - max(top, top_2)
            if across > 2 and along > 0.4 * min(height, height_2):
                found.append(f"'{words}' stands on '{others}'")
    return found
