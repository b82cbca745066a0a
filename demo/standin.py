"""A local stand-in for CBS's OData v3 services: a real HTTP server on the loopback address."""

from __future__ import annotations

import logging
import signal
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType, TracebackType
from typing import NoReturn

from demo.published import Published, Reply
from demo.table import FictionalTable

log = logging.getLogger(__name__)

PAGE_SIZE = 10_000
_ADDRESS = "127.0.0.1"
# A client that leaves its connection open does not keep a thread for longer than this.
_IDLE_SECONDS = 30


class StandIn:
    """Serves fictional tables. As a context manager in the background, with ``serve_forever`` in the foreground.

    ``host`` ("127.0.0.1:PORT") is what cbsodata wants as catalog_url, ``url`` the same with the scheme.
    """

    def __init__(self, *tables: FictionalTable, page_size: int = PAGE_SIZE, port: int = 0) -> None:
        self._published = Published({table.table_id: table for table in tables}, page_size=page_size)
        self._page_size = page_size
        self._requests: list[str] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._server = _Server(self, port)
        self.host = f"{_ADDRESS}:{self._server.server_address[1]}"
        self.url = f"http://{self.host}"

    @property
    def requests(self) -> list[str]:
        """The paths asked for so far, query included, in order of arrival. A copy."""
        with self._lock:
            return list(self._requests)

    def publish(self, table: FictionalTable) -> None:
        """Add the table, or replace the one with the same id, for all requests that arrive from now on."""
        with self._lock:
            self._published = Published({**self._published.tables, table.table_id: table}, page_size=self._page_size)

    def respond(self, target: str, host: str) -> Reply:
        """The answer to one GET; every request passes here."""
        with self._lock:
            self._requests.append(target)
            published = self._published
        return published.answer(target, host)

    def serve_forever(self) -> None:
        """Serve in the calling thread until KeyboardInterrupt; call ``close`` after it."""
        self._server.serve_forever()

    def close(self) -> None:
        """Stop serving and free the port."""
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

    def __init__(self, standin: StandIn, port: int) -> None:
        self.standin = standin
        super().__init__((_ADDRESS, port), _Handler)

    def server_bind(self) -> None:
        # HTTPServer would look up the name of this address, which takes seconds where no name server answers.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _ADDRESS, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves early, as one with a short timeout does, is no error of ours; all else is shown."""
        error = sys.exception()
        if isinstance(error, ConnectionError):
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
        self._send(standin.respond(self.path, self.headers.get("Host") or standin.host))

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("DataServiceVersion", "3.0;")
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)
