"""A store with the bundled figures, as every installation begins with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import Store, prepare
from tests.databases import Databases


@pytest.fixture
def begun(databases: Databases) -> Iterator[Store]:
    """A store that holds the bundled figures and nothing else yet."""

    def fill(url: str) -> None:
        prepare(url, sources=bundled_sources(), changes=bundled_changes()).engines.dispose()

    with databases.copy("bundled", fill) as url:
        store = prepare(url)
        yield store
        store.engines.dispose()
