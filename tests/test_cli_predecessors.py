"""Growth of a merged region by command: refused across its merger, unless the sum of its predecessors is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from demo.changes import small, with_value
from demo.standin import StandIn
from tests.commands import ask
from tests.data_sources.releases import release

REASON = "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27)."
WHOSE = (
    "Basis 2022: Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26), bij elkaar opgeteld door dit dashboard; CBS geeft"
    " deze som niet."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a store with the merged region, its predecessors and the country; one part of 2021 is secret."""
    place = tmp_path_factory.mktemp("merged")
    table = small(release(2), regions=["NL01", "VT16", "VT26", "VT27"])
    table = with_value(table, region="VT26", period="2021JJ00", topic_title="Gestarte adviezen", value=".")
    with StandIn(table) as cbs:
        assert ask(place, "refresh", "--json", VT_CBS_URL=cbs.url).json["outcome"] == "stored"
    return place


def growth(folder: Path, *words: str) -> dict[str, Any]:
    ran = ask(folder, "growth", "--indicator", "adviezen", "--period", "2023JJ00", "--json", *words)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = ran.json
    return found


def value(folder: Path, region: str, period: str) -> float:
    ran = ask(folder, "figures", "--indicator", "adviezen", "--region", region, "--period", period, "--json")
    return float(ran.json[0]["value"])


def test_across_the_merger_a_comparison_is_refused_with_its_reason(folder: Path) -> None:
    found = growth(folder, "--region", "VT27", "--base", "2022JJ00")
    assert (found["comparable"], found["change"], found["change_pct"]) == (False, None, None)
    assert REASON in found["notes"]


def test_with_the_predecessors_it_works_and_says_whose_addition_it_is(folder: Path) -> None:
    found = growth(folder, "--region", "VT27", "--base", "2022JJ00", "--predecessors")
    total = value(folder, "VT16", "2022JJ00") + value(folder, "VT26", "2022JJ00")
    assert (found["comparable"], found["base_value"], found["missing"]) == (True, total, None)
    assert found["change_pct"] == pytest.approx((value(folder, "VT27", "2023JJ00") / total - 1) * 100)
    assert found["change_pct_low"] < found["change_pct"] < found["change_pct_high"]
    assert found["notes"] == [WHOSE]
    assert found["base_load"]["table"] == "84847NED"
    said = ask(
        folder, "growth", "--indicator", "adviezen", "--period", "2023JJ00", "--region", "VT27", "--predecessors"
    ).out  # fmt: skip
    assert WHOSE in said


def test_a_part_that_is_missing_makes_no_sum_and_the_answer_says_so(folder: Path) -> None:
    found = growth(folder, "--region", "VT27", "--base", "2021JJ00", "--predecessors")
    assert (found["comparable"], found["change"]) == (False, None)
    assert found["notes"][-1] == (
        "Een som van de voorgangers is als basis (2021) niet te geven: van Zuidoost-Brabant (VT26) ontbreekt het"
        " cijfer (geheim of onbekend bij CBS)."
    )


@pytest.mark.parametrize(
    "words", [("--region", "NL01"), ("--region", "VT16"), ("--region", "VT27", "--base", "2024JJ00")]
)
def test_where_there_is_no_merger_to_bridge_the_answer_is_the_same(folder: Path, words: tuple[str, ...]) -> None:
    assert growth(folder, *words, "--predecessors") == growth(folder, *words)
