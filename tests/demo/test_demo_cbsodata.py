"""The real cbsodata client works against the stand-in as it does against CBS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cbsodata
import pytest
import requests

from demo.changes import padded
from demo.standin import StandIn
from demo.table import FictionalTable


@pytest.fixture(autouse=True)
def plain_http() -> Iterator[None]:
    before = cbsodata.options.use_https
    cbsodata.options.use_https = False
    yield
    cbsodata.options.use_https = before


def how(standin: StandIn) -> dict[str, Any]:
    return {"catalog_url": standin.host, "proxies": {}, "timeout": 10}


@pytest.mark.parametrize("name", ["TypedDataSet", "UntypedDataSet", "DataProperties", "RegioS", "Perioden"])
def test_get_meta_follows_the_pages_to_the_end(standin: StandIn, two_regions: FictionalTable, name: str) -> None:
    assert cbsodata.get_meta("84847NED", name, **how(standin)) == two_regions.sets[name]
    assert len(standin.requests) == -(-len(two_regions.sets[name]) // 3)
    assert standin.requests[0] == f"/ODataFeed/odata/84847NED/{name}?%24format=json"


def test_get_meta_filters_and_selects_raw_codes(standin: StandIn) -> None:
    rows = cbsodata.get_meta(
        "84847NED",
        "TypedDataSet",
        filters="RegioS eq 'NL01  ' and substringof('JJ',Perioden)",
        select=["RegioS", "Perioden", "GestarteAdviezen_1"],
        **how(standin),
    )
    assert [row["Perioden"] for row in rows] == [f"{year}JJ00" for year in range(2019, 2026)]
    assert rows[-1] == {"RegioS": "NL01  ", "Perioden": "2025JJ00", "GestarteAdviezen_1": 160045}


def test_get_meta_without_a_name_gives_the_root_list(standin: StandIn) -> None:
    assert len(cbsodata.get_meta("84847NED", "", **how(standin))) == 7


def test_get_info_and_the_table_list_tell_the_same_stamp(standin: StandIn) -> None:
    assert cbsodata.get_info("84847NED", **how(standin))["Modified"] == "2026-04-30T02:00:00"
    [row] = cbsodata.get_table_list(
        select=["Identifier", "Modified", "RecordCount"], filters="Identifier eq '84847NED'", **how(standin)
    )
    assert row == {"Identifier": "84847NED", "Modified": "2026-04-30T02:00:00", "RecordCount": 42}


def test_get_data_puts_titles_in_the_place_of_codes(standin: StandIn) -> None:
    rows = cbsodata.get_data("84847NED", **how(standin))
    assert (rows[18]["RegioS"], rows[18]["Perioden"]) == ("Nederland", "1e halfjaar 2025*")
    assert rows[18]["GestarteAdviezen_1"] == 79410
    assert cbsodata.get_data("84847NED", typed=True, **how(standin))[18]["GestarteAdviezen_1"] == "   79410"


def test_wider_codes_are_found_again_in_their_code_list(two_regions: FictionalTable) -> None:
    with StandIn(padded(two_regions, 10)) as standin:
        rows = cbsodata.get_data("84847NED", filters="RegioS eq 'PV20      '", **how(standin))
    assert {row["RegioS"] for row in rows} == {"Groningen (PV)"}


def test_the_full_table_arrives_whole(release_2: FictionalTable) -> None:
    with StandIn(release_2, page_size=1000) as standin:
        assert cbsodata.get_meta("84847NED", "UntypedDataSet", **how(standin)) == release_2.sets["UntypedDataSet"]
        assert len(standin.requests) == 9


@pytest.mark.parametrize(("table", "filters", "status"), [("84847ned", None, 404), ("84847NED", "RegioS has 'x'", 400)])
def test_an_error_of_the_server_is_an_error_of_the_client(
    standin: StandIn, table: str, filters: str | None, status: int
) -> None:
    with pytest.raises(requests.HTTPError) as caught:
        cbsodata.get_meta(table, "TypedDataSet", filters=filters, **how(standin))
    cause = caught.value.__cause__
    assert isinstance(cause, requests.HTTPError)
    assert cause.response is not None
    assert cause.response.status_code == status
