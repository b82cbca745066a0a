"""Pages as finished HTML, without Dash in the browser: for who has no JavaScript, and for forms that are sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash import Dash
from dash.development.base_component import Component
from flask import Response, request
from markupsafe import Markup

from dashboard.router import Router
from dashboard.visitor import current_visitor
from dashboard.web.door import font_style
from dashboard.web.static_html import Static, static_html

_DOCUMENT = Markup(
    """<!DOCTYPE html>
<html lang="nl">
    <head>
        <meta charset="UTF-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{title}</title>
        <link rel="icon" href="data:,">
        <style>{font}</style>
        {sheets}
        {scripts}
    </head>
    <body>
        <a class="skip" href="#inhoud">Naar de inhoud</a>
        {body}
    </body>
</html>
"""
)
_SHEET = Markup('<link rel="stylesheet" href="{}">')
_SCRIPT = Markup('<script src="{}" defer></script>')


@dataclass(frozen=True)
class Documents:
    """Makes finished documents of one app. ``frame`` puts the frame of an address around content; ``theme``: the
    address of a style sheet to come last, '' for none.
    """

    app: Dash
    router: Router
    frame: Callable[[str, Static], Component]
    theme: str

    def answer(
        self, address: str, content: Static, *, status: int = 200, title: str | None = None, scripts: Sequence[str] = ()
    ) -> Response:
        """The document of an address. ``title``: of the window, where it is not the page's own; ``scripts``: names of
        files in assets.
        """
        sheets = [*_own_sheets(self.app), *([self.theme] if self.theme else [])]
        page = _DOCUMENT.format(
            title=title or self.router.title(address),
            font=Markup(font_style(self.app)),
            sheets=Markup("\n        ").join(_SHEET.format(at) for at in sheets),
            scripts=Markup("\n        ").join(_SCRIPT.format(self.app.get_asset_url(name)) for name in scripts),
            body=static_html(self.frame(address, content)),
        )
        return Response(str(page), status=status, mimetype="text/html")


def serve_static_page(documents: Documents, path: str) -> None:
    """Answer this address of the router with a finished document in place of Dash's empty one."""

    def answer() -> Response:
        address = f"{path}?{request.query_string.decode(errors='replace')}"
        return documents.answer(address, documents.router.build(address, visitor=current_visitor()))

    # The router, too, makes no difference between an address with and without a slash at its end.
    documents.app.server.add_url_rule(path, f"static{path}", answer)
    documents.app.server.add_url_rule(f"{path}/", f"static{path}/", answer)


def _own_sheets(app: Dash) -> list[str]:
    """The addresses of our style sheets, as Dash itself writes them into its pages."""
    found = [item for item in app.css.get_all_css() if "asset_path" in item]
    return [f"{app.get_asset_url(item['asset_path'])}?m={item['ts']}" for item in found]
