"""A server that says exactly the bytes it is told to: for what goes wrong on the way from CBS."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from math import inf
from types import TracebackType

from demo.published import Published, Reply
from demo.table import FictionalTable

# Longer than any patience in a test.
_ENDLESS = 8.0


class Wire:
    """One answer on its way out. ``send`` puts bytes on the wire; ``wait`` gives True when the test is over."""

    def __init__(self, connection: socket.socket, path: str, reply: Reply, over: threading.Event) -> None:
        self.path, self.reply, self.port = path, reply, connection.getsockname()[1]
        self.send, self.wait = connection.sendall, over.wait

    def head(self, *lines: str, status: str = "200 OK") -> None:
        self.send("\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode())

    def answer(self, body: bytes, *lines: str, status: str = "200 OK") -> None:
        """A whole and correct HTTP answer."""
        self.head(f"Content-Length: {len(body)}", *lines, status=status)
        self.send(body)

    def drip(self, part: bytes, *, seconds: float, times: float = inf) -> None:
        """The same bytes again and again, until the test is over; or so long that whoever waits for the end fails."""
        end = time.monotonic() + _ENDLESS
        while times > 0 and time.monotonic() < end and not self.wait(min(seconds, _ENDLESS)):
            self.send(part)
            times -= 1


Saying = Callable[[Wire], None]


def as_it_is(wire: Wire) -> None:
    wire.answer(wire.reply.body, status=f"{wire.reply.status.value} {wire.reply.status.phrase}")


def saying(body: bytes | Mapping[str, object], *lines: str, status: str = "200 OK") -> Saying:
    """Answers with this body, a mapping as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda wire: wire.answer(content, *lines, status=status)


class FaultyCbs:
    """Serves a table as CBS does, but for the sets named in ``faults``; '' is the root. A set's name is the last
    part of the path. ``requests`` are the paths asked for.
    """

    def __init__(
        self, table: FictionalTable, faults: Mapping[str, Saying], *, tls: ssl.SSLContext | None = None
    ) -> None:
        self._published = Published({table.table_id: table}, page_size=10_000)
        self._faults = faults
        self._tls = tls
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.url = f"{'https' if tls else 'http'}://{self.host}"
        self.requests: list[str] = []

    def __enter__(self) -> FaultyCbs:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        # The thread that waits for a connection is woken by one; closing alone would not.
        socket.create_connection(self._listener.getsockname()).close()
        for thread in self._threads:
            thread.join(_ENDLESS)
        self._listener.close()

    def _run(self, job: Callable[..., None], *args: object) -> None:
        self._threads.append(threading.Thread(target=job, args=args, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._over.is_set():
                connection.close()
                return
            self._run(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, self._secured(connection) as stream:
                head = b""
                while b"\r\n\r\n" not in head:
                    part = stream.recv(65_536)
                    if not part:
                        return
                    head += part
                path = head.split(b" ", 2)[1].decode()
                self.requests.append(path)
                name = path.partition("?")[0].rpartition("/")[2]
                wire = Wire(stream, path, self._published.answer(path, self.host), self._over)
                self._faults.get(name, as_it_is)(wire)
        except OSError:
            return  # the client has left, as it should

    def _secured(self, connection: socket.socket) -> socket.socket:
        return self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
