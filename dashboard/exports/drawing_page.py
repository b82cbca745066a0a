"""The page in which the browser of this server draws: plotly, our Dutch, and nothing from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.exports.fonts import write_fonts
from dashboard.web.bundle import plotly_script

# Nothing but what the page itself holds: scripts are its own files, pictures are data.
_POLICY = "default-src 'none'; script-src file: 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:"
_HEAD = f"""<!DOCTYPE html>
<html lang="nl">
    <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{_POLICY}; connect-src file:">
        <style>@page {{ margin: 0 }} html, body {{ margin: 0 }} img {{ display: block }}</style>
        <style id="head-style"></style>
        <title>Afbeelding</title>
"""
# Maps of plotly's own ask for outlines of the world, also where none are drawn.
_NO_WORLD = {
    "type": "Topology", "arcs": [],
    "objects": {
        name: {"type": "GeometryCollection", "geometries": []}
        for name in ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    },
}  # fmt: skip


class DrawingPage:
    """The files of the page in a folder of this process. ``environment``: what the browser needs to find the fonts."""

    def __init__(self, folder: Path, frontend: Path) -> None:
        self._folder = folder
        self._frontend = frontend
        self.environment = write_fonts(frontend, folder / "fonts")
        world = folder / "topo"
        world.mkdir(parents=True, exist_ok=True)
        (world / "world_110m.json").write_text(json.dumps(_NO_WORLD), encoding="ascii")
        config = {"locale": "nl", "topojsonURL": f"{world.as_uri()}/"}
        (folder / "config.js").write_text(f"Plotly.setPlotConfig({json.dumps(config)});", encoding="utf-8")

    def written(self, *, whole: bool) -> Path:
        """The page with the small bundle, or with all of plotly (``whole``), for a chart that needs it."""
        page = self._folder / ("whole.html" if whole else "small.html")
        if not page.exists():
            script = self._script(whole=whole)
            page.write_text(_html(script, self._folder / "config.js"), encoding="utf-8")
        return page

    def _script(self, *, whole: bool) -> Path:
        script = self._folder / ("whole.js" if whole else "small.js")
        # A folder without the small bundle gives plotly's own.
        script.write_bytes(plotly_script(self._folder if whole else self._frontend))
        return script


def _html(plotly: Path, config: Path) -> str:
    from kaleido import PageGenerator

    class Page(PageGenerator):  # type: ignore[misc]
        header = _HEAD

    made = Page(plotly=(plotly.as_uri(), "utf-8"), mathjax=False, others=[(config.as_uri(), "utf-8")])
    return str(made.generate_index())
