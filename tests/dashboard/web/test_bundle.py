"""Which plotly a browser gets, its Dutch, and whether what we draw is within the small bundle."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboard.settings import ROOT
from dashboard.web.bundle import BUNDLE, plotly_script

LOCALE = (ROOT / "dashboard" / "web" / "plotly_nl.js").read_text(encoding="utf-8")
# Not a text: the words of the calls by which plotly.js asks for a translation, found by texts that we know of.
KNOWN = (
    "Zoom in", "Click to enter X axis title", "Click to enter Plot title", "Share chart", "median:", "source:", "trace",
    "Double-click to zoom back out", "Double-click on legend to isolate one trace",
)  # fmt: skip


def translated() -> set[str]:
    inside = LOCALE[LOCALE.index("dictionary: {") : LOCALE.index("format: {")]
    return {json.loads(f'"{key}"') for key in re.findall(r'^\s+"((?:[^"\\]|\\.)+)":', inside, re.MULTILINE)}


def shown_by(script: str) -> set[str]:
    """The texts that a plotly bundle asks a translation of."""
    callers = {caller for text in KNOWN for caller in re.findall(rf'([\w$]+)\([\w$.]+,"{re.escape(text)}"\)', script)}
    calls = "|".join(re.escape(caller) for caller in callers)
    found = re.findall(rf'(?<![\w$.])(?:{calls})\([\w$.]+,"([A-Za-z][^"\\]*(?:\\.[^"\\]*)*)"\)', script)
    as_json = (re.sub(r"\\x([0-9A-Fa-f]{2})", r"\\u00\1", text) for text in found)
    return {json.loads(f'"{text}"') for text in as_json}


def test_every_text_of_plotly_is_dutch() -> None:
    shown = shown_by(get_plotlyjs())
    assert len(shown) > 50
    assert shown - translated() == set()


def test_the_pinned_bundle_is_of_the_version_that_figures_are_made_for() -> None:
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert pinned["plotly.js-basic-dist-min"] == get_plotlyjs_version()
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in pinned.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked[f"node_modules/{name}"]["version"] == version
        assert locked[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def test_the_small_bundle_is_used_when_installed(frontend: Path) -> None:
    script = plotly_script(frontend)
    assert script.startswith((frontend / BUNDLE).read_bytes())
    assert script.endswith(LOCALE.encode())


@pytest.mark.parametrize("version", ["3.9.9", "40.1.1"])
def test_a_bundle_of_another_version_is_left_alone(
    frontend: Path, version: str, caplog: pytest.LogCaptureFixture
) -> None:
    (frontend / BUNDLE).write_text(f"/**\n* plotly.js (basic - minified) v{version}\n*/")
    assert plotly_script(frontend).startswith(get_plotlyjs().encode()[:1000])
    assert get_plotlyjs_version() in caplog.text


def test_without_npm_it_is_dash_s_own_and_still_dutch(tmp_path: Path) -> None:
    script = plotly_script(tmp_path)
    assert len(script) > 3_000_000
    assert script.endswith(LOCALE.encode())
