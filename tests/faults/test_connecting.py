"""No connection at all: refused, swallowed by a black hole, or with a certificate that nobody trusts."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from demo.certificate import self_signed, serving_with
from demo.standin import StandIn
from tests.faults.served import Served, assert_next_refresh_stores, new_release, refresh, refused, served


@contextmanager
def black_hole(port: int = 0, *, host: str = "127.0.0.1") -> Iterator[int]:
    """A port whose connections neither succeed nor fail: its queue is full and nobody takes from it."""
    with socket.socket() as hole, socket.socket() as waiting:
        hole.bind((host, port))
        hole.listen(0)
        waiting.connect(hole.getsockname())
        yield hole.getsockname()[1]


def test_a_refused_connection(folder: Path, before: Served) -> None:
    said = refused(refresh(folder, "http://127.0.0.1:9", patience="0.2"))
    assert said.startswith("CBS (127.0.0.1) is niet te bereiken of verbrak de verbinding bij tabel 84847NED. ")
    assert served(folder) == before
    with StandIn(new_release()) as cbs:
        assert_next_refresh_stores(folder, cbs.url, tried="failed")


def test_a_black_hole_is_left_after_the_time_out(folder: Path, before: Served) -> None:
    with black_hole() as port:
        ran = refresh(folder, f"http://127.0.0.1:{port}", patience="0.2")
    assert refused(ran).startswith("CBS (127.0.0.1) bleef langer dan 0,2 seconden stil bij tabel 84847NED. ")
    assert ran.json["seconds"] < 3
    assert served(folder) == before


def test_a_second_address_of_cbs_is_tried_when_the_first_is_a_black_hole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As its IPv6 address has been, beside an IPv4 one that works."""
    with StandIn(new_release()) as cbs, black_hole(port := int(cbs.host.rpartition(":")[2]), host="127.0.0.2"):
        look_up = socket.getaddrinfo

        def two_addresses(host: str, *rest: Any, **how: Any) -> list[Any]:
            found = ["127.0.0.2", "127.0.0.1"] if host == "cbs.test" else [host]
            return [item for address in found for item in look_up(address, *rest, **how)]

        monkeypatch.setattr(socket, "getaddrinfo", two_addresses)
        ran = refresh(folder, f"http://cbs.test:{port}", patience="0.2", words=("--accept-host",))
    assert (ran.code, ran.err, ran.json["outcome"], ran.json["load"]["host"]) == (0, "", "stored", "cbs.test")
    assert ran.json["seconds"] > 0.2


def test_a_certificate_that_nobody_trusts(folder: Path, before: Served, tmp_path: Path) -> None:
    with StandIn(new_release(), tls=serving_with(self_signed(tmp_path))) as cbs:
        said = refused(refresh(folder, cbs.url))
        assert said.startswith(
            "CBS (127.0.0.1) heeft een certificaat dat niet klopt (zie VT_CA_BUNDLE) bij tabel 84847NED. "
        )
        assert cbs.requests == []
    assert served(folder) == before
    with StandIn(new_release()) as cbs:
        assert_next_refresh_stores(folder, cbs.url, tried="failed")
