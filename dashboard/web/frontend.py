"""Where the third-party front-end files stand once `make frontend` has put them there.

They are installed, never committed. Every one of them may be absent: then Dash's own bundle and a system font serve.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dash import Dash
from flask import Response

from dashboard.settings import ROOT

FRONTEND = ROOT / "frontend"
YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Fixed:
    """Content that never changes under its address: the address holds its fingerprint."""

    address: str
    content: bytes
    mimetype: str


def fingerprint(content: bytes) -> str:
    """Short enough for an address, long enough never to meet another."""
    return sha256(content).hexdigest()[:16]


def serve_fixed(app: Dash, file: Fixed) -> None:
    """Answer its address with the file, for a year. The address is without the prefix that browsers add."""
    server = app.server
    server.add_url_rule(
        app.config.routes_pathname_prefix + file.address,
        endpoint=f"fixed:{file.address}",
        view_func=lambda: fixed_response(file, max_age=YEAR),
    )


def fixed_response(file: Fixed, *, max_age: int | None = None) -> Response:
    response = Response(file.content, mimetype=file.mimetype)
    response.cache_control.max_age = max_age
    return response


def seen_by_browser(app: Dash, file: Fixed) -> str:
    """The address as a browser asks for it."""
    return str(app.config.requests_pathname_prefix) + file.address


def read(folder: Path, name: str) -> bytes | None:
    """A file of the folder, or None when it was not installed."""
    path = folder / name
    return path.read_bytes() if path.is_file() else None
