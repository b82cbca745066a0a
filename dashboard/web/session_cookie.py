"""The cookies of who is logged in, and of who is about to: what a browser shows, and what an answer lets it keep.

A page says what is to be kept (`keep_token`, `forget_token`); the door writes it (`write_cookies`).
"""

from __future__ import annotations

import secrets

from flask import Response, g, request

SESSION, FORM = "veiligthuis", "veiligthuis-formulier"
# A browser lets only this very host, over https, write a cookie whose name begins so.
_HOST_ONLY = "__Host-"
_LONGEST = 200


class Cookies:
    """``https``: whether the dashboard is reached over https, whatever a request looks like that comes by a proxy."""

    def __init__(self, *, https: bool) -> None:
        self._https = https

    def read(self) -> None:
        """Keep with the request what its browser shows."""
        g.token = self._shown(SESSION)
        g.form_token = self._shown(FORM)

    def write(self, response: Response) -> Response:
        """Put on an answer what the page it came from wants the browser to keep or forget."""
        for name, value in g.get("cookies", {}).items():
            # Without a life of its own: it goes when the browser is closed. Nothing to keep is forgotten at once.
            response.set_cookie(
                self._name(name), value, max_age=None if value else 0, expires=None if value else 0,
                secure=self._secure, httponly=True, samesite="Lax",
            )  # fmt: skip
        return response

    @property
    def _secure(self) -> bool:
        return self._https or request.is_secure

    def _name(self, name: str) -> str:
        return f"{_HOST_ONLY if self._secure else ''}{name}"

    def _shown(self, name: str) -> str:
        value = request.cookies.get(self._name(name), "")
        return value if len(value) <= _LONGEST else ""


def shown_token() -> str:
    """The token of the session that the browser shows, '' for none; whether it holds is another matter."""
    return str(g.get("token", ""))


def form_token() -> str:
    """What ties a form to a browser that has no session: what it shows, or else what it is given with this answer."""
    if not g.get("form_token"):
        g.form_token = secrets.token_urlsafe(32)
        _keep(FORM, g.form_token)
    return str(g.form_token)


def keep_token(token: str) -> None:
    """Have the browser show this from now on: somebody has logged in."""
    _keep(SESSION, token)
    _keep(FORM, "")


def forget_token() -> None:
    """Have the browser show nothing any more."""
    _keep(SESSION, "")


def _keep(name: str, value: str) -> None:
    g.setdefault("cookies", {})[name] = value
