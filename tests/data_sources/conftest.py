"""A store with the bundled figures, as every installation begins with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_sources.published.bundle import bundled_changes, bundled_sources
from data_sources.store.prepare import Store, prepare


@pytest.fixture(scope="session")
def bundled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the bundled figures, to copy."""
    file = tmp_path_factory.mktemp("bundled") / "store.db"
    prepare(f"sqlite:///{file}", sources=bundled_sources(), changes=bundled_changes()).engines.dispose()
    return file


@pytest.fixture
def begun(bundled_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A store that holds the bundled figures and nothing else yet."""
    store = prepare(f"sqlite:///{shutil.copy(bundled_file, tmp_path / 'begun.db')}")
    yield store
    store.engines.dispose()
