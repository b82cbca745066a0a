"""Pages for people with a role: finished HTML with forms that are sent, and what happens when they are.

No Dash callback changes anything: whatever does is an action here, with a role, which the door asks for before the
action is reached (`dashboard/web/guard.py`), together with the proof that the form was ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from werkzeug.datastructures import FileStorage, MultiDict

from dashboard.exports.downloads import refusal
from dashboard.router import Query, Router, problem
from dashboard.static_page import Documents
from dashboard.visitor import Audience, Visitor, current_visitor
from dashboard.web.static_html import Element, Static
from data_sources.errors import UsageError
from data_sources.people import Person

# The name under which a form sends the proof that it was ours.
CSRF = "csrf"
# A form that brings this is shown again as it was filled in, and never acted upon (`dashboard/web/carried.py`).
AGAIN = "opnieuw"
# What a form without a file may hold, in bytes: all its fields together.
SMALL_BODY = 256_000
# How the endpoints of its three kinds begin.
_PAGE, _ACTION, _FILE = "page/", "action/", "file/"
_UNSEEN = "Deze pagina opent u op haar eigen adres."


@dataclass(frozen=True)
class Visit:
    """One request for a page or an action: who asks, the query of the address, and what a form sent."""

    visitor: Visitor
    query: Query
    form: MultiDict[str, str]
    files: MultiDict[str, FileStorage]

    @property
    def person(self) -> Person:
        """Who acts. Only for pages and actions that ask for a role, where there always is somebody."""
        if self.visitor.person is None:
            raise RuntimeError("an action without a role has nobody who acts")
        return self.visitor.person

    def asked(self, name: str) -> str:
        """The last value of a name in the query, '' for none."""
        return (self.query.get(name) or [""])[-1]


class Workbench:
    """The pages and actions of one app. ``roles``: the least role for each of their endpoints; ``bodies``: the most
    bytes that each of the actions may be sent; ``shown_again``: the actions that can show what they were sent.
    """

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.roles: dict[str, str | None] = {}
        self.bodies: dict[str, int] = {}
        self.shown_again: set[str] = set()

    @staticmethod
    def owns(endpoint: str) -> bool:
        """Whether an endpoint is of a workbench; one of those that has no role here is nobody's."""
        return endpoint.startswith((_PAGE, _ACTION, _FILE))

    @property
    def router(self) -> Router:
        return self._documents.router

    def page(
        self, path: str, *, name: str, role: str | None, render: Callable[[Visit], Static | Response],
        heading: str | None = None,
        parent: str | None = None, listed: bool = False, scripts: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """A page at an address, in the navigation of those it is for. ``render`` gives what it shows, or an answer of
        its own where it cannot show what was asked for; it may raise UsageError: then there is a way to the page it
        belongs to (``parent``), or else to itself. The window has the heading as its title.
        """

        def unseen(_query: Query, _audience: Audience) -> Component:
            # Dash asks for the page of an address, too; this one has no part in that.
            return html.Div([html.H1(heading or name), html.P(html.A(_UNSEEN, href=path))])

        def answer() -> Response:
            address = f"{path}?{request.query_string.decode(errors='replace')}"
            try:
                content, status = render(_visit()), 200
                if isinstance(content, Response):
                    return content
            except UsageError as error:
                to = parent or path
                content, status = problem("Dit kan niet", error.message, link=to, name=self.router.way_to(to)), 400
            title = window_title(content) if status == 200 else None
            return self._documents.answer(address, content, status=status, title=title, scripts=scripts)

        self.router.add(
            path, name=name, heading=heading or name, render=unseen, shows_figures=False, parent=parent, listed=listed,
            role=role,
        )  # fmt: skip
        self._serve(path, f"page{path}", answer, role, ["GET"])

    def action(
        self, path: str, *, role: str | None, handle: Callable[[Visit], Response], largest: int = SMALL_BODY,
        again: Callable[[Visit], Response] | None = None,
    ) -> None:  # fmt: skip
        """What happens when a form is sent to an address. A UsageError of ``handle`` becomes a page that says it.

        ``largest``: the most bytes that may be sent, more than usual where a form takes a file. ``again``: answers the
        form as it was filled in and changes nothing, so that what was typed outlives a session; never of passwords.
        """

        def answer() -> Response:
            try:
                if AGAIN not in request.form:
                    return handle(_visit())
                if again is None:
                    raise UsageError("Wat u had ingevuld is niet meegekomen. Vul het opnieuw in.")
                return again(_visit())
            except UsageError as error:
                wrong = problem("Dit kan niet", error.message, link=request.referrer or "/", name="Terug")
                return self.answer(path, wrong, status=400)

        endpoint = self._serve(path, f"action{path}", answer, role, ["POST"])
        self.bodies[endpoint] = largest
        if again is not None:
            self.shown_again.add(endpoint)

    def file(self, path: str, *, role: str | None, answer: Callable[[Visit], Response]) -> None:
        """A file or other data at an address, for those with a role. A UsageError becomes its sentence, with 400."""

        def view() -> Response:
            try:
                return answer(_visit())
            except UsageError as error:
                return refusal(error)

        self._serve(path, f"file{path}", view, role, ["GET"])

    def answer(
        self, path: str, content: Static, *, status: int = 200, title: str | None = None, scripts: Sequence[str] = ()
    ) -> Response:
        """A page that an action answers with, such as its form with what is wrong in it (422; the window then says so,
        before anything else). ``title``: of the window, where it is not the heading of the page.
        """
        if status in {200, 422} and title is None:
            title = window_title(content) or self.router.title(path)
            title = f"Fout: {title}" if status == 422 else title
        return self._documents.answer(path, content, status=status, title=title, scripts=scripts)

    def _serve(
        self, path: str, endpoint: str, view: Callable[[], Response], role: str | None, methods: list[str]
    ) -> str:
        endpoint = endpoint.replace(".", "-")
        self.roles[endpoint] = role
        self._documents.app.server.add_url_rule(path, endpoint, view, methods=methods)
        return endpoint


def go(address: str) -> Response:
    """Where an action leads: the page is asked for anew, so that sending again by reloading cannot be."""
    found = redirect(address, code=303)
    return Response(found.get_data(), status=303, headers=list(found.headers))


def post_form(
    visitor: Visitor, action: str, children: Sequence[Static], *, upload: bool = False, **more: str
) -> Element:
    """A form that is sent to an action, with the proof that it is ours."""
    kind = {"enctype": "multipart/form-data"} if upload else {}
    proof = Element("input", type="hidden", name=CSRF, value=visitor.csrf)
    return Element("form", proof, *children, action=action, method="post", **kind, **more)


def window_title(content: Static) -> str | None:
    """The title of a window in which this page is: its first heading; None where it has none."""
    heading = _heading(content)
    return f"{heading} · Veilig Thuis in cijfers" if heading else None


def _heading(part: object) -> str | None:
    if isinstance(part, Element):
        tag, children = part.tag, list(part.children)
    elif isinstance(part, Component):
        inner = getattr(part, "children", None)
        tag, children = type(part).__name__.lower(), list(inner) if isinstance(inner, list | tuple) else [inner]
    elif isinstance(part, list | tuple):
        tag, children = "", list(part)
    else:
        return None
    if tag == "h1":
        return " ".join(str(child) for child in children if isinstance(child, str))
    return next((found for child in children if (found := _heading(child)) is not None), None)


def _visit() -> Visit:
    return Visit(current_visitor(), request.args.to_dict(flat=False), request.form, request.files)
