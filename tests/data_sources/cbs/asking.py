"""How the client tests ask CBS for a table."""

from __future__ import annotations

import time

import pytest

from data_sources.cbs.client import CbsClient
from data_sources.cbs.tables import Feed
from data_sources.errors import SourceError
from demo.faults import Fault
from demo.standin import StandIn
from demo.wire import Doing
from tests.data_sources.releases import KERNCIJFERS, tiny

DATA = "UntypedDataSet"


def client(
    url: str, *, timeout: float = 5, deadline: float = 20, proxy: str | None = None, ca_bundle: str | None = None
) -> CbsClient:
    return CbsClient(url, timeout=timeout, deadline=deadline, proxy=proxy, ca_bundle=ca_bundle, pauses=(0.01, 0.02))


def silent(name: str, count: int) -> None:
    """Shows no progress."""


def fetch(asked: CbsClient, table: str = KERNCIJFERS) -> Feed:
    return asked.fetch(table, end=asked.deadline_from_now(), progress=silent)


def failing(fault: Doing, *, timeout: float = 5, deadline: float = 20) -> tuple[SourceError, float]:
    """The error of a fetch in which CBS does this at the data, and the seconds it took."""
    with StandIn(tiny(1), faults={DATA: Fault(fault)}) as cbs:
        begun = time.monotonic()
        with pytest.raises(SourceError) as caught:
            fetch(client(cbs.url, timeout=timeout, deadline=deadline))
        seconds = time.monotonic() - begun
        assert caught.value.facts["url"] == f"{cbs.url}/ODataFeed/odata/{KERNCIJFERS}/{DATA}"
    assert caught.value.facts["table"] == KERNCIJFERS
    return caught.value, seconds
