"""A store that holds a good load, with an older one below it, as one that has been in use for a while."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from demo.standin import StandIn
from tests.commands import ask
from tests.data_sources.releases import tiny
from tests.faults.served import Served, served


@pytest.fixture(scope="session")
def in_use(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Served]:
    """The file of the store, to copy, and what it answers."""
    folder = tmp_path_factory.mktemp("in-use")
    with StandIn(tiny(1)) as cbs:
        for release in (1, 2):
            cbs.publish(tiny(release))
            ran = ask(folder, "refresh", "--force", "--json", VT_CBS_URL=cbs.url)
            assert (ran.code, ran.json["outcome"]) == (0, "stored")
    whole = folder / "whole.db"
    # One file with all that is still in the write-ahead log of the other.
    with sqlite3.connect(folder / "store.db") as connection:
        connection.execute("VACUUM INTO ?", [str(whole)])
    connection.close()
    return whole, served(folder)


@pytest.fixture
def folder(in_use: tuple[Path, Served], tmp_path: Path) -> Path:
    """A folder with a store of its own that holds the good load."""
    shutil.copy(in_use[0], tmp_path / "store.db")
    return tmp_path


@pytest.fixture
def before(in_use: tuple[Path, Served]) -> Served:
    """What the store answers as long as nothing new is stored."""
    return in_use[1]
