"""How heavy our first page is, as ratios to a bare Dash page with the same chart: `make bench`.

Targets take turns, so that whatever else the machine does hits both; ratios are taken per turn, their median counts.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.browser import Chromium, Load, chromium
from bench.goal import Goal
from bench.targets import bare_app, first_figure, our_app, served
from dashboard.exports.chromium import find_browser
from dashboard.web.bundle import BUNDLE
from dashboard.web.frontend import FRONTEND
from data_sources.errors import PictureUnavailable

MEGABITS, LATENCY = 10.0, 40.0


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each page is loaded cold (7)")
    options = parser.parse_args(arguments)
    if not (FRONTEND / BUNDLE).is_file():
        print("Without the small bundle (make frontend): this measures the fallback.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        ours = our_app(Path(folder))
        with served(ours) as our_url, served(bare_app(first_figure(ours))) as bare_url, chromium(_path()) as browser:
            pairs = [_round(browser, our_url, bare_url, turn) for turn in range(-1, options.rounds)]
    report(pairs[1:])  # the first one warmed up both servers and the browser
    return 0


def report(pairs: Sequence[tuple[list[Load], list[Load]]]) -> None:
    """The table of medians, and what it comes to."""
    print(f"{MEGABITS:g} Mbit/s, {LATENCY:g} ms, {len(pairs)} rounds, medians\n")
    print(f"{'':<24}{'kB':>8}{'requests':>10}{'heading ms':>12}{'chart ms':>10}")
    for name, target, visit in (("ours", 0, 0), ("bare", 1, 0), ("ours, second visit", 0, 1), ("bare, second", 1, 1)):
        loads = [pair[target][visit] for pair in pairs]
        size, requests = median(load.size for load in loads), median(load.requests for load in loads)
        heading, chart = median(load.heading for load in loads), median(load.chart for load in loads)
        print(f"{name:<24}{size / 1000:8.0f}{requests:10.0f}{heading:12.0f}{chart:10.0f}")
    print()
    cold = [(ours[0], bare[0]) for ours, bare in pairs]
    for goal in (
        Goal("bytes on the wire, ours : bare", median(ours.size / bare.size for ours, bare in cold), 0.5),
        Goal("time to first chart, ours : bare", median(ours.chart / bare.chart for ours, bare in cold), 0.5),
        Goal("time to heading, ours : bare", median(ours.heading / bare.heading for ours, bare in cold), 1.0),
        Goal("second visit", median(ours[1].size for ours, _ in pairs) / 1000, 30, "kB"),
    ):
        print(goal)


def _round(browser: Chromium, ours: str, bare: str, turn: int) -> tuple[list[Load], list[Load]]:
    """Both pages, first and second visit; who goes first changes each turn."""
    loads = {
        url: browser.visits(url, megabits=MEGABITS, latency=LATENCY)
        for url in ((ours, bare) if turn % 2 == 0 else (bare, ours))
    }
    return loads[ours], loads[bare]


def _path() -> str:
    try:
        return find_browser(os.environ.get("VT_BROWSER_PATH"))
    except PictureUnavailable:
        sys.exit("No Chromium found. Run `make browser`, or set VT_BROWSER_PATH to one.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
