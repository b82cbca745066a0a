"""A fetch always ends: by the time-out of one read, or by the deadline of the table."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from data_sources.errors import SourceUnreachable
from demo.certificate import self_signed, serving_with
from demo.faults import ANYTHING, Fault
from demo.standin import StandIn
from demo.wire import Doing, Wire
from tests.data_sources.cbs.asking import DATA, client, failing, fetch, silent
from tests.data_sources.releases import KERNCIJFERS, tiny


def test_a_silent_server_is_left_after_the_time_out_of_one_read() -> None:
    error, seconds = failing(Wire.be_silent, timeout=0.2)
    assert error.message.startswith("CBS (127.0.0.1) bleef langer dan 0,2 seconden stil bij tabel 84847NED.")
    assert 0.2 <= seconds < 2


def drip_after(start: bytes, part: bytes) -> Doing:
    def fault(wire: Wire) -> None:
        wire.send(start)
        wire.drip(part, seconds=0.05)

    return fault


@pytest.mark.parametrize(
    "fault",
    [
        drip_after(b"HTTP/1.1 2", b"0"),
        drip_after(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x"),
        drip_after(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b" "),
        drip_after(b"HTTP/1.1 200 OK\r\n\r\n", b" "),
        drip_after(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        drip_after(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        drip_after(b"HTTP/1.1 500 Oops\r\n\r\n", b" "),
    ],
    ids=["status", "header", "body", "body-without-length", "chunks", "chunk-size", "error-body"],
)
def test_a_drip_never_trips_the_time_out_but_does_meet_the_deadline(fault: Doing) -> None:
    error, seconds = failing(fault, timeout=5, deadline=0.5)
    assert error.message.startswith("CBS (127.0.0.1) duurde langer dan 0,5 seconden bij tabel 84847NED.")
    assert 0.5 <= seconds < 1.5


def test_silence_is_not_waited_for_beyond_the_deadline() -> None:
    error, seconds = failing(Wire.be_silent, timeout=30, deadline=0.4)
    assert "duurde langer dan 0,4 seconden" in error.message
    assert seconds < 1.5


def test_a_drip_that_dries_up_is_not_waited_for_beyond_the_deadline() -> None:
    def dry_up(wire: Wire) -> None:
        wire.head()
        wire.drip(b" ", seconds=0.1, times=8)
        wire.be_silent()

    error, seconds = failing(dry_up, timeout=30, deadline=1)
    assert "duurde langer dan 1 seconden" in error.message
    assert seconds < 1.5


def test_an_answer_without_end_is_left_when_it_is_larger_than_any_page() -> None:
    def pour(wire: Wire) -> None:
        wire.head()
        wire.drip(b" " * 4_000_000, seconds=0)

    error, _ = failing(pour)
    assert error.message.startswith("CBS (127.0.0.1) gaf een antwoord waar geen eind aan kwam bij tabel 84847NED.")


def slowly(wire: Wire) -> None:
    wire.wait(0.2)
    wire.answer_as_it_is()


def test_the_deadline_is_that_of_metadata_and_data_together() -> None:
    begun = time.monotonic()
    with StandIn(tiny(1), faults={ANYTHING: Fault(slowly)}) as cbs:
        with pytest.raises(SourceUnreachable, match=r"duurde langer dan 0,7 seconden"):
            fetch(client(cbs.url, timeout=0.5, deadline=0.7))
        assert 1 < len(cbs.requests) <= 4
    assert time.monotonic() - begun < 2


def test_the_deadline_covers_the_typed_data_that_is_read_instead() -> None:
    with StandIn(tiny(1), faults={"TypedDataSet": Fault(Wire.be_silent)}) as cbs:
        asked = client(cbs.url, timeout=10, deadline=1)
        end = asked.deadline_from_now()
        feed = asked.fetch(KERNCIJFERS, end=end, progress=silent)
        with pytest.raises(SourceUnreachable, match="duurde langer dan 1 seconden"):
            asked.with_typed(feed, why="", end=end, progress=silent)
        assert 0 <= time.monotonic() - end < 1
        with pytest.raises(SourceUnreachable, match="duurde langer dan 1 seconden"):
            asked.describe(KERNCIJFERS, end=end, progress=silent)
        assert cbs.requests[-1].endswith("/TypedDataSet?%24format=json")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody trusts, with its key in the same file."""
    return self_signed(tmp_path_factory.mktemp("tls"))


def test_https_is_read_with_the_certificates_of_the_setting_and_refused_without(certificate: Path) -> None:
    drip = Fault(drip_after(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x"))
    with StandIn(tiny(1), faults={"TypedDataSet": drip}, tls=serving_with(certificate)) as cbs:
        with pytest.raises(SourceUnreachable, match=r"certificaat dat niet klopt \(zie VT_CA_BUNDLE\)"):
            fetch(client(cbs.url))
        trusting = client(cbs.url, ca_bundle=str(certificate), deadline=2)
        feed = fetch(trusting)
        assert list(feed.rows.records()) == tiny(1).sets[DATA]
        with pytest.raises(SourceUnreachable, match="duurde langer dan 2 seconden"):
            trusting.with_typed(feed, why="", end=time.monotonic() + 0.3, progress=silent)
