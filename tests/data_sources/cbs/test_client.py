"""Fetching a table over real HTTP, with the real cbsodata."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import cbsodata
import pytest

from data_sources.cbs.describe import describe_table
from data_sources.cbs.tables import read_table
from data_sources.errors import SourceUnreachable, SourceUnreadable, TableRejected
from data_sources.findings import warnings_of
from demo.changes import padded, without_set
from demo.faults import ANYTHING, Fault, saying
from demo.standin import StandIn
from demo.wire import Wire
from tests.data_sources.cbs.asking import client, fetch
from tests.data_sources.releases import KERNCIJFERS, tiny

ROOT = Path(__file__).resolve().parents[3]
FEED = f"/ODataFeed/odata/{KERNCIJFERS}"
METADATA = [f"{FEED}/{name}?%24format=json" for name in ("", "TableInfos", "DataProperties", "RegioS", "Perioden")]

# Without a proxy of its own a process must find the stand-in, whatever its environment says.
FETCH = """
import sys
from data_sources.cbs.client import CbsClient
client = CbsClient(sys.argv[1], timeout=5, deadline=20)
feed = client.fetch("84847NED", end=client.deadline_from_now(), progress=lambda name, count: None)
print(len(feed.rows))
"""


def test_metadata_comes_first_and_the_data_last_page_by_page() -> None:
    with StandIn(tiny(1), page_size=30) as cbs:
        feed = fetch(client(cbs.url))
        data = f"{FEED}/UntypedDataSet"
        assert cbs.requests == [
            *METADATA, f"{data}?%24format=json", f"{data}?$format=json&$skip=30", f"{data}/$count?%24format=json",
        ]  # fmt: skip
    assert list(feed.rows.records()) == tiny(1).sets["UntypedDataSet"]
    assert feed.url == f"{cbs.url}{FEED}"
    assert (feed.typed, feed.findings) == (False, [])


def test_sets_are_asked_for_one_at_a_time() -> None:
    at_once, most = [0], [0]

    def slowly(wire: Wire) -> None:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        wire.wait(0.02)
        at_once[0] -= 1
        wire.answer_as_it_is()

    with StandIn(tiny(1), faults={ANYTHING: Fault(slowly)}) as cbs:
        fetch(client(cbs.url))
    assert most == [1]


def test_keys_padded_otherwise_read_the_same() -> None:
    found = []
    for width in (6, 10):
        with StandIn(padded(tiny(1), width)) as cbs:
            found.append(read_table(fetch(client(cbs.url)), topic_map={}).content_hash())
    assert found[0] == found[1]


def test_without_an_untyped_set_the_typed_one_is_read_with_a_warning() -> None:
    with StandIn(without_set(tiny(1), "UntypedDataSet")) as cbs:
        feed = fetch(client(cbs.url))
        assert cbs.requests[-2:] == [f"{FEED}/TypedDataSet{part}?%24format=json" for part in ("", "/$count")]
    assert feed.typed
    assert warnings_of(feed.findings) == [
        "Tabel 84847NED is gelezen uit TypedDataSet (de tabel heeft geen UntypedDataSet); waarom een cijfer"
        " ontbreekt, staat daar niet in."
    ]


def test_a_description_takes_the_metadata_and_the_rows_of_one_period_only() -> None:
    with StandIn(tiny(1)) as cbs:
        text = describe_table(client(cbs.url), KERNCIJFERS)
        assert cbs.requests[:-1] == METADATA
        assert cbs.requests[-1] == f"{FEED}/TypedDataSet?%24format=json&%24filter=Perioden+eq+%272019HJ01%27"
    assert "Topic · GestarteAdviezen_1 · Gestarte adviezen · aantal · 0 · Adviezen en meldingen" in text
    assert "== Perioden: 21 codes" in text
    assert json.loads(text.splitlines()[-1])["RegioS"] == "PV20  "


def test_progress_tells_the_set_and_the_bytes_received_so_far_over_all_its_pages() -> None:
    seen: list[tuple[str, int]] = []
    with StandIn(tiny(1), page_size=10) as cbs:
        asked = client(cbs.url)
        asked.fetch(KERNCIJFERS, end=asked.deadline_from_now(), progress=lambda *step: seen.append(step))
    names = ["inhoud", "TableInfos", "DataProperties", "RegioS", "Perioden", "UntypedDataSet"]
    assert list(dict.fromkeys(name for name, _ in seen)) == names
    bytes_of_data = [count for name, count in seen if name == "UntypedDataSet"]
    assert len(bytes_of_data) >= 5
    assert bytes_of_data == sorted(set(bytes_of_data))


def test_a_page_that_was_lost_on_the_way_is_noticed() -> None:
    def without_next(wire: Wire) -> None:
        page = json.loads(wire.reply.body)
        page.pop("odata.nextLink", None)
        wire.answer(json.dumps(page).encode())

    with StandIn(tiny(1), page_size=30, faults={"UntypedDataSet": Fault(without_next)}) as cbs:
        feed = fetch(client(cbs.url))
    assert (len(feed.rows), feed.row_count) == (30, 42)
    with pytest.raises(TableRejected, match="niet volledig binnengekomen: 30 van de 42 rijen"):
        read_table(feed, topic_map={})


@pytest.mark.parametrize(
    ("body", "count"),
    [(b"42", 42), (b"\xef\xbb\xbf42 ", 42), (b"<html>", None), (b"-1", None), (b'{"value": []}', None)],
)
def test_what_cbs_counts_is_a_bare_number_or_nothing(body: bytes, count: int | None) -> None:
    with StandIn(tiny(1), faults={"$count": Fault(saying(body))}) as cbs:
        assert fetch(client(cbs.url)).row_count == count


@pytest.mark.parametrize("status", ["404 Not Found", "500 Internal Server Error"])
def test_a_set_that_cbs_does_not_count_is_read_all_the_same(status: str) -> None:
    with StandIn(tiny(1), faults={"$count": Fault(saying("", status=status))}) as cbs:
        feed = fetch(client(cbs.url))
    assert (len(feed.rows), feed.row_count) == (42, None)


def test_a_base_address_may_have_a_path() -> None:
    with StandIn(tiny(1)) as cbs, pytest.raises(SourceUnreadable, match="antwoord 404"):
        fetch(client(f"{cbs.url}/cbs/"))
    assert cbs.requests == [f"/cbs{FEED}/?%24format=json"]


def test_a_proxy_that_is_set_is_used() -> None:
    with StandIn(tiny(1)) as cbs, pytest.raises(SourceUnreachable, match=r"via de proxy niet te bereiken .*PROXY"):
        fetch(client(cbs.url, proxy="http://127.0.0.1:9"))


def test_a_proxy_in_the_environment_does_not_divert() -> None:
    dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "all_proxy"), "http://127.0.0.1:9")
    with StandIn(tiny(1)) as cbs:
        run = subprocess.run(
            [sys.executable, "-c", FETCH, cbs.url], cwd=ROOT, env={**os.environ, **dead}, capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert (run.stdout, run.stderr) == ("42\n", "")


def test_cbsodata_used_elsewhere_in_the_process_keeps_its_own_behaviour() -> None:
    before = cbsodata.options.use_https
    with StandIn(tiny(1)) as cbs:
        fetch(client(cbs.url))
        assert cbsodata.options.use_https is before is True
        cbsodata.options.use_https = False
        try:
            rows = cbsodata.get_meta(KERNCIJFERS, "UntypedDataSet", catalog_url=cbs.host, proxies={})
            fetch(client(cbs.url))
        finally:
            cbsodata.options.use_https = before
    assert rows == tiny(1).sets["UntypedDataSet"]


def test_of_two_fetches_at_once_each_keeps_its_own_deadline() -> None:
    failed: list[str] = []

    def give_up_soon(url: str) -> None:
        with pytest.raises(SourceUnreachable) as caught:
            fetch(client(url, deadline=0.3))
        failed.append(caught.value.message)

    with StandIn(tiny(1), faults={"TableInfos": Fault(lambda wire: wire.drip(b" ", seconds=0.02))}) as cbs:
        hanging = threading.Thread(target=give_up_soon, args=(cbs.url,))
        hanging.start()
        begun = time.monotonic()
        with StandIn(tiny(2), page_size=1) as other:
            while time.monotonic() - begun < 0.4:
                assert len(fetch(client(other.url)).rows) == 44
        hanging.join(5)
    assert failed[0].startswith("CBS (127.0.0.1) duurde langer dan 0,3 seconden bij tabel 84847NED.")
