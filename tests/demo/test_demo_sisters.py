"""The fictional sister tables: in CBS's form, consistent with each other and the kerncijfers, secret when small."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

import pytest

from data_sources.categories import total_codes
from data_sources.cbs.client import CbsClient
from data_sources.cbs.tables import read_table
from data_sources.contract import Period
from data_sources.snapshot import CellState, TableSnapshot
from demo.reading import Place, wire_cells
from demo.sisters import build_sisters
from demo.standin import StandIn
from demo.table import FictionalTable

Cells = dict[tuple[str, str, str, str], float | None]


@pytest.fixture(scope="module")
def sisters() -> dict[str, FictionalTable]:
    return {table.table_id: table for table in build_sisters(2)}


@pytest.fixture(scope="module")
def fetched(sisters: dict[str, FictionalTable]) -> Iterator[dict[str, TableSnapshot]]:
    """Each sister table as a refresh reads it over HTTP."""
    with StandIn(*sisters.values()) as standin:
        client = CbsClient(base_url=standin.url, timeout=10, deadline=60)
        yield {
            name: read_table(
                client.fetch(name, end=client.deadline_from_now(), progress=lambda _name, _bytes: None), topic_map={}
            )
            for name in sisters
        }


def _cells(snapshot: TableSnapshot) -> Cells:
    names = (
        [topic.indicator for topic in snapshot.topics], [code for code, _ in snapshot.regions],
        [item.period.key for item in snapshot.periods], snapshot.breakdowns,
    )  # fmt: skip
    places = zip(snapshot.indicator, snapshot.region, snapshot.period, snapshot.breakdown, strict=True)
    keys = [tuple(listed[n] for listed, n in zip(names, place, strict=True)) for place in places]
    values = (None if math.isnan(value) else float(value) for value in snapshot.value)
    return dict(zip(keys, values, strict=True))  # type: ignore[arg-type]


def test_every_sister_table_is_read_without_a_finding(fetched: dict[str, TableSnapshot]) -> None:
    assert list(fetched) == ["84849NED", "84850NED", "84852NED", "85361NED"]
    for name, snapshot in fetched.items():
        assert snapshot.findings == [], name
        assert "" in snapshot.breakdowns
        assert all(topic.indicator.startswith(f"{name}:") for topic in snapshot.topics)
    dimensions = {name: list(total_codes(snapshot.categories)) for name, snapshot in fetched.items()}
    assert dimensions == {
        "84849NED": ["KenmerkenAdviezenMeldingen"], "84850NED": ["AanvullendeInformatie", "AardVanHetGeweld"],
        "84852NED": ["Veiligheidsbeoordeling", "Veiligheidstaxatie"], "85361NED": [],
    }  # fmt: skip


def test_the_totals_are_those_of_the_kerncijfers(fetched: dict[str, TableSnapshot], release_2: FictionalTable) -> None:
    kerncijfers = wire_cells(release_2, data_set="TypedDataSet")
    compared = 0
    for name, topic, title in (
        ("84849NED", "gestarte-adviezen", "Gestarte adviezen"),
        ("84850NED", "ontvangen-meldingen", "Ontvangen meldingen"),
        ("84852NED", "ontvangen-meldingen", "Ontvangen meldingen"),
        ("85361NED", "ontvangen-meldingen-totaal", "Ontvangen meldingen"),
    ):  # fmt: skip
        for (indicator, region, period, breakdown), value in _cells(fetched[name]).items():
            if indicator == f"{name}:{topic}" and breakdown == "":
                assert value == kerncijfers[Place(region, period, title)], (name, region, period)
                compared += 1
    assert compared > 2000


def test_what_is_told_apart_adds_up_within_rounding_and_is_secret_when_small(fetched: dict[str, TableSnapshot]) -> None:
    cells = _cells(fetched["84849NED"])
    who = "KenmerkenAdviezenMeldingen="
    for topic, half in product(("gestarte-adviezen", "ontvangen-meldingen"), ("2024HJ01", "2026HJ01")):
        total, privately, professionally, unknown = (
            cells[f"84849NED:{topic}", "NL01", half, breakdown]
            for breakdown in ("", f"{who}A051301", f"{who}A051302", f"{who}A051311")
        )
        assert total is not None
        assert abs((privately or 0) + (professionally or 0) + (unknown or 0) - total) <= 10
    for name, snapshot in fetched.items():
        counts = [topic.unit == "aantal" for topic in snapshot.topics]
        for topic, value, state in zip(snapshot.indicator, snapshot.value, snapshot.state, strict=True):
            if counts[topic] and state == CellState.VALUE:
                assert value >= 10, name
                assert value % 5 == 0, name
        assert (snapshot.state == CellState.SECRET_OR_UNKNOWN).any(), name


def test_a_year_is_its_halves_within_rounding(fetched: dict[str, TableSnapshot]) -> None:
    compared = 0
    for snapshot in fetched.values():
        cells = _cells(snapshot)
        for (indicator, region, period, breakdown), value in cells.items():
            if period != "2025JJ00" or indicator.endswith("-procent"):
                continue
            halves = [cells[indicator, region, half.key, breakdown] for half in Period.parse(period).halves()]
            if value is not None and None not in halves:
                assert abs(sum(half for half in halves if half is not None) - value) <= 7.5
                compared += 1
    assert compared > 1000


def test_a_share_is_of_the_printed_total(fetched: dict[str, TableSnapshot]) -> None:
    cells = _cells(fetched["85361NED"])
    for region in ("NL01", "PV20", "VT05"):
        part = cells["85361NED:hermelding-totaal", region, "2025JJ00", ""]
        whole = cells["85361NED:ontvangen-meldingen-totaal", region, "2025JJ00", ""]
        share = cells["85361NED:hermelding-totaal-procent", region, "2025JJ00", ""]
        assert part is not None
        assert whole is not None
        assert share == round(part / whole * 100, 1)
    assert len([topic for topic in fetched["85361NED"].topics if topic.unit == "%"]) == 10


def test_a_region_that_went_up_in_another_has_only_marks_from_then_on(fetched: dict[str, TableSnapshot]) -> None:
    cells = _cells(fetched["84852NED"])
    indicator = "84852NED:ontvangen-meldingen"
    assert cells[indicator, "VT16", "2022HJ02", ""] is not None
    assert cells[indicator, "VT16", "2023HJ01", ""] is None
    assert cells[indicator, "VT27", "2023HJ01", ""] is not None


def test_every_table_says_that_it_is_made_up(sisters: dict[str, FictionalTable]) -> None:
    for table in sisters.values():
        assert "FICTIEF" in str(table.sets["TableInfos"][0]["ShortDescription"])
        assert {row["Key"] for row in table.sets["RegioS"]} == {row["RegioS"] for row in table.sets["TypedDataSet"]}
    assert not [row for row in sisters["84850NED"].sets["RegioS"] if str(row["Key"]).startswith("GM")]
