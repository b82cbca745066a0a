"""Bringing the database to this code's schema; and telling whether it already is."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from data_sources.errors import StoreError

_SCRIPTS = Path(__file__).parent / "migrations"


def schema_head() -> str:
    """The newest revision this code knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise StoreError("De migraties van de opslag ontbreken in deze installatie.", found=str(_SCRIPTS))
    return head


def known_revisions() -> set[str]:
    """Every revision this code knows: those before its own schema, and that one."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def schema_revision(connection: Connection) -> str | None:
    """The revision the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection, *, to: str = "head") -> None:
    """Upgrade inside the caller's write transaction. Raises StoreError for a database newer than this code."""
    revision = schema_revision(connection)
    known = known_revisions()
    if revision is not None and revision not in known:
        raise StoreError(
            "De opslag is gemaakt door een nieuwere versie van dit programma. Werk het programma bij, of kies met"
            " VT_DATABASE_URL een andere opslag.",
            expected=sorted(known), found=revision,
        )  # fmt: skip
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
