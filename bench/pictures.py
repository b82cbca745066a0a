"""How long a picture file takes, as a ratio to what kaleido itself takes for the same chart: `make bench`.

Both warm, each with one browser that stays open; they take turns, ratios are taken per round, their median counts. Ours
is all of it: fitted to its size, drawn, with its words in the file.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from bench.goal import Goal
from dashboard.exports.chromium import find_browser
from dashboard.exports.exported import ExportedChart, ValueTable, WordTable
from dashboard.exports.pictures import DOTS_PER_INCH, picture_file
from dashboard.exports.presets import PRESETS, USUAL, PictureFormat
from dashboard.exports.renderer import Renderer
from dashboard.figures.fitting import Fitted, fitted
from dashboard.figures.picture import Provenance, picture
from dashboard.figures.theme import SERIES, chart

FORMATS: tuple[PictureFormat, ...] = ("png", "svg", "pdf")
MOST = 1.2


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often each kind of file is made (9)")
    options = parser.parse_args(arguments)
    path = find_browser(os.environ.get("VT_BROWSER_PATH"))
    renderer = Renderer(path, tabs=1)
    try:
        found = asyncio.run(_rounds(renderer, path, options.rounds))
    finally:
        renderer.close()
    report(found)
    return 0


def report(found: dict[PictureFormat, list[tuple[float, float]]]) -> None:
    """What both took, in milliseconds, and the ratio that counts."""
    print(f"a chart of three lines at {PRESETS[USUAL].width_mm} mm, medians in milliseconds, warm\n")
    print(f"{'':<24}{'ours':>8}{'kaleido':>10}")
    for kind, pairs in found.items():
        ours, bare = (median(pair[side] for pair in pairs) for side in (0, 1))
        print(f"{kind:<24}{1000 * ours:8.0f}{1000 * bare:10.0f}")
    print()
    for kind, pairs in found.items():
        print(Goal(f"{kind.upper()}, ours : kaleido", median(ours / bare for ours, bare in pairs), MOST))


async def _rounds(renderer: Renderer, path: str, rounds: int) -> dict[PictureFormat, list[tuple[float, float]]]:
    from kaleido import Kaleido

    drawn = example()
    made = fitted(drawn.picture, drawn.provenance, PRESETS[USUAL], in_fira=renderer.has_font)
    found: dict[PictureFormat, list[tuple[float, float]]] = {}
    async with Kaleido(n=1, mathjax=False, path=path) as bare:
        for kind in FORMATS:
            pairs = [await _round(renderer, bare, drawn, made, kind, turn) for turn in range(-1, rounds)]
            found[kind] = pairs[1:]  # the first one warmed up both
    return found


async def _round(
    renderer: Renderer, bare: Any, drawn: ExportedChart, made: Fitted, kind: PictureFormat, turn: int
) -> tuple[float, float]:  # fmt: skip
    """The seconds of ours and of kaleido; who goes first changes each turn."""
    seconds = {}
    for ours in (True, False) if turn % 2 == 0 else (False, True):
        begun = time.perf_counter()
        if ours:
            # In a thread of its own, as a request has one: the loop here is kaleido's.
            await asyncio.to_thread(
                picture_file, drawn, preset=PRESETS[USUAL], format=kind, renderer=renderer
            )  # fmt: skip
        else:
            await bare.calc_fig(made.figure, _options(kind, made))
        seconds[ours] = time.perf_counter() - begun
    return seconds[True], seconds[False]


def _options(kind: PictureFormat, made: Fitted) -> dict[str, Any]:
    scale = {"png": made.scale * DOTS_PER_INCH / 96, "svg": 1.0, "pdf": made.scale}[kind]
    return {
        "format": kind, "width": made.figure.layout.width, "height": made.figure.layout.height, "scale": scale,
    }  # fmt: skip


def example() -> ExportedChart:
    """Three lines over ten years of half-years, as large as charts of this product are."""
    periods = [f"{year}-{half}" for year in range(2016, 2026) for half in (1, 2)]
    figure = chart(
        [
            {
                "type": "scatter", "mode": "lines+markers", "name": f"Reeks {n + 1}", "x": periods,
                "y": [1000 * (n + 1) + 37 * place * (place % 3) for place in range(len(periods))],
                "line": {"color": style.colour, "dash": style.dash}, "marker": {"symbol": style.symbol, "size": 9},
            }
            for n, style in enumerate(SERIES)
        ],
        {"showlegend": True, "xaxis": {"type": "category"}},
    )  # fmt: skip
    provenance = Provenance("Drie reeksen", "Nederland, per halfjaar", ["Bron: een voorbeeld.", "Stand: nu."])
    return ExportedChart(
        name="voorbeeld", file_name="voorbeeld", title="Drie reeksen", figure=figure,
        picture=picture(figure, provenance), provenance=provenance, native=None, table=WordTable("", (), ()),
        values=ValueTable((), ()), alt="Drie lijnen die stijgen.", description=(), notes=(), footnote="", address="/",
        loads=(),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
