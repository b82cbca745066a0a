"""The frame around every page: head, header, navigation, notices, main, footer; and the Dash app that carries it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any
from urllib.parse import parse_qs

from dash import Dash, html
from dash.development.base_component import Component
from flask import has_request_context, request

from dashboard.components.attributes import aria
from dashboard.components.chart_card import register_chart_cards
from dashboard.entry.places import HOME
from dashboard.failures import guarded, register_failures
from dashboard.notices import notices
from dashboard.pages import (
    aanmelden,
    account,
    audit,
    cijfer,
    gegevens,
    invoer,
    kaart,
    kerncijfers,
    lading,
    mijlpalen,
    ontwikkeling,
    overige_pilots,
    overview,
    pilots,
    regioprofiel,
    regios,
    slachtofferdevice,
    toelichting,
    vergelijken,
    verkenner,
    verversen,
    verwurging,
    vindplaats,
)
from dashboard.remembered import Remembered
from dashboard.router import Page, Router, asked_address, page_place, register_router, split_address
from dashboard.services import Services
from dashboard.settings import ROOT, Settings, check_way_in
from dashboard.standing import Standings
from dashboard.static_page import Documents, serve_static_page
from dashboard.theme_dir import Theme, register_theme
from dashboard.view import as_of_link, asked_values, read_as_of
from dashboard.visitor import Visitor, current_visitor
from dashboard.web.door import open_door
from dashboard.web.failure_page import register_failure_pages
from dashboard.web.guard import login_address, register_guard
from dashboard.web.static_html import Static
from dashboard.workbench import CSRF, Workbench
from data_sources.errors import UsageError
from data_sources.people import EDITOR
from metrics.text.numbers import number

NAME = "Veilig Thuis in cijfers"

_INDEX = """<!DOCTYPE html>
<html lang="nl">
    <head>
        {%metas%}
        <title>{%title%}</title>
        <link rel="icon" href="data:,">
        {%css%}
    </head>
    <body>
        <a class="skip" href="#inhoud">Naar de inhoud</a>
        {%app_entry%}
        <noscript>
            <style>._dash-loading main { display: none; }</style>
            <main>
                <h1>Deze pagina heeft JavaScript nodig</h1>
                <p class="lead">De <a href="/kerncijfers">kerncijfers</a> zijn ook zonder JavaScript te lezen.</p>
            </main>
        </noscript>
        {%config%}
        {%scripts%}
        {%renderer%}
    </body>
