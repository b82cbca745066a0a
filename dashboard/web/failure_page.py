"""What breaks in a page or an action of the workbench: a page that says so, and that keeps what was typed."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.exc import DatabaseError

from dashboard.failures import explain, refused_by_plain_text
from dashboard.static_page import Documents
from dashboard.visitor import current_visitor
from dashboard.web.carried import carried_of, show_again_form
from dashboard.web.static_html import Element
from dashboard.workbench import Workbench
from data_sources.errors import StoreBusy

TITLE = "Dit lukt nu niet"
_NOTHING_KEPT = "Er is niets bewaard."
# Where it broke after the store had answered, or while it did, nobody here can tell.
_UNSURE = "Kijk eerst na of uw wijziging bewaard is, voordat u haar opnieuw instuurt."


def register_failure_pages(documents: Documents, workbench: Workbench) -> None:
    """Answer with a page where one is looked at, 503 where the store is only busy; elsewhere with a sentence."""

    def broken(error: Exception) -> Response:
        endpoint = request.endpoint or ""
        said, status = explain(error), 503 if isinstance(error, StoreBusy) else 500
        if not endpoint.startswith(("page/", "action/")):
            return refused_by_plain_text(said, status)
        acted = endpoint.startswith("action/")
        carried = carried_of(request.form, request.full_path) if endpoint in workbench.shown_again else None
        content = [
            Element("h1", TITLE),
            Element("p", said, class_="lead", role="alert"),
            Element("p", _NOTHING_KEPT if _is_undone(error) else _UNSURE) if acted else None,
            show_again_form(current_visitor(), carried) if carried is not None else None,
            Element("p", Element("a", "Naar het overzicht", href="/")),
        ]
        try:
            title = f"{TITLE} · Veilig Thuis in cijfers"
            return documents.answer(request.path, content, status=status, title=title)
        except Exception:
            # The frame of a page asks the store as well.
            return refused_by_plain_text(said, status)

    documents.app.server.register_error_handler(Exception, broken)


def _is_undone(error: Exception) -> bool:
    """Whether the store itself refused, which takes all of a change back; not where its answer was lost."""
    return isinstance(error, StoreBusy) or (isinstance(error, DatabaseError) and not error.connection_invalidated)
