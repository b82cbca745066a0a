"""Brings the front-end files of others to `frontend/`: plotly's small bundle and the font. `make frontend` runs it.

npm installs what package-lock.json pins; only the few files that are served are kept. Without npm, or without a
network, it says so in one line and is done: pages then use Dash's own bundle and a system font. In CI that is an error.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from dash import Dash, html

from dashboard.settings import ROOT
from dashboard.web.bundle import BUNDLE, plotly_script
from dashboard.web.compression import Compressor
from dashboard.web.fonts import WEIGHTS, font_name
from dashboard.web.frontend import FRONTEND
from dashboard.web.polyfill import REGENERATOR

PACKAGES = ROOT / "node_modules"
WITHOUT = "pages will use Dash's own bundle and a system font"
# No scripts of others on this machine; and no long wait on a closed network.
NPM_CI = (
    "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
    "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000",
)  # fmt: skip


def main() -> int:
    problem = install() or collect(PACKAGES, FRONTEND)
    if problem is None:
        (FRONTEND / ".installed").touch()
        print(f"Front-end files installed in {FRONTEND.name}/")
        return 0
    print(f"{problem}: {WITHOUT}", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


def install() -> str | None:
    """Run npm; gives what went wrong, in a few words."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm not found"
    try:
        done = subprocess.run([npm, *NPM_CI], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return "npm took longer than 5 minutes"
    if done.returncode == 0:
        return None
    lines = [line for line in done.stderr.splitlines() if "error" in line.lower()]
    return f"npm ci failed ({lines[0].strip() if lines else done.returncode})"


def collect(packages: Path, target: Path) -> str | None:
    """Copy what is served, and compress once what takes long to compress; gives what went wrong."""
    font = packages / "@fontsource" / "fira-sans"
    wanted = {
        BUNDLE: packages / "plotly.js-basic-dist-min" / "plotly-basic.min.js",
        REGENERATOR: packages / "regenerator-runtime" / "runtime.js",
        "fira-sans-LICENSE": font / "LICENSE",
        **{font_name(weight): font / "files" / font_name(weight) for weight in WEIGHTS},
    }
    missing = [str(path.relative_to(packages)) for path in wanted.values() if not path.is_file()]
    if missing:
        return f"not in node_modules: {', '.join(missing)}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, path in wanted.items():
        shutil.copyfile(path, target / name)
    compressor = Compressor(target / "compressed")
    for content in (plotly_script(target), (target / REGENERATOR).read_bytes(), *dash_scripts()):
        compressor.precompress(content)
    return None


def dash_scripts() -> list[bytes]:
    """The scripts Dash puts in every page, and the one that draws charts."""
    app = Dash(__name__, include_assets_files=False)
    app.layout = html.Div()
    browser = app.server.test_client()
    addresses = re.findall(r'<script src="([^"]+)"', browser.get("/").text)
    return [browser.get(address).data for address in [*addresses, "/_dash-component-suites/dash/dcc/async-graph.js"]]


if __name__ == "__main__":
    sys.exit(main())
