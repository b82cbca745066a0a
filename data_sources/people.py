"""The shapes of people: who somebody is, what their role lets them do, and what a password must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from data_sources.errors import UsageError

READER, EDITOR, ADMINISTRATOR = "lezer", "redacteur", "beheerder"
# Each may do what those before it may.
ROLES = (READER, EDITOR, ADMINISTRATOR)

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200


@dataclass(frozen=True)
class Person:
    """Who does something. ``person``: the same for all accounts of one human being, whatever they are called."""

    username: str
    name: str
    person: str
    role: str


@dataclass(frozen=True)
class Account:
    """An account as an administrator sees it. ``disabled_at`` None: it may log in, once it has a password."""

    username: str
    name: str
    person: str
    role: str
    created_at: datetime
    disabled_at: datetime | None
    has_password: bool


def may(role: str | None, asked: str) -> bool:
    """Whether somebody with a role (None: not logged in) may do what asks for a role."""
    return role is not None and ROLES.index(role) >= ROLES.index(asked)


def check_username(text: str) -> str:
    """A username in the one way in which it is written. Raises UsageError for what cannot be one."""
    username = text.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise UsageError(
            f"'{text}' kan geen gebruikersnaam zijn: 2 tot 40 kleine letters, cijfers, punten en streepjes.", found=text
        )
    return username


def check_role(text: str) -> str:
    """One of the roles. Raises UsageError for another word."""
    if text not in ROLES:
        raise UsageError(f"'{text}' is geen rol; rollen zijn: {', '.join(ROLES)}.", expected=ROLES, found=text)
    return text


def check_password(password: str, *, username: str) -> str:
    """A password that may be set.

    Raises UsageError, without the password in it, for one that is too short, too long or too easy.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(f"Een wachtwoord heeft {SHORTEST_PASSWORD} tot {LONGEST_PASSWORD} tekens.")
    if username in password.lower() or len(set(password)) < 5:
        raise UsageError("Dit wachtwoord is te makkelijk te raden: kies iets zonder uw naam en met meer verschil erin.")
    return password
