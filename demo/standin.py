"""A local stand-in for CBS's OData v3 services: a real HTTP server on the loopback address."""

from __future__ import annotations

import logging
import signal
import socket
import socketserver
import ssl
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType, TracebackType
from typing import NoReturn

from demo.faults import Fault, Struck
from demo.published import Published, Reply
from demo.table import FictionalTable
from demo.wire import Wire

log = logging.getLogger(__name__)

PAGE_SIZE = 10_000
_ADDRESS = "127.0.0.1"
# A client that leaves its connection open does not keep a thread for longer than this.
_IDLE_SECONDS = 30


class StandIn:
    """Serves fictional tables. As a context manager in the background, with ``serve_forever`` in the foreground.

    ``host`` ("127.0.0.1:PORT") is what cbsodata wants as catalog_url, ``url`` the same with the scheme, which is
    https with a ``tls`` context. ``faults``: what goes wrong, see ``fail``. ``files``: JSON given as it is, by path.
    """

    def __init__(
        self, *tables: FictionalTable, page_size: int = PAGE_SIZE, port: int = 0,
        faults: Mapping[str, Fault] | None = None, tls: ssl.SSLContext | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        self.scheme = "https" if tls else "http"
        self._page_size, self._files = page_size, dict(files or {})
        self._published = self._state({})
        self._struck = Struck(faults or {})
        self._stopping = threading.Event()
        self._requests: list[str] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._server = _Server(self, port, tls)
        self.host = f"{_ADDRESS}:{self._server.server_address[1]}"
        self.url = f"{self.scheme}://{self.host}"
        self.publish(*tables)

    @property
    def requests(self) -> list[str]:
        """The paths asked for so far, query included, in order of arrival. A copy."""
        with self._lock:
            return list(self._requests)

    def publish(self, *tables: FictionalTable) -> None:
        """Add the tables, each in the place of one with the same id, for all requests that arrive from now on."""
        with self._lock:
            known = self._published.tables | {table.table_id: table for table in tables}
            self._published = self._state(known)

    def give(self, files: Mapping[str, bytes]) -> None:
        """From now on these files are the ones that are given, each at its path."""
        with self._lock:
            self._files = dict(files)
            self._published = self._state(self._published.tables)

    def _state(self, tables: Mapping[str, FictionalTable]) -> Published:
        return Published(tables, page_size=self._page_size, scheme=self.scheme, files=self._files)

    def fail(self, faults: Mapping[str, Fault]) -> None:
        """From now on this goes wrong, and nothing else: a fault by name of the entity set that it strikes, '' for
        the root of a table, ANYTHING for whatever has none of its own. Requests are counted anew."""
        with self._lock:
            self._struck = Struck(faults)

    def respond(self, target: str, host: str) -> tuple[Reply, Fault | None]:
        """The answer to one GET, and what is done in its place if anything; every request passes here."""
        with self._lock:
            self._requests.append(target)
            published, fault = self._published, self._struck.fault(target)
        return published.answer(target, host), fault

    def wire(self, connection: socket.socket, target: str, host: str, reply: Reply) -> Wire:
        """What a fault gets to work with."""
        root = f"{self.scheme}://{host}"
        return Wire(connection, path=target, root=root, reply=reply, stopping=self._stopping)

    def serve_forever(self) -> None:
        """Serve in the calling thread until KeyboardInterrupt; call ``close`` after it."""
        self._server.serve_forever()

    def close(self) -> None:
        """Stop serving and free the port; whoever is kept waiting is let go."""
        self._stopping.set()
        if self._thread:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.server_close()

    def __enter__(self) -> StandIn:
        # A short poll, since leaving the context waits for it.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve_until_stopped(standin: StandIn) -> None:
    """Serve in the foreground until Ctrl-C or SIGTERM, then close. Only from the main thread, as signals require."""
    # SIGINT too: a process started in the background ignores it unless told otherwise.
    previous = {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        standin.serve_forever()
    except KeyboardInterrupt:
        log.info("stand-in stopped")
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        standin.close()


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, standin: StandIn, port: int, tls: ssl.SSLContext | None) -> None:
        self.standin = standin
        self._tls = tls
        super().__init__((_ADDRESS, port), _Handler)

    def server_bind(self) -> None:
        # HTTPServer would look up the name of this address, which takes seconds where no name server answers.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _ADDRESS, int(self.server_address[1])

    def finish_request(self, request: object, client_address: object) -> None:
        """In the thread of this one client, so that one that does not finish its handshake holds nobody up."""
        assert isinstance(request, socket.socket)
        if self._tls is None:
            return super().finish_request(request, client_address)
        request.settimeout(_IDLE_SECONDS)
        with self._tls.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves early, as one with a short timeout or without trust in our certificate does, is no
        error of ours; all else is shown."""
        error = sys.exception()
        if isinstance(error, (ConnectionError, ssl.SSLError)):
            log.info("client %s left: %s", client_address, error)
        else:
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    # Head and body are sent apart; without this the body would wait for the client's acknowledgement.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        standin = self.server.standin
        host = self.headers.get("Host") or standin.host
        reply, fault = standin.respond(self.path, host)
        if fault is None:
            self._send(reply)
        else:
            self.close_connection = True
            fault.do(standin.wire(self.connection, self.path, host, reply))

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("DataServiceVersion", "3.0;")
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)
