"""What all tests share: databases of both kinds, how long generated tests search, which library versions are tested."""

import os
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import Databases, PostgresDatabases, SqliteDatabases
from tests.postgres import Postgres, running_postgres

settings.register_profile("default", deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_report_header(config: pytest.Config) -> str:
    names = ("dash", "plotly", "pandas", "numpy", "sqlalchemy", "cbsodata")
    return ", ".join(f"{name} {version(name)}" for name in names)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The one PostgreSQL server of these tests."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Databases on SQLite."""
    return SqliteDatabases(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def on_postgresql(postgres: Postgres) -> Databases:
    """Databases on PostgreSQL."""
    return PostgresDatabases(postgres)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of one kind, then of the other."""
    found: Databases = request.getfixturevalue(f"on_{request.param}")
    return found
