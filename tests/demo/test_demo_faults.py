"""What each named fault puts on the wire, seen with a bare socket; and what `--fault` makes of a name."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from demo.faults import ANYTHING, FAULTS
from demo.practice import descriptions, practice
from demo.standin import StandIn
from demo.table import FictionalTable

REGIONS, PERIODS = "RegioS", "Perioden"


@pytest.fixture
def standin(two_regions: FictionalTable) -> Iterator[StandIn]:
    with StandIn(two_regions) as running:
        yield running


def said(standin: StandIn, name: str = REGIONS, *, query: str = "$format=json") -> bytes:
    """All that comes back, head included, until the server closes; raises what the network raises."""
    target = f"/ODataFeed/odata/84847NED/{name}?{query}"
    with socket.create_connection(("127.0.0.1", int(standin.host.rpartition(":")[2])), timeout=5) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {standin.host}\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def split(answer: bytes) -> tuple[str, dict[str, str], bytes]:
    """Status, headers, body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    return status.partition(" ")[2], dict(line.split(": ", 1) for line in lines), body


def whole(standin: StandIn) -> bytes:
    return split(said(standin))[2]


@pytest.mark.parametrize(
    ("name", "status", "part"),
    [
        ("404", "404 Not Found", '"odata.error"'),
        ("500", "500 Internal Server Error", "Fout bij het lezen van kolom 'New0'"),
        ("503", "503 Service Unavailable", "StatLine is tijdelijk niet beschikbaar"),
        ("429", "429 Too Many Requests", ""),
        ("html", "200 OK", "<!DOCTYPE html>"),
        ("no-value", "200 OK", "Cbs.OData.WebAPI.RegioS"),
        ("odata-error", "200 OK", '{"odata.error"'),
    ],
)
def test_a_whole_answer_of_the_wrong_kind(standin: StandIn, name: str, status: str, part: str) -> None:
    standin.fail({REGIONS: FAULTS[name]})
    answered, headers, body = split(said(standin))
    assert (answered, part in body.decode()) == (status, True)
    assert int(headers["Content-Length"]) == len(body)
    assert b'"value": [' not in body


def test_a_bom_stands_before_the_very_same_bytes(standin: StandIn) -> None:
    body = whole(standin)
    standin.fail({REGIONS: FAULTS["bom"]})
    assert whole(standin) == b"\xef\xbb\xbf" + body


@pytest.mark.parametrize("name", ["short-body", "cut-close"])
def test_half_an_answer_ends_as_if_it_were_whole(standin: StandIn, name: str) -> None:
    body = whole(standin)
    standin.fail({REGIONS: FAULTS[name]})
    _, headers, half = split(said(standin))
    assert half == body[: len(body) // 2]
    assert headers.get("Content-Length") == ({"short-body": str(len(body)), "cut-close": None}[name])


def test_chunks_are_cut_before_the_one_that_ends_them(standin: StandIn) -> None:
    standin.fail({REGIONS: FAULTS["cut-chunks"]})
    _, headers, body = split(said(standin))
    assert headers["Transfer-Encoding"] == "chunked"
    size, _, chunk = body.partition(b"\r\n")
    assert (int(size, 16), body.endswith(b"0\r\n\r\n")) == (len(chunk) - 2, False)


def test_a_connection_is_closed_without_a_word(standin: StandIn) -> None:
    standin.fail({REGIONS: FAULTS["close"]})
    assert said(standin) == b""


@pytest.mark.parametrize("name", ["reset", "reset-in-body"])
def test_a_connection_is_broken_off_by_a_reset(standin: StandIn, name: str) -> None:
    standin.fail({REGIONS: FAULTS[name]})
    with pytest.raises(ConnectionResetError):
        said(standin)


@pytest.mark.parametrize(("name", "least", "most"), [("hang", 0, 0), ("hang-in-body", 100, 1000), ("drip", 1, 20)])
def test_who_is_kept_waiting_is_let_go_when_the_stand_in_stops(
    two_regions: FictionalTable, name: str, least: int, most: int
) -> None:
    with StandIn(two_regions, faults={REGIONS: FAULTS[name]}) as standin:
        connection = socket.create_connection(("127.0.0.1", int(standin.host.rpartition(":")[2])))
        connection.sendall(b"GET /ODataFeed/odata/84847NED/RegioS?$format=json HTTP/1.1\r\n\r\n")
        heard = listen(connection, seconds=0.5)
        assert least <= len(heard.partition(b"\r\n\r\n")[2]) <= most
    with connection:
        connection.settimeout(5)
        while connection.recv(65_536):
            pass


def listen(connection: socket.socket, *, seconds: float) -> bytes:
    """What comes in within so many seconds."""
    heard, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        connection.settimeout(left)
        with suppress(TimeoutError):
            heard += connection.recv(65_536)
    return heard


def test_a_next_page_is_the_same_or_under_another_name_of_this_machine(standin: StandIn) -> None:
    rows = json.loads(whole(standin))["value"]
    standin.fail({REGIONS: FAULTS["same-link"]})
    page = json.loads(whole(standin))
    assert (page["value"], page["odata.nextLink"]) == (rows, standin.url + standin.requests[-1])
    standin.fail({REGIONS: FAULTS["link-elsewhere"]})
    assert json.loads(whole(standin))["odata.nextLink"].startswith(standin.url.replace("127.0.0.1", "localhost"))


def test_a_redirect_leads_to_the_same_page_or_elsewhere(standin: StandIn) -> None:
    body = whole(standin)
    standin.fail({REGIONS: FAULTS["redirect"]})
    status, headers, _ = split(said(standin))
    assert (status, headers["Location"].startswith(standin.url)) == ("302 Found", True)
    assert split(said(standin, query=headers["Location"].partition("?")[2]))[2] == body
    standin.fail({REGIONS: FAULTS["redirect-elsewhere"]})
    assert split(said(standin))[1]["Location"].startswith("http://localhost:")


def test_a_fault_strikes_its_own_set_so_many_times_and_is_taken_away_at_run_time(standin: StandIn) -> None:
    standin.fail({REGIONS: FAULTS["503-twice"]})
    statuses = [split(said(standin, name))[0][:3] for name in (REGIONS, PERIODS, REGIONS, REGIONS, REGIONS)]
    assert statuses == ["503", "200", "503", "200", "200"]
    standin.fail({ANYTHING: FAULTS["500"], PERIODS: FAULTS["404"]})
    assert [split(said(standin, name))[0][:3] for name in (REGIONS, PERIODS, "")] == ["500", "404", "500"]
    standin.fail({})
    assert split(said(standin))[0] == "200 OK"


def test_every_fault_can_be_practised_by_its_name(two_regions: FictionalTable) -> None:
    assert set(descriptions()) >= set(FAULTS)
    for name, description in descriptions().items():
        assert description
        practised = practice(name, [two_regions])
        assert (list(practised.tables) != [two_regions]) + bool(practised.faults) + bool(practised.tls) == 1
    assert practice("reset=Perioden", [two_regions]).faults == {PERIODS: FAULTS["reset"]}
    assert practice("reset", [two_regions]).faults == {ANYTHING: FAULTS["reset"]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("storing", "'storing' is geen storing om te oefenen; '--fault list' noemt ze."),
        ("reset=Regios", "'Regios' wordt hier niet gevraagd; mogelijk zijn: CategoryGroups,"),
        ("half=RegioS", "De storing 'half' is er een van het geheel"),
    ],
)
def test_what_cannot_be_practised_is_refused_with_what_can(
    two_regions: FictionalTable, text: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        practice(text, [two_regions])
