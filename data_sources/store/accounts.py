"""Accounts in the store, and their passwords, hashed. An account is never removed: what it did stays its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from data_sources.people import ADMINISTRATOR, Account, Person
from data_sources.store.models import AccountRow, CredentialRow


@dataclass(frozen=True)
class StoredAccount:
    """An account by its number, with its hashed password; None where it has none yet."""

    id: int
    account: Account
    password_hash: str | None

    @property
    def person(self) -> Person:
        account = self.account
        return Person(username=account.username, name=account.name, person=account.person, role=account.role)


def find_account(connection: Connection, username: str) -> StoredAccount | None:
    """The account of a username as check_username writes it; None where there is none."""
    row = connection.execute(_accounts().where(AccountRow.username == username)).one_or_none()
    return None if row is None else _stored(row)


def all_accounts(connection: Connection) -> list[Account]:
    """All accounts, in the order in which they were made."""
    return [_stored(row).account for row in connection.execute(_accounts().order_by(AccountRow.id))]


def add_account(
    connection: Connection, *, username: str, name: str, person: str, role: str, password_hash: str, at: datetime
) -> None:
    """Add an account that may log in at once. Its username is not to be in the store yet."""
    row = {"username": username, "name": name, "person": person, "role": role, "created_at": at, "disabled_at": None}
    number = connection.execute(insert(AccountRow).returning(AccountRow.id), row).scalar_one()
    set_password(connection, number, password_hash, at=at)


def set_password(connection: Connection, account_id: int, password_hash: str, *, at: datetime) -> None:
    """Put a hash in the place of what an account has, if it has one."""
    connection.execute(delete(CredentialRow).where(CredentialRow.account_id == account_id))
    row = {"account_id": account_id, "password_hash": password_hash, "changed_at": at}
    connection.execute(insert(CredentialRow), [row])


def set_role(connection: Connection, account_id: int, role: str) -> None:
    connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(role=role))


def set_disabled(connection: Connection, account_id: int, at: datetime | None) -> None:
    """Disable an account from a moment on, or (None) enable it again."""
    connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(disabled_at=at))


def enabled_administrators(connection: Connection) -> int:
    """How many accounts may log in as an administrator, once they have a password."""
    row = AccountRow
    query = select(func.count()).select_from(row).where(row.role == ADMINISTRATOR, row.disabled_at.is_(None))
    return connection.execute(query).scalar_one()


def _accounts() -> Select[*tuple[Any, ...]]:
    account, credential = AccountRow, CredentialRow
    return select(
        account.id, account.username, account.name, account.person, account.role, account.created_at,
        account.disabled_at, credential.password_hash,
    ).outerjoin(credential, credential.account_id == account.id)  # fmt: skip


def _stored(row: Row[*tuple[Any, ...]]) -> StoredAccount:
    return StoredAccount(
        row.id,
        Account(
            username=row.username, name=row.name, person=row.person, role=row.role, created_at=row.created_at,
            disabled_at=row.disabled_at, has_password=row.password_hash is not None,
        ),
        row.password_hash,
    )  # fmt: skip
