"""What administrators do with accounts: each change is one transaction, with its event in the audit trail.

Whatever takes something from an account (its role, its password, its being enabled) ends its sessions in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy import Connection

from dashboard.passwords import Passwords
from data_sources.errors import UsageError
from data_sources.people import ADMINISTRATOR, Account, Person, check_password, check_role, check_username
from data_sources.pilots.plain_text import find_trouble, find_unseen, tidy
from data_sources.store.accounts import (
    StoredAccount,
    add_account,
    all_accounts,
    enabled_administrators,
    find_account,
    set_disabled,
    set_password,
    set_role,
)
from data_sources.store.audit import note
from data_sources.store.guesses import forget_guesses
from data_sources.store.prepare import Store
from data_sources.store.sessions import end_sessions

_LONGEST_NAME = 80


class AccountChanges:
    """Bound to one store and one clock. ``hasher``: how new passwords are hashed; ``by``: the administrator who does
    something, None for a command.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], hasher: PasswordHasher) -> None:
        self._engines = store.engines
        self._now = now
        self._passwords = Passwords(hasher)

    def list(self) -> Sequence[Account]:
        """All accounts, in the order in which they were made."""
        with self._engines.reader.begin() as connection:
            return all_accounts(connection)

    def add(
        self, username: str, *, role: str, password: str, name: str = "", same_person_as: str | None = None,
        by: Person | None = None,
    ) -> Account:  # fmt: skip
        """Make an account. ``same_person_as``: the username of an account of the same human being, whose own work they
        are not to approve. Raises UsageError for what cannot be, and for a name that is taken.
        """
        username, role = check_username(username), check_role(role)
        name = _checked_name(name) or username
        hashed = self._passwords.hash(check_password(password, username=username))
        with self._change() as (connection, at):
            _refuse_taken(connection, username)
            person = _asked(connection, same_person_as).account.person if same_person_as else username
            add_account(connection, username=username, name=name, person=person, role=role, password_hash=hashed, at=at)
            new = {"name": name, "role": role, "person": person}
            note(connection, at=at, person=by, action="account-gemaakt", subject=username, new=new)
            return _asked(connection, username).account

    def check_free(self, username: str) -> None:
        """Raises UsageError for a username that is taken; another may yet take it first."""
        with self._engines.reader.begin() as connection:
            _refuse_taken(connection, username)

    def disable(self, username: str, *, by: Person | None = None) -> bool:
        """Keep an account from logging in, and end its sessions. Gives whether an enabled administrator is left,
        if it was one."""
        with self._change() as (connection, at):
            found = _asked(connection, username)
            if found.account.disabled_at is not None:
                raise UsageError(f"Het account '{found.account.username}' staat al uit.")
            set_disabled(connection, found.id, at)
            end_sessions(connection, found.id)
            note(connection, at=at, person=by, action="account-uitgezet", subject=found.account.username)
            return found.account.role != ADMINISTRATOR or enabled_administrators(connection) > 0

    def enable(self, username: str, *, by: Person | None = None) -> Account:
        """Let an account log in again, with the password it had."""
        with self._change() as (connection, at):
            found = _asked(connection, username)
            if found.account.disabled_at is None:
                raise UsageError(f"Het account '{found.account.username}' staat al aan.")
            set_disabled(connection, found.id, None)
            note(connection, at=at, person=by, action="account-aangezet", subject=found.account.username)
            return replace(found.account, disabled_at=None)

    def role(self, username: str, role: str, *, by: Person | None = None) -> bool:
        """Give an account another role, and end its sessions. Gives whether an enabled administrator is left, if it
        was one."""
        role = check_role(role)
        with self._change() as (connection, at):
            found = _asked(connection, username)
            account = found.account
            if account.role == role:
                raise UsageError(f"Het account '{account.username}' heeft de rol {role} al.")
            set_role(connection, found.id, role)
            end_sessions(connection, found.id)
            note(
                connection, at=at, person=by, action="rol-gewijzigd", subject=account.username,
                old={"role": account.role}, new={"role": role},
            )  # fmt: skip
            return account.role != ADMINISTRATOR or enabled_administrators(connection) > 0

    def reset(self, username: str, password: str, *, by: Person | None = None) -> None:
        """Give an account another password, end its sessions and forget wrong guesses at the old one."""
        username = check_username(username)
        hashed = self._passwords.hash(check_password(password, username=username))
        with self._change() as (connection, at):
            found = _asked(connection, username)
            set_password(connection, found.id, hashed, at=at)
            end_sessions(connection, found.id)
            forget_guesses(connection, username)
            note(connection, at=at, person=by, action="wachtwoord-gezet", subject=username)

    def find(self, username: str) -> Account:
        """The account of a username. Raises UsageError where there is none."""
        with self._engines.reader.begin() as connection:
            return _asked(connection, username).account

    @contextmanager
    def _change(self) -> Iterator[tuple[Connection, datetime]]:
        with self._engines.writer.begin() as connection:
            yield connection, self._now()


def _checked_name(typed: str) -> str:
    """The name of a person, which ends in sheets, pages and files, as it is kept."""
    name = tidy(typed)
    problem = find_unseen(typed) or find_trouble(name, longest=_LONGEST_NAME)
    if problem is not None:
        raise UsageError(f"Dit kan geen naam van iemand zijn. {problem.message} {problem.mend}")
    return name


def _refuse_taken(connection: Connection, username: str) -> None:
    if find_account(connection, username) is not None:
        raise UsageError(f"De gebruikersnaam '{username}' bestaat al; kies een andere.", found=username)


def _asked(connection: Connection, username: str) -> StoredAccount:
    username = check_username(username)
    found = find_account(connection, username)
    if found is None:
        raise UsageError(f"Er is geen account '{username}'. Alle accounts staan in: users list.", found=username)
    return found
