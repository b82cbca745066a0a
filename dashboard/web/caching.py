"""How long a browser may keep an answer: files as long as their address lasts, figures not at all."""

from __future__ import annotations

from hashlib import sha256

from dash import Dash
from flask import Response, request

from dashboard.web.frontend import YEAR


def cache_answers(app: Dash) -> None:
    """Say of each answer how long it may be kept, and answer 304 to a browser that has the file already."""

    def cached(response: Response) -> Response:
        if is_file(app) and response.status_code == 200:
            _keep_file(response, fingerprinted=_has_fingerprint(app, response))
        elif not response.cache_control or response.status_code >= 400:
            # Figures change, and some pages will be for some people only.
            response.cache_control.clear()
            response.cache_control.no_store = True
        return response

    app.server.after_request(cached)


def is_file(app: Dash) -> bool:
    """Whether this request is for one of the files of the page, which are the same for everyone."""
    prefix = app.config.routes_pathname_prefix
    return request.path.startswith((f"{prefix}_dash-component-suites/", f"{prefix}_frontend/", _assets(app)))


def whole(response: Response) -> bytes:
    """All that an answer sends. A file from a folder comes as a stream; ours are small enough to hold."""
    stream = response.response
    response.direct_passthrough = False
    content = response.get_data()
    if hasattr(stream, "close"):
        stream.close()
    return content


def _has_fingerprint(app: Dash, response: Response) -> bool:
    # Dash says a year for what has one in its address; of our own assets it writes one after the question mark.
    return response.cache_control.max_age == YEAR or (request.path.startswith(_assets(app)) and "m" in request.args)


def _keep_file(response: Response, *, fingerprinted: bool) -> None:
    response.cache_control.clear()
    response.cache_control.public = True
    if fingerprinted:
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    # Of what is sent, so that each encoding has its own, as Vary asks.
    response.set_etag(sha256(whole(response)).hexdigest()[:32])
    response.last_modified = None
    response.make_conditional(request)


def _assets(app: Dash) -> str:
    return f"{app.config.routes_pathname_prefix}{app.config.assets_url_path.strip('/')}/"
