"""Requests that are too large, over a real waitress: an answer in Dutch, little memory, and nothing kept."""

from __future__ import annotations

import io
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from typing import Any

import pytest
from waitress import wasyncore
from werkzeug.test import create_environ, run_wsgi_app

from dashboard.serving import PATIENCE
from dashboard.web.bodies import KEPT, create_server
from dashboard.workbench import SMALL_BODY
from data_sources.pilots.sheets.limits import MAX_FILE
from tests.dashboard.entry_office import EntryOffice, open_entry
from tests.databases import ON_SQLITE, Databases

pytestmark = ON_SQLITE
MEGABYTE = 1_000_000
PIECE = b"x" * 65_536
HEAD = b'--grens\r\nContent-Disposition: form-data; name="bestand"; filename="groot.xlsx"\r\n\r\n'


@pytest.fixture
def office(databases: Databases) -> Iterator[EntryOffice]:
    with open_entry(databases) as made:
        yield made


@pytest.fixture
def port(office: EntryOffice) -> Iterator[int]:
    office.app.server.test_client().get("/")
    server = create_server(office.app.server, host="127.0.0.1", port=0, ident=None, threads=1, **PATIENCE)
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            wasyncore.loop(timeout=0.05, map=server._map, count=1)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.effective_port
    done.set()
    thread.join(timeout=10)
    server.task_dispatcher.shutdown()
    wasyncore.close_all(server._map)


def upload(size: int) -> Iterator[bytes]:
    """A file of a form, made while it is sent."""
    yield HEAD
    sent = len(HEAD)
    while sent < size:
        piece = PIECE[: size - sent]
        yield piece
        sent += len(piece)


@pytest.mark.parametrize("says_length", [True, False])
def test_a_file_of_100_megabytes_gets_a_dutch_answer_and_little_memory(
    office: EntryOffice, port: int, says_length: bool
) -> None:
    cookies = office.client("anna").get("/invoer").request.headers["Cookie"]
    headers = {"Content-Type": "multipart/form-data; boundary=grens", "Cookie": cookies}
    headers |= {"Content-Length": str(100 * MEGABYTE)} if says_length else {"Transfer-Encoding": "chunked"}
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    tracemalloc.start()
    try:
        connection.request(
            "POST", "/invoer/bestand", upload(100 * MEGABYTE), headers=headers, encode_chunked=not says_length
        )
        answer = connection.getresponse()
        body = answer.read().decode()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        connection.close()
    assert answer.status == 413
    assert "<h1>Dit is te groot</h1>" in body
    assert "Er is niets bewaard." in body
    assert peak < 16 * MEGABYTE
    assert office.services.desk.proposals() == []


def test_a_form_with_too_much_text_is_refused_in_dutch(office: EntryOffice) -> None:
    answer = office.send("anna", "/invoer/rij?soort=cijfer", passage="x" * 300_000)
    assert answer.status_code == 413
    assert "Dit is te groot" in answer.get_data(as_text=True)


def test_a_small_request_still_comes_whole(office: EntryOffice, port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/invoer/bestand", b"csrf=x", {"Content-Type": "application/x-www-form-urlencoded"})
    assert connection.getresponse().status == 401
    connection.close()


def test_a_body_that_does_not_say_how_large_it_is_is_read_no_further_than_allowed(office: EntryOffice) -> None:
    class Endless(io.RawIOBase):
        """As a server may give it: without a length, until the client has done."""

        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[:] = b"x" * len(buffer)
            self.given += len(buffer)
            return len(buffer)

    body = Endless()
    asked = office.client("anna").get("/invoer").request.environ
    environ = create_environ("/invoer/bestand", method="POST", content_type="multipart/form-data; boundary=grens")
    environ |= {"wsgi.input": body, "wsgi.input_terminated": True, "HTTP_COOKIE": asked["HTTP_COOKIE"]}
    environ.pop("CONTENT_LENGTH", None)
    parts, status, _ = run_wsgi_app(office.app.server, environ)
    assert status.startswith("413")
    assert "Dit is te groot" in b"".join(parts).decode()
    assert body.given < 8 * MEGABYTE


def test_no_more_of_a_request_is_kept_than_the_largest_form_may_send(office: EntryOffice) -> None:
    largest = MAX_FILE + SMALL_BODY
    assert largest <= KEPT < 1.2 * largest


def test_who_opens_connections_and_says_nothing_keeps_nobody_out(port: int) -> None:
    with ExitStack() as silent:
        for _ in range(150):
            silent.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10)).sendall(b"GET / HT")
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/aanmelden")
        assert connection.getresponse().status == 200
        connection.close()
