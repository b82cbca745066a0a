"""Who is logged in, and logging in and out: what pages and the door ask for. Administration is in account_changes."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable
from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy.exc import DatabaseError

from dashboard.account_changes import AccountChanges
from dashboard.guessing import Guesses, guessed_name
from dashboard.passwords import are_same
from dashboard.settings import Settings
from dashboard.visitor import ANYONE, Visitor
from data_sources.errors import PasswordRefused, StoreBusy, UsageError
from data_sources.people import Person, check_password
from data_sources.store.accounts import StoredAccount, find_account, set_password
from data_sources.store.audit import note
from data_sources.store.engine import without_waiting
from data_sources.store.guesses import forget_guesses
from data_sources.store.prepare import Store
from data_sources.store.sessions import (
    SEEN_EVERY,
    Session,
    add_session,
    end_session,
    end_sessions,
    find_session,
    mark_seen,
)

log = logging.getLogger(__name__)


class Accounts(AccountChanges):
    """Bound to one store, its settings and one clock. ``hasher``: how new passwords are hashed."""

    def __init__(
        self, store: Store, settings: Settings, now: Callable[[], datetime], *, hasher: PasswordHasher | None = None
    ) -> None:
        super().__init__(store, now, hasher or PasswordHasher())
        self._settings = settings
        self._guesses = Guesses(store.engines, now)

    @property
    def with_passwords(self) -> bool:
        """Whether anybody may log in with a password at all."""
        return self._settings.local_accounts

    def login(self, username: str, password: str, address: str, *, instead_of: str = "") -> str:
        """Log somebody in from a network address, and give the token of their new session.

        ``instead_of``: the token the browser came with, whose session ends. Raises PasswordRefused, which says the same
        for a wrong password, a disabled account and a name that is not there; and for the latter locks as well.
        """
        if not self.with_passwords:
            raise PasswordRefused("Aanmelden met een wachtwoord staat uit. Vraag de beheerder hoe u zich aanmeldt.")
        guess = self._guesses.count(username, address)
        found = self._find(username)
        usable = found is not None and found.account.disabled_at is None
        right = self._passwords.is_right(password, found.password_hash if found is not None and usable else None)
        if found is None or not right:
            raise self._guesses.refuse(guess, "Gebruikersnaam of wachtwoord klopt niet.")
        fresher = self._rehashed(found, password)
        token = secrets.token_urlsafe(32)
        with self._change() as (connection, at):
            # Meanwhile it may have been disabled, or have got another password.
            if find_account(connection, found.account.username) != found:
                raise PasswordRefused("Uw account is zojuist gewijzigd. Probeer het opnieuw.")
            forget_guesses(connection, guess.username)
            if fresher is not None:
                set_password(connection, found.id, fresher, at=at)
            end_session(connection, self._hash(instead_of))
            add_session(connection, self._hash(token), found.id, at=at)
            note(connection, at=at, person=found.person, action="aangemeld", subject=found.account.username)
        return token

    def session(self, token: str) -> Session | None:
        """The session of a token, as far as it still holds."""
        if not token or not self.with_passwords:
            return None
        with self._engines.reader.begin() as connection:
            return find_session(connection, self._hash(token), at=self._now())

    def visitor_of(self, token: str) -> Visitor:
        """Who shows a token; anyone where it is of no session. Keeps the session from ending in silence."""
        session, now = self.session(token), self._now()
        if session is None:
            return ANYONE
        if now - session.seen_at >= SEEN_EVERY:
            self._mark_seen(token, now)
        return Visitor(session.person, proof_of(token))

    def _mark_seen(self, token: str, now: datetime) -> None:
        """A sign of life. Where somebody else writes, the next request says it again; and where nothing can be written
        at all, as in a store that is full, that is no reason to show no pages.
        """
        try:
            with without_waiting(self._engines.writer).begin() as connection:
                mark_seen(connection, self._hash(token), at=now)
        except StoreBusy:
            pass
        except DatabaseError as error:
            log.warning("a session could not be marked as seen: %s", error)

    def logout(self, token: str) -> None:
        """End the session of a token, if there is one."""
        with self._change() as (connection, at):
            session = find_session(connection, self._hash(token), at=at)
            end_session(connection, self._hash(token))
            if session is not None:
                username = session.person.username
                note(connection, at=at, person=session.person, action="afgemeld", subject=username)

    def change_password(self, person: Person, old: str, new: str, address: str) -> str:
        """Give somebody another password of their own choice; all their sessions end, and the token of a new one is
        given. Raises PasswordRefused for a wrong old one, which counts as a guess, UsageError for one that cannot be or
        that is the old one.
        """
        check_password(new, username=person.username)
        if are_same(old, new):
            raise UsageError("Het nieuwe wachtwoord is gelijk aan het huidige. Kies een ander.")
        guess = self._guesses.count(person.username, address)
        found = self._find(person.username)
        if found is None or not self._passwords.is_right(old, found.password_hash):
            raise self._guesses.refuse(guess, "Uw huidige wachtwoord klopt niet.")
        token, hashed = secrets.token_urlsafe(32), self._passwords.hash(new)
        with self._change() as (connection, at):
            if find_account(connection, person.username) != found:
                raise PasswordRefused("Uw account is zojuist gewijzigd. Probeer het opnieuw.")
            forget_guesses(connection, person.username)
            set_password(connection, found.id, hashed, at=at)
            end_sessions(connection, found.id)
            add_session(connection, self._hash(token), found.id, at=at)
            note(connection, at=at, person=person, action="wachtwoord-gezet", subject=person.username)
        return token

    def _find(self, username: str) -> StoredAccount | None:
        """Looks in the store whatever the name is, so that none is told apart."""
        with self._engines.reader.begin() as connection:
            return find_account(connection, guessed_name(username))

    def _rehashed(self, found: StoredAccount, password: str) -> str | None:
        """A hash as they are made now, where that of an account is an older one."""
        outdated = found.password_hash is not None and self._passwords.is_outdated(found.password_hash)
        return self._passwords.hash(password) if outdated else None

    def _hash(self, token: str) -> str:
        """What the store knows of a token: not enough to show one, and with another VT_SECRET_KEY another one."""
        key = self._settings.secret_key
        if key:
            return hmac.new(key.encode(), token.encode(), hashlib.sha256).hexdigest()
        return hashlib.sha256(token.encode()).hexdigest()


def proof_of(token: str) -> str:
    """What a form sends along to show that it was ours: who knows it does not know the token."""
    return hmac.new(token.encode(), b"a form of ours", hashlib.sha256).hexdigest()
