"""From an address to a page. Pages are registered by address; the view of each is its query.

The first layout already holds the page, so that its chart is drawn without another question: the browser says
in the Referer of /_dash-layout which page it is on. Where a proxy strips that header, the browser notices that
another page came than its address says, and asks once more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import Response, has_request_context, request
from orjson import Fragment

from dashboard.failures import Shown, guarded
from dashboard.remembered import Asked, Remembered
from dashboard.visitor import Audience, Visitor, current_visitor
from data_sources.errors import UsageError

Query = Mapping[str, Sequence[str]]

NOT_FOUND = "Deze pagina bestaat niet"


@dataclass(frozen=True)
class Page:
    """A page: its address, its name in the navigation, its first heading, and what it shows for a query.

    ``shows_figures``: whether figures of CBS are among that. ``parent``: the page it belongs to, which stands in the
    navigation in its place. ``listed``: whether it stands beneath that, on the pages of that place. ``remembered``:
    whether all it shows rests on its query, its audience and the standing of store and clock (`dashboard/standing.py`),
    so that it need not be made again before that changes. ``role``: the least role it is for; None: all who may read.
    """

    path: str
    name: str
    heading: str
    render: Callable[[Query, Audience], Component]
    title: Callable[[Query], str]
    shows_figures: bool
    parent: str | None = None
    listed: bool = False
    remembered: bool = False
    role: str | None = None


class Router:
    """The pages of one app, and what is remembered of them."""

    def __init__(self, remembered: Remembered) -> None:
        self._pages: dict[str, Page] = {}
        self._remembered = remembered

    def pages(self, visitor: Visitor) -> list[Page]:
        """Those of a visitor's navigation, in the order in which they were added."""
        return [page for page in self._pages.values() if page.parent is None and visitor.may(page.role)]

    def beneath(self, place: str, visitor: Visitor) -> list[Page]:
        """A visitor's pages of one place in the navigation, itself first; empty where nothing is listed beneath it."""
        pages = [page for page in self._pages.values() if visitor.may(page.role)]
        listed = [page for page in pages if page.parent == place and page.listed]
        return [self._pages[place], *listed] if listed and place in self._pages else []

    def role(self, path: str) -> str | None:
        """The least role the page of an address is for; None: all who may read, and an address without a page."""
        page = self._pages.get(_plain(path))
        return page.role if page else None

    def place(self, path: str) -> str:
        """The address in the navigation under which an address falls."""
        page = self._pages.get(_plain(path))
        return page.parent or page.path if page else _plain(path)

    def add(
        self, path: str, *, name: str, heading: str, render: Callable[[Query, Audience], Component],
        title: Callable[[Query], str] | None = None, shows_figures: bool = True, parent: str | None = None,
        listed: bool = False, remembered: bool = False, role: str | None = None,
    ) -> None:  # fmt: skip
        """Add a page. ``render`` and ``title`` may raise UsageError for a query that cannot be shown."""
        title = title or (lambda _query: name)
        self._pages[path] = Page(
            path, name, heading, render, title, shows_figures, parent, listed, remembered, role
        )  # fmt: skip

    def title(self, address: str) -> str:
        """The title of the window on an address (path and query): tells views apart, and errors from pages."""
        path, query = split_address(address)
        page = self._pages.get(_plain(path))
        try:
            name = page.title(parse_qs(query)) if page else "Niet gevonden"
        except UsageError:
            name = "Dit kan niet worden getoond"
        return f"{name} · Veilig Thuis in cijfers"

    def way_to(self, path: str) -> str:
        """What a link to a page is called."""
        page = self._pages.get(_plain(path))
        return f"Naar {page.name}" if page else "Naar het overzicht"

    def heading(self, path: str) -> str:
        """The first heading of an address, which the browser can show before the page has come."""
        page = self._pages.get(_plain(path))
        return page.heading if page else NOT_FOUND

    def shows_figures(self, path: str) -> bool:
        """Whether the page of an address shows figures of CBS; an unknown one may."""
        page = self._pages.get(_plain(path))
        return page.shows_figures if page else True

    def knows(self, path: str) -> bool:
        return _plain(path) in self._pages

    def show(self, address: str, *, visitor: Visitor) -> Component | Fragment:
        """The page of an address (path and query) as a visitor may see it, as a component or as its JSON; a Dutch
        page for an unknown path, a page for others or an impossible query, which is never remembered, and neither is a
        failure.
        """
        audience = visitor.audience

        def content(page: Page, query: str) -> Component | Fragment:
            if not page.remembered:
                return _made(page, query, audience)
            asked = Asked(f"{page.path}?{query}", audience)
            return self._remembered.answer(asked, lambda: _made(page, query, audience))

        return self._shown(address, visitor, content)

    def build(self, address: str, *, visitor: Visitor) -> Component:
        """The same page always made now, and as a component: for who makes something else of it than Dash does."""
        return self._shown(address, visitor, lambda page, query: _made(page, query, visitor.audience))

    def _shown(self, address: str, visitor: Visitor, content: Callable[[Page, str], Shown]) -> Shown | html.Div:
        path, query = split_address(address)
        page = self._pages.get(_plain(path))
        if page is None:
            return problem(NOT_FOUND, f"Er is geen pagina op {path}.", link="/", name="Naar het overzicht")
        if not visitor.may(page.role):
            return problem(
                "Deze pagina is niet voor u", f"Hiervoor is de rol {page.role} nodig.", link="/",
                name="Naar het overzicht",
            )  # fmt: skip
        try:
            return guarded(lambda: content(page, query))
        except UsageError as error:
            return problem("Dit kan niet worden getoond", error.message, link=page.path, name=f"Naar {page.name}")


