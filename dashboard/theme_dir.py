"""A ministry's own look, from a folder outside the repository: `theme.css`, fonts it names, and `logo.svg` or `.png`;
and `brief.docx` and `brief.odt`, in whose styles documents are made.

No government logo, font or colour is in this repository; who may use them drops them in (VT_THEME_DIR).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dash import Dash
from flask import Response, abort, send_from_directory

from data_sources.errors import SettingsError

ADDRESS = "/theme"
_SHEET = "theme.css"
_LOGOS = ("logo.svg", "logo.png")
_KINDS = {".css", ".woff2", ".woff", ".svg", ".png"}


@dataclass(frozen=True)
class Theme:
    """What the folder has: the address of its style sheet and of its logo, each None where it has none."""

    sheet: str | None = None
    logo: str | None = None


def register_theme(app: Dash, folder: str | None) -> Theme:
    """Serve the folder's style, fonts and pictures, nothing else of it. Raises SettingsError when it is not there, and
    for a reference document in it that cannot be used, so that this is known before anybody asks for a letter.
    """
    if folder is None:
        return Theme()
    root = Path(folder).resolve()
    if not root.is_dir():
        raise SettingsError(f"VT_THEME_DIR wijst naar {folder}, maar dat is geen map.", found=folder)
    # Only who has a folder waits for what reads office files.
    from dashboard.exports.documents.references import check_references

    check_references(root)

    def theme_file(name: str) -> Response:
        if Path(name).suffix.lower() not in _KINDS:
            abort(404)
        return send_from_directory(root, name, max_age=3600)

    app.server.add_url_rule(f"{ADDRESS}/<path:name>", "theme_file", theme_file)
    logo = next((name for name in _LOGOS if (root / name).is_file()), None)
    return Theme(
        sheet=f"{ADDRESS}/{_SHEET}" if (root / _SHEET).is_file() else None, logo=f"{ADDRESS}/{logo}" if logo else None
    )
