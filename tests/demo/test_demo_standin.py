"""The stand-in over real HTTP, asked without any CBS library."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree

import pytest

from demo.changes import with_modified, without_set
from demo.standin import StandIn
from demo.table import FictionalTable

FEED = "/ODataFeed/odata/84847NED"
API = "/ODataApi/odata/84847NED"
ATOM = "{http://www.w3.org/2005/Atom}"
METADATA = "{http://schemas.microsoft.com/ado/2007/08/dataservices/metadata}"


def get(standin: StandIn, target: str) -> tuple[int, str, bytes]:
    """Status, content type and body, without a library that would rewrite the path."""
    connection = http.client.HTTPConnection(standin.host, timeout=10)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()
    finally:
        connection.close()


def get_json(standin: StandIn, target: str) -> Any:
    status, kind, body = get(standin, target)
    assert status == 200, body
    assert kind.startswith("application/json")
    return json.loads(body)


def pages(standin: StandIn, target: str) -> list[Any]:
    found = [get_json(standin, target)]
    while "odata.nextLink" in found[-1]:
        link = found[-1]["odata.nextLink"]
        assert link.startswith(standin.url)
        found.append(get_json(standin, link.removeprefix(standin.url)))
    return found


def test_the_root_lists_the_sets_in_order_with_absolute_urls(standin: StandIn) -> None:
    root = get_json(standin, f"{FEED}/?%24format=json")
    assert root["odata.metadata"] == f"{standin.url}{FEED}/$metadata"
    assert [entry["name"] for entry in root["value"]] == [
        "TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups", "RegioS", "Perioden",
    ]  # fmt: skip
    assert root["value"][0]["url"] == f"{standin.url}{FEED}/TableInfos"
    assert get_json(standin, f"{FEED.replace('odata/', 'OData/')}?$format=json")["value"] == root["value"]


def test_a_url_is_built_from_the_host_header(standin: StandIn) -> None:
    connection = http.client.HTTPConnection(standin.host, timeout=10)
    connection.request("GET", f"{FEED}/?$format=json", headers={"Host": "opendata.example:8080"})
    body = json.loads(connection.getresponse().read())
    connection.close()
    assert body["value"][0]["url"].startswith("http://opendata.example:8080/ODataFeed/")


@pytest.mark.parametrize("name", ["TableInfos", "DataProperties", "CategoryGroups", "RegioS", "Perioden"])
def test_every_set_comes_over_the_wire_as_it_was_built(
    standin: StandIn, two_regions: FictionalTable, name: str
) -> None:
    found = pages(standin, f"{FEED}/{name}?$format=json")
    assert [row for page in found for row in page["value"]] == two_regions.sets[name]
    assert found[0]["odata.metadata"].endswith(f"$metadata#Cbs.OData.WebAPI.{name}")


def test_pages_hold_three_rows_and_the_link_keeps_every_option(standin: StandIn, two_regions: FictionalTable) -> None:
    target = f"{FEED}/TypedDataSet?%24format=json&%24select=RegioS%2CPerioden&%24filter=RegioS+eq+%27NL01++%27"
    found = pages(standin, target)
    assert [len(page["value"]) for page in found] == [3] * 7
    assert found[0]["odata.nextLink"] == (
        f"{standin.url}{FEED}/TypedDataSet?$format=json&$filter=RegioS%20eq%20%27NL01%20%20%27"
        "&$select=RegioS,Perioden&$skip=3"
    )
    rows = [row for page in found for row in page["value"]]
    assert rows == [
        {"RegioS": "NL01  ", "Perioden": row["Perioden"]}
        for row in two_regions.sets["TypedDataSet"]
        if row["RegioS"] == "NL01  "
    ]


def test_a_filtered_row_keeps_its_running_number(standin: StandIn) -> None:
    found = get_json(standin, f"{FEED}/UntypedDataSet?$format=json&$filter=substringof('2025JJ',Perioden)")
    assert [(row["ID"], row["RegioS"]) for row in found["value"]] == [(20, "NL01  "), (41, "PV20  ")]


@pytest.mark.parametrize(
    ("condition", "number"),
    [
        ("RegioS+eq+'NL01++'", 21),
        ("RegioS+eq+'NL01'", 0),
        ("RegioS%20ne%20'NL01%20%20'", 21),
        ("startswith(RegioS,'PV')+and+(Perioden+ge+'2025HJ01'+or+Perioden+le+'2019HJ01')", 4),
        ("substring(RegioS,0,3)+eq+'PV2'", 21),
        ("GestarteAdviezen_1+ge+160000", 1),
    ],
)
def test_a_filter_works_over_http(standin: StandIn, condition: str, number: int) -> None:
    status, kind, body = get(standin, f"{FEED}/TypedDataSet/$count?$filter={condition}")
    assert (status, kind, int(body)) == (200, "text/plain;charset=utf-8", number)


def test_top_and_skip_cut_the_rows_over_pages(standin: StandIn) -> None:
    found = pages(standin, f"{FEED}/TypedDataSet?$format=json&$top=5&$skip=2&$select=ID")
    assert [[row["ID"] for row in page["value"]] for page in found] == [[2, 3, 4], [5, 6]]
    assert pages(standin, f"{FEED}/TypedDataSet?$format=json&$skip=1000")[0]["value"] == []


@pytest.mark.parametrize(
    "query",
    [
        "$filter=RegioS+gt+'NL01'", "$filter=Regio+eq+'NL01'", "$filter=RegioS+eq+1", "$select=Regio", "$top=-1",
        "$skip=een", "$orderby=ID", "$format=csv", "$format=json",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_a_400(standin: StandIn, query: str) -> None:
    status, _, body = get(standin, f"{FEED}/TypedDataSet?$format=json&{query}")
    assert status == 400
    assert json.loads(body)["odata.error"]["message"]["value"]


@pytest.mark.parametrize(
    "target",
    [
        "/ODataFeed/odata/00000AAA/?$format=json", "/ODataFeed/odata/84847ned/?$format=json",
        f"{FEED}/Regios?$format=json", f"{FEED}/RegioS/1?$format=json", "/ODataCatalog/Themes?$format=json", "/",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_a_404(standin: StandIn, target: str) -> None:
    status, kind, body = get(standin, target)
    assert status == 404
    assert kind.startswith("application/json")
    assert "odata.error" in json.loads(body)


def test_the_feed_gives_atom_to_who_forgets_the_format(standin: StandIn) -> None:
    status, kind, body = get(standin, f"{FEED}/RegioS")
    assert (status, kind) == (200, "application/atom+xml;type=feed;charset=utf-8")
    feed = ElementTree.fromstring(body)
    assert feed.tag == f"{ATOM}feed"
    assert [key.text for key in feed.findall(f".//{METADATA}properties/*") if key.tag.endswith("}Key")] == [
        "NL01  ", "PV20  ",
    ]  # fmt: skip
    paged = ElementTree.fromstring(get(standin, f"{FEED}/TypedDataSet")[2])
    [link] = paged.findall(f"{ATOM}link[@rel='next']")
    assert link.get("href") == f"{standin.url}{FEED}/TypedDataSet?$format=atom&$skip=3"
    assert ElementTree.fromstring(get(standin, f"{FEED}/DataProperties")[2]).tag == f"{ATOM}feed"
    assert ElementTree.fromstring(get(standin, f"{FEED}/")[2]).tag == "{http://www.w3.org/2007/app}service"


def test_the_api_gives_json_without_being_asked(standin: StandIn) -> None:
    assert get_json(standin, f"{API}/RegioS")["value"][0]["Key"] == "NL01  "
    assert get_json(standin, f"{API}/")["value"][0]["url"] == f"{standin.url}{API}/TableInfos"


def test_the_catalogue_tells_when_a_table_changed_and_how_long_it_is(standin: StandIn) -> None:
    target = "/ODataCatalog/Tables?$format=json&$select=Identifier,Modified,RecordCount&$filter=Identifier+eq+"
    [row] = get_json(standin, f"{target}'84847NED'")["value"]
    assert row == {"Identifier": "84847NED", "Modified": "2026-04-30T02:00:00", "RecordCount": 42}
    assert get_json(standin, f"{target}'84847ned'")["value"] == []
    [full] = get_json(standin, "/ODataCatalog/Tables?$format=json")["value"]
    assert full["FeedUrl"] == f"{standin.url}/ODataFeed/OData/84847NED"


def test_publishing_replaces_a_table_and_forgets_kept_answers(standin: StandIn, two_regions: FictionalTable) -> None:
    target = f"{FEED}/TableInfos?$format=json"
    assert get_json(standin, target)["value"][0]["Modified"] == "2026-04-30T02:00:00"
    standin.publish(without_set(with_modified(two_regions, "2026-05-01T02:00:00"), "CategoryGroups"))
    assert get_json(standin, target)["value"][0]["Modified"] == "2026-05-01T02:00:00"
    assert "CategoryGroups" not in [entry["name"] for entry in get_json(standin, f"{FEED}/?$format=json")["value"]]
    assert get(standin, f"{FEED}/CategoryGroups?$format=json")[0] == 404


def test_every_request_is_written_down_also_when_they_come_at_once(standin: StandIn) -> None:
    targets = [f"{FEED}/TypedDataSet?$format=json&$skip={number}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda target: get_json(standin, target)["value"][0]["ID"], targets))
    assert found == list(range(40))
    assert sorted(standin.requests) == sorted(targets)


def test_a_full_table_fits_one_page_of_cbs_and_its_port_is_free_afterwards(release_1: FictionalTable) -> None:
    with StandIn(release_1) as full:
        answer = get_json(full, f"{FEED}/UntypedDataSet?$format=json")
        assert len(answer["value"]) == 404 * 21
        assert "odata.nextLink" not in answer
        port = int(full.host.rpartition(":")[2])
    with StandIn(release_1, port=port) as again:
        assert again.host == full.host


FOREGROUND = """
from demo.changes import small
from demo.standin import StandIn, serve_until_stopped
from demo.table import build_release
standin = StandIn(small(build_release(), regions=["NL01"]))
print(standin.host, flush=True)
serve_until_stopped(standin)
print("closed", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without sending it a signal")
@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_in_the_foreground_it_serves_until_it_is_stopped(signal_number: int) -> None:
    command = [sys.executable, "-c", FOREGROUND]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as run:
        try:
            assert run.stdout
            host = run.stdout.readline().strip()
            connection = http.client.HTTPConnection(host, timeout=10)
            connection.request("GET", f"{FEED}/RegioS?$format=json")
            assert connection.getresponse().status == 200
            connection.close()
            run.send_signal(signal_number)
            output, errors = run.communicate(timeout=10)
        finally:
            run.kill()
    assert (run.returncode, output, errors) == (0, "closed\n", "")
