"""The one guard before every page, callback, file, upload and action: who asks, whether they may, whether it is theirs.

What changes something has to come from this very site, and a form has to bring the proof that it was ours. Unknown
endpoints of the workbench are refused. Dash calls layout functions before any request, and so before this guard: what
they show then is for anyone.
"""

from __future__ import annotations

from collections.abc import Collection
from hmac import compare_digest
from urllib.parse import quote, urlencode, urlsplit

from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.accounts import Accounts, proof_of
from dashboard.login_form import LOGIN, login_form
from dashboard.router import problem
from dashboard.settings import Settings
from dashboard.static_page import Documents
from dashboard.visitor import ANYONE, Visitor
from dashboard.web.carried import Carried, carried_of, show_again_form
from dashboard.web.session_cookie import Cookies, form_token, shown_token
from dashboard.web.static_html import Element, Static
from dashboard.workbench import CSRF, SMALL_BODY, Workbench, go
from data_sources.people import READER
from metrics.text.numbers import number

_LOGIN_ENDPOINTS = {f"page{LOGIN}", f"action{LOGIN}"}
_READING = {"GET", "HEAD", "OPTIONS"}
# Files of the pages: the same for everyone, and needed to see the page on which one logs in.
_FILES = {"_dash_assets.static", "theme_file", "plain", "/_favicon.ico"}
_FILES_BEGIN = ("fixed:", "/_dash-component-suites/")


def register_guard(documents: Documents, workbench: Workbench, accounts: Accounts, settings: Settings) -> None:
    """Put the guard on an app, before anything else that answers requests is."""
    guard = Guard(documents, workbench, accounts, settings)
    server = documents.app.server
    # After Dash's own, which finishes the set-up of the app at the first request, also where that one is refused.
    server.before_request(guard.look)
    server.after_request(guard.cookies.write)
    server.register_error_handler(RequestEntityTooLarge, guard.read_too_much)


