"""Who is told of new figures, on loopback: a web server that takes in a webhook, and a mail server."""

from __future__ import annotations

import json
import socketserver
import ssl
import threading
from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar


class _Receiver:
    """A server in a thread, on a port of its own, from ``with`` on. ``over`` is set at its end."""

    def __init__(self, server: socketserver.BaseServer) -> None:
        self._server = server
        self._thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        self.over = threading.Event()
        self.port = int(server.server_address[1])  # type: ignore[index]

    def __enter__(self) -> Any:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Hook(_Receiver):
    """Takes in a webhook. ``status``: what it answers; None is nothing, and ``drip`` an answer without end."""

    def __init__(
        self, status: int | None = 204, *, location: str | None = None, drip: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        hook = self
        self.got: list[tuple[str, str | None, Any]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((self.path, self.headers["Content-Type"], json.loads(body)))
                if drip:
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
                    while not hook.over.wait(0.05):
                        self.wfile.write(b"x")
                elif status is None:
                    hook.over.wait()
                else:
                    self.send_response(status)
                    if location is not None:
                        self.send_header("Location", location)
                    self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_: None  # type: ignore[method-assign] # whoever asked has left, as it should
        super().__init__(server)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}/haak/geheim-pad"


class MailBox(_Receiver):
    """Takes in mail. ``replies``: what it says to a command instead, by its first word; '' is nothing at all.

    ``security``: 'tls' from the start or 'starttls'.
    """

    def __init__(
        self, replies: Mapping[str, str] | None = None, *, security: str = "none", tls: ssl.SSLContext | None = None
    ) -> None:
        box = self
        self.mails: list[tuple[str, list[str], EmailMessage]] = []
        self.commands: list[str] = []
        said = {**_REPLIES, **(replies or {})}

        class Handler(socketserver.StreamRequestHandler):
            timeout: ClassVar[float] = 10

            def setup(self) -> None:
                if security == "tls":
                    assert tls is not None
                    self.request = tls.wrap_socket(self.request, server_side=True)
                super().setup()

            def handle(self) -> None:
                extensions = "250-STARTTLS\r\n" if security == "starttls" else ""
                sender, recipients = "", list[str]()
                self.say(said["CONNECT"])
                while line := self.rfile.readline().decode().strip():
                    word = line.split()[0].upper()
                    box.commands.append(line)
                    if word == "EHLO":
                        self.say(f"250-hier\r\n{extensions}250 AUTH PLAIN")
                        continue
                    reply = said[word] if word != "RCPT" or "@weg" not in line else "550 onbekend"
                    if word == "MAIL":
                        sender = line
                    if word == "RCPT" and reply.startswith("250"):
                        recipients.append(line)
                    self.say(reply)
                    if word == "STARTTLS":
                        assert tls is not None
                        self.request = tls.wrap_socket(self.request, server_side=True)
                        super().setup()
                    if word == "DATA" and reply.startswith("354"):
                        box.mails.append((sender, recipients, self.letter()))
                        self.say(said["."])

            def finish(self) -> None:
                try:
                    super().finish()
                finally:
                    # The server closes what it accepted, and knows nothing of what went over it.
                    self.request.close()

            def letter(self) -> EmailMessage:
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
                letter = message_from_bytes(b"".join(lines), policy=policy.default)
                assert isinstance(letter, EmailMessage)
                return letter

            def say(self, text: str) -> None:
                if not text:
                    box.over.wait()
                self.wfile.write(f"{text}\r\n".encode())

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Whoever came has left, as it should."""

        super().__init__(Server(("127.0.0.1", 0), Handler))

    def url(self, scheme: str = "smtp", *, user: str = "", to: str = "lezer@vt.example") -> str:
        return f"{scheme}://{user}127.0.0.1:{self.port}/?from=cijfers@vt.example&to={to}"


_REPLIES = {
    "CONNECT": "220 hier", "MAIL": "250 goed", "RCPT": "250 goed", "DATA": "354 zeg het", ".": "250 goed",
    "QUIT": "221 dag", "AUTH": "235 goed", "STARTTLS": "220 goed", "RSET": "250 goed", "HELO": "250 hier",
}  # fmt: skip