</html>
"""
_METAS = [
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {"name": "robots", "content": "noindex"},
]


_LICENCE = "Cijfers van Veilig Thuis: CBS (CC BY 4.0); van de pilots: de genoemde brieven en nota's."
_FICTION = "Cijfers: FICTIEF, van een lokale stand-in voor CBS."
_TERMS = (
    "Adviesvragen heten bij CBS gestarte adviezen, meldingen ontvangen meldingen. Een melding is geen slachtoffer en"
    " geen vastgesteld geval."
)


class Dashboard(Dash):
    """Dash with a title of its own for each address, already in the first HTML."""

    def __init__(self, router: Router, **options: Any) -> None:
        super().__init__(__name__, **options)
        self._router = router

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        path = request.path if has_request_context() else "/"
        query = request.query_string.decode(errors="replace") if has_request_context() else ""
        parts["title"] = escape(self._router.title(f"{path}?{query}"))
        # In place of Dash's English waiting text: what every page begins with, before any script has run.
        parts["app_entry"] = str(parts["app_entry"]).replace("Loading...", _waiting(self._router.heading(path)))
        return str(super().interpolate_index(**parts))  # type: ignore[no-untyped-call]


def _waiting(heading: str) -> str:
    return (
        f'<header class="site-header"><div><p class="site-name">{NAME}</p></div></header>'
        f'<main><h1>{escape(heading)}</h1><p class="lead">De pagina wordt geladen…</p></main>'
    )


def build_dashboard(services: Services, settings: Settings) -> Dash:
    """The dashboard app, all pages registered.

    Raises SettingsError for a theme folder that is not there, and where nobody could get in.
    """
    check_way_in(settings)
    router = Router(Remembered(Standings(services).now))
    app = Dashboard(
        router, assets_folder=str(ROOT / "assets"), index_string=_INDEX, meta_tags=_METAS, update_title="",
        # What is only for pages for people, which name their scripts themselves.
        assets_ignore=r"^werk-.*\.js$", serve_locally=True, suppress_callback_exceptions=True,
    )  # fmt: skip
    for page in (
        overview, ontwikkeling, kerncijfers, regios, regioprofiel, kaart, vergelijken, verkenner, pilots, verwurging,
        slachtofferdevice, overige_pilots, mijlpalen, gegevens, lading, cijfer, toelichting,
    ):  # fmt: skip
        page.register(app, router, services)
    register_router(app, router)
    register_chart_cards(app)
    theme = register_theme(app, settings.theme_dir)
    if theme.sheet:
        # After our own style, so that its tokens win.
        app.index_string = _INDEX.replace("</head>", f'    <link rel="stylesheet" href="{theme.sheet}">\n    </head>')
    register_failures(app)
    closed = settings.login_required
    app.layout = lambda: guarded(
        lambda: _frame(router, services, theme, asked_address() or "/", closed=closed, content=page_place(router))
    )

    def frame(address: str, content: Static) -> Component:
        return guarded(lambda: _frame(router, services, theme, address, closed=closed, content=[content]))

    documents = Documents(app, router, frame, theme.sheet or "")
    serve_static_page(documents, kerncijfers.PATH)
    workbench = Workbench(documents)
    for work in (aanmelden, account, invoer, audit, verversen, vindplaats):
        work.register(workbench, services)
    register_guard(documents, workbench, services.accounts, settings)
    register_failure_pages(documents, workbench)
    open_door(app, settings, charts=lambda path: path in {overview.PATH, verkenner.PATH})
    return app


def _frame(
    router: Router, services: Services, theme: Theme, address: str, *, closed: bool, content: Sequence[Static]
) -> html.Div:
    """The frame of the page at an address, around its content. ``closed``: to whoever is not logged in."""
    path, _ = split_address(address)
    return html.Div(
        [
            _header(router, services, theme, address, closed=closed),
            _place_nav(router, services, address),
            html.Main(
                [*notices(services, shows_figures=router.shows_figures(path)), *content],  # type: ignore[list-item]
                id="inhoud",
                tabIndex="-1",
            ),
            html.Footer(
                html.P(f"{_FICTION if services.is_demo else _LICENCE} {_TERMS}"),
                className="site-footer",
            ),
        ]
    )


def _day_looked_at(services: Services, address: str) -> date | None:
    """The earlier day whose knowledge the page at an address shows; it stays when one goes to another page."""
    try:
        return read_as_of(asked_values(parse_qs(split_address(address)[1])), today=services.today())
    except UsageError:
        return None


def _header(router: Router, services: Services, theme: Theme, address: str, *, closed: bool) -> html.Header:
    here, as_of = split_address(address)[0], _day_looked_at(services, address)
    place, visitor = router.place(here), current_visitor()
    links = [
        html.Li(
            html.A(
                _nav_name(page, services, visitor),
                href=as_of_link(page.path, as_of),
                **(aria(current="page" if page.path == here else "true") if page.path == place else {}),
            )
        )
        for page in (router.pages(visitor) if visitor.person or not closed else [])
    ]
    nav = html.Nav(html.Ul(links), className="site-nav", **aria(label="Hoofdmenu")) if links else None
    logo = html.Img(src=theme.logo, alt="", className="site-logo") if theme.logo else None
    corner = _person_corner(services, visitor, address)
    return html.Header(html.Div([logo, html.P(NAME, className="site-name"), corner, nav]), className="site-header")


def _nav_name(page: Page, services: Services, visitor: Visitor) -> str | list[Component | str]:
    """The name of a page, at that of entry with how many proposals wait for whoever may decide on them."""
    if page.path != HOME or visitor.person is None or not visitor.may(EDITOR):
        return page.name
    waiting = services.desk.waiting(visitor.person)
    what = " voorstel te beoordelen" if waiting == 1 else " voorstellen te beoordelen"
    return [page.name, f" ({number(waiting)}", html.Span(what, className="heard"), ")"] if waiting else page.name


def _person_corner(services: Services, visitor: Visitor, address: str) -> html.Div | None:
    """Who is logged in, with the way out; else the way in, where there is one."""
    if visitor.person is not None:
        # A button brings the proof itself: Dash has no hidden field that a browser sends.
        leave = html.Button("Afmelden", type="submit", name=CSRF, value=visitor.csrf)
        name = html.A(visitor.person.name, href=account.PATH, title=f"Uw account ({visitor.person.role})")
        return html.Div([name, html.Form(leave, action=aanmelden.LOGOUT, method="post")], className="person-corner")
    if not services.accounts.with_passwords or split_address(address)[0] == aanmelden.PATH:
        return None
    return html.Div(html.A("Aanmelden", href=login_address(address.removesuffix("?"))), className="person-corner")


def _place_nav(router: Router, services: Services, address: str) -> html.Nav | None:
    """The pages beneath the place where the visitor is; None where there are none."""
    here, as_of = split_address(address)[0], _day_looked_at(services, address)
    links = [
        html.Li(
            html.A(page.name, href=as_of_link(page.path, as_of), **(aria(current="page") if page.path == here else {}))
        )
        for page in router.beneath(router.place(here), current_visitor())
    ]
    return html.Nav(html.Ul(links), className="place-nav", **aria(label="Binnen dit onderdeel")) if links else None
