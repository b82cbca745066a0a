"""A page without JavaScript: the frame and the content of an address as one finished document."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from dash.development.base_component import Component
from flask import Response, request
from markupsafe import Markup

from dashboard.router import Router
from dashboard.web.door import font_style
from dashboard.web.static_html import static_html

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
    </head>
    <body>
        <a class="skip" href="#inhoud">Naar de inhoud</a>
        {body}
    </body>
</html>
"""
)


def serve_static_page(app: Dash, router: Router, path: str, *, frame: Callable[[str], Component], theme: str) -> None:
    """Answer this address of the router with a finished document in place of Dash's empty one.

    ``frame`` gives the whole page for an address; ``theme``: the address of a style sheet to come last, if any.
    """

    def answer() -> Response:
        address = f"{path}?{request.query_string.decode(errors='replace')}"
        sheets = [*_own_sheets(app), *([theme] if theme else [])]
        page = _DOCUMENT.format(
            title=router.title(address),
            font=Markup(font_style(app)),
            sheets=Markup("\n        ").join(Markup('<link rel="stylesheet" href="{}">').format(at) for at in sheets),
            body=static_html(frame(address)),
        )
        return Response(str(page), mimetype="text/html")

    # The router, too, makes no difference between an address with and without a slash at its end.
    app.server.add_url_rule(path, f"static{path}", answer)
    app.server.add_url_rule(f"{path}/", f"static{path}/", answer)


def _own_sheets(app: Dash) -> list[str]:
    """The addresses of our style sheets, as Dash itself writes them into its pages."""
    found = [item for item in app.css.get_all_css() if "asset_path" in item]
    return [f"{app.get_asset_url(item['asset_path'])}?m={item['ts']}" for item in found]