class Guard:
    """Of one app. Answers in the place of what was asked for, or (None) lets it through."""

    def __init__(
        self, documents: Documents, workbench: Workbench, accounts: Accounts, settings: Settings
    ) -> None:  # fmt: skip
        self._documents, self._workbench, self._accounts = documents, workbench, accounts
        self._login_required = settings.login_required
        public = urlsplit(settings.public_url or "")
        self._public_host = public.netloc.lower()
        self.cookies = Cookies(https=public.scheme == "https")
        prefix = documents.app.config.routes_pathname_prefix
        self._dash_pages = {prefix, f"{prefix}<path:path>"}

    def look(self) -> Response | None:
        endpoint = request.endpoint or ""
        if endpoint in _FILES or endpoint.startswith(_FILES_BEGIN):
            return None
        self.cookies.read()
        g.visitor = self._visitor(endpoint)
        return self._foreign() or self._too_large(endpoint) or self._not_for(endpoint) or self._not_ours(endpoint)

    def _visitor(self, endpoint: str) -> Visitor:
        found = self._accounts.visitor_of(shown_token())
        if found is ANYONE and endpoint in _LOGIN_ENDPOINTS:
            # Logging in, too, is only done with a form of ours: or somebody could be logged in as another one.
            return Visitor(csrf=proof_of(form_token()))
        return found

    def _foreign(self) -> Response | None:
        if request.method in _READING or not _comes_from_elsewhere({request.host.lower(), self._public_host}):
            return None
        return _said("Dit verzoek komt van een andere site, en is daarom geweigerd.", 403)

    def _too_large(self, endpoint: str) -> Response | None:
        # Also of a request that only reads: pages look at its form all the same.
        request.max_content_length = self._workbench.bodies.get(endpoint, SMALL_BODY)
        if (request.content_length or 0) <= request.max_content_length:
            return None
        return self.too_large(endpoint, request.max_content_length)

    def too_large(self, endpoint: str, most: int) -> Response:
        """The answer to a request that is larger than its endpoint may be sent; nothing of it was read."""
        message = f"Wat u instuurt is te groot: ten hoogste {number(most / 1_000_000, 1)} MB. Er is niets bewaard."
        if not self._is_page(endpoint):
            return _said(message, 413)
        return self._page("Dit is te groot", message, link=request.path, name="Terug", status=413)

    def read_too_much(self, _error: RequestEntityTooLarge) -> Response:
        """The same for one that does not say how large it is, or whose texts are too long."""
        return self.too_large(request.endpoint or "", request.max_content_length or SMALL_BODY)

    def _not_for(self, endpoint: str) -> Response | None:
        visitor: Visitor = g.visitor
        if Workbench.owns(endpoint) and endpoint not in self._workbench.roles:
            return _said("Dit adres is voor niemand.", 403)
        role = self._role(endpoint)
        if visitor.may(role):
            return None
        if visitor.person is None:
            return self._unknown_visitor(endpoint)
        needed = f"Hiervoor is de rol {role} nodig; u bent aangemeld als {visitor.role}."
        if not self._is_page(endpoint):
            return _said(needed, 403)
        return self._page("Deze pagina is niet voor u", needed, link="/", name="Naar het overzicht", status=403)

    def _role(self, endpoint: str) -> str | None:
        """The least role for an endpoint, and of Dash's own for the page at the address."""
        owned = Workbench.owns(endpoint)
        role = self._workbench.roles[endpoint] if owned else self._documents.router.role(request.path)
        return READER if role is None and self._login_required and endpoint not in _LOGIN_ENDPOINTS else role

    def _unknown_visitor(self, endpoint: str) -> Response:
        if not self._is_page(endpoint):
            return _said("Meld u eerst aan.", 401)
        if request.method in _READING:
            return go(login_address(_asked()))
        carried = self._carried(endpoint)
        if carried is not None and self._accounts.with_passwords:
            return self._log_in_again(carried)
        message = "U bent niet (meer) aangemeld, en er is niets gewijzigd. Meld u aan en probeer het opnieuw."
        return self._page("Meld u eerst aan", message, link=LOGIN, name="Aanmelden", status=401)

    def _log_in_again(self, carried: Carried) -> Response:
        message = (
            "U bent niet meer aangemeld, en er is niets gewijzigd. Wat u had ingevuld is er nog: meld u hier aan,"
            " dan ziet u het terug."
        )
        form = login_form(Visitor(csrf=proof_of(form_token())), further=carried.address, carried=carried)
        return self._document("Meld u eerst aan", message, form, status=401)

    def _carried(self, endpoint: str) -> Carried | None:
        """What a refused form holds, where it can be shown again and its browser says that it was on a page of ours."""
        if endpoint not in self._workbench.shown_again or not _says_it_is_ours(
            {request.host.lower(), self._public_host}
        ):
            return None
        return carried_of(request.form, _asked())

    def _not_ours(self, endpoint: str) -> Response | None:
        """A form without the proof. Dash's callbacks change nothing; that they come from this site is enough."""
        if request.method in _READING or endpoint not in self._workbench.roles:
            return None
        proof = g.visitor.csrf
        if proof and compare_digest(request.form.get(CSRF, "").encode(), proof.encode()):
            return None
        carried = self._carried(endpoint)
        if carried is not None:
            text = "Intussen bent u opnieuw aangemeld. Er is niets gewijzigd, en wat u had ingevuld is er nog."
            again = show_again_form(g.visitor, carried)
            return self._document("Dit formulier is verlopen", text, again, status=403)
        message = (
            "Dit formulier is verlopen of niet van deze site. Er is niets gewijzigd. Laad de pagina opnieuw, en sta"
            " cookies van deze site toe."
        )
        return self._page("Dit formulier is verlopen", message, link=request.path, name="Opnieuw laden", status=403)

    def _is_page(self, endpoint: str) -> bool:
        """Whether somebody looks at the answer in their browser, in the place of a page."""
        return endpoint.startswith(("page/", "action/", "static/")) or endpoint in self._dash_pages

    def _page(self, title: str, message: str, *, link: str, name: str, status: int) -> Response:
        return self._answer(title, problem(title, message, link=link, name=name), status=status)

    def _document(self, title: str, message: str, form: Element, *, status: int) -> Response:
        return self._answer(title, [Element("h1", title), Element("p", message, class_="lead"), form], status=status)

    def _answer(self, title: str, content: Static, *, status: int) -> Response:
        window = f"{title} · Veilig Thuis in cijfers"
        return self._documents.answer(request.path, content, status=status, title=window)


def login_address(further: str) -> str:
    """Where one logs in, to go on to an address of this site."""
    return f"{LOGIN}?{urlencode({'verder': further})}"


def _asked() -> str:
    query = request.query_string.decode(errors="replace")
    return quote(request.path) + (f"?{query}" if query else "")


def _comes_from_elsewhere(ours: Collection[str]) -> bool:
    """Whether a browser says that another site sent this. Who is no browser says nothing, and has no cookie of ours."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    said = request.headers.get("Origin") or request.headers.get("Referer")
    if not said:
        return False
    try:
        host = urlsplit(said).netloc.lower()
    except ValueError:
        return True
    return not host or host not in ours


def _says_it_is_ours(ours: Collection[str]) -> bool:
    """Whether a browser says that a page of this very site sent this: what another one made up is not carried along."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc.lower() in ours


def _said(text: str, status: int) -> Response:
    return Response(text, status=status, mimetype="text/plain")
