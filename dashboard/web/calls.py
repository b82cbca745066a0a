"""Calls for Dash that no page of ours makes: refused with a sentence, where Dash itself would break on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash
from dash.exceptions import DependencyException
from flask import Response, request

_CALLBACK = "/_dash-update-component"


def refuse_wrong_calls(app: Dash) -> None:
    """Put before the callbacks and the script files of an app."""

    def look() -> Response | None:
        if request.endpoint != _CALLBACK or request.method != "POST":
            return None
        try:
            known = _is_call(request.get_json(silent=True), app.callback_map)
        except RecursionError:
            # Lists within lists, and no end of it.
            known = False
        return None if known else _said("Dit verzoek is niet te beantwoorden.", 400)

    def no_such_file(_error: DependencyException) -> Response:
        return _said("Dit adres bestaat niet.", 404)

    app.server.before_request(look)
    app.server.register_error_handler(DependencyException, no_such_file)


def _is_call(body: object, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a body has the shape in which a page asks for a callback of ours."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = callbacks.get(body["output"])
    if callback is None or not _are_names(body.get("changedPropIds", [])):
        return False
    outputs = body.get("outputs")
    return (
        _are_properties(outputs if isinstance(outputs, list) else [outputs])
        and all(_are_as_asked(body.get(part, []), callback.get(part, [])) for part in ("inputs", "state"))
    )  # fmt: skip


def _are_as_asked(given: object, asked: list[Mapping[str, Any]]) -> bool:
    return isinstance(given, list) and len(given) == len(asked) and _are_properties(given)


def _are_properties(given: list[Any]) -> bool:
    """Of components by their ids; of a pattern, a list of them."""
    return all(
        _are_properties(item) if isinstance(item, list)
        else isinstance(item, dict) and isinstance(item.get("property"), str) and isinstance(item.get("id"), str | dict)
        for item in given
    )  # fmt: skip


def _are_names(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(name, str) for name in given)


def _said(text: str, status: int) -> Response:
    return Response(text, status=status, mimetype="text/plain")
