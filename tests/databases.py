"""Databases to test with, of either kind: a test that asks for ``databases`` runs on SQLite and on PostgreSQL.

What a test begins with is made once and copied.
"""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import Postgres

# Where one store is as good as the other, or the test is about that one.
ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)

Fill = Callable[[str], None]

_LEFT_FOR_LATER = 4


class Databases(ABC):
    """Makes databases of one kind; each is removed when the test is done with it."""

    kind: str

    @abstractmethod
    def new(self) -> AbstractContextManager[str]:
        """The address of a database without tables."""

    @abstractmethod
    def copy(self, name: str, fill: Fill) -> AbstractContextManager[str]:
        """The address of a database like the one of this name, which ``fill`` fills the first time and lets go."""


class SqliteDatabases(Databases):
    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    @contextmanager
    def new(self) -> Iterator[str]:
        folder = self._folder / str(next(self._numbers))
        try:
            yield f"sqlite:///{folder}/store.db"
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def copy(self, name: str, fill: Fill) -> Iterator[str]:
        original = self._folder / f"{name}.db"
        if not original.exists():
            fill(f"sqlite:///{original}")
        with self.new() as url:
            folder = Path(url.removeprefix("sqlite:///")).parent
            folder.mkdir()
            shutil.copy(original, folder / "store.db")
            yield url


class PostgresDatabases(Databases):
    kind = "postgresql"

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._originals: dict[str, str] = {}
        self._done: deque[str] = deque()

    def new(self) -> AbstractContextManager[str]:
        return self._database("template1")

    def copy(self, name: str, fill: Fill) -> AbstractContextManager[str]:
        if name not in self._originals:
            original = self._server.create()
            fill(self._server.address(original))
            self._originals[name] = original
        return self._database(self._originals[name])

    @contextmanager
    def _database(self, template: str) -> Iterator[str]:
        # A connection just closed takes the server a moment, and to drop a database before that costs 0.1 s: so those
        # that tests are done with go a few tests later, and the last ones with the server.
        while len(self._done) > _LEFT_FOR_LATER:
            self._server.drop(self._done.popleft())
        name = self._server.create(template=template)
        try:
            yield self._server.address(name)
        finally:
            self._done.append(name)
