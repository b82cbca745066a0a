"""One answer on its way to the client, byte by byte: what a fault has to work with."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from math import inf

from demo.published import Reply

# Longer than anybody who waits for the end of a drip has patience in a test or an exercise.
_ENDLESS = 900.0


class Wire:
    """One answer that is still to be given. ``reply`` is what CBS would say, ``path`` and ``url`` what was asked;
    ``elsewhere`` is the same address by another name of this machine, and it answers too.

    ``send`` puts bytes on the wire; ``wait`` gives True when the server stops before so many seconds are over.
    """

    def __init__(
        self, connection: socket.socket, *, path: str, root: str, reply: Reply, stopping: threading.Event
    ) -> None:
        self.path, self.url, self.reply = path, root + path, reply
        scheme, _, host = root.partition("://")
        name, _, port = host.rpartition(":")
        self.elsewhere = f"{scheme}://{'127.0.0.1' if name == 'localhost' else 'localhost'}:{port}{path}"
        self.send, self.wait = connection.sendall, stopping.wait
        self._connection = connection

    def head(self, *lines: str, status: str = "200 OK") -> None:
        self.send("\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode())

    def answer(self, body: bytes, *lines: str, status: str = "200 OK") -> None:
        """A whole and correct HTTP answer."""
        self.head(f"Content-Length: {len(body)}", *lines, status=status)
        self.send(body)

    def answer_as_it_is(self) -> None:
        """What CBS would say."""
        kind = f"Content-Type: {self.reply.content_type}"
        self.answer(self.reply.body, kind, status=f"{self.reply.status.value} {self.reply.status.phrase}")

    def drip(self, part: bytes, *, seconds: float, times: float = inf) -> None:
        """The same bytes again and again, until the server stops or the client leaves."""
        end = time.monotonic() + _ENDLESS
        while times > 0 and time.monotonic() < end and not self.wait(min(seconds, _ENDLESS)):
            self.send(part)
            times -= 1

    def be_silent(self) -> None:
        """Nothing more, with the connection open, until the server stops."""
        self.wait(_ENDLESS)

    def reset(self) -> None:
        """Break the connection off with a TCP reset instead of the polite end; nothing can be sent after it."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Closing the object would wait for the files that others made of it, and say a polite end first.
        socket.close(self._connection.detach())


Doing = Callable[[Wire], None]
