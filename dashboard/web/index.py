"""The first HTML: what a browser is to fetch at once, and nothing it does not need."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash import Dash
from flask import has_request_context, request

from dashboard.web.fonts import Fonts
from dashboard.web.polyfill import without_polyfill

# Deprecated by Dash itself and in no page of ours, yet in every page of Dash.
_UNUSED = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\n?')
_CONFIG = re.compile(r"(<script[^>]*>)(.*)(</script>)", re.DOTALL)
# Told to everyone who opens the page, and used by Dash's developer tools only.
_FOR_DEVELOPERS = ("python_version", "dash_version_url", "validation_layout")


@dataclass(frozen=True)
class FirstFiles:
    """What the first HTML names. ``charts`` says whether the page of a path starts with a chart."""

    plotly: str
    regenerator: str | None
    fonts: Fonts
    charts: Callable[[str], bool]


def slim_index(app: Dash, files: FirstFiles) -> None:
    """Have each first HTML name what is needed, early, in the order in which it is needed."""
    inner: Callable[..., object] = app.interpolate_index

    def interpolate_index(**parts: Any) -> str:
        path = request.path if has_request_context() else "/"
        style = f"<style>{files.fonts.style}</style>" if files.fonts.style else ""
        parts["css"] = "\n".join([*_first_questions(app), style, parts["css"]])
        scripts = without_polyfill(_UNUSED.sub("", parts["scripts"]), files.regenerator)
        # A browser asks in this order, over six lines at a time: after the scripts stands what text can do without.
        late = [*_font_hints(files.fonts), *(_chart_hints(app, files.plotly) if files.charts(path) else [])]
        parts["scripts"] = "\n".join([scripts, *late])
        parts["config"] = slim_config(parts["config"], files.plotly)
        return str(inner(**parts))

    # Dash's own way to change the first HTML.
    setattr(app, "interpolate_index", interpolate_index)  # noqa: B010 (mypy lets no method be assigned)


def slim_config(script: str, plotly: str) -> str:
    """Dash's configuration in the page, with the address of our plotly and without what only developers use."""
    found = _CONFIG.search(script)
    if found is None:
        return script
    config = json.loads(found[2])
    # Dash asks for plotly at `plotlyjs_url` when told that files are not all its own.
    config.update(serve_locally=False, plotlyjs_url=plotly)
    if not config["ui"]:
        # Without the layouts of all pages in every page there is nothing to hold callbacks against.
        config.update(suppress_callback_exceptions=True)
        for name in _FOR_DEVELOPERS:
            config.pop(name, None)
    text = json.dumps(config, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return found[1] + text + found[3]


def _first_questions(app: Dash) -> list[str]:
    """The two things Dash asks as soon as its scripts have run: asked before."""
    prefix = app.config.requests_pathname_prefix
    return [
        f'<link rel="preload" as="fetch" crossorigin href="{prefix}{name}">'
        for name in ("_dash-layout", "_dash-dependencies")
    ]


def _font_hints(fonts: Fonts) -> list[str]:
    if fonts.preload is None:
        return []
    return [f'<link rel="preload" as="font" type="font/woff2" crossorigin fetchpriority="low" href="{fonts.preload}">']


def _chart_hints(app: Dash, plotly: str) -> list[str]:
    """Plotly and the part of Dash that draws with it."""
    part = f"{app.config.requests_pathname_prefix}_dash-component-suites/dash/dcc/async-graph.js"
    return [f'<link rel="preload" as="script" fetchpriority="low" href="{address}">' for address in (part, plotly)]