def asked_address() -> str | None:
    """The path and query of the page that asks for the layout; None when the browser does not say."""
    if not has_request_context():
        return None
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        # No address at all.
        return None
    if referer.netloc != request.host:
        return None
    return referer.path + (f"?{referer.query}" if referer.query else "")


def split_address(address: object) -> tuple[str, str]:
    """The path and query of an address, in letters that can be sent back; those of no page for what is no address."""
    if not isinstance(address, str):
        return "?", ""
    try:
        parts = urlsplit(address.encode(errors="backslashreplace").decode())
    except ValueError:
        return "?", ""
    return parts.path, parts.query


def _sent_back(address: object) -> object:
    """The address as it was asked for, where an answer can hold it."""
    return address.encode(errors="backslashreplace").decode() if isinstance(address, str) else address


def page_place(router: Router) -> list[Component]:
    """Where the page stands in the frame, filled for the address that asks."""
    address = asked_address()
    content: Any = router.show(address, visitor=current_visitor()) if address is not None else None
    return [
        dcc.Location(id="address", refresh=False),
        dcc.Store(id="shown-address", data=address),
        dcc.Store(id="wanted-address"),
        html.Div(content, id="page"),
    ]


def register_router(app: Dash, router: Router) -> None:
    """The second question of a browser that did not say where it was; and 404 for addresses without a page."""
    app.clientside_callback(
        ClientsideFunction("address", "wanted"),
        Output("wanted-address", "data"),
        Input("address", "href"),
        State("shown-address", "data"),
    )
    app.callback(
        Output("page", "children"), Output("shown-address", "data"), Input("wanted-address", "data"),
        prevent_initial_call=True,
    )(lambda address: (router.show(address, visitor=current_visitor()), _sent_back(address)))  # fmt: skip

    def mark_unknown(response: Response) -> Response:
        # What a form is sent to has an address of its own, which no page need have.
        is_page = request.method != "POST" and response.mimetype == "text/html" and response.status_code == 200
        if is_page and not router.knows(request.path):
            response.status_code = 404
        return response

    app.server.after_request(mark_unknown)


def problem(title: str, message: str, *, link: str, name: str) -> html.Div:
    """A page that says what cannot be, and where to go instead."""
    return html.Div([html.H1(title), html.P(message, className="lead", role="alert"), html.P(html.A(name, href=link))])


def _made(page: Page, query: str, audience: Audience) -> Component:
    return page.render(parse_qs(query), audience)


def _plain(path: str) -> str:
    return path.rstrip("/") or "/"
