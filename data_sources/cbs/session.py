"""The session that cbsodata makes for each page, bounded: by the clock, by what was read, by its length.

``cbsodata`` keeps its session class and scheme in module globals; ``bounded_call`` sets both under a lock and
hands each call its own limits. A call from elsewhere in the process keeps requests' own behaviour.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import cbsodata
import requests
from cbsodata import cbsodata3
from urllib3.exceptions import HTTPError, ReadTimeoutError

_CHUNK = 65_536


class DeadlineReached(requests.exceptions.Timeout):
    """The whole table took longer than its deadline."""


class PageCircle(requests.exceptions.RequestException):
    """A nextLink that points to a page already read."""


@dataclass
class _Call:
    """What one call of get_meta may cost, for the session that cbsodata makes for each of its pages."""

    deadline: float
    received: Callable[[int], None]
    bytes: int = 0
    pages: set[str] = field(default_factory=set)


_current: ContextVar[_Call | None] = ContextVar("cbs_call", default=None)
_install = threading.Lock()


class _BoundedSession(requests.Session):
    """A session that watches the clock while the body comes in: a per-read time-out never fires on a drip."""

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        call = _current.get()
        if call is None:
            return super().send(request, **kwargs)
        if str(request.url) in call.pages:
            raise PageCircle(f"page already read: {request.url}")
        call.pages.add(str(request.url))
        with self:
            response = super().send(request, **{**kwargs, "stream": True})
            response._content = self._read(response, call)
        return response

    def _read(self, response: requests.Response, call: _Call) -> bytes:
        parts = []
        try:
            while part := response.raw.read1(_CHUNK, decode_content=True):
                parts.append(part)
                call.bytes += len(part)
                call.received(call.bytes)
                if time.monotonic() > call.deadline:
                    raise DeadlineReached("deadline reached while reading")
        except ReadTimeoutError as error:
            raise requests.exceptions.ReadTimeout(error) from error
        except HTTPError as error:
            raise requests.exceptions.ChunkedEncodingError(error) from error
        length = response.headers.get("Content-Length")
        body = b"".join(parts)
        if length is not None and "Content-Encoding" not in response.headers and len(body) != int(length):
            raise requests.exceptions.ChunkedEncodingError(f"{len(body)} of {length} bytes")
        return body


@contextmanager
def bounded_call(*, deadline: float, secure: bool, received: Callable[[int], None]) -> Iterator[None]:
    """Within this block cbsodata reads until ``deadline`` (time.monotonic) and reports the bytes received."""
    with _install:
        if cbsodata3.Session is not _BoundedSession:
            cbsodata3.Session = _BoundedSession
        if cbsodata.options.use_https != secure:
            cbsodata.options.use_https = secure
    token = _current.set(_Call(deadline, received))
    try:
        yield
    finally:
        _current.reset(token)
