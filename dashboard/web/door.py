"""The one way in: everything that stands between the dashboard and a browser, put on an app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dash import Dash
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.settings import Settings
from dashboard.web.bundle import serve_plotly
from dashboard.web.caching import cache_answers
from dashboard.web.calls import refuse_wrong_calls
from dashboard.web.compression import Compressor, compress_answers
from dashboard.web.fonts import Fonts, serve_fonts
from dashboard.web.frontend import FRONTEND
from dashboard.web.headers import add_headers
from dashboard.web.index import FirstFiles, slim_index
from dashboard.web.polyfill import serve_regenerator
from dashboard.web.unheard_proxy import UnheardProxy

_MARK = "veiligthuis-door"


def open_door(
    app: Dash, settings: Settings, *, charts: Callable[[str], bool] = lambda path: True, folder: Path | None = None
) -> None:
    """Put headers, compression, caching and the small front-end files on an app, once, before its first request.

    ``charts`` says whether the page of a path starts with a chart, so that plotly is fetched early; a page that then
    draws none makes the browser complain of it. ``folder`` holds the front-end files, as far as they are installed;
    None: those of this checkout.
    """
    server = app.server
    if _MARK in server.extensions:
        return
    # Whatever FLASK_DEBUG says: a visitor never sees a traceback.
    server.debug = False
    folder = folder or FRONTEND
    # A theme may well bring a font of its own; ours is then fetched only if something uses it.
    fonts = serve_fonts(app, folder, early=settings.theme_dir is None)
    server.extensions[_MARK] = fonts
    if settings.trusted_proxies:
        # As many steps back as there are proxies of ours: what a visitor says of itself comes before those.
        steps = settings.trusted_proxies
        proxied: ProxyFix | UnheardProxy = ProxyFix(server.wsgi_app, x_for=steps, x_proto=steps, x_host=steps)
    else:
        proxied = UnheardProxy(server.wsgi_app)
    setattr(server, "wsgi_app", proxied)  # noqa: B010 (Flask's own way; mypy lets no method be assigned)
    slim_index(app, FirstFiles(serve_plotly(app, folder), serve_regenerator(app, folder), fonts, charts))
    # Flask runs these last one first: compress, then say how long it may be kept, then the headers.
    refuse_wrong_calls(app)
    add_headers(app, settings)
    cache_answers(app)
    compress_answers(app, Compressor(folder / "compressed"))


def font_style(app: Dash) -> str:
    """The rules by which a page of our own writing gets the font; empty without one, or without a door."""
    fonts: Fonts | None = app.server.extensions.get(_MARK)
    return fonts.style or "" if fonts else ""
