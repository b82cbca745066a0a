"""Migrations make what the models describe, and can be undone."""

from __future__ import annotations

import re
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Column, inspect, text

from data_sources.store.engine import Engines, open_engines
from data_sources.store.migrate import _config, migrate, schema_head, schema_revision
from data_sources.store.models import Base
from data_sources.store.prepare import Store
from tests.databases import ON_SQLITE


def tables(engines: Engines) -> set[str]:
    return set(inspect(engines.reader).get_table_names()) - {"alembic_version"}


def other_default(_context: object, _found: object, column: Column[Any], *defaults: str | None) -> bool | None:
    """Whether a default differs; None leaves it to Alembic. JSON is compared as text: PostgreSQL itself cannot."""
    in_database, _, in_model = defaults
    if in_database is None or not isinstance(column.type, JSON):
        return None
    return in_database.removesuffix("::json") != f"'{in_model}'"


def test_migrations_and_models_agree(store: Store) -> None:
    with store.engines.reader.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": other_default}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
        assert schema_revision(connection) == schema_head()


def test_all_migrations_go_down_and_up_again(database_url: str) -> None:
    engines = open_engines(database_url)
    with engines.writer.begin() as connection:
        assert schema_revision(connection) is None
        migrate(connection)
    assert tables(engines) == set(Base.metadata.tables)
    with engines.writer.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert tables(engines) == set()
    with engines.writer.begin() as connection:
        migrate(connection)
        migrate(connection)  # nothing left to do
    assert tables(engines) == set(Base.metadata.tables)
    engines.dispose()


def test_every_constraint_has_a_name_of_our_making(store: Store) -> None:
    found = inspect(store.engines.reader)
    names = []
    for table in tables(store.engines):
        names += [found.get_pk_constraint(table)["name"]]
        names += [item["name"] for item in found.get_foreign_keys(table)]
        names += [item["name"] for item in found.get_unique_constraints(table)]
        names += [item["name"] for item in found.get_indexes(table)]
    assert len(names) > 20
    assert [name for name in names if not re.match(r"(pk|fk|uq|ix)_[a-z_]+$", name or "")] == []


@ON_SQLITE
def test_observations_are_kept_in_key_order_without_a_rowid(store: Store) -> None:
    with store.engines.reader.connect() as connection:
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'observation'")).scalar_one()
    assert "WITHOUT ROWID" in made
    assert not Base.metadata.tables["observation"].dialect_options["sqlite"]["with_rowid"]
    key = inspect(store.engines.reader).get_pk_constraint("observation")["constrained_columns"]
    assert key == ["indicator_id", "region_id", "period_id", "breakdown_id", "load_id"]
