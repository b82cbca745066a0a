"""Stores to test with: real databases in a folder of their own, migrated once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

import pytest

from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import Store, prepare

NewStore = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> NewStore:
    """Opens a prepared store without figures; as many as a test asks for, one after the other or side by side."""
    folder = tmp_path_factory.mktemp("stores")
    prepare(f"sqlite:///{folder}/empty.db").engines.dispose()
    numbers = count(1)

    @contextmanager
    def make() -> Iterator[Store]:
        copy = Path(shutil.copy(folder / "empty.db", folder / f"{next(numbers)}.db"))
        store = prepare(f"sqlite:///{copy}")
        yield store
        store.engines.dispose()
        copy.unlink()

    return make


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
def database_url(tmp_path: Path) -> str:
    """The address of a database that does not exist yet."""
    return f"sqlite:///{tmp_path}/new/store.db"
