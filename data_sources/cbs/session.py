"""The session that cbsodata makes for each page, bounded: by the clock, by its host, by what was read, by its length.

A page that does not come over whole is asked for again, twice at most and each time after a longer pause: CBS drops
connections and answers 503 under load. What is there but wrong is not asked for again.

``cbsodata`` keeps its session class in a module global; ``bounded_call`` sets it under a lock and hands each call
its own limits. A call from elsewhere in the process keeps requests' own behaviour.
"""

from __future__ import annotations

import http.client
import io
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import requests
from cbsodata import cbsodata3
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

log = logging.getLogger(__name__)

_CHUNK = 65_536
# A page of CBS holds 10 000 rows: some tens of megabytes at most. More than this is not a page.
_LARGEST_PAGE = 200_000_000
# An address that swallows connections, as CBS's IPv6 one did, holds a page up no longer than this: another is tried.
_CONNECT = 10.0
_PASSING = {429, 500, 502, 503, 504}


class DeadlineReached(requests.exceptions.Timeout):
    """The whole table took longer than its deadline."""


# What may be over in a moment; and what of it never is.
_BROKEN = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
_LASTING = (DeadlineReached, requests.exceptions.SSLError, requests.exceptions.ProxyError)


class PageCircle(requests.exceptions.RequestException):
    """A nextLink that points to a page already read."""


class OtherHost(requests.exceptions.RequestException):
    """A nextLink or redirect to another host: its figures would pass for those of the host that was asked."""


class PageTooLarge(requests.exceptions.RequestException):
    """An answer without end."""


@dataclass
class _Call:
    """What one call of get_meta may cost, for the session that cbsodata makes for each of its pages."""

    scheme: str
    host: str
    deadline: float
    received: Callable[[int], None]
    take: Callable[[bytes], bytes]
    stall: float
    pauses: Sequence[float]
    largest: int = _LARGEST_PAGE
    bytes: int = 0
    pages: set[str] = field(default_factory=set)

    def admit(self, request: requests.PreparedRequest) -> None:
        """Let a page through that is of this host and not read yet; cbsodata knows no scheme for a single call."""
        url = str(request.url)
        # And a link that leaves TLS is followed inside it: figures that came in the clear may be anybody's.
        if not self.pages or self.scheme == "https":
            url = request.url = f"{self.scheme}://{url.partition('://')[2]}"
        if urlsplit(url).hostname != self.host:
            raise OtherHost(url)
        if url in self.pages:
            raise PageCircle(f"page already read: {url}")
        self.pages.add(url)

    def pause(self, pauses: list[float], why: object) -> bool:
        """Wait for the next of these pauses; False when there is none, or no time for it."""
        if not pauses or time.monotonic() + pauses[0] >= self.deadline:
            return False
        log.info("asking CBS again in %s s: %r", pauses[0], why)
        time.sleep(pauses.pop(0))
        return True


_current: ContextVar[_Call | None] = ContextVar("cbs_call", default=None)
_install = threading.Lock()


