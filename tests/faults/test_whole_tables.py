"""A table that comes over well and yet cannot be right is rejected; one that has ended is kept, and says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from demo.changes import discontinued, empty, half, with_double_row
from demo.standin import StandIn
from demo.table import FictionalTable
from tests.data_sources.releases import tiny
from tests.faults.served import Served, assert_next_refresh_stores, new_release, refresh, refused, served


@pytest.mark.parametrize(
    ("change", "word"), [(half, "geen cijfers"), (empty, "leeg"), (with_double_row, "meer dan eens")]
)
def test_a_table_that_is_not_whole_is_rejected(
    folder: Path, before: Served, change: Callable[[FictionalTable], FictionalTable], word: str
) -> None:
    with StandIn(change(new_release())) as cbs:
        assert word in refused(refresh(folder, cbs.url), "rejected")
        assert served(folder) == before
        cbs.publish(new_release())
        assert_next_refresh_stores(folder, cbs.url, tried="rejected")


def test_half_a_table_over_several_pages_is_rejected_like_one_page(folder: Path, before: Served) -> None:
    with StandIn(half(new_release()), page_size=10) as cbs:
        refused(refresh(folder, cbs.url), "rejected")
    assert served(folder) == before


def test_a_table_that_has_ended_keeps_its_figures_and_says_so_at_each_refresh(folder: Path, before: Served) -> None:
    with StandIn(discontinued(tiny(2))) as cbs:
        for _ in range(2):
            ran = refresh(folder, cbs.url)
            assert (ran.code, ran.err, ran.json["outcome"]) == (0, "", "unchanged")
            assert "stopgezet" in " ".join(ran.json["warnings"])
    assert served(folder) == before


def test_the_last_figures_of_a_table_that_has_ended_are_stored(folder: Path) -> None:
    with StandIn(discontinued(new_release())) as cbs:
        ran = refresh(folder, cbs.url)
    assert (ran.code, ran.err, ran.json["outcome"], ran.json["changed"]) == (0, "", "stored", 1)
    assert "stopgezet" in " ".join(ran.json["warnings"])
