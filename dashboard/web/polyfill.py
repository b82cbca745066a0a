"""The one thing Dash's scripts still need of the large polyfill they come with.

Dash sends @babel/polyfill first: 33 kB, and long to run, for browsers of ten years ago. What today's browsers lack of
it is the `regeneratorRuntime` that Dash's scripts were compiled against, which is also to be had by itself.
"""

from __future__ import annotations

import re
from pathlib import Path

from dash import Dash

from dashboard.web.frontend import Fixed, fingerprint, read, seen_by_browser, serve_fixed

REGENERATOR = "regenerator-runtime.js"
_POLYFILL = re.compile(r'(<script src=")[^"]*/deps/polyfill@[^"]*("></script>)')


def serve_regenerator(app: Dash, folder: Path) -> str | None:
    """Answer its address, when it is installed; gives that address."""
    content = read(folder, REGENERATOR)
    if content is None:
        return None
    file = Fixed(f"_frontend/regenerator-runtime.{fingerprint(content)}.js", content, "text/javascript")
    serve_fixed(app, file)
    return seen_by_browser(app, file)


def without_polyfill(scripts: str, regenerator: str | None) -> str:
    """The scripts of a page with the polyfill replaced; as they are when there is nothing to replace it with."""
    return _POLYFILL.sub(rf"\g<1>{regenerator}\g<2>", scripts) if regenerator else scripts
