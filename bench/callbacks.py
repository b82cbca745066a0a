"""How long a page callback takes, as ratios to a bare Dash callback that returns the very same JSON: `make bench`.

Over HTTP, on the store of the demonstration and on one with four times its values. Targets take turns at each request,
so that whatever else the machine does hits all; ratios are taken per round, their median counts.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import brotli
from dash import Dash, Input, Output, dcc, html

from bench.demo_store import demo_services, fill_demo
from bench.goal import Goal
from bench.larger_store import multiply, values_in
from bench.targets import served
from dashboard.settings import Settings
from dashboard.shell import build_dashboard

# The pages with the main charts, on figures of the demonstration. A new one is one line more.
ADDRESSES = (
    "/",
    "/?per=jaar",
    "/?regio=VT09",
    "/ontwikkeling",
    "/ontwikkeling?weergave=jaar-eerder",
    "/vergelijken?regio=LD01,LD02,LD03,LD04&weergave=index",
    "/regios",
    "/regios/profiel?regio=VT09",
    "/regios/kaart",
    "/verkenner",
    "/verkenner?tabel=85361NED&regio=alle-PV&periode=2023JJ00",
)
TIMES = 4
# Requests of each address to each target in a round; and of addresses never asked before, over all rounds.
ASKED, COLD = 40, 3
OURS, BARE, OURS_LARGE, BARE_LARGE = "ours", "bare", "ours, large", "bare, large"

Ask = Callable[[str], float]
# The seconds of each request, by address and target.
Round = Mapping[tuple[str, str], Sequence[float]]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is asked in turn, 40 times (5)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        small, large = (f"sqlite:///{folder}/{name}.db" for name in ("demo", "large"))
        fill_demo(small)
        shutil.copy(Path(folder, "demo.db"), Path(folder, "large.db"))
        multiply(large, times=TIMES)
        rows = f"{values_in(small):,} rows of figures; large: {values_in(large):,}"
        print(f"{rows}, since {TIMES - 1} more of each load correct every cell")
        print(f"{options.rounds} rounds of {ASKED} requests, milliseconds\n")
        asks: dict[str, Ask] = {}
        for url, ours, bare in ((small, OURS, BARE), (large, OURS_LARGE, BARE_LARGE)):
            asks |= _asks(opened, url, ours=ours, bare=bare)
        cold = {address: _first_answers(asks, address) for address in ADDRESSES}
        rounds = [measure(asks, ADDRESSES, asked=ASKED, turn=turn) for turn in range(-1, options.rounds)]
    report(rounds[1:], cold)  # the first one warmed up everything
    return 0


def measure(asks: Mapping[str, Ask], addresses: Sequence[str], *, asked: int, turn: int) -> Round:
    """One round: each target asked for each address so often, in turns; who goes first changes at each request."""
    targets = list(asks)
    found: dict[tuple[str, str], list[float]] = {(address, name): [] for address in addresses for name in targets}
    for address in addresses:
        for n in range(asked):
            first = (n + turn) % len(targets)
            for name in targets[first:] + targets[:first]:
                found[address, name].append(asks[name](address))
    return found


def p95(seconds: Sequence[float]) -> float:
    """The time that 95 of 100 stay within: the smallest measured one that at least so many do."""
    return sorted(seconds)[ceil(0.95 * len(seconds)) - 1]


def ratio(rounds: Sequence[Round], address: str, one: str, other: str) -> float:
    """How many times the p95 of the one is that of the other: taken in each round, and the median of these."""
    return median(p95(found[address, one]) / p95(found[address, other]) for found in rounds)


def report(rounds: Sequence[Round], cold: Mapping[str, Mapping[str, float]]) -> None:
    """What each target took, and what it comes to for the address that does worst."""
    for address in cold:
        print(f"{address:<58}{'median':>8}{'p95':>8}{'first answer':>14}")
        for target in (OURS, BARE, OURS_LARGE, BARE_LARGE):
            seconds = [one for found in rounds for one in found[address, target]]
            first = f"{1000 * cold[address][target]:14.0f}" if target in cold[address] else ""
            print(f"    {target:<54}{1000 * median(seconds):8.2f}{1000 * p95(seconds):8.2f}{first}")
    print("\nFirst answer: made anew, which happens once for each address after anything changed. No goal.\n")
    for name, one, other, most in (
        ("p95, ours : bare, the worst page", OURS, BARE, 2.0),
        (f"p95, ours : bare, {TIMES} × the values", OURS_LARGE, BARE_LARGE, 2.0),
        (f"p95, ours, {TIMES} × the values : as they are", OURS_LARGE, OURS, 1.3),
    ):
        print(Goal(name, max(ratio(rounds, address, one, other) for address in cold), most))


def bare_app(answers: Mapping[str, Any]) -> Dash:
    """What Dash does by itself: a callback that returns what it was given, compressed as Dash does it."""
    app = Dash("bare", compress=True, include_assets_files=False)
    app.layout = html.Div([dcc.Store(id="wanted-address"), dcc.Store(id="shown-address"), html.Div(id="page")])
    app.callback(
        Output("page", "children"), Output("shown-address", "data"), Input("wanted-address", "data"),
        prevent_initial_call=True,
    )(lambda address: (answers[address], address))  # fmt: skip
    return app


def _asks(opened: ExitStack, url: str, *, ours: str, bare: str) -> dict[str, Ask]:
    """Ours on a store, and a bare app that answers what it answers."""
    services = demo_services(url)
    ask_ours = opened.enter_context(_asking(build_dashboard(services, Settings())))
    answers = {address: _read(ask_ours(address)) for address in ADDRESSES}
    pages = {address: answer["response"]["page"]["children"] for address, answer in answers.items()}
    ask_bare = opened.enter_context(_asking(bare_app(pages)))
    for address, answer in answers.items():
        if _read(ask_bare(address)) != answer:
            raise RuntimeError(f"the bare app answers something else to {address}")
    return {ours: _timed(ask_ours), bare: _timed(ask_bare)}


def _read(body: bytes) -> Any:
    return json.loads(brotli.decompress(body))


def _timed(ask: Callable[[str], bytes]) -> Ask:
    def timed(address: str) -> float:
        begun = time.perf_counter()
        ask(address)
        return time.perf_counter() - begun

    return timed


@contextmanager
def _asking(app: Dash) -> Iterator[Callable[[str], bytes]]:
    """Asks a served app for pages over one connection that stays open, as a browser does; gives the body as it came."""
    with served(app) as url:
        connection = HTTPConnection(urlsplit(url).netloc)
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate, br"}

        def ask(address: str) -> bytes:
            connection.request("POST", "/_dash-update-component", _question(address), headers)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or answer.headers["Content-Encoding"] != "br":
                raise RuntimeError(f"{answer.status} {answer.headers['Content-Encoding']} for {address}")
            return body

        yield ask
        connection.close()


def _question(address: str) -> bytes:
    question = {
        "output": "..page.children...shown-address.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "shown-address", "property": "data"}],
        "inputs": [{"id": "wanted-address", "property": "data", "value": address}],
        "changedPropIds": ["wanted-address.data"],
    }
    return json.dumps(question).encode()


def _first_answers(asks: Mapping[str, Ask], address: str) -> dict[str, float]:
    """What ours takes for a page it never made: the same page at addresses of their own."""
    mark = "&" if "?" in address else "?"
    return {name: median(asks[name](f"{address}{mark}nieuw={n}") for n in range(COLD)) for name in (OURS, OURS_LARGE)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
