"""A page that did not come over is asked for again, twice at most; one that came over wrong is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.faults import FAULTS, Fault
from demo.standin import StandIn
from tests.faults.served import Served, assert_next_refresh_stores, new_release, refresh, refused, served

DATA = "UntypedDataSet"
SHORT = "0.2"


def asked_for(cbs: StandIn, page: str = "") -> int:
    """How often the data was asked for, or one page of it."""
    return sum(f"/{DATA}?" in path and path.endswith(page) for path in cbs.requests)


@pytest.mark.parametrize("name", ["503-twice", "429", "500", "close", "reset", "reset-in-body", "short-body", "hang"])
def test_what_is_over_by_the_third_try_does_no_harm(folder: Path, name: str) -> None:
    twice = Fault(FAULTS[name].do, times=2)
    with StandIn(new_release(), faults={DATA: twice}) as cbs:
        ran = refresh(folder, cbs.url, patience=SHORT)
        assert asked_for(cbs) == 3
    assert (ran.code, ran.err, ran.json["outcome"], ran.json["changed"]) == (0, "", "stored", 1)
    # CBS may say to come back in an hour: whoever waits at a screen is told sooner.
    assert ran.json["seconds"] < 5


@pytest.mark.parametrize("name", ["503", "reset"])
def test_what_is_not_over_by_the_third_try_fails(folder: Path, before: Served, name: str) -> None:
    with StandIn(new_release(), faults={DATA: FAULTS[name]}) as cbs:
        refused(refresh(folder, cbs.url, patience=SHORT))
        assert asked_for(cbs) == 3
        assert served(folder) == before
        cbs.fail({})
        assert_next_refresh_stores(folder, cbs.url, tried="failed")


@pytest.mark.parametrize("name", ["html", "bom", "odata-error", "cut-close", "redirect-elsewhere"])
def test_what_came_over_wrong_is_asked_for_once(folder: Path, name: str) -> None:
    with StandIn(new_release(), faults={DATA: FAULTS[name]}) as cbs:
        refused(refresh(folder, cbs.url))
        assert asked_for(cbs) == 1


def test_only_the_page_that_failed_is_asked_for_again(folder: Path) -> None:
    third_page = Fault(FAULTS["reset-in-body"].do, after=2, times=2)
    with StandIn(new_release(), page_size=10, faults={DATA: third_page}) as cbs:
        ran = refresh(folder, cbs.url, patience=SHORT)
        assert [asked_for(cbs, page) for page in ("format=json", "$skip=10", "$skip=20", "$skip=30", "$skip=40")] == [
            1, 1, 3, 1, 1,
        ]  # fmt: skip
    assert (ran.code, ran.json["outcome"], ran.json["changed"]) == (0, "stored", 1)


def test_no_pause_goes_beyond_the_deadline(folder: Path) -> None:
    with StandIn(new_release(), faults={DATA: FAULTS["503"]}) as cbs:
        ran = refresh(folder, cbs.url, patience="30", deadline="0.9")
        assert asked_for(cbs) < 3
    refused(ran)
    assert ran.json["seconds"] < 2
