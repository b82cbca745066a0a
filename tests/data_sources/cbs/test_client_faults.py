"""What goes wrong on the way from CBS: which error it is, and what a person reads."""

from __future__ import annotations

import json

import pytest

from data_sources.errors import SourceUnreachable, SourceUnreadable
from demo.changes import without_set
from demo.faults import ANYTHING, Fault, saying
from demo.standin import StandIn
from demo.wire import Doing, Wire
from tests.data_sources.cbs.asking import DATA, client, failing, fetch
from tests.data_sources.releases import tiny

ROWS: list[object] = [{"ID": 0}]
ELSEWHERE = "verwijst door naar een ander adres (zie VT_CBS_URL)"
_PAGE = b'{"value": [{"ID": 0}]}'


def hang_up(wire: Wire) -> None:
    """Leaves without a word."""


def chunked_and_cut(wire: Wire) -> None:
    wire.head("Transfer-Encoding: chunked")
    wire.send(b"%x\r\n%s\r\n" % (len(_PAGE), _PAGE))


def closed_and_cut(wire: Wire) -> None:
    wire.head()
    wire.send(_PAGE[:-5])


def too_short(wire: Wire) -> None:
    wire.head(f"Content-Length: {len(_PAGE) + 100}")
    wire.send(_PAGE)


def too_long(wire: Wire) -> None:
    wire.head(f"Content-Length: {len(_PAGE) - 3}")
    wire.send(_PAGE)


def to_itself(wire: Wire) -> None:
    wire.answer(json.dumps({"value": ROWS, "odata.nextLink": wire.url}).encode())


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (saying(b"", status="500 Internal Server Error"), "antwoordde met fout 500"),
        (saying(b"<html>", status="503 Service Unavailable"), "antwoordde met fout 503"),
        (saying(b"", status="429 Too Many Requests"), "antwoordde met fout 429"),
        (hang_up, "is niet te bereiken of verbrak de verbinding"),
        (lambda wire: wire.send(b"SSH-2.0-OpenSSH_9.6\r\n"), "is niet te bereiken of verbrak de verbinding"),
        (chunked_and_cut, "is niet te bereiken of verbrak de verbinding"),
        (too_short, "is niet te bereiken of verbrak de verbinding"),
    ],
)
def test_no_whole_answer_is_unreachable_and_worth_another_try(fault: Doing, what: str) -> None:
    error, _ = failing(fault)
    assert type(error) is SourceUnreachable
    assert error.message == (
        f"CBS (127.0.0.1) {what} bij tabel 84847NED. De oude cijfers blijven staan. Probeer het later opnieuw."
    )


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (saying(b"<html>Onderhoud</html>"), "gaf geen leesbare gegevens (mogelijk een onderhoudspagina)"),
        (closed_and_cut, "gaf geen leesbare gegevens (mogelijk een onderhoudspagina)"),
        (too_long, "gaf geen leesbare gegevens (mogelijk een onderhoudspagina)"),
        (saying({"odata.error": {"code": ""}}), "gaf gegevens in een onverwachte vorm"),
        (saying(b"[1, 2]"), "gaf gegevens in een onverwachte vorm"),
        (saying({"value": None}), "gaf gegevens in een onverwachte vorm"),
        (saying({"value": ROWS, "odata.nextLink": "TypedDataSet?$skip=1"}), "gaf gegevens in een onverwachte vorm"),
        (saying({"value": ROWS, "odata.nextLink": 7}), "gaf gegevens in een onverwachte vorm"),
        (to_itself, "verwijst bij het bladeren naar een pagina die al gelezen is"),
        (
            saying({"value": ROWS, "odata.nextLink": "http://elders.example/p2"}),
            ELSEWHERE,
        ),
        (saying(b"", "Location: http://elders.example/", status="302 Found"), ELSEWHERE),
    ],
)
def test_an_answer_of_another_shape_is_unreadable(fault: Doing, what: str) -> None:
    error, _ = failing(fault)
    assert type(error) is SourceUnreadable
    assert error.message == f"CBS (127.0.0.1) {what} bij tabel 84847NED. De oude cijfers blijven staan."


@pytest.mark.parametrize("value", ["x", [1, 2], ["x"], {"a": 1}])
def test_a_value_that_is_no_list_of_rows_is_unreadable(value: object) -> None:
    error, _ = failing(saying({"value": value}))
    assert type(error) is SourceUnreadable


def test_a_table_that_is_not_there_says_so() -> None:
    with StandIn(tiny(1)) as cbs, pytest.raises(SourceUnreadable) as caught:
        fetch(client(cbs.url), "00000AAA")
    assert caught.value.message == (
        "CBS kent tabel 00000AAA niet of niet meer (antwoord 404 van 127.0.0.1). De oude cijfers blijven staan."
    )
    assert (caught.value.facts["expected"], caught.value.facts["found"]) == (200, 404)


def test_a_table_without_its_description_is_unreadable() -> None:
    with StandIn(without_set(tiny(1), "DataProperties")) as cbs:
        with pytest.raises(SourceUnreadable, match="CBS noemt bij tabel 84847NED geen DataProperties"):
            fetch(client(cbs.url))
        assert len(cbs.requests) == 1


def test_a_failure_in_the_metadata_costs_no_download_of_the_data() -> None:
    with StandIn(tiny(1), faults={"Perioden": Fault(saying(b"", status="500 Oops"))}) as cbs:
        with pytest.raises(SourceUnreachable):
            fetch(client(cbs.url))
        assert not any("DataSet" in path for path in cbs.requests)


def test_nobody_at_home_is_unreachable() -> None:
    with pytest.raises(SourceUnreachable, match="is niet te bereiken of verbrak de verbinding bij tabel 84847NED"):
        fetch(client("http://127.0.0.1:9"))


def test_a_redirect_to_the_same_host_is_followed_past_a_proxy_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with StandIn(tiny(1)) as moved:

        def redirect(wire: Wire) -> None:
            wire.answer(b"verhuisd", f"Location: {moved.url}{wire.path}", status="301 Moved Permanently")

        with StandIn(tiny(1), faults={ANYTHING: Fault(redirect)}) as cbs:
            feed = fetch(client(cbs.url))
    assert list(feed.rows.records()) == tiny(1).sets[DATA]
    assert feed.url.startswith(cbs.url)


def test_redirects_in_a_circle_end() -> None:
    error, _ = failing(lambda wire: wire.answer(b"", f"Location: {wire.path}", status="302 Found"))
    assert type(error) is SourceUnreadable
