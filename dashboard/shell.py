"""The frame around every page: head, header, main, footer; and the Dash app that carries it."""

from __future__ import annotations

import dash
from dash import Dash, html

from dashboard.pages import overview
from dashboard.services import Services
from dashboard.settings import ROOT

_INDEX = """<!DOCTYPE html>
<html lang="nl">
    <head>
        {%metas%}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{%title%}</title>
        <link rel="icon" href="data:,">
        {%css%}
    </head>
    <body>
        <a class="skip" href="#inhoud">Naar de inhoud</a>
        {%app_entry%}
        <noscript>Deze pagina heeft JavaScript nodig.</noscript>
        <footer>{%config%}{%scripts%}{%renderer%}</footer>
    </body>
</html>
"""


def build_dashboard(services: Services) -> Dash:
    """The dashboard app, all pages registered. Dash's page registry is global, so it is emptied first."""
    dash.page_registry.clear()
    app = Dash(
        "veiligthuis", use_pages=True, pages_folder="", assets_folder=str(ROOT / "assets"), index_string=_INDEX,
        title="Veilig Thuis in cijfers", update_title="", serve_locally=True, suppress_callback_exceptions=False,
    )  # fmt: skip
    for page in (overview,):
        page.register(app, services)
    app.layout = lambda: _frame(services)
    return app


def _frame(services: Services) -> html.Div:
    return html.Div(
        [
            html.Header([html.P("Veilig Thuis in cijfers", className="site-name")], className="site-header"),
            html.Main([*_notices(services), dash.page_container], id="inhoud", tabIndex="-1"),
            html.Footer(
                html.P(
                    [
                        "Cijfers: CBS (CC BY 4.0). Adviesvragen heten bij CBS gestarte adviezen, meldingen ontvangen"
                        " meldingen. Een melding is geen slachtoffer en geen vastgesteld geval.",
                    ]
                ),
                className="site-footer",
            ),
        ]
    )


def _notices(services: Services) -> list[html.P]:
    """What a visitor must know before reading any figure."""
    found = []
    hosts = services.other_hosts()
    if hosts:
        found.append(f"Deze cijfers zijn niet van CBS ({', '.join(hosts)}).")
    if not services.has_statline():
        found.append(
            "Er zijn nog geen cijfers bij CBS opgehaald. U ziet gepubliceerde cijfers uit de meegeleverde verzameling;"
            " ontbrekende halfjaren zijn niet aangevuld."
        )
    return [html.P(text, className="notice", role="status") for text in found]