class _BoundedSession(requests.Session):
    """A session that watches the clock while head and body come in: a per-read time-out never fires on a drip."""

    def __init__(self) -> None:
        super().__init__()
        if _current.get() is not None:
            # Without this a redirect would look for a proxy in the environment.
            self.trust_env = False
            self.mount("https://", _ClockedAdapter())
            self.mount("http://", _ClockedAdapter())

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        call = _current.get()
        if call is None:
            return super().send(request, **kwargs)
        # requests follows a redirect by calling this method again; whoever asked first tries again for both.
        pauses = [min(pause, call.stall) for pause in call.pauses] if kwargs.get("allow_redirects", True) else []
        pages, size = set(call.pages), call.bytes
        while True:
            try:
                response = self._send_once(request, call, kwargs)
                if response.status_code not in _PASSING or not call.pause(pauses, response.status_code):
                    return response
            except _BROKEN as error:
                if isinstance(error, _LASTING) or not call.pause(pauses, error):
                    raise
            call.pages, call.bytes = set(pages), size

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Where a redirect leads; its body is dropped unread: requests would read it whole, whatever its length."""
        if _current.get() is not None and resp.is_redirect:
            resp._content = b""
            resp.raw.close()
        return super().get_redirect_target(resp)

    def _send_once(
        self, request: requests.PreparedRequest, call: _Call, kwargs: Mapping[str, Any]
    ) -> requests.Response:
        call.admit(request)
        try:
            stall = min(call.stall, _remaining(call.deadline))
            patience = {"stream": True, "timeout": (min(stall, _CONNECT), stall)}
            with self:
                response = super().send(request, **{**kwargs, **patience})
                # After a redirect it has been read already, by the call of this method that followed it.
                if not response.history and not response.is_redirect:
                    body = _read(response, call)
                    response._content = call.take(body) if response.status_code == requests.codes.ok else body
        except (requests.RequestException, TimeoutError) as error:
            if time.monotonic() >= call.deadline:
                raise DeadlineReached("deadline reached") from error
            raise
        return response


def _read(response: requests.Response, call: _Call) -> bytes:
    parts, size = [], 0
    with response:
        try:
            while part := response.raw.read1(_CHUNK, decode_content=True):
                parts.append(part)
                size += len(part)
                if size > call.largest:
                    raise PageTooLarge(f"more than {call.largest} bytes")
                call.received(call.bytes + size)
        except ReadTimeoutError as error:
            raise requests.exceptions.ReadTimeout(error) from error
        except HTTPError as error:
            raise requests.exceptions.ChunkedEncodingError(error) from error
    call.bytes += size
    length = response.headers.get("Content-Length")
    if length is not None and "Content-Encoding" not in response.headers and size != int(length):
        raise requests.exceptions.ChunkedEncodingError(f"{size} of {length} bytes")
    return b"".join(parts)


def _remaining(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("deadline reached")
    return left


class _ClockedFile(io.RawIOBase):
    """What comes in over a socket; each read waits no longer than its time-out and what is left of the call."""

    def __init__(self, raw: io.RawIOBase, connection: socket.socket, deadline: float) -> None:
        self._raw, self._connection, self._deadline = raw, connection, deadline
        self._timeout = connection.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = _remaining(self._deadline)
        self._connection.settimeout(left if self._timeout is None else min(self._timeout, left))
        return cast("int | None", self._raw.readinto(buffer))

    def close(self) -> None:
        self._raw.close()
        super().close()


class _ClockedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        call = _current.get()
        if call is not None:
            self.fp = io.BufferedReader(_ClockedFile(self.fp.detach(), sock, call.deadline))


class _ClockedConnection(HTTPConnection):
    response_class = _ClockedResponse


class _ClockedSecureConnection(HTTPSConnection):
    response_class = _ClockedResponse


class _ClockedPool(HTTPConnectionPool):
    ConnectionCls = _ClockedConnection


class _ClockedSecurePool(HTTPSConnectionPool):
    ConnectionCls = _ClockedSecureConnection


class _ClockedAdapter(HTTPAdapter):
    """requests' own way out, direct or by a proxy, over clocked connections."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        _clock(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        return _clock(super().proxy_manager_for(*args, **kwargs))


def _clock(manager: PoolManager) -> PoolManager:
    manager.pool_classes_by_scheme = {"http": _ClockedPool, "https": _ClockedSecurePool}
    return manager


@contextmanager
def bounded_call(
    *, scheme: str, host: str, deadline: float, stall: float, received: Callable[[int], None],
    take: Callable[[bytes], bytes] = lambda body: body, pauses: Sequence[float] = (), largest: int = _LARGEST_PAGE,
) -> Iterator[None]:  # fmt: skip
    """Within this block cbsodata asks this host only, reads until ``deadline`` (time.monotonic), waits no longer than
    ``stall`` seconds for any part, and reports the bytes received. ``take`` sees each whole page first, and gives what
    cbsodata shall see of it. ``pauses``: seconds before each further try at a page, and never longer than ``stall``.
    ``largest``: the bytes of a page beyond which it is none.
    """
    with _install:
        if cbsodata3.Session is not _BoundedSession:
            cbsodata3.Session = _BoundedSession
    token = _current.set(_Call(scheme, host, deadline, received, take, stall, pauses, largest))
    try:
        yield
    finally:
        _current.reset(token)


def bounded_session() -> requests.Session:
    """A session for what cbsodata does not ask, within `bounded_call`: under the same limits."""
    return _BoundedSession()
