"""The commands about accounts: what each does, and its answer as lines and as JSON. Never shows a password."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from getpass import getpass

from dashboard.account_changes import AccountChanges
from dashboard.answers import Json
from dashboard.words import moment_phrase
from data_sources.errors import UsageError
from data_sources.people import ADMINISTRATOR, Account, check_username

_NOBODY_LEFT = f"Let op: er is nu geen enkel account met de rol {ADMINISTRATOR} meer dat aanstaat."


def user_lines(options: Namespace, accounts: AccountChanges, ask: Callable[[], str]) -> list[str]:
    """Do what the words of a command say, and tell of it. ``ask`` gives a password, when everything else is right."""
    if options.part == "list":
        return [_line(account) for account in accounts.list()] or ["Er zijn nog geen accounts."]
    name = check_username(options.name)
    if options.part == "add":
        return _add(options, accounts, name, ask)
    if options.part == "reset":
        account = accounts.find(name)
        accounts.reset(name, ask())
        off = " Het account staat nog uit: users enable." if account.disabled_at is not None else ""
        return [f"Nieuw wachtwoord voor '{name}'; waar dit account aangemeld was, is het afgemeld.{off}"]
    if options.part == "enable":
        account = accounts.enable(name)
        needs = "" if account.has_password else " Het heeft nog geen wachtwoord: users reset."
        return [f"Account '{name}' staat weer aan, met de rol {account.role}.{needs}"]
    if options.part == "disable":
        done, somebody_left = f"Account '{name}' staat uit en is afgemeld.", accounts.disable(name)
    else:
        somebody_left = accounts.role(name, options.role)
        done = f"Account '{name}' heeft nu de rol {options.role}, en meldt zich opnieuw aan."
    return [done] if somebody_left else [done, _NOBODY_LEFT]


def _add(options: Namespace, accounts: AccountChanges, name: str, ask: Callable[[], str]) -> list[str]:
    accounts.check_free(name)
    other = accounts.find(options.same_person_as) if options.same_person_as else None
    account = accounts.add(
        name, role=options.role, password=ask(), name=options.full_name,
        same_person_as=other.username if other else None,
    )  # fmt: skip
    same = f" Het is van dezelfde mens als '{other.username}'." if other else ""
    return [f"Account '{account.username}' gemaakt voor {account.name}, met de rol {account.role}.{same}"]


def account_json(account: Account) -> Json:
    return {
        "username": account.username,
        "name": account.name,
        "person": account.person,
        "role": account.role,
        "created_at": account.created_at.isoformat(),
        "disabled_at": account.disabled_at.isoformat() if account.disabled_at else None,
        "has_password": account.has_password,
    }


def asked_password() -> str:
    """A password, asked for twice on a terminal, else one line of standard input. Raises UsageError for none."""
    try:
        if sys.stdin.isatty():
            first = getpass("Wachtwoord: ")
            if first != getpass("Nogmaals: "):
                raise UsageError("De twee wachtwoorden zijn niet gelijk; er is niets gewijzigd.")
        else:
            first = sys.stdin.readline().rstrip("\r\n")
        # What is no text in the alphabet of this terminal could never be typed in a browser.
        first.encode()
    except (UnicodeError, EOFError) as error:
        raise UsageError("Het wachtwoord is niet te lezen: geef het als één regel tekst (UTF-8).") from error
    if not first:
        raise UsageError("Er kwam geen wachtwoord: typ het op een terminal, of geef het als één regel op stdin.")
    return first


def _line(account: Account) -> str:
    words = [f"{account.username}: {account.name}", account.role, f"sinds {moment_phrase(account.created_at)}"]
    if account.person != account.username:
        words.append(f"zelfde mens als {account.person}")
    if account.disabled_at is not None:
        words.append(f"uitgezet {moment_phrase(account.disabled_at)}")
    if not account.has_password:
        words.append("zonder wachtwoord (users reset)")
    return " · ".join(words)
