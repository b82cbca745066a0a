"""The releases and stand-ins that the demo tests share. Tables are never changed in place, so once is enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.changes import small
from demo.standin import StandIn
from demo.table import FictionalTable, build_release


@pytest.fixture(scope="session")
def release_1() -> FictionalTable:
    return build_release(1)


@pytest.fixture(scope="session")
def release_2() -> FictionalTable:
    return build_release(2)


@pytest.fixture(scope="session")
def two_regions(release_1: FictionalTable) -> FictionalTable:
    return small(release_1, regions=["NL01", "PV20"])


@pytest.fixture
def standin(two_regions: FictionalTable) -> Iterator[StandIn]:
    with StandIn(two_regions, page_size=3) as running:
        yield running
