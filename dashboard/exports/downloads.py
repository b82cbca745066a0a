"""Files to keep, at addresses with the same query as the pages they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dash import Dash
from flask import Response, request

from dashboard.router import Query
from data_sources.errors import UsageError


def register_download(app: Dash, path: str, answer: Callable[[Query], Response]) -> None:
    """Serve a file at an address. A UsageError of ``answer``, for a query that cannot be shown, becomes its sentence
    with 400, as the page refuses it.
    """

    def view() -> Response:
        try:
            return answer(request.args.to_dict(flat=False))
        except UsageError as error:
            return refusal(error)

    # A dot in this name would make flask look for a blueprint.
    app.server.add_url_rule(path, path.replace(".", "-"), view)


def refusal(error: UsageError) -> Response:
    """Why there is no file, in place of it."""
    return Response(error.message, status=400, mimetype="text/plain")


def file_answer(content: bytes | Iterable[bytes], kind: str, name: str) -> Response:
    """A file to keep under this name; in parts it is sent while they are made."""
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def csv_answer(content: bytes | Iterable[bytes], name: str) -> Response:
    """A table to keep; ``name`` without what says its kind."""
    return file_answer(content, "text/csv", f"{name}.csv")
