"""A store that holds a good load, with an older one below it, as one that has been in use for a while."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from demo.standin import StandIn
from tests.commands import NOW, asking
from tests.data_sources.releases import tiny
from tests.faults.served import Served, served


@pytest.fixture(scope="session")
def in_use(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Served]:
    """The file of the store, to copy, and what it answers."""
    folder = tmp_path_factory.mktemp("in-use")
    earlier = NOW - timedelta(days=14)
    with StandIn(tiny(1)) as cbs, asking(folder, now=earlier, VT_CBS_URL=cbs.url) as answer:
        for release in (1, 2):
            cbs.publish(tiny(release))
            ran = answer("refresh", "--force", "--json")
            assert (ran.code, ran.json["outcome"]) == (0, "stored")
    return folder / "store.db", served(folder)


@pytest.fixture
def folder(in_use: tuple[Path, Served], tmp_path: Path) -> Path:
    """A folder with a store of its own that holds the good load."""
    shutil.copy(in_use[0], tmp_path / "store.db")
    return tmp_path


@pytest.fixture
def before(in_use: tuple[Path, Served]) -> Served:
    """What the store answers as long as nothing new is stored."""
    return in_use[1]
