"""Stores to test with: real databases of both kinds, migrated once and copied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import Store
from tests.databases import Databases
from tests.laws import NewStore, opens_empty


@pytest.fixture(scope="session")
def new_store(databases: Databases) -> NewStore:
    return opens_empty(databases)


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    """A prepared store without figures."""
    with new_store() as made:
        yield made


@pytest.fixture(scope="session")
def bundled(new_store: NewStore) -> Iterator[Store]:
    """A store with the bundled figures and changes; not to be written to."""
    with new_store() as made:
        made.writer.add_bundle(bundled_sources(), bundled_changes())
        yield made


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of a database that has no tables yet; of a file that is not there yet on SQLite."""
    with databases.new() as url:
        yield url
