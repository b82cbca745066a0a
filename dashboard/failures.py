"""When something breaks that nobody foresaw: a Dutch sentence with a reference, and the whole story in the log."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import TypeVar

from dash import Dash, html
from flask import Response
from werkzeug.exceptions import HTTPException

from data_sources.errors import UsageError, VeiligThuisError

log = logging.getLogger(__name__)

Shown = TypeVar("Shown")


def explain(error: Exception) -> str:
    """What a visitor is told. One of our own errors speaks for itself; any other gets a reference into the log."""
    reference = secrets.token_hex(4)
    log.error("failure %s", reference, exc_info=error)
    what = error.message if isinstance(error, VeiligThuisError) else "Er ging iets mis aan onze kant."
    again = "" if "opnieuw" in what else " Probeer het opnieuw."
    return f"{what}{again} Blijft het misgaan, geef dan referentie {reference} door aan de beheerder."


def guarded(show: Callable[[], Shown]) -> Shown | html.Div:
    """What ``show`` gives, or a page that says what happened: the browser would else be left with nothing.

    A UsageError passes.
    """
    try:
        return show()
    except UsageError:
        # What a visitor can mend is said by who asked for it.
        raise
    except Exception as error:
        return html.Div([html.H1("Dit lukt nu niet"), html.P(explain(error), className="lead", role="alert")])


def refused_by_plain_text(text: str, status: int) -> Response:
    """An answer for whoever asked for no page."""
    return Response(text, status=status, mimetype="text/plain")


def register_failures(app: Dash) -> None:
    """Dutch sentences for what goes wrong outside a page as well: files, downloads, wrong addresses."""

    def refused(error: HTTPException) -> Response:
        code = error.code or 500
        text = "Dit adres bestaat niet." if code == 404 else f"Dit verzoek is niet te beantwoorden (code {code})."
        return refused_by_plain_text(text, code)

    def broken(error: Exception) -> Response:
        return refused_by_plain_text(explain(error), 500)

    app.server.register_error_handler(HTTPException, refused)
    app.server.register_error_handler(Exception, broken)
