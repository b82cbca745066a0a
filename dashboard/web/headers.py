"""The headers that say what a page may do, on every answer."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from dash import Dash
from flask import Response

from dashboard.settings import Settings
from dashboard.web.frontend import YEAR

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

_ALWAYS = {
    # Our router reads the address in the Referer of /_dash-layout, so not no-referrer.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_PERMISSIONS = ", ".join(
    f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
)
# What is not a page may do nothing at all, should someone open it as one.
_POLICY_OF_DATA = "default-src 'none'; frame-ancestors 'none'"


def add_headers(app: Dash, settings: Settings) -> None:
    """Put the headers on every answer of the app."""
    https = (settings.public_url or "").startswith("https://")

    def with_headers(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = page_policy(app)
            response.headers["Permissions-Policy"] = _PERMISSIONS
        else:
            response.headers["Content-Security-Policy"] = _POLICY_OF_DATA
        if https:
            # Only who is reached over https may ask for it: else a browser could never come back.
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        for name in ("Server", "X-Powered-By"):
            response.headers.pop(name, None)
        return response

    app.server.after_request(with_headers)


def page_policy(app: Dash) -> str:
    """What a page may load and run: what this server gives, and the inline scripts we know of."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *script_hashes(app)]),
        # Not without unsafe-inline: plotly writes style attributes into the SVG it draws, and Dash's renderer and core
        # components add eleven style elements from their scripts. No hash beside it: browsers would then ignore it.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'none'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def script_hashes(app: Dash) -> list[str]:
    """Of Dash's inline scripts and of those in our own template; never of what a page happens to contain.

    Asked at each page: Dash adds scripts until its first request is done.
    """
    own = [_hash(script) for script in _INLINE.findall(app.index_string)]
    return list(dict.fromkeys([*app.csp_hashes(), *own]))


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
