"""A Chromium that loads pages as a visitor on a plain line does, steered over the DevTools protocol.

Not by Playwright: that turns the inspector on (`Runtime.enable`), under which large scripts run slower, and so flatters
whoever has the smallest.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from websocket import WebSocket, WebSocketTimeoutException, create_connection

OPTIONS = (
    "--headless", "--no-sandbox", "--remote-debugging-port=0", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--remote-allow-origins=*", "--hide-scrollbars",
)  # fmt: skip
MEGABIT = 1_000_000 / 8
QUIET = 0.5  # seconds without a request before a page counts as loaded
PATIENCE = 30.0
ELSEWHERE = "data:text/html,<title>elders</title>"

# Notes, at the frame after it appears, when there is a heading and when a line of a chart has been drawn.
WATCH = """
(() => {
  const seen = (window.__seen = {});
  const wanted = { heading: "h1", chart: ".js-plotly-plot .scatterlayer .trace path.js-line" };
  const look = () => {
    for (const name of Object.keys(wanted)) {
      if (seen[name] !== undefined) continue;
      const found = document.querySelector(wanted[name]);
      if (!found || !found.getBoundingClientRect().width) continue;
      seen[name] = -1;
      requestAnimationFrame(() => { seen[name] = performance.now(); });
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
})();
"""


@dataclass(frozen=True)
class Load:
    """One loading of a page: bytes and requests that went over the wire, milliseconds since the address was given."""

    size: int
    requests: int
    heading: float
    chart: float


class Chromium:
    """One running browser, asked one thing at a time."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._last = 0
        self._events: list[dict[str, Any]] = []

    def visits(self, url: str, *, megabits: float, latency: float, times: int = 2) -> list[Load]:
        """The loads of a page by someone who was never there, and comes again."""
        context = self._ask("Target.createBrowserContext")["browserContextId"]
        loads = [self._visit(url, context, megabits * MEGABIT, latency) for _ in range(times)]
        self._ask("Target.disposeBrowserContext", browserContextId=context)
        return loads

    def _visit(self, url: str, context: str, throughput: float, latency: float) -> Load:
        # From a page of another site, as a visitor comes: Chromium then starts a new process for either page. From
        # about:blank it would for ours alone, because of Cross-Origin-Opener-Policy.
        target = self._ask("Target.createTarget", url=ELSEWHERE, browserContextId=context)["targetId"]
        session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Network.enable", session)
        self._ask(
            "Network.emulateNetworkConditions", session, offline=False, latency=latency,
            downloadThroughput=throughput, uploadThroughput=throughput,
        )  # fmt: skip
        self._ask("Page.enable", session)
        self._ask("Page.addScriptToEvaluateOnNewDocument", session, source=WATCH)
        self._events.clear()
        self._ask("Page.navigate", session, url=url)
        seen = self._wait(session)
        finished = self._of("Network.loadingFinished")
        over_wire = [event for event in finished if event["encodedDataLength"] > 0]
        self._ask("Target.closeTarget", targetId=target)
        return Load(
            size=int(sum(event["encodedDataLength"] for event in over_wire)), requests=len(over_wire),
            heading=seen["heading"], chart=seen["chart"],
        )  # fmt: skip

    def _wait(self, session: str) -> dict[str, float]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._listen(QUIET)
            busy = len(self._of("Network.requestWillBeSent")) > len(self._of("Network.loadingFinished")) + len(
                self._of("Network.loadingFailed")
            )
            asked = self._ask("Runtime.evaluate", session, expression="window.__seen", returnByValue=True)
            seen: dict[str, float] = asked["result"].get("value", {})
            if not busy and seen.get("heading", -1) > 0 and seen.get("chart", -1) > 0:
                return seen
        raise TimeoutError(f"no heading or no chart within {PATIENCE:.0f} s")

    def _listen(self, quiet: float) -> None:
        """Read events until none came for a while."""
        self._socket.settimeout(quiet)
        try:
            while True:
                self._events.append(json.loads(self._socket.recv()))
        except WebSocketTimeoutException:
            pass
        finally:
            self._socket.settimeout(PATIENCE)

    def _of(self, method: str) -> list[dict[str, Any]]:
        return [event["params"] for event in self._events if event.get("method") == method]

    def _ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        self._socket.send(json.dumps(message | ({"sessionId": session} if session else {})))
        while True:
            answer: dict[str, Any] = json.loads(self._socket.recv())
            if answer.get("id") != self._last:
                self._events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                return dict(answer["result"])


@contextmanager
def chromium(path: str) -> Iterator[Chromium]:
    """A browser with an empty profile, gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [path, *OPTIONS, f"--user-data-dir={profile}", "about:blank"], stderr=subprocess.PIPE, text=True
        )
        try:
            assert process.stderr is not None
            address = next(
                found[1] for line in process.stderr if (found := re.search(r"DevTools listening on (ws://\S+)", line))
            )
            socket = create_connection(address, timeout=PATIENCE)
            yield Chromium(socket)
            socket.close()
        finally:
            process.terminate()
            process.wait(timeout=10)
